from datetime import UTC, datetime, timedelta

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import timing
from boucle.errors import MissingColumnsError, ParameterError

START = datetime(2026, 3, 1, 5)
UNTIL = datetime(2026, 3, 31, 5, tzinfo=UTC)
SCHEMA = pa.schema(
    [
        ("channel", pa.string()),
        ("started_at", pa.timestamp("us")),
        ("closed_at", pa.timestamp("us")),
        ("outcome", pa.string()),
        ("seen_at", pa.timestamp("us")),
    ]
)


def after(days):
    return None if days is None else START + timedelta(days=days)


def cases(*rows):
    """Rows of ``(start, end, outcome)`` in days after March 1, with a channel and an entry."""
    full = [
        {
            "channel": row[3] if len(row) > 3 else "web",
            "started_at": after(row[0]),
            "closed_at": after(row[1]),
            "outcome": row[2],
            "seen_at": after(row[4] if len(row) > 4 else row[0]),
        }
        for row in rows
    ]
    return ibis.memtable(pa.Table.from_pylist(full, schema=SCHEMA))


def counted(table, **options):
    names = {"start": "started_at", "end": "closed_at", "outcome": "outcome"}
    options = {"zone": "Etc/UTC", "until": UNTIL} | options
    rows = timing.durations(table, **names, **options).to_pyarrow().to_pylist()
    return sorted(rows, key=lambda row: (row["duration_days"] is None, row["duration_days"]))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param((0, 10, "won"), (10.0, "n_won"), id="won"),
        pytest.param((0, 10.5, "lost"), (10.5, "n_lost"), id="lost, half a day"),
        pytest.param((0, None, "open"), (30.0, "n_censored"), id="open waits until the end"),
        pytest.param((0, 40, "won"), (30.0, "n_censored"), id="won later is still open"),
        pytest.param((0, 30, "won"), (30.0, "n_won"), id="won at the last moment"),
        pytest.param((0, 10, None), (30.0, "n_censored"), id="an end without an outcome is none"),
        pytest.param((5, 3, "won"), (None, "n_negative"), id="ended before it started"),
        pytest.param((None, 3, "won"), (None, "n_undated"), id="no start"),
        pytest.param((None, None, "open"), (None, "n_undated"), id="open without a start"),
        pytest.param((0, None, "won"), (None, "n_undated"), id="won nobody knows when"),
    ],
)
def test_each_case_is_counted_once(row, expected):
    (found,) = counted(cases(row))

    names = ("n_won", "n_lost", "n_censored", "n_negative", "n_undated")
    days, tally = expected
    assert found == {"duration_days": days} | dict.fromkeys(names, 0) | {tally: 1}


def test_cases_that_start_after_the_end_of_follow_up_are_left_out():
    assert counted(cases((31, None, "open"), (32, 33, "won"))) == []


def test_days_are_those_of_the_wall_clock():
    # The clocks go forward on March 8: 30 days less an hour of real time are 30 days on the wall.
    table = cases((0, 30 - 1 / 24, "won"))

    assert counted(table, zone="America/Toronto")[0]["duration_days"] == 30.0
    assert counted(table)[0]["duration_days"] == pytest.approx(30 - 1 / 24)


def test_groups_come_sorted_with_null_last():
    table = cases((0, 1, "won", "web"), (0, 2, "won", None), (0, 3, "lost", "ads"))
    names = {"start": "started_at", "end": "closed_at", "outcome": "outcome"}

    groups = timing.collected(
        timing.durations(table, **names, until=UNTIL, zone="Etc/UTC", by="channel"), "channel"
    )

    assert [(key, group.days.tolist()) for key, group in groups.items()] == [
        ("ads", [3.0]),
        ("web", [1.0]),
        (None, [2.0]),
    ]


def test_collected_counts_what_was_set_aside():
    table = cases((0, 1, "won"), (5, 3, "won"), (None, 3, "won"), (None, 4, "lost"))
    names = {"start": "started_at", "end": "closed_at", "outcome": "outcome"}

    (group,) = timing.collected(
        timing.durations(table, **names, until=UNTIL, zone="Etc/UTC")
    ).values()

    assert (group.n_cases, group.n_negative, group.n_undated) == (1, 1, 2)


def test_left_truncated_cases_are_at_risk_from_their_entry_on():
    table = cases(
        (0, 4, "won"), (0, 10, "won", "web", 6), (0, 12, "lost", "web", 2), (0, 3, "won", "web", 3)
    )
    names = {"start": "started_at", "end": "closed_at", "outcome": "outcome"}

    (group,) = timing.collected(
        timing.durations(table, **names, until=UNTIL, zone="Etc/UTC", entry="seen_at")
    ).values()

    # The one seen only when it ended was never watched.
    assert (group.days.tolist(), group.at_risk.tolist()) == ([4.0, 10.0, 12.0], [2.0, 2.0, 1.0])
    assert group.n_negative == 1


def test_nothing_gives_no_group():
    names = {"start": "started_at", "end": "closed_at", "outcome": "outcome"}

    assert timing.collected(timing.durations(cases(), **names, until=UNTIL, zone="Etc/UTC")) == {}


def test_durations_names_the_columns_it_lacks():
    with pytest.raises(MissingColumnsError) as missing:
        counted(cases().drop("closed_at", "outcome"))

    assert missing.value.missing == ("closed_at", "outcome")


@pytest.mark.parametrize(
    ("days", "entry_days"),
    [
        pytest.param([-1.0], None, id="negative"),
        pytest.param([float("nan")], None, id="not a number"),
        pytest.param([3.0], [3.0], id="watched only at its end"),
    ],
)
def test_cases_in_python_are_held_to_the_same_rules(days, entry_days):
    with pytest.raises(ParameterError):
        timing.CountedDurations.of_cases(days, ["won"], entry_days=entry_days)
