"""What a report said as of a moment does not change when rows arrive later, back-dated or not."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest

from boucle.agreement.starter import starter_text
from boucle.errors.commands import DateOptionError, MonthOptionError
from boucle.operations.closed_loop import Wanted, closed_loop_report
from boucle.operations.importing import imported
from boucle.operations.lifecycle import lifecycle
from boucle.operations.listings import Asked
from boucle.warehouse.workspace import Workspace

FIRST_IMPORT = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
SECOND_IMPORT = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
# Between the two imports, on Toronto's wall.
BETWEEN = "2026-04-15T09:00"

MAPPING = """
source = "crm"
currency = "CAD"

[files.leads]
path = "leads.csv"

[files.deals]
path = "deals.csv"

[files.spend]
path = "spend.csv"

[[rows]]
table = "leads"
file = "leads"
lead_source = { column = "came_by", as = "channel" }
[rows.columns]
lead_id = "lead"
contact_id = "person"
opened_at = "opened"

[[rows]]
table = "contacts"
file = "leads"
[rows.columns]
contact_id = "person"

[[rows]]
table = "opportunities"
file = "deals"
[rows.columns]
opportunity_id = "deal"
lead_id = "lead"
amount = "amount"
created_at = "created"
closed_at = "closed"
[rows.columns.outcome]
column = "state"
values = { won = "won", lost = "lost", open = "open" }

[[rows]]
table = "spend"
file = "spend"
[rows.columns]
spend_id = "line"
spent_on = "day"
channel = "channel"
amount = "cost"
"""

LEADS = """lead,person,opened,came_by
L1,p1,2026-01-05,email
L2,p2,2026-01-20,webinar
L3,p3,2026-02-10,email
L4,p4,2026-02-12,
"""
DEALS = """deal,lead,amount,created,closed,state
D1,L1,1000.00,2026-01-10,2026-02-01,won
D2,L2,400.00,2026-01-25,2026-03-02,won
D3,L3,900.00,2026-02-20,,open
"""
SPEND = """line,day,channel,cost
S1,2026-01-15,email,200.00
S2,2026-02-15,webinar,300.00
"""

# What comes a month later. Back-dated: L5 and L6 were opened in January and February, D3 was won
# in March, D4 lost in March, S3 spent in January. Changed: D2 was worth 650, not 400.
LATE_LEADS = LEADS + "L5,p5,2026-01-28,email\nL6,p6,2026-02-15,webinar\n"
LATE_DEALS = """deal,lead,amount,created,closed,state
D1,L1,1000.00,2026-01-10,2026-02-01,won
D2,L2,650.00,2026-01-25,2026-03-02,won
D3,L3,900.00,2026-02-20,2026-03-20,won
D4,L5,500.00,2026-02-01,2026-03-05,lost
"""
LATE_SPEND = SPEND + "S3,2026-01-30,email,50.00\n"


def brought(workspace, home, texts, now):
    files = home / f"files-{now:%m}"
    files.mkdir()
    for name, text in zip(("leads", "deals", "spend"), texts, strict=True):
        (files / f"{name}.csv").write_text(text, encoding="utf-8")
    return imported(workspace, [files], home / "crm.toml", now=now)


def made(workspace, **wanted):
    return closed_loop_report(workspace.folder, Wanted(**{"out": "-", **wanted})).content


def figures(workspace, **wanted):
    return json.loads(made(workspace, format="json", **wanted))


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """A workspace after both imports, and as it stood between them."""
    home = tmp_path_factory.mktemp("story")
    (home / "crm.toml").write_text(MAPPING, encoding="utf-8")
    workspace = Workspace.init(home / "w", starter_text(), language="en")
    brought(workspace, home, (LEADS, DEALS, SPEND), FIRST_IMPORT)
    earlier = Workspace.open(shutil.copytree(workspace.folder, home / "earlier"))
    brought(workspace, home, (LATE_LEADS, LATE_DEALS, LATE_SPEND), SECOND_IMPORT)
    return workspace, earlier


@pytest.fixture(scope="module")
def said(story):
    """What the report as of a moment between the imports said before the second one."""
    _, earlier = story
    return made(earlier, as_of=BETWEEN, format="json")


@pytest.fixture(scope="module")
def then(story):
    """The report after the first import."""
    _, earlier = story
    return figures(earlier)


@pytest.fixture(scope="module")
def now(story):
    """The report after both imports."""
    workspace, _ = story
    return figures(workspace)


def test_the_report_as_of_a_past_moment_is_the_same_byte_for_byte(story, said):
    workspace, _ = story

    assert made(workspace, as_of=BETWEEN, format="json") == said


@pytest.mark.slow
def test_so_are_the_page_and_a_listing(story):
    workspace, earlier = story

    def page_and_rows(of):
        listing = lifecycle(Asked(of.folder, wanted=Wanted(as_of=BETWEEN)))
        return made(of, as_of=BETWEEN, format="html"), listing.rows

    assert page_and_rows(workspace) == page_and_rows(earlier)


@pytest.mark.slow
def test_the_report_of_now_shows_what_came_in(then, now, capsys):
    then, now = then["total"], now["total"]

    delta = {
        name: (then[name], now[name])
        for name in then
        if isinstance(now[name], (int, float)) and then[name] != now[name]
    }
    with capsys.disabled():
        print("\nfigure, as of 1 April, as of 1 May:")  # noqa: T201 - the delta is to be seen
        for name, (old, new) in delta.items():
            print(f"  {name:22} {old!s:>8} {new!s:>8}")  # noqa: T201
    # Cohorts of January and February, in which 500 was spent and then 550.
    expected = {
        "n_contacts": (4, 6),
        "n_leads": (4, 6),
        "n_opportunities": (3, 4),
        "n_won": (2, 3),
        "n_lost": (0, 1),
        "n_open": (1, 0),
        "won_amount": (1_400.0, 2_550.0),  # + 250 (D2) + 900 (D3)
        "pipeline_amount": (900.0, 0.0),  # D3
        "spend": (500.0, 550.0),  # S3
        "cost_per_lead": (125.0, 550 / 6),
        "cost_per_opportunity": (500 / 3, 137.5),
        "cost_per_win": (250.0, 550 / 3),
        "return_on_spend": (1.8, 2_000 / 550),
    }
    delta.pop("maturity", None)
    assert {name: pytest.approx(pair) for name, pair in expected.items()} == delta


def test_rows_of_the_delta(said, now):
    def months(report):
        return {row["month"]: (row["n_leads"], row["n_won"], row["spend"])
                for row in report["by_month"]}  # fmt: skip

    assert months(json.loads(said)) == {
        "2026-01": (2, 2, 200.0),
        "2026-02": (2, 0, 300.0),
    }
    assert months(now) == {"2026-01": (3, 2, 250.0), "2026-02": (3, 1, 300.0)}
    closed = {row["month"]: (row["n_won"], row["n_lost"], row["won_amount"])
              for row in now["by_month_closed"]}  # fmt: skip
    assert closed == {"2026-02": (1, 0, 1_000.0), "2026-03": (2, 1, 1_550.0)}


@pytest.mark.slow
def test_as_of_the_last_commit_unless_told(then, now):
    assert then["as_of"] == FIRST_IMPORT.isoformat()
    assert now["as_of"] == SECOND_IMPORT.isoformat()
    # 20 March, midnight in Toronto: D3 won is the latest fact.
    assert now["observed_until"] == "2026-03-20T04:00:00+00:00"
    assert now["reconciliation"]["is_tied"] is True
    files = {line["name"]: line["source"] for line in now["reconciliation"]["files"]}
    assert {name: n for name, n in files.items() if name.startswith("rows:")} == {
        "rows:leads.csv": 6,
        "rows:deals.csv": 4,
        "rows:spend.csv": 3,
    }


@pytest.mark.slow
def test_days_before_the_first_import_are_those_of_the_source(story):
    """The first import brings history: its rows are known from the days that they carry."""
    workspace, _ = story
    # The end of 31 January in Toronto: L1 and L2 had come in (L5 is told of later), D1 and D2 were
    # still open.
    report = figures(workspace, as_of="2026-01-31")

    assert report["as_of"] == "2026-02-01T04:59:59.999999+00:00"
    total = report["total"]
    assert (total["n_leads"], total["n_opportunities"], total["n_open"]) == (2, 2, 2)
    assert (total["won_amount"], total["pipeline_amount"]) == (0.0, 1_400.0)


@pytest.mark.slow
def test_an_earlier_end_of_follow_up(story):
    workspace, _ = story
    report = figures(workspace, observed_until="2026-02-28")

    total = report["total"]
    # By then D1 was won; D2, D3 and D4 were still going.
    assert (total["n_leads"], total["n_won"], total["n_lost"], total["n_open"]) == (6, 1, 0, 3)
    assert (total["won_amount"], total["pipeline_amount"]) == (1_000.0, 2_050.0)
    assert report["reconciliation"]["is_tied"] is True
    explained = {
        line["name"]: [(part["reason"], part["n"], part["amount"]) for part in line["explained"]]
        for line in report["reconciliation"]["lines"]
    }
    assert explained["won_amount:CAD"] == [("after_follow_up", 2, 1_550.0)]


@pytest.mark.slow
def test_one_month(story):
    workspace, _ = story
    report = figures(workspace, month="2026-02")

    assert report["period"] == {"from": "2026-02-01", "to": "2026-02-28"}
    total = report["total"]
    assert (total["n_leads"], total["n_won"], total["won_amount"], total["spend"]) == (
        3, 1, 900.0, 300.0,
    )  # fmt: skip
    assert report["reconciliation"]["is_tied"] is True


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        pytest.param({"as_of": "2026-02-30"}, DateOptionError, id="no such day"),
        pytest.param({"as_of": "demain"}, DateOptionError, id="no date"),
        pytest.param({"observed_until": "31/10/2026"}, DateOptionError, id="other form"),
        pytest.param({"month": "2026-13"}, MonthOptionError, id="no such month"),
    ],
)
def test_dates_that_are_none(story, wanted, error):
    workspace, _ = story

    with pytest.raises(error):
        made(workspace, **wanted)


@pytest.mark.slow
def test_an_empty_workspace_says_so(tmp_path):
    workspace = Workspace.init(tmp_path / "w", starter_text())

    report = figures(workspace)
    assert report["total"]["n_leads"] is None
    assert report["total"]["reasons"]["n_leads"] == "no_leads"
    assert report["total"]["reasons"]["n_won"] == "no_opportunities"
    assert report["reconciliation"]["is_tied"] is True
    from boucle.reporting.closed_loop.page_words import WORDS

    for language in ("fr", "en"):
        page = made(workspace, language=language, format="html")
        assert f"<h2>{WORDS['empty_title'].in_(language)}</h2>" in page
        assert "<table" not in page


@pytest.mark.slow
def test_the_report_is_written_where_it_is_said(story, tmp_path):
    workspace, _ = story

    written = closed_loop_report(workspace.folder, Wanted(month="2026-02", language="fr"))
    assert written.paths == (workspace.folder / "reports" / "boucle-fermee-2026-02.fr.html",)
    assert written.paths[0].read_text(encoding="utf-8").startswith("<!doctype html>")
    there = tmp_path / "new" / "r.json"
    elsewhere = closed_loop_report(workspace.folder, Wanted(format="json", out=str(there)))
    assert elsewhere.paths == (there,)
    assert [each.name for each in there.parent.iterdir()] == ["r.json"]
