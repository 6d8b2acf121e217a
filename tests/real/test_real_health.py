"""What data health finds in real exports, against counts of the raw files by pandas."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from boucle.operations.health import examined
from boucle.operations.importing import imported
from boucle.operations.init import init_workspace
from boucle.warehouse.workspace import Workspace

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def findings(folder, root, example, export, **agreement):
    init_workspace(folder, language="fr", **agreement)
    workspace = Workspace.open(folder)
    imported(workspace, [export], root / "examples" / f"{example}.toml", now=NOW)
    found = examined(workspace, "fr", now=NOW).findings
    return {
        (each.code, each.table, each.facts.get("name") or each.facts.get("starts")): each
        for each in found
    }


@pytest.fixture(scope="module")
def olist(real_data, root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("olist") / "W"
    return findings(
        folder, root, "olist", real_data / "olist", currency="BRL", time_zone="America/Sao_Paulo"
    )


@pytest.fixture(scope="module")
def maven(real_data, root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("maven") / "W"
    return findings(
        folder, root, "maven_crm", real_data / "maven_crm",
        currency="USD", time_zone="America/New_York",
    )  # fmt: skip


def test_olist_wins_without_revenue_are_weighed_at_the_median(olist, real_data):
    deals = pd.read_csv(real_data / "olist" / "olist_closed_deals_dataset.csv")
    revenue = pd.read_csv(real_data / "olist" / "seller_revenue_all_orders.csv")
    joined = deals.merge(revenue[["seller_id", "gross_revenue"]], on="seller_id", how="left")
    n_without = int(joined.gross_revenue.isna().sum())

    found = olist["won_without_amount", "opportunities", None]

    assert (found.n, found.n_of) == (n_without, len(deals)) == (462, 842)
    assert found.amount == pytest.approx(n_without * joined.gross_revenue.median())


def test_olist_origins_are_counted_blank_or_not_in_the_agreement(olist, real_data):
    leads = pd.read_csv(real_data / "olist" / "olist_marketing_qualified_leads_dataset.csv")
    counts = leads.origin.value_counts()
    n_blank = int(leads.origin.isna().sum())
    unlisted = {name: each.n for (code, _, name), each in olist.items()
                if code == "unlisted_channel"}  # fmt: skip

    assert olist["leads_without_channel", "leads", None].n == n_blank == 60
    assert unlisted == {
        name: int(counts[name]) for name in ("unknown", "other", "other_publicities")
    }


def test_olist_weeks_that_fall_are_those_of_the_file(olist, real_data):
    leads = pd.read_csv(real_data / "olist" / "olist_marketing_qualified_leads_dataset.csv")
    weeks = pd.to_datetime(leads.first_contact_date).dt.to_period("W").value_counts()
    told = {each.facts["starts"]: each.n for (code, table, _), each in olist.items()
            if code == "week_below" and table == "leads"}  # fmt: skip

    assert told
    assert told == {start: int(weeks[pd.Period(start, "W")]) for start in told}


def test_olist_has_no_spend_and_one_win_before_its_lead(olist):
    assert ("no_spend", "spend", None) in olist
    assert olist["closed_before_lead", "opportunities", None].n == 1


def test_maven_has_no_leads_and_open_deals_without_an_amount(maven, real_data):
    raw = pd.read_csv(real_data / "maven_crm" / "sales_pipeline.csv")
    is_open = raw.deal_stage.isin(["Engaging", "Prospecting"])

    assert {code for code, _, _ in maven if code.startswith("no_")} == {
        "no_leads", "no_spend", "no_touchpoints",
    }  # fmt: skip
    assert maven["open_without_amount", "opportunities", None].n == int(is_open.sum())
    assert maven["deals_without_start", "opportunities", None].n == int(
        raw.engage_date.isna().sum()
    )
