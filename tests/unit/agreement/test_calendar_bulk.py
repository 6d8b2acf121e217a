from datetime import date, datetime, time

import ibis
import pytest

from boucle.agreement.calendar import BusinessCalendar, with_deadline, with_open_seconds
from boucle.agreement.durations import parse_duration
from boucle.errors import ParameterError
from boucle.errors.calendar import NeverOpenError

NINE_TO_FIVE = BusinessCalendar("America/Toronto", dict.fromkeys(range(5), ((time(9), time(17)),)))
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


def at(text):
    return datetime.fromisoformat(text)


def table(*pairs):
    columns = {"start": [start for start, _ in pairs], "end": [end for _, end in pairs]}
    return ibis.memtable(columns, schema={"start": "timestamp", "end": "timestamp"})


def test_a_moment_that_is_missing_or_outside_the_days_gives_nothing():
    moment = at("2026-01-05 15:00:00")
    rows = table(
        (moment, moment), (moment, None), (None, moment), (at("2025-06-02 00:00:00"), moment)
    )

    counted = with_open_seconds(rows, NINE_TO_FIVE, start="start", end="end", **YEAR)
    due = with_deadline(
        counted, NINE_TO_FIVE, start="start", duration=parse_duration("business:P1D"), **YEAR
    )

    assert counted.columns == ("start", "end", "open_seconds")
    assert due.open_seconds.to_pyarrow().to_pylist() == [0, None, None, None]
    assert due.due_at.to_pyarrow().to_pylist() == [
        at("2026-01-06 15:00:00"), at("2026-01-06 15:00:00"), None, None,
    ]  # fmt: skip


def test_a_column_of_the_same_name_is_replaced():
    rows = table((at("2026-01-05 14:00:00"), at("2026-01-05 16:00:00")))

    counted = with_open_seconds(rows, NINE_TO_FIVE, start="start", end="end", name="end", **YEAR)

    assert counted.to_pyarrow().to_pylist() == [{"start": at("2026-01-05 14:00:00"), "end": 7200}]


def test_civil_time_is_plain():
    rows = table((at("2026-03-08 01:00:00.500000"), None))

    due = with_deadline(rows, NINE_TO_FIVE, start="start", duration=parse_duration("P1DT1H"))

    assert due.due_at.to_pyarrow().to_pylist() == [at("2026-03-09 02:00:00.500000")]


def test_months_are_refused():
    with pytest.raises(ParameterError, match="without months"):
        with_deadline(table(), NINE_TO_FIVE, start="start", duration=parse_duration("P1M"))


def test_days_without_an_open_one_are_refused():
    closed = BusinessCalendar("America/Toronto", {0: ((time(9), time(17)),)}, lambda _: True)

    with pytest.raises(NeverOpenError):
        with_deadline(
            table(), closed, start="start", duration=parse_duration("business:P1D"), **YEAR
        )
