"""Maven CRM, imported by the example mapping, against pandas over the raw files."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.lake import Lake

pytestmark = pytest.mark.real_data

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def imported(real_data, tmp_path, root):
    def imported():
        agreement = SimpleNamespace(time_zone="America/New_York", currency="CAD", version="1.0")
        workspace = SimpleNamespace(
            folder=tmp_path, lake=Lake(tmp_path / "lake"), agreement_at=lambda moment: agreement
        )
        by = mapping.load(root / "examples" / "maven_crm.toml")
        result = import_files(workspace, [real_data / "maven_crm"], by, now=NOW)
        return workspace.lake.tables(), result

    return imported


@pytest.mark.slow
def test_deals_users_and_accounts_agree_with_the_files(imported, real_data):
    tables, result = imported()
    raw = pd.read_csv(real_data / "maven_crm" / "sales_pipeline.csv")
    teams = pd.read_csv(real_data / "maven_crm" / "sales_teams.csv")
    deals = tables.opportunities.to_pandas().set_index("opportunity_id").loc[raw.opportunity_id]

    assert result.rejects == ()
    assert tables.leads.count().execute() == 0
    assert tables.accounts.count().execute() == 85
    assert set(tables.users.to_pandas().user_id) == {*teams.sales_agent, *teams.manager}
    outcomes = raw.deal_stage.map(
        {"Won": "won", "Lost": "lost", "Engaging": "open", "Prospecting": "open"}
    )
    assert deals.outcome.tolist() == outcomes.tolist()
    assert deals.created_at.isna().sum() == (raw.deal_stage == "Prospecting").sum() == 500
    assert deals.account_id.isna().tolist() == raw.account.isna().tolist()
    assert deals.service.tolist() == raw["product"].replace("GTXPro", "GTX Pro").tolist()
    won = raw.deal_stage == "Won"
    assert deals.amount.isna().tolist() == (~won).tolist()
    assert deals.amount[won.values].astype(float).sum() == raw.close_value[won].sum()
    assert set(deals.currency) == {"USD"}


@pytest.mark.slow
def test_days_to_close_are_those_of_the_file(imported, real_data):
    tables, _ = imported()
    raw = pd.read_csv(real_data / "maven_crm" / "sales_pipeline.csv").dropna(subset=["close_date"])
    deals = tables.opportunities.to_pandas().set_index("opportunity_id").loc[raw.opportunity_id]

    # Both ends are midnights on the wall: an hour of daylight saving time rounds away.
    days = ((deals.closed_at - deals.created_at).dt.total_seconds() / 86_400).round()
    expected = (pd.to_datetime(raw.close_date) - pd.to_datetime(raw.engage_date)).dt.days
    assert days.tolist() == expected.tolist()


@pytest.mark.slow
def test_a_second_import_adds_nothing(imported):
    imported()
    _, again = imported()

    assert again.commit is None
