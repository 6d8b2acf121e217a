"""What a document is made of, before it is a page, a file or a terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.language import Language


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition twice: as a sentence in the reader's language, and as the file writes it."""

    sentence: str
    code: str

    def __str__(self) -> str:
        return f"{self.sentence} [{' '.join(self.code.split())}]"


Words: TypeAlias = str | Rule


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 opens a section, level 3 a part of one. `anchor` is its address."""

    level: int
    words: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a lead one opens its section and is set larger."""

    words: str
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Words set apart: a principle, a reserve, a warning."""

    words: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with a title."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, each with what is said of it."""

    items: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column heads its rows; `numbers` are the columns set to the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    numbers: frozenset[int] = field(default_factory=frozenset)


Block: TypeAlias = Heading | Paragraph | Note | Bullets | Facts | Table


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in one language, in reading order.

    `imprint` stands at the foot of each page: code, version, the start of the SHA-256.
    """

    language: Language
    title: str
    subtitle: str
    imprint: str
    sha256: str
    blocks: tuple[Block, ...]

    def texts(self) -> Iterator[str]:
        """Yield every piece of text, in order."""
        yield from (self.title, self.subtitle)
        for block in self.blocks:
            yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Bullets():
            yield from (block.title, *block.items)
        case Facts():
            for term, words in block.items:
                yield from (term, *_pieces(words))
        case Table():
            yield from (block.title, *block.columns)
            for row in block.rows:
                for cell in row:
                    yield from _pieces(cell)
        case _:
            yield block.words


def _pieces(words: Words) -> tuple[str, ...]:
    return (words.sentence, words.code) if isinstance(words, Rule) else (words,)
