"""A plan as the text of a mapping file, with the reason of each line beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boucle.language import Text, formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.language import Language
    from boucle.warehouse.imports.proposing.doubts import Doubt
    from boucle.warehouse.imports.proposing.plan import Join, Line, RowsPlan
    from boucle.warehouse.imports.proposing.seeing import SeenTable

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LAST_PRINTED, _DELETE, _WIDTH = 0x20, 0x7F, 100
MARK = "# proposed-for: "
_HEAD = Text(
    fr="Correspondance proposée par « boucle import ». Corrigez ce qui n'est pas juste : une "
    "nouvelle\n"
    "# importation des mêmes fichiers la reprend. Voir docs/reference/mapping.md.",
    en="Mapping proposed by `boucle import`. Correct what is not right: importing the same files "
    "again\n"
    "# takes it up. See docs/reference/mapping.md.",
)
_DOUBTS = Text(fr="Doutes :", en="Doubts:")


def quoted_text(text: str) -> str:
    r"""Write a text as TOML does.

    >>> quoted_text('a "b"')
    '"a \\"b\\""'
    """
    cells = (
        _ESCAPES.get(sign)
        or (f"\\u{ord(sign):04x}" if ord(sign) < _LAST_PRINTED or ord(sign) == _DELETE else sign)
        for sign in text
    )
    return f'"{"".join(cells)}"'


def key_text(name: str) -> str:
    """Write a key: bare where TOML allows it."""
    return name if _BARE.fullmatch(name) else quoted_text(name)


def value_text(value: object) -> str:
    """Write a value: a text, a number, a list or an inline table."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key_text(key)} = {value_text(each)}" for key, each in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(value_text(each) for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.12f}".rstrip("0")
    return quoted_text(str(value))


def mapping_text(
    name: str,
    rows: Sequence[RowsPlan],
    *,
    time_zone: str | None = None,
    doubts: Sequence[Doubt] = (),
    fingerprint: str = "",
    language: Language = "en",
) -> str:
    """Return the whole file; its comments in `language`."""
    lines = [f"# {_HEAD.in_(language)}", f"{MARK}{fingerprint}"]
    if doubts:
        lines += ["#", f"# {_DOUBTS.in_(language)}"]
        for doubt in doubts:
            lines += _comment(f"- [{doubt.code}] {doubt.text.in_(language)}")
    lines.append(f"source = {value_text(name)}")
    if time_zone is not None:
        lines.append(f"time_zone = {value_text(time_zone)}")
    for table in _tables(rows):
        lines += ["", f"[files.{key_text(table.alias)}]", f"path = {value_text(table.pattern)}"]
        if table.sheet:
            lines.append(f"sheet = {value_text(table.sheet)}")
    for plan in rows:
        lines += ["", *_block(plan, language)]
    return "\n".join(lines) + "\n"


def _tables(rows: Sequence[RowsPlan]) -> list[SeenTable]:
    used = {plan.file.alias: plan.file for plan in rows}
    used |= {join.table.alias: join.table for plan in rows for join in plan.joins}
    return [used[alias] for alias in sorted(used)]


def _comment(text: str) -> list[str]:
    """Wrap a comment; line ends of cells must not end it."""
    lines, current = [], "#"
    for word in text.split():
        if len(current) + len(word) + 1 > _WIDTH:
            lines.append(current)
            current = "#  "
        current += f" {word}"
    return (
        [*lines, _printable(current)]
        if not lines
        else [*map(_printable, lines), _printable(current)]
    )


def _printable(text: str) -> str:
    return "".join(sign for sign in text if ord(sign) >= _LAST_PRINTED and ord(sign) != _DELETE)


def _join(join: Join) -> dict[str, object]:
    pick = {"pick": join.pick} if join.pick else {}
    return {"file": join.table.alias, "on": join.on, **pick}


def _block(plan: RowsPlan, language: Language) -> list[str]:
    lines = [
        "[[rows]]",
        f"table = {value_text(plan.table)}",
        f"file = {value_text(plan.file.alias)}",
    ]
    if plan.joins:
        joins = [_join(each) for each in plan.joins]
        lines.append(f"join = {value_text(joins)}")
    if plan.where:
        lines.append(f"where = {value_text(plan.where)}")
    if plan.where_not:
        lines.append(f"where_not = {value_text(plan.where_not)}")
    if plan.present:
        lines.append(f"where_present = {value_text(list(plan.present))}")
    if plan.absent:
        lines.append(f"where_absent = {value_text(list(plan.absent))}")
    if plan.lead_source:
        note = _note_of(plan.source_found, language)
        lines.append(f"lead_source = {value_text(plan.lead_source)}{note}")
    lines.append("[rows.columns]")
    return lines + [_line(line, language) for line in plan.lines]


def _line(line: Line, language: Language) -> str:
    spec: object = line.spec
    if set(line.spec) == {"column"}:
        spec = line.spec["column"]
    return f"{key_text(line.target)} = {value_text(spec)}{_note_of(line.found, language)}"


def _note_of(found: object, language: Language) -> str:
    if found is None:
        return ""
    share = formats.number(found.confidence, language, digits=2)  # type: ignore[attr-defined]
    why = " ".join(found.why.in_(language).split())  # type: ignore[attr-defined]
    return "  # " + _printable(f"{share} — {why}")
