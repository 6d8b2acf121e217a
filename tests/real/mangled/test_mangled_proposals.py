"""Mangled copies of Maven's deals with no mapping: asked, refused, or read as their rows say."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from boucle.errors import BoucleError
from boucle.warehouse.imports.proposing.answers import Answers
from boucle.warehouse.imports.proposing.session import opened
from boucle.warehouse.lake import Lake

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ZONE = "America/Toronto"
KINDS = ("key", "text", "other", "text", "word", "day", "day", "amount")
N_ROWS, N_BATCHES, BATCH = 60, 10, 15


def said(cells):
    value = cells["close_value"].strip()
    return (
        cells["sales_agent"].strip(),
        cells["engage_date"],
        cells["close_date"],
        "" if value in {"", "0"} else f"{Decimal(value).normalize():f}",
    )


@pytest.fixture(scope="module")
def records(lines):
    return lines("maven_crm/sales_pipeline.csv", N_ROWS)


def proposed(folder, content):
    """Return what a proposal would make of a file; None where it asks or refuses."""
    exports, home = folder / "exports", folder / "home"
    exports.mkdir(parents=True)
    home.mkdir()
    (exports / "sales_pipeline.csv").write_bytes(content)
    agreement = SimpleNamespace(time_zone=ZONE, currency="USD", version="1.0")
    workspace = SimpleNamespace(
        folder=home, lake=Lake(home / "lake"), agreement_at=lambda moment: agreement
    )
    try:
        with opened(workspace, [exports], NOW) as session:
            session.read(lambda what, n: None)
            proposal = session.propose("x", Answers(currency="USD"), "en")
            if proposal.mapping is None or proposal.blocking:
                return None
            result = session.run(
                proposal.mapping, is_dry_run=True, max_rejects="100%", sample_rows=100_000
            )
    except BoucleError:
        return None
    return result


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


@pytest.mark.parametrize("batch", range(N_BATCHES))
def test_rows_that_nobody_harmed_stand(mangling, records, tmp_path, batch):
    n_read = 0
    header = records[0]
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        rng = random.Random(number)
        table = mangling.sheets.sheet(
            "sales_pipeline", dict(zip(header, KINDS, strict=True)), records[1:]
        )
        mangling.sheets.harm(rng, table, rng.choice((0, 1, 2)))
        form = mangling.forms.any_form(rng, table)

        result = proposed(tmp_path / str(number), mangling.forms.saved(table, form))

        if result is None:
            continue
        n_read += 1
        now = kept(mangling, result.samples.get("opportunities", []))
        fates = mangling.sheets
        good, either = (
            {row.cells[0]: said(row.said) for row in table.rows if row.fate == fate}
            for fate in (fates.GOOD, fates.EITHER)
        )
        what = f"copy {number}: {table.done} as {form}"
        assert {key: now.get(key) for key in good} == good, what
        others = {key: each for key, each in now.items() if key not in good}
        odd = {key: each for key, each in others.items() if either.get(key) != each}
        # A word for nothing is an empty amount, and that is told.
        assert not odd or result.warnings, what
        assert {each[3] for each in odd.values()} <= {""}, what
    assert n_read >= BATCH * 0.5, "too many copies were asked about or refused"


@pytest.mark.parametrize("batch", range(N_BATCHES))
def test_torn_files_leave_no_trace(mangling, records, tmp_path, batch):
    header, *lines = records
    table = mangling.sheets.sheet("sales_pipeline", dict(zip(header, KINDS, strict=True)), lines)
    content = mangling.forms.saved(table, mangling.forms.plain_form(table))
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        torn, _ = mangling.tearing.torn(random.Random(1_000_000 + number), content)

        proposed(tmp_path / str(number), torn)
