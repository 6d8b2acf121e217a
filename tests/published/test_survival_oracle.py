"""The curves are those of `lifelines`, an independent implementation."""

import warnings

import numpy as np
import pytest

from boucle.analytics.timing import CountedDurations, aalen_johansen, kaplan_meier

pytestmark = pytest.mark.slow  # the oracle takes seconds to import


@pytest.fixture(scope="module")
def oracle():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import lifelines  # slow

    return lifelines


@pytest.fixture
def cases():
    random = np.random.default_rng(7)
    # Without ties: the oracle shifts tied competing events by chance.
    days = random.permutation(200) + random.uniform(0.1, 0.9, 200)
    return days, random.choice(["won", "lost", "open"], 200, p=[0.4, 0.3, 0.3])


def at(times, wanted, values):
    return np.asarray(values)[np.searchsorted(times, wanted, side="right") - 1]


def test_kaplan_meier_is_the_oracle_s(oracle, cases):
    days, ended = np.round(cases[0] / 10), cases[1]
    curve = kaplan_meier(CountedDurations.of_cases(days, list(ended)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = oracle.KaplanMeierFitter().fit(days, ended != "open")

    times = fitted.survival_function_.index.to_numpy()
    bounds = fitted.confidence_interval_survival_function_.to_numpy()
    assert curve.survival == pytest.approx(
        at(times, curve.time_days, fitted.survival_function_.to_numpy()[:, 0])
    )
    is_inside = (curve.survival > 0) & (curve.survival < 1)
    assert curve.low[is_inside] == pytest.approx(
        at(times, curve.time_days, bounds[:, 0])[is_inside]
    )
    assert curve.high[is_inside] == pytest.approx(
        at(times, curve.time_days, bounds[:, 1])[is_inside]
    )


def test_left_truncated_kaplan_meier_is_the_oracle_s(oracle, cases):
    days, ended = cases
    entry = np.where(np.arange(200) % 3 == 0, days * 0.6, 0.0)
    curve = kaplan_meier(CountedDurations.of_cases(days, list(ended), entry_days=entry))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = oracle.KaplanMeierFitter().fit(days, ended != "open", entry=entry)

    times = fitted.survival_function_.index.to_numpy()
    expected = at(times, curve.time_days, fitted.survival_function_.to_numpy()[:, 0])
    assert curve.survival == pytest.approx(expected)


@pytest.mark.parametrize(("cause", "number"), [("won", 1), ("lost", 2)])
def test_aalen_johansen_is_the_oracle_s(oracle, cases, cause, number):
    days, ended = cases
    curve = aalen_johansen(CountedDurations.of_cases(days, list(ended)))
    codes = np.select([ended == "won", ended == "lost"], [1, 2], 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = oracle.AalenJohansenFitter(calculate_variance=True).fit(days, codes, number)

    times = fitted.cumulative_density_.index.to_numpy()
    expected = at(times, curve.time_days, fitted.cumulative_density_.to_numpy()[:, 0])
    bounds = fitted.confidence_interval_.to_numpy()
    assert curve.incidence[cause] == pytest.approx(expected)
    # The oracle's own variance is undefined where the last at risk end at once.
    is_known = (expected > 0) & (curve.at_risk > 1)
    for found, side in ((curve.incidence_low, 0), (curve.incidence_high, 1)):
        wanted = at(times, curve.time_days, bounds[:, side])[is_known]
        assert found[cause][is_known] == pytest.approx(wanted, rel=1e-6)
