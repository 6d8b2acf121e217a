"""What leaves the rhythm of its source, as findings: counts, moments, amounts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import ibis
from ibis import _

from boucle.analytics.health.amounts import Amount, out_of_scale, shifted_months
from boucle.analytics.health.finding import Finding
from boucle.analytics.health.history import DATED
from boucle.analytics.health.jumps import jumps
from boucle.analytics.health.suspects import MOST_EXAMPLES
from boucle.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from boucle.analytics.health.fill import TableFill
    from boucle.analytics.health.history import History
    from boucle.analytics.health.jumps import Jump
    from boucle.analytics.health.known import CanonicalTables, Known

# In the order of what weighs most in the report.
_FIGURES = {"spend": "spend", "opportunities": "n_won", "leads": "n_leads",
            "touchpoints": "credit", "stage_changes": "n_mql"}  # fmt: skip
# More of them say that the source has no rhythm.
_MOST_JUMPS = 4
_LEAST_AT_ONCE, _PART_AT_ONCE = 50, 0.02
_LEAST_DATED, _DATES_ONLY_PART = 30, 0.95
# Where the hour is counted.
_TIMED = ("touchpoints", "handoffs", "dispositions", "activities")


def jump_findings(history: History, until: date) -> Iterator[Finding]:
    """Find the periods that leave their source's rhythm, see `jumps`.

    Parameters
    ----------
    history
        From `day_counts`.
    until
        Day on which follow-up ends.

    Returns
    -------
    iterator of Finding
        At most four a table and source, the furthest ones; ``n`` facts of the period, ``facts``
        with what was ``expected`` and the day it ``starts`` on. What several tables of one source
        say of one period is one finding, of the table that weighs most in the report; ``also``
        names the others.
    """
    together: dict[tuple[str, ...], list[tuple[str, Jump]]] = defaultdict(list)
    for (table, source), days in sorted(history.items(), key=_weight):
        found = sorted(jumps(days, until, n_series=len(history)), key=_fold, reverse=True)
        for each in found[:_MOST_JUMPS]:
            side = "above" if each.n > each.expected else "below"
            key = (each.starts_on.isoformat(), each.period, side, source)
            together[key].append((table, each))
    for (starts, period, side, source), members in sorted(together.items()):
        (table, jump), *others = members
        yield Finding(
            f"{period}_{side}", "jumps", "doubtful", table, TABLES[table].time_column or "",
            n=jump.n, figure=_FIGURES.get(table, "follow_up_time"),
            facts={"source": source or "?", "expected": jump.expected, "starts": starts,
                   "month": starts[:7], "also": "".join(f", {name}" for name, _ in others)},
        )  # fmt: skip


def _weight(series: tuple[tuple[str, str], object]) -> tuple[int, str, str]:
    (table, source), _days = series
    order = list(_FIGURES)
    return (order.index(table) if table in order else len(order), table, source)


def _fold(jump: Jump) -> float:
    high, low = max(jump.n, jump.expected), min(jump.n, jump.expected)
    return (high + 1) / (low + 1)


def date_only(history: History) -> Iterator[Finding]:
    """Find the tables whose hour counts and that give none: 95 % of their facts at midnight.

    Parameters
    ----------
    history
        From `day_counts`.

    Returns
    -------
    iterator of Finding
        One a table and source of 30 facts at least.
    """
    for (table, source), days in sorted(history.items()):
        n, n_midnight = sum(each.n for each in days), sum(each.n_midnight for each in days)
        if table in _TIMED and n >= _LEAST_DATED and n_midnight >= _DATES_ONLY_PART * n:
            yield Finding(
                "dates_only", "jumps", "remark", table, TABLES[table].time_column or "",
                n=n_midnight, n_of=n, figure="follow_up_time", facts={"source": source},
            )  # fmt: skip


def crowded_moments(
    tables: CanonicalTables, filled: Mapping[str, TableFill], *, zone: str
) -> Iterator[Finding]:
    """Find the single moments at which too much happened: the stamp of an import, a default.

    Parameters
    ----------
    tables
        Canonical tables as known at a moment.
    filled
        From `fill`: empty tables are not asked.
    zone
        The agreement's time zone: its midnights are dates without an hour, and not looked at.

    Returns
    -------
    iterator of Finding
        One a moment that holds 50 facts and 2 % of the table, or more.

    Notes
    -----
    Runs a query a table.
    """
    for name in DATED:
        column, n_of = TABLES[name].time_column or "", filled[name].n_rows
        rows = tables.table(name)
        if not n_of or not rows[column].type().is_timestamp():
            continue
        least = max(_LEAST_AT_ONCE, _PART_AT_ONCE * n_of)
        counts = rows.group_by(moment=column).agg(n=_.count())
        found = counts.filter(counts.moment.notnull(), counts.n >= least).order_by("moment")
        for row in found.limit(MOST_EXAMPLES).to_pyarrow().to_pylist():
            if not _is_midnight(row["moment"], zone):
                yield Finding(
                    "crowded_moment", "jumps", "doubtful", name, column, n=row["n"], n_of=n_of,
                    examples=(row["moment"].isoformat(sep=" "),),
                    figure=_FIGURES.get(name, "follow_up_time"),
                )  # fmt: skip


def _is_midnight(moment: datetime, zone: str) -> bool:
    local = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    return (local.hour, local.minute, local.second) == (0, 0, 0)


def amount_findings(known: Known, filled: Mapping[str, TableFill]) -> Iterator[Finding]:
    """Find amounts of deals and of spend that are out of scale, see `out_of_scale`.

    Parameters
    ----------
    known
        The tables. Deals are compared within their service, spend within its campaign or channel,
        each within its currency.
    filled
        From `fill`: empty tables are not asked.

    Returns
    -------
    iterator of Finding
        ``amounts_out_of_scale`` and ``months_out_of_scale``; ``amount`` is how far the amounts
        lie from the typical ones of their group, all together.

    Notes
    -----
    Runs a query a table.
    """
    for table, group, figure in (
        ("opportunities", ("service",), "won_amount"),
        ("spend", ("campaign_id", "channel"), "spend"),
    ):
        if filled[table].n_filled["amount"]:
            amounts = _amounts(known.tables, table, group)
            yield from _scaled(table, figure, amounts)


def _amounts(tables: CanonicalTables, table: str, group: tuple[str, ...]) -> list[Amount]:
    rows = tables.table(table)
    day: Any = rows[TABLES[table].time_column]
    # A deal is of the day it closed on: that is when somebody typed its amount.
    day = ibis.coalesce(rows.closed_at, day).date() if "closed_at" in rows.columns else day
    (key,) = TABLES[table].key
    found = rows.filter(rows.amount.notnull()).select(
        key=rows[key], day=day, amount=rows.amount.cast("float64"),
        group=ibis.coalesce(*(rows[name] for name in group)).fill_null("")
        + "/" + rows.currency.fill_null(""),
    ).to_pyarrow().to_pylist()  # fmt: skip
    return [Amount(**row) for row in found]


def _scaled(table: str, figure: str, amounts: list[Amount]) -> Iterator[Finding]:
    far = out_of_scale(amounts)
    if far:
        first = max(far, key=lambda each: abs(each.amount - each.typical))
        yield Finding(
            "amounts_out_of_scale", "jumps", "doubtful", table, "amount", n=len(far),
            n_of=len(amounts), examples=tuple(each.key for each in far[:MOST_EXAMPLES]),
            figure=figure, amount=abs(sum(each.amount - each.typical for each in far)),
            facts={"far": first.amount, "typical": first.typical},
        )  # fmt: skip
    for each in shifted_months(amounts):
        yield Finding(
            "months_out_of_scale", "jumps", "doubtful", table, "amount", n=each.n,
            n_of=len(amounts), examples=(each.month,), figure=figure,
            facts={"month": each.month, "fold": each.fold},
        )  # fmt: skip
