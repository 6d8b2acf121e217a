import ibis
import pyarrow as pa
import pytest

from boucle.analytics import money
from boucle.errors import MissingColumnsError, ParameterError


@pytest.mark.parametrize(
    ("spend", "n", "expected"),
    [
        pytest.param(9_000.0, 30, (300.0, 30, None), id="divided"),
        pytest.param(0.0, 30, (0.0, 30, None), id="free is known to be free"),
        pytest.param(None, 30, (None, 30, "no_spend"), id="no spend recorded"),
        pytest.param(9_000.0, 0, (None, 0, "no_cases"), id="nothing to divide by"),
        pytest.param(9_000.0, None, (None, 0, "not_recorded"), id="stage not recorded"),
        pytest.param(None, None, (None, 0, "not_recorded"), id="neither"),
    ],
)
def test_cost_per_case(spend, n, expected):
    figure = money.cost_per(spend, {"mql": n})["cost_per_mql"]

    assert (figure.value, figure.n, figure.reason) == expected


@pytest.mark.parametrize(
    ("won", "spend", "revenue", "margin"),
    [
        pytest.param(36_000.0, 9_000.0, (3.0, None), (3.0, None), id="three times over"),
        pytest.param(0.0, 9_000.0, (-1.0, None), (-1.0, None), id="all lost"),
        pytest.param(5.0, None, (None, "no_spend"), (None, "no_spend"), id="spend not recorded"),
        pytest.param(5.0, 0.0, (None, "no_spend"), (None, "no_spend"), id="nothing spent"),
        pytest.param(None, 9.0, (None, "no_amount"), (None, "no_margin"), id="amount unknown"),
    ],
)
def test_returns(won, spend, revenue, margin):
    found = money.return_on_spend(won, spend, n_won=4), money.return_on_margin(won, spend, n_won=4)

    assert [(figure.value, figure.reason, figure.n) for figure in found] == [
        (*revenue, 4),
        (*margin, 4),
    ]


def deals(*rows):
    names = ("channel", "outcome", "amount", "margin_share")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    types = (pa.string(), pa.string(), pa.float64(), pa.float64())
    arrays = {name: pa.array(columns[name], kind) for name, kind in zip(names, types, strict=True)}
    ids = pa.array([str(n) for n in range(len(rows))])
    return ibis.memtable(pa.table({"opportunity_id": ids} | arrays))


def test_won_by_counts_what_it_could_not_add():
    table = money.won_by(
        deals(
            ("web", "won", 100.0, 0.4),
            ("web", "won", 50.0, None),
            ("web", "won", None, 0.4),
            ("web", "open", 900.0, 0.4),
            ("ads", "lost", 900.0, 0.4),
            ("fair", "won", None, None),
        ),
        by="channel",
    )

    rows = {row.pop("channel"): tuple(row.values()) for row in table.to_pyarrow().to_pylist()}
    assert rows == {
        "web": (3, 150.0, 40.0, 1, 2),
        "ads": (0, 0.0, 0.0, 0, 0),
        "fair": (1, None, None, 1, 1),
    }
    with pytest.raises(MissingColumnsError):
        money.won_by(deals(("web", "won", 1.0, 1.0)).drop("margin_share"))


def test_customer_economics_of_the_worked_example():
    cost = money.cac(180_000, 120_000, 30)
    value = money.lifetime_value(2_500, 0.6, 0.02)

    assert (cost, value, value / cost) == pytest.approx((10_000, 75_000, 7.5))
    assert money.payback_months(cost, 2_500, 0.6) == pytest.approx(6.667, abs=0.001)


@pytest.mark.parametrize(
    ("function", "values", "name"),
    [
        pytest.param(money.cac, (-1, 0, 1), "sales_cost", id="sales cost"),
        pytest.param(money.cac, (0, float("nan"), 1), "marketing_cost", id="marketing cost"),
        pytest.param(money.cac, (1, 1, 0), "n_new_customers", id="no customer"),
        pytest.param(money.lifetime_value, (-1, 0.5, 0.1), "monthly_amount", id="amount"),
        pytest.param(money.lifetime_value, (1, 1.5, 0.1), "margin_share", id="margin"),
        pytest.param(money.lifetime_value, (1, 0.5, 0), "monthly_churn_share", id="no churn"),
        pytest.param(money.payback_months, (-1, 1, 0.5), "acquisition_cost", id="cost"),
        pytest.param(money.payback_months, (1, 0, 0.5), "monthly_amount", id="no amount"),
        pytest.param(money.payback_months, (1, 1, 0), "margin_share", id="no margin"),
    ],
)
def test_customer_economics_refuse_what_makes_no_sense(function, values, name):
    with pytest.raises(ParameterError) as refused:
        function(*values)

    assert refused.value.name == name
