"""Rows counted against many conditions in one query, with a few keys of what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from boucle.analytics.health.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis.expr.types as ir

    from boucle.analytics.health.finding import Check, Severity

MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Suspect:
    """A condition that makes rows suspect; `is_wrong`, `among`, `amount` are deferred columns.

    Null conditions do not hold. `among` are the rows that could be wrong (all by default),
    `amount` is added up over the wrong ones.
    """

    code: str
    severity: Severity
    column: str
    is_wrong: Any
    among: Any = None
    figure: str = "none"
    amount: Any = None
    facts: Mapping[str, str | int | float] = field(default_factory=dict)


def counted(
    check: Check, table: str, key: str, rows: ir.Table, suspects: Sequence[Suspect]
) -> list[Finding]:
    """Count the rows of each suspect, and name a few where there are any; two queries or more.

    `table` is what findings call `rows`, `key` the column that names a row.
    """
    if not suspects:
        return []
    measures: dict[str, Any] = {}
    for place, each in enumerate(suspects):
        measures[f"n_{place}"] = rows.count(where=each.is_wrong)
        measures[f"of_{place}"] = rows.count(where=each.among)
        if each.amount is not None:
            measures[f"amount_{place}"] = each.amount.cast("float64").sum(where=each.is_wrong)
    (row,) = rows.agg(**measures).to_pyarrow().to_pylist()
    return [
        Finding(
            each.code, check, each.severity, table, each.column,
            n=row[f"n_{place}"], n_of=row[f"of_{place}"],
            examples=examples(rows.filter(each.is_wrong), key),
            figure=each.figure, amount=row.get(f"amount_{place}") or None, facts=each.facts,
        )
        for place, each in enumerate(suspects)
        if row[f"n_{place}"]
    ]  # fmt: skip


def examples(rows: ir.Table, key: str) -> tuple[str, ...]:
    """Return the first few keys of `rows`, in order."""
    keys = rows.select(key=rows[key].cast("string")).distinct().order_by("key")
    return tuple(keys.limit(MOST_EXAMPLES).to_pyarrow()["key"].to_pylist())


def n_rows(rows: ir.Table) -> int:
    """Return how many rows there are."""
    return int(rows.count().as_table().to_pyarrow().column(0)[0].as_py())
