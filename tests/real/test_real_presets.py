"""Presets of ad platforms read exactly one file of costs each, whole, from a folder of them all."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from boucle.agreement.starter import starter_text
from boucle.errors.imports import CurrencyUnknownError
from boucle.operations.importing import imported
from boucle.warehouse.imports.presets.fitting import fitting_preset
from boucle.warehouse.imports.sources import UNKNOWN
from boucle.warehouse.workspace import Workspace

pytestmark = pytest.mark.real_data
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
MICRO = 1e-6

# Preset, how its files begin, its file of costs, the columns of amount, campaign and day, what one
# unit of the amount is worth, the currency that people say, the other files that are read.
PLATFORMS = [
    pytest.param("google_ads", "google_ads", "campaign_stats_data",
                 ("cost_micros", "id", "date"), MICRO, None,
                 {"campaign_history_data", "account_history_data"}, id="google"),
    pytest.param("meta_ads", "facebook_ads", "basic_ad_data",
                 ("spend", "ad_id", "date"), 1, "CAD",
                 {"ad_history_data", "campaign_history_data", "account_history_data"}, id="meta"),
    pytest.param("linkedin_ads", "linkedin", "ad_analytics_by_campaign_data",
                 ("cost_in_local_currency", "campaign_id", "day"), 1, "CAD",
                 {"ad_campaign_history_data", "ad_account_history_data"}, id="linkedin",
                 marks=pytest.mark.slow),
    pytest.param("microsoft_ads", "microsoft_ads", "campaign_performance_daily_report_data",
                 ("spend", "campaign_id", "date"), 1, None,
                 {"campaign_history_data"}, id="microsoft", marks=pytest.mark.slow),
    pytest.param("tiktok_ads", "tiktok", "campaign_report_hourly_data",
                 ("SPEND", "CAMPAIGN_ID", "STAT_TIME_HOUR"), 1, "CAD",
                 {"campaign_history_data", "advertiser_data"}, id="tiktok", marks=pytest.mark.slow),
    pytest.param("pinterest_ads", "pinterest", "campaign_report_data",
                 ("spend_in_micro_dollar", "campaign_id", "date"), MICRO, "CAD",
                 {"campaign_history_data", "advertiser_history_data"}, id="pinterest",
                 marks=pytest.mark.slow),
    pytest.param("snapchat_ads", "snapchat", "campaign_hourly_report_data",
                 ("spend", "campaign_id", "date"), MICRO, "CAD",
                 {"campaign_history_data", "ad_account_history_data"}, id="snapchat",
                 marks=pytest.mark.slow),
    pytest.param("reddit_ads", "reddit_ads", "campaign_report_data",
                 ("spend", "campaign_id", "date"), MICRO, None,
                 {"campaign_data", "account_data"}, id="reddit", marks=pytest.mark.slow),
    pytest.param("twitter_ads", "twitter", "campaign_report_data",
                 ("billed_charge_local_micro", "campaign_id", "date"), MICRO, "CAD",
                 {"campaign_history_data"}, id="twitter", marks=pytest.mark.slow),
    pytest.param("amazon_ads", "amazon_ads", "campaign_level_report_data",
                 ("cost", "campaign_id", "date"), 1, None, {"campaign_history_data"}, id="amazon",
                 marks=pytest.mark.slow),
    pytest.param("apple_search_ads", "apple_search", "campaign_report_data",
                 ("local_spend_amount", "id", "date"), 1, None,
                 {"campaign_history_data"}, id="apple", marks=pytest.mark.slow),
]  # fmt: skip


@pytest.fixture
def exports(real_data):
    return real_data / "ad_exports"


@pytest.mark.parametrize(
    ("preset", "prefix", "costs", "columns", "unit", "currency", "others"), PLATFORMS
)
def test_costs_of_a_platform(
    exports, tmp_path, preset, prefix, costs, columns, unit, currency, others
):
    raw = pd.read_csv(exports / f"{prefix}_{costs}.csv", dtype="string")
    amount, campaign, day = columns
    raw["amount"] = raw[amount].astype(float) * unit
    raw["day"] = pd.to_datetime(raw[day], format="mixed").dt.date
    workspace = Workspace.init(tmp_path / "W", starter_text())

    result = imported(workspace, [exports], preset, now=NOW, currency=currency)

    spend = Workspace.open(tmp_path / "W").tables().spend.to_pyarrow().to_pandas()
    spend["amount"] = spend.amount.astype(float)
    if preset == "meta_ads":  # its costs stand by ad: the campaign is that of the ad
        ads = pd.read_csv(exports / "facebook_ads_ad_history_data.csv", dtype="string")
        campaigns = dict(zip(ads.id, ads.campaign_id, strict=True))
        raw[campaign] = raw[campaign].map(campaigns)
    by_day = {"dropna": False, "sort": True}
    expected = raw.groupby([campaign, "day"], **by_day).amount.sum()
    found = spend.groupby(["campaign_id", "spent_on"], **by_day).amount.sum()
    assert found.tolist() == pytest.approx(expected.tolist())
    assert [day for _, day in found.index] == [day for _, day in expected.index]
    assert {f"{prefix}_{costs}.csv"} | {f"{prefix}_{name}.csv" for name in others} == {
        each.name for each in result.files
    }
    read = next(each for each in result.files if costs in each.name)
    assert (read.n_rows, read.n_rejected, result.n_rejected_rows) == (len(raw), 0, 0)
    tie = next(each for each in result.commit.ties["columns"] if each["column"] == "amount")
    assert (tie["n_left_out"], tie["source"]) == (0, pytest.approx(tie["imported"]))


@pytest.mark.slow
def test_every_file_is_read_or_left_aside_with_its_reason(exports, tmp_path):
    known = set()
    for parameters in PLATFORMS:
        preset, prefix, *_, currency, _others = parameters.values
        workspace = Workspace.init(tmp_path / preset, starter_text())
        result = imported(workspace, [exports], preset, now=NOW, currency=currency, is_dry_run=True)
        known |= {each.name for each in result.files}
        aside = [each for each in result.ignored if each.name.startswith(prefix)]
        assert [each.name for each in aside if each.why == UNKNOWN] == []
        known |= {each.name for each in aside}

    assert known == {path.name for path in exports.glob("*.csv")}


@pytest.mark.parametrize(
    ("preset", "prefix", "costs"),
    [pytest.param(*each.values[:3], id=each.id, marks=each.marks) for each in PLATFORMS],
)
def test_the_preset_of_a_platform_is_found(exports, preset, prefix, costs):
    found = fitting_preset(sorted(exports.glob(f"{prefix}*.csv")))

    assert (found.preset.name, found.preset.unknown, found.doubt) == (preset, (), None)
    assert f"{prefix}_{costs}.csv" in {path.name for path in found.preset.read}


@pytest.mark.slow
def test_a_folder_of_all_platforms_names_them(exports):
    found = fitting_preset([exports])

    assert found.preset is None
    assert {each.name for each in found.fits} == {each.values[0] for each in PLATFORMS}
    assert "come from several products" in found.doubt.en


@pytest.mark.parametrize("folder", ["olist", "maven_crm"])
def test_no_preset_of_ads_takes_another_export(real_data, folder):
    assert fitting_preset([real_data / folder]).fits == ()


# The currencies of the accounts, as their files give them.
@pytest.mark.parametrize(
    ("preset", "expected"),
    [
        ("google_ads", {"USD"}),
        pytest.param("microsoft_ads", {"USD"}, marks=pytest.mark.slow),
        pytest.param("reddit_ads", {"USD"}, marks=pytest.mark.slow),
    ],
)
def test_currency_of_the_account_wins_over_what_people_say(exports, tmp_path, preset, expected):
    workspace = Workspace.init(tmp_path / "W", starter_text())

    imported(workspace, [exports], preset, now=NOW, currency="EUR")

    spend = Workspace.open(tmp_path / "W").tables().spend.to_pyarrow().to_pandas()
    assert set(spend.currency) == expected


@pytest.mark.parametrize("preset", ["meta_ads", "tiktok_ads", "snapchat_ads"])
def test_amounts_without_a_currency_are_refused(exports, tmp_path, preset):
    workspace = Workspace.init(tmp_path / "W", starter_text())

    with pytest.raises(CurrencyUnknownError, match="--currency"):
        imported(workspace, [exports], preset, now=NOW)
    assert workspace.lake.last_commit() is None
