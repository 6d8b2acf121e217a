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
        ("web", 0): (3, 0, 0.0, 0.0, 0),
        ("web", 1): (3, 2, 80.0, 3_400.0, 0),
        ("web", 2): (2, 1, 0.0, 0.0, 1),
        (None, 0): (1, 1, 10.0, 100.0, 0),
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
    # 2 × 1 ÷ 10 × √40 000 = 40, twice that a month later; 1.96 each side.
    assert even.curve[1].high - even.curve[1].margin == pytest.approx(1.959964 * 40)
    assert even.curve[2].margin - even.curve[2].low == pytest.approx(1.959964 * 80)
    assert (even.month, even.soonest, even.latest) == (3, 2, None)


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
