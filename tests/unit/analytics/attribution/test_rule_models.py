"""Every rule model on journeys small enough to be worked by hand."""

from decimal import Decimal

import pytest

from boucle.analytics import attribution
from boucle.analytics.attribution import credit, journeys, largest_remainder, milestone, shares
from boucle.errors import MissingColumnsError, ParameterError

FIVE = ((10, "a"), (20, "b"), (30, "c"), (40, "d"), (50, "e"))
CAPPED = (
    (10, "a"),
    (20, "b", {"evidence": "impression"}),
    (30, "c"),
    (40, "d", {"evidence": "impression"}),
)


@pytest.fixture
def journey(touches, cases):
    def build(given, moments):
        return journeys(touches(*given), cases(moments), evidence_caps={"impression": 0.25})

    return build


def wins(table, by="channel"):
    rows = table.to_pyarrow().to_pylist()
    return {row[by]: row["credit_wins"] for row in rows if row["credit_wins"]}


@pytest.mark.parametrize(
    ("model", "given", "moments", "expected"),
    [
        pytest.param("first_touch", FIVE, {}, {"a": 1}, id="first"),
        pytest.param("last_touch", FIVE, {}, {"e": 1}, id="last"),
        pytest.param("first_touch", ((1, "a"), (1, "b")), {}, {"a": 1}, id="first at equal times"),
        pytest.param("last_touch", ((1, "a"), (1, "b")), {}, {"b": 1}, id="last at equal times"),
        pytest.param("lead_creation", FIVE, {"lead_at": 25}, {"b": 1}, id="lead creation"),
        pytest.param("lead_creation", FIVE, {"lead_at": 5}, {"a": 1}, id="lead before all"),
        pytest.param("linear", FIVE[:4], {}, dict.fromkeys("abcd", 0.25), id="linear"),
        pytest.param(
            "linear", CAPPED, {}, {"a": 0.4, "b": 0.1, "c": 0.4, "d": 0.1}, id="linear, capped"
        ),
        pytest.param("position_based", FIVE[:1], {}, {"a": 1}, id="position, one touch"),
        pytest.param("position_based", FIVE[:2], {}, {"a": 0.5, "b": 0.5}, id="position, two"),
        pytest.param(
            "position_based",
            FIVE[:4],
            {},
            {"a": 0.4, "b": 0.1, "c": 0.1, "d": 0.4},
            id="position, four",
        ),
        pytest.param(
            "position_based",
            CAPPED,
            {},
            # The middle 20 % at 0.25 to 1; the last touch keeps its 40 % though it is capped.
            {"a": 0.4, "b": 0.04, "c": 0.16, "d": 0.4},
            id="position, capped",
        ),
        pytest.param("w", FIVE[:1], {"lead_at": 10, "opportunity_at": 20}, {"a": 1}, id="w, one"),
        pytest.param(
            "w",
            FIVE,
            {"lead_at": 20, "opportunity_at": 40},
            {"a": 0.3, "b": 0.3, "c": 0.05, "d": 0.3, "e": 0.05},
            id="w, all milestones",
        ),
        pytest.param(
            "w",
            FIVE,
            {"lead_at": 10, "opportunity_at": 40},
            {"a": 0.6, "b": 0.1 / 3, "c": 0.1 / 3, "d": 0.3, "e": 0.1 / 3},
            id="w, first touch makes the lead",
        ),
        pytest.param(
            "w",
            FIVE[:3],
            {"lead_at": 20, "opportunity_at": 30},
            dict.fromkeys("abc", 1 / 3),
            id="w, no middle",
        ),
        pytest.param(
            "w",
            FIVE[:3],
            {"lead_at": 20},
            {"a": 3 / 7, "b": 3 / 7, "c": 1 / 7},
            id="w, no opportunity: its 30 % goes to the rest in proportion",
        ),
        pytest.param(
            "w", FIVE[:3], {}, {"a": 0.75, "b": 0.125, "c": 0.125}, id="w, only the first"
        ),
        pytest.param(
            "full_path",
            FIVE,
            {"lead_at": 20, "opportunity_at": 40},
            {"a": 0.225, "b": 0.225, "c": 0.1, "d": 0.225, "e": 0.225},
            id="full path",
        ),
        pytest.param(
            "full_path",
            FIVE,
            {"lead_at": 20, "opportunity_at": 99},
            {"a": 0.225, "b": 0.225, "c": 0.05, "d": 0.05, "e": 0.45},
            id="full path, last touch makes the opportunity",
        ),
        pytest.param("full_path", FIVE[:1], {}, {"a": 1}, id="full path, one touch"),
    ],
)  # fmt: skip
def test_model(journey, model, given, moments, expected):
    paths = journey(given, moments)

    table = getattr(attribution, model)(paths)

    assert wins(table) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(((1, "a"), (2, "direct")), {"a": 1}, id="passes over direct"),
        pytest.param(((1, "a"), (2, "b")), {"b": 1}, id="nothing direct"),
        pytest.param(((1, "direct"), (2, "direct")), {"direct": 1}, id="only direct"),
        pytest.param(((1, "a"), (2, None), (3, "direct")), {None: 1}, id="unknown is not direct"),
    ],
)
def test_last_non_direct(touches, cases, given, expected):
    paths = journeys(touches(*given), cases())

    assert wins(attribution.last_non_direct(paths, direct_channels=["direct"])) == expected


def test_last_non_direct_without_direct_channels_is_last_touch(touches, cases):
    paths = journeys(touches(*FIVE), cases())

    assert wins(attribution.last_non_direct(paths, direct_channels=())) == {"e": 1}


@pytest.mark.parametrize(
    ("given", "half_life_days", "expected"),
    [
        pytest.param(((3, "a"),), 7, {"a": 1}, id="one touchpoint takes all"),
        pytest.param(((0, "a"), (7, "b")), 7, {"a": 1 / 3, "b": 2 / 3}, id="one half-life apart"),
        pytest.param(
            ((-20_000, "a"), (-19_993, "b")), 7, {"a": 1 / 3, "b": 2 / 3}, id="old paths too"
        ),
        pytest.param(((-20_000, "a"), (50, "b")), 1, {"b": 1}, id="a share too small for a number"),
        pytest.param(
            ((0, "a"), (7, "b", {"evidence": "impression"})),
            7,
            {"a": 2 / 3, "b": 1 / 3},
            id="capped: 0.5 to 0.25",
        ),
    ],
)  # fmt: skip
def test_time_decay(touches, cases, given, half_life_days, expected):
    caps = {"impression": 0.25}
    paths = journeys(touches(*given), cases(), window_days=50_000, evidence_caps=caps)

    table = attribution.time_decay(paths, half_life_days=half_life_days)

    assert wins(table) == pytest.approx(expected)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        pytest.param({"lead": 2, "last": 2}, {"b": 0.5, "e": 0.5}, id="any scale"),
        pytest.param({"middle": 1}, dict.fromkeys("abcde", 0.2), id="only a middle"),
        pytest.param(
            {"lead": 0.5, "middle": 0.5},
            {"a": 0.125, "b": 0.5, "c": 0.125, "d": 0.125, "e": 0.125},
            id="a lead and the rest",
        ),
        pytest.param({"opportunity": 1}, {"a": 1}, id="nothing weighted is there: first touch"),
        pytest.param({"opportunity": 1, "last": 0.0, "first": 0}, {"a": 1}, id="zeros are nothing"),
    ],
)
def test_own_weights(touches, cases, weights, expected):
    paths = journeys(touches(*FIVE), cases({"lead_at": 20}))

    assert wins(milestone(paths, weights)) == pytest.approx(expected)


@pytest.mark.parametrize(
    "weights",
    [
        pytest.param({}, id="none"),
        pytest.param({"first": 0}, id="all 0"),
        pytest.param({"first": 2, "last": -1}, id="negative"),
        pytest.param({"win": 1}, id="unknown"),
        pytest.param({"first": float("nan")}, id="no number"),
    ],
)
def test_weights_that_mean_nothing_are_refused(touches, cases, weights):
    with pytest.raises(ParameterError, match="weights"):
        milestone(journeys(touches((1, "a")), cases()), weights)


def test_amounts_missing_negative_and_lost(touches, cases):
    outcomes = cases(
        {"case_id": "1", "amount": Decimal("200.5")},
        {"case_id": "2", "amount": None},
        {"case_id": "3", "amount": -50},
        {"case_id": "4", "outcome": "lost"},
        {"case_id": "5", "outcome": "open"},
        {"case_id": "6", "contact_id": "Q", "amount": None},
    )
    given = touches((1, "a"), (2, "b"), (3, "c", {"contact_id": "Q"}))

    table = attribution.linear(journeys(given, outcomes)).order_by("channel")

    assert table.to_pyarrow().to_pylist() == [
        {"channel": "a", "credit_wins": 1.5, "credit_amount": 75.25},
        {"channel": "b", "credit_wins": 1.5, "credit_amount": 75.25},
        {"channel": "c", "credit_wins": 1.0, "credit_amount": None},
    ]


def test_credit_goes_by_any_column_and_keeps_the_unknown(touches, cases):
    given = touches((1, "a", {"campaign_id": "C1"}), (2, "a"), (3, None, {"campaign_id": "C1"}))
    outcomes = cases({"month": "2026-01"}, {"case_id": "X", "month": "2026-02"})
    table = shares(journeys(given, outcomes, carry=["month"]), ["linear", "first_touch"])

    def by(column):
        rows = credit(table, column, ["linear", "first_touch"]).to_pyarrow().to_pylist()
        return {
            row[column]: (row["credit_amount_linear"], row["credit_wins_first_touch"])
            for row in rows
        }

    assert by("channel") == {"a": pytest.approx((400 / 3, 2)), None: pytest.approx((200 / 3, 0))}
    assert by("campaign_id") == {
        "C1": pytest.approx((400 / 3, 2)),
        None: pytest.approx((200 / 3, 0)),
    }
    assert by("month") == {"2026-01": pytest.approx((100, 1)), "2026-02": pytest.approx((100, 1))}


def test_no_wins_give_no_rows(touches, cases):
    paths = journeys(touches((1, "a")), cases({"outcome": "lost"}))

    assert attribution.w(paths).to_pyarrow().to_pylist() == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"models": ["linear", "magic"]}, "magic", id="unknown model"),
        pytest.param({"models": [], "half_life_days": 0}, "half_life_days", id="no half-life"),
    ],
)
def test_shares_refuses(touches, cases, options, message):
    with pytest.raises(ParameterError, match=message):
        shares(journeys(touches((1, "a")), cases()), **options)


def test_credit_refuses_a_column_that_is_not_there(touches, cases):
    table = shares(journeys(touches((1, "a")), cases()), ["linear"])
    with pytest.raises(MissingColumnsError, match="share_w"):
        credit(table, "channel", ["w"])


@pytest.mark.parametrize(
    ("amounts", "total", "digits", "expected"),
    [
        pytest.param([100 / 3] * 3, 100, 2, ["33.34", "33.33", "33.33"], id="tie to the earlier"),
        pytest.param([0.6, 0.3, 0.1], 1, 0, ["1", "0", "0"], id="largest remainder"),
        pytest.param([1.25, 2.75], 4, 1, ["1.3", "2.7"], id="equal remainders"),
        pytest.param([-0.5, -0.5], -1, 0, ["0", "-1"], id="negative amounts"),
        pytest.param([], 0, 2, [], id="nothing"),
        pytest.param([12.34], 12.34, 2, ["12.34"], id="one takes all"),
    ],
)
def test_largest_remainder(amounts, total, digits, expected):
    parts = largest_remainder(amounts, total, digits)

    assert parts == [Decimal(each) for each in expected]
