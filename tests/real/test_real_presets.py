"""Presets of ad platforms read exactly one file of costs each, and all of it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pandas as pd
import pytest

from boucle.agreement.starter import starter_text
from boucle.errors.imports import CurrencyUnknownError
from boucle.operations.importing import imported
from boucle.warehouse.workspace import Workspace

pytestmark = pytest.mark.real_data
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)

# Preset, how its files begin, its file of costs, the columns of amount, campaign and day, and what
# one unit of the amount is worth. Meta's costs stand by ad: the campaign is that of the ad.
PLATFORMS = [
    pytest.param("google_ads", "google_ads", "google_ads_campaign_stats_data.csv",
                 ("cost_micros", "id", "date"), 1e-6, None, id="google"),
    pytest.param("meta_ads", "facebook_ads", "facebook_ads_basic_ad_data.csv",
                 ("spend", None, "date"), 1, "CAD", id="meta"),
    pytest.param("linkedin_ads", "linkedin_ad", "linkedin_ad_analytics_by_campaign_data.csv",
                 ("cost_in_local_currency", "campaign_id", "day"), 1, None, id="linkedin"),
    pytest.param("microsoft_ads", "microsoft_ads",
                 "microsoft_ads_campaign_performance_daily_report_data.csv",
                 ("spend", "campaign_id", "date"), 1, None, id="microsoft"),
    pytest.param("tiktok_ads", "tiktok", "tiktok_campaign_report_hourly_data.csv",
                 ("spend", "campaign_id", "stat_time_hour"), 1, None, id="tiktok"),
]  # fmt: skip


@pytest.fixture
def exports(real_data, tmp_path):
    def exports(prefix):
        folder = tmp_path / "exports"
        folder.mkdir()
        for path in (real_data / "ad_exports").glob(f"{prefix}*.csv"):
            shutil.copy(path, folder)
        return folder

    return exports


@pytest.mark.parametrize(("preset", "prefix", "costs", "columns", "unit", "currency"), PLATFORMS)
def test_costs_of_a_platform(exports, tmp_path, preset, prefix, costs, columns, unit, currency):
    folder = exports(prefix)
    raw = pd.read_csv(folder / costs)
    amount, campaign, day = columns
    workspace = Workspace.init(tmp_path / "W", starter_text())

    result = imported(workspace, [folder], preset, now=NOW, currency=currency)

    spend = Workspace.open(tmp_path / "W").tables().spend.to_pyarrow().to_pandas()
    assert spend.amount.astype(float).sum() == pytest.approx(raw[amount].sum() * unit)
    days = pd.to_datetime(raw[day]).dt.date
    assert (spend.spent_on.min(), spend.spent_on.max()) == (days.min(), days.max())
    if campaign is not None:
        assert spend.campaign_id.nunique() == raw[campaign].nunique()
    read = {each.name for each in result.files}
    assert costs in read
    assert read | {path.name for path in result.ignored} == {p.name for p in folder.iterdir()}
    assert result.n_rejected_rows == 0


def test_amounts_without_a_currency_are_refused(exports, tmp_path):
    workspace = Workspace.init(tmp_path / "W", starter_text())

    with pytest.raises(CurrencyUnknownError, match="--currency"):
        imported(workspace, [exports("facebook_ads")], "meta_ads", now=NOW)
    assert workspace.lake.last_commit() is None
