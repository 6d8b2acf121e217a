"""Tables as rows of texts, and the harm that is done to them.

A harm changes what a row says, and knows without asking Boucle what an import may make of it:
take it as it now says (`GOOD`), set it aside (`BAD`), or either (`EITHER`); never anything else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

GOOD, BAD, EITHER = "good", "bad", "either"


@dataclass
class Row:
    """The `cells` as the file will hold them, and what they say: `said`, by column."""

    cells: list[str]
    said: dict[str, str]
    fate: str = GOOD
    is_touched: bool = False


@dataclass
class Sheet:
    """A table. `kinds` has each column's kind: key, text, word, day, amount, or other."""

    name: str
    kinds: dict[str, str]
    rows: list[Row]
    n_repeated: int = 0
    done: list[str] = field(default_factory=list)

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return list(self.kinds)

    def untouched(self, rng: random.Random) -> Row:
        """Return a row that no harm was done to, and mark it."""
        row = rng.choice([row for row in self.rows if not row.is_touched])
        row.is_touched = True
        return row


def sheet(name: str, kinds: dict[str, str], lines: list[list[str]]) -> Sheet:
    """Make a table out of the lines of a file."""
    rows = [Row(list(line), dict(zip(kinds, line, strict=True))) for line in lines]
    return Sheet(name, kinds, rows)


# What is put in a cell, what it says then, and what may become of its row.
CELLS: dict[str, list[tuple[str, str, str]]] = {
    "key": [("", "", BAD), ("   ", "", BAD)],
    "day": [
        ("2017-02-30", "", BAD),
        ("2017-13-01", "", BAD),
        ("hier", "", BAD),
        ("2017", "", BAD),
        ("1066-10-14", "", BAD),
        ("9999-12-31", "", BAD),
        ("0000-00-00", "", BAD),
        ("42736", "", BAD),
        ("2017-03-01T25:00:00", "", BAD),
        ("  2017-03-01  ", "2017-03-01", GOOD),
        ("\u00a02017-03-01", "2017-03-01", GOOD),
        ("2017/03/01", "2017-03-01", EITHER),
        ("Mar 1, 2017", "2017-03-01", EITHER),
        ("1er mars 2017", "2017-03-01", EITHER),
    ],
    "amount": [
        ("beaucoup", "", BAD),
        ("12 %", "", BAD),
        ("#REF!", "", BAD),
        ("1.2.3", "", BAD),
        # Where a mapping says which words mean nothing in a column, no other does.
        ("-", "", EITHER),
        ("N/A", "", EITHER),
        ("1e99", "", BAD),
        ("NaN", "", BAD),
        ("Infinity", "", BAD),
        ("0x1F", "", BAD),
        ("€ 12.00", "", BAD),
        ("12..5", "", BAD),
        ("1 054", "1054", GOOD),
        ("1,054", "1054", GOOD),
        ("$1,054.50", "1054.50", GOOD),
        ("1.054e3", "1054", GOOD),
        ("US$ 1054", "1054", EITHER),
        ("1.05K", "1050", GOOD),
    ],
    "word": [
        ("Peut-être", "", BAD),
        ("Won?", "", BAD),
        ("W\u043en", "", BAD),  # with a Cyrillic letter
        ("\u202eWon", "", BAD),
    ],
    "text": [
        ("=1+1", "=1+1", GOOD),
        ("a" * 5000, "a" * 5000, GOOD),
        ('il dit "oui", puis; rien', 'il dit "oui", puis; rien', GOOD),
        ("deux\nlignes", "deux\nlignes", GOOD),
        ("naïve — œuvre ☃ 漢字", "naïve — œuvre ☃ 漢字", GOOD),
        ("'); DROP TABLE contacts; --", "'); DROP TABLE contacts; --", GOOD),
        ("{opportunity_id}%s$HOME", "{opportunity_id}%s$HOME", GOOD),
    ],
}


def _odd_cell(rng: random.Random, table: Sheet) -> None:
    """Put something odd into one cell."""
    row = table.untouched(rng)
    at = rng.choice([at for at, kind in enumerate(table.kinds.values()) if kind in CELLS])
    given, said, row.fate = rng.choice(CELLS[table.kinds[table.header[at]]])
    row.cells[at], row.said[table.header[at]] = given, said
    table.done.append(f"{table.header[at]} = {given[:40]!r}")


def _repeated_row(rng: random.Random, table: Sheet) -> None:
    """Say a row twice."""
    row = table.untouched(rng)
    again = Row(list(row.cells), dict(row.said), is_touched=True)
    table.rows.insert(rng.randrange(len(table.rows) + 1), again)
    table.n_repeated += 1
    table.done.append("a row twice")


def _ragged_row(rng: random.Random, table: Sheet) -> None:
    """Lose the last cells of a row, or say something beyond the last."""
    row = table.untouched(rng)
    row.cells = row.cells[: rng.randint(1, 3)] if rng.random() < 0.5 else [*row.cells, "de trop"]
    row.fate = BAD
    table.done.append("a ragged row")


def _lost_row(rng: random.Random, table: Sheet) -> None:
    """Lose a row."""
    table.rows.remove(table.untouched(rng))
    table.done.append("a row less")


def _shifted_row(rng: random.Random, table: Sheet) -> None:
    """Move every cell of a row one column on."""
    row = table.untouched(rng)
    row.cells = ["", *row.cells[:-1]]
    row.fate = BAD
    table.done.append("a row moved by a column")


HARMS = (_odd_cell, _odd_cell, _odd_cell, _repeated_row, _ragged_row, _lost_row, _shifted_row)


def harm(rng: random.Random, table: Sheet, n_harms: int) -> None:
    """Do `n_harms` harms, each to a row of its own."""
    for _ in range(n_harms):
        rng.choice(HARMS)(rng, table)
