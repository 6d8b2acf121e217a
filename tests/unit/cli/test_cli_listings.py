"""What `lifecycle`, `timing`, `clocks`, `attribution`, `money` and `scoring` print."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from boucle.operations.importing import imported
from boucle.warehouse.workspace import Workspace

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
# Owner, territory and service go the way of month.
GROUPS = (
    "channel",
    pytest.param("campaign", marks=pytest.mark.slow),
    pytest.param("month", marks=pytest.mark.slow),
    pytest.param("persona", marks=pytest.mark.slow),
)
# The keys of a row beside the one that it is about.
KEYS = {
    "lifecycle": {
        "n_contacts", "n_leads", "n_mql", "n_sal", "n_sql", "n_opportunities", "n_won", "n_lost",
        "n_open", "lead_to_mql", "mql_to_sal", "sal_to_sql", "sql_to_opportunity",
        "opportunity_to_customer", "lead_win_share", "win_share", "reasons",
    },
    "money": {
        "spend", "n_leads", "cost_per_lead", "n_mql", "cost_per_mql", "n_sql",
        "cost_per_sql", "n_opportunities", "cost_per_opportunity", "n_won", "cost_per_win",
        "won_amount", "other_currencies",
        "return_on_spend", "return_on_margin", "is_mature", "reasons",
    },
}  # fmt: skip
LISTINGS = [
    pytest.param(("lifecycle",), {"channel"} | KEYS["lifecycle"], id="lifecycle"),
    pytest.param(("money",), {"channel"} | KEYS["money"], id="money"),
    pytest.param(
        ("money", "--what", "origins"),
        {"origin", "wins_share"},
        id="origins",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        ("money", "--what", "customers", "--by", "persona"),
        {"persona", "cac"},
        id="customers",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        ("money", "--what", "programmes"),
        {"channel", "curve"},
        id="programmes",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        ("money", "--what", "deals", "--by", "service"),
        {"service", "average_deal_after"},
        id="mean deal",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        ("money", "--what", "margin", "--by", "service"),
        {"service", "margin_share_after"},
        id="margin",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        ("money", "--what", "budget"),
        {"channel", "action", "marginal"},
        id="budget",
        marks=pytest.mark.slow,
    ),
    pytest.param(("timing",), {"channel", "median_days_to_won"}, id="timing"),
    pytest.param(
        ("timing", "--what", "transitions"),
        {"from_stage", "to_stage"},
        id="timing of transitions",
        marks=pytest.mark.slow,
    ),
    pytest.param(("clocks",), {"clock", "lead_type", "n", "kept_share"}, id="clocks"),
    pytest.param(("attribution",), {"channel", "n_won", "first_touch", "w"}, id="attribution"),
    pytest.param(("scoring",), {"grade", "action", "n_leads"}, id="scoring"),
]


SEEN = {}


@pytest.fixture
def listed(run, company):
    """Run a listing of the company; each is computed once for all tests."""

    def listed(*arguments):
        if arguments not in SEEN:
            SEEN[arguments] = run(*arguments, "-w", company)
        return SEEN[arguments]

    return listed


@pytest.fixture
def rows_of(listed):
    return lambda *arguments: json.loads(listed(*arguments, "--format", "json").out)["rows"]


@pytest.mark.parametrize(("arguments", "keys"), LISTINGS)
def test_a_listing_as_json(listed, arguments, keys):
    ran = listed(*arguments, "--format", "json")

    listing = json.loads(ran.out)
    assert (ran.status, ran.err) == (0, "")
    assert {"rows", "as_of", "definition"} <= set(listing)
    assert listing["as_of"] == "2026-11-02T14:00:00+00:00"
    assert listing["definition"].endswith(".")
    assert listing["rows"]
    assert [keys - set(row) for row in listing["rows"] if keys - set(row)] == []


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [LISTINGS[0], pytest.param(*LISTINGS[10].values, id="clocks", marks=pytest.mark.slow)],
)
def test_a_listing_as_csv_and_as_a_table(listed, arguments, keys):
    sheet = listed(*arguments, "--format", "csv")
    table = listed(*arguments)

    header, *rows = csv.reader(io.StringIO(sheet.out))
    assert (sheet.status, sheet.err, table.status) == (0, "", 0)
    assert keys - {"reasons"} <= set(header)
    assert {len(row) for row in rows} == {len(header)}
    # No word of Python and no dictionary in a cell.
    assert {cell for row in rows for cell in row} & {"True", "False", "None", "{}"} == set()
    # Title, header, one line a row; what is said of it stands apart.
    assert len(table.out.splitlines()) == len(rows) + 2
    assert table.told.startswith("En date du 2 novembre 2026, 09 h 00. ")
    assert "En date" not in table.out


@pytest.mark.parametrize("by", GROUPS)
def test_the_same_leads_however_they_are_grouped(rows_of, by):
    # As the other tests ask for it, so that it is computed once.
    rows = rows_of("lifecycle") if by == "channel" else rows_of("lifecycle", "--by", by)

    whole = rows_of("lifecycle")
    assert {by} | KEYS["lifecycle"] == set(rows[0])
    assert sum(row["n_leads"] for row in rows) == sum(row["n_leads"] for row in whole)


def test_a_figure_has_its_n_and_interval_in_every_form(listed, rows_of):
    figure = next(row["lead_to_mql"] for row in rows_of("lifecycle") if row["lead_to_mql"]["low"])
    sheet = csv.DictReader(io.StringIO(listed("lifecycle", "--format", "csv").out))

    cells = [[row[f"lead_to_mql{end}"] for end in ("_n", "_low", "_high")] for row in sheet]
    low, high = (str(float(f"{figure[bound]:.12g}")) for bound in ("low", "high"))
    assert set(figure) == {"value", "n", "low", "high"}
    assert [str(figure["n"]), low, high] in cells


@pytest.mark.slow
def test_one_month_only(rows_of):
    (month, n_leads), *_ = (
        (row["month"], row["n_leads"]) for row in rows_of("lifecycle", "--by", "month")
    )

    rows = rows_of("lifecycle", "--month", month)

    assert sum(row["n_leads"] for row in rows) == n_leads


@pytest.mark.slow
def test_the_same_words_in_english(run, blank):
    ran = run("money", "-w", blank, language="en")

    assert ran.out.splitlines()[1].split()[:3] == ["Channel", "Spend", "Leads"]
    assert ran.told.startswith("Nothing was imported yet. Next: boucle import ")


@pytest.mark.slow
def test_nothing_to_show_before_everything(run, company):
    ran = run("money", "-w", company, "--as-of", "2001-01-01")

    assert ran.status == 0
    assert ran.out.splitlines()[-1] == "Rien à montrer."


@pytest.mark.slow
def test_a_workspace_without_data_tells_the_next_step(run, blank):
    ran = run("money", "-w", blank)

    assert ran.status == 0
    assert "Rien n'a encore été importé. Ensuite : boucle import" in ran.told


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(("lifecycle", "--month", "2026-13"), "usage.month", "2026-10", id="month"),
        pytest.param(("lifecycle", "--month", "octobre"), "usage.month", "octobre", id="its name"),
        pytest.param(("lifecycle", "--as-of", "30/02/2026"), "usage.date", "2026-10-31", id="date"),
        pytest.param(("lifecycle", "--as-of", "2026-02-30"), "usage.date", "2026-02-30", id="none"),
        pytest.param(("lifecycle", "--as-of", "9999-12-31"), "usage.date", "9999", id="too far"),
        pytest.param(("money", "--as-of="), "usage.date", "--as-of", id="empty"),
        pytest.param(
            ("money", "--what", "customers", "--by", "owner"), "parameter", "service", id="by owner"
        ),
        pytest.param(
            ("money", "--what", "budget", "--month", "2026-10"),
            "parameter",
            "toute la période",
            id="a month of what needs a record",
        ),
        pytest.param(("attribution", "--win", "x"), "win.unknown", "« x »", id="win"),
        pytest.param(
            ("scoring", "--lead", "x"), "lead.unknown", "« x »", id="lead", marks=pytest.mark.slow
        ),
    ],
)
def test_a_question_that_has_no_answer(run, blank, arguments, code, words):
    refusal = run(*arguments, "-w", blank).refusal

    assert refusal.startswith(f"error[{code}]: ")
    assert words in refusal


@pytest.mark.slow
def test_names_with_brackets_are_shown_as_they_are(run, workspace, tmp_path):
    (tmp_path / "a.csv").write_text("id,on,who\n1,2026-01-05,[bold]Zoé[/x] :smile:\n", "utf-8")
    (tmp_path / "m.toml").write_text(
        'source = "crm"\n[files.a]\npath = "a.csv"\n[[rows]]\ntable = "leads"\nfile = "a"\n'
        '[rows.columns]\nlead_id = "id"\ncontact_id = "id"\nopened_at = "on"\nowner_id = "who"\n',
        "utf-8",
    )
    imported(Workspace.open(workspace), [tmp_path / "a.csv"], tmp_path / "m.toml", now=NOW)

    assert "[bold]Zoé[/x] :smile:" in run("lifecycle", "--by", "owner", "-w", workspace).out
