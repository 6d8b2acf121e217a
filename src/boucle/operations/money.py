"""What leads and wins cost and bring, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.operations.listings import Asked, loop_by, picked

if TYPE_CHECKING:
    from boucle.operations.listing import ColumnKind, Listing

_COLUMNS: tuple[tuple[str, Text, ColumnKind], ...] = (
    ("spend", Text(fr="Dépenses", en="Spend"), "amount"),
    ("n_leads", Text(fr="Pistes", en="Leads"), "count"),
    ("cost_per_lead", Text(fr="Par piste", en="Per lead"), "amount"),
    ("n_mql", Text(fr="MQL", en="MQL"), "count"),
    ("cost_per_mql", Text(fr="Par MQL", en="Per MQL"), "amount"),
    ("n_sql", Text(fr="SQL", en="SQL"), "count"),
    ("cost_per_sql", Text(fr="Par SQL", en="Per SQL"), "amount"),
    ("n_opportunities", Text(fr="Affaires", en="Deals"), "count"),
    ("cost_per_opportunity", Text(fr="Par affaire", en="Per deal"), "amount"),
    ("n_won", Text(fr="Gagnées", en="Won"), "count"),
    ("cost_per_win", Text(fr="Par gain", en="Per win"), "amount"),
    ("won_amount", Text(fr="Montant gagné", en="Amount won"), "amount"),
    ("other_currencies", Text(fr="Autres devises", en="Other currencies"), "amounts"),
    ("return_on_spend", Text(fr="Rendement sur revenu", en="Return on revenue"), "share"),
    ("return_on_margin", Text(fr="Rendement sur marge", en="Return on margin"), "share"),
    ("is_mature", Text(fr="Mûr", en="Mature"), "flag"),
)


def money(asked: Asked) -> Listing:
    """List, by one column, spend, cost per stage, amounts won and what came back."""
    frame = asked.frame()
    rows = loop_by(frame, asked.column).rows_by(asked.column)
    return picked(
        frame, asked, rows, _COLUMNS,
        title=Text(fr="Ce que ça coûte, ce que ça rapporte", en="What it costs, what it brings"),
        definition=Text(
            fr="Coûts : dépenses des mois de la cohorte ÷ cas. Rendement : (revenu ou marge − "
            "dépenses) ÷ dépenses; une lecture comptable, pas une preuve de cause.",
            en="Costs: spend of the cohort's months ÷ cases. Return: (revenue or margin − spend) ÷ "
            "spend; an accounting view, not proof of cause.",
        ),
    )  # fmt: skip
