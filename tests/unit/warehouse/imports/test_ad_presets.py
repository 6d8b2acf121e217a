"""Reports downloaded from ad platforms, in English and French, read by the presets."""

from __future__ import annotations

import pytest

from boucle.errors.imports import (
    CurrencyUnknownError,
    ImportFileMissingError,
    ImportFileNotSingleError,
    MappingNotFoundError,
)
from boucle.operations.presets import listed_presets, preset_parts, shown_preset
from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.presets import preset_names, preset_text

GOOGLE_EN = """Campaign report
"October 1, 2026 - October 31, 2026"
Campaign,Campaign ID,Day,Currency code,Cost
Fall,11,2026-10-01,CAD,"1,010.50"
Fall,11,2026-10-13,CAD,2.00
Total: Campaigns, --, --,CAD,"1,012.50"
"""
GOOGLE_FR = """Jour;Campagne;Code de devise;Coût
2026-10-01;Automne;CAD;1 010,50
2026-10-13;Automne;CAD;2,00
Total : campagnes;--;CAD;1 012,50
"""
META_EN = """Campaign name,Day,Amount spent (CAD)
,,1012.50
Fall,2026-10-01,1010.50
Fall,2026-10-13,2.00
Winter,2026-10-13,
"""
META_FR = """Nom de la campagne;Jour;Montant dépensé (CAD)
Automne;2026-10-01;1010,50
Automne;2026-10-13;2,00
"""
LINKEDIN_EN = """Campaign Performance Report (in UTC)
Report Start: October 1, 2026, 12:00 AM
Start Date (in UTC)\tCurrency\tCampaign ID\tCampaign Name\tTotal Spent
10/1/2026\tCAD\t11\tFall\t1010.50
10/13/2026\tCAD\t11\tFall\t2.00
"""
MICROSOFT_EN = """Gregorian date,Campaign name,Campaign ID,Currency code,Spend
10/1/2026,Fall,11,CAD,"1,010.50"
10/13/2026,Fall,11,CAD,2.00
"""
TIKTOK_EN = """Campaign name,Campaign ID,By Day,Cost,Currency
Fall,11,2026-10-01,1010.50,CAD
Fall,11,2026-10-13,2.00,CAD
"""
TWO_DAYS = [("2026-10-01", 1010.5, "CAD"), ("2026-10-13", 2.0, "CAD")]


@pytest.fixture
def spent(rows):
    def spent():
        found = rows("spend", "spend_id", "spent_on", "amount", "currency")
        return [(str(day), float(amount), code) for _, day, amount, code in found]

    return spent


@pytest.mark.parametrize(
    ("preset", "content", "expected"),
    [
        pytest.param("google_ads", GOOGLE_EN, TWO_DAYS, id="google"),
        pytest.param("google_ads", GOOGLE_FR, TWO_DAYS, id="google in French"),
        pytest.param("meta_ads", META_EN, [*TWO_DAYS, ("2026-10-13", 0.0, "CAD")], id="meta"),
        pytest.param("meta_ads", META_FR, TWO_DAYS, id="meta in French"),
        pytest.param("linkedin_ads", LINKEDIN_EN.encode("utf-16"), TWO_DAYS, id="linkedin"),
        pytest.param("microsoft_ads", MICROSOFT_EN, TWO_DAYS, id="microsoft"),
        pytest.param("tiktok_ads", TIKTOK_EN, TWO_DAYS, id="tiktok"),
    ],
)
def test_a_downloaded_report(run, spent, preset, content, expected):
    result = run(preset_text(preset), {"My report (3).csv": content})

    assert (spent(), result.n_rejected_rows) == (expected, 0)


ACCOUNTS = "id,updated_at,currency_code\n7,2026-01-01,USD\n"
STATS = """customer_id,date,id,cost_micros,device
7,2026-10-01,11,1000000000,MOBILE
7,2026-10-01,11,10500000,DESKTOP
7,2026-10-13,11,2000000,MOBILE
"""


def test_landed_statistics_stand_before_a_downloaded_report(run, spent):
    files = {
        "campaign_stats.csv": STATS,
        "account_history.csv": ACCOUNTS,
        "report.csv": GOOGLE_EN,
        "ad_stats.csv": STATS,
    }
    result = run(preset_text("google_ads"), files)

    assert spent() == [(day, amount, "USD") for day, amount, _ in TWO_DAYS]
    assert {each.name for each in result.ignored} == {"report.csv", "ad_stats.csv"}
    assert result.tables["spend"].n_added == 1


def test_accounts_of_another_platform_give_no_currency(run):
    other = "id,last_modified_time,currency_code\n7,2026-01-01,USD\n"

    with pytest.raises(CurrencyUnknownError) as caught:
        run(
            preset_text("google_ads"),
            {"campaign_stats.csv": STATS, "microsoft_ads_account_history.csv": other},
        )

    assert (caught.value.file, caught.value.n_rows) == ("campaign_stats.csv", 3)


@pytest.mark.parametrize(
    ("files", "error"),
    [
        pytest.param(
            {"a.csv": GOOGLE_EN, "b.csv": GOOGLE_EN},
            ImportFileNotSingleError,
            id="the same report twice",
        ),
        pytest.param(
            {"campaign_history.csv": "id,updated_at,name,customer_id\n1,2026-01-01,A,7\n"},
            ImportFileMissingError,
            id="campaigns without costs",
        ),
    ],
)
def test_costs_come_from_exactly_one_file(run, workspace, files, error):
    with pytest.raises(error):
        run(preset_text("google_ads"), files)
    assert workspace.lake.last_commit() is None


def test_a_country_is_no_currency(run):
    files = {
        "campaign_report_hourly.csv": "campaign_id,stat_time_hour,spend\n1,2026-10-01 05:00:00,2\n",
        "campaign_history.csv": "campaign_id,advertiser_id,updated_at\n1,9,2026-01-01\n",
        "advertiser.csv": "id,currency,timezone\n9,CAN,America/Toronto\n",
    }

    with pytest.raises(CurrencyUnknownError):
        run(preset_text("tiktok_ads"), files)


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_is_a_mapping_that_says_what_it_reads(name):
    read = mapping.load(name)

    assert read.source == name
    assert read.about is not None
    assert preset_parts(name)["source"] == name


def test_listed_presets():
    rows = listed_presets("fr").rows

    assert [row["name"] for row in rows] == list(preset_names())
    assert next(row for row in rows if row["name"] == "google_ads") == {
        "name": "google_ads",
        "about": "Google Ads : coûts par campagne et jour",
        "tables": "campaigns, spend",
        "is_currency_needed": True,
    }


def test_no_preset_of_the_name():
    with pytest.raises(MappingNotFoundError) as caught:
        shown_preset("google")
    assert caught.value.known == preset_names()
