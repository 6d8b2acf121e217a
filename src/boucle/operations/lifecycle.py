"""How far leads and deals went, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.language import Text
from boucle.operations.listings import Asked, loop_by, picked

if TYPE_CHECKING:
    from boucle.operations.listing import ColumnKind, Listing
    from boucle.reporting.frame import Frame

_COUNTS: tuple[tuple[str, Text, ColumnKind], ...] = (
    ("n_contacts", Text(fr="Personnes", en="People"), "count"),
    ("n_leads", Text(fr="Pistes", en="Leads"), "count"),
    ("n_mql", Text(fr="MQL", en="MQL"), "count"),
    ("n_sal", Text(fr="SAL", en="SAL"), "count"),
    ("n_sql", Text(fr="SQL", en="SQL"), "count"),
    ("n_opportunities", Text(fr="Affaires", en="Deals"), "count"),
    ("n_won", Text(fr="Gagnées", en="Won"), "count"),
    ("n_lost", Text(fr="Perdues", en="Lost"), "count"),
    ("n_open", Text(fr="Ouvertes", en="Open"), "count"),
)
_SHARES: tuple[tuple[str, Text, ColumnKind], ...] = (
    ("lead_to_mql", Text(fr="Piste → MQL", en="Lead → MQL"), "share"),
    ("mql_to_sal", Text(fr="MQL → SAL", en="MQL → SAL"), "share"),
    ("sal_to_sql", Text(fr="SAL → SQL", en="SAL → SQL"), "share"),
    ("sql_to_opportunity", Text(fr="SQL → affaire", en="SQL → deal"), "share"),
    ("opportunity_to_customer", Text(fr="Affaire → client", en="Deal → customer"), "share"),
    ("lead_win_share", Text(fr="Pistes gagnées", en="Leads won"), "share"),
    ("win_share", Text(fr="Taux de gain", en="Win rate"), "share"),
)


def lifecycle(asked: Asked) -> Listing:
    """List, by one column, how many leads reached each stage and which share went on."""
    frame = asked.frame()
    rows = loop_by(frame, asked.column).rows_by(asked.column)
    conversions = _conversions(frame, asked.column)
    for row in rows:
        # A row of deals without leads, or of spend alone, has nobody to convert.
        found = conversions.get(row[asked.by], {})
        for name, _, _ in _SHARES[:-2]:
            figure, reason = found.get(name, (_nobody(), "no_cases"))
            row[name] = figure
            if reason:
                row["reasons"][name] = reason
    return picked(
        frame, asked, rows, (*_COUNTS, *_SHARES),
        title=Text(fr="Jusqu'où vont les pistes", en="How far leads go"),
        definition=Text(
            fr="Une conversion suit les pistes entrées dans une étape : part arrivée à la suivante "
            "ou plus loin (intervalle de Wilson à 95 %, masquée sous 10).",
            en="A conversion follows the leads that entered a stage: the share that reached the "
            "next one or a later one (95% Wilson interval, masked under 10).",
        ),
    )  # fmt: skip


def _nobody() -> dict[str, Any]:
    return {"value": None, "n": 0, "low": None, "high": None}


def _conversions(frame: Frame, column: str) -> dict[Any, dict[str, Any]]:
    from boucle.analytics import lifecycle as methods  # start-up

    found: dict[Any, dict[str, Any]] = {}
    for row in methods.conversion(frame.leads, by=column).to_pyarrow().to_pylist():
        # A stage that nothing maps to was entered by nobody we know of.
        is_recorded = {row["from_stage"], row["to_stage"]} <= {*frame.recorded, "lead"}
        figure = {"value": row["share"], "n": row["n_entered"]}
        figure |= {"low": row["low"], "high": row["high"]}
        if not is_recorded:
            figure |= {"value": None, "low": None, "high": None}
        name = f"{row['from_stage']}_to_{row['to_stage']}"
        reason = row["reason"] if is_recorded else "not_recorded"
        found.setdefault(row[column], {})[name] = (figure, reason)
    return found
