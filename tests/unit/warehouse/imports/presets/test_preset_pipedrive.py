"""Pipedrive: what becomes of deals in order, deletions, a later export, downloaded files."""

from __future__ import annotations

import pytest

DEALS = (
    "id,title,value,currency,status,user_id,person_id,org_id,add_time,update_time,won_time,lost_time,"
    "close_time,lost_reason,is_deleted"
)
FLOW = "id,item_id,user_id,field_key,old_value,new_value,log_time"


def deal(status, *, closed="", deleted="false", updated="2026-03-20 08:00:00"):
    won, lost = (closed if status == word else "" for word in ("won", "lost"))
    reason = "Prix" if status == "lost" else ""
    return (
        f"7,Audit,1500,CAD,{status},4,11,21,2026-03-01 14:00:00,{updated},{won},{lost},{closed},"
        f"{reason},{deleted}"
    )


@pytest.mark.parametrize(
    ("line", "flow", "expected"),
    [
        pytest.param(
            deal("won", closed="2026-05-01 15:00:00"),
            [
                "3,7,4,status,lost,open,2026-04-10 15:00:00",
                "4,7,4,status,open,won,2026-05-01 15:00:00",
                "2,7,4,status,open,lost,2026-04-02 15:00:00",
                "1,7,4,stage_id,1,2,2026-03-05 15:00:00",
            ],
            [
                ("7", None, "opportunity", "2026-03-01 14:00"),  # no row tells the beginning
                ("7", "opportunity", "lost", "2026-04-02 15:00"),
                ("7", "lost", "opportunity", "2026-04-10 15:00"),
                ("7", "opportunity", "customer", "2026-05-01 15:00"),
            ],
            id="lost, reopened, won",
        ),
        pytest.param(
            deal("lost", closed="2026-04-02 15:00:00"),
            [],
            [("7", None, "lost", "2026-04-02 15:00")],
            id="without changes only the moment that the deal carries",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            deal("open"),
            ["1,7,4,stage_id,1,2,2026-03-05 15:00:00"],
            [],
            id="another stage of the pipeline is no move",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            deal("deleted"),
            ["1,7,4,status,open,lost,2026-04-02 15:00:00", "2,7,4,status,lost,deleted,2026-04-03"],
            [],
            id="a deleted deal has no moves",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_what_became_of_a_deal(imports, moves, line, flow, expected):
    result = imports("pipedrive", {"deals.csv": [DEALS, line], "deals_flow.csv": [FLOW, *flow]})

    assert moves() == expected
    assert (result.rejects, result.unmapped) == ((), ())


@pytest.mark.slow
def test_later_exports(imports, rows, workspace):
    def imported(day, line):
        result = imports("pipedrive", {"deals.csv": [DEALS, line]}, day=day)
        change = result.tables["opportunities"]
        return change.n_new, change.n_changed, change.n_deleted, rows("opportunities", "outcome")

    won = deal("won", closed="2026-05-01 15:00:00", updated="2026-05-01 15:00:00")
    gone = deal("won", closed="2026-05-01 15:00:00", deleted="true", updated="2026-05-03 15:00:00")
    assert imported(1, deal("open")) == (1, 0, 0, [("open",)])
    assert imported(2, deal("open")) == (0, 0, 0, [("open",)])
    assert imported(3, won) == (0, 1, 0, [("won",)])
    assert imported(4, gone) == (0, 0, 1, [])
    assert imported(5, won) == (1, 0, 0, [("won",)])


def test_people_leads_and_activities(imports, rows):
    files = {
        "deals.csv": [DEALS, deal("open")],
        "organizations.csv": ["id,name,add_time,is_deleted", "21,Nord inc.,2026-01-02 9:00,false"],
        "persons.csv": [
            "id,name,primary_email,org_id,add_time,active_flag",
            "11,Mia Roy,mia@nord.example,21,2026-02-01 9:00,true",
            "12,Mia R.,m.roy@nord.example,21,2026-02-01 9:00,false",
        ],
        "leads.csv": [
            "id,title,person_id,organization_id,source_name,add_time",
            "aa-1,Audit,11,21,Web forms,2026-02-20 14:00:00",
        ],
        "activities.csv": [
            "id,subject,type,done,due_date,due_time,deal_id,person_id,user_id,marked_as_done_time",
            "31,Premier appel,call,true,2026-03-02,13:00,7,11,4,2026-03-02 14:10:00",
            "32,Rappel,call,false,2026-04-02,13:00,7,11,4,",
            "33,Visite,visit,true,2026-03-05,13:00,7,11,4,",
        ],
    }
    result = imports("pipedrive", files)

    assert rows("contacts", "contact_id", "account_id") == [("11", "21")]
    assert rows("leads", "lead_id", "contact_id") == [("aa-1", "11")]
    assert rows("touchpoints", "touchpoint_id", "origin_source") == [("aa-1#origin", "Web forms")]
    found = rows("activities", "activity_id", "kind", "opportunity_id", "occurred_at")
    assert [(*row[:3], f"{row[3]:%m-%d %H:%M}") for row in found] == [
        ("31", "call", "7", "03-02 14:10"),
        ("33", "note", "7", "03-05 13:00"),
    ]
    assert [(each.word, each.read_as) for each in result.unmapped] == [("visit", "note")]


ENGLISH = ("ID", "Title", "Status", "Value", "Currency of Value", "Deal created", "Won time")
FRENCH = ("ID", "Titre", "Statut", "Valeur", "Devise", "Affaire créée", "Date de gain")


@pytest.mark.parametrize(
    "lines",
    [
        [
            ",".join(f"Deal - {name}" for name in ENGLISH),
            "7,Audit,Won,1500,CAD,2026-03-01 09:00:00,2026-05-01 11:00:00",
        ],
        [
            ",".join(f"Affaire - {name}" for name in FRENCH),
            "7,Audit,Gagnée,1500,CAD,2026-03-01 09:00:00,2026-05-01 11:00:00",
        ],
    ],
)
def test_a_downloaded_file(imports, rows, moves, lines):
    imports("pipedrive", {"deals-1.csv": lines})
    (found,) = rows("opportunities", "opportunity_id", "outcome", "amount", "currency", "closed_at")

    assert (*found[:2], float(found[2]), found[3]) == ("7", "won", 1500.0, "CAD")
    # 11 h in Montréal in May.
    assert f"{found[4]:%Y-%m-%d %H:%M}" == "2026-05-01 15:00"
    assert moves() == [("7", None, "customer", "2026-05-01 15:00")]
