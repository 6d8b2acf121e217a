"""Maven's deals in hundreds of mangled copies: no trace, no wrong figure, nothing half-written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from boucle.warehouse.imports import mapping

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

ZONE = "America/Toronto"
KINDS = ("key", "text", "other", "text", "word", "day", "day", "amount")
N_ROWS, N_BATCHES, BATCH = 60, 20, 25
WORDS = {"Won": "won", "Lost": "lost", "Engaging": "open", "Prospecting": "open"}


def said(cells):
    value = cells["close_value"].strip()
    return (
        cells["sales_agent"].strip(),
        cells["engage_date"],
        cells["close_date"],
        "" if value in ("", "0") else f"{Decimal(value).normalize():f}",
    )


def kept(mangling, rows):
    day, amount = mangling.importing.day, mangling.importing.amount
    return {
        row["opportunity_id"]: (
            row["owner_id"] or "",
            day(row["created_at"], ZONE),
            day(row["closed_at"], ZONE),
            amount(row["amount"]),
        )
        for row in rows
    }


@pytest.fixture(scope="module")
def deals(mangling, lines, root):
    companions = {
        f"{name}.csv": "\n".join(map(",".join, lines(f"maven_crm/{name}.csv", N_ROWS))) + "\n"
        for name in ("accounts", "sales_teams")
    }
    return mangling.laws.Subject(
        name="sales_pipeline",
        kinds=KINDS,
        records=lines("maven_crm/sales_pipeline.csv", N_ROWS),
        companions=companions,
        mapping=mapping.load(root / "examples" / "maven_crm.toml"),
        zone=ZONE,
        rows_of="opportunities",
        said=said,
        kept=kept,
    )


@pytest.mark.parametrize("batch", range(N_BATCHES))
def test_harmed_rows_are_set_aside_and_all_others_stand(mangling, deals, tmp_path, batch):
    numbers = range(batch * BATCH, (batch + 1) * BATCH)

    mangling.laws.check_harmed(deals, mangling, tmp_path, numbers)


@pytest.mark.parametrize("batch", range(N_BATCHES))
def test_torn_files_are_refused_or_read_as_they_say(mangling, deals, tmp_path, batch):
    numbers = range(batch * BATCH, (batch + 1) * BATCH)

    mangling.laws.check_torn(deals, mangling, tmp_path, numbers)
