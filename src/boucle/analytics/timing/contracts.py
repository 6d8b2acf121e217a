"""The columns that the methods of this folder read beside the canonical tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors import MissingColumnsError
from boucle.language import Text
from boucle.tables import Column, Table, vocabulary

if TYPE_CHECKING:
    import ibis.expr.types as ir

# The last words of a history: nobody waits in them.
FINAL_STAGES = ("customer", "disqualified", "lost")

VISITS = Table(
    name="visits",
    kind="fact",
    grain=Text(
        fr="une ligne par séjour d'une piste (ou d'une affaire sans piste) dans une étape",
        en="one row per stay of a lead (or of a deal without one) in a stage",
    ),
    key=("case_id", "visit"),
    time_column="entered_at",
    columns=(
        Column("case_id", is_required=True),
        Column("visit", "integer", is_required=True),
        Column("stage", is_required=True, vocabulary=vocabulary.STAGES_AND_EXITS),
        Column("entered_at", "timestamp", is_required=True),
        Column("left_at", "timestamp", is_required=True),
        Column("next_stage", is_required=True, vocabulary=vocabulary.STAGES_AND_EXITS),
    ),
)


def require(table: ir.Table, name: str, *columns: str) -> None:
    """Refuse a `table` (called `name`) that lacks one of `columns`, chosen by the caller."""
    if missing := set(columns) - set(table.columns):
        raise MissingColumnsError(name, missing, table.columns)
