"""Marketo: the lifecycle in order with its first stage, merges, deletions, what people did."""

from __future__ import annotations

import pytest

LEADS = "id,created_at,updated_at,email,first_name,last_name,lead_source"
MIA = "1,2026-03-01 14:00:00.000,2026-03-20 8:00:00.000,mia@nord.example,Mia,Roy,Webinar"
BEN = "2,2026-03-02 14:00:00.000,2026-03-20 8:00:00.000,ben@nord.example,Ben,Roy,Web"
CHANGES = "activity_date,activity_type_id,id,lead_id,primary_attribute_value,old_value,new_value"


@pytest.mark.parametrize(
    ("rows", "expected", "unmapped"),
    [
        pytest.param(
            [
                "2026-03-09 15:00:00.000,13,3,1,Lifecycle Status,SAL,SQL",
                "2026-03-05 15:00:00.000,13,2,1,Lifecycle Status,MQL,SAL",
                "2026-03-04 15:00:00.000,13,1,1,Lifecycle Status,Engaged,MQL",
                "2026-03-06 15:00:00.000,13,4,1,Job Level,MQL,Customer",
            ],
            [
                ("1", None, "lead", "2026-03-01 14:00"),  # what the first change left
                ("1", "lead", "mql", "2026-03-04 15:00"),
                ("1", "mql", "sal", "2026-03-05 15:00"),
                ("1", "sal", "sql", "2026-03-09 15:00"),
            ],
            [],
            id="newest first; other fields are no stages",
        ),
        pytest.param(
            [
                "2026-03-04 15:00:00.000,13,1,1,Lead Status,,MQL",
                "2026-03-05 15:00:00.000,13,2,1,Lead Status,MQL,Parked",
                "2026-03-06 15:00:00.000,13,3,1,Lead Status,Parked,Recycled",
                "2026-03-07 15:00:00.000,13,4,1,Lead Status,Recycled,",
            ],
            [
                ("1", None, "mql", "2026-03-04 15:00"),
                ("1", "mql", "recycled", "2026-03-06 15:00"),
            ],
            ["Parked", "Parked"],  # where it is left, and where it is reached
            id="a stage of one's own is told; an emptied field is no stage",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_lifecycle_in_order(imports, moves, rows, expected, unmapped):
    files = {"lead.csv": [LEADS, MIA], "activity_change_data_value.csv": [CHANGES, *rows]}
    result = imports("marketo", files)

    assert moves() == expected
    assert [each.word for each in result.unmapped] == unmapped


MERGES = "id,activity_date,activity_type_id,lead_id,merge_ids"
OPENS = (
    "id,activity_date,activity_type_id,lead_id,campaign_id,primary_attribute_value,is_bot_activity"
)


def test_merged_people_read_as_the_one_that_stays(imports, rows):
    files = {
        "lead.csv": [LEADS, MIA, BEN],
        "activity_merge_leads.csv": [
            MERGES,
            '91,2026-03-10 9:00:00.000,32,1,"[2, 3]"',
            "92,2026-03-11 9:00:00.000,32,1,[2]",
            "93,2026-03-11 9:00:00.000,32,1,",
        ],
        "activity_open_email.csv": [OPENS, "71,2026-03-03 9:00:00.000,10,2,500,Infolettre,false"],
    }
    result = imports("marketo", files)

    assert rows("leads", "lead_id") == [("1",)]
    assert rows("contacts", "contact_id") == [("1",)]
    opened = [
        row for row in rows("touchpoints", "touchpoint_id", "contact_id") if row[0] == "activity#71"
    ]
    assert opened == [("activity#71", "1")]
    merged = rows("links", "link_id", "occurred_at")
    assert [(key, f"{at:%m-%d}") for key, at in merged] == [
        ("contacts:2>1", "03-11"),  # told twice: the later one
        ("contacts:3>1", "03-10"),
        ("leads:2>1", "03-11"),
        ("leads:3>1", "03-10"),
    ]
    assert result.tables["links"].n_older == 2


@pytest.mark.slow
def test_a_deleted_person_goes_with_its_moves(imports, rows, moves):
    told = [CHANGES, "2026-03-04 15:00:00.000,13,1,1,Lead Status,New,MQL"]
    deletes = ["id,activity_date,activity_type_id,lead_id", "95,2026-04-01 9:00:00.000,37,1"]

    def imported(day, people, gone):
        files = {"lead.csv": [LEADS, *people], "activity_delete_lead.csv": gone}
        result = imports("marketo", {**files, "activity_change_data_value.csv": told}, day=day)
        return rows("leads", "lead_id"), len(moves()), result.commit is not None

    assert imported(1, [MIA, BEN], deletes[:1]) == ([("1",), ("2",)], 2, True)
    assert imported(2, [MIA, BEN], deletes) == ([("2",)], 0, True)  # the delete is the later word
    assert imported(3, [BEN], deletes) == ([("2",)], 0, False)


@pytest.mark.slow
def test_a_later_export_is_a_new_version(imports, rows, workspace):
    later = MIA.replace("2026-03-20", "2026-04-20").replace("mia@nord", "mia.roy@nord")
    imports("marketo", {"lead.csv": [LEADS, MIA]})
    result = imports("marketo", {"lead.csv": [LEADS, later]}, day=2)

    assert result.tables["contacts"].n_changed == 1
    assert rows("contacts", "email") == [("mia.roy@nord.example",)]
    assert workspace.lake.tables().history("contacts").count().execute() == 2


def test_what_people_did(imports, rows):
    files = {
        "lead.csv": [LEADS, MIA],
        "activity_open_email.csv": [
            OPENS,
            "71,2026-03-03 9:00:00.000,10,1,500,Infolettre,false",
            "72,2026-03-03 9:00:00.000,10,1,500,Infolettre,true",
        ],
        "activity_fill_out_form.csv": [
            "id,activity_date,activity_type_id,lead_id,campaign_id,primary_attribute_value",
            "73,2026-03-03 9:05:00.000,2,1,500,Contact Us",
        ],
        "activity_change_status_in_progression.csv": [
            "id,activity_date,activity_type_id,lead_id,primary_attribute_value_id,success",
            "74,2026-03-03 9:10:00.000,104,1,60,true",
            "75,2026-03-03 9:10:00.000,104,1,60,false",
        ],
        "campaign.csv": ["id,name,program_id", "500,Envoi 1,61"],
        "program.csv": ["id,name,channel", "60,Webinaire,Webinar", "61,Infolettre,Email Send"],
    }  # fmt: skip
    imports("marketo", files)

    assert rows("touchpoints", "touchpoint_id", "kind", "channel", "campaign_id") == [
        ("1#origin", "other", None, None),
        ("activity#71", "email_open", "email", "61"),
        ("activity#73", "direct_request", None, "61"),
        ("activity#74", "webinar_attended", "webinar", "60"),
    ]
    assert rows("campaigns", "campaign_id", "channel") == [("60", "webinar"), ("61", "email")]
