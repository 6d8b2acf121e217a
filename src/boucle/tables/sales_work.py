"""Tables of what sales does, and of what holds it up: activities, absences, pauses, field notes."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

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
        Column(
            "activity_id",
            is_required=True,
            meaning=Text(fr="La clé de l'activité.", en="Key of the activity."),
        ),
        Column(
            "contact_id",
            refers_to="contacts",
            meaning=Text(
                fr="La personne jointe, ou qu'on a tenté de joindre.",
                en="Person reached, or tried.",
            ),
        ),
        Column(
            "lead_id",
            refers_to="leads",
            meaning=Text(
                fr="La piste; vide : celle de l'affaire, ou du passage en cours de la personne.",
                en="Lead; empty: the deal's, or that of the person's current pass.",
            ),
        ),
        Column(
            "opportunity_id",
            refers_to="opportunities",
            meaning=Text(
                fr="L'affaire; vide si l'activité n'en vise aucune.",
                en="Deal; empty if the activity serves none.",
            ),
        ),
        Column(
            "user_id",
            refers_to="users",
            meaning=Text(fr="Le collègue qui a agi.", en="Colleague who acted."),
        ),
        Column(
            "occurred_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le moment de l'activité.", en="When it took place."),
        ),
        Column(
            "kind",
            is_required=True,
            vocabulary=vocabulary.ACTIVITY_KINDS,
            meaning=Text(
                fr="La sorte : appel, courriel, rencontre, message ou note.",
                en="Kind: call, e-mail, meeting, message or note.",
            ),
        ),
        Column(
            "is_human",
            "boolean",
            meaning=Text(
                fr="Faux si un automate l'a faite; vide : tenu pour vrai.",
                en="False if a machine did it; empty: taken as true.",
            ),
        ),
        Column(
            "is_two_way",
            "boolean",
            meaning=Text(
                fr="Vrai si les deux se sont parlé; vide : tenu pour faux.",
                en="True if both spoke; empty: taken as false.",
            ),
        ),
        Column(
            "outcome",
            meaning=Text(
                fr="Le résultat, dans les mots de la source.",
                en="Outcome, in the words of the source.",
            ),
        ),
        Column(
            "duration_minutes",
            "float",
            unit="minutes",
            is_not_negative=True,
            meaning=Text(
                fr="La durée; vide si elle n'est pas notée.",
                en="How long it lasted; empty if nobody noted it.",
            ),
        ),
        Column(
            "next_step_on",
            "date",
            meaning=Text(
                fr="Le jour de la prochaine étape convenue; vide s'il n'y en a pas.",
                en="Day of the next step agreed; empty if there is none.",
            ),
        ),
        Column("comment", meaning=Text(fr="Les mots du collègue.", en="Words of the colleague.")),
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
        Column(
            "absence_id",
            is_required=True,
            meaning=Text(fr="La clé de l'absence.", en="Key of the absence."),
        ),
        Column(
            "user_id",
            is_required=True,
            refers_to="users",
            meaning=Text(fr="Le collègue absent.", en="Colleague who is away."),
        ),
        Column(
            "starts_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le début de l'absence.", en="When the absence begins."),
        ),
        Column(
            "ends_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le retour.", en="When the colleague is back."),
        ),
        Column(
            "kind",
            vocabulary=vocabulary.ABSENCE_KINDS,
            meaning=Text(
                fr="La sorte : vacances, salon, formation ou autre.",
                en="Kind: vacation, tradeshow, training or other.",
            ),
        ),
        Column(
            "declared_at",
            "timestamp",
            meaning=Text(
                fr="Le moment de la déclaration, qui dit si elle était prévue.",
                en="When it was declared, which tells whether it was planned.",
            ),
        ),
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
        Column(
            "pause_id",
            is_required=True,
            meaning=Text(fr="La clé de la pause.", en="Key of the pause."),
        ),
        Column(
            "lead_id",
            is_required=True,
            refers_to="leads",
            meaning=Text(fr="La piste dont l'horloge s'arrête.", en="Lead whose clock stops."),
        ),
        Column(
            "clock",
            is_required=True,
            meaning=Text(
                fr="L'horloge arrêtée, une de celles de l'entente.",
                en="Clock that stops, one of the agreement's.",
            ),
        ),
        Column(
            "starts_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le début de la pause.", en="When the pause begins."),
        ),
        Column(
            "ends_at",
            "timestamp",
            meaning=Text(
                fr="La fin de la pause; vide si elle dure encore.",
                en="When it ends; empty if it lasts.",
            ),
        ),
        Column(
            "reason_code",
            meaning=Text(
                fr="Le motif, un de ceux que l'entente permet.",
                en="Reason, one of those that the agreement allows.",
            ),
        ),
        Column(
            "evidence",
            meaning=Text(fr="Ce qui atteste la pause.", en="What vouches for the pause."),
        ),
        Column(
            "user_id",
            refers_to="users",
            meaning=Text(fr="Le collègue qui l'a inscrite.", en="Colleague who recorded it."),
        ),
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
        Column(
            "observation_id",
            is_required=True,
            meaning=Text(fr="La clé de l'observation.", en="Key of the observation."),
        ),
        Column(
            "contact_id",
            refers_to="contacts",
            meaning=Text(fr="La personne entendue.", en="Person who was heard."),
        ),
        Column(
            "lead_id",
            refers_to="leads",
            meaning=Text(
                fr="La piste dont il était question; vide s'il n'y en a pas.",
                en="Lead it was about; empty if there is none.",
            ),
        ),
        Column(
            "user_id",
            refers_to="users",
            meaning=Text(fr="Le collègue qui l'a entendue.", en="Colleague who heard it."),
        ),
        Column(
            "occurred_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le moment de l'échange.", en="When it was heard."),
        ),
        Column(
            "persona",
            meaning=Text(
                fr="Le persona de la personne, un de ceux de l'entente.",
                en="The person's persona, one of the agreement's.",
            ),
        ),
        Column(
            "kind",
            is_required=True,
            vocabulary=vocabulary.OBSERVATION_KINDS,
            meaning=Text(
                fr="La sorte : besoin, obstacle, déclencheur, mots employés, source entendue.",
                en="Kind: need, obstacle, trigger, words used, source heard.",
            ),
        ),
        Column(
            "text",
            meaning=Text(
                fr="Ce qui a été entendu, dans les mots de la personne.",
                en="What was heard, in the person's own words.",
            ),
        ),
    ),
)
