"""A condition: read once, then judged for one lead or for millions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from boucle.agreement.conditions import tree
from boucle.agreement.conditions.engine import compiled
from boucle.agreement.conditions.explained import Clause, clauses
from boucle.agreement.conditions.parser import Parser
from boucle.agreement.conditions.sentences import sentence
from boucle.agreement.conditions.single import truth
from boucle.agreement.conditions.written import written
from boucle.errors import MissingColumnsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import ibis.expr.types as ir

    from boucle.language import Text


@dataclass(frozen=True)
class Condition:
    """A tree over the columns of `case_facts`, judged by SQL's three-valued logic.

    Unknown is neither true nor false: ``n_employees >= 30`` is unknown where the number is, and
    so is its contrary. ``str(condition)`` is its canonical text.
    """

    root: tree.Node

    @cached_property
    def names(self) -> frozenset[str]:
        """The columns of `case_facts` that it reads, without the derived ones."""
        return frozenset(node.column for node in _nodes(self.root) if isinstance(node, tree.Name))

    @cached_property
    def derived(self) -> frozenset[tree.Derived]:
        """The figures about gestures that `case_facts` must hold for it, by `Derived.column`."""
        nodes = _nodes(self.root)
        return frozenset(node.derived for node in nodes if isinstance(node, tree.Gestures))

    @cached_property
    def columns(self) -> frozenset[str]:
        """All columns that it reads, derived ones too."""
        return self.names | {derived.column for derived in self.derived}

    def to_ibis(self, table: ir.Table) -> ir.BooleanValue:
        """Return the condition over the rows of `table`.

        Parameters
        ----------
        table
            `case_facts` with the columns in `columns`, derived ones included.

        Returns
        -------
        ir.BooleanValue
            True, false, or null where it is unknown. Lazy.

        Raises
        ------
        MissingColumnsError
            If a column is missing.
        """
        self._need(table.columns)
        return compiled(self.root, table)

    def evaluate(self, row: Mapping[str, object]) -> bool | None:
        """Return what `to_ibis` gives for a table of this one row, None for unknown.

        Raises
        ------
        MissingColumnsError
            If the row lacks a column; a value that is not known is None.
        """
        self._need(row)
        return truth(self.root, row)

    def explain(self, row: Mapping[str, object]) -> tuple[Clause, ...]:
        """Return each clause with whether it holds in `row`, in the order of the text.

        A clause under ``not`` is given with its ``not``; one inside ``at_least`` follows it.

        Raises
        ------
        MissingColumnsError
            If the row lacks a column.
        """
        self._need(row)
        return clauses(self.root, row)

    def sentence(self) -> Text:
        """Return the condition as people read it."""
        return sentence(self.root)

    def __str__(self) -> str:
        return written(self.root)

    def _need(self, present: Collection[str] | Mapping[str, object]) -> None:
        if missing := self.columns.difference(present):
            raise MissingColumnsError("case_facts", missing, present)


def parse(text: str, *, allowed: Mapping[str, Collection[str]] | None = None) -> Condition:
    """Read a condition.

    Parameters
    ----------
    text
        At most 2,000 characters and 32 levels. See the page on conditions for the language.
    allowed
        Column to the texts that it may hold, for what only an agreement knows: the codes of
        personas, territories, services, lead types, channels, the grades. Without it, only the
        vocabularies of the tables are checked.

    Raises
    ------
    ConditionError
        With the position of the fault and the nearest known names.

    Examples
    --------
    >>> condition = parse("persona is not null and count('webinar_attended', within => 90) >= 2")
    >>> condition.evaluate({"persona": "P-1", "count__webinar_attended__90": 3})
    True
    >>> condition.sentence().en
    'a persona matches and at least 2 webinars attended in the last 90 days'
    """
    if allowed is None:
        return _parsed(text)
    return Condition(Parser(text, allowed).condition())


# The same rules are read again for each version, report and row of a page.
@lru_cache(maxsize=1_024)
def _parsed(text: str) -> Condition:
    return Condition(Parser(text, {}).condition())


def _nodes(node: tree.Node) -> Iterator[tree.Node]:
    yield node
    for child in tree.children(node):
        yield from _nodes(child)
