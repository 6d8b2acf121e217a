"""The tables that `case_facts` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import ibis.expr.types as ir


class CaseTables(Protocol):
    """Canonical tables by attribute; a workspace's tables are one, a SimpleNamespace another."""

    @property
    def leads(self) -> ir.Table: ...  # noqa: D102 - the names are those of `boucle.tables`
    @property
    def contacts(self) -> ir.Table: ...  # noqa: D102
    @property
    def accounts(self) -> ir.Table: ...  # noqa: D102
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
    def opportunities(self) -> ir.Table: ...  # noqa: D102
    @property
    def opportunity_contacts(self) -> ir.Table: ...  # noqa: D102
    @property
    def contracts(self) -> ir.Table: ...  # noqa: D102
