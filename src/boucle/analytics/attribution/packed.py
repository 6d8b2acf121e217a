"""The path of each case as sorted whole numbers: one touchpoint, one number of 64 bits.

From the top: the second at which it happened (or its rank in the case), the code of its channel,
the code of its weight, whether it is direct, its milestones. A sort of the numbers puts the path in
order without a word of text, and the numbers themselves tell all that the models read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import ibis

from boucle.analytics.attribution.codes import Codes
from boucle.analytics.attribution.groups import group_of
from boucle.analytics.attribution.steps import decided
from boucle.errors import ParameterError
from boucle.figures.local_time import whole_seconds

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import ibis.expr.types as ir
    import pyarrow as pa

_MILESTONE_BITS, _DIRECT_BITS, WEIGHT_BITS, CODE_BITS = 2, 1, 9, 18
DIRECT_AT = _MILESTONE_BITS
WEIGHT_AT = DIRECT_AT + _DIRECT_BITS
CODE_AT = WEIGHT_AT + WEIGHT_BITS
PAYLOAD_BITS = CODE_AT + CODE_BITS
IS_LEAD, IS_OPPORTUNITY = 1, 2
_READ = frozenset({"case_id", "occurred_at", "outcome", "position", "touchpoint_id"})


@dataclass(frozen=True)
class Packing:
    """Journeys, or rows like them without ``position``, and what their numbers are to hold."""

    journeys: ir.Table
    by: str
    direct_channels: Collection[str] = ()
    with_groups: bool = False

    @cached_property
    def rows(self) -> ir.Table:
        """The touchpoints of decided cases, with what they lack to be journeys."""
        rows = decided(self.journeys)
        rows = rows.filter(rows.case_id.notnull() & rows.occurred_at.notnull())
        has = set(rows.columns)
        weight = rows.weight.fill_null(1.0) if "weight" in has else ibis.literal(1.0)
        read = {*_READ, self.by, *(["channel"] if self.direct_channels else [])}
        # A dozen columns that nobody reads double the time in which a query is written.
        made = {
            "weight": weight.cast("float64"),
            "milestone": rows.milestone if "milestone" in has else ibis.null("string"),
            "amount": rows.amount.cast("float64"),
        }
        return rows.select(*(name for name in rows.columns if name in read - set(made)), **made)

    @cached_property
    def codes(self) -> Codes:
        """The values of `by`."""
        codes = Codes(self.rows, self.by)
        if len(codes) > 2**CODE_BITS:
            raise ParameterError("by", self.by, f"a column of at most {2**CODE_BITS} values")
        return codes

    @cached_property
    def weights(self) -> list[float]:
        """The weights that touchpoints have."""
        weights = Codes(self.rows, "weight").values
        if len(weights) > 2**WEIGHT_BITS:
            raise ParameterError("weight", len(weights), f"at most {2**WEIGHT_BITS} levels")
        return weights

    @property
    def paths(self) -> ir.Table:
        """One row per case: its sorted ``path`` and what is known of the case."""
        rows = self._with_payload(self.rows)
        number = whole_seconds(rows.occurred_at) * 2**PAYLOAD_BITS + rows.payload
        return self._of_cases(rows.mutate(number=number.cast("int64")), path="number")

    def tied_paths(self, case_ids: pa.Array) -> ir.Table:
        """Return the paths of cases in which touchpoints share a second, by their exact order.

        ``path`` is by rank, so ``seconds`` beside it has the moments, in the same order.
        """
        import pyarrow as pa  # only where there are ties

        wanted = ibis.memtable(pa.table({"tied_id": case_ids}))
        rows = self.rows.semi_join(wanted, [("case_id", "tied_id")])
        if "position" not in rows.columns:
            in_order = ibis.window(group_by="case_id", order_by=_order(rows, self.by))
            rows = rows.mutate(position=ibis.row_number().over(in_order))
        rows = self._with_payload(rows)
        number = (rows.position.cast("int64") * 2**PAYLOAD_BITS + rows.payload).cast("int64")
        moment = whole_seconds(rows.occurred_at)
        return self._of_cases(
            rows.mutate(number=number, second=moment), path="number", seconds="second"
        )

    def _with_payload(self, rows: ir.Table) -> ir.Table:
        coded = self.codes.added_to(rows)
        levels = [(coded.weight == level, code) for code, level in enumerate(self.weights)]
        weight = ibis.cases(*levels) if len(levels) > 1 else 0
        milestone = ibis.cases(
            (coded.milestone == "lead", IS_LEAD),
            (coded.milestone == "opportunity", IS_OPPORTUNITY),
            (coded.milestone == "lead,opportunity", IS_LEAD + IS_OPPORTUNITY),
            else_=0,
        )
        direct = (
            coded.channel.isin(list(self.direct_channels)).fill_null(False).cast("int64")  # noqa: FBT003
            if self.direct_channels
            else 0
        )
        payload = coded.code * 2**CODE_AT + weight * 2**WEIGHT_AT + direct * 2**DIRECT_AT
        return coded.mutate(payload=(payload + milestone).cast("int64"))

    def _of_cases(self, rows: ir.Table, **lists: str) -> ir.Table:
        cases = rows.group_by("case_id").agg(
            is_won=(rows.outcome == "won").max(),
            amount=rows.amount.max(),
            **{name: rows[column].collect() for name, column in lists.items()},
        )
        group = group_of(cases.case_id) if self.with_groups else ibis.literal(0)
        return cases.mutate(
            group=group.cast("int64"), **{name: cases[name].sort() for name in lists}
        )


def _order(rows: ir.Table, by: str) -> Sequence[str]:
    return ["occurred_at", "touchpoint_id" if "touchpoint_id" in rows.columns else by]
