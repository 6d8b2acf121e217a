"""Margin by age and the month in which a programme has paid, worked by hand."""

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import money
from boucle.analytics.money import AgeMargin
from boucle.errors import ParameterError


def text_table(names, rows, **kinds):
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in names])
    return ibis.memtable(
        pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=schema)
    )


CASES = text_table(
    ("channel", "month"),
    [("web", "2025-12"), ("web", "2025-12"), ("web", "2026-01"), ("web", "2026-03"),
     (None, "2026-02"), ("web", None)],
)  # fmt: skip
DEALS = text_table(
    ("opportunity_id", "channel", "month", "month_closed", "outcome", "amount", "margin_share"),
    [
        ("1", "web", "2025-12", "2026-01", "won", 100.0, 0.5),  # age 1
        ("2", "web", "2026-01", "2026-02", "won", 60.0, 0.5),  # age 1
        ("3", "web", "2025-12", "2026-02", "won", 80.0, None),  # age 2, margin unknown
        ("8", "web", "2025-12", "2026-02", "won", None, 0.5),  # age 2, amount unknown
        ("4", "web", "2026-03", "2026-03", "won", 900.0, 0.5),  # month not over
        ("5", None, "2026-02", "2026-01", "won", 20.0, 0.5),  # before its lead: at once
        ("6", "web", "2026-01", "2026-02", "lost", 900.0, 0.5),
        ("7", "web", "2026-01", None, "open", 900.0, 0.5),
    ],
    amount=pa.float64(),
    margin_share=pa.float64(),
)


def test_margin_by_age_counts_only_who_was_followed_so_long():
    table = money.margin_by_age(CASES, DEALS, by="channel", last_month="2026-02", months=4)

    rows = table.to_pyarrow().to_pylist()
    found = {(row["channel"], row["age_months"]): tuple(row.values())[2:] for row in rows}
    assert found == {
        ("web", 0): (3, 0, 0.0, 0.0, 0.0, 0, 0),
        ("web", 1): (3, 2, 80.0, 3_400.0, 50.0, 0, 0),
        ("web", 2): (2, 2, 0.0, 0.0, 0.0, 1, 1),
        (None, 0): (1, 1, 10.0, 100.0, 10.0, 0, 0),
    }
    with pytest.raises(ParameterError):
        money.margin_by_age(CASES, DEALS, by="channel", last_month="2026-02", months=0)


def test_a_programme_pays_when_the_first_months_have_ripened():
    """Two leads a month at 30; each brings 40 in its month 1: from month 2 on, 80 a month."""
    even = money.break_even(
        [AgeMargin(20, 0.0, 0.0), AgeMargin(10, 400.0, 40_000.0), AgeMargin(10, 0.0, 0.0),
         AgeMargin(9, 900.0, 1.0)],
        monthly_cost=50.0, monthly_cases=2.0,
    )  # fmt: skip

    assert [(each.month, each.cost, each.margin) for each in even.curve] == [
        (1, 50.0, 0.0), (2, 100.0, 80.0), (3, 150.0, 160.0)
    ]  # fmt: skip
    # Four wins of 100, each worth 20 of a programme: 80 ± 40 in month 2, twice that in month 3.
    assert (even.curve[0].low, even.curve[0].high) == (0.0, None)
    assert even.curve[1].low == pytest.approx(20 * 1.0899, rel=0.02)
    assert even.curve[1].high == pytest.approx(20 * 10.2416, rel=0.01)
    assert even.curve[2].high == pytest.approx(2 * even.curve[1].high)
    assert (even.month, even.soonest, even.latest) == (3, 2, None)


@pytest.mark.parametrize(
    ("wins", "low", "high"),
    [
        # Exact limits of a count of one, four and twenty (Garwood 1936), as printed in tables.
        pytest.param(1, 0.0253, 5.572, id="1"),
        pytest.param(4, 1.090, 10.24, id="4"),
        pytest.param(20, 12.22, 30.89, id="20"),
    ],
)
def test_wins_of_one_size_have_the_limits_of_their_count(wins, low, high):
    even = money.break_even(
        [AgeMargin(100, wins * 50.0, wins * 2_500.0)], monthly_cost=1.0, monthly_cases=100.0
    )

    assert even.curve[0].margin == pytest.approx(wins * 50)
    assert even.curve[0].low == pytest.approx(50 * low, abs=2.0)
    assert even.curve[0].high == pytest.approx(50 * high, rel=0.01)


@pytest.mark.parametrize(
    ("ages", "cost", "expected"),
    [
        pytest.param([], 5.0, (0, None), id="nobody followed"),
        pytest.param([AgeMargin(9, 50.0, 50.0)], 5.0, (0, None), id="too few followed"),
        pytest.param([AgeMargin(10, 100.0, 1.0)], 10.0, (1, 1), id="at once, to the dollar"),
        pytest.param([AgeMargin(10, 99.0, 1.0)], 10.0, (1, None), id="not yet"),
        pytest.param([AgeMargin(10, 150.0, 0.0), AgeMargin(10, -140.0, 0.0)], 10.0, (2, None),
                     id="what does not last is not reached"),
    ],
)  # fmt: skip
def test_break_even_month(ages, cost, expected):
    even = money.break_even(ages, monthly_cost=cost, monthly_cases=1.0)

    assert (len(even.curve), even.month) == expected


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"monthly_cost": -1.0}, id="cost"),
        pytest.param({"monthly_cases": float("nan")}, id="cases"),
        pytest.param({"level": 1.0}, id="level"),
    ],
)
def test_break_even_refuses(changed):
    with pytest.raises(ParameterError):
        money.break_even([], **({"monthly_cost": 1.0, "monthly_cases": 1.0} | changed))
