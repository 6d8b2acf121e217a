"""A value that changes at known points, cut into spans in which it changes once at most."""

from __future__ import annotations

from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boucle.figures.spans import Spans, spans

points = st.dictionaries(st.integers(-1_000, 1_000), st.integers(-9, 9), max_size=12)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param([], Spans(0, 1, (), (5,)), id="never"),
        pytest.param([(100, 6)], Spans(100, 1, (100,), (5, 6)), id="once"),
        pytest.param([(-3, 6), (7, 5)], Spans(-3, 10, (-3, 7), (5, 6, 5)), id="twice"),
        # From 0: 0 to 4, 4 to 8 (without a change), 8 to 12.
        pytest.param(
            [(0, 1), (9, 2), (13, 3)],
            Spans(0, 4, (0, 8, 9, 13), (5, 1, 1, 2, 3)),
            id="a span without a change ends with its value",
        ),
    ],
)
def test_spans_by_hand(changes, expected):
    assert spans(5, changes) == expected


def looked_up(parts, at):
    """Find the value as engines do."""
    if not parts.changes:
        return parts.values[0]
    number = min(max((at - parts.start) // parts.length, 0), len(parts.changes) - 1)
    return parts.values[number + (at >= parts.changes[number])]


@given(first=st.integers(-9, 9), changes=points, at=st.integers(-1_100, 1_100))
def test_the_value_looked_up_is_that_of_the_last_change(first, changes, at):
    steps = sorted(changes.items())

    found = [looked_up(spans(first, steps), each) for each in (at, *changes)]

    values = [first, *(value for _, value in steps)]
    starts = [point for point, _ in steps]
    assert found == [values[bisect_right(starts, each)] for each in (at, *changes)]
