"""Totals tied to their sources: what came in, what is shown, and why they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from boucle.figures.moment import engine_moment
from boucle.reporting.closed_loop.definitions import MODELS
from boucle.reporting.closed_loop.file_lines import file_lines
from boucle.reporting.closed_loop.tie_lines import Line, tie
from boucle.reporting.closed_loop.tie_words import EXPLANATIONS, LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import ibis.expr.types as ir

    from boucle.language import Language
    from boucle.reporting.closed_loop.rows import Row
    from boucle.reporting.closed_loop.spending import Spending
    from boucle.reporting.frame import Frame


def reconciliation(
    frame: Frame,
    spending: Spending,
    total: Row,
    file_ties: Iterable[Mapping[str, Any]],
    language: Language,
) -> dict[str, Any]:
    """Return the ties of the report, a line each, and what was left out of it.

    A line ties when ``source`` = ``reported`` + the sum of its explanations. ``files`` says
    the same of the files that imports read, as they were read.
    """
    lines = [
        *_count_lines(frame, total),
        *_won_lines(frame, total),
        *_spend_lines(spending, total),
        *_credit_lines(total),
    ]
    files = [_worded(line, language) for line in file_lines(file_ties)]
    return {
        "is_tied": all(line["is_tied"] for line in [*lines, *files]),
        "lines": [_worded(line, language) for line in lines],
        "files": files,
    }


def _worded(line: Line, language: Language) -> Line:
    name, _, of = line["name"].partition(":")
    of = MODELS[of].in_(language) if name == "credit" else of
    label = LINES[name].format(name=of).in_(language)
    explained = [
        {**part, "label": EXPLANATIONS[part["reason"]].in_(language)} for part in line["explained"]
    ]
    return {**line, "label": label, "explained": explained}


def _count_lines(frame: Frame, total: Row) -> list[Line]:
    until = engine_moment(frame.until)
    tables = frame.tables
    made = []
    for name, rows, moment, cases, reported in (
        ("leads", tables.leads, tables.leads.opened_at, frame.lead_cases, total["n_leads"]),
        ("opportunities", tables.opportunities, tables.opportunities.created_at,
         frame.deal_cases, total["n_opportunities"]),
    ):  # fmt: skip
        found = rows.agg(n=rows.count(), later=rows.count(where=moment > until))
        counts = found.to_pyarrow().to_pylist()[0]
        shown = reported or 0
        others = _n_other_cohorts(cases, frame.month)
        explained = [
            ("after_follow_up", counts["later"], counts["later"]),
            ("other_cohorts", others, others),
        ]
        made.append(tie(name, counts["n"], shown, explained, "count"))
    return made


def _n_other_cohorts(cases: ir.Table, month: str | None) -> int:
    """Count the cases of other months; not as what is left over, which would always tie."""
    if month is None:
        return 0
    is_other = cases.month.isnull() | (cases.month != month)
    n: int = cases.filter(is_other).agg(n=_.count()).to_pyarrow().to_pylist()[0]["n"]
    return n


def _won_lines(frame: Frame, total: Row) -> list[Line]:
    """Return one line a currency: what sources call won, and where each amount went."""
    placed = _placed_wins(frame)
    rows = (
        placed.group_by(["own_currency", "place"])
        .agg(
            n=_.count(),
            n_without=_.count(where=_.given.isnull()),
            given=_.given.sum(),
            converted=_.amount.sum(),
        )
        .to_pyarrow()
        .to_pylist()
    )
    made = []
    for currency in sorted({row["own_currency"] for row in rows}):
        own = [row for row in rows if row["own_currency"] == currency]
        given = sum(row["given"] or 0.0 for row in own)
        explained = [
            (row["place"], row["n"], row["given"] or 0.0) for row in own if row["place"] != "shown"
        ]
        shown = sum(row["given"] or 0.0 for row in own if row["place"] == "shown")
        n_without = sum(row["n_without"] for row in own if row["place"] == "shown")
        explained.append(("without_amount", n_without, 0.0))
        made.append(tie(f"won_amount:{currency}", given, shown, explained, "amount"))
    converted = sum(row["converted"] or 0.0 for row in rows if row["place"] == "shown")
    made.append(tie("won_converted", converted, total["won_amount"] or 0.0, [], "amount"))
    return made


def _placed_wins(frame: Frame) -> ir.Table:
    opportunities = frame.tables.opportunities
    won = opportunities.filter(opportunities.outcome == "won")
    shown = frame.deals.select(
        "amount", "other_amount", shown_id="opportunity_id", shown_outcome="outcome"
    )
    known = frame.deal_cases.select(known_id="opportunity_id", known_outcome="outcome")
    joined = won.select(
        "opportunity_id",
        given=won.amount.cast("float64"),
        own_currency=won.currency.strip().upper().nullif("").fill_null(frame.currency),
    )
    joined = joined.left_join(known, [("opportunity_id", "known_id")])
    joined = joined.left_join(shown, [("opportunity_id", "shown_id")])
    return joined.mutate(
        place=ibis.cases(
            (joined.known_outcome.fill_null("") != "won", "after_follow_up"),
            (joined.shown_id.isnull(), "other_cohorts"),
            (joined.other_amount.notnull(), "no_rate"),
            else_="shown",
        )
    )


def _spend_lines(spending: Spending, total: Row) -> list[Line]:
    made = []
    reported = 0.0
    for own in sorted({row["own_currency"] for row in spending.sources}):
        rows = [row for row in spending.sources if row["own_currency"] == own]
        inside = [row for row in rows if row["place"] == "in_period"]
        without_rate = sum(row["n_unconverted"] for row in inside)
        given = sum(row["amount"] or 0.0 for row in rows)
        apart = sum(row["unconverted"] or 0.0 for row in inside)
        counted = sum(row["amount"] or 0.0 for row in inside) - apart
        reported += sum(row["converted"] or 0.0 for row in inside)
        explained = [
            (row["place"], row["n_lines"], row["amount"] or 0.0)
            for row in rows
            if row["place"] != "in_period"
        ]
        if without_rate:
            explained.append(("no_rate", without_rate, apart))
        made.append(tie(f"spend:{own}", given, counted, explained, "amount"))
    if spending.has_lines:
        made.append(tie("spend_converted", reported, total["spend"] or 0.0, [], "amount"))
    return made


def _credit_lines(total: Row) -> list[Line]:
    """Return one line a model: what it credits, with what no touchpoint explains, is all won."""
    if total["won_amount"] is None:
        return []
    return [
        tie(f"credit:{model}", total["won_amount"], credited, [], "amount")
        for model, credited in total["credit"].items()
    ]
