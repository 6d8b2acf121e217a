"""A proposed mapping before it is written: its files, its blocks, and why each line is there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.warehouse.imports.proposing.answers import Answers
    from boucle.warehouse.imports.proposing.doubts import Doubt
    from boucle.warehouse.imports.proposing.linking import Links
    from boucle.warehouse.imports.proposing.outcomes import Outcomes
    from boucle.warehouse.imports.proposing.recognising import Found, Recognised
    from boucle.warehouse.imports.proposing.seeing import SeenTable

Spec = dict[str, Any]


@dataclass
class Line:
    """One canonical column of a block. `found` is what it rests on, None for what is made."""

    target: str
    spec: Spec
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Another file whose columns are added: by ``theirs → ours``, and which line counts if many."""

    table: SeenTable
    on: dict[str, str]
    pick: str | None = None


@dataclass
class RowsPlan:
    """One ``[[rows]]`` block to be."""

    table: str
    file: SeenTable
    lines: list[Line] = field(default_factory=list)
    where: dict[str, list[str]] = field(default_factory=dict)
    where_not: dict[str, list[str]] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    joins: list[Join] = field(default_factory=list)
    lead_source: Spec | None = None
    source_found: Found | None = None

    def add(
        self, target: str, column: str | None, found: Found | None = None, **more: object
    ) -> None:
        """Add a line that reads a column; nothing where there is none."""
        if column is not None:
            self.lines.append(Line(target, {"column": column, **more}, found))

    def add_role(self, target: str, file: Recognised, role: str, **more: object) -> None:
        """Add a line that reads the column of a role; nothing where no column has it."""
        found = file.roles.get(role)
        if found is not None:
            self.lines.append(Line(target, {"column": found.column, **more}, found))

    def add_value(self, target: str, value: str) -> None:
        """Add a line with the same value in every row."""
        self.lines.append(Line(target, {"value": value}))

    def line(self, target: str) -> Line | None:
        """Return the line of a canonical column."""
        return next((line for line in self.lines if line.target == target), None)


@dataclass
class Bench:
    """What the makers of blocks work on: files recognised, answers, and what they have made."""

    con: Any
    links: Links
    files: list[Recognised]
    answers: Answers
    currency: str
    used: set[str] = field(default_factory=set)
    rows: list[RowsPlan] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    # What one maker tells the next: the key of each leads file, the outcomes of each file.
    lead_keys: dict[str, Spec] = field(default_factory=dict)
    outcomes: dict[str, Outcomes] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)

    def of_kind(self, *kinds: str) -> Iterator[Recognised]:
        """Return the files of some kinds, in order of name."""
        return (file for file in self.files if file.kind in kinds)

    def block(self, table: str, file: Recognised, **more: Any) -> RowsPlan:
        """Begin a block."""
        plan = RowsPlan(table, file.table, **more)
        self.rows.append(plan)
        return plan

    def place(self, plan: RowsPlan, column: str) -> tuple[SeenTable, str]:
        """Return the file and the column that a line of a block means."""
        if column in plan.file.columns:
            return plan.file, column
        alias, _, name = column.partition(".")
        tables = {each.table.alias: each.table for each in self.files}
        return tables[alias], name

    def said(self, table: SeenTable, name: str, allowed: str) -> str | None:
        """Return what ``--set FILE.name`` says, if it is one of the `allowed` words (a pattern)."""
        key = f"{table.alias}.{name}"
        value = self.answers.sets.get(key)
        if value is None or not re.fullmatch(allowed, value):
            return None
        self.used.add(key)
        return value
