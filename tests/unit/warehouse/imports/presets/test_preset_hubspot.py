"""HubSpot: stages in order, property times, merges, deletions, a later export."""

from __future__ import annotations

import pytest

CONTACTS = (
    "id,_fivetran_deleted,_fivetran_synced,property_email,property_lifecyclestage"
    ",property_createdate"
)
ANNE = "1,FALSE,2026-03-20 3:00:00,anne@nord.example,lead,2026-03-01 14:00:00"
BEN = "2,FALSE,2026-03-20 3:00:00,ben@nord.example,lead,2026-03-02 9:00:00"
HISTORY = "contact_id,timestamp,_fivetran_synced,source,name,value"


def history(*rows):
    return [HISTORY, *(f"1,{at},2026-03-20 3:00:00,CRM_UI,{name},{to}" for at, name, to in rows)]


@pytest.mark.parametrize(
    ("rows", "expected", "unmapped"),
    [
        pytest.param(
            [
                ("2026-03-05 10:00:00.250", "lifecyclestage", "salesqualifiedlead"),
                ("2026-03-03 10:00:00.100", "lifecyclestage", "marketingqualifiedlead"),
                ("2026-03-01 14:00:00.000", "lifecyclestage", "lead"),
            ],
            [
                ("1", None, "lead", "2026-03-01 14:00"),
                ("1", "lead", "mql", "2026-03-03 10:00"),
                ("1", "mql", "sql", "2026-03-05 10:00"),
            ],
            [],
            id="newest first in the file",
        ),
        pytest.param(
            [
                ("2026-03-01 14:00:00", "lifecyclestage", "lead"),
                ("2026-03-02 14:00:00", "lifecyclestage", "lead"),
                ("2026-03-03 14:00:00", "jobtitle", "customer"),
                ("2026-03-04 14:00:00", "hs_lead_status", "OPEN"),
                ("2026-03-05 14:00:00", "hs_lead_status", "BAD_TIMING"),
                ("2026-03-09 14:00:00", "lifecyclestage", "lead"),
            ],
            [
                ("1", None, "lead", "2026-03-01 14:00"),
                ("1", "lead", "recycled", "2026-03-05 14:00"),
                ("1", "recycled", "lead", "2026-03-09 14:00"),
            ],
            [],
            id="recycled and back; a value again and other properties are no moves",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            [
                ("2026-03-01 14:00:00", "lifecyclestage", "subscriber"),
                ("2026-03-02 14:00:00", "lifecyclestage", "evangelist"),
                ("2026-03-03 14:00:00", "lifecyclestage", "8675309"),
            ],
            [("1", None, "customer", "2026-03-02 14:00")],
            [("8675309", None)],
            id="a stage of one's own is set aside and told",
        ),
    ],
)
def test_lifecycle_in_order(imports, moves, rows, expected, unmapped):
    files = {"contact.csv": [CONTACTS, ANNE], "contact_property_history.csv": history(*rows)}
    result = imports("hubspot", files)

    assert moves() == expected
    assert [(each.word, each.read_as) for each in result.unmapped] == unmapped
    assert [each.reason for each in result.rejects] == ["unmapped_word"] * len(unmapped)


def test_a_stage_of_ones_own_in_a_mapping_on_top(imports, moves, workspace):
    folder = workspace.folder / "mappings"
    folder.mkdir()
    text = 'extends = "hubspot"\n[words.lifecycle]\n8675309 = "sal"\n'
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    rows = history(("2026-03-03 14:00:00", "lifecyclestage", "8675309"))
    result = imports(
        "ours", {"contact.csv": [CONTACTS, ANNE], "contact_property_history.csv": rows}
    )

    assert moves() == [("1", None, "sal", "2026-03-03 14:00")]
    assert (result.source, result.unmapped) == ("hubspot", ())


TIMES = (
    CONTACTS
    + ",property_hs_lifecyclestage_lead_date,property_hs_lifecyclestage_marketingqualifiedlead_date"
    + ",property_hs_v2_date_entered_marketingqualifiedlead,property_hs_v2_date_entered_customer"
)


@pytest.mark.slow
def test_property_times_stand_until_the_history_tells(imports, moves):
    people = [TIMES, f"{ANNE},2026-03-01 14:00,2026-03-03 10:00,2026-03-04 11:00,"]
    of_contact = [
        ("1", None, "lead", "2026-03-01 14:00"),
        ("1", "lead", "mql", "2026-03-04 11:00"),  # of two properties, the newer one
    ]
    imports("hubspot", {"contact.csv": people})
    before = moves()
    told = history(("2026-03-03 10:00", "lifecyclestage", "marketingqualifiedlead"))
    imports("hubspot", {"contact.csv": people, "contact_property_history.csv": told}, day=2)

    assert before == of_contact
    assert moves() == [
        ("1", None, "lead", "2026-03-01 14:00"),
        ("1", "lead", "mql", "2026-03-03 10:00"),
    ]


MERGES = "canonical_vid,contact_id,vid_to_merge,_fivetran_synced,timestamp,user_id"
FORMS = "timestamp,form_id,contact_id,conversion_id,page_url,title,_fivetran_synced"
FORM = "2026-03-02 9:00:00,f1,2,c1,https://nord.example/guide,Guide,2026-03-20"


@pytest.mark.parametrize(
    ("files", "occurred_on"),
    [
        pytest.param(
            {"contact_merge_audit.csv": [MERGES, "1,1,2,2026-03-20,2026-03-10 8:00:00,77"]},
            "2026-03-10",
            id="from the audit",
        ),
        pytest.param(
            {"contact.csv": [CONTACTS + ",property_hs_merged_object_ids", ANNE + ",2", BEN + ","]},
            "2026-03-20",
            id="from the record that stays: when it was last read",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            {
                "contact.csv": [
                    CONTACTS + ",property_hs_merged_object_ids",
                    ANNE + ",2",
                    BEN.replace("FALSE", "TRUE") + ",",
                ],
                "contact_merge_audit.csv": [MERGES, "1,1,2,2026-03-20,2026-03-10 8:00:00,77"],
            },
            "2026-03-10",
            id="both: the audit, and the other record is deleted",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_merged_contact_counts_once(imports, rows, files, occurred_on):
    base = {"contact.csv": [CONTACTS, ANNE, BEN], "contact_form_submission.csv": [FORMS, FORM]}
    result = imports("hubspot", {**base, **files})

    assert rows("contacts", "contact_id") == [("1",)]
    (merge,) = rows("links", "from_id", "to_id", "occurred_at")
    assert merge[:2] == ("2", "1")
    assert f"{merge[2]:%Y-%m-%d}" == occurred_on
    forms = [row for row in rows("touchpoints", "kind", "contact_id") if row[0] == "form"]
    assert forms == [("form", "1")]
    assert result.rejects == ()


@pytest.mark.slow
def test_a_deleted_contact_goes_with_its_moves_and_comes_back(imports, rows, moves):
    told = history(("2026-03-01 14:00", "lifecyclestage", "lead"))
    gone = ANNE.replace("FALSE", "TRUE")

    def imported(day, person):
        files = {"contact.csv": [CONTACTS, person], "contact_property_history.csv": told}
        result = imports("hubspot", files, day=day)
        return rows("leads", "lead_id"), len(moves()), result.commit is not None

    assert imported(1, ANNE) == ([("1",)], 1, True)
    assert imported(2, ANNE) == ([("1",)], 1, False)
    assert imported(3, gone) == ([], 0, True)
    assert imported(4, gone) == ([], 0, False)
    assert imported(5, ANNE) == ([("1",)], 1, True)


DEALS = (
    "deal_id,is_deleted,deal_pipeline_id,deal_pipeline_stage_id,owner_id,property_dealname"
    ",property_amount,property_closedate,property_createdate"
)
STAGES = [
    "stage_id,pipeline_id,label,closed_won,is_closed",
    "s1,p,Premier appel,false,false",
    "s2,p,Gagnée,true,true",
    "s3,p,Perdue,false,true",
]


def deal(stage, closes="2026-06-30", number=9):
    return f"{number},false,p,{stage},7,Audit Nord,1200.50,{closes},2026-03-05 9:00:00"


@pytest.mark.parametrize(
    ("stage", "outcome", "closed"),
    [
        pytest.param("s1", "open", False, id="open by the stage's flags", marks=pytest.mark.slow),
        pytest.param("s2", "won", True, id="won"),
        pytest.param("s3", "lost", True, id="lost"),
        pytest.param(
            "closedwon",
            "won",
            True,
            id="won by the name of a stage nobody gives",
            marks=pytest.mark.slow,
        ),
        pytest.param("", "open", False, id="no stage", marks=pytest.mark.slow),
    ],
)
def test_outcome_of_a_deal(imports, rows, stage, outcome, closed):
    result = imports(
        "hubspot", {"deal.csv": [DEALS, deal(stage)], "deal_pipeline_stage.csv": STAGES}
    )
    (found,) = rows("opportunities", "outcome", "closed_at", "amount")

    assert (found[0], found[1] is not None, float(found[2])) == (outcome, closed, 1200.50)
    assert result.unmapped == ()


def test_an_unknown_stage_of_a_deal_is_open_and_told(imports, rows):
    result = imports(
        "hubspot", {"deal.csv": [DEALS, deal("s77")], "deal_pipeline_stage.csv": STAGES}
    )

    assert rows("opportunities", "outcome") == [("open",)]
    assert [(each.word, each.n_rows, each.read_as) for each in result.unmapped] == [
        ("s77", 1, "open")
    ]
    assert any("`s77` (1)" in warning.en for warning in result.warnings)


@pytest.mark.slow
def test_a_later_export_of_a_deal_is_a_new_version(imports, rows, moves, workspace):
    entered = ["deal_id,date_entered,value", "9,2026-03-05 9:00:00,s1"]
    base = {"deal_pipeline_stage.csv": STAGES}
    imports("hubspot", {**base, "deal.csv": [DEALS, deal("s1")], "deal_stage.csv": entered})
    lost = {"deal.csv": [DEALS, deal("s3", "2026-05-02 15:00")]}
    lost["deal_stage.csv"] = [*entered, "9,2026-05-02 15:00:00,s3"]
    result = imports("hubspot", {**base, **lost}, day=2)

    assert (result.tables["opportunities"].n_changed, result.tables["stage_changes"].n_new) == (
        1,
        1,
    )
    assert rows("opportunities", "outcome") == [("lost",)]
    assert moves() == [
        ("9", None, "opportunity", "2026-03-05 09:00"),
        ("9", "opportunity", "lost", "2026-05-02 15:00"),
    ]
    assert workspace.lake.tables().history("opportunities").count().execute() == 2
    assert imports("hubspot", {**base, **lost}, day=3).commit is None


@pytest.mark.slow
def test_times_of_a_deal_where_no_history_is(imports, moves):
    header = DEALS + ",property_hs_v2_date_entered_s1,property_hs_v2_date_entered_s2"
    line = deal("s2") + ",2026-03-05 9:00:00,2026-04-01 9:00:00"
    imports("hubspot", {"deal.csv": [header, line], "deal_pipeline_stage.csv": STAGES})

    assert moves() == [
        ("9", None, "opportunity", "2026-03-05 09:00"),
        ("9", "opportunity", "customer", "2026-04-01 09:00"),
    ]


@pytest.mark.slow
def test_merged_deals_and_who_is_on_them(imports, rows):
    files = {
        "deal.csv": [DEALS, deal("s1"), deal("s1", number=8)],
        "merged_deal.csv": ["deal_id,merged_deal_id,_fivetran_synced", "9,8,2026-04-01 8:00"],
        "deal_contact.csv": ["contact_id,deal_id,type_id", "1,8,3"],
        "contact.csv": [CONTACTS, ANNE],
    }
    imports("hubspot", files)

    assert rows("opportunities", "opportunity_id") == [("9",)]
    assert rows("opportunity_contacts", "opportunity_id", "contact_id") == [("9", "1")]


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(
            "Record ID,First Name,Email,Lifecycle Stage,Create Date",
            id="in English",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "ID de fiche,Prénom,E-mail,Phase du cycle de vie,Date de création", id="in French"
        ),
    ],
)
def test_a_downloaded_file_is_in_the_zone_of_the_account(imports, rows, moves, header):
    header += ",Became a Lead Date,Became a Marketing Qualified Lead Date"
    line = "5,Zoé,zoe@sud.example,Lead,2026-03-01 09:00,2026-03-01 10:00,2026-03-02 10:00"
    imports("hubspot", {"all-contacts.csv": [header, line]})

    assert rows("contacts", "contact_id", "first_name", "email") == [
        ("5", "Zoé", "zoe@sud.example")
    ]
    # 10 h in Montréal, before the clocks change.
    assert moves() == [
        ("5", None, "lead", "2026-03-01 15:00"),
        ("5", "lead", "mql", "2026-03-02 15:00"),
    ]


@pytest.mark.slow
def test_what_people_did(imports, rows):
    demo = FORM.replace("c1", "c2").replace("Guide", "Request Demo")
    files = {
        "contact.csv": [CONTACTS, ANNE],
        "contact_form_submission.csv": [FORMS, FORM, demo],
        "email_event.csv": [
            "id,created,email_campaign_id,type,filtered_event,recipient",
            "e1,2026-03-03 9:00,40,OPEN,false,anne@nord.example",
            "e2,2026-03-03 9:01,40,CLICK,false,anne@nord.example",
            "e3,2026-03-03 9:02,40,OPEN,true,anne@nord.example",
            "e4,2026-03-03 9:03,40,SENT,false,anne@nord.example",
            "e5,2026-03-03 9:04,40,STATUSCHANGE,,anne@nord.example",
        ],
        "email_event_status_change.csv": ["id,portal_subscription_status", "e5,UNSUBSCRIBED"],
        "engagement_call.csv": [
            "engagement_id,_fivetran_deleted,property_hs_timestamp,property_hs_call_disposition,property_hs_call_duration",
            "50,false,2026-03-04 9:00,f240bbac-87c9-4f6e-bf70-924b57d47db7,120000",
            "51,true,2026-03-04 9:00,,",
        ],
        "engagement_contact.csv": ["engagement_id,contact_id", "50,1"],
    }  # fmt: skip
    imports("hubspot", files)

    found = rows("touchpoints", "touchpoint_id", "kind", "contact_id")
    assert found == [
        ("1#origin", "other", "1"),
        ("email#e1", "email_open", "1"),
        ("email#e2", "email_click", "1"),
        ("email#e5", "unsubscribe", "1"),
        ("form#c1", "form", "2"),
        ("form#c2", "direct_request", "2"),
    ]
    assert rows("activities", "activity_id", "contact_id", "is_two_way", "duration_minutes") == [
        ("50", "1", True, pytest.approx(2))
    ]
