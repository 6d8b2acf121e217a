"""Zoho: statuses and stages in order, conversion, deleted and restored records, a later export."""

from __future__ import annotations

import pytest

LEADS = (
    "Record Id,Lead Owner.id,First Name,Last Name,Email,Lead Source,Lead Status,Created Time,"
    "Modified Time,Lead Conversion Time,Converted Contact.id,Converted Deal.id"
)
MIA = "L1,U1,Mia,Roy,mia@nord.example,Webinar,Contacted,2026-03-01 09:00:00,2026-03-20 09:00:00"
OPEN, CONVERTED = MIA + ",,,", MIA + ",2026-03-12 11:00:00,C1,D1"
STATUSES = "Record Id,Lead Name.id,Lead Status,Modified Time,Modified By.id"
DEALS = (
    "Record Id,Deal Name,Stage,Amount,Closing Date,Deal Owner.id,Contact Name.id,Reason For Loss,"
    "Created Time,Modified Time"
)
STAGES = "Deal Name.id,Stage,Amount,Last Modified Time,Modified By.id"


def deal(stage, *, updated="2026-03-20 09:00:00"):
    reason = "Prix" if "Lost" in stage else ""
    return f"D1,Audit,{stage},1500,2026-05-02,U1,C1,{reason},2026-03-12 11:00:00,{updated}"


@pytest.mark.parametrize(
    ("person", "rows", "expected", "unmapped"),
    [
        pytest.param(
            CONVERTED,
            [
                "3,L1,Qualified,2026-03-11 11:00:00,U1",
                "1,L1,Not Contacted,2026-03-01 09:00:00,U1",
                "2,L1,Contacted,2026-03-10 11:00:00,U1",
            ],
            [
                ("L1", None, "lead", "2026-03-01 14:00"),  # in the agreement's zone
                ("L1", "lead", "sal", "2026-03-10 15:00"),
                ("L1", "sal", "sql", "2026-03-11 15:00"),  # not the conversion again
            ],
            [],
            id="in order",
        ),
        pytest.param(
            CONVERTED,
            [],
            [("L1", None, "sql", "2026-03-12 15:00")],
            [],
            id="without history the conversion",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            OPEN,
            ["1,L1,-None-,2026-03-01 09:00:00,U1", "2,L1,Au salon,2026-03-02 09:00:00,U1"],
            [],
            ["Au salon"],
            id="a status of one's own is set aside and told, an empty one is none",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_statuses_in_order(imports, moves, person, rows, expected, unmapped):
    files = {"Leads_001.csv": [LEADS, person], "Lead_Status_History.csv": [STATUSES, *rows]}
    result = imports("zoho", files)

    assert moves() == expected
    assert [each.word for each in result.unmapped] == unmapped


@pytest.mark.slow
def test_a_converted_lead_is_one_person_and_one_deal(imports, rows, moves):
    files = {
        "Leads_001.csv": [LEADS, CONVERTED],
        "Contacts_001.csv": [
            "Record Id,Last Name,Email,Account Name.id,Created Time",
            "C1,Roy,mia@nord.example,A1,2026-03-12 11:00:00",
        ],
        "Accounts_001.csv": [
            "Record Id,Account Name,Created Time",
            "A1,Nord inc.,2026-03-12 11:00",
        ],
        "Deals_001.csv": [DEALS, deal("Closed Lost")],
        "Stage_History_001.csv": [
            STAGES,
            "D1,Closed Lost,1500,2026-05-02 11:00:00,U1",
            "D1,Qualification,1500,2026-03-12 11:00:00,U1",
            "D1,Needs Analysis,1500,2026-03-15 11:00:00,U1",
        ],
        "Campaigns_001.csv": ["Record Id,Campaign Name,Type", "K1,Congrès,Trade Show"],
        "Campaign_Members.csv": [
            "Record Id,Campaign.id,Lead.id,Member Status,Modified Time",
            "M1,K1,L1,Attended,2026-03-02 09:00:00",
            "M2,K1,L1,Sent,2026-03-02 09:00:00",
        ],
    }
    imports("zoho", files)

    assert rows("contacts", "contact_id", "account_id") == [("C1", "A1")]
    assert rows("leads", "lead_id", "contact_id") == [("L1", "C1")]
    assert rows("opportunities", "lead_id", "outcome", "lost_reason") == [("L1", "lost", "Prix")]
    assert rows("touchpoints", "touchpoint_id", "contact_id", "kind") == [
        ("L1#origin", "C1", "other"),
        ("member#M1", "C1", "event_attended"),
    ]
    assert moves()[:2] == [
        ("D1", None, "opportunity", "2026-03-12 15:00"),
        ("D1", "opportunity", "lost", "2026-05-02 15:00"),
    ]


GONE = "Record Id,Deleted Time,type"


@pytest.mark.slow
def test_deleted_then_restored(imports, rows, moves):
    told = [STATUSES, "1,L1,Contacted,2026-03-10 11:00:00,U1"]

    def imported(day, person, *deleted):
        files = {"Leads_001.csv": [LEADS, *person], "deleted_leads.csv": [GONE, *deleted]}
        result = imports("zoho", {**files, "Lead_Status_History.csv": told}, day=day)
        found = rows("leads", "lead_id"), rows("contacts", "contact_id"), len(moves())
        return *found, result.commit is not None

    gone = "L1,2026-04-01 09:00:00,recycle"
    restored = OPEN.replace("2026-03-20", "2026-04-02")
    alive, away = ([("L1",)], [("L1",)], 1), ([], [], 0)
    assert imported(1, [OPEN]) == (*alive, True)
    assert imported(2, [], gone) == (*away, True)
    assert imported(3, [OPEN], gone) == (*away, False)  # the record as it was before
    assert imported(4, [restored]) == (*alive, True)


@pytest.mark.slow
def test_a_later_export_of_a_deal_is_a_new_version(imports, rows, workspace):
    imports("zoho", {"Deals_001.csv": [DEALS, deal("Qualification")]})
    won = {"Deals_001.csv": [DEALS, deal("Closed Won", updated="2026-05-02 11:00:00")]}
    result = imports("zoho", won, day=2)

    assert result.tables["opportunities"].n_changed == 1
    assert rows("opportunities", "outcome") == [("won",)]
    assert workspace.lake.tables().history("opportunities").count().execute() == 2
    assert imports("zoho", won, day=3).commit is None


@pytest.mark.slow
def test_the_same_by_the_api(imports, rows):
    files = {
        "deals.csv": [
            "id,Deal_Name,Stage,Amount,Closing_Date,Owner.id,Created_Time,Modified_Time",
            "D1,Audit,Signature,1500,2026-05-02,U1,2026-03-12T11:00:00-04:00,2026-03-12T11:00:00-04:00",
        ],
        "calls.csv": [
            "id,Call_Start_Time,Who_Id.id,What_Id.id,Call_Duration_in_seconds,Owner.id",
            "A1,2026-03-13T11:00:00-04:00,C1,D1,150,U1",
        ],
        "users.csv": ["id,full_name,email,status", "U1,Ana Bell,ana@sud.example,active"],
    }
    result = imports("zoho", files)

    (found,) = rows("opportunities", "outcome", "owner_id", "created_at")
    assert (*found[:2], f"{found[2]:%Y-%m-%d %H:%M}") == ("open", "U1", "2026-03-12 15:00")
    assert [(each.word, each.read_as) for each in result.unmapped] == [("Signature", "open")]
    assert rows("activities", "contact_id", "opportunity_id", "duration_minutes") == [
        ("C1", "D1", pytest.approx(2.5))
    ]
    assert rows("users", "name", "is_active") == [("Ana Bell", True)]
