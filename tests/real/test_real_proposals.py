"""Olist and Maven imported with no mapping, against the example mappings and against pandas."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.proposing.answers import Answers
from boucle.warehouse.imports.proposing.session import opened
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.lake import Lake

pytestmark = pytest.mark.real_data

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ZONES = {"olist": "America/Sao_Paulo", "maven_crm": "America/New_York"}


def workspace_of(home, name):
    home.mkdir()
    agreement = SimpleNamespace(time_zone=ZONES[name], currency="CAD", version="1.0")
    return SimpleNamespace(
        folder=home, lake=Lake(home / "lake"), agreement_at=lambda moment: agreement
    )


def proposed(folder, home, name, currency):
    """Import a folder by what is proposed for it; return the workspace and the proposals."""
    workspace = workspace_of(home, name)
    with opened(workspace, [folder], NOW) as session:
        session.read(lambda what, n: None)
        bare = session.propose(name, Answers(), "en")
        settled = session.propose(name, Answers(currency=currency), "en")
        session.run(settled.mapping, is_dry_run=False, max_rejects="0")
    return workspace, bare, settled


def by_example(folder, home, name, root):
    workspace = workspace_of(home, name)
    read = mapping.load(root / "examples" / f"{name}.toml")
    import_files(workspace, [folder], read, now=NOW)
    return workspace


@pytest.fixture(scope="module", params=[pytest.param("olist", marks=pytest.mark.slow), "maven_crm"])
def both(request, real_data, root, tmp_path_factory):
    """A data set, imported by the proposal and by the example, and its raw files."""
    name, home = request.param, tmp_path_factory.mktemp(request.param)
    folder, currency = real_data / name, {"olist": "BRL", "maven_crm": "USD"}[name]
    ours, bare, settled = proposed(folder, home / "proposed", name, currency)
    return SimpleNamespace(
        name=name,
        ours=ours.lake.tables(),
        example=by_example(folder, home / "example", name, root).lake.tables(),
        bare=bare,
        settled=settled,
        raw={path.stem: pd.read_csv(path, dtype=str) for path in folder.glob("*.csv")},
    )


def table(tables, name, *columns):
    found = getattr(tables, name).select(*columns).to_pandas()
    return found.sort_values(list(columns[:1])).reset_index(drop=True)


# What each proposal must say like the example, by table.
SAME = {
    "olist": {
        "leads": ("lead_id", "contact_id", "opened_at", "origin_touchpoint_id"),
        "contacts": ("contact_id", "created_at"),
        "touchpoints": ("touchpoint_id", "contact_id", "occurred_at", "channel"),
        "opportunities": (
            *("opportunity_id", "lead_id", "account_id", "owner_id", "outcome", "closed_at"),
            *("created_at", "amount", "currency"),
        ),
        "users": ("user_id", "team"),
    },
    "maven_crm": {
        "accounts": ("account_id", "name", "n_employees", "country"),
        "users": ("user_id", "name", "manager_id", "team", "role"),
        "opportunities": (
            *("opportunity_id", "account_id", "owner_id", "created_at", "closed_at", "outcome"),
            *("amount", "currency"),
        ),
    },
}


def test_the_tables_are_those_of_the_example(both):
    for name, columns in SAME[both.name].items():
        ours, example = table(both.ours, name, *columns), table(both.example, name, *columns)

        pd.testing.assert_frame_equal(ours, example, obj=f"{both.name}.{name}")


def test_only_the_currency_stops_and_all_else_is_named(both):
    told = {
        "olist": {
            *("only_won", "amount_joined", "all_mql", "time_zone_assumed", "source_as_channel"),
            *("keys_unmatched", "kind_guessed", "columns_unused"),
        },
        "maven_crm": {
            *("zero_amounts", "revenue_unit", "spellings", "columns_unused", "file_ignored"),
        },
    }

    assert [doubt.code for doubt in both.bare.blocking] == ["currency_unsaid"]
    assert {doubt.code for doubt in both.settled.doubts} == told[both.name]


def test_figures_are_those_of_pandas(both):
    deals = both.ours.opportunities.to_pandas()
    outcomes = deals.outcome.value_counts().to_dict()
    amount = round(float(deals.amount.dropna().astype(float).sum()), 2)
    raw = both.raw
    if both.name == "olist":
        mql = raw["olist_marketing_qualified_leads_dataset"]
        won = raw["olist_closed_deals_dataset"].merge(
            raw["seller_revenue_all_orders"][["seller_id", "gross_revenue"]], how="left"
        )
        origins = both.ours.touchpoints.to_pandas().channel.value_counts()

        assert both.ours.leads.count().execute() == len(mql) == 8000
        assert outcomes == {"won": len(won)} == {"won": 842}
        assert amount == round(won.gross_revenue.astype(float).sum(), 2)
        assert origins.to_dict() == mql.origin.value_counts().to_dict()
    else:
        pipeline = raw["sales_pipeline"]
        stages = pipeline.deal_stage.map(
            lambda stage: stage.lower() if stage in {"Won", "Lost"} else "open"
        )

        assert outcomes == stages.value_counts().to_dict()
        assert outcomes == {"won": 4238, "lost": 2473, "open": 2089}
        assert amount == pipeline.close_value.astype(float).sum()


def test_what_a_file_is_comes_with_how_sure_it_is(both):
    kinds = {
        "olist": {
            "olist_marketing_qualified_leads_dataset": "leads",
            "olist_closed_deals_dataset": "deals",
            "olist_sellers_dataset": "accounts",
            "seller_revenue_all_orders": "nothing",
        },
        "maven_crm": {
            "sales_pipeline": "deals", "accounts": "accounts", "sales_teams": "users",
            "products": "nothing", "data_dictionary": "nothing",
        },
    }  # fmt: skip

    assert {file.table.alias: file.kind for file in both.settled.files} == kinds[both.name]
    sure = {file.table.alias for file in both.settled.files if file.confidence >= 0.7}
    # Sellers have a key, a city and a state: they may be companies.
    assert (
        set(kinds[both.name]) - sure
        == {
            "olist": {"olist_sellers_dataset", "seller_revenue_all_orders"},
            "maven_crm": {"products", "data_dictionary"},
        }[both.name]
    )


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["crm_exports/hubspot", "crm_exports/marketo"])
def test_tables_of_a_sync_tool_are_never_sure(real_data, tmp_path, folder):
    workspace = workspace_of(tmp_path / "home", "olist")
    with opened(workspace, [real_data / folder], NOW) as session:
        session.read(lambda what, n: None)
        files = session.propose("sync", Answers(), "fr").files

    odd = {file.table.alias: file for file in files if "lead_data" not in file.table.alias}
    assert max(file.confidence for file in odd.values()) < 0.8
