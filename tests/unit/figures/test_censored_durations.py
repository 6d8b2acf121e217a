"""Product-limit quantiles, against a published table and by hand."""

import pytest

from boucle.errors import ParameterError
from boucle.figures.censored import CountedDuration, censored_quantiles, survival

# Remission in weeks of 21 patients on 6-MP (Freireich and others, 1963; printed in most
# textbooks of survival analysis): (weeks, ended, left open).
REMISSIONS = [
    (6, 3, 1), (7, 1, 0), (9, 0, 1), (10, 1, 1), (11, 0, 1), (13, 1, 0), (16, 1, 0), (17, 0, 1),
    (19, 0, 1), (20, 0, 1), (22, 1, 0), (23, 1, 0), (25, 0, 1), (32, 0, 2), (34, 0, 1), (35, 0, 1),
]  # fmt: skip


def test_a_printed_table():
    steps = survival(CountedDuration(*row) for row in REMISSIONS)

    assert [(at, round(left, 4)) for at, left in steps] == [
        (6, 0.8571), (7, 0.8067), (10, 0.7529), (13, 0.6902), (16, 0.6275), (22, 0.5378),
        (23, 0.4482),
    ]  # fmt: skip
    assert censored_quantiles([CountedDuration(*row) for row in REMISSIONS], [0.25, 0.5, 0.9]) == [
        13,
        23,
        None,
    ]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([(5, 0, 3)], None, id="all open"),
        pytest.param([(5, 1, 0), (9, 1, 0)], 5, id="half at once"),
        pytest.param([(9, 1, 0), (5, 0, 1)], 9, id="any order"),
        pytest.param([(5, 1, 0), (5, 1, 0), (9, 2, 0)], 5, id="repeated rows"),
        pytest.param([(0, 2, 0), (9, 1, 0)], 0, id="at once"),
    ],
)
def test_the_median(counts, expected):
    assert censored_quantiles([CountedDuration(*row) for row in counts], [0.5]) == [expected]


def test_bad_input_is_refused():
    with pytest.raises(ParameterError, match="shares"):
        censored_quantiles([], [1.0])
    with pytest.raises(ParameterError, match="counts"):
        survival([CountedDuration(1, -1, 0)])
