"""What every clock stands on: hand-overs in turn and human attempts, as of a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.analytics.clocks.attempts import human_attempts, turns

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.agreement import Agreement
    from boucle.analytics.clocks.clock_tables import ClockTables

    Materialise = Callable[[ir.Table], ir.Table]


def unkept(table: ir.Table) -> ir.Table:
    """Keep nothing: the step becomes a part of the query that uses it."""
    return table


@dataclass(frozen=True, slots=True)
class Ground:
    """Tables, and what is worked out of them once for all clocks of one agreement.

    `sent` comes from `turns`, `done` from `human_attempts`; `keep` stores a step of the work.
    """

    tables: ClockTables
    agreement: Agreement
    until: datetime
    sent: ir.Table
    done: ir.Table
    keep: Materialise

    @property
    def attempts(self) -> ir.Table:
        """What the agreement counts as an attempt."""
        return self.done.filter(self.done.kind.isin(self.agreement.clock_rules.human_attempts))


def grounds(
    tables: ClockTables,
    versions: list[tuple[datetime, Agreement]],
    until: datetime,
    keep: Materialise,
) -> list[Ground]:
    """Return a ground for each version; hand-overs and attempts are worked out once."""
    sent = keep(turns(tables.handoffs, until=until))
    done = keep(human_attempts(tables.activities, tables.leads, until=until))
    return [Ground(tables, agreement, until, sent, done, keep) for _, agreement in versions]
