"""Tables of what sales does with a lead."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

STAGE_CHANGES = Table(
    name="stage_changes",
    kind="fact",
    grain=Text(
        fr="une ligne par changement d'étape d'une piste ou d'une affaire",
        en="one row per move of a lead or a deal",
    ),
    key=("stage_change_id",),
    time_column="occurred_at",
    columns=(
        Column("stage_change_id", is_required=True),
        Column("subject", is_required=True, vocabulary=vocabulary.SUBJECTS),
        Column("subject_id", is_required=True),
        Column("from_stage", vocabulary=vocabulary.STAGES_AND_EXITS),
        Column("to_stage", is_required=True, vocabulary=vocabulary.STAGES_AND_EXITS),
        Column("occurred_at", "timestamp", is_required=True),
        Column("actor_id", refers_to="users"),
        Column("reason_code"),
        Column("agreement_version"),
        Column("evidence"),
    ),
)

HANDOFFS = Table(
    name="handoffs",
    kind="fact",
    grain=Text(
        fr="une ligne par transfert d'une piste à un représentant",
        en="one row per hand-over of a lead to a representative",
    ),
    key=("handoff_id",),
    time_column="handed_over_at",
    columns=(
        Column("handoff_id", is_required=True),
        Column("lead_id", is_required=True, refers_to="leads"),
        Column("from_user_id", refers_to="users"),
        Column("to_user_id", refers_to="users"),
        Column("handed_over_at", "timestamp", is_required=True),
        Column("lead_type"),
        Column("grade"),
        Column("agreement_version"),
        Column("override_reason"),
        Column("propensity", "float", unit="0 to 1"),
        Column("is_exploration", "boolean"),
    ),
)

DISPOSITIONS = Table(
    name="dispositions",
    kind="fact",
    grain=Text(
        fr="une ligne par réponse des ventes à un transfert",
        en="one row per answer of sales to a hand-over",
    ),
    key=("disposition_id",),
    time_column="occurred_at",
    columns=(
        Column("disposition_id", is_required=True),
        Column("lead_id", is_required=True, refers_to="leads"),
        Column("handoff_id", refers_to="handoffs"),
        Column("user_id", refers_to="users"),
        Column("occurred_at", "timestamp", is_required=True),
        Column("answer", is_required=True, vocabulary=vocabulary.ANSWERS),
        Column("reason_code"),
        Column("recall_on", "date"),
        Column("contract_ends_on", "date"),
        Column("need_confirmed", "boolean"),
        Column("budget_known", "boolean"),
        Column("decision_maker_involved", "boolean"),
        Column("timeline_known", "boolean"),
        Column("next_step_on", "date"),
        Column("comment"),
    ),
)

ACTIVITIES = Table(
    name="activities",
    kind="fact",
    grain=Text(
        fr="une ligne par appel, message, rencontre ou note",
        en="one row per call, message, meeting or note",
    ),
    key=("activity_id",),
    time_column="occurred_at",
    columns=(
        Column("activity_id", is_required=True),
        Column("contact_id", refers_to="contacts"),
        Column("lead_id", refers_to="leads"),
        Column("opportunity_id", refers_to="opportunities"),
        Column("user_id", refers_to="users"),
        Column("occurred_at", "timestamp", is_required=True),
        Column("kind", is_required=True, vocabulary=vocabulary.ACTIVITY_KINDS),
        Column("is_human", "boolean"),
        Column("is_two_way", "boolean"),
        Column("outcome"),
        Column("duration_minutes", "float", unit="minutes", is_not_negative=True),
        Column("next_step_on", "date"),
        Column("comment"),
    ),
)

ABSENCES = Table(
    name="absences",
    kind="fact",
    grain=Text(
        fr="une ligne par absence d'un collègue",
        en="one row per absence of a colleague",
    ),
    key=("absence_id",),
    time_column="starts_at",
    columns=(
        Column("absence_id", is_required=True),
        Column("user_id", is_required=True, refers_to="users"),
        Column("starts_at", "timestamp", is_required=True),
        Column("ends_at", "timestamp", is_required=True),
        Column("kind", vocabulary=vocabulary.ABSENCE_KINDS),
        Column("declared_at", "timestamp"),
    ),
)

PAUSES = Table(
    name="pauses",
    kind="fact",
    grain=Text(
        fr="une ligne par pause d'une horloge",
        en="one row per pause of a clock",
    ),
    key=("pause_id",),
    time_column="starts_at",
    columns=(
        Column("pause_id", is_required=True),
        Column("lead_id", is_required=True, refers_to="leads"),
        Column("clock", is_required=True),
        Column("starts_at", "timestamp", is_required=True),
        Column("ends_at", "timestamp"),
        Column("reason_code"),
        Column("evidence"),
        Column("user_id", refers_to="users"),
    ),
)

OBSERVATIONS = Table(
    name="observations",
    kind="fact",
    grain=Text(
        fr="une ligne par chose entendue sur le terrain",
        en="one row per thing heard in the field",
    ),
    key=("observation_id",),
    time_column="occurred_at",
    columns=(
        Column("observation_id", is_required=True),
        Column("contact_id", refers_to="contacts"),
        Column("lead_id", refers_to="leads"),
        Column("user_id", refers_to="users"),
        Column("occurred_at", "timestamp", is_required=True),
        Column("persona"),
        Column("kind", is_required=True, vocabulary=vocabulary.OBSERVATION_KINDS),
        Column("text"),
    ),
)
