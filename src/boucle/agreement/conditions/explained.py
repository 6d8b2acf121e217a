"""Why a lead is judged as it is: every clause with its value and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.agreement.conditions import tree
from boucle.agreement.conditions.sentences import sentence
from boucle.agreement.conditions.single import truth
from boucle.agreement.conditions.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from boucle.language import Text


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a condition in one row.

    `value` is None where it is unknown; `found` holds the columns that it reads and their values.
    """

    text: str
    value: bool | None
    sentence: Text
    found: tuple[tuple[str, object], ...]


def clauses(root: tree.Node, row: Mapping[str, object]) -> tuple[Clause, ...]:
    """Return the clauses of a tree in order."""
    return tuple(_clause(node, row) for node in _leaves(root, is_negated=False))


def _leaves(node: tree.Node, *, is_negated: bool) -> Iterator[tree.Node]:
    match node:
        case tree.And(parts) | tree.Or(parts):
            # Not (a or b) is not a and not b: every part takes the contrary to itself.
            for part in parts:
                yield from _leaves(part, is_negated=is_negated)
        case tree.Not(part):
            yield from _leaves(part, is_negated=not is_negated)
        case _:
            yield tree.Not(node) if is_negated else node
            if isinstance(node, tree.AtLeast):
                for part in node.parts:
                    yield from _leaves(part, is_negated=False)


def _clause(node: tree.Node, row: Mapping[str, object]) -> Clause:
    columns = dict.fromkeys(_columns(node))
    found = tuple((column, row[column]) for column in columns)
    return Clause(written(node), truth(node, row), sentence(node), found)


def _columns(node: tree.Node) -> Iterator[str]:
    if isinstance(node, tree.Name):
        yield node.column
    if isinstance(node, tree.Gestures):
        yield node.derived.column
    for child in tree.children(node):
        yield from _columns(child)
