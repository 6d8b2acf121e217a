"""The tables that `waits` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import ibis.expr.types as ir


class ClockTables(Protocol):
    """Canonical tables by attribute; a workspace's tables are one, a SimpleNamespace another."""

    @property
    def leads(self) -> ir.Table: ...  # noqa: D102 - the names are those of `boucle.tables`
    @property
    def touchpoints(self) -> ir.Table: ...  # noqa: D102
    @property
    def stage_changes(self) -> ir.Table: ...  # noqa: D102
    @property
    def handoffs(self) -> ir.Table: ...  # noqa: D102
    @property
    def dispositions(self) -> ir.Table: ...  # noqa: D102
    @property
    def activities(self) -> ir.Table: ...  # noqa: D102
    @property
    def marketing_replies(self) -> ir.Table: ...  # noqa: D102
    @property
    def nurture_entries(self) -> ir.Table: ...  # noqa: D102
    @property
    def pauses(self) -> ir.Table: ...  # noqa: D102
