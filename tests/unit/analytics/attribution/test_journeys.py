"""Which touchpoints a journey holds, in which order, with which milestones and weights."""

import ibis
import pytest

from boucle.analytics.attribution import journeys, ledger, shares, unattributed
from boucle.errors import MissingColumnsError, ParameterError


def rows_of(table, *columns):
    listed = table.order_by("case_id", "position").select(*columns).to_pyarrow().to_pylist()
    return [tuple(row.values()) if len(columns) > 1 else row[columns[0]] for row in listed]


@pytest.mark.parametrize(
    ("given", "options", "expected"),
    [
        pytest.param([(5, "b"), (1, "a"), (9, "c")], {}, ["a", "b", "c"], id="by time"),
        pytest.param([(5, "b"), (5, "a")], {}, ["b", "a"], id="at equal times by id"),
        pytest.param(
            [(99, "a"), (100, "b"), (101, "c")], {}, ["a"], id="at the decision is too late"
        ),
        pytest.param(
            [(69.99, "a"), (70, "b")], {"window_days": 30}, ["b"], id="window is inclusive"
        ),
        pytest.param(
            [(1, "direct"), (2, "a"), (3, None)],
            {"drop_direct": ["direct"]},
            ["a", None],
            id="direct left out, unknown kept",
        ),
        pytest.param(
            [(1, "a"), (2, "a"), (3, "b"), (4, "a"), (5, None), (6, None)],
            {"collapse_repeats": True},
            ["a", "b", "a", None],
            id="repeats collapsed",
        ),
        pytest.param(
            [(1, None), (2, "a")], {"collapse_repeats": True}, [None, "a"], id="first is unknown"
        ),
        pytest.param(
            [(1, "a", {"kind": "call"}), (2, "b", {"kind": "form"}), (3, "c")],
            {"sales_touchpoints": False},
            ["b", "c"],
            id="without sales",
        ),
        pytest.param(
            [(1, "a", {"evidence": "impression"}), (2, "b")],
            {"evidence_caps": {"impression": 0}},
            ["b"],
            id="evidence capped at 0 is left out",
        ),
        pytest.param([(1, "a", {"contact_id": "Q"})], {}, [], id="somebody else's"),
    ],
)
def test_touchpoints_of_a_journey(touches, cases, given, options, expected):
    table = journeys(touches(*given), cases(), **options)

    assert rows_of(table, "channel") == expected
    assert rows_of(table, "position") == list(range(1, len(expected) + 1))


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        pytest.param({"lead_at": 20}, [None, "lead", None], id="at the moment"),
        pytest.param({"lead_at": 19.5}, ["lead", None, None], id="last before the moment"),
        pytest.param({"lead_at": 5}, [None, None, None], id="none before the moment"),
        pytest.param({}, [None, None, None], id="no moments known"),
        pytest.param(
            {"lead_at": 20, "opportunity_at": 99}, [None, "lead", "opportunity"], id="two"
        ),
        pytest.param(
            {"lead_at": 22, "opportunity_at": 25},
            [None, "lead,opportunity", None],
            id="both on one",
        ),
    ],
)
def test_milestones(touches, cases, moments, expected):
    table = journeys(touches((10, "a"), (20, "b"), (30, "c")), cases(moments))

    assert rows_of(table, "milestone") == expected


def test_a_touchpoint_counts_in_every_case_of_its_person(touches, cases):
    table = journeys(
        touches((10, "a"), (40, "b")),
        cases(
            {"case_id": "D1", "decided_at": 30, "outcome": "lost", "month": "2026-01"},
            {"case_id": "D2", "decided_at": 50, "amount": None, "month": "2026-02"},
        ),
        evidence_caps={"observed": 0.5},
        carry=["month"],
    )

    columns = ("case_id", "touchpoint_id", "outcome", "amount", "weight", "month")
    assert rows_of(table, *columns) == [
        ("D1", "t0", "lost", 100.0, 0.5, "2026-01"),
        ("D2", "t0", "won", None, 0.5, "2026-02"),
        ("D2", "t1", "won", None, 0.5, "2026-02"),
    ]


def test_the_people_of_a_case_replace_its_contact(touches, cases):
    members = ibis.memtable({"case_id": ["W", "W", "W"], "contact_id": ["Q", "Q", "R"]})
    given = touches(
        (1, "a", {"contact_id": "Q"}), (2, "b", {"contact_id": "R"}), (3, "c", {"contact_id": "P"})
    )

    table = journeys(given, cases(), members)

    assert rows_of(table, "contact_id", "channel") == [("Q", "a"), ("R", "b")]


@pytest.mark.parametrize(
    ("given", "conversion", "outcome", "channels"),
    [
        pytest.param({"lead_at": 20}, "lead", "won", ["a", "b"], id="the touch that made the lead"),
        pytest.param(
            {"lead_at": 20, "outcome": "lost"}, "lead", "won", ["a", "b"], id="lost afterwards"
        ),
        pytest.param({"outcome": "lost"}, "lead", "lost", ["a", "b", "c"], id="never a lead"),
        pytest.param({}, "opportunity", "open", ["a", "b", "c"], id="won, nobody knows when"),
        pytest.param({"lead_at": 20}, "win", "won", ["a", "b", "c"], id="the win"),
    ],
)
def test_any_moment_may_be_what_is_won(touches, cases, given, conversion, outcome, channels):
    table = journeys(touches((10, "a"), (20, "b"), (30, "c")), cases(given), conversion=conversion)

    assert rows_of(table, "channel", "outcome") == [(each, outcome) for each in channels]


def test_a_conversion_asks_for_its_moment(touches, cases):
    with pytest.raises(MissingColumnsError, match="mql_at"):
        journeys(touches((1, "a")), cases(), conversion="mql")


@pytest.mark.parametrize("who", ["contact_id", "account_id"])
def test_a_cycle_begins_after_the_decision_before_it(touches, cases, who):
    outcomes = cases(
        {"case_id": "1", "decided_at": 20, "outcome": "lost"},
        {"case_id": "2", "decided_at": 40},
        {"case_id": "3", "decided_at": 60, "outcome": "open"},
        {"case_id": "4", "decided_at": 40, "contact_id": "Q"},
    )
    people = outcomes.select("case_id", contact_id=ibis.literal("P"))
    if who == "account_id":
        outcomes = outcomes.rename(account_id="contact_id")

    table = journeys(
        touches((10, "a"), (20, "b"), (30, "c"), (50, "d")),
        outcomes,
        people if who == "account_id" else None,
        since_last_decision=True,
    )

    # What happens at the moment of a decision belongs to neither side of it.
    of_others = [("4", "a"), ("4", "b"), ("4", "c")] if who == "account_id" else []
    assert rows_of(table, "case_id", "channel") == [("1", "a"), ("2", "c"), ("3", "d"), *of_others]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"window_days": 0}, "window_days", id="no window"),
        pytest.param({"window_days": float("nan")}, "window_days", id="window is no number"),
        pytest.param({"evidence_caps": {"noted": 1.5}}, "noted", id="cap above 1"),
        pytest.param({"evidence_caps": {"noted": -0.1}}, "noted", id="cap under 0"),
        pytest.param({"carry": ["amount"]}, "carry", id="carried twice"),
    ],
)
def test_a_parameter_out_of_its_range_is_refused(touches, cases, options, message):
    with pytest.raises(ParameterError, match=message):
        journeys(touches((1, "a")), cases(), **options)


@pytest.mark.parametrize(
    ("column", "options"),
    [("kind", {"sales_touchpoints": False}), ("evidence", {}), ("channel", {})],
)
def test_a_missing_column_is_named(touches, cases, column, options):
    with pytest.raises(MissingColumnsError, match=column):
        journeys(touches((1, "a")).drop(column), cases(), **options)


def test_outcomes_without_moments_have_journeys_without_milestones(touches, cases):
    table = journeys(touches((1, "a")), cases({"lead_at": 1}).drop("lead_at", "opportunity_at"))

    assert rows_of(table, "milestone") == [None]


def test_ledger_gives_the_gaps_on_the_wall_clock(touches, cases):
    # Clocks in Toronto go forward on March 8 (day 66): 23 hours between these two noons.
    given = touches((66 + 16 / 24, "b"), (65 + 17 / 24, "a"), (90, "c"))
    table = shares(journeys(given, cases({}, {"case_id": "X"})), ["linear"])

    rows = rows_of(
        ledger(table, "W", zone="America/Toronto"),
        "position",
        "channel",
        "gap_days",
        "share_linear",
    )

    assert rows == [
        (1, "a", None, pytest.approx(1 / 3)),
        (2, "b", pytest.approx(1.0), pytest.approx(1 / 3)),
        (3, "c", pytest.approx(23.333333), pytest.approx(1 / 3)),
    ]
    assert rows_of(ledger(table, "nobody"), "position") == []


def test_wins_without_a_touchpoint_are_unattributed(touches, cases):
    outcomes = cases(
        {"month": "2026-01"},
        {"case_id": "X", "contact_id": "Q", "month": "2026-02"},
        {"case_id": "Y", "contact_id": None, "amount": None, "month": "2026-02"},
        {"case_id": "Z", "contact_id": "Q", "outcome": "lost", "month": "2026-03"},
        {"case_id": "V", "contact_id": "Q", "amount": None, "month": "2026-04"},
    )
    paths = journeys(touches((1, "a")), outcomes)

    assert unattributed(paths, outcomes).to_pyarrow().to_pylist() == [
        {"n_wins": 3, "amount": 100.0}
    ]
    by_month = unattributed(paths, outcomes, by="month").order_by("month")
    assert by_month.to_pyarrow().to_pylist() == [
        {"month": "2026-02", "n_wins": 2, "amount": 100.0},
        {"month": "2026-04", "n_wins": 1, "amount": None},
    ]
