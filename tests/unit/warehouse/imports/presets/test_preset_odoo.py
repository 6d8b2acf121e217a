"""Odoo: the first stage that no history holds, stages in order, lost ones, a later export."""

from __future__ import annotations

import pytest

LEADS = (
    "id,name,type,active,partner_id,contact_name,email_from,stage_id,user_id,source_id,expected_revenue,"
    "probability,create_date,write_date,date_conversion,date_last_stage_update,date_closed,lost_reason_id"
)
STAGES = [
    "id,name,sequence,is_won",
    "1,New,0,f",
    "2,Qualified,1,f",
    "3,Offre,2,f",
    "4,Signature,3,t",
]
FIELDS = ["id,name,model", "901,stage_id,crm.lead", "902,user_id,crm.lead"]
CHANGES = (
    "id,field_id,old_value_integer,old_value_char,new_value_integer,new_value_char"
    ",mail_message_id,create_uid"
)
MESSAGES = "id,model,res_id,date,message_type,mail_activity_type_id,subject,create_uid"


def lead(stage, *, moved="2026-03-01 14:00:00", active="t", closed="", reason="", updated=20):
    probability = "100" if closed and active == "t" else "20" if active == "t" else "0"
    return (
        f"5,Audit,opportunity,{active},,Mia Roy,mia@nord.example,{stage},8,2,4000,{probability},"
        f"2026-03-01 14:00:00,2026-03-{updated} 8:00:00,,{moved},{closed},{reason}"
    )


def history(*rows):
    """Return both files of the history; each row is ``(day, old, new)`` with stages by number."""
    names = {line.split(",")[0]: line.split(",")[1] for line in STAGES[1:]}
    changes = [
        f"{i},901,{old},{names[old]},{new},{names[new]},{i + 70},8"
        for i, (_, old, new) in enumerate(rows, start=1)
    ]
    messages = [
        f"{i + 70},crm.lead,5,{day} 15:00:00,notification,,,8"
        for i, (day, _, _) in enumerate(rows, start=1)
    ]
    # Another field, and another model: no moves.
    changes += ["51,902,7,Ana,8,Bo,151,8", "52,901,1,New,2,Qualified,152,8"]
    messages += ["151,crm.lead,5,2026-03-02 15:00:00,notification,,,8",
                 "152,project.task,5,2026-03-02 15:00:00,notification,,,8"]  # fmt: skip
    return {
        "mail_tracking_value.csv": [CHANGES, *changes], "mail_message.csv": [MESSAGES, *messages],
        "ir_model_fields.csv": FIELDS, "crm_stage.csv": STAGES,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "rows", "expected", "unmapped"),
    [
        pytest.param(
            lead("4", moved="2026-04-02 15:00:00", closed="2026-04-02 15:00:00"),
            [("2026-04-02", "2", "4"), ("2026-03-09", "1", "2")],
            [
                ("5", None, "lead", "2026-03-01 14:00"),
                ("5", "lead", "sql", "2026-03-09 15:00"),
                ("5", "sql", "customer", "2026-04-02 15:00"),
            ],
            [],
            id="newest first; the first stage from what the first change left",
        ),
        pytest.param(
            lead("3", moved="2026-03-20 15:00:00"),
            [("2026-03-09", "1", "2"), ("2026-03-20", "2", "3")],
            [("5", None, "lead", "2026-03-01 14:00"), ("5", "lead", "sql", "2026-03-09 15:00")],
            [("Offre", 1), ("Offre", 1)],  # in the history, and as the stage it stands in
            id="a stage of one's own is set aside and told",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            lead("1"),
            [],
            [("5", None, "lead", "2026-03-01 14:00")],
            [],
            id="never moved",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            lead(
                "2",
                moved="2026-03-09 15:00:00",
                active="f",
                closed="2026-03-30 15:00:00",
                reason="6",
            ),
            [("2026-03-09", "1", "2")],
            [
                ("5", None, "lead", "2026-03-01 14:00"),
                ("5", "lead", "sql", "2026-03-09 15:00"),
                ("5", "sql", "lost", "2026-03-30 15:00"),
            ],
            [],
            id="lost: hidden, at the day it was closed",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_stages_in_order(imports, moves, line, rows, expected, unmapped):
    result = imports("odoo", {"crm_lead.csv": [LEADS, line], **history(*rows)})

    assert moves() == expected
    assert [(each.word, each.n_rows) for each in result.unmapped] == unmapped


@pytest.mark.slow
def test_fields_by_their_name(imports, moves):
    files = history(("2026-03-09", "1", "2"))
    del files["ir_model_fields.csv"]
    files["mail_tracking_value.csv"] = [
        line.replace(",901,", ",stage_id,") for line in files["mail_tracking_value.csv"]
    ]
    imports("odoo", {"crm_lead.csv": [LEADS, lead("2", moved="2026-03-09 15:00:00")], **files})

    assert moves() == [
        ("5", None, "lead", "2026-03-01 14:00"),
        ("5", "lead", "sql", "2026-03-09 15:00"),
    ]


@pytest.mark.parametrize(
    ("line", "outcome", "reason"),
    [
        pytest.param(lead("2"), "open", None, id="open", marks=pytest.mark.slow),
        pytest.param(
            lead("4", closed="2026-04-02 15:00"),
            "won",
            None,
            id="in a stage that wins",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            lead("2", active="f", closed="2026-04-02 15:00", reason="6"),
            "lost",
            "Prix",
            id="hidden",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_outcome_of_a_deal(imports, rows, line, outcome, reason):
    reasons = ["id,name", "6,Prix"]
    files = {"crm_lead.csv": [LEADS, line], "crm_stage.csv": STAGES, "crm_lost_reason.csv": reasons}
    imports("odoo", files)

    (found,) = rows("opportunities", "outcome", "lost_reason", "lead_id", "closed_at")
    assert found[:3] == (outcome, reason, "5")
    assert (found[3] is None) is (outcome == "open")


@pytest.mark.slow
def test_later_exports(imports, rows, moves):
    def imported(day, line, *told):
        result = imports("odoo", {"crm_lead.csv": [LEADS, line], **history(*told)}, day=day)
        return result.tables["opportunities"].n_changed, len(moves()), result.commit is not None

    first, moved = lead("1"), lead("2", moved="2026-03-09 15:00:00", updated=21)
    assert imported(1, first) == (0, 1, True)
    assert imported(2, first) == (0, 1, False)
    # The stage it began in now comes from the history, and counts once.
    assert imported(3, moved, ("2026-03-09", "1", "2")) == (0, 2, True)
    assert imported(4, moved, ("2026-03-09", "1", "2")) == (0, 2, False)


@pytest.mark.slow
def test_people_companies_and_what_was_done(imports, rows):
    files = {
        "crm_lead.csv": [
            LEADS,
            lead("1"),
            lead("1").replace("5,Audit", "6,Site").replace(",t,,", ",t,12,"),
        ],
        "res_partner.csv": [
            "id,name,is_company,parent_id,email,create_date",
            "11,Nord inc.,t,,,2026-01-01 9:00:00",
            "12,Mia Roy,f,11,mia@nord.example,2026-01-02 9:00:00",
        ],
        "utm_source.csv": ["id,name", "2,Infolettre"],
        "mail_activity_type.csv": ["id,name", "3,Call"],
        "mail_message.csv": [
            MESSAGES,
            "81,crm.lead,6,2026-03-04 15:00:00,notification,3,,8",
            "82,crm.lead,6,2026-03-05 15:00:00,email,,Re: audit,",
            "83,crm.lead,6,2026-03-05 15:00:00,comment,,,8",
        ],
    }
    imports("odoo", files)

    assert rows("accounts", "account_id", "name") == [("11", "Nord inc.")]
    assert rows("contacts", "contact_id", "account_id") == [("12", "11"), ("lead:5", None)]
    assert rows("leads", "lead_id", "contact_id", "account_id") == [
        ("5", "lead:5", None),
        ("6", "12", "11"),
    ]
    assert rows("touchpoints", "contact_id", "origin_source") == [
        ("12", "Infolettre"),
        ("lead:5", "Infolettre"),
    ]
    assert rows("activities", "activity_id", "kind", "lead_id", "is_two_way") == [
        ("message#81", "call", "6", None),
        ("message#82", "email", "6", True),
    ]


@pytest.mark.slow
def test_a_file_exported_from_the_list(imports, rows, moves):
    lines = [
        "ID externe,Opportunité,Étape,Créé le,Courriel,Vendeur,Dernière mise à jour de l'étape",
        "piste_5,Audit,Gagné,2026-03-01 09:00:00,mia@nord.example,Ana,2026-03-09 09:00:00",
    ]
    imports("odoo", {"opportunites.csv": lines})

    assert rows("opportunities", "opportunity_id", "outcome") == [("piste_5", "won")]
    # 9 h in Montréal, the day after the clocks changed.
    assert moves() == [("piste_5", None, "customer", "2026-03-09 13:00")]
