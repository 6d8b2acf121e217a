"""Tables of what marketing does and what people do in answer."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

TOUCHPOINTS = Table(
    name="touchpoints",
    kind="fact",
    grain=Text(
        fr="une ligne par moment de contact avec une personne",
        en="one row per moment of contact with a person",
    ),
    key=("touchpoint_id",),
    time_column="occurred_at",
    columns=(
        Column("touchpoint_id", is_required=True),
        Column("contact_id", refers_to="contacts"),
        Column("account_id", refers_to="accounts"),
        Column("occurred_at", "timestamp", is_required=True),
        Column("channel"),
        Column("origin_source"),
        Column("medium"),
        Column("campaign_id", refers_to="campaigns"),
        Column("kind", vocabulary=vocabulary.TOUCHPOINT_KINDS),
        Column("content"),
        Column("evidence", vocabulary=vocabulary.EVIDENCE_LEVELS),
        Column("recorded_by", refers_to="users"),
        Column("is_offline", "boolean"),
    ),
)

SPEND = Table(
    name="spend",
    kind="fact",
    grain=Text(
        fr="une ligne par dépense, telle que la source la donne",
        en="one row per cost line as the source gives it",
    ),
    key=("spend_id",),
    time_column="spent_on",
    columns=(
        Column("spend_id", is_required=True),
        Column("spent_on", "date", is_required=True),
        Column("channel"),
        Column("campaign_id", refers_to="campaigns"),
        Column("amount", "decimal", is_required=True, unit="currency", is_not_negative=True),
        Column("currency"),
        Column("hours", "float", unit="hours", is_not_negative=True),
    ),
)

CONSENTS = Table(
    name="consents",
    kind="fact",
    grain=Text(
        fr="une ligne par consentement donné",
        en="one row per consent given",
    ),
    key=("consent_id",),
    time_column="given_at",
    columns=(
        Column("consent_id", is_required=True),
        Column("contact_id", is_required=True, refers_to="contacts"),
        Column("kind", is_required=True, vocabulary=vocabulary.CONSENT_KINDS),
        Column("purpose"),
        Column("given_at", "timestamp", is_required=True),
        Column("expires_at", "timestamp"),
        Column("withdrawn_at", "timestamp"),
        Column("proof"),
    ),
)

MARKETING_REPLIES = Table(
    name="marketing_replies",
    kind="fact",
    grain=Text(
        fr="une ligne par suite donnée par le marketing à une disposition",
        en="one row per answer of marketing to a disposition",
    ),
    key=("reply_id",),
    time_column="occurred_at",
    columns=(
        Column("reply_id", is_required=True),
        Column("disposition_id", is_required=True, refers_to="dispositions"),
        Column("user_id", refers_to="users"),
        Column("occurred_at", "timestamp", is_required=True),
        Column("action"),
        Column("comment"),
    ),
)

NURTURE_ENTRIES = Table(
    name="nurture_entries",
    kind="fact",
    grain=Text(
        fr="une ligne par séjour d'une piste dans un parcours de maturation",
        en="one row per stay of a lead in a nurture track",
    ),
    key=("nurture_id",),
    time_column="entered_at_track",
    columns=(
        Column("nurture_id", is_required=True),
        Column("lead_id", refers_to="leads"),
        Column("contact_id", refers_to="contacts"),
        Column("track"),
        Column("entered_at_track", "timestamp", is_required=True),
        Column("returns_on", "date"),
        Column("left_at", "timestamp"),
        Column("left_reason"),
    ),
)
