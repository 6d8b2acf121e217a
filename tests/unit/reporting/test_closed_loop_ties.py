"""From wins back to their touchpoints and cost, from spend to its outcomes, and the ties."""

from datetime import datetime

import pytest

MODELS = ("first_touch", "last_touch", "linear", "position_based", "time_decay", "w", "full_path")


def test_wins_newest_first_with_their_journeys(report):
    heads = [
        (win["opportunity_id"], win["account"], win["amount"], win["n_touchpoints"], win["cost"])
        for win in report["wins"]
    ]
    # January's 1,000 on c-search reached L01 and L02: 500 each. The 500 on webinars reached L01 and
    # L03: 250 each. The banner, the call and February's webinars cost nothing that anybody wrote.
    assert heads == [
        ("O04", None, 1_000.0, 0, None),
        ("O07", None, pytest.approx(1_400.0), 2, None),
        ("O05", None, None, 1, None),
        ("O06", None, None, 1, None),
        ("O01", "Fonderie Exemple", 10_000.0, 3, 750.0),
    ]


def test_the_steps_of_one_win(report):
    steps = report["wins"][-1]["touchpoints"]

    assert [
        (step["touchpoint_id"], step["channel"], step["campaign"], step["kind"], step["evidence"],
         step["weight"], step["milestone"], step["days_since_previous"], step["cost"])
        for step in steps
    ] == [
        ("t01a", "paid_search", "c-search", "form", "observed", 1.0, "lead", None, 500.0),
        ("t01b", "webinar", "c-web", "webinar_attended", "observed", 1.0, "opportunity", 10.0,
         250.0),
        ("t01c", "display", None, "ad_impression", "impression", 0.25, None, 20.0, None),
    ]  # fmt: skip
    assert steps[0]["occurred_at"] == datetime(2026, 1, 5, 17)
    for model in MODELS:
        assert sum(step["share"][model] for step in steps) == pytest.approx(1.0)
        assert sum(step["credit"][model] for step in steps) == pytest.approx(10_000.0)


def test_a_colleague_of_the_deal_and_an_unknown_amount(report):
    by_id = {win["opportunity_id"]: win for win in report["wins"]}

    call = by_id["O07"]["touchpoints"][1]
    assert (call["kind"], call["is_offline"], call["days_since_previous"]) == ("call", True, 20.0)
    (only,) = by_id["O05"]["touchpoints"]
    assert set(only["share"].values()) == {1.0}
    assert set(only["credit"].values()) == {None}
    assert only["milestone"] == "lead,opportunity"


def test_one_win_by_its_id(loop, report):
    from boucle.reporting.closed_loop.steady import steady
    from boucle.reporting.closed_loop.wins import win

    spending = loop._spending
    assert steady(win(loop.frame, spending, "O01")) == report["wins"][-1]
    assert win(loop.frame, spending, "O11") is None  # not won yet at the end of follow-up
    assert win(loop.frame, spending, "O99") is None


LINE = (
    "month", "channel", "campaign", "n_lines", "spend", "hours", "n_leads", "n_mql", "n_sal",
    "n_sql", "n_opportunities", "n_won", "n_lost", "n_open", "won_amount",
)  # fmt: skip


def test_spend_lines_with_their_outcomes(report):
    rows = [
        ("2025-12", "paid_search", "c-search", 1, 250.0, None, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        ("2026-01", "paid_search", "c-search", 1, 1_000.0, None, 2, 2, 1, 1, 1, 1, 0, 0, 10_000.0),
        ("2026-01", "webinar", "c-web", 1, 500.0, 4.0, 1, 1, 1, 1, 2, 0, 2, 0, 0),
        # USD 200 without a rate, and a win whose amount has none: unknown, not 0.
        ("2026-02", "paid_search", "c-us", 1, None, None, 1, 1, 1, 0, 1, 1, 0, 0, None),
        ("2026-02", "webinar", None, 1, 300.0, None, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        ("2026-03", "paid_search", "c-us", 1, pytest.approx(140.0), None, 0, 0, 0, 0, 0, 0, 0, 0,
         0),
    ]  # fmt: skip
    assert report["spend_lines"] == [dict(zip(LINE, row, strict=True)) for row in rows]


# name, by the source, in the report, what explains the difference (reason, how many, amount)
TIES = [
    ("leads", 13, 12, [("after_follow_up", 1, 1)]),
    ("opportunities", 10, 9, [("after_follow_up", 1, 1)]),
    # 10,000 + 1,000 + 9,000 (O11, won later), and O05 without an amount.
    ("won_amount:CAD", 20_000.0, 11_000.0,
     [("after_follow_up", 1, 9_000.0), ("without_amount", 1, 0.0)]),
    ("won_amount:USD", 1_500.0, 1_000.0, [("no_rate", 1, 500.0)]),
    ("won_converted", 12_400.0, 12_400.0, []),
    ("spend:CAD", 2_100.0, 2_050.0, [("after_period", 1, 50.0)]),
    ("spend:USD", 300.0, 100.0, [("no_rate", 1, 200.0)]),
    ("spend_converted", 2_190.0, 2_190.0, []),
    *((f"credit:{model}", 12_400.0, 12_400.0, []) for model in MODELS),
]  # fmt: skip


def test_totals_tie_to_their_sources_line_by_line(report):
    block = report["reconciliation"]

    assert block["is_tied"] is True
    assert [
        (
            line["name"], line["source"], line["reported"],
            [(part["reason"], part["n"], part["amount"]) for part in line["explained"]],
        )
        for line in block["lines"]
    ] == [
        (name, pytest.approx(source), pytest.approx(reported), explained)
        for name, source, reported, explained in TIES
    ]  # fmt: skip
    for line in block["lines"]:
        assert (line["is_tied"], line["difference"]) == (True, 0.0)
        assert line["source"] - line["reported"] == pytest.approx(
            sum(part["amount"] for part in line["explained"]), abs=1e-6
        )


def test_the_page_folds_what_is_equal_and_shows_what_is_not(report):
    from boucle.reporting.closed_loop.cells import Writer
    from boucle.reporting.closed_loop.definitions import MODELS as NAMES
    from boucle.reporting.closed_loop.page_ties import shown_ties

    lines = [dict(line) for line in report["reconciliation"]["lines"]]
    lost = next(line for line in lines if line["name"] == "credit:linear")
    lost |= {"difference": 400.0, "is_tied": False}
    files = [
        {"name": "rows:a.csv", "label": "Rows read in a.csv", "unit": "count", "source": 5,
         "reported": 4, "difference": 0.0, "is_tied": True,
         "explained": [{"n": 1, "label": "set aside", "amount": 1}]},
        {"name": "rows:b.csv", "label": "Rows read in b.csv", "unit": "count", "source": 5,
         "reported": 5, "difference": 0.0, "is_tied": True, "explained": []},
    ]  # fmt: skip
    block = {"is_tied": False, "lines": lines, "files": files, "notes": []}

    shown = shown_ties({"reconciliation": block}, Writer("en", "CAD"))

    seen = [line["label"] for line in shown["lines"]]
    assert "Leads imported" in seen
    assert seen[-2:] == ["Credit shared: Linear", "Rows read in a.csv"]
    assert shown["lines"][-2]["cells"][3] == "400.00"
    folded = [line["label"] for line in shown["equal"]]
    assert folded == [
        *(f"Credit shared: {NAMES[model].en}" for model in MODELS if model != "linear"),
        "Rows read in b.csv",
    ]
    assert shown["equal_label"] == f"The {len(folded)} other totals, equal to their source"


@pytest.mark.parametrize(
    ("broken", "line", "difference"),
    [
        pytest.param({"n_leads": 11}, "leads", 1, id="a lead lost on the way"),
        pytest.param({"n_opportunities": 10}, "opportunities", -1, id="a deal counted twice"),
        pytest.param({"won_amount": 12_399.0}, "won_converted", 1.0, id="an amount off by 1"),
        pytest.param({"won_amount": 12_399.99}, "won_converted", 0.01, id="an amount off a cent"),
        pytest.param({"spend": 2_200.0}, "spend_converted", -10.0, id="spend added"),
        pytest.param({"credit": {"linear": 12_000.0}}, "credit:linear", 400.0, id="credit lost"),
    ],
)
def test_a_figure_that_is_off_unties_the_report(loop, broken, line, difference):
    from boucle.reporting.closed_loop.reconciliation import reconciliation

    total = {**loop.total, **broken}
    block = reconciliation(loop.frame, loop._spending, total, [], "en")

    assert block["is_tied"] is False
    off = {each["name"]: each["difference"] for each in block["lines"] if not each["is_tied"]}
    assert off[line] == pytest.approx(difference)


@pytest.mark.slow
def test_other_months_are_counted_not_what_is_left_over(made_up, loop_of):
    from boucle.reporting.closed_loop.reconciliation import reconciliation

    loop = loop_of(made_up.small_company(), month="2026-01")
    sums = {"n_leads": 4, "n_opportunities": 4, "won_amount": 11_000.0, "spend": 1_500.0}
    credit = dict.fromkeys(MODELS, 11_000.0)

    def is_tied(**broken):
        total = {**sums, "credit": credit, **broken}
        return reconciliation(loop.frame, loop._spending, total, [], "en")["is_tied"]

    assert is_tied()
    assert not is_tied(n_leads=3)
    assert not is_tied(n_opportunities=5)


@pytest.mark.slow
def test_files_as_their_last_import_read_them(made_up, loop_of):
    """What an import left out is said beside the total of the file."""
    older = {"files": [{"name": "leads.csv", "n_rows": 10, "n_rejected": 0}], "columns": []}
    newer = {
        "files": [{"name": "leads.csv", "n_rows": 13, "n_rejected": 1}],
        "columns": [
            {"table": "opportunities", "column": "amount", "files": ["deals.csv"],
             "source": 1_000.0, "imported": 900.0, "n_left_out": 2},
        ],
    }  # fmt: skip
    block = loop_of({}, file_ties=(older, newer)).as_json("en")["reconciliation"]

    assert block["is_tied"] is True
    assert [
        (line["name"], line["source"], line["reported"], line["difference"],
         [(part["reason"], part["n"], part["amount"]) for part in line["explained"]])
        for line in block["files"]
    ] == [
        ("rows:leads.csv", 13, 12, 0.0, [("rejected", 1, 1)]),
        ("column:opportunities.amount (deals.csv)", 1_000.0, 900.0, 0.0,
         [("left_out", 2, 100.0)]),
    ]  # fmt: skip


def test_what_to_know_before_believing(report):
    # L04 and L12; O20; O04; the US dollars of January and February, before the first rate.
    assert [(note["code"], note["n"]) for note in report["reconciliation"]["notes"]] == [
        ("leads_without_channel", 2),
        ("deals_without_lead", 1),
        ("wins_without_touchpoint", 1),
        ("spend_without_rate", 1),
    ]


@pytest.mark.slow
def test_other_notes(made_up, loop_of):
    rows = {
        "leads": [
            made_up.lead(1, "2026-01-05T17:00"),
            made_up.lead(2, None),
            made_up.lead(3, "2026-02-05T17:00"),
        ],
        "opportunities": [
            made_up.deal(1, 1, None, "won", 5, "2026-01-01T17:00"),  # before it began
            made_up.deal(2, 3, "2026-02-06T17:00", "won", 5, None),  # when?
            made_up.deal(4, None, None, "open", 5),
        ],
        "touchpoints": [
            made_up.touch("t1", "k01", "2026-01-05T17:00", "carrier_pigeon"),
            made_up.touch("t2", "k03", "2026-02-05T17:00", None, origin_source="smoke signals"),
        ],
        "commits": [
            {"commit_seq": 1, "committed_at": "2026-04-01T00:00", "what": "import", "n_rejects": 3}
        ],
    }
    found = loop_of(rows).as_json("en")["reconciliation"]["notes"]

    # L02 has no beginning, O02 no end, O04 neither.
    assert [(note["code"], note["n"], note["name"]) for note in found] == [
        ("leads_without_channel", 1, ""),
        ("deals_without_lead", 1, ""),
        ("undated_deals", 1, ""),
        ("wins_without_touchpoint", 1, ""),
        ("no_lost_deals", 2, ""),
        ("negative_durations", 1, ""),
        ("undated_cases", 3, ""),
        ("rejected_rows", 3, ""),
        ("unlisted_channel", 1, "carrier_pigeon"),
        ("unlisted_source", 1, "smoke signals"),
    ]
