"""The page of the agreement's keys, written from the schema."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from boucle.agreement.labels import SECTION_LABELS
from boucle.agreement.schema import Agreement
from boucle.agreement.schema import types as kinds
from boucle.agreement.schema.types import OneOf
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

_INTRODUCTION = """# Keys of an agreement

One YAML file a version, in the folder `agreement/` of a workspace. Written from the schema; do not
edit.

A text is written in both languages, `{fr: …, en: …}`. Hours stand between quotes (`"08:30-12:00"`),
dates without (`2026-01-05`). Durations are ISO 8601 (`PT30M`, `P14D`); `business:PT30M` counts open
hours and `business:P1D` open days. A condition is in the condition language. Aliases, anchors and
tags of YAML are refused. `boucle agreement check FILE` shows every fault with its line.

Beyond the keys, the check holds that: all seven stages are defined, in order; the value of a lead
type is `win_share × average_amount` to the unit; every grade stands once in the grid; sub-goals of
the same measure add up to their goal; a code is used once and every code referred to exists;
deadlines are in the time of their clock and cover every lead type; the examples of the calendar
come out; a signature is under this very text.
"""
_NAMED: dict[str, str] = {
    "Words": "text fr/en", "Code": "code", "DurationText": "duration", "PeriodText": "period",
    "ConditionText": "condition", "Hours": "hours", "LocalMoment": "moment", "TimeOfDay": "time",
    "Version": "version", "Currency": "currency", "EMail": "e-mail", "Glob": "glob",
    "Region": "region", "Sha256": "SHA-256", "Zone": "time zone", "Line": "line of text",
    "Share": "share, 0 to 1", "Amount": "number, 0 or more", "Count": "whole number, 0 or more",
    "Positive": "whole number, 1 or more", "Day": "date",
}  # fmt: skip
_PLAIN: dict[Any, str] = {
    str: "line of text", int: "whole number", float: "number", bool: "true or false",
    date: "date", Text: "text fr/en",
}  # fmt: skip


def reference_page() -> str:
    """Return `docs/reference/agreement.md`."""
    parts = [_INTRODUCTION, "## The agreement\n", *_table(Agreement)]
    for name, field in Agreement.model_fields.items():
        sections = list(dict.fromkeys(_sections(field.annotation)))
        if not sections:
            continue
        parts.append(f"\n## `{name}`: {SECTION_LABELS[name].en}\n")
        for section in sections:
            title = "" if section is sections[0] else f"\n### {section.__name__}\n\n"
            parts += [title + _sentence(section), *_table(section)]
    return "\n".join(parts) + "\n"


def _sentence(section: type[BaseModel]) -> str:
    return " ".join((section.__doc__ or "").split()) + "\n"


def _table(section: type[BaseModel]) -> Iterator[str]:
    if not section.model_fields:
        return
    yield "| key | value | default |"
    yield "| --- | --- | --- |"
    for name, field in section.model_fields.items():
        yield f"| `{name}` | {_kind(_whole(field))} | {_default(field)} |"


def _whole(field: FieldInfo) -> Any:
    whole: Any = field.annotation
    for each in field.metadata:
        whole = Annotated[whole, each]
    return whole


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**compulsory**"
    value = field.default
    if value in (None, (), PydanticUndefined) or isinstance(value, BaseModel):
        return "—"
    if isinstance(value, tuple):
        return ", ".join(f"`{each}`" for each in value)
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _kind(annotation: Any) -> str:
    for name, words in _NAMED.items():
        if annotation == getattr(kinds, name):
            return words
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"{annotation.__name__} (below)"
    return _composed(get_origin(annotation), get_args(annotation), annotation)


def _composed(origin: Any, args: tuple[Any, ...], annotation: Any) -> str:
    if origin is tuple:
        return f"list of {_kind(args[0])}"
    if origin is dict:
        return f"`{_kind(args[0])}: {_kind(args[1])}` lines"
    metadata = getattr(annotation, "__metadata__", ())
    for each in metadata:
        if isinstance(each, OneOf):
            return "one of " + ", ".join(f"`{word}`" for word in each.words)
    if metadata:
        return _kind(args[0]) + _bounds(metadata)
    present = [each for each in args if each is not type(None)]
    return _kind(present[0])


def _bounds(metadata: tuple[Any, ...]) -> str:
    signs = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
    found: list[str] = []
    for each in metadata:
        for constraint in getattr(each, "metadata", [each]):
            found += [
                f"{words} {getattr(constraint, sign)}"
                for sign, words in signs.items()
                if getattr(constraint, sign, None) is not None
            ]
    return ", " + ", ".join(found) if found else ""


def _sections(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the section within an annotation, then those within it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _sections(field.annotation)
        return
    for part in get_args(annotation):
        yield from _sections(part)
