"""Everything that adds up, counted once by channel, campaign and month; rows roll it up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from ibis import _

from boucle.analytics import attribution
from boucle.reporting.model_credit import OF_TOUCHPOINTS, UNITS, credit_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis.expr.types as ir

    from boucle.reporting.frame import Frame
    from boucle.reporting.model_credit import Credit

Rows = list[dict[str, Any]]

COHORT = ("channel", "campaign_id", "month")


@dataclass(frozen=True)
class Cubes:
    """Small tables of additive counts and sums: a report of a hundred rows needs four queries."""

    frame: Frame
    dimensions: tuple[str, ...] = COHORT
    _credit: dict[str, dict[Any, Credit]] = field(default_factory=dict)

    @cached_property
    def leads(self) -> Cube:
        """Leads by cohort: how many were recorded in each stage."""
        leads = self.frame.leads
        return _cube(
            leads.group_by(list(self.dimensions)).agg(
                n_leads=_.count(),
                n_mql=_.count(where=_.is_mql),
                n_sal=_.count(where=_.is_sal),
                n_sql=_.count(where=_.is_sql),
                n_customer_leads=_.count(where=_.is_customer),
            )
        )

    @cached_property
    def deals(self) -> Cube:
        """Deals by cohort and by the month in which they closed."""
        deals = self.frame.deals
        keys = dict.fromkeys([*self.dimensions, "month_closed"])
        return _cube(
            deals.group_by(list(keys)).agg(
                n_opportunities=_.count(),
                n_won=_.count(where=_.outcome == "won"),
                n_lost=_.count(where=_.outcome == "lost"),
                n_open=_.count(where=_.outcome == "open"),
                n_won_without_amount=_.count(
                    where=(_.outcome == "won") & _.amount.isnull() & _.other_amount.isnull()
                ),
                n_won_with_amount=_.count(where=(_.outcome == "won") & _.amount.notnull()),
                won_amount=_.amount.sum(where=_.outcome == "won"),
                n_open_with_amount=_.count(where=(_.outcome == "open") & _.amount.notnull()),
                pipeline_amount=_.amount.sum(where=_.outcome == "open"),
                won_margin=(_.amount * _.margin_share).sum(where=_.outcome == "won"),
                n_won_with_margin=_.count(
                    where=(_.outcome == "won") & _.amount.notnull() & _.margin_share.notnull()
                ),
            )
        )

    @cached_property
    def other_currencies(self) -> Cube:
        """Won amounts that no rate converts, by cohort and currency."""
        deals = self.frame.deals
        apart = deals.filter((deals.outcome == "won") & deals.other_amount.notnull())
        keys = dict.fromkeys([*self.dimensions, "month_closed", "currency"])
        return _cube(apart.group_by(list(keys)).agg(amount=_.other_amount.sum()))

    def credit(self, by: str) -> dict[Any, Credit]:
        """Credit of wins by a column of the touchpoint; by another one, that of the deal.

        What no touchpoint explains is in the row of no value, or in its deal's.
        """
        if by not in self._credit:
            of_deal = None if by in OF_TOUCHPOINTS else by
            self._credit[by] = credit_by(self.frame, by, self.unattributed(of_deal))
        return self._credit[by]

    def unattributed(self, by: str | None) -> dict[Any, dict[str, float]]:
        """Wins without any touchpoint: by the column of the deal that rows are by, or all."""
        if by is not None:
            return self._unattributed
        lone = self._unattributed.values()
        return {None: {unit: sum(each[unit] for each in lone) for unit in UNITS}} if lone else {}

    @cached_property
    def _unattributed(self) -> dict[Any, dict[str, float]]:
        by = next((name for name in self.dimensions if name not in OF_TOUCHPOINTS), None)
        found = attribution.unattributed(self.frame.journeys, self.frame.outcomes, by=by)
        return {
            row[by] if by else None: {"wins": float(row["n_wins"]), "amount": row["amount"] or 0.0}
            for row in _rows(found)
            if row["n_wins"]
        }

    def contacts(self, by: str | None) -> dict[Any, int]:
        """Distinct people behind the leads, which do not add up over rows."""
        leads = self.frame.leads
        if by is None:
            return {None: leads.agg(n=leads.contact_id.nunique()).to_pyarrow().to_pylist()[0]["n"]}
        found = _rows(leads.group_by(by).agg(n=_.contact_id.nunique()))
        return {row[by]: row["n"] for row in found}


@dataclass(frozen=True)
class Cube:
    """Counts and sums by several columns: read row by row, or added up by one of them."""

    table: pa.Table

    @cached_property
    def rows(self) -> Rows:
        """One dictionary a row."""
        rows: Rows = self.table.to_pylist()
        return rows

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __bool__(self) -> bool:
        return bool(self.table.num_rows)

    def rolled_up(self, by: str | None) -> dict[Any, dict[str, float]]:
        """Add up every number by one column; by None, all of them. Absent ones stay absent."""
        names = [each.name for each in self.table.schema if _is_number(each.type)]
        keys = [] if by is None else [by]
        # One thread: sums of fractions in another order have other last digits.
        summed = self.table.group_by(keys, use_threads=False).aggregate(
            [(name, "sum") for name in names]
        )
        return {
            row[by] if by else None: {
                name: row[f"{name}_sum"] for name in names if row[f"{name}_sum"] is not None
            }
            for row in summed.to_pylist()
            if self.table.num_rows
        }


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _cube(table: ir.Table) -> Cube:
    return Cube(table.to_pyarrow())


def _rows(table: ir.Table) -> Rows:
    return _cube(table).rows
