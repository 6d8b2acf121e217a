"""The whole of an import: once, twice, dry, refused; keys, joins, rejects."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from boucle.errors import ParameterError
from boucle.errors.imports import (
    AmbiguousColumnError,
    ImportFaultsError,
    ImportFileMissingError,
    JoinNotUniqueError,
    KeysOfOtherSourceError,
    MissingHeaderError,
    TooManyRejectsError,
)
from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.result import TableChange
from boucle.warehouse.imports.run import import_files

LEADS = """
source = "crm"
[files.leads]
path = "leads.csv"
[[rows]]
table = "leads"
file = "leads"
lead_source = {0}
[rows.columns]
lead_id = "id"
contact_id = "person"
opened_at = "opened"
"""
LEADS_CSV = "id,person,opened,origin\nL1,P1,2018-02-13,social\nL2,P2,2018-02-14,\nL3,P3,,email\n"

SPEND = """
source = "ads"
[files.costs]
path = "costs.csv"
[[rows]]
table = "spend"
file = "costs"
[rows.columns]
spent_on = "day"
amount = "cost"
"""
COSTS = "day,cost\n2018-02-13,10\n2018-02-13,10\n2018-02-14,10\n"


@pytest.mark.parametrize(
    ("lead_source", "expected"),
    [
        pytest.param('"origin"', [("social", None), (None, None)], id="as the origin"),
        pytest.param(
            '{column = "origin", as = "channel"}',
            [(None, "social"), (None, None)],
            id="as a channel",
        ),
    ],
)
def test_a_lead_source_makes_one_touchpoint_a_lead(run, rows, lead_source, expected):
    run(LEADS.format(lead_source), {"leads.csv": LEADS_CSV})

    assert rows("touchpoints", "touchpoint_id", "occurred_at", "kind", "evidence") == [
        ("L1#origin", datetime(2018, 2, 13, 5), "other", "observed"),
        ("L2#origin", datetime(2018, 2, 14, 5), "other", "observed"),
    ]
    found = rows("touchpoints", "touchpoint_id", "origin_source", "channel")
    assert [each[1:] for each in found] == expected
    # L3 has no date, so its source has no moment to stand at.
    assert [each for _, each in rows("leads", "lead_id", "origin_touchpoint_id")] == [
        "L1#origin",
        "L2#origin",
        None,
    ]


def test_twice_changes_nothing_and_a_change_is_one_row(run, workspace):
    text = LEADS.format('"origin"')
    first = run(text, {"leads.csv": LEADS_CSV})
    again = run(text, {"leads.csv": LEADS_CSV})
    changed = run(text, {"leads.csv": LEADS_CSV.replace("P2", "P9") + "L4,P4,2018-02-15,x\n"})

    assert first.tables["leads"] == TableChange(n_new=3)
    assert (again.commit, again.tables["leads"]) == (None, TableChange(n_same=3))
    assert changed.tables["leads"] == TableChange(n_new=1, n_changed=1, n_same=2)
    assert [each.what for each in workspace.lake.commits()] == ["import crm"] * 2


@pytest.mark.parametrize("is_dry_run", [True, False])
@pytest.mark.parametrize(
    ("mapping", "name", "content", "n_keys"),
    [
        pytest.param(LEADS.format('"origin"'), "leads.csv", LEADS_CSV, 3, id="leads"),
        pytest.param(SPEND, "costs.csv", COSTS, 3, id="costs that nothing names"),
    ],
)
def test_what_another_source_has_too_is_refused(run, mapping, name, content, n_keys, is_dry_run):
    first = run(mapping, {name: content})
    other = mapping.replace(f'source = "{first.source}"', 'source = "again"')

    with pytest.raises(KeysOfOtherSourceError) as caught:
        run(other, {name: content}, is_dry_run=is_dry_run)

    assert (caught.value.other, caught.value.n_keys) == (first.source, n_keys)


def test_keys_of_another_source_with_a_prefix_stand_beside(run, rows):
    text = LEADS.format('"origin"')
    run(text, {"leads.csv": LEADS_CSV})
    other = text.replace('source = "crm"', 'source = "again"')
    other = other.replace('lead_id = "id"', 'lead_id = { template = "again-{id}" }')

    run(other, {"leads.csv": LEADS_CSV})

    assert len(rows("leads", "lead_id")) == 6


def test_a_dry_run_says_what_would_change_and_leaves_nothing(run, workspace):
    before = sorted(workspace.folder.rglob("*"))
    result = run(LEADS.format('"origin"'), {"leads.csv": LEADS_CSV}, is_dry_run=True)

    assert result.tables == {
        "leads": TableChange(n_new=3),
        "touchpoints": TableChange(n_new=2),
    }
    assert [row["lead_id"] for row in result.samples["leads"]] == ["L1", "L2", "L3"]
    assert (result.commit, sorted(workspace.folder.rglob("*"))) == (None, before)


def test_rows_without_a_key_are_kept_each_and_named_the_same_again(run, rows):
    first = run(SPEND, {"costs.csv": COSTS})
    again = run(SPEND, {"costs.csv": COSTS + "2018-02-13,10\n"})

    assert first.tables["spend"] == TableChange(n_new=3)
    assert again.tables["spend"] == TableChange(n_new=1, n_same=3)
    assert sum(amount for _, amount in rows("spend", "spend_id", "amount")) == Decimal(40)
    assert first.files[0].totals == {"cost": Decimal(30)}


def test_of_two_rows_with_one_key_the_last_counts_and_the_first_is_kept_aside(run, rows, workspace):
    text = LEADS.format('"origin"').replace('lead_source = "origin"\n', "")
    files = {"leads.csv": "id,person,opened\nL1,P1,\nL2,P2,\nL1,P9,\nL2,P2,\n"}
    result = run(text, files, max_rejects=1)

    assert rows("leads", "lead_id", "contact_id") == [("L1", "P9"), ("L2", "P2")]
    assert [(each.line, each.reason, each.given) for each in result.rejects] == [
        (2, "duplicate_key", "L1")
    ]
    assert result.tables["leads"].n_repeated == 1
    with result.rejects_file.open(encoding="utf-8-sig", newline="") as file:
        (written,) = csv.DictReader(file)
    assert (written["file"], written["line"], written["record"]) == ("leads.csv", "2", "L1,P1,")
    assert run(text, files, max_rejects=1).rejects_file == result.rejects_file
    assert len(list((workspace.folder / "rejects").iterdir())) == 1


def test_too_many_rejects_refuse_all_in_one_line(run, workspace):
    bad = LEADS_CSV.replace("2018-02-14", "2018-02-31")
    with pytest.raises(TooManyRejectsError) as caught:
        run(LEADS.format('"origin"'), {"leads.csv": bad})

    assert "Rejected rows of `leads.csv`: 1 of 3" in caught.value.text.en
    assert "line 3, `opened` is `2018-02-31`" in caught.value.text.en
    assert "ligne 3, `opened` vaut `2018-02-31`" in caught.value.text.fr
    assert "--max-rejects" in caught.value.text.fr
    assert (workspace.lake.last_commit(), list(workspace.folder.iterdir())) == (None, [])


@pytest.mark.parametrize("limit", ["many", "-1", "1.5", "%"])
def test_a_limit_that_is_none_is_refused(run, limit):
    with pytest.raises(ParameterError):
        run(SPEND, {"costs.csv": COSTS}, max_rejects=limit)


def test_every_fault_of_the_files_is_told_at_once(run):
    text = LEADS.format('"origin"') + '[files.other]\npath = "other.csv"\n'
    with pytest.raises(ImportFaultsError) as caught:
        run(text, {"leads.csv": "id,persn,opened\n1,2,3\n"})

    kinds = {type(each) for each in caught.value.faults}
    assert kinds == {ImportFileMissingError, MissingHeaderError}
    assert "Did you mean `persn`?" in caught.value.text.en


@pytest.mark.parametrize(
    ("csv_text", "setting"),
    [
        pytest.param("day,cost\n01/02/2018,10\n", "date_format", id="day or month"),
        pytest.param("day,cost\n13/02/2018,1\n02/13/2018,1\n", "date_format", id="both orders"),
        pytest.param('day,cost\n2018-02-13,"1,234"\n', "decimal", id="comma or thousand"),
    ],
)
def test_what_can_be_read_two_ways_is_asked(run, csv_text, setting):
    with pytest.raises(AmbiguousColumnError) as caught:
        run(SPEND, {"costs.csv": csv_text})

    assert setting in caught.value.text.fr


JOINED = """
source = "shop"
[files.deals]
path = "deals.csv"
[files.revenue]
path = "revenue.csv"
is_optional = true
[[rows]]
table = "opportunities"
file = "deals"
join = [{ file = "revenue", on = { seller = "seller" } }]
where = { stage = ["Won"] }
where_present = ["seller"]
[rows.columns]
opportunity_id = "id"
outcome = { value = "won" }
amount = "revenue.total"
"""
DEALS = "id,seller,stage\nD1,S1,Won\nD2,S2,Won\nD3,S1,Lost\nD4,,Won\nD5,S1,Won\n"


def test_a_join_adds_columns_and_never_rows(run, rows):
    run(JOINED, {"deals.csv": DEALS, "revenue.csv": "seller,total\nS1,5\nS1,5\nS9,7\n"})

    assert rows("opportunities", "opportunity_id", "amount") == [
        ("D1", Decimal(5)),
        ("D2", None),
        ("D5", Decimal(5)),
    ]


def test_an_optional_file_that_is_not_there_leaves_its_columns_empty(run, rows):
    run(JOINED, {"deals.csv": DEALS})

    assert [each for _, each in rows("opportunities", "opportunity_id", "amount")] == [None] * 3


def test_a_joined_key_that_says_two_things_is_refused(run):
    with pytest.raises(JoinNotUniqueError) as caught:
        run(JOINED, {"deals.csv": DEALS, "revenue.csv": "seller,total\nS1,5\nS1,6\n"})

    assert (caught.value.given, caught.value.lines) == ("S1", (2, 3))


def test_what_a_joined_key_says_twice_matters_only_where_a_row_asks(run, rows):
    run(JOINED, {"deals.csv": DEALS, "revenue.csv": "seller,total\nS1,5\nS9,6\nS9,7\n"})

    assert [each for _, each in rows("opportunities", "opportunity_id", "amount")] == [5, None, 5]


def test_a_joined_key_of_two_columns_that_says_two_things_is_refused(run):
    text = JOINED.replace(
        'on = { seller = "seller" }', 'on = { seller = "seller", year = "stage" }'
    )
    revenue = "seller,year,total\nS1,Won,5\nS1,Lost,6\nS2,Won,7\nS2,Won,8\nS3,Won,1\nS3,Won,2\n"

    with pytest.raises(JoinNotUniqueError) as caught:
        run(text, {"deals.csv": DEALS, "revenue.csv": revenue})

    assert (caught.value.given, caught.value.lines) == ("S2, Won", (4, 5))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param(
            "", ["D1", "D2", "D5"], id="a word for nothing in a column that no line reads"
        ),
        pytest.param('account_id = "seller"', ["D1", "D2", "D5"], id="in a key"),
        pytest.param('name = "seller"', ["D1", "D2", "D3", "D5"], id="not in other texts: a name"),
    ],
)
def test_what_is_present_is_what_its_column_reads(run, rows, more, expected):
    stage = "stage,seller\n"
    deals = f"id,{stage}D1,x,S1\nD2,x,S2\nD3,x,None\nD4,x,N/A\nD5,x,S3\n"
    text = JOINED.replace('join = [{ file = "revenue", on = { seller = "seller" } }]\n', "")
    text = text.replace('where = { stage = ["Won"] }\n', "").replace(
        'amount = "revenue.total"', more
    )
    if not more:
        deals = deals.replace("None", "—")

    run(text, {"deals.csv": deals})

    assert [key for (key,) in rows("opportunities", "opportunity_id")] == expected


def test_a_folder_gives_neither_what_is_hidden_nor_what_the_workspace_keeps(workspace, rows):
    home = workspace.folder
    for place in ("a.csv", ".old/b.csv", ".c.csv", "rejects/d.csv", "reports/e.csv", "mine/f.csv"):
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_text(f"id\n{place}\n")
    text = """source = "all"
        [files.all]
        path = "*.csv"
        [[rows]]
        table = "accounts"
        file = "all"
        columns = { account_id = "id" }
    """

    import_files(
        workspace,
        [home],
        mapping.parse(text, name="all.toml"),
        now=datetime(2026, 11, 23, tzinfo=UTC),
    )

    assert rows("accounts", "account_id") == [("a.csv",), ("mine/f.csv",)]


@pytest.mark.parametrize(
    ("condition", "n"),
    [
        pytest.param("where = { stage = [] }", 0, id="nothing is one of none"),
        pytest.param("where_not = { stage = [] }", 5, id="everything is not"),
    ],
)
def test_a_condition_on_no_words(run, condition, n):
    text = JOINED.replace('where = { stage = ["Won"] }', condition)
    text = text.replace('where_present = ["seller"]\n', "")

    result = run(text, {"deals.csv": DEALS})

    assert result.tables["opportunities"].n_new == n


BY_ROW = """
source = "list"
[files.leads]
path = "leads*.csv"
[[rows]]
table = "leads"
file = "leads"
columns = { lead_id = "__row__", opened_at = "day" }
[[rows]]
table = "opportunities"
file = "leads"
where = { won = ["yes"] }
[rows.columns]
opportunity_id = { template = "{__row__}#deal" }
lead_id = "__row__"
outcome = { value = "won" }
"""


@pytest.mark.slow
def test_rows_without_a_key_name_each_other_across_tables_and_imports(run, rows):
    first = "day,won\n2026-01-02,yes\n2026-01-02,no\n2026-01-02,yes\n"
    run(BY_ROW, {"leads_1.csv": first})
    again = run(BY_ROW, {"leads_1.csv": first})
    more = run(BY_ROW, {"leads_2.csv": "won,day\nyes,2026-01-02\nyes,2026-01-05\n"})

    leads = {lead for (lead,) in rows("leads", "lead_id")}
    deals = rows("opportunities", "opportunity_id", "lead_id")
    assert len(leads) == 5
    assert len(deals) == 4
    assert all(lead in leads and deal == f"{lead}#deal" for deal, lead in deals)
    assert [again.tables[name].n_new for name in ("leads", "opportunities")] == [0, 0]
    # The other file's first row says what two rows said before it, in another order of columns.
    assert more.tables["leads"] == TableChange(2, 0, 3, 0)


def test_progress_is_heard_for_files_and_tables(run):
    heard = []
    run(SPEND, {"costs.csv": COSTS}, progress=lambda what, n: heard.append((what, n)))

    assert ("costs.csv", 3) in heard
    assert ("spend", 3) in heard
