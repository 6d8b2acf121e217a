"""The columns that the methods of this folder read beside the canonical tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors import MissingColumnsError
from boucle.language import Text
from boucle.tables import Column, Table, vocabulary

if TYPE_CHECKING:
    import ibis.expr.types as ir

WON_CASES = Table(
    name="deal_cases",
    kind="fact",
    grain=Text(fr="une ligne par affaire", en="one row per deal"),
    key=("opportunity_id",),
    columns=(
        Column("opportunity_id", is_required=True),
        Column("outcome", is_required=True, vocabulary=vocabulary.OUTCOMES),
        Column("amount", "float", is_required=True, unit="agreement's currency"),
        Column("margin_share", "float", is_required=True, unit="0 to 1"),
    ),
)


def require(table: ir.Table, name: str, *columns: str) -> None:
    """Refuse a `table` (called `name`) that lacks one of `columns`, chosen by the caller."""
    if missing := set(columns) - set(table.columns):
        raise MissingColumnsError(name, missing, table.columns)
