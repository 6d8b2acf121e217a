"""The document as plain text, in 80 columns."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from boucle.agreement.document.blocks import Bullets, Facts, Heading, Note, Rule, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block, Outline, Words

WIDTH = 80
_GAP = "  "
_INDENT = "    "
# A term and what is said of it stand side by side while the term is no longer than this.
_TERM = 24


def text(outline: Outline) -> str:
    """Return the whole document; no line is wider than 80 columns but for one long word."""
    lines = [*_wrapped(outline.title.upper()), *_wrapped(outline.subtitle)]
    colon = "\u00a0: " if outline.language == "fr" else ": "
    for block in outline.blocks:
        lines += ["", *_lines(block, colon)]
    return "\n".join(line.rstrip() for line in lines)


def _lines(block: Block, colon: str) -> Iterator[str]:
    match block:
        case Heading():
            yield from _heading(block)
        case Note():
            yield from _wrapped(block.words, first="| ", rest="| ")
        case Bullets():
            yield from _wrapped(block.title)
            for item in block.items:
                yield from _wrapped(item, first="  - ", rest=_INDENT)
        case Facts():
            for term, words in block.items:
                yield from _fact(term, words)
        case Table():
            yield from _table(block, colon)
        case _:
            yield from _wrapped(block.words)


def _heading(heading: Heading) -> Iterator[str]:
    is_section = heading.level == 2  # noqa: PLR2004 - see `Heading`
    if is_section:
        yield ""
    lines = _wrapped(heading.words.upper() if is_section else heading.words)
    yield from lines
    yield ("=" if is_section else "-") * max(map(len, lines))


def _fact(term: str, words: Words) -> Iterator[str]:
    longest_word = max(map(len, str(words).split()), default=0)
    if len(term) > _TERM or longest_word > WIDTH - _TERM - len(_GAP):
        yield from _wrapped(term)
        yield from _said(words, first=_INDENT, rest=_INDENT)
    else:
        yield from _said(words, first=term.ljust(_TERM) + _GAP, rest=" " * (_TERM + len(_GAP)))


def _said(words: Words, *, first: str, rest: str) -> Iterator[str]:
    if isinstance(words, Rule):
        yield from _wrapped(words.sentence, first=first, rest=rest)
        for line in words.code.splitlines():
            yield from _wrapped(line, first=rest + "> ", rest=rest + "  ")
    else:
        yield from _wrapped(words, first=first, rest=rest)


def _table(table: Table, colon: str) -> Iterator[str]:
    if table.title:
        yield from _wrapped(table.title)
    columns = list(zip(table.columns, *table.rows, strict=True))
    has_rules = any(isinstance(cell, Rule) for row in table.rows for cell in row)
    widths = [max(len(str(cell)) for cell in column) for column in columns]
    if has_rules or sum(widths) + len(_GAP) * (len(widths) - 1) > WIDTH:
        yield from _records(table, colon)
        return
    yield _row(table.columns, widths, table.numbers)
    yield _GAP.join("-" * width for width in widths)
    for row in table.rows:
        yield _row(row, widths, table.numbers)


def _row(cells: tuple[Words, ...], widths: list[int], numbers: frozenset[int]) -> str:
    return _GAP.join(
        str(cell).rjust(width) if number in numbers else str(cell).ljust(width)
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )


def _records(table: Table, colon: str) -> Iterator[str]:
    """Yield each row as its head and what each column says of it, where a line is too short."""
    for number, row in enumerate(table.rows):
        if number:
            yield ""
        yield from _wrapped(f"* {row[0]}", rest="  ")
        for name, cell in zip(table.columns[1:], row[1:], strict=True):
            if str(cell) not in {"", "—"}:
                yield from _record_line(name + colon, cell)


def _record_line(head: str, cell: Words) -> Iterator[str]:
    if isinstance(cell, Rule):
        yield from _said(cell, first=_INDENT + head, rest=_INDENT * 2)
    else:
        yield from _wrapped(head + cell, first=_INDENT, rest=_INDENT * 2)


def _wrapped(words: str, *, first: str = "", rest: str = "") -> list[str]:
    return wrap(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
