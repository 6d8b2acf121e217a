"""Texts that have a grammar of their own: conditions and durations."""

from pydantic_core import PydanticCustomError

from boucle.errors import BoucleError


def check_condition(value: str) -> str:
    """Return `value` if the condition language can read it."""
    from boucle.agreement.conditions import parse  # circular: conditions may read the schema

    try:
        parse(value)
    except BoucleError as error:
        position = getattr(error, "position", None)
        facts = {"given": value, "position": position, "text": error.text}
        raise PydanticCustomError("condition", "cannot be read", facts) from None
    return value


def check_duration(value: str) -> str:
    """Return `value` if it is a duration such as ``PT30M`` or ``business:P1D``."""
    from boucle.agreement.durations import parse_duration  # circular: as above

    try:
        parse_duration(value)
    except BoucleError:
        raise PydanticCustomError("duration", "not a duration", {"given": value}) from None
    return value
