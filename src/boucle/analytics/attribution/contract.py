"""The tables of attribution: what goes in, and the journeys that every model reads."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import Column, Table
from boucle.tables.vocabulary import EVIDENCE_LEVELS, OUTCOMES

# What a touchpoint must have to enter a journey.
TOUCHES = Table(
    name="touchpoints",
    kind="fact",
    grain=Text(fr="une ligne par point de contact", en="one row per touchpoint"),
    key=("touchpoint_id",),
    columns=(
        Column("touchpoint_id", is_required=True),
        Column("contact_id", is_required=True),
        Column("occurred_at", "timestamp", is_required=True),
        Column("channel", is_required=True),
        Column("campaign_id", is_required=True),
        Column("evidence", is_required=True),
    ),
)

CASES = Table(
    name="outcomes",
    kind="fact",
    grain=Text(fr="une ligne par cas", en="one row per case"),
    key=("case_id",),
    columns=(
        Column("case_id", is_required=True),
        Column("outcome", is_required=True, vocabulary=OUTCOMES),
        Column("decided_at", "timestamp", is_required=True),
        Column("amount", "float", is_required=True, unit="agreement's currency"),
        Column("contact_id"),
        Column("lead_at", "timestamp"),
        Column("opportunity_at", "timestamp"),
    ),
)

JOURNEYS = Table(
    name="journeys",
    kind="fact",
    grain=Text(fr="une ligne par cas et point de contact", en="one row per case and touchpoint"),
    key=("case_id", "position"),
    time_column="occurred_at",
    columns=(
        Column("case_id", is_required=True),
        Column("position", "integer", is_required=True, unit="1 is the oldest"),
        Column("touchpoint_id"),
        Column("occurred_at", "timestamp", is_required=True),
        Column("channel"),
        Column("campaign_id"),
        Column("contact_id"),
        Column("evidence", vocabulary=EVIDENCE_LEVELS),
        Column("weight", "float", is_required=True, unit="above 0, up to 1"),
        Column("milestone", is_required=True),
        Column("outcome", is_required=True, vocabulary=OUTCOMES),
        Column("decided_at", "timestamp", is_required=True),
        Column("amount", "float", is_required=True, unit="agreement's currency"),
    ),
)

# Journeys that are not in order yet: what one pass over all models needs.
PATHS = Table(
    name="journeys",
    kind="fact",
    grain=Text(fr="une ligne par cas et point de contact", en="one row per case and touchpoint"),
    key=(),
    columns=(
        Column("occurred_at", "timestamp", is_required=True),
        Column("milestone"),
        Column("outcome", is_required=True, vocabulary=OUTCOMES),
        Column("amount", "float", is_required=True, unit="agreement's currency"),
    ),
)
