from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.figures.local_time import (
    days_between,
    end_of_day,
    local_day,
    local_month,
    local_seconds,
    midnight,
    transitions,
)

ZONES = ("America/Toronto", "America/Sao_Paulo", "Europe/Paris", "Asia/Kathmandu", "Etc/UTC")
moments = st.datetimes(datetime(1991, 1, 1), datetime(2049, 1, 1))


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=4)
@given(instants=st.lists(moments, min_size=30, max_size=30))
def test_days_and_months_are_those_of_the_standard_library(zone, instants):
    table = ibis.memtable({"at": instants}, schema={"at": "timestamp"})
    rows = table.mutate(day=local_day(table.at, zone), month=local_month(table.at, zone))

    for row in rows.to_pyarrow().to_pylist():
        local = row["at"].replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
        assert (row["day"], row["month"]) == (local.date(), f"{local:%Y-%m}")


@pytest.mark.parametrize("zone", [*ZONES, "Asia/Gaza", "Pacific/Apia"])
def test_every_change_of_clocks_is_seen_to_the_second(zone):
    instants = [
        datetime.fromtimestamp(moment + beside, UTC).replace(tzinfo=None)
        for moment, _ in transitions(zone)
        for beside in (-1, 0, 1)
    ]
    # Before the first year and after the last one the offset is that of their ends.
    instants += [datetime(1971, 1, 1), datetime(2051, 1, 1)]
    table = ibis.memtable({"at": instants}, schema={"at": "timestamp"})

    rows = table.select("at", s=local_seconds(table.at, zone)).to_pyarrow().to_pylist()

    first, last = (datetime(year, 1, 1, tzinfo=UTC) for year in (1990, 2049))
    for row in rows:
        at = row["at"].replace(tzinfo=UTC)
        known = min(max(at, first), last) if at.year in (1971, 2051) else at
        offset = known.astimezone(ZoneInfo(zone)).utcoffset()
        assert row["s"] == int(at.timestamp() + offset.total_seconds())


def test_an_unknown_moment_has_no_wall_clock():
    table = ibis.memtable({"at": [None]}, schema={"at": "timestamp"})

    assert table.select(d=local_day(table.at, "America/Toronto")).to_pyarrow()["d"].to_pylist() == [
        None
    ]


@pytest.mark.parametrize(
    ("start", "end", "zone", "days"),
    [
        pytest.param(
            (2026, 3, 7, 5), (2026, 3, 10, 4), "America/Toronto", 3.0, id="clocks go forward"
        ),
        pytest.param(
            (2026, 10, 31, 4), (2026, 11, 2, 5), "America/Toronto", 2.0, id="clocks go back"
        ),
        pytest.param((2026, 3, 7, 5), (2026, 3, 7, 17), "America/Toronto", 0.5, id="half a day"),
        pytest.param((2026, 3, 2), (2026, 3, 1), "Etc/UTC", -1.0, id="backwards"),
    ],
)
def test_days_between_are_counted_on_the_wall_clock(start, end, zone, days):
    table = ibis.memtable({"start": [datetime(*start)], "end": [datetime(*end)]})

    assert table.select(d=days_between(table.start, table.end, zone)).d.execute().tolist() == [days]


def test_fractions_of_a_second_are_left_off():
    moment = datetime(2026, 3, 7, 5, 0, 0, 999_999)
    table = ibis.memtable({"at": [moment]}, schema={"at": "timestamp"})

    rows = table.select(s=local_seconds(table.at, "America/Toronto")).to_pyarrow().to_pylist()

    # 7 March 2026, midnight in Toronto.
    assert rows == [{"s": int(datetime(2026, 3, 7, tzinfo=UTC).timestamp())}]


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.sampled_from(ZONES))
def test_a_day_ends_where_the_next_begins(day, zone):
    assert end_of_day(day, zone) + timedelta(microseconds=1) == midnight(
        day + timedelta(days=1), zone
    )
