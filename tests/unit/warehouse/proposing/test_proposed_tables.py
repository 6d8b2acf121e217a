"""What small files of every kind are taken for, and what their rows would become."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

LEADS = "Lead ID,Email,Source,Created\n" + "".join(
    f"L{n},p{n}@x.example,Web,2026-01-{n:02}\n" for n in range(1, 13)
)
DEALS = "Deal ID,Stage,Amount,Close Date\nD1,Won,100,2026-03-01\nD2,Lost,50,2026-03-02\n"


def deals(*rows, header="Deal ID,Stage,Amount (CAD),Close Date"):
    return {"deals.csv": "\n".join([header, *rows]) + "\n"}


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        pytest.param("leads.csv", LEADS, "leads", id="leads"),
        pytest.param(
            "pistes.csv",
            "Prénom;Nom;Courriel;Provenance;Date de création\nA;Roy;a@x.example;Salon;2026-01-02\n",
            "leads",
            id="leads in French",
        ),
        pytest.param("deals.csv", DEALS, "deals", id="deals"),
        pytest.param(
            "Affaires 2026.csv",
            "No d'affaire;Client;Étape;Montant;Date de fermeture\nA1;X inc.;Gagnée;5;2026-01-02\n",
            "deals",
            id="deals in French",
        ),
        pytest.param(
            "dépenses.csv", "Jour;Campagne;Coût\n2026-01-02;Marque;12,50\n", "spend", id="spend"
        ),
        pytest.param(
            "activities.csv",
            "Activity Type,Date,Owner,Comment\nCall,2026-01-02,Luc,rien\nMeeting,2026-01-03,Luc,\n",
            "activities",
            id="activities",
        ),
        pytest.param(
            "accounts.csv",
            "Company,Industry,Employees,City\nA inc.,Bois,12,Laval\nB inc.,Acier,40,Lévis\n",
            "accounts",
            id="companies",
        ),
        pytest.param(
            "sales_team.csv",
            "Sales agent,Manager,Regional office\nLuc,Zoé,Est\nMax,Zoé,Ouest\n",
            "users",
            id="colleagues",
        ),
        pytest.param(
            "contacts.csv",
            "First name,Last name,Email,Job title\nA,Roy,a@x.example,CEO\nB,Cyr,b@x.example,CTO\n",
            "contacts",
            id="people",
        ),
        pytest.param(
            "campaigns.csv",
            "Campaign,Platform,Start date\nMarque,Google,2026-01-02\nSalon,Salon,2026-02-02\n",
            "campaigns",
            id="campaigns",
        ),
        pytest.param("x.csv", "a,b\n1,2\n", "nothing", id="nothing"),
    ],
)
def test_what_a_file_is(proposed, name, content, kind):
    assert [*proposed({name: content}).kinds.values()] == [kind]


@pytest.mark.slow
def test_files_of_one_header_and_of_months_are_one_table(proposed):
    files = {
        f"leads_2026-{month:02}.csv": LEADS.replace("\nL", f"\nL{month}-") for month in (1, 2, 10)
    }

    found = proposed(files)

    assert found.kinds == {"leads": "leads"}
    assert found.result.tables["leads"].n_new == 36


@pytest.mark.slow
def test_confidence_falls_with_what_nothing_explains(proposed):
    more = LEADS.replace("Created", "Created,x1,x2,x3,x4").replace("\n", ",q,w,e,r\n")
    more = more.replace("x4,q,w,e,r", "x4")

    sure, less = proposed({"leads.csv": LEADS}), proposed({"leads.csv": more})

    # All of 4 columns, then 4 of 8: a half, of which a half is kept.
    assert sure.confidence("leads") == 1.0
    assert less.confidence("leads") == 0.75
    assert proposed({"leads.csv": LEADS}, sets=["leads=leads"]).confidence("leads") == 1.0


def test_a_table_of_settings_is_asked_about(proposed):
    stages = "stage_id,label,probability,closed_won,is_closed,created_at\n" + "".join(
        f"s{n},Étape {n},{n},{'true' if n == 3 else 'false'},false,2026-01-02\n" for n in range(4)
    )

    found = proposed({"pipeline_stages.csv": stages})

    assert "kind_guessed" in found.asked or found.kinds == {"pipeline_stages": "nothing"}


@pytest.mark.parametrize(
    ("converted", "expected"),
    [
        pytest.param("won", [("L1", "won"), ("L3", "won")], id="customers", marks=pytest.mark.slow),
        pytest.param("open", [("L1", "open"), ("L3", "open")], id="open deals"),
        pytest.param("none", None, id="neither", marks=pytest.mark.slow),
    ],
)
def test_leads_that_are_converted_become_what_is_said(proposed, converted, expected):
    leads = "Lead ID,Source,Created,Converted\nL1,Web,2026-01-02,1\nL2,Web,2026-01-03,0\n"
    leads += "L3,Salon,2026-01-04,1\nL4,Salon,2026-01-05,\n"

    asked = proposed({"leads.csv": leads})
    found = proposed({"leads.csv": leads}, sets=[f"leads.converted={converted}"])

    assert asked.asked == ["converted_words"]
    if expected is None:
        assert "opportunities" not in found.result.tables
    else:
        assert found.rows("opportunities", "lead_id", "outcome") == expected


@pytest.mark.parametrize(
    ("sets", "asked", "outcomes"),
    [
        pytest.param((), ["stage_words"], None, id="asked"),
        pytest.param(
            ["stage.Converted=won"], [], [("L2", "won")], id="a customer", marks=pytest.mark.slow
        ),
        pytest.param(["stage.converted=open"], [], [("L2", "open")], id="a deal, in any case"),
        pytest.param(["stage.Converted=lead"], [], [], id="still a lead", marks=pytest.mark.slow),
    ],
)
def test_a_status_that_says_converted_is_asked_about(proposed, sets, asked, outcomes):
    leads = "Lead ID,Source,Created,Status\nL1,Web,2026-01-02,New\nL2,Web,2026-01-03,Converted\n"

    found = proposed({"leads.csv": leads}, sets=sets)

    assert found.asked == asked
    if not asked:
        made = found.result.samples.get("opportunities", ())
        assert [(row["lead_id"], row["outcome"]) for row in made] == outcomes


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        pytest.param(
            "Deal ID,Stage,Close Date",
            ["D1,Won,2026-01-02", "D2,Closed Lost,2026-01-03", "D3,Demo,2026-01-04", "D4,,"],
            ["won", "lost", "open", "open"],
            id="by words, a blank is open",
        ),
        pytest.param(
            "Deal ID,Is Won,Is Closed,Close Date",
            ["D1,true,true,2026-01-02", "D2,false,true,2026-01-03", "D3,false,false,2026-01-04"],
            ["won", "lost", "open"],
            id="by flags",
        ),
        pytest.param(
            "Deal ID,Amount (CAD),Won Date,Lost Date",
            ["D1,5,2026-01-02,", "D2,5,,2026-01-03", "D3,5,,"],
            ["won", "lost", "open"],
            id="by dates",
        ),
        pytest.param(
            "Deal ID,Stage,Probability",
            ["D1,Zorg,100", "D2,Blip,0", "D3,Blop,40", "D4,Won,100"],
            ["won", "lost", "open", "won"],
            id="unknown words by their chances",
        ),
    ],
)
def test_how_deals_end(proposed, header, rows, expected):
    found = proposed(deals(*rows, header=header))

    made = dict(found.rows("opportunities", "opportunity_id", "outcome"))
    assert [made[f"D{n}"] for n in range(1, len(rows) + 1)] == expected


def test_a_file_without_outcomes_is_asked_about(proposed):
    rows = deals("D1,5,2026-01-02", "D2,6,2026-01-03", header="Deal ID,Amount (CAD),Close Date")

    assert proposed(rows).asked == ["outcome_unknown"]
    won = proposed(rows, sets=["deals.outcome=won"])
    assert won.rows("opportunities", "outcome") == [("won",), ("won",)]


@pytest.mark.parametrize(
    ("amounts", "asked", "expected"),
    [
        pytest.param(["10", "20"], ["currency_unsaid"], None, id="nobody says it"),
        pytest.param(["$10", "$20"], ["currency_sign"], None, id="a sign of many countries"),
        pytest.param(
            ["10 €", "20 €"],
            [],
            [("EUR", 10), ("EUR", 20)],
            id="a sign of one",
            marks=pytest.mark.slow,
        ),
        pytest.param(["R$ 1.000", "R$ 2,50"], [], [("BRL", 1000), ("BRL", "2.5")], id="reais"),
        pytest.param(["CA$ 10", "US$ 20"], [], [("CAD", 10), ("USD", 20)], id="each its own"),
        pytest.param(["CA$ 10", "20"], ["currencies_mixed"], None, id="one says it, one does not"),
    ],
)
def test_a_currency_is_read_or_asked_and_never_guessed(proposed, amounts, asked, expected):
    rows = [f'D{n},Won,"{amount}",2026-01-0{n}' for n, amount in enumerate(amounts, start=1)]

    found = proposed(deals(*rows, header="Deal ID,Stage,Amount,Close Date"), currency=None)

    assert found.asked == asked
    if expected:
        made = found.rows("opportunities", "currency", "amount")
        assert made == [(code, Decimal(str(amount))) for code, amount in expected]


@pytest.mark.parametrize(
    ("column", "more", "code"),
    [
        pytest.param("Amount (USD)", {}, "USD", id="the header says it"),
        pytest.param("Amount", {"currency": "EUR"}, "EUR", id="an option says it"),
        pytest.param("Amount", {"sets": ["deals.currency=GBP"]}, "GBP", id="for one file"),
    ],
)
def test_who_says_the_currency(proposed, column, more, code):
    rows = deals("D1,Won,5,2026-01-02", header=f"Deal ID,Stage,{column},Close Date")

    assert proposed(rows, **{"currency": None, **more}).rows("opportunities", "currency") == [
        (code,)
    ]


@pytest.mark.parametrize(
    ("amounts", "answers", "asked", "expected"),
    [
        pytest.param(["1,234", "5,678"], {}, ["decimal_sign"], None, id="two readings"),
        pytest.param(
            ["1,234", "5,678"],
            {"decimal": "."},
            [],
            ["1234", "5678"],
            id="a point said",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ["1,234", "5,678"], {"decimal": ","}, [], ["1.234", "5.678"], id="a comma said"
        ),
        pytest.param(["146536,25", "12.5"], {}, ["decimal_sign"], None, id="both signs"),
        pytest.param(
            ["146536,25", "12.5"],
            {"decimal": "mixed"},
            [],
            ["146536.25", "12.5"],
            id="each its own",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ["342.09K", "1.2M"],
            {},
            [],
            ["342090", "1200000"],
            id="magnitudes",
            marks=pytest.mark.slow,
        ),
        pytest.param(["1 234,50", "N/A"], {}, [], ["1234.5", None], id="French, and none"),
    ],
)
def test_how_amounts_are_written_is_settled_or_asked(proposed, amounts, answers, asked, expected):
    rows = [f'D{n},Won,"{amount}",2026-01-0{n}' for n, amount in enumerate(amounts, start=1)]

    found = proposed(deals(*rows), **answers)

    assert found.asked == asked
    if expected:
        wanted = [(each and Decimal(each),) for each in expected]
        assert found.rows("opportunities", "amount") == wanted


@pytest.mark.parametrize(
    ("days", "answers", "asked", "expected"),
    [
        pytest.param(["03/04/2026", "05/06/2026"], {}, ["date_order"], None, id="two readings"),
        pytest.param(
            ["03/04/2026", "2026-05-06", "Oct 1, 2026"],
            {"date_order": "day"},
            [],
            [(4, 3), (5, 6), (10, 1)],
            id="said, beside other ways",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ["03/04/2026", "25/06/2026"], {}, [], [(4, 3), (6, 25)], id="a day settles it"
        ),
        pytest.param(["03/04/26", "05/06/26"], {}, ["two_digit_year"], None, id="short years"),
        pytest.param(
            ["03/04/26", "05/06/2026", "2026-07-08"],
            {"date_order": "month"},
            [],
            [(3, 4), (5, 6), (7, 8)],
            id="short and long ones, said",
        ),
    ],
)
def test_how_dates_are_written_is_settled_or_asked(proposed, days, answers, asked, expected):
    rows = [f'D{n},Won,5,"{day}"' for n, day in enumerate(days, start=1)]

    found = proposed(deals(*rows), **answers)

    assert found.asked == asked
    if expected:
        made = [day for (day,) in found.rows("opportunities", "closed_at")]
        assert [(day.month, day.day) for day in made] == expected


def test_months_are_their_first_day(proposed):
    spend = "Mois;Canal;Coût (CAD)\noct. 2026;Google;5\nnovembre 2026;Google;6\n"

    found = proposed({"depenses.csv": spend})

    assert [str(day) for (day,) in found.rows("spend", "spent_on")] == ["2026-10-01", "2026-11-01"]


def by_company(*deals_of):
    rows = "".join(f"D{n},{c},Won,5,2026-03-0{n}\n" for n, c in enumerate(deals_of, start=1))
    leads = "Lead ID,Company,Source,Created\nL1,A,Web,2026-01-02\nL2,B,Web,2026-01-03\n"
    leads += "L3,C,Web,2026-01-04\nL4,C,Salon,2026-01-05\n"
    return {
        "leads.csv": leads,
        "deals.csv": "Deal ID,Company,Stage,Amount (CAD),Close Date\n" + rows,
    }


@pytest.mark.parametrize(
    ("companies", "sets", "asked", "leads"),
    [
        pytest.param(("A", "B"), (), [], ["L1", "L2"], id="each deal finds one lead"),
        pytest.param(("A", "C"), (), ["join_many_to_many"], None, id="one finds two"),
        pytest.param(
            ("A", "C"),
            ["deals.lead=none"],
            [],
            [None, None],
            id="none is taken",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ("A", "C"),
            ["deals.lead=first"],
            [],
            ["L1", "L3"],
            id="the first is",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ("C", "B"),
            ["deals.lead=last"],
            [],
            ["L4", "L2"],
            id="the last is",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_join_is_taken_only_where_it_has_one_answer(proposed, companies, sets, asked, leads):
    found = proposed(by_company(*companies), sets=sets)

    assert found.asked == asked
    if leads:
        assert [lead for (lead,) in found.rows("opportunities", "lead_id")] == leads
        assert found.rows("opportunities", "account_id") == [(each,) for each in companies]


@pytest.mark.slow
def test_leads_that_nothing_names_keep_their_wins(proposed):
    leads = "Source,Date,Status\nWeb,2026-01-02,Won\nWeb,2026-01-02,Won\nSalon,2026-01-03,New\n"

    found = proposed({"leads.csv": leads})

    keys = [key for (key,) in found.rows("leads", "lead_id")]
    won = [key for (key,) in found.rows("opportunities", "lead_id")]
    assert len({*keys}) == 3
    assert len({*won}) == 2
    assert {*won} < {*keys}
    assert "key_left_out" in found.told


def test_equal_rows_without_a_key_stay_two(proposed):
    rows = ["Won,100,2026-01-02", "Won,100,2026-01-02", "Lost,50,2026-01-03"]

    found = proposed(deals(*rows, header="Stage,Amount (CAD),Close Date"))

    assert found.result.tables["opportunities"].n_new == 3
    assert "key_left_out" in found.told


@pytest.mark.parametrize(
    ("again", "sets", "asked", "n"),
    [
        pytest.param("D1,Won,100,2026-01-02", (), [], 20, id="the same row twice is one"),
        pytest.param("D1,Lost,1,2026-01-02", (), ["keys_repeated"], None, id="another is asked"),
        pytest.param(
            "D1,Lost,1,2026-01-02",
            ["deals.Deal ID=none"],
            [],
            21,
            id="each counts",
            marks=pytest.mark.slow,
        ),
        pytest.param("D1,Lost,1,2026-01-02", ["deals.Deal ID=key"], [], 20, id="the last counts"),
    ],
)
def test_a_key_that_comes_twice(proposed, again, sets, asked, n):
    rows = [f"D{i},Won,100,2026-01-02" for i in range(1, 21)]

    found = proposed(deals(*rows, again), sets=sets)

    assert found.asked == asked
    if n:
        assert found.result.tables["opportunities"].n_new == n


def test_totals_and_what_stands_around_a_table_are_no_rows(proposed):
    text = (
        "Rapport des affaires;;;\nExporté le 2026-11-01;;;\n\nNo affaire;Étape;Montant;Fermeture\n"
    )
    text += "A-1;Gagnée;1 000,50 $ CA;02/05/2026\nA-2;Perdue;5,00 $ CA;15/05/2026\n"
    text += "Total;;1 005,50 $ CA;\n"

    found = proposed({"affaires.csv": text})

    assert found.rows("opportunities", "opportunity_id", "amount", "currency") == [
        ("A-1", Decimal("1000.5"), "CAD"),
        ("A-2", Decimal(5), "CAD"),
    ]
    assert "rows_left_out" in found.told


@pytest.mark.parametrize(
    ("rows", "asked", "kept"),
    [
        pytest.param(["D1,A,Won,5", "Total,,,5", "D2,B,,6"], [], ["D1", "D2"], id="by its word"),
        pytest.param(
            ["D1,A,Won,5", "Total,,,5", "Total,B,Lost,6"],
            [],
            ["D1", "Total"],
            id="by what it lacks",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ["D1,,Won,5", "Total,,,5", "Total,B,,6"],
            ["totals_among_rows"],
            None,
            id="by nothing",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_total_is_told_from_rows_or_asked_about(proposed, rows, asked, kept):
    found = proposed(deals(*rows, header="Deal ID,Company,Stage,Amount (CAD)"))

    assert found.asked == asked
    if kept:
        assert [key for (key,) in found.rows("opportunities", "opportunity_id")] == kept


def test_rows_that_add_up_the_others_are_passed_over(proposed):
    rows = [
        f"2026-01-0{day},Marque,{ad},{cost * day}"
        for day in (1, 2, 3)
        for ad, cost in (("", 3), ("A", 1), ("B", 2))
    ]
    text = "\n".join(["Jour,Campagne,Publicité,Coût (CAD)", *rows]) + "\n"

    found = proposed({"depenses.csv": text})

    assert sum(amount for (amount,) in found.rows("spend", "amount")) == 18
    assert "rows_left_out" in found.told


@pytest.mark.slow
def test_one_spend_in_two_files_is_asked_about(proposed):
    day = "Jour,Campagne,Coût (CAD)\n" + "".join(f"2026-01-0{n},M,{3 * n}\n" for n in (1, 2, 3))
    ads = "Jour,Campagne,Annonce,Coût (CAD)\n" + "".join(
        f"2026-01-0{n},M,x,{n}\n2026-01-0{n},M,y,{2 * n}\n" for n in (1, 2, 3)
    )
    files = {"couts campagnes.csv": day, "couts annonces.csv": ads}

    assert "spend_twice" in proposed(files).asked
    kept = proposed(files, sets=["couts_annonces=ignore"])
    assert sum(amount for (amount,) in kept.rows("spend", "amount")) == 18


def test_deals_that_two_files_tell_are_asked_about(proposed):
    files = {"deals.csv": DEALS, "deals old.csv": DEALS.replace("Won", "Proposal")}

    assert "rows_twice" in proposed(files).asked


@pytest.mark.slow
def test_utf_16_with_tabs_and_words_for_nothing(proposed):
    text = "Lead ID\tEmail\tSource\tCreated\nL1\ta@x.example\tWeb\t2026-01-02\n"
    text += "L2\tb@x.example\tN/A\t2026-01-03\nL3\tNone\t-\tNone\n"

    found = proposed({"leads.txt": text.encode("utf-16")})

    assert found.rows("leads", "lead_id", "opened_at") == [
        ("L1", datetime(2026, 1, 2, 5)),
        ("L2", datetime(2026, 1, 3, 5)),
        ("L3", None),
    ]
    assert found.rows("touchpoints", "touchpoint_id", "channel") == [
        ("L1#origin", "Web"),
        ("L2#origin", None),
    ]


def test_an_empty_source_needs_no_campaign(proposed):
    rows = ["D1,Won,5,2026-01-02,", "D2,Won,6,2026-01-02,N/A", "D3,Lost,7,2026-01-03,Web"]

    found = proposed(deals(*rows, header="Deal ID,Stage,Amount (CAD),Close Date,Source"))

    assert found.rows("campaigns", "campaign_id", "channel") == [("Web", "Web")]
    assert found.result.rejects == ()


@pytest.mark.parametrize(
    ("sets", "asked"),
    [
        pytest.param(["x=spend"], ["role_missing"], id="a kind that the file can't be"),
        pytest.param(["x=spend", "x.a=none", "x.b=cost"], ["role_missing"], id="one is lacking"),
        pytest.param(["x=spend", "x.b=cost"], [], id="the only date is the day"),
    ],
)
def test_what_a_person_says_is_taken_or_asked_further(proposed, sets, asked):
    found = proposed({"x.csv": "a,b\n2026-01-02,2\n2026-01-03,4\n"}, sets=sets)

    assert [*dict.fromkeys(found.asked)] == asked
    if not asked:
        assert found.rows("spend", "amount") == [(2,), (4,)]
