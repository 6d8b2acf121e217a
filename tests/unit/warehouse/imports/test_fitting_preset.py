"""Which preset files were made for, and what keeps one from being taken."""

from __future__ import annotations

import pytest

from boucle.warehouse.imports.presets.fitting import fitting_preset

STATS = "customer_id,date,id,cost_micros\n7,2026-10-01,11,1000000\n"
ACCOUNTS = "id,updated_at,currency_code\n7,2026-01-01,USD\n"
CAMPAIGNS = "id,updated_at,name,customer_id,advertising_channel_type,start_date,end_date\n"
GOOGLE = {
    "google_ads_campaign_stats.csv": STATS,
    "google_ads_account_history.csv": ACCOUNTS,
    "google_ads_campaign_history.csv": CAMPAIGNS + "1,2026-01-01,A,7,SEARCH,2026-01-01,\n",
}
REDDIT = {
    "reddit_ads_campaign_report.csv": "account_id,campaign_id,date,spend,ecpm\n1,2,2026-10-01,5,1\n"
}
WHOLE_REPORT = "Campaign,Campaign ID,Day,Currency code,Cost\nFall,11,2026-10-01,CAD,10\n"
BARE_REPORT = "Campaign,Day,Cost\nFall,2026-10-01,10\n"
PEOPLE = "name,email\nA,a@shop.example\n"


@pytest.fixture
def fitting(tmp_path):
    def fitting(files):
        for name, content in files.items():
            (tmp_path / name).write_text(content)
        return fitting_preset([tmp_path])

    return fitting


def names(paths):
    return {path.name for path in paths}


@pytest.mark.parametrize(
    ("files", "preset", "read", "unknown"),
    [
        pytest.param(GOOGLE, "google_ads", set(GOOGLE), set(), id="the tables of a product"),
        pytest.param(
            {**GOOGLE, "people.csv": PEOPLE},
            "google_ads",
            set(GOOGLE),
            {"people.csv"},
            id="beside a file of another kind",
        ),
        pytest.param(
            {"whatever (3).csv": WHOLE_REPORT},
            "google_ads",
            {"whatever (3).csv"},
            set(),
            id="a report known by its whole header",
        ),
    ],
)
def test_the_preset_that_fits(fitting, files, preset, read, unknown):
    found = fitting(files)

    assert (found.preset.name, found.doubt) == (preset, None)
    assert (names(found.preset.read), names(found.preset.unknown)) == (read, unknown)


def test_files_that_the_preset_leaves_aside_are_not_unknown(fitting):
    found = fitting({**GOOGLE, "google_ads_ad_stats.csv": STATS})

    assert names(found.preset.aside) == {"google_ads_ad_stats.csv"}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="no file"),
        pytest.param({"people.csv": PEOPLE}, id="a file of another kind"),
        pytest.param({"campaign_history.csv": CAMPAIGNS}, id="campaigns without costs"),
        pytest.param({"campaign_stats.csv": "\x00\x01"}, id="no table at all"),
    ],
)
def test_none_fits(fitting, files):
    found = fitting(files)

    assert (found.fits, found.preset, found.doubt) == ((), None, None)


@pytest.mark.parametrize(
    ("files", "presets", "said"),
    [
        pytest.param(
            {**GOOGLE, **REDDIT},
            ["google_ads", "reddit_ads"],
            "come from several products",
            id="several products",
        ),
        pytest.param(
            {"costs.csv": BARE_REPORT}, ["google_ads"], "not surely", id="anybody's sheet"
        ),
        pytest.param(
            {"a.csv": WHOLE_REPORT, "b.csv": WHOLE_REPORT},
            ["google_ads"],
            "reads one alone",
            id="the same report twice",
        ),
        pytest.param(
            {"costs.csv": "Campaign,Campaign ID,Day,By Day,Currency,Currency code,Cost,Spend,"
                          "Campaign name\nA,1,2026-10-01,2026-10-01,CAD,CAD,1,1,A\n"},
            ["google_ads", "microsoft_ads", "tiktok_ads"],
            "several presets fit the same files",
            id="a header of several products",
        ),
    ],
)  # fmt: skip
def test_a_doubt_is_named(fitting, files, presets, said):
    found = fitting(files)

    assert sorted(each.name for each in found.fits) == presets
    assert found.preset is None
    assert said in found.doubt.en
    assert found.doubt.fr != found.doubt.en


def test_how_sure_is_the_share_of_columns(fitting):
    (fit,) = fitting({"costs.csv": BARE_REPORT}).fits

    # Of costs: campaign, day and cost, not the identifier and the currency; of campaigns: the name
    # and the day, not the identifier.
    assert (fit.n_filled, fit.n_columns, fit.is_sure) == (5, 8, False)
    assert fit.why.en == "google_ads: costs.csv (5 of the 8 columns that it fills are there)"


def test_a_file_that_changes_is_read_again(fitting):
    assert fitting({"a.csv": PEOPLE}).fits == ()
    assert fitting({"a.csv": WHOLE_REPORT}).preset.name == "google_ads"
