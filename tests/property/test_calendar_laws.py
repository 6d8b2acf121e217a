from datetime import UTC, date, datetime, time, timedelta

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.agreement.calendar import (
    BusinessCalendar,
    public_holidays,
    with_deadline,
    with_open_seconds,
)
from boucle.agreement.durations import Duration

MORNING, AFTERNOON = (time(8, 30), time(12)), (time(13), time(17))
HOLIDAYS = {
    *public_holidays("CA-QC", 2026),
    *public_holidays("CA-QC", 2027),
    *(date(2026, 12, 24) + timedelta(days=n) for n in range(11)),
}
OFFICE = BusinessCalendar(
    "America/Toronto",
    {**dict.fromkeys(range(4), (MORNING, AFTERNOON)), 4: (MORNING, (time(13), time(16)))},
    HOLIDAYS,
)
# Round the clock but for an hour at night, so that clocks change in open and in closed hours.
PLANT = BusinessCalendar(
    "America/St_Johns",
    {day: ((time(0), time(1, 30)), (time(2, 30), time(0))) for day in range(7)},
    HOLIDAYS,
)
# Late at night: a local day reaches into the next UTC day, and some days open only briefly.
BAR = BusinessCalendar(
    "Europe/Paris", {4: ((time(22), time(0)),), 5: ((time(0), time(3)), (time(22), time(0)))}
)
CALENDARS = [OFFICE, PLANT, BAR]
calendars = st.sampled_from(CALENDARS)
FIRST, LAST = date(2025, 12, 1), date(2028, 2, 1)
FROM, TO = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-06-30")
moments = st.datetimes(FROM, TO, timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
# The days on which clocks change, with their neighbours.
changes = st.sampled_from([datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC)])
near_a_change = st.builds(
    lambda day, seconds: day + timedelta(seconds=seconds), changes, st.integers(0, 3 * 86_400)
)
any_moments = moments | near_a_change
open_seconds = st.integers(0, 400_000)
open_days = st.integers(0, 12)


def business(*, days=0, seconds=0):
    return Duration(is_business=True, days=days, seconds=seconds)


@given(calendar=calendars, start=any_moments, end=any_moments)
def test_a_deadline_after_the_time_elapsed_is_the_moment_itself(calendar, start, end):
    start, end = sorted((start, end))
    end = calendar.next_opening(end) + timedelta(seconds=1)
    elapsed = calendar.elapsed_seconds(start, end)

    # One second into open hours: at the door itself, the closing before has as much time behind it.
    assert calendar.deadline(start, business(seconds=elapsed)) == end


@given(calendar=calendars, start=any_moments, seconds=open_seconds)
def test_the_time_elapsed_at_a_deadline_is_its_duration(calendar, start, seconds):
    due = calendar.deadline(start, business(seconds=seconds))

    assert calendar.elapsed_seconds(start, due) == seconds
    # A deadline is open or a closing time, never inside closed hours.
    assert calendar.is_open(due) or calendar.is_open(due - timedelta(seconds=1))
    assert due >= calendar.next_opening(start)


@given(calendar=calendars, trio=st.tuples(any_moments, any_moments, any_moments))
def test_elapsed_time_adds_up_and_never_runs_backwards(calendar, trio):
    first, second, third = sorted(trio)
    parts = calendar.elapsed_seconds(first, second) + calendar.elapsed_seconds(second, third)

    assert parts == calendar.elapsed_seconds(first, third)
    assert 0 <= calendar.elapsed_seconds(first, second) <= (second - first).total_seconds()
    assert calendar.elapsed_seconds(third, first) == -parts


@given(
    calendar=calendars,
    pair=st.tuples(any_moments, any_moments),
    days=open_days,
    seconds=open_seconds,
)
def test_who_starts_later_is_never_due_earlier(calendar, pair, days, seconds):
    earlier, later = sorted(pair)
    duration = business(days=days, seconds=seconds)

    assert calendar.deadline(earlier, duration) <= calendar.deadline(later, duration)


@given(calendar=calendars, start=any_moments, days=st.integers(1, 12))
def test_open_days_lead_to_an_open_day(calendar, start, days):
    due = calendar.deadline(start, business(days=days))

    assert calendar.is_open(due) or calendar.is_open(due - timedelta(seconds=1))


@given(calendar=calendars, start=any_moments, end=any_moments)
def test_the_seconds_elapsed_are_those_of_the_open_intervals(calendar, start, end):
    start, end = sorted((start, end))
    around = (start.date() - timedelta(days=1), end.date() + timedelta(days=1))
    clipped = [
        (min(closes, end) - max(opens, start)).total_seconds()
        for opens, closes in calendar.open_intervals(*around)
        if closes > start and opens < end
    ]

    assert calendar.elapsed_seconds(start, end) == sum(clipped)


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(
    calendar=calendars,
    pairs=st.lists(st.tuples(any_moments, any_moments), min_size=60, max_size=100),
    duration=st.builds(business, days=open_days, seconds=open_seconds),
)
def test_in_bulk_as_one_by_one(calendar, pairs, duration):
    rows = ibis.memtable(
        {
            "n": range(len(pairs)),
            "start": [start.replace(tzinfo=None, microsecond=700_000) for start, _ in pairs],
            "end": [end.replace(tzinfo=None) for _, end in pairs],
        }
    )
    known = {"first": FIRST, "last": LAST}
    table = with_open_seconds(rows, calendar, start="start", end="end", **known)
    table = with_deadline(table, calendar, start="start", duration=duration, **known)
    found = table.order_by("n").drop("n", "start", "end").to_pyarrow().to_pylist()

    assert found == [
        {
            "open_seconds": calendar.elapsed_seconds(start, end),
            "due_at": calendar.deadline(start, duration).replace(tzinfo=None),
        }
        for start, end in pairs
    ]
