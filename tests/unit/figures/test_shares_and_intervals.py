import pytest
from hypothesis import given
from hypothesis import strategies as st

from boucle.errors import ParameterError
from boucle.figures.share import Figure, share, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [  # domain figures, published to one decimal
        pytest.param(3, 12, 8.9, 53.2, id="3 of 12"),
        pytest.param(45, 60, 62.8, 84.2, id="45 of 60"),
        pytest.param(0, 20, 0.0, 16.1, id="none of 20"),
        pytest.param(20, 20, 83.9, 100.0, id="all of 20"),
    ],
)
def test_wilson_intervals(successes, n, low, high):
    assert [round(100 * bound, 1) for bound in wilson(successes, n)] == [low, high]


@pytest.mark.parametrize(
    ("successes", "n", "value", "reason"),
    [
        pytest.param(2, 9, None, "n_under_10", id="masked under ten"),
        pytest.param(5, 10, 0.5, None, id="shown from ten"),
        pytest.param(0, 0, None, "no_cases", id="nobody"),
        pytest.param(None, 30, None, "not_recorded", id="nothing records it"),
    ],
)
def test_a_share_is_masked_or_says_why(successes, n, value, reason):
    figure = share(successes, n)

    assert (figure.value, figure.reason) == (value, reason)


@pytest.mark.parametrize(("successes", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_counts_that_cannot_be_are_refused(successes, n):
    with pytest.raises(ParameterError):
        wilson(successes, n)


@pytest.mark.parametrize("level", [0, 1, float("nan")])
def test_a_level_out_of_range_is_refused(level):
    with pytest.raises(ParameterError, match="0 < level < 1"):
        wilson(1, 2, level=level)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_in_bounds(case):
    successes, n = case
    low, high = wilson(successes, n)

    assert 0 <= low <= successes / n <= high <= 1


def test_a_figure_shows_four_keys():
    assert Figure(0.5, 10, 0.2, 0.8, reason="x").as_json() == {
        "value": 0.5,
        "n": 10,
        "low": 0.2,
        "high": 0.8,
    }
