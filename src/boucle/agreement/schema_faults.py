"""From the validator's errors to findings of ours: which key or value, what is allowed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from boucle.agreement.finding import Finding, Path
from boucle.agreement.schema import Agreement
from boucle.agreement.wording import hint, listed, shown
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

_TEXT = Text(fr="un texte", en="text")
_WANTED: dict[str, Text] = {
    "string_type": _TEXT,
    "int_type": Text(fr="un nombre entier", en="a whole number"),
    "float_type": Text(fr="un nombre", en="a number"),
    "finite_number": Text(fr="un nombre", en="a number"),
    "bool_type": Text(fr="true ou false", en="true or false"),
    "tuple_type": Text(fr="une liste (`- …` ou `[…]`)", en="a list (`- …` or `[…]`)"),
    "dict_type": Text(fr="un groupe de lignes `clé: valeur`", en="a group of `key: value` lines"),
}
_WANTED["model_type"] = _WANTED["dict_type"]
_QUOTE = Text(fr=" Mettez-le entre guillemets.", en=" Put it between quotes.")
_BOUNDS = {
    "greater_than": ("gt", Text(fr="plus de {bound}", en="more than {bound}")),
    "greater_than_equal": ("ge", Text(fr="au moins {bound}", en="at least {bound}")),
    "less_than": ("lt", Text(fr="moins de {bound}", en="less than {bound}")),
    "less_than_equal": ("le", Text(fr="au plus {bound}", en="at most {bound}")),
}


def finding_of(error: ErrorDetails) -> Finding:
    """Return the finding that stands for one error of the validator."""
    # A key of a mapping that is not on its list is reported at `key` + "[key]".
    is_key = bool(error["loc"]) and error["loc"][-1] == "[key]"
    path: Path = tuple(error["loc"][:-1] if is_key else error["loc"])
    facts = dict(error.get("ctx", {}))
    if error["type"] == "missing":
        return Finding("key_missing", path[:-1], {"key": path[-1]}, on_key=True)
    if error["type"] == "extra_forbidden":
        return _unknown_key(path)
    if error["type"] in _BOUNDS:
        return _out_of_range(error, path, facts)
    if error["type"] in _WANTED:
        return _wrong_type(error["type"], path, error["input"])
    return _own(error, path, facts, is_key=is_key)


def _own(error: ErrorDetails, path: Path, facts: dict[str, Any], *, is_key: bool) -> Finding:
    at = tuple(facts.pop("at", ()))
    position = facts.pop("position", None)
    if error["type"] == "language_missing":
        names = {"fr": Text(fr="français", en="French"), "en": Text(fr="anglais", en="English")}
        facts["language"] = names[str(facts["language"])]
    if "allowed" in facts:
        allowed = tuple(facts["allowed"])
        facts |= {"hint": hint(str(facts["given"]), allowed), "allowed": listed(allowed)}
    if error["type"] == "condition" and error["input"] is None:
        return _wrong_type("string_type", path, None)
    if "given" in facts:
        facts["given"] = shown(facts["given"])
    on_key = is_key or error["type"] == "unknown_language"
    return Finding(error["type"], path + at, facts, on_key=on_key, position=position)


def _unknown_key(path: Path) -> Finding:
    allowed = keys_at(path[:-1])
    facts = {"key": path[-1], "hint": hint(str(path[-1]), allowed), "allowed": listed(allowed)}
    return Finding("key_unknown", path, facts, on_key=True)


def _out_of_range(error: ErrorDetails, path: Path, facts: Mapping[str, Any]) -> Finding:
    name, words = _BOUNDS[error["type"]]
    allowed = words.format(bound=shown(facts[name]))
    return Finding("range", path, {"given": shown(error["input"]), "allowed": allowed})


def _wrong_type(kind: str, path: Path, given: object) -> Finding:
    if given is None:
        return Finding("nothing", path, {"wanted": _WANTED[kind]}, on_key=True)
    is_scalar = not isinstance(given, dict | tuple | list)
    quote = _QUOTE if kind == "string_type" and is_scalar else Text(fr="", en="")
    facts = {"given": shown(given), "wanted": _WANTED[kind], "hint": quote}
    return Finding("type", path, facts)


def keys_at(path: Path) -> tuple[str, ...]:
    """Return the keys that the schema allows at `path`.

    >>> keys_at(("calendar", "closures", 0))
    ('starts_on', 'ends_on', 'label')
    """
    model: Any = Agreement
    for step in path:
        if isinstance(step, str) and isinstance(model, type) and issubclass(model, BaseModel):
            field = model.model_fields.get(step)
            model = _section_of(field.annotation) if field else None
        # An index, or a free key of a mapping: its section is already found.
    if isinstance(model, type) and issubclass(model, BaseModel):
        return tuple(model.model_fields)
    return ()


def _section_of(annotation: Any) -> Any:
    """Return the section within an annotation such as ``tuple[Stage, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in reversed(get_args(annotation)):
        if (found := _section_of(part)) is not None:
            return found
    return None
