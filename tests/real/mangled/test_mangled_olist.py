"""Olist's leads in hundreds of mangled copies: no trace, no wrong figure, nothing half-written."""

from __future__ import annotations

import pytest

from boucle.warehouse.imports import mapping

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

ZONE = "America/Sao_Paulo"
LEADS = "olist_marketing_qualified_leads_dataset"
N_ROWS, N_BATCHES, BATCH = 60, 20, 25


def said(cells):
    return (cells["first_contact_date"],)


def kept(mangling, rows):
    day = mangling.importing.day
    return {row["lead_id"]: (day(row["opened_at"], ZONE),) for row in rows}


@pytest.fixture(scope="module")
def leads(mangling, lines, root):
    companions = {
        f"{name}.csv": "\n".join(map(",".join, lines(f"olist/{name}.csv", N_ROWS))) + "\n"
        for name in (
            "olist_closed_deals_dataset",
            "olist_sellers_dataset",
            "seller_revenue_all_orders",
        )
    }
    return mangling.laws.Subject(
        name=LEADS,
        kinds=("key", "day", "other", "other"),
        records=lines(f"olist/{LEADS}.csv", N_ROWS),
        companions=companions,
        mapping=mapping.load(root / "examples" / "olist.toml"),
        zone=ZONE,
        rows_of="leads",
        said=said,
        kept=kept,
    )


@pytest.mark.parametrize("batch", range(N_BATCHES))
def test_harmed_rows_are_set_aside_and_all_others_stand(mangling, leads, tmp_path, batch):
    numbers = range(batch * BATCH, (batch + 1) * BATCH)

    mangling.laws.check_harmed(leads, mangling, tmp_path, numbers)


@pytest.mark.parametrize("batch", range(N_BATCHES))
def test_torn_files_are_refused_or_read_as_they_say(mangling, leads, tmp_path, batch):
    numbers = range(batch * BATCH, (batch + 1) * BATCH)

    mangling.laws.check_torn(leads, mangling, tmp_path, numbers)
