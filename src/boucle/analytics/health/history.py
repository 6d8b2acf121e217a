"""How many facts each source tells of each day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ibis import _

from boucle.figures.local_time import local_moment
from boucle.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import ibis.expr.types as ir

    from boucle.analytics.health.fill import TableFill
    from boucle.analytics.health.known import CanonicalTables

# Tables whose rows happen, each with the column that says when.
DATED = (
    "touchpoints", "leads", "opportunities", "stage_changes", "handoffs", "dispositions",
    "activities", "spend",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayCount:
    """`n` facts of a day on the agreement's wall, `n_midnight` of them at its first second."""

    day: date
    n: int
    n_midnight: int = 0


History = dict[tuple[str, str], list[DayCount]]


def day_counts(
    tables: CanonicalTables, filled: Mapping[str, TableFill], *, zone: str, by: str = "source",
    only: Iterable[str] = DATED,
) -> History:  # fmt: skip
    """Count the facts of each day by table and source.

    Parameters
    ----------
    tables
        Canonical tables as known at a moment, with ``source`` (without it, one nameless source).
    filled
        From `fill`: empty tables are not asked.
    zone
        The agreement's time zone, in which days are cut.
    by
        Column that tells series apart: ``source``, or another one such as ``channel``.
    only
        Tables to look at, of those that are dated.

    Returns
    -------
    dict
        By table and source, the days that have facts, in order. Facts without a date are left out.

    Notes
    -----
    Runs a query a table.
    """
    found: History = defaultdict(list)
    for name in only:
        if filled[name].n_rows:
            counts = _days(tables.table(name), TABLES[name].time_column or "", zone, by)
            for row in counts.order_by("series", "day").to_pyarrow().to_pylist():
                days = found[name, row["series"]]
                days.append(DayCount(row["day"], row["n"], row["n_midnight"]))
    return dict(found)


def _days(rows: ir.Table, column: str, zone: str, by: str) -> ir.Table:
    dated = rows.filter(rows[column].notnull())
    series: Any = dated[by].fill_null("") if by in rows.columns else ""
    if rows[column].type().is_date():
        days = dated.select(series=series, day=dated[column], is_midnight=False)
    else:
        # A step of its own: the wall clock is a long expression, and two columns read it.
        walls = dated.select(series=series, wall=local_moment(dated[column], zone))
        days = walls.select(
            "series", day=walls.wall.date(), is_midnight=walls.wall == walls.wall.truncate("D")
        )
    return days.group_by("series", "day").agg(n=_.count(), n_midnight=_.is_midnight.sum())
