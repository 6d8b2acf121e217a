"""Laws of the closed-loop report, over small companies made at random."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.reporting.closed_loop.report import ClosedLoop
from boucle.reporting.frame import Frame

_SCRIPT = Path(__file__).parents[1] / "unit" / "reporting" / "small_company.py"
_spec = spec_from_file_location("small_company_of_laws", _SCRIPT)
made_up = module_from_spec(_spec)
_spec.loader.exec_module(made_up)

# The laws hold in any zone; in UTC the engine has less to compile.
AGREEMENT = made_up.agreement(time_zone="Etc/UTC")
START = datetime(2026, 1, 1, 17)
CHANNELS = st.sampled_from(["email", "webinar", "referral", None])
CAMPAIGNS = st.sampled_from(["c1", "c2", None])
DAYS = st.integers(0, 140)  # follow-up ends after 119 days
STAGES = st.sampled_from(["mql", "sal", "sql", "recycled", "disqualified", "lost"])
AMOUNTS = st.one_of(st.none(), st.integers(0, 100_000).map(lambda cents: cents / 100))
CURRENCIES = st.sampled_from(["CAD", "USD", "EUR", None])
ADDITIVE = (
    "n_leads", "n_mql", "n_sal", "n_sql", "n_opportunities", "n_won", "n_lost", "n_open",
    "won_amount", "pipeline_amount", "spend",
)  # fmt: skip


def at(day):
    return (START + timedelta(days=day)).isoformat()


@st.composite
def companies(draw):
    """Rows of up to eight people: each opens a lead, some make gestures, some buy or do not."""
    rows = {name: [] for name in ("leads", "touchpoints", "stage_changes", "opportunities")}
    for person in range(1, draw(st.integers(1, 8)) + 1):
        opened = draw(DAYS)
        rows["leads"].append(made_up.lead(person, at(opened)))
        for number in range(draw(st.integers(0, 3))):
            day = max(opened - 30, 0) + draw(st.integers(0, 60))
            rows["touchpoints"].append(
                made_up.touch(f"t{person}-{number}", f"k{person:02}", at(day), draw(CHANNELS),
                              draw(CAMPAIGNS),
                              evidence=draw(st.sampled_from(["observed", "impression"])))
            )  # fmt: skip
        for stage in draw(st.lists(STAGES, max_size=3, unique=True)):
            rows["stage_changes"] += made_up.changes(person, (stage, at(opened + draw(DAYS))))
        if draw(st.booleans()):
            outcome = draw(st.sampled_from(["won", "won", "lost", "open"]))
            created = opened + draw(st.integers(0, 20))
            closed = None if outcome == "open" else at(created + draw(DAYS))
            rows["opportunities"].append(
                made_up.deal(person, draw(st.sampled_from([person, None])), at(created), outcome,
                             draw(AMOUNTS), closed, currency=draw(CURRENCIES))
            )  # fmt: skip
    rows["spend"] = [
        made_up.spent(f"s{number}", at(draw(DAYS))[:10], draw(AMOUNTS) or 0, channel=draw(CHANNELS),
                      campaign=draw(CAMPAIGNS), currency=draw(CURRENCIES))
        for number in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    rows["campaigns"] = [{"campaign_id": "c1", "channel": "email"}, {"campaign_id": "c2"}]
    rows["exchange_rates"] = [{"rate_on": "2026-02-01", "currency": "USD", "rate": 1.25}]
    return rows


def loop_of(rows):
    return ClosedLoop(Frame(made_up.FakeTables(rows), AGREEMENT))


def close(value):
    return pytest.approx(value, abs=0.005)


def assert_adds_up(total, rows):
    for name in ADDITIVE:
        if total[name] is not None:
            assert sum(row[name] or 0 for row in rows) == close(total[name]), name
    currencies = {code for row in rows for code in row["other_currencies"]}
    assert currencies == set(total["other_currencies"])
    for code, amount in total["other_currencies"].items():
        assert sum(row["other_currencies"].get(code, 0) for row in rows) == close(amount)
    for part in ("credit", "credit_wins"):
        for model, given_out in total[part].items():
            assert sum(row[part][model] or 0 for row in rows) == close(given_out or 0)


@pytest.mark.slow
@given(companies(), st.randoms(use_true_random=False))
@settings(max_examples=4)
def test_rows_add_up_credit_is_what_was_won_and_order_does_not_matter(rows, order):
    report = loop_of(rows).as_json("en")
    total = report["total"]

    for part in ("by_channel", "by_campaign", "by_month"):
        assert_adds_up(total, report[part])
    # Every model shares out all that was won, and every win.
    assert total["credit_wins"] == pytest.approx(
        dict.fromkeys(total["credit_wins"], total["n_won"] or 0)
    )
    if total["won_amount"] is not None:
        assert all(amount == close(total["won_amount"]) for amount in total["credit"].values())
    closed = report["by_month_closed"]
    assert sum(row["n_won"] for row in closed) == (total["n_won"] or 0)
    assert sum(row["won_amount"] or 0 for row in closed) == close(total["won_amount"] or 0)
    assert report["reconciliation"]["is_tied"] is True

    mixed = loop_of({name: _shuffled(each, order) for name, each in rows.items()})
    assert _rounded(mixed.total) == _rounded(total)
    assert _rounded(mixed.rows_by("channel")) == _rounded(report["by_channel"])


def _shuffled(rows, order):
    return order.sample(rows, len(rows))


def _rounded(value):
    if isinstance(value, float):
        return round(value, 6) + 0.0
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list) else value
