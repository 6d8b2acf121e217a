"""The columns that the methods of this folder read beside the canonical tables."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import Column, Table, vocabulary

# A lead is in the stage `lead` by being there; `contact` is before it.
COUNTED_STAGES = ("lead", "mql", "sal", "sql", "opportunity", "customer")
MARKED_STAGES = COUNTED_STAGES[1:]

LEAD_STAGES = Table(
    name="lead_stages",
    kind="fact",
    grain=Text(fr="une ligne par piste", en="one row per lead"),
    key=("lead_id",),
    time_column="opened_at",
    columns=(
        Column("lead_id", is_required=True),
        Column("opened_at", "timestamp"),
        *(Column(f"{stage}_at", "timestamp", is_required=True) for stage in COUNTED_STAGES),
        *(Column(f"is_{stage}", "boolean", is_required=True) for stage in MARKED_STAGES),
        *(Column(f"{stage}_at", "timestamp") for stage in vocabulary.EXITS),
        Column("current_stage", vocabulary=vocabulary.STAGES_AND_EXITS),
        Column("furthest", vocabulary=vocabulary.STAGES),
    ),
)

DEAL_CASES = Table(
    name="deal_cases",
    kind="fact",
    grain=Text(fr="une ligne par affaire", en="one row per deal"),
    key=("opportunity_id",),
    columns=(
        Column("opportunity_id", is_required=True),
        Column("outcome", is_required=True, vocabulary=vocabulary.OUTCOMES),
        Column("amount", "float", is_required=True, unit="agreement's currency"),
    ),
)
