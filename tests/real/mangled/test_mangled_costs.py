"""Costs of ad platforms, torn, through the presets: what is read in silence is what they say."""

from __future__ import annotations

import random
from decimal import Decimal, InvalidOperation

import pytest

from boucle.warehouse.imports import mapping

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

N_COPIES = 40
PLATFORMS = [
    pytest.param("google_ads", "google_ads_campaign_stats_data", "cost_micros", -6, id="google"),
    pytest.param("linkedin_ads", "linkedin_ad_analytics_by_campaign_data",
                 "cost_in_local_currency", 0, id="linkedin"),
    pytest.param("microsoft_ads", "microsoft_ads_campaign_performance_daily_report_data",
                 "spend", 0, id="microsoft"),
    pytest.param("tiktok_ads", "tiktok_campaign_report_hourly_data", "SPEND", 0, id="tiktok"),
    pytest.param("pinterest_ads", "pinterest_campaign_report_data",
                 "spend_in_micro_dollar", -6, id="pinterest"),
    pytest.param("reddit_ads", "reddit_ads_campaign_report_data", "spend", -6, id="reddit"),
]  # fmt: skip


def sums(mangling, content, column, power):
    """What a file of costs adds up to, as each encoding and each delimiter gives it."""
    found = set()
    for records in mangling.importing.readings(content):
        header = next((each for each in records if column in each), None)
        if header is not None:
            at = header.index(column)
            cells = [each[at] for each in records[records.index(header) + 1 :] if len(each) > at]
            found.add(sum(map(number, cells), Decimal(0)).scaleb(power).quantize(Decimal("0.01")))
    return found


def number(cell):
    try:
        return Decimal(cell)
    except InvalidOperation:
        return Decimal(0)


@pytest.mark.parametrize(("preset", "name", "column", "power"), PLATFORMS)
def test_torn_costs_are_refused_or_add_up(
    mangling, real_data, tmp_path, preset, name, column, power
):
    folder = real_data / "ad_exports"
    prefix = name.split("_")[0]
    others = [path for path in folder.glob(f"{prefix}*.csv") if path.stem != name]
    content = (folder / f"{name}.csv").read_bytes()
    by = mapping.load(preset).model_copy(update={"currency": "CAD"})
    n_silent = 0
    for copy in range(N_COPIES):
        torn, how = mangling.tearing.torn(random.Random(copy), content)
        files = tmp_path / str(copy) / "files"
        files.mkdir(parents=True)
        for path in others:
            (files / path.name).write_bytes(path.read_bytes())
        (files / f"{name}.csv").write_bytes(torn)

        outcome = mangling.importing.bring_in(
            files, by, zone="America/Toronto", is_written=copy % 5 == 0
        )

        if outcome.is_silent:
            n_silent += 1
            total = sum((row["amount"] for row in outcome.rows["spend"]), Decimal(0))
            said = sums(mangling, torn, column, power)
            assert total.quantize(Decimal("0.01")) in said, f"copy {copy}, {how}: {total}"
    assert n_silent, "no copy was imported in silence: the law held of nothing"
