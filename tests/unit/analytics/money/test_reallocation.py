"""Response curves and the budget they propose, against worked figures."""

import numpy as np
import pytest

from boucle.analytics import money
from boucle.analytics.money import BudgetLimits, ChannelBudget, SpendMonth
from boucle.errors import ParameterError


def months(top, bend, spends):
    """Leads as top × (1 - exp(-bend × spend)) gives them, without noise."""
    return [SpendMonth(x, round(top * (1 - np.exp(-bend * x)))) for x in spends]


# 500 000 × (1 - exp(-3e-5 × x)), from 5 000 to 95 000: the worked curve.
WORKED = money.response_curve(months(500_000, 3e-5, range(5_000, 96_000, 5_000)))


@pytest.mark.parametrize(
    ("spend", "average", "marginal"),
    [
        pytest.param(20_000, 11.3, 8.2, id="20 000"),
        pytest.param(50_000, 7.8, 3.4, id="50 000"),
        pytest.param(80_000, 5.7, 1.4, id="80 000"),
    ],
)
def test_the_worked_curve_is_found_again(spend, average, marginal):
    """The grid's step leaves about one per cent; the figures have two digits."""
    found = WORKED.quantile(WORKED.leads(spend), 0.5) / spend
    more = WORKED.quantile(WORKED.marginal_leads(spend), 0.5)

    assert found == pytest.approx(average, rel=0.02)
    assert more == pytest.approx(marginal, rel=0.05)
    assert WORKED.reason is None


def test_months_that_say_nothing_leave_every_elasticity_as_it_was():
    flat = money.response_curve([SpendMonth(1_000, 5)] * 30)

    quantiles = [flat.quantile(flat.elasticities, share) for share in (0.1, 0.5, 0.9)]
    assert quantiles == pytest.approx([0.1, 0.5, 0.9], abs=0.01)
    assert (flat.reason, flat.mean_leads, flat.dispersion) == ("flat_spend", 5.0, 1.0)
    # At the mean spend one per cent more brings e per cent more leads.
    assert flat.marginal_leads(1_000) * 1_000 / 5 == pytest.approx(flat.elasticities)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param([SpendMonth(x, 3) for x in range(100, 1_200, 100)], "few_points", id="11"),
        pytest.param([SpendMonth(x, 3) for x in range(100, 1_300, 100)], None, id="12"),
        pytest.param([SpendMonth(0, 3)] * 40 + [SpendMonth(9, 3)], "few_points", id="mostly free"),
    ],
)
def test_a_test_is_better_than_a_curve_of_few_points(given, reason):
    assert money.response_curve(given).reason == reason


def test_noise_beyond_chance_widens_the_curve():
    spends = np.tile([500.0, 1_000.0, 1_500.0], 8)
    calm = [SpendMonth(x, round(40 * (1 - np.exp(-x / 1_000)))) for x in spends]
    wild = [SpendMonth(m.spend, m.n_leads + (15 if n % 2 else -12)) for n, m in enumerate(calm)]

    def width(curve):
        low, high = (curve.quantile(curve.elasticities, share) for share in (0.1, 0.9))
        return high - low

    assert money.response_curve(wild).dispersion > 5
    assert width(money.response_curve(wild)) > 1.5 * width(money.response_curve(calm))


def test_no_curve_without_leads_or_spend():
    assert money.response_curve([]) is None
    assert money.response_curve([SpendMonth(100, 0)] * 20) is None
    assert money.response_curve([SpendMonth(0, 9)] * 20) is None
    with pytest.raises(ParameterError):
        money.response_curve([SpendMonth(100, -1)])


def channel(name, spend, **more):
    given = {"curve": WORKED, "margin_per_lead": 1.0, "margin_error": 0.0} | more
    return ChannelBudget(name, float(spend), **given)


def proposed(found):
    return {move.channel: (round(move.proposed), move.action) for move in found.moves}


@pytest.mark.parametrize(
    ("channels", "limits", "expected"),
    [
        pytest.param([channel("a", 20_000), channel("b", 80_000)], {},
                     {"a": (24_000, "raise"), "b": (76_000, "test_cut")},
                     id="a fifth of the small one, that is all it may take"),
        pytest.param([channel("a", 20_000), channel("b", 80_000)],
                     {"most_shift_share": 1.0, "is_tested_before_cut": False},
                     {"a": (40_000, "raise"), "b": (60_000, "cut")},
                     id="twice its spend at most"),
        pytest.param([channel("a", 45_000), channel("b", 55_000)], {},
                     {"a": (50_000, "raise"), "b": (50_000, "test_cut")},
                     id="the same curve twice ends at the same spend"),
        pytest.param([channel("a", 45_000), channel("b", 55_000)], {"floor_shares": {"b": 0.53}},
                     {"a": (47_000, "raise"), "b": (53_000, "test_cut")}, id="down to its floor"),
        pytest.param([channel("a", 45_000), channel("b", 55_000)], {"floor_shares": {"b": 0.9}},
                     {"a": (45_000, "keep"), "b": (55_000, "keep")}, id="below its floor already"),
        pytest.param([channel("a", 45_000), channel("b", 55_000),
                      channel("c", 9_000, reason="effect_delay")], {},
                     {"a": (50_000, "raise"), "b": (50_000, "test_cut"), "c": (9_000, "keep")},
                     id="one that is too early stays"),
        pytest.param([channel("a", 20_000), channel("b", 80_000, reason="few_points")], {},
                     {"a": (20_000, "keep"), "b": (80_000, "keep")}, id="nobody to give"),
    ],
)  # fmt: skip
def test_spend_moves_within_limits(channels, limits, expected):
    found = money.reallocation(channels, BudgetLimits(**limits))

    assert proposed(found) == expected


def test_a_proposal_says_what_it_gains_and_what_would_change_its_mind():
    """From 45 000 and 55 000 to 50 000 each: 2 R(50 000) - R(45 000) - R(55 000) = 2 515."""
    found = money.reallocation([channel("a", 45_000), channel("b", 55_000)])

    assert found.gain == pytest.approx((2_515,) * 3, rel=0.05)
    assert (found.gain_share, found.reason, found.shifted) == (1.0, None, pytest.approx(5_000))
    # Both move until one more brings 15 × exp(-1.5) = 3.35 in either.
    assert found.moves[0].mind_changes_at == pytest.approx(3.35, rel=0.02)
    assert found.moves[0].marginal[1] == pytest.approx(15 * np.exp(-1.35), rel=0.05)


def test_what_is_not_known_of_a_margin_shows_in_the_gain():
    sure = money.reallocation([channel("a", 45_000), channel("b", 55_000)])
    unsure = money.reallocation(
        [channel("a", 45_000, margin_error=0.5), channel("b", 55_000, margin_error=0.5)]
    )

    assert unsure.gain[0] < 0 < sure.gain[0]
    assert unsure.gain[2] > sure.gain[2]
    assert 0.5 < unsure.gain_share < 0.8


@pytest.mark.parametrize(
    ("channels", "reason"),
    [
        pytest.param([], "nothing_to_move", id="nobody"),
        pytest.param([channel("a", 5), channel("b", 5, curve=None)], "nothing_to_move",
                     id="one curve"),
        pytest.param([channel("a", 50_000), channel("b", 50_000)], "nothing_to_gain", id="equal"),
    ],
)  # fmt: skip
def test_no_proposal(channels, reason):
    found = money.reallocation(channels)

    assert (found.reason, found.gain, found.shifted) == (reason, None, pytest.approx(0, abs=1e-6))
    assert {move.action for move in found.moves} <= {"keep"}


@pytest.mark.parametrize(
    ("channels", "limits", "options"),
    [
        pytest.param([], {"most_shift_share": 1.1}, {}, id="shift"),
        pytest.param([], {}, {"n_draws": 9}, id="draws"),
        pytest.param([channel("a", -1)], {}, {}, id="spend"),
    ],
)
def test_reallocation_refuses(channels, limits, options):
    with pytest.raises(ParameterError):
        money.reallocation(channels, BudgetLimits(**limits), **options)
