"""Salesforce: statuses in order and the first one, conversion, merges, deletions, later exports."""

from __future__ import annotations

import pytest

LEADS = (
    "Id,IsDeleted,MasterRecordId,LastName,Email,Status,LeadSource,CreatedDate,SystemModstamp,"
    "IsConverted,ConvertedDate,ConvertedContactId,ConvertedAccountId,ConvertedOpportunityId"
)
MIA = (
    "L1,false,,Roy,mia@nord.example,New,Webinar,2026-03-01T14:00:00.000Z"
    ",2026-03-20T08:00:00.000Z,false,,,,"
)
CONVERTED = MIA.replace("false,,,,", "true,2026-03-12,C1,A1,O1")
HISTORY = "Id,IsDeleted,LeadId,Field,OldValue,NewValue,CreatedDate,CreatedById"


def history(*rows):
    lines = (
        f"H{i},false,L1,{field},{old},{new},{at},U1"
        for i, (at, field, old, new) in enumerate(rows, start=1)
    )
    return [HISTORY, *lines]


@pytest.mark.parametrize(
    ("person", "rows", "expected", "unmapped"),
    [
        pytest.param(
            CONVERTED,
            [
                ("2026-03-12T16:00:00.000Z", "Status", "Working", "Closed - Converted"),
                ("2026-03-10T15:00:00.000Z", "Status", "MQL", "Working"),
                ("2026-03-11T15:00:00.000Z", "Owner", "U1", "U2"),
            ],
            [
                ("L1", None, "mql", "2026-03-01 14:00"),  # what the first change left
                ("L1", "mql", "sal", "2026-03-10 15:00"),
                ("L1", "sal", "sql", "2026-03-12 16:00"),  # not the day of the conversion again
            ],
            [],
            id="newest first, with the status that no row tells",
        ),
        pytest.param(
            CONVERTED,
            [],
            [("L1", None, "sql", "2026-03-12 04:00")],  # midnight in Montréal
            [],
            id="without history only the conversion is dated",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            MIA,
            [
                ("2026-03-02T15:00:00.000Z", "Status", "Bloomed", "Nurturing"),
                ("2026-03-08T15:00:00.000Z", "Status", "Nurturing", "Working"),
                ("2026-03-09T15:00:00.000Z", "Status", "Working", "Dormant"),
            ],
            [
                ("L1", None, "recycled", "2026-03-02 15:00"),
                ("L1", "recycled", "sal", "2026-03-08 15:00"),
            ],
            ["Bloomed", "Dormant"],
            id="statuses of one's own are told",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_statuses_in_order(imports, moves, person, rows, expected, unmapped):
    result = imports("salesforce", {"Lead.csv": [LEADS, person], "LeadHistory.csv": history(*rows)})

    assert moves() == expected
    assert sorted(each.word for each in result.unmapped) == unmapped


@pytest.mark.slow
def test_the_date_fields_of_a_company(imports, moves):
    files = {"lead.csv": [LEADS + ",MQL_Date__c,Renewal_Date__c", MIA + ",2026-03-04,2027-01-01"]}
    imports("salesforce", files)

    assert moves() == [("L1", None, "mql", "2026-03-04 05:00")]


CONTACTS = "Id,IsDeleted,MasterRecordId,AccountId,LastName,Email,CreatedDate,SystemModstamp"
ROY = "C1,false,,A1,Roy,mia@nord.example,2026-03-12T16:00:00.000Z,2026-03-20T08:00:00.000Z"
CAMPAIGNS = ["Id,Name,Type,StartDate,EndDate", "K1,Congrès,Trade Show,2026-03-01,2026-03-03"]
MEMBERS = [
    "Id,CampaignId,LeadId,ContactId,HasResponded,FirstRespondedDate,CreatedDate",
    "M1,K1,L1,,true,2026-03-02,2026-02-01T09:00:00.000Z",
    "M2,K1,L1,,false,,2026-02-01T09:00:00.000Z",
]


def test_a_converted_lead_is_one_person_and_one_deal(imports, rows):
    deals = [
        "Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CreatedDate,CampaignId",
        "O1,false,A1,Audit,Closed Won,5000,2026-04-30,true,true,2026-03-12T16:00:00.000Z,K1",
    ]
    files = {
        "Lead.csv": [LEADS, CONVERTED], "Contact.csv": [CONTACTS, ROY], "Opportunity.csv": deals,
        "Campaign.csv": CAMPAIGNS, "CampaignMember.csv": MEMBERS,
        "OpportunityContactRole.csv": ["OpportunityId,ContactId,Role", "O1,C1,Economic Buyer"],
    }  # fmt: skip
    imports("salesforce", files)

    assert rows("contacts", "contact_id") == [("C1",)]
    assert rows("leads", "lead_id", "contact_id") == [("L1", "C1")]
    assert rows("touchpoints", "touchpoint_id", "contact_id", "kind", "channel") == [
        ("L1#origin", "C1", "other", None),
        ("member#M1", "C1", "event_attended", "event"),
    ]
    (deal,) = rows("opportunities", "lead_id", "outcome", "closed_at", "primary_campaign_id")
    assert (deal[0], deal[1], f"{deal[2]:%Y-%m-%d %H}", deal[3]) == (
        "L1",
        "won",
        "2026-04-30 04",
        "K1",
    )
    assert rows("opportunity_contacts", "contact_role") == [("finance",)]


@pytest.mark.slow
def test_merged_records_read_as_the_one_that_stays(imports, rows):
    other = MIA.replace("L1,false,", "L2,true,L1").replace("mia@", "m.roy@")
    accounts = [
        "Id,IsDeleted,MasterRecordId,Name,SystemModstamp",
        "A1,false,,Nord inc.,2026-03-06T08:00:00.000Z",
        "A2,true,A1,Nord,2026-03-06T08:00:00.000Z",
    ]
    people = [CONTACTS, ROY, ROY.replace("C1", "C2").replace("A1", "A2")]
    imports(
        "salesforce",
        {"Lead.csv": [LEADS, MIA, other], "Account.csv": accounts, "Contact.csv": people},
    )

    assert rows("leads", "lead_id") == [("L1",)]
    assert rows("accounts", "account_id", "name") == [("A1", "Nord inc.")]
    assert rows("contacts", "contact_id", "account_id") == [
        ("C1", "A1"),
        ("C2", "A1"),
        ("L1", None),
    ]


@pytest.mark.slow
def test_a_deleted_lead_goes_with_its_moves_and_comes_back(imports, rows, moves):
    told = history(("2026-03-10T15:00:00.000Z", "Status", "New", "Working"))

    def imported(day, person):
        result = imports(
            "salesforce", {"Lead.csv": [LEADS, person], "LeadHistory.csv": told}, day=day
        )
        return len(rows("leads", "lead_id")), len(moves()), result.commit is not None

    gone = MIA.replace("L1,false", "L1,true")
    assert imported(1, MIA) == (1, 2, True)
    assert imported(2, MIA) == (1, 2, False)
    assert imported(3, gone) == (0, 0, True)
    assert imported(4, MIA) == (1, 2, True)


DEALS = "id,is_deleted,stage_name,close_date,is_closed,is_won,created_date,loss_reason_c,amount"
STEPS = "id,opportunity_id,stage_name,created_date,created_by_id,is_deleted"
CHANGES = "id,opportunity_id,field,old_value,new_value,created_date,created_by_id,is_deleted"
VERSIONS = "id,_fivetran_start,stage_name,is_won,is_closed,is_deleted"


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            {
                "opportunity_history.csv": [
                    STEPS,
                    "S2,O1,Closed Lost,2026-05-02 15:00:00,U1,false",
                    "S1,O1,Prospecting,2026-03-12 16:00:00,U1,false",
                ]
            },
            id="history of opportunities",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            {
                "opportunity_field_history.csv": [
                    CHANGES,
                    "S0,O1,Amount,1,2,2026-03-13 16:00:00,U1,false",
                    "S1,O1,StageName,,Prospecting,2026-03-12 16:00:00,U1,false",
                    "S2,O1,StageName,Prospecting,Closed Lost,2026-05-02 15:00:00,U1,false",
                ]
            },
            id="history of fields",
        ),
        pytest.param(
            {
                "opportunity_history.csv": [
                    VERSIONS,
                    "O1,2026-05-02 15:00:00,Perdue,false,true,false",
                    "O1,2026-03-12 16:00:00,Premier contact,false,false,false",
                    "O1,2026-03-20 16:00:00,Analyse,false,false,false",
                ]
            },
            id="versions kept by a sync tool, in the words of the company",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_stages_of_a_deal_in_order(imports, rows, moves, told):
    deal = "O1,false,Closed Lost,2026-05-02,true,false,2026-03-12 16:00:00,Prix,900"
    result = imports("salesforce", {"opportunity_data.csv": [DEALS, deal], **told})

    assert moves() == [
        ("O1", None, "opportunity", "2026-03-12 16:00"),
        ("O1", "opportunity", "lost", "2026-05-02 15:00"),
    ]
    assert rows("opportunities", "outcome", "lost_reason") == [("lost", "Prix")]
    assert (result.rejects, result.unmapped) == ((), ())


@pytest.mark.slow
def test_a_later_export_of_a_deal_is_a_new_version(imports, rows, workspace):
    open_ = "O1,false,Prospecting,2026-05-30,false,false,2026-03-12 16:00:00,,900"
    won = "O1,false,Closed Won,2026-05-02,true,true,2026-03-12 16:00:00,,950"
    imports("salesforce", {"opportunity_data.csv": [DEALS, open_]})
    result = imports("salesforce", {"opportunity_data.csv": [DEALS, won]}, day=2)

    assert result.tables["opportunities"].n_changed == 1
    assert rows("opportunities", "outcome") == [("won",)]
    assert workspace.lake.tables().history("opportunities").count().execute() == 2
    assert imports("salesforce", {"opportunity_data.csv": [DEALS, won]}, day=3).commit is None


def test_what_representatives_did(imports, rows):
    header = (
        "Id,WhoId,WhatId,Subject,Status,IsClosed,TaskSubtype,Type,CallDisposition"
        ",CallDurationInSeconds,ActivityDate,CreatedDate,OwnerId"
    )
    tasks = [
        header,
        "T1,L1,O1,Appel,Completed,true,Call,,Connected,90,2026-03-03,2026-03-03T15:00:00.000Z,U1",
        "T2,L1,,Infolettre,Completed,true,ListEmail,,,,2026-03-04,2026-03-04T15:00:00.000Z,U1",
        "T3,L1,,À faire,Not Started,false,Call,,,,2026-03-09,2026-03-04T15:00:00.000Z,U1",
    ]
    events = [
        "Id,WhoId,Subject,Type,StartDateTime,DurationInMinutes,IsChild",
        "E1,L1,Rencontre,Meeting,2026-03-05T15:00:00.000Z,30,false",
        "E2,L1,Rencontre,Meeting,2026-03-05T15:00:00.000Z,30,true",
    ]
    deal = ["Id,StageName,CloseDate,IsClosed,IsWon,CreatedDate",
            "O1,Prospecting,2026-05-30,false,false,2026-03-02T15:00:00.000Z"]  # fmt: skip
    imports("salesforce", {"Task.csv": tasks, "Event.csv": events, "Opportunity.csv": deal})

    found = rows("activities", "activity_id", "kind", "opportunity_id", "is_human", "is_two_way")
    assert found == [
        ("E1", "meeting", None, None, None),
        ("T1", "call", "O1", True, True),
        ("T2", "email", None, False, None),
    ]
