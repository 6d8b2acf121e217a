"""A whole simulated company whose tools speak French: proposed as its own mapping reads it."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

from boucle.simulation import simulate
from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.proposing.answers import Answers
from boucle.warehouse.imports.proposing.session import opened
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.lake import Lake

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
# Without gestures and stage changes, for which there is no proposal; without the columns whose
# words its own mapping turns into codes.
FILES = (
    *("pistes", "affaires", "depenses", "contacts", "comptes", "equipe", "activites"),
    "campagnes",
)
SAME = {
    "leads": ("lead_id", "contact_id", "account_id", "opened_at", "service_interest", "owner_id"),
    "opportunities": (
        *("opportunity_id", "lead_id", "account_id", "owner_id", "name", "service", "amount"),
        *("currency", "created_at", "closed_at", "expected_close_on", "outcome", "lost_reason"),
        "primary_campaign_id",
    ),
    "spend": ("spend_id", "spent_on", "campaign_id", "amount", "currency", "hours"),
    "contacts": ("contact_id", "account_id", "email", "phone", "first_name", "last_name"),
    "accounts": ("account_id", "name", "domain", "n_employees", "city", "region"),
    "users": ("user_id", "name", "email", "team", "manager_id", "territory", "is_active"),
    "campaigns": ("campaign_id", "name", "starts_on", "ends_on"),
    "activities": ("activity_id", "lead_id", "opportunity_id", "user_id", "occurred_at", "kind"),
}


def workspace_of(home):
    home.mkdir()
    agreement = SimpleNamespace(time_zone="America/Toronto", currency="CAD", version="1.0")
    return SimpleNamespace(
        folder=home, lake=Lake(home / "lake"), agreement_at=lambda moment: agreement
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    home = tmp_path_factory.mktemp("company")
    made = simulate(contacts=200, seed=11, ends_on=date(2026, 10, 31), folder=home / "all")
    own = workspace_of(home / "own")
    read = mapping.load(made.mapping)
    import_files(own, [made.folder], read, now=NOW, max_rejects="5%")
    (home / "exports").mkdir()
    for name in FILES:
        shutil.copy(made.folder / f"{name}.csv", home / "exports")
    workspace = workspace_of(home / "proposed")
    with opened(workspace, [home / "exports"], NOW) as session:
        session.read(lambda what, n: None)
        proposal = session.propose("x", Answers(), "fr")
        session.run(proposal.mapping, is_dry_run=False, max_rejects="5%")
    return SimpleNamespace(
        own=own.lake.tables(), proposed=workspace.lake.tables(), proposal=proposal
    )


def test_nothing_has_to_be_asked(both):
    assert both.proposal.blocking == ()
    assert min(file.confidence for file in both.proposal.files) > 0.8


@pytest.mark.parametrize("name", SAME)
def test_a_table_is_that_of_its_own_mapping(both, name):
    columns = SAME[name]
    own, proposed = (
        getattr(tables, name).select(*columns).to_pandas().sort_values(columns[0])
        for tables in (both.own, both.proposed)
    )

    # Its own mapping also reads which people are one; those who were merged are gone there.
    proposed = proposed[proposed[columns[0]].isin(own[columns[0]])]
    pd.testing.assert_frame_equal(
        proposed.reset_index(drop=True), own.reset_index(drop=True), obj=name
    )
