"""How recent the data are: newest facts, silences, lags of entry, deals left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import ibis
from ibis import _

from boucle.analytics.health.finding import Finding
from boucle.analytics.health.suspects import Suspect, counted
from boucle.figures.moment import engine_moment
from boucle.figures.share import MASK_UNDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    import ibis.expr.types as ir

    from boucle.analytics.health.fill import TableFill
    from boucle.analytics.health.history import DayCount
    from boucle.analytics.health.known import Known

UNTOUCHED_DAYS = 60
# Under so many days with facts, a source has no usual rhythm yet.
_LEAST_ACTIVE_DAYS = 20
_LEAST_SILENCE = timedelta(days=7)
# Typed in later than this, and a report of the morning does not have it.
LATE_HOURS = 48
_LATE_SHARE = 0.25
_TYPED = (
    ("activities", "user_id", "occurred_at"),
    ("dispositions", "user_id", "occurred_at"),
    ("stage_changes", "actor_id", "occurred_at"),
)


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest fact of a table and source, and how long the source has been silent."""

    table: str
    source: str
    n_rows: int
    newest_on: date
    silent_days: int
    usual_days: int | None
    longest_days: int | None

    @property
    def has_stopped(self) -> bool:
        """Silent for longer than ever, for three times its usual gap, and for over a week."""
        if self.usual_days is None or self.longest_days is None:
            return False
        return self.silent_days > max(_LEAST_SILENCE.days, 3 * self.usual_days, self.longest_days)


def newest(history: Mapping[tuple[str, str], Sequence[DayCount]], until: date) -> list[Newest]:
    """Tell for each table and source when its newest fact happened, and its usual rhythm.

    Parameters
    ----------
    history
        From `day_counts`.
    until
        Day on which follow-up ends: silences are counted up to it.

    Returns
    -------
    list of Newest
        ``usual_days`` is the gap between days with facts that 95 % of the gaps do not pass,
        ``longest_days`` the longest one; both None under 20 such days.
    """
    found = []
    for (table, source), days in sorted(history.items()):
        past = [each.day for each in days if each.day <= until]
        if past:
            found.append(_newest_of(table, source, past, sum(each.n for each in days), until))
    return found


def _newest_of(table: str, source: str, days: Sequence[date], n: int, until: date) -> Newest:
    gaps = sorted((later - earlier).days for earlier, later in pairwise(days))
    has_rhythm = len(days) >= _LEAST_ACTIVE_DAYS
    usual = gaps[int(0.95 * (len(gaps) - 1))] if has_rhythm else None
    return Newest(
        table, source, n, days[-1], (until - days[-1]).days,
        usual, gaps[-1] if has_rhythm else None,
    )  # fmt: skip


def stopped_sources(found: Iterable[Newest]) -> Iterator[Finding]:
    """Find the sources that have been silent for longer than they ever were.

    Parameters
    ----------
    found
        From `newest`.

    Returns
    -------
    iterator of Finding
        ``n`` are the days of silence; ``facts`` the source, its newest day and its usual gap.
    """
    figures = {"touchpoints": "credit", "leads": "n_leads", "spend": "spend",
               "opportunities": "n_won"}  # fmt: skip
    for each in found:
        if each.has_stopped:
            yield Finding(
                "source_stopped", "freshness", "wrong" if each.table in figures else "doubtful",
                each.table, "", n=each.silent_days, examples=(each.newest_on.isoformat(),),
                figure=figures.get(each.table, "follow_up_time"),
                facts={"source": each.source, "day": each.newest_on.isoformat(),
                       "usual": each.usual_days or 0},
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lag:
    """Hours from when something happened to when a person typed it; null under ten facts."""

    table: str
    user_id: str | None
    n: int
    median_hours: float | None
    p90_hours: float | None
    late_share: float | None


def entry_lags(known: Known, filled: Mapping[str, TableFill]) -> list[Lag]:
    """Tell how long after the fact each person writes it down.

    Parameters
    ----------
    known
        The tables; rows without ``entered_at`` say nothing.
    filled
        From `fill`: empty tables are not asked.

    Returns
    -------
    list of Lag
        One a table and person, and one a table with ``user_id`` None for everybody. Facts typed
        in before they happened (plans) count as 0 hours. Under ten facts the values are None.

    Notes
    -----
    Runs a query a table. Quantiles are by rank: the smallest value that the share does not pass.
    """
    found: list[Lag] = []
    for table, user, happened in _TYPED:
        rows = known.tables.table(table)
        if filled[table].n_rows and "entered_at" in rows.columns:
            found += _lags(table, rows, user, happened)
    return found


def _lags(table: str, rows: ir.Table, user: str, happened: str) -> Iterator[Lag]:
    typed = rows.filter(rows.entered_at.notnull())
    seconds = typed.entered_at.epoch_seconds() - typed[happened].epoch_seconds()
    hours = typed.select(user_id=typed[user], hours=ibis.greatest(seconds, 0) / 3600.0)
    counts = hours.group_by("user_id", "hours").agg(n=_.count()).to_pyarrow().to_pylist()
    by_user: dict[str | None, dict[float, int]] = {None: {}}
    for row in counts:
        for who in {None, row["user_id"]}:
            of = by_user.setdefault(who, {})
            of[row["hours"]] = of.get(row["hours"], 0) + row["n"]
    for who, of in sorted(by_user.items(), key=lambda pair: pair[0] or ""):
        if of:
            yield _lag(table, who, of)


def _lag(table: str, who: str | None, of: Mapping[float, int]) -> Lag:
    n = sum(of.values())
    if n < MASK_UNDER:
        return Lag(table, who, n, None, None, None)
    late = sum(count for hours, count in of.items() if hours > LATE_HOURS)
    return Lag(table, who, n, _quantile(of, n, 0.5), _quantile(of, n, 0.9), late / n)


def _quantile(of: Mapping[float, int], n: int, share: float) -> float:
    seen = 0
    for hours in sorted(of):
        seen += of[hours]
        if seen >= share * n:
            return hours
    return max(of)


def late_entries(lags: Iterable[Lag]) -> Iterator[Finding]:
    """Find the tables of which more than a quarter is typed in over 48 hours after the fact.

    Parameters
    ----------
    lags
        From `entry_lags`.

    Returns
    -------
    iterator of Finding
        ``facts`` are the median and the 90th percentile, in hours.
    """
    for lag in lags:
        if lag.user_id is None and (lag.late_share or 0.0) > _LATE_SHARE:
            yield Finding(
                "late_entry", "freshness", "doubtful", lag.table, "entered_at",
                n=round((lag.late_share or 0.0) * lag.n), n_of=lag.n, figure="follow_up_time",
                facts={"median": lag.median_hours or 0.0, "p90": lag.p90_hours or 0.0},
            )  # fmt: skip


def stale_deals(known: Known, filled: Mapping[str, TableFill]) -> list[Finding]:
    """Find open deals whose closing day has passed, and those that nobody has touched.

    Parameters
    ----------
    known
        The tables, and the deals as of the end of follow-up.
    filled
        From `fill`: without activities, nothing is said of deals left alone.

    Returns
    -------
    list of Finding
        ``open_past_close``, and ``untouched_deals``: created over 60 days before the end of
        follow-up, and no activity on the deal or on its lead in those 60 days.

    Notes
    -----
    Runs a query a check.
    """
    if not filled["opportunities"].n_rows:
        return []
    deals = known.deal_cases.filter(_.outcome == "open")
    expected = known.tables.table("opportunities").select("expected_close_on", of="opportunity_id")
    deals = deals.left_join(expected, [("opportunity_id", "of")])
    today = known.until.astimezone(ZoneInfo(known.zone)).date()
    suspects = [
        Suspect("open_past_close", "doubtful", "expected_close_on",
                _.expected_close_on < ibis.literal(today), None, "pipeline_amount", _.amount),
    ]  # fmt: skip
    if filled["activities"].n_rows:
        deals = _with_last_work(known, deals)
        since = engine_moment(known.until - timedelta(days=UNTOUCHED_DAYS))
        is_idle = ibis.coalesce(_.last_of_deal, _.created_at) < since
        is_idle_lead = ibis.coalesce(_.last_of_lead, _.created_at) < since
        suspects.append(
            Suspect("untouched_deals", "doubtful", "", is_idle & is_idle_lead, None,
                    "pipeline_amount", _.amount, {"days": UNTOUCHED_DAYS})
        )  # fmt: skip
    return counted("freshness", "opportunities", "opportunity_id", deals, suspects)


def _with_last_work(known: Known, deals: ir.Table) -> ir.Table:
    work = known.tables.table("activities")
    work = work.filter(work.occurred_at <= engine_moment(known.until))
    of_deals = work.group_by(worked_deal="opportunity_id").agg(last_of_deal=_.occurred_at.max())
    of_leads = work.group_by(worked_lead="lead_id").agg(last_of_lead=_.occurred_at.max())
    joined: Any = deals.left_join(of_deals, [("opportunity_id", "worked_deal")])
    return joined.left_join(of_leads, [("lead_id", "worked_lead")])


def old_data(until: datetime, as_of: datetime) -> Iterator[Finding]:
    """Find that the newest fact is over 45 days older than the last import.

    Parameters
    ----------
    until
        End of follow-up, by default the newest fact (aware).
    as_of
        Moment of the last commit (aware).

    Returns
    -------
    iterator of Finding
        One at most; ``n`` are days.
    """
    days = (as_of - until).days
    if days > 45:  # noqa: PLR2004 - a month of facts and half of the next
        yield Finding(
            "old_data", "freshness", "remark", "", "", n=days,
            examples=(until.date().isoformat(),), facts={"day": until.date().isoformat()},
        )  # fmt: skip
