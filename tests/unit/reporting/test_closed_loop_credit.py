"""Credit of the small company under every model, and where the models disagree, by hand.

Journeys of the decided cases (see `test_closed_loop_by_hand`), P paid search, W webinar, D display
(an impression), S sales outreach::

    O01 PWD won 10,000     O05 P won, no amount    O06 P won, no amount    O07 WS won 1,400
    L02 P lost             O03 W lost              O04 won 1,000, no touchpoint

Markov: from outside P 4/6, W 2/6; from P W 1/4, won 2/4, lost 1/4; from W D 1/3, S 1/3, lost 1/3;
D and S are won. P(win) = 4/6. Without P it is 2/6 · 2/3 = 2/9, without W 4/6 · 1/2 = 1/3, without D
(or S) 4/6 · 7/12 + 2/6 · 1/3 = 1/2: effects 2/3, 1/2, 1/4, 1/4, sum 5/3, of four wins.

In amounts W is worth (10,000 + 1,400) / 3 = 3,800, P a quarter of that, the start
4/6 · 950 + 2/6 · 3,800 = 1,900. Without P 1/3 of it is lost, without W all, without D 10,000/11,400
of it, without S 1,400/11,400: effects 1/3, 1, 50/57, 7/57, sum 7/3, of 11,400.
"""

import copy
from math import sqrt

import pytest

RULES = ("first_touch", "last_touch", "linear", "position_based", "time_decay", "w", "full_path")
MODELS = (*RULES, "markov", "shapley")
# Student's quantile with 99 degrees of freedom, at 97.5 %.
T = 1.98422


def of_channels(report, field, model, part="value"):
    return {row["channel"]: row[field][model][part] for row in report["by_channel"]}


@pytest.mark.parametrize(
    ("field", "model", "expected"),
    [
        pytest.param("credit_wins_intervals", "markov",
                     {"paid_search": 1.6, "webinar": 1.2, "display": 0.6, "sales_outreach": 0.6,
                      None: 1.0}, id="markov, wins"),
        pytest.param("credit_intervals", "markov",
                     {"paid_search": 11_400 / 7, "webinar": 11_400 * 3 / 7,
                      "display": 30_000 / 7, "sales_outreach": 600.0, None: 1_000.0},
                     id="markov, amounts"),
        pytest.param("credit_wins_intervals", "shapley",
                     {"paid_search": 7 / 3, "webinar": 5 / 6, "display": 1 / 3,
                      "sales_outreach": 1 / 2, None: 1.0}, id="shapley, wins"),
        pytest.param("credit_intervals", "shapley",
                     {"paid_search": 10_000 / 3, "webinar": 10_000 / 3 + 700,
                      "display": 10_000 / 3, "sales_outreach": 700.0, None: 1_000.0},
                     id="shapley, amounts"),
    ],
)  # fmt: skip
def test_the_models_that_read_the_journeys(report, field, model, expected):
    assert of_channels(report, field, model) == pytest.approx(expected)


def test_n_is_the_wins_that_the_channel_touched(report):
    expected = {"paid_search": 3, "webinar": 2, "display": 1, "sales_outreach": 1, None: 1}

    for model in MODELS:
        assert of_channels(report, "credit_intervals", model, "n") == expected
        assert of_channels(report, "credit_wins_intervals", model, "n") == expected


@pytest.mark.parametrize(
    ("field", "model", "channel", "parts"),
    [
        pytest.param("credit_intervals", "w", "paid_search", (6_000,), id="one win"),
        pytest.param("credit_wins_intervals", "shapley", "webinar", (1 / 3, 1 / 2), id="two wins"),
        pytest.param("credit_wins_intervals", "linear", "paid_search", (4 / 9, 1, 1),
                     id="three wins"),
    ],
)  # fmt: skip
def test_an_interval_by_hand(report, field, model, channel, parts):
    # Each win in a group of its own, of a hundred: without one the credit is (C − x) · 100/99, and
    # 99/100 of the sum of the squared distances comes to (100 · Σx² − C²) / 99.
    whole = sum(parts)
    half = T * sqrt((100 * sum(part**2 for part in parts) - whole**2) / 99)

    row = next(each for each in report["by_channel"] if each["channel"] == channel)
    figure = row[field][model]
    assert figure["value"] == pytest.approx(whole)
    assert (figure["low"], figure["high"]) == pytest.approx(
        (max(0, whole - half), whole + half), rel=1e-4
    )


def test_the_rules_are_the_plain_credit(report):
    for row in (*report["by_channel"], *report["by_campaign"]):
        for plain, field in (("credit", "credit_intervals"),
                             ("credit_wins", "credit_wins_intervals")):  # fmt: skip
            assert tuple(row[plain]) == RULES
            assert tuple(row[field]) == MODELS
            assert row[plain] == {model: row[field][model]["value"] for model in RULES}


@pytest.mark.parametrize("part", ["by_channel", "by_campaign"])
@pytest.mark.parametrize("model", MODELS)
def test_every_model_shares_all_that_was_won(report, part, model):
    amounts, wins = (
        [row[field][model]["value"] for row in report[part]]
        for field in ("credit_intervals", "credit_wins_intervals")
    )

    assert sum(each or 0.0 for each in amounts) == pytest.approx(12_400.0)
    assert sum(wins) == pytest.approx(5.0)


def test_where_no_amount_is_known_none_is_credited(report):
    (row,) = [each for each in report["by_campaign"] if each["campaign"] == "c-us"]

    unknown = {"value": None, "n": 1, "low": None, "high": None}
    assert row["credit_intervals"] == dict.fromkeys(MODELS, unknown)
    assert row["credit_wins_intervals"]["linear"]["value"] == 1.0


# Of 12,400: display from 0 (first touch) to 10,000 (last), paid search from 0 (last) to 10,000
# (first), the webinar from 0 (last) to 5,144.4 (linear 4,444.4 + 700), the call from 0 to 1,400.
# Paid search: first 10,000, 0, 4,444, 4,000, 2,000, 6,000, 5,000, Markov 1,629, Shapley 3,333;
# webinar 1,400, 0, 5,144, 2,700, 4,280, 3,933, 3,200, 4,886, 4,033;
# display 0, 10,000, 1,111, 4,000, 4,000, 1,000, 2,500, 4,286, 3,333; the call at most 1,400.
def test_where_the_models_disagree(report):
    found = report["disagreement"]

    assert {name: found[name] for name in ("unit", "reference_model", "n_models")} == {
        "unit": "amount", "reference_model": "w", "n_models": 9,
    }  # fmt: skip
    assert [row["channel"] for row in found["rows"]] == [
        "display", "paid_search", "webinar", "sales_outreach",
    ]  # fmt: skip
    display, search, webinar, call = found["rows"]
    assert display["lowest"] == {"model": "first_touch", "value": 0.0}
    assert display["highest"] == {"model": "last_touch", "value": 10_000.0}
    assert display["spread_share"] == search["spread_share"] == pytest.approx(10 / 12.4)
    assert webinar["highest"] == {"model": "linear", "value": pytest.approx(46_300 / 9)}
    assert call["spread_share"] == pytest.approx(1_400 / 12_400)
    assert display["reference"]["value"] == 1_000.0
    ranks = {row["channel"]: (row["best_rank"], row["worst_rank"]) for row in found["rows"]}
    # First touch: 10,000, 1,400, and two with nothing on the third place.
    assert ranks == {
        "display": (1, 3), "paid_search": (1, 3), "webinar": (1, 3), "sales_outreach": (2, 4),
    }  # fmt: skip
    # The webinar leads under linear, decay, Markov and Shapley; position-based has two firsts.
    assert found["leaders"] == {"paid_search": 4, "webinar": 4, "display": 2}
    # All intervals of so few wins begin at 0; what first touch gives display has no width.
    assert [row["intervals_overlap"] for row in found["rows"]] == [True] * 4


@pytest.mark.slow
def test_without_a_known_amount_they_disagree_on_wins(made_up, loop_of):
    rows = copy.deepcopy(made_up.small_company())
    for deal in rows["opportunities"]:
        deal["amount"] = None
    found = loop_of(rows).as_json("en")["disagreement"]

    assert found["unit"] == "wins"
    search = next(row for row in found["rows"] if row["channel"] == "paid_search")
    # Three wins of five under first touch, two under last.
    assert (search["highest"]["value"], search["lowest"]["value"]) == (3.0, 1.6)
    assert search["lowest"]["model"] == "markov"
    assert search["spread_share"] == pytest.approx(1.4 / 5)


@pytest.mark.slow
def test_what_lost_cases_alone_touched_has_no_credit(made_up, loop_of):
    rows = copy.deepcopy(made_up.small_company())
    rows["touchpoints"].append(made_up.touch("t03b", "k03", "2026-01-15T17:00", "event", "c-expo"))
    found = loop_of(rows).as_json("en")
    row = next(each for each in found["by_channel"] if each["channel"] == "event")

    assert {model: figure["value"] for model, figure in row["credit_intervals"].items()} == (
        dict.fromkeys(MODELS, 0.0)
    )
    assert {figure["n"] for figure in row["credit_wins_intervals"].values()} == {0}
    assert "event" not in [each["channel"] for each in found["disagreement"]["rows"]]


@pytest.mark.slow
def test_nothing_won_is_no_disagreement(loop_of):
    found = loop_of({}).as_json("fr")["disagreement"]

    assert (found["rows"], found["leaders"]) == ([], {})


@pytest.mark.slow
def test_wins_of_one_channel_each_are_the_same_under_every_model(made_up, loop_of, agreement):
    from boucle.reporting.closed_loop.page import Page

    rows = copy.deepcopy(made_up.small_company())
    kept = {"t01a", "t02", "t03", "t05", "t06", "t07a"}
    rows["touchpoints"] = [row for row in rows["touchpoints"] if row["touchpoint_id"] in kept]
    report = loop_of(rows).as_json("en")

    found = report["disagreement"]["rows"]
    assert [(row["channel"], row["best_rank"], row["worst_rank"]) for row in found] == [
        ("paid_search", 1, 1), ("webinar", 2, 2),
    ]  # fmt: skip
    for row in found:
        assert row["lowest"] == row["highest"]
        assert (row["spread_share"], row["intervals_overlap"]) == (0.0, True)
    assert "All models say the same" in Page(report, agreement, "en").html()
