"""Deals of Maven CRM per owner, product and month, through the commands, against pandas."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from boucle.agreement.starter import starter_text
from boucle.operations.closed_loop import Wanted, closed_loop, framed
from boucle.operations.importing import imported
from boucle.operations.lifecycle import lifecycle
from boucle.operations.listings import Asked
from boucle.operations.money import money
from boucle.operations.timing import timing
from boucle.warehouse.workspace import Workspace

pytestmark = pytest.mark.real_data

# Figures on fewer cases are not shown.
MASK_UNDER = 10
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def maven(real_data, tmp_path_factory, root):
    workspace = Workspace.init(tmp_path_factory.mktemp("maven") / "w", starter_text())
    mapping = root / "examples" / "maven_crm.toml"
    imported(workspace, [real_data / "maven_crm"], mapping, now=NOW)
    return workspace


@pytest.fixture(scope="module")
def frame(maven):
    return framed(maven, Wanted())


@pytest.fixture(scope="module")
def report(maven, frame):
    return closed_loop(maven, frame).as_json("fr")


@pytest.fixture
def ask(maven, frame, monkeypatch):
    """Ask for a listing; all of them read the tables of one frame, to save time."""
    monkeypatch.setattr(Asked, "frame", lambda self: frame)
    return lambda by: Asked(maven.folder, by=by)


@pytest.fixture(scope="module")
def deals(real_data):
    raw = pd.read_csv(real_data / "maven_crm" / "sales_pipeline.csv")
    engaged, closed = pd.to_datetime(raw.engage_date), pd.to_datetime(raw.close_date)
    until = max(engaged.max(), closed.max())  # the latest fact of the file
    outcomes = {"Won": "won", "Lost": "lost", "Engaging": "open", "Prospecting": "open"}
    month = engaged.dt.strftime("%Y-%m")
    return pd.DataFrame(
        {
            "outcome": raw.deal_stage.map(outcomes),
            "owner": raw.sales_agent,
            "service": raw["product"].replace("GTXPro", "GTX Pro"),
            "month": month.where(month.notna(), None),
            "month_closed": closed.dt.strftime("%Y-%m"),
            "amount": raw.close_value.where(raw.deal_stage == "Won"),
            "days": (closed.fillna(until) - engaged).dt.days,
        }
    )


def median_days(group):
    """Aalen–Johansen, a day at a time: wins are the event, losses compete, open ones leave."""
    known = group[group.days.notna()]
    days, outcome = known.days.to_numpy(), known.outcome.to_numpy()
    still, reached, steps = 1.0, 0.0, []
    for day in np.unique(days[outcome != "open"]):
        at_risk = (days >= day).sum()
        n_won = ((days == day) & (outcome == "won")).sum()
        n_lost = ((days == day) & (outcome == "lost")).sum()
        reached += still * n_won / at_risk
        still *= 1 - (n_won + n_lost) / at_risk
        steps.append((day, reached))
    if reached == 0:
        return None
    return next(float(day) for day, share in steps if share >= reached / 2 - 1e-12)


def test_the_total(report, deals):
    total = report["total"]

    assert (total["n_won"], total["n_lost"], total["n_open"]) == (4238, 2473, 2089)
    assert total["win_share"]["value"] == pytest.approx(4238 / (4238 + 2473))
    assert (total["n_leads"], total["reasons"]["n_leads"]) == (None, "no_leads")
    assert total["other_currencies"] == {"USD": pytest.approx(deals.amount.sum())}
    # The 500 that are only prospected have no date: no month, and no duration.
    assert total["median_days_to_won"]["n"] == len(deals) - 500
    assert total["median_days_to_won"]["value"] == median_days(deals)
    undated = next(row for row in report["by_month"] if row["month"] is None)
    assert (undated["n_opportunities"], undated["n_open"]) == (500, 500)
    assert report["reconciliation"]["is_tied"] is True
    notes = {note["code"]: note["n"] for note in report["reconciliation"]["notes"]}
    assert (notes["undated_deals"], notes["undated_cases"]) == (500, 500)


def test_months_of_closing(report, deals):
    ended = deals[deals.outcome != "open"]

    assert {
        row["month"]: (row["n_won"], row["n_lost"]) for row in report["by_month_closed"]
    } == {
        month: ((group.outcome == "won").sum(), (group.outcome == "lost").sum())
        for month, group in ended.groupby("month_closed")
    }  # fmt: skip
    for row in report["by_month_closed"]:
        won = ended[ended.month_closed == row["month"]].amount.sum()
        assert row["other_currencies"] == {"USD": pytest.approx(won)}


@pytest.mark.parametrize(
    "by",
    [
        "owner",
        pytest.param("service", marks=pytest.mark.slow),
        pytest.param("month", marks=pytest.mark.slow),
    ],
)
def test_won_lost_open_and_days_to_close(ask, deals, by):
    asked = ask(by)
    groups = {
        None if pd.isna(value) else value: group for value, group in deals.groupby(by, dropna=False)
    }
    far, paid, long = (
        {row[by]: row for row in listing(asked).rows} for listing in (lifecycle, money, timing)
    )

    assert set(far) == set(paid) == set(long) == set(groups)
    for value, group in groups.items():
        counts = group.outcome.value_counts()
        n_won, n_lost, n_open = (int(counts.get(name, 0)) for name in ("won", "lost", "open"))
        row = far[value]
        assert (row["n_won"], row["n_lost"], row["n_open"]) == (n_won, n_lost, n_open)
        assert row["win_share"]["n"] == n_won + n_lost
        n_decided = n_won + n_lost
        share = pytest.approx(n_won / n_decided) if n_decided >= MASK_UNDER else None
        assert row["win_share"]["value"] == share
        amount = group.amount.sum()
        assert paid[value]["other_currencies"] == ({"USD": pytest.approx(amount)} if n_won else {})
        days = long[value]["median_days_to_won"]
        n_dated = group.days.notna().sum()
        assert days["n"] == n_dated
        assert days["value"] == (median_days(group) if n_dated >= MASK_UNDER else None)


def test_the_mean_deal_and_its_mix(frame, deals):
    """Five months of closing beside five, by product, in the dollars of the file."""
    from boucle.analytics import money as methods

    before, after = ("2017-03", "2017-07"), ("2017-08", "2017-12")
    cases = frame.deal_cases.mutate(amount=frame.deal_cases.other_amount)
    rows = methods.deal_mix(cases, by="service", before=before, after=after)
    sides = {"before": {}, "after": {}}
    for row in rows.to_pyarrow().to_pylist():
        sides[row["period"]][row["service"]] = methods.Weighed(row["n_won"], row["won_amount"])
    change = methods.mix_change(**sides)

    won = deals[deals.outcome == "won"]
    old, new = (won[won.month_closed.between(*stretch)] for stretch in (before, after))
    shares, means = (
        pd.DataFrame({"old": old.groupby("service").amount.agg(how) / unit[0],
                      "new": new.groupby("service").amount.agg(how) / unit[1]})
        for how, unit in (("size", (len(old), len(new))), ("mean", (1, 1)))
    )  # fmt: skip
    both = means.notna().all(axis=1)
    assert both.all()
    mix = ((shares.new - shares.old) * means.mean(axis=1)).sum()
    within = ((means.new - means.old) * shares.mean(axis=1)).sum()
    assert (change.before, change.after) == pytest.approx((old.amount.mean(), new.amount.mean()))
    assert (change.mix_effect, change.within_effect) == pytest.approx((mix, within))
    assert change.at_constant_mix == pytest.approx((shares.old * means.new).sum())
