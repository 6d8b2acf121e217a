"""Remission of 42 leukaemia patients, Freireich and others, Blood 21, 699-716 (1963).

The table of the 6-MP arm is printed in most textbooks, for one in Kalbfleisch and Prentice (2002),
with the survival that Kaplan and Meier's method gives and, for the log(-log) scale, its bounds.
"""

import pytest

from boucle.analytics.timing import CountedDurations, kaplan_meier, median_days

TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
TREATED_STILL_IN_REMISSION = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]

PRINTED = [
    # week, at risk, relapses, survival, low, high
    (6, 21, 3, 0.857, 0.620, 0.952),
    (7, 17, 1, 0.807, 0.563, 0.923),
    (10, 15, 1, 0.753, 0.503, 0.889),
    (13, 12, 1, 0.690, 0.432, 0.849),
    (16, 11, 1, 0.627, 0.368, 0.805),
    (22, 7, 1, 0.538, 0.268, 0.747),
    (23, 6, 1, 0.448, 0.188, 0.680),
]


def curve(relapses, still_in_remission):
    return kaplan_meier(
        CountedDurations.of_cases(
            relapses + still_in_remission,
            ["relapse"] * len(relapses) + [None] * len(still_in_remission),
            causes=["relapse"],
        )
    )


def test_treated_arm_is_the_printed_table():
    rows = curve(TREATED, TREATED_STILL_IN_REMISSION).rows()

    found = [
        (
            row["time_days"],
            row["at_risk"],
            row["n_relapse"],
            round(row["survival"], 3),
            round(row["low"], 3),
            round(row["high"], 3),
        )
        for row in rows
        if row["n_relapse"]
    ]
    assert found == PRINTED


@pytest.mark.parametrize(
    ("relapses", "still_in_remission", "median"),
    [
        pytest.param(TREATED, TREATED_STILL_IN_REMISSION, 23, id="6-MP"),
        pytest.param(PLACEBO, [], 8, id="placebo"),
    ],
)
def test_median_weeks_to_relapse(relapses, still_in_remission, median):
    assert median_days(curve(relapses, still_in_remission)).value == median
