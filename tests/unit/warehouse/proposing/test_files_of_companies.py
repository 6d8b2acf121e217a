"""Files as companies keep and download them: totals by owner, downloads that overlap, taxes."""

from __future__ import annotations

from decimal import Decimal

import pytest

LEADS = "Lead ID,Email,Source,Created\n" + "".join(
    f"L{n},p{n}@x.example,{('Web', 'Salon')[n % 2]},2026-01-0{n}\n" for n in range(1, 10)
)


def deals(*rows, header):
    return {"deals.csv": "\n".join([header, *rows]) + "\n"}


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        pytest.param(
            [
                *("Roy,A,Won,5", ",B,Open,6", "Subtotal Roy,,,11"),
                *("Caron,C,Lost,7", "Caron Total,,,7", "Grand Total,,,18"),
            ],
            ["A", "B", "C"],
            id="by owner, before and after the word",
        ),
        pytest.param(
            ["Roy,A,Won,5", "Sous-total : Roy,,,5", "Cyr,B,Won,6", "* avant taxes,,,"],
            ["A", "B"],
            id="a note under the table",
        ),
        pytest.param(
            [*(f"R{n},D{n},Won,5\n,E{n},Lost,2\nTotal R{n},,,7" for n in range(60)), "Total,,,420"],
            [f"{sign}{n}" for n in range(25) for sign in "DE"],
            id="more of them than fifty",
        ),
        pytest.param(
            ["Roy,A,Won,5", "Total Conseil,B,Open,6", "Cyr,C,Won,7"],
            ["A", "B", "C"],
            id="a name that begins so is none",
        ),
    ],
)
def test_totals_that_name_what_they_add_up_are_no_rows(proposed, rows, kept):
    found = proposed(deals(*rows, header="Owner,Deal Name,Stage,Amount (CAD)"))

    assert [name for (name,) in found.rows("opportunities", "name")] == kept


def test_one_lead_per_value_settles_which_lead_a_deal_came_from(proposed):
    found = proposed(
        {
            "leads.csv": "Email,Source,Created\na@x.example,Web,2026-01-02\n"
            "a@x.example,Salon,2026-01-03\nb@x.example,Web,2026-01-04\n",
            "deals.csv": "Email,Stage,Amount (CAD),Close Date\na@x.example,Won,5,2026-03-01\n"
            "b@x.example,Lost,6,2026-03-02\n",
        },
        sets=["leads.Email=key"],
    )

    assert found.asked == []
    keys = found.rows("opportunities", "lead_id")
    assert keys == [("a@x.example",), ("b@x.example",)]


@pytest.mark.parametrize(
    ("changed", "asked", "n"),
    [
        pytest.param("Web", [], 30, id="the same again is one"),
        pytest.param(
            "Salon", ["keys_repeated"], None, id="something else is asked", marks=pytest.mark.slow
        ),
    ],
)
def test_downloads_that_overlap_name_their_rows_together(proposed, changed, asked, n):
    def rows(first, last, source):
        return [f"{i},{source},2026-01-{1 + i % 28:02}" for i in range(first, last)]

    header = "ID,Source,Created"
    files = {
        "leads_jan.csv": "\n".join([header, *rows(0, 20, "Web")]) + "\n",
        "leads_feb.csv": "\n".join([header, *rows(10, 20, changed), *rows(20, 30, "Web")]) + "\n",
        "deals.csv": "Deal ID,Contact ID,Stage,Amount (CAD)\nD1,12,Won,5\nD2,25,Lost,6\n",
    }

    found = proposed(files)

    assert found.asked == asked
    if n:
        assert found.result.tables["leads"].n_new == n
        assert found.rows("opportunities", "lead_id") == [("12",), ("25",)]


@pytest.mark.parametrize(
    ("better", "other"),
    [
        pytest.param("Montant avant taxes (CAD)", "Montant total", id="before taxes"),
        pytest.param("Sous-total (CAD)", "Total", id="the sum before taxes"),
        pytest.param("Amount (CAD)", "Expected Revenue", id="weighed by its chance"),
    ],
)
def test_an_amount_that_is_surer_is_taken_and_the_other_told(proposed, better, other):
    rows = ["D1,Won,115,100,2026-01-02", "D2,Lost,23,20,2026-01-03"]

    found = proposed(deals(*rows, header=f"Deal ID,Stage,{other},{better},Close Date"))

    assert found.asked == []
    assert found.rows("opportunities", "amount") == [(Decimal(100),), (Decimal(20),)]
    assert "several_amounts" in found.told


def test_a_lone_amount_of_the_second_choice_is_taken(proposed):
    found = proposed(deals("D1,Won,115,2026-01-02", header="Deal ID,Stage,Total CAD,Close Date"))

    assert found.rows("opportunities", "amount") == [(Decimal(115),)]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("deals.csv", "Deal ID,Stage,Amount\n", "nothing below the header", id="empty"),
        pytest.param(
            "budget.csv",
            "Canal,Janv. 2026,Févr. 2026,mars,2026-04,Total\nGoogle,1,2,3,4,10\nMeta,5,6,7,8,26\n",
            "a column for each month",
            id="a crosstab of months",
        ),
        pytest.param("stock.csv", "a,b,c\n1,2,3\n", "nothing in them makes leads", id="no matter"),
    ],
)
def test_why_nothing_is_made_of_a_file_is_told(proposed, name, content, told):
    found = proposed({"leads.csv": LEADS, name: content})

    (text,) = (each.text.en for each in found.proposal.doubts if each.code == "file_ignored")
    assert text.startswith(f"Files ignored ({name}): {told}")


@pytest.mark.slow
def test_a_file_that_had_no_rows_is_proposed_for_again(proposed):
    header = "Deal ID,Stage,Amount (CAD)\n"

    empty = proposed({"leads.csv": LEADS, "deals.csv": header}).proposal
    filled = proposed({"leads.csv": LEADS, "deals.csv": header + "D1,Won,5\n"}).proposal

    assert empty.fingerprint != filled.fingerprint


def test_a_file_that_may_be_many_things_offers_the_likely_ones(proposed):
    header = "Nom,Courriel,Date demande,Soumission envoyée,Vendu?,Montant vendu,Date vente\n"
    ends = ("x,Oui,5 $,2026-02-01", "x,Non,,", ",,,")
    rows = "".join(f"Roy {n},r{n}@x.example,{n} mai 2026,{ends[n % 3]}\n" for n in range(1, 30))

    found = proposed({"clients potentiels.csv": header + rows})

    assert found.asked == ["kind_guessed"]
    offered = {choice.value for choice in found.doubt("kind_guessed").choices}
    assert offered >= {f"clients_potentiels={kind}" for kind in ("leads", "deals", "spend")}
    assert "clients_potentiels=ignore" in offered
