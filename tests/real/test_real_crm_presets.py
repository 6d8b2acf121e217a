"""Presets of CRMs read the files of a sync tool whole, or say that they leave them aside."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pandas as pd
import pytest

from boucle.agreement.starter import starter_text
from boucle.language import Text
from boucle.operations.importing import imported
from boucle.warehouse.imports import mapping
from boucle.warehouse.workspace import Workspace

pytestmark = pytest.mark.real_data
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)


class Export:
    """The folder of one product, imported once by its preset and read by pandas."""

    def __init__(self, real_data, folder, preset):
        self.raw = folder / "raw"
        shutil.copytree(real_data / "crm_exports" / preset, self.raw)
        Workspace.init(folder / "W", starter_text())
        self.workspace = Workspace.open(folder / "W")
        self.preset = preset
        self.reasons = [
            Text(fr=each.why.fr, en=each.why.en) for each in mapping.load(preset).ignored
        ]
        self.result = self.again()

    def again(self):
        return imported(self.workspace, [self.raw], self.preset, now=NOW)

    def file(self, name):
        return pd.read_csv(self.raw / f"{name}.csv", dtype=str, keep_default_na=False)

    def table(self, name):
        return self.workspace.tables().table(name).to_pyarrow().to_pandas()


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("hubspot", marks=pytest.mark.slow),
        pytest.param("salesforce", marks=pytest.mark.slow),
        "marketo",
    ],
)
def export(request, real_data, tmp_path_factory):
    return Export(real_data, tmp_path_factory.mktemp(request.param), request.param)


# The files that each preset leaves aside, beside those that begin with a word of the second list.
IGNORED = {
    "hubspot": (
        [
            "company_property_history_data", "contact_list_data", "contact_list_member_data",
            "deal_pipeline_data", "engagement_company_data", "engagement_data",
            "engagement_task_data", "form_data", "owner_team_data", "property_data",
            "property_option_data", "role_data", "team_data", "team_user_data", "users_data",
        ],
        ["ticket_", "email_event_"],
    ),
    "salesforce": (
        [
            "sf_account_history_data", "sf_contact_history_data", "sf_opportunity_line_item_data",
            "sf_order_data", "sf_product_2_data",
        ],
        [],
    ),
    "marketo": (
        [
            "marketo_activity_email_bounced_data", "marketo_activity_email_delivered_data",
            "marketo_activity_send_email_data", "marketo_email_template_history_data",
            "marketo_lead_describe_data",
        ],
        [],
    ),
}  # fmt: skip
# Read though its name begins like those of its group.
READ = ("email_event_data", "email_event_status_change_data")


def test_every_file_is_read_or_listed_as_ignored(export):
    names, beginnings = IGNORED[export.preset]
    present = {path.stem for path in export.raw.glob("*.csv")}
    aside = {
        name
        for name in present
        if name in names or (name.startswith(tuple(beginnings or ["?"])) and name not in READ)
    }

    assert {each.path.stem for each in export.result.ignored} == aside
    assert all(each.why in export.reasons for each in export.result.ignored)
    assert {each.name.removesuffix(".csv") for each in export.result.files} == present - aside


def test_every_row_of_a_file_is_counted(export):
    counted = {each.name: each.n_rows for each in export.result.files}

    assert counted == {name: len(pd.read_csv(export.raw / name, dtype=str)) for name in counted}
    assert (export.result.rejects, export.result.n_rejected_rows) == ((), 0)


@pytest.mark.slow
def test_importing_again_changes_nothing(export):
    again = export.again()

    assert again.commit is None
    assert all(
        (each.n_new, each.n_changed, each.n_deleted) == (0, 0, 0) for each in again.tables.values()
    )


def no(column):
    """Rows of pandas whose column does not say yes."""
    return ~column.str.lower().isin(["true", "1", "yes"])


def is_in(column, *words):
    return column.str.upper().isin(words)


def expected_rows(export):
    """Return for each table the number of rows that pandas finds in the files."""
    file = export.file
    if export.preset == "hubspot":
        contacts, events = file("contact_data"), file("email_event_data")
        merged = contacts.property_hs_merged_object_ids[lambda ids: ids != ""].str.split(";")
        opened = is_in(events.type, "OPEN", "CLICK") & no(events.filtered_event)
        origins = len(contacts)
        kinds = ["call", "email", "meeting", "communication", "note"]
        return {
            "accounts": len(file("company_data")), "contacts": len(contacts),
            "leads": len(contacts), "users": len(file("owner_data")),
            "campaigns": len(file("email_campaign_data")),
            "touchpoints": origins + opened.sum() + len(file("contact_form_submission_data")),
            "opportunities": len(file("deal_data")),
            "opportunity_contacts": len(file("deal_contact_data")),
            "stage_changes": len(file("deal_stage_data")),
            "links": merged.str.len().sum() + len(file("contact_merge_audit_data"))
            + len(file("merged_deal_data")),
            "activities": sum(len(file(f"engagement_{kind}_data")) for kind in kinds),
        }  # fmt: skip
    if export.preset == "salesforce":
        accounts, leads = file("sf_account_data"), file("sf_lead_data")
        deals, users = file("sf_opportunity_data"), file("sf_user_data")
        events = file("sf_event_data")
        versions = file("sf_opportunity_history_data")
        converted = (leads.converted_contact_id != "").sum()
        return {
            "accounts": no(accounts.is_deleted).sum(),
            "contacts": len(file("sf_contact_data")) + len(leads),
            "users": no(users._fivetran_deleted).sum(), "leads": len(leads),
            "touchpoints": len(leads), "opportunities": no(deals.is_deleted).sum(),
            "stage_changes": (leads.converted_date != "").sum() + no(versions.is_deleted).sum(),
            "links": (accounts.master_record_id != "").sum() + converted,
            "activities": len(file("sf_task_data")) + no(events.is_child).sum(),
        }  # fmt: skip
    leads, deletes = file("marketo_lead_data"), file("marketo_activity_delete_lead_data")
    merges = file("marketo_activity_merge_leads_data")
    pairs = merges.merge_ids[lambda ids: ids != ""].str.strip("[]").str.split(",")
    living = (~leads.id.isin(deletes.lead_id)).sum()
    acts = sum(
        len(file(f"marketo_activity_{kind}_email_data"))
        for kind in ("open", "click", "unsubscribe")
    )
    return {
        "contacts": living, "leads": living, "campaigns": len(file("marketo_program_data")),
        "touchpoints": living + acts, "links": 2 * pairs.str.len().sum(), "stage_changes": 0,
    }  # fmt: skip


def test_rows_of_each_table(export):
    """The lake as imported, before merges are followed: what `history` shows."""
    tables = export.workspace.tables()
    found = {name: tables.history(name).count().execute() for name in export.result.tables}

    assert found == {name: int(n) for name, n in expected_rows(export).items()}


def test_times_are_utc_as_the_tables_write_them(export):
    name, raw, column = {
        "hubspot": ("contacts", "contact_data", "property_createdate"),
        "salesforce": ("leads", "sf_lead_data", "created_date"),
        "marketo": ("leads", "marketo_lead_data", "created_at"),
    }[export.preset]
    wanted = sorted(pd.to_datetime(export.file(raw)[column]))
    found = export.table(name)
    dated = found["opened_at" if name == "leads" else "created_at"].dt.tz_localize(None)

    # Of merged people only the record that stays is shown.
    assert set(dated) <= set(wanted)
    assert len(dated) == (len(wanted) - (3 if export.preset == "hubspot" else 0))


def test_words_that_nobody_mapped_are_told(export):
    told = {(each.column, each.word): each.n_rows for each in export.result.unmapped}
    if export.preset == "hubspot":
        column = export.file("deal_stage_data").value
        expected = {("to_stage", word): n for word, n in column.value_counts().items()}
    elif export.preset == "salesforce":
        column = export.file("sf_task_data").type
        expected = {("kind", word): n for word, n in column[column != ""].value_counts().items()}
    else:
        expected = {}

    assert told == expected
