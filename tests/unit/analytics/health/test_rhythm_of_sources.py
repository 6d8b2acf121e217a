"""Jumps, amounts out of scale, silences and lags, on series worked by hand."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import health
from boucle.analytics.health.amounts import Amount

MONDAY = date(2025, 1, 6)
# Six weekdays in seven have facts; a week has 40.
WEEK = (8, 7, 7, 8, 6, 4, 0)


def days(n_weeks, *, factor=lambda _week: 1.0, begin=MONDAY):
    """Return `n_weeks` weeks of facts, each week's counts times `factor` of its number."""
    counted = [
        (begin + timedelta(weeks=week, days=day), round(WEEK[day] * factor(week)))
        for week in range(n_weeks)
        for day in range(7)
    ]
    return [health.DayCount(day, n) for day, n in counted if n]


def found(series, **more):
    return [
        (each.period, each.starts_on, each.n, each.expected)
        for each in health.jumps(series, date(2030, 1, 1), **more)
    ]


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        pytest.param(days(60), [], id="the same every week"),
        pytest.param(days(60, factor=lambda week: 1 + week / 30), [], id="a steady rise"),
        pytest.param(days(60, factor=lambda week: 3.0 if week >= 30 else 1.0), [],
                     id="a step that lasts"),
        pytest.param(days(60, factor=lambda week: 1.4 if week == 30 else 1.0), [],
                     id="a good week is no jump"),
        pytest.param(days(60, factor=lambda week: 0.0 if week == 30 else 1.0),
                     [("week", MONDAY + timedelta(weeks=30), 0, 40.0)], id="a missing week"),
        pytest.param(days(60, factor=lambda week: 2.0 if week == 30 else 1.0),
                     [("week", MONDAY + timedelta(weeks=30), 80, 40.0)], id="a doubled import"),
        pytest.param(days(60, factor=lambda week: 2.0 if week == 59 else 1.0), [],
                     id="a last week that is not whole is not judged"),
        pytest.param(days(60, factor=lambda week: 2.0 if week == 58 else 1.0),
                     [("week", MONDAY + timedelta(weeks=58), 80, 40.0)], id="the last whole week"),
        pytest.param(days(110, factor=lambda week: 0.0 if week in {50, 102} else 1.0), [],
                     id="what comes back a year later is a season"),
        pytest.param(days(110, factor=lambda week: 0.0 if week in {50, 80} else 1.0),
                     [("week", MONDAY + timedelta(weeks=50), 0, 40.0),
                      ("week", MONDAY + timedelta(weeks=80), 0, 40.0)],
                     id="half a year later it is not"),
        pytest.param(days(12, factor=lambda week: 0.0 if week == 6 else 1.0), [],
                     id="too short to have a rhythm"),
        pytest.param([], [], id="nothing at all"),
    ],
)  # fmt: skip
def test_weeks_that_leave_the_rhythm(series, expected):
    assert found(series) == expected


def test_a_day_that_holds_half_a_year_stands_alone():
    series = days(52)
    # 26 weeks of 40 in one day, on a Wednesday that had 7.
    at = next(place for place, each in enumerate(series) if each.day == MONDAY + timedelta(days=2))
    series[at] = health.DayCount(series[at].day, 26 * 40)

    assert found(series) == [("day", MONDAY + timedelta(days=2), 1040, 7.0)]


def test_a_source_that_tells_once_a_month_is_judged_by_month():
    months = [date(2023 + n // 12, n % 12 + 1, 10) for n in range(30)]
    series = [health.DayCount(each, 90 if n == 20 else 30) for n, each in enumerate(months)]

    assert found(series) == [("month", date(2024, 9, 1), 90, 30.0)]


def test_facts_after_the_end_of_follow_up_are_not_judged():
    series = days(60, factor=lambda week: 2.0 if week == 50 else 1.0)

    assert health.jumps(series, MONDAY + timedelta(weeks=40)) == []


def test_what_several_tables_say_of_a_week_is_one_finding():
    gap = days(60, factor=lambda week: 0.0 if week == 30 else 1.0)
    history = {("stage_changes", "crm"): gap, ("leads", "crm"): gap, ("leads", "erp"): days(60)}

    (finding,) = health.jump_findings(history, date(2030, 1, 1))

    assert (finding.code, finding.table, finding.n, finding.figure) == (
        "week_below", "leads", 0, "n_leads",
    )  # fmt: skip
    assert finding.facts == {
        "source": "crm", "expected": 40.0, "starts": "2025-08-04", "month": "2025-08",
        "also": ", stage_changes",
    }  # fmt: skip


def test_the_same_week_of_two_sources_is_two_findings():
    gap = days(60, factor=lambda week: 0.0 if week == 30 else 1.0)

    found_ = list(health.jump_findings({("leads", "crm"): gap, ("leads", "erp"): gap},
                                       date(2030, 1, 1)))  # fmt: skip

    assert [each.facts["source"] for each in found_] == ["crm", "erp"]


def around(typical, n=40):
    """Amounts spread a little about a typical one."""
    return [
        Amount(f"O{place:02}", "audit", typical * math.exp((place % 9 - 4) / 20),
               date(2026, place % 4 + 1, 5))
        for place in range(n)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("odd", "expected"),
    [
        pytest.param([], [], id="amounts of one scale"),
        pytest.param([10_000.0], ["odd0"], id="a zero too many"),
        pytest.param([10.0], ["odd0"], id="cents for dollars"),
        pytest.param([3_000.0], [], id="a large deal"),
        pytest.param([-10_000.0, 0.0], [], id="what is not above 0 has no scale"),
    ],
)
def test_amounts_out_of_scale(odd, expected):
    amounts = around(1_000.0) + [Amount(f"odd{n}", "audit", amount) for n, amount in enumerate(odd)]

    assert [each.key for each in health.out_of_scale(amounts)] == expected


def test_few_amounts_have_no_scale():
    assert health.out_of_scale([*around(1_000.0, 18), Amount("odd", "audit", 90_000.0)]) == []


def test_wide_amounts_bear_a_large_one():
    wide = [Amount(f"O{n:02}", "audit", 10.0 ** (n % 5 + 1)) for n in range(40)]

    assert health.out_of_scale([*wide, Amount("large", "audit", 10.0**6)]) == []


def test_a_month_in_another_unit_is_found():
    amounts = [
        Amount(each.key, each.group, each.amount * (100 if each.day.month == 3 else 1), each.day)
        for each in around(1_000.0)
    ]

    (month,) = health.shifted_months(amounts)

    assert (month.month, month.n) == ("2026-03", 10)
    assert month.fold == pytest.approx(100, rel=0.2)


def test_a_month_of_few_wide_amounts_is_not_another_unit():
    wide = [
        Amount(f"O{n:02}", "audit", 10.0 ** (n % 5), date(2026, n % 4 + 1, 5)) for n in range(40)
    ]
    high = [Amount(f"P{n}", "audit", 10.0**3.1, date(2026, 6, 1)) for n in range(5)]

    assert health.shifted_months([*wide, *high]) == []


@pytest.mark.parametrize(
    ("silent_days", "has_stopped"), [(0, False), (7, False), (8, True), (30, True)]
)
def test_a_source_has_stopped_when_it_is_silent_for_longer_than_ever(silent_days, has_stopped):
    daily = [health.DayCount(MONDAY + timedelta(days=n), 3) for n in range(40)]
    until = daily[-1].day + timedelta(days=silent_days)

    (newest,) = health.newest({("leads", "crm"): daily}, until)

    assert (newest.silent_days, newest.usual_days, newest.n_rows) == (silent_days, 1, 120)
    assert newest.has_stopped is has_stopped
    assert len(list(health.stopped_sources([newest]))) == has_stopped


def test_a_source_that_was_silent_as_long_before_has_not_stopped():
    gaps = [1] * 30 + [20]
    moments = [MONDAY]
    for gap in gaps:
        moments.append(moments[-1] + timedelta(days=gap))
    series = [health.DayCount(each, 1) for each in moments]

    (newest,) = health.newest({("leads", "crm"): series}, moments[-1] + timedelta(days=20))

    assert not newest.has_stopped


def test_a_few_days_have_no_rhythm():
    series = [health.DayCount(MONDAY + timedelta(days=n), 1) for n in range(19)]

    (newest,) = health.newest({("leads", "crm"): series}, date(2026, 1, 1))

    assert (newest.usual_days, newest.has_stopped) == (None, False)


def typed(hours_by_user):
    """Activities typed in so many hours after they happened."""
    at = datetime(2026, 4, 1, 12)
    rows = [
        {"user_id": user, "occurred_at": at, "entered_at": at + timedelta(hours=hours)}
        for user, all_hours in hours_by_user.items()
        for hours in all_hours
    ]
    activities = ibis.memtable(pa.Table.from_pylist(rows))
    empty = {name: health.TableFill(name, 0, {}) for name in ("dispositions", "stage_changes")}
    tables = SimpleNamespace(table=lambda name: activities if name == "activities" else None)
    return health.entry_lags(
        SimpleNamespace(tables=tables),
        {**empty, "activities": health.TableFill("activities", len(rows), {})},
    )


def test_lags_are_quantiles_by_rank_and_masked_under_ten():
    everybody, masked, known = typed({"U1": [-5] * 3, "U2": [1, 2, 3, 4, 5, 6, 7, 50, 60, 100]})

    assert (everybody.user_id, everybody.n) == (None, 13)
    assert (masked.user_id, masked.n, masked.median_hours, masked.p90_hours) == (
        "U1", 3, None, None,
    )  # fmt: skip
    assert (known.user_id, known.median_hours, known.p90_hours, known.late_share) == (
        "U2", 5.0, 60.0, 0.3,
    )  # fmt: skip


@pytest.mark.parametrize(("n_late", "n_found"), [(2, 0), (3, 0), (4, 1)])
def test_late_entries_are_told_over_a_quarter(n_late, n_found):
    lags = typed({"U1": [49] * n_late + [48] * (12 - n_late)})

    found_ = list(health.late_entries(lags))

    assert [(each.n, each.n_of) for each in found_] == [(n_late, 12)] * n_found


def test_rejects_are_told_by_file_column_and_reason():
    values = [
        health.RejectedValue("crm", "deals.csv", line, column, reason)
        for line, column, reason in (
            (7, "Signed", "not_a_date"), (3, "Signed", "not_a_date"), (3, "Signed", "not_a_date"),
            (3, "Amount", "not_a_number"),
        )
    ]  # fmt: skip

    told = list(health.rejected(values, {("crm", "deals.csv"): 90}))

    assert [(each.column, each.n, each.n_of, each.examples) for each in told] == [
        ("Amount", 1, 90, ("deals.csv:3",)),
        ("Signed", 2, 90, ("deals.csv:3", "deals.csv:7")),
    ]


@pytest.mark.parametrize(("age_days", "n_found"), [(45, 0), (46, 1)])
def test_data_older_than_the_import_are_a_remark(age_days, n_found):
    until = datetime(2026, 1, 1)

    assert len(list(health.old_data(until, until + timedelta(days=age_days)))) == n_found


def test_hours_that_are_missing_are_told_where_hours_count():
    midnight = [health.DayCount(MONDAY, 30, n_midnight=29)]
    history = {("handoffs", "crm"): midnight, ("leads", "crm"): midnight,
               ("activities", "crm"): [health.DayCount(MONDAY, 30, n_midnight=28)]}  # fmt: skip

    assert [(each.code, each.table) for each in health.date_only(history)] == [
        ("dates_only", "handoffs")
    ]
