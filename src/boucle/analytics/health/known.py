"""What the checks read: canonical tables, and the cases that reports count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.agreement.schema import Agreement


class CanonicalTables(Protocol):
    """Canonical tables by name, as known at a moment."""

    @property
    def as_of(self) -> datetime: ...  # noqa: D102

    def table(self, name: str) -> ir.Table: ...  # noqa: D102


class Known(Protocol):
    """The tables as known, and what the report makes of them.

    ``lead_cases``, ``deal_cases`` and ``touchpoints`` (with their channels) are those of
    `boucle.analytics.facts`; ``until`` is the end of follow-up.
    """

    @property
    def tables(self) -> CanonicalTables: ...  # noqa: D102
    @property
    def agreement(self) -> Agreement: ...  # noqa: D102
    @property
    def until(self) -> datetime: ...  # noqa: D102
    @property
    def zone(self) -> str: ...  # noqa: D102
    @property
    def currency(self) -> str: ...  # noqa: D102
    @property
    def lead_cases(self) -> ir.Table: ...  # noqa: D102
    @property
    def deal_cases(self) -> ir.Table: ...  # noqa: D102
    @property
    def touchpoints(self) -> ir.Table: ...  # noqa: D102
