"""The closed-loop report of Olist, from import to figures, against pandas over the raw files."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import md5

import numpy as np
import pandas as pd
import pytest

from boucle.agreement.starter import starter_text
from boucle.operations.closed_loop import Wanted, closed_loop_report
from boucle.operations.importing import imported
from boucle.operations.lifecycle import lifecycle
from boucle.operations.listings import Asked
from boucle.operations.timing import timing
from boucle.warehouse.workspace import Workspace

pytestmark = pytest.mark.real_data

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MQL, DEALS = "olist_marketing_qualified_leads_dataset", "olist_closed_deals_dataset"
SELLERS, REVENUE = "olist_sellers_dataset", "seller_revenue_all_orders"


def workspace_of(files, home, root, *, currency="CAD"):
    text = starter_text().replace("currency: CAD", f"currency: {currency}")
    workspace = Workspace.init(home, text, language="en")
    return workspace, imported(workspace, [files], root / "examples" / "olist.toml", now=NOW)


def report_of(workspace, **wanted):
    written = closed_loop_report(workspace.folder, Wanted(format="json", out="-", **wanted))
    assert written.warnings == ()
    return json.loads(written.content)


@pytest.fixture(scope="module")
def olist(real_data, tmp_path_factory, root):
    workspace, _ = workspace_of(real_data / "olist", tmp_path_factory.mktemp("olist") / "w", root)
    return workspace


@pytest.fixture(scope="module")
def report(olist):
    return report_of(olist)


@pytest.fixture(scope="module")
def raw(real_data):
    names = (MQL, DEALS, SELLERS, REVENUE)
    return {name: pd.read_csv(real_data / "olist" / f"{name}.csv", dtype=str) for name in names}


@pytest.fixture(scope="module")
def leads(raw):
    """One row a lead: origin, month, days on the wall clock, whether it was won, its revenue."""
    revenue = raw[REVENUE][["seller_id", "gross_revenue"]].astype({"gross_revenue": float})
    deals = raw[DEALS].merge(revenue, on="seller_id", how="left")
    leads = raw[MQL].merge(
        deals[["mql_id", "won_date", "gross_revenue"]], on="mql_id", how="left", validate="1:1"
    )
    started, won = pd.to_datetime(leads.first_contact_date), pd.to_datetime(leads.won_date)
    # Follow-up ends at the latest fact of the files.
    until = max(started.max(), won.max())
    days = (won.fillna(until) - started).dt.total_seconds() / 86_400
    return leads.assign(
        channel=leads.origin.where(leads.origin.notna(), None),
        month=started.dt.strftime("%Y-%m"),
        month_won=won.dt.strftime("%Y-%m"),
        is_won=won.notna(),
        days=days,
    )


def median_days(days, is_won):
    """Smallest day by which half of the final incidence is there; nothing competes here."""
    days, is_won = np.asarray(days), np.asarray(is_won, dtype=bool)
    still, reached, steps = 1.0, 0.0, []
    for day in np.unique(days[is_won]):
        hazard = (is_won & (days == day)).sum() / (days >= day).sum()
        reached += still * hazard
        still *= 1 - hazard
        steps.append((day, reached))
    return next(day for day, share in steps if share >= reached / 2 - 1e-12)


def test_the_total(report, leads):
    total = report["total"]

    assert (total["n_leads"], total["n_mql"], total["n_contacts"]) == (8000, 8000, 8000)
    assert (total["n_opportunities"], total["n_won"], total["n_lost"]) == (842, 842, 0)
    assert total["lead_win_share"]["value"] == pytest.approx(842 / 8000)
    # Nobody records these stages: unknown, not 0.
    assert (total["n_sal"], total["n_sql"]) == (None, None)
    assert {total["reasons"][name] for name in ("n_sal", "n_sql")} == {"not_recorded"}
    # One lead was won before it came in: its duration is set aside.
    counted = leads[leads.days >= 0]
    assert len(leads) - len(counted) == 1
    assert total["median_days_to_won"]["n"] == 7999
    assert total["median_days_to_won"]["value"] == pytest.approx(
        median_days(counted.days, counted.is_won), abs=1e-4
    )
    notes = {note["code"]: note["n"] for note in report["reconciliation"]["notes"]}
    assert notes["negative_durations"] == 1
    assert notes["no_lost_deals"] == 842


def test_every_origin(report, leads):
    """Leads, wins, their share, days to a win and revenue, origin by origin."""
    groups = {
        None if pd.isna(origin) else origin: group
        for origin, group in leads.groupby("channel", dropna=False)
    }
    rows = {row["channel"]: row for row in report["by_channel"]}

    assert set(rows) == set(groups)
    assert None in rows
    for origin, group in groups.items():
        row = rows[origin]
        assert (row["n_leads"], row["n_won"]) == (len(group), group.is_won.sum())
        assert row["lead_win_share"]["n"] == len(group)
        assert row["lead_win_share"]["value"] == pytest.approx(group.is_won.mean())
        counted = group[group.days >= 0]
        assert row["median_days_to_won"]["n"] == len(counted)
        assert row["median_days_to_won"]["value"] == pytest.approx(
            median_days(counted.days, counted.is_won), abs=1e-4
        )
        assert row["other_currencies"].get("BRL", 0.0) == pytest.approx(group.gross_revenue.sum())


def test_every_month(report, leads):
    rows = {row["month"]: row for row in report["by_month"]}

    assert {month: (row["n_leads"], row["n_won"]) for month, row in rows.items()} == {
        month: (len(group), group.is_won.sum()) for month, group in leads.groupby("month")
    }
    won = leads[leads.is_won]
    closed = {row["month"]: row for row in report["by_month_closed"]}
    assert {month: row["n_won"] for month, row in closed.items()} == (
        won.groupby("month_won").size().to_dict()
    )
    for month, revenue in won.groupby("month_won").gross_revenue.sum().items():
        assert closed[month]["other_currencies"].get("BRL", 0.0) == pytest.approx(revenue)


def test_wins_without_revenue_are_counted_and_have_no_amount(report, leads):
    with_revenue = leads.gross_revenue.notna()
    assert with_revenue.sum() == 380

    total = report["total"]
    # The agreement is in Canadian dollars and no rate is known: reals stand apart.
    assert (total["won_amount"], total["reasons"]["won_amount"]) == (None, "no_amount")
    assert total["other_currencies"] == {"BRL": pytest.approx(leads.gross_revenue.sum())}
    (line,) = [
        line for line in report["reconciliation"]["lines"] if line["name"] == "won_amount:BRL"
    ]
    assert [(part["reason"], part["n"]) for part in line["explained"]] == [
        ("no_rate", 380),
        ("without_amount", 842 - 380),
    ]
    assert report["reconciliation"]["is_tied"] is True


@pytest.mark.slow
def test_in_the_currency_of_the_data(real_data, tmp_path, root, leads):
    workspace, _ = workspace_of(real_data / "olist", tmp_path / "w", root, currency="BRL")
    report = report_of(workspace)
    total = report["total"]

    assert (report["currency"], total["other_currencies"]) == ("BRL", {})
    assert total["won_amount"] == pytest.approx(leads.gross_revenue.sum())
    rows = {row["channel"]: row for row in report["by_channel"]}
    for origin, group in leads[leads.gross_revenue.notna()].groupby("channel"):
        assert rows[origin]["won_amount"] == pytest.approx(group.gross_revenue.sum())
        # One gesture a lead: every reading gives all to it, if it came in the year before the win.
        earned = group[group.days.between(0, 365)].gross_revenue.sum()
        credit = rows[origin]["credit"]
        assert credit == pytest.approx(dict.fromkeys(credit, earned))
    assert report["reconciliation"]["is_tied"] is True


def jackknife_half(cases, parts):
    """Half an interval of a sum over won cases: without each of a hundred groups of ids."""
    groups = [int(md5(case.encode(), usedforsecurity=False).hexdigest()[:4], 16) % 100
              for case in cases]  # fmt: skip
    in_group = np.bincount(groups, weights=parts, minlength=100)
    without = (in_group.sum() - in_group) * 100 / 99
    return 1.984217 * np.sqrt(99 / 100 * ((without - without.mean()) ** 2).sum())


def test_every_model_says_the_same_of_one_gesture_a_lead(report, leads):
    """Nine models, one touchpoint a win: equal credits, and intervals counted over by pandas."""
    rows = {row["channel"]: row for row in report["by_channel"]}
    touched = leads[leads.is_won & (leads.days > 0) & (leads.days <= 365)]
    for origin, group in touched.groupby("channel"):
        figures = rows[origin]["credit_wins_intervals"]
        half = jackknife_half(group.mql_id, np.ones(len(group)))
        assert len(figures) == 9
        for figure in figures.values():
            assert (figure["value"], figure["n"]) == (pytest.approx(len(group)), len(group))
            # A chain of one step credits each channel with its own wins, whatever is left out.
            assert (figure["low"], figure["high"]) == pytest.approx(
                (max(0, len(group) - half), len(group) + half), abs=1e-4
            )
    found = report["disagreement"]
    assert (found["unit"], len(found["rows"])) == ("wins", touched.channel.nunique())
    assert {row["spread_share"] for row in found["rows"]} == {0.0}
    assert all(row["best_rank"] == row["worst_rank"] for row in found["rows"])


@pytest.mark.slow
def test_a_second_import_adds_nothing(olist, real_data, root, report):
    again = imported(olist, [real_data / "olist"], root / "examples" / "olist.toml", now=NOW)

    assert again.commit is None
    assert len(olist.lake.commits()) == 1
    assert report_of(olist) == report


def rows_of(listing, workspace):
    return listing(Asked(workspace.folder)).as_json("en")["rows"]


@pytest.mark.slow
def test_the_commands_show_the_same_figures(olist, report, monkeypatch):
    # Both read the tables of one frame, to save time.
    frame = Asked(olist.folder).frame()
    monkeypatch.setattr(Asked, "frame", lambda self: frame)
    expected = {row["channel"]: row for row in report["by_channel"]}
    far = {row["channel"]: row for row in rows_of(lifecycle, olist)}
    long = {row["channel"]: row for row in rows_of(timing, olist)}

    assert set(far) == set(long) == set(expected)
    for channel, row in expected.items():
        for name in ("n_leads", "n_mql", "n_won", "lead_win_share", "win_share"):
            assert far[channel][name] == row[name]
        assert long[channel]["median_days_to_won"] == row["median_days_to_won"]


def saved(frames, folder, *, day, moment, sign=",", encoding="utf-8"):
    folder.mkdir()
    mql, deals = frames[MQL].copy(), frames[DEALS].copy()
    mql["first_contact_date"] = pd.to_datetime(mql.first_contact_date).dt.strftime(day)
    deals["won_date"] = pd.to_datetime(deals.won_date).dt.strftime(moment)
    for name, frame in (frames | {MQL: mql, DEALS: deals}).items():
        frame.to_csv(folder / f"{name}.csv", sep=sign, encoding=encoding, index=False)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    "form",
    [
        pytest.param(
            {"day": "%Y-%m-%d", "moment": "%Y-%m-%d %H:%M:%S", "sign": ";",
             "encoding": "utf-8-sig"},
            id="semicolons and BOM",
        ),
        pytest.param({"day": "%d/%m/%Y", "moment": "%d/%m/%Y %H:%M:%S"}, id="day first"),
        pytest.param({"day": "%m/%d/%Y", "moment": "%m/%d/%Y %I:%M:%S %p"}, id="United States"),
    ],
)  # fmt: skip
def test_the_same_report_however_the_files_are_saved(raw, tmp_path, root, report, form):
    workspace, result = workspace_of(saved(raw, tmp_path / "files", **form), tmp_path / "w", root)

    assert result.rejects == ()
    again = report_of(workspace)
    for part in ("period", "total", "by_channel", "by_campaign", "by_month", "by_month_closed"):
        assert again[part] == report[part]


NOT_MARKETING = {"partner", "sales_outreach", "direct_traffic"}


def test_origins_of_wins(report, leads):
    """Origins of the raw file are the agreement's codes; it names some that the agreement lacks."""
    listed = {"organic_search", "paid_search", "social", "referral", "email", "display", "event",
              "webinar", "paid_social", "video"}  # fmt: skip
    won = leads[leads.is_won]
    origins = report["money"]["origins"]

    assert not listed & NOT_MARKETING
    assert origins["n_won"] == len(won)
    assert origins["originated"]["n_won"] == won.channel.isin(listed).sum()
    assert origins["other_origins"]["n_won"] == (~won.channel.isin(listed)).sum()
    assert origins["n_unknown_origin"] == won.channel.isna().sum()
    # Only the origin of each lead is recorded: that marketing touched none is not known.
    assert origins["influenced"]["n_won"] is None
    assert origins["reasons"]["influenced"] == "not_recorded"
    customers = report["money"]["customers"]["by_channel"]
    assert customers["total"]["n_new_customers"] == len(won)
    assert customers["total"]["reasons"]["cac"] == "no_spend"
    assert report["money"]["programmes"] == []
