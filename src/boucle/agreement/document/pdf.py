"""The document as a tagged PDF (PDF/UA-1, PDF/A-3a) with the agreement's YAML attached."""

from __future__ import annotations

from datetime import UTC, datetime, time
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from boucle.agreement.document.blocks import Bullets, Facts, Heading, Paragraph, Rule, Table
from boucle.agreement.document.carried import sealed
from boucle.language.typesetting import typeset

if TYPE_CHECKING:
    from datetime import date

    from boucle.agreement.document.blocks import Block, Outline, Words

# Characters in a line of a table, and between two of its columns.
_LINE, _PADDING = 100, 3
# Longer ones (a SHA-256, an address) are broken.
_LONGEST_WORD = 22


def pdf(outline: Outline, yaml: str, *, dated: date) -> bytes:
    """Return the PDF, with the agreement's `yaml` inside; the same on every day and machine.

    Parameters
    ----------
    outline
        What the document says.
    yaml
        The agreement's file, attached as ``agreement.yaml``.
    dated
        The date that stands in the metadata.
    """
    template = files("boucle.agreement.document") / "templates" / "agreement.typ"
    return typeset(
        template.read_bytes(),
        _document(outline),
        dated=datetime.combine(dated, time(), tzinfo=UTC),
        standards=("ua-1", "a-3a"),
        attached={"yaml": sealed(yaml)},
    )


def _document(outline: Outline) -> dict[str, Any]:
    is_french = outline.language == "fr"
    return {
        "language": outline.language,
        "title": outline.title,
        "subtitle": outline.subtitle,
        "imprint": outline.imprint,
        "page": "page",
        "attached": "L'entente en YAML" if is_french else "The agreement in YAML",
        "blocks": [_block(block) for block in outline.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": type(block).__name__}
    match block:
        case Heading():
            data |= {"level": block.level, "words": block.words}
        case Paragraph():
            data |= {"is_lead": block.is_lead, "words": block.words}
        case Bullets():
            data |= {"title": block.title, "items": list(block.items)}
        case Facts():
            data |= {"items": [[term, _words(words)] for term, words in block.items]}
        case Table():
            data |= {"title": block.title, "columns": list(block.columns)}
            data |= {"rows": [[_words(cell) for cell in row] for row in block.rows]}
            data |= {"numbers": sorted(block.numbers), "widths": _widths(block)}
        case _:
            data |= {"words": block.words}
    return data


def _words(words: Words) -> str | dict[str, str]:
    if isinstance(words, Rule):
        return {"sentence": words.sentence, "code": words.code}
    return words


def _widths(table: Table) -> list[float]:
    """Return relative widths: room for the longest word, the rest by the length of the cells."""
    columns = list(zip(table.columns, *table.rows, strict=True))
    least = [_longest_word(column) for column in columns]
    wanted = [min(max(len(str(cell)) for cell in column), _LINE) for column in columns]
    # One more keeps the sum above 0 where no cell is longer than its longest word.
    missing = [max(want - has, 0) + 1 for want, has in zip(wanted, least, strict=True)]
    spare = max(_LINE - sum(least), 0) / sum(missing)
    return [has + spare * lacks for has, lacks in zip(least, missing, strict=True)]


def _longest_word(cells: tuple[Words, ...]) -> int:
    # A rule is code, which breaks anywhere.
    words = (word for cell in cells if isinstance(cell, str) for word in cell.split(" "))
    return min(max(map(len, words), default=0), _LONGEST_WORD) + _PADDING
