"""Tables of what Boucle itself keeps: notices, links between records, rates, commits."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

NOTICES = Table(
    name="notices",
    kind="fact",
    grain=Text(
        fr="une ligne par avis dû ou envoyé",
        en="one row per notice due or sent",
    ),
    key=("notice_id",),
    time_column="due_at",
    columns=(
        Column(
            "notice_id",
            is_required=True,
            meaning=Text(fr="La clé de l'avis.", en="Key of the notice."),
        ),
        Column(
            "user_id",
            is_required=True,
            refers_to="users",
            meaning=Text(fr="Le collègue à prévenir.", en="Colleague to be told."),
        ),
        Column(
            "lead_id",
            refers_to="leads",
            meaning=Text(
                fr="La piste dont il s'agit; vide si l'avis n'en vise aucune.",
                en="Lead it is about; empty if it is about none.",
            ),
        ),
        Column(
            "kind",
            is_required=True,
            meaning=Text(
                fr="La sorte d'avis, comme un rappel ou une escalade.",
                en="Kind of notice, such as a reminder or an escalation.",
            ),
        ),
        Column(
            "due_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le moment où l'avis doit partir.", en="When it is due."),
        ),
        Column(
            "sent_at",
            "timestamp",
            meaning=Text(
                fr="Le moment de l'envoi; vide s'il n'est pas parti.",
                en="When it was sent; empty if it was not.",
            ),
        ),
    ),
)

LINKS = Table(
    name="links",
    kind="fact",
    grain=Text(
        fr="une ligne par fusion de deux fiches, ou son annulation",
        en="one row per merge of two records, or its undoing",
    ),
    key=("link_id",),
    time_column="occurred_at",
    columns=(
        Column(
            "link_id", is_required=True, meaning=Text(fr="La clé du lien.", en="Key of the link.")
        ),
        Column(
            "kind",
            is_required=True,
            vocabulary=vocabulary.LINK_KINDS,
            meaning=Text(fr="Une fusion, ou son annulation.", en="A merge, or its undoing."),
        ),
        Column(
            "table",
            is_required=True,
            meaning=Text(fr="La table des deux fiches.", en="Table of both records."),
        ),
        Column(
            "from_id",
            is_required=True,
            meaning=Text(
                fr="La fiche qui disparaît dans l'autre.", en="Record that goes into the other."
            ),
        ),
        Column(
            "to_id",
            is_required=True,
            meaning=Text(fr="La fiche qui reste.", en="Record that stays."),
        ),
        Column(
            "user_id",
            refers_to="users",
            meaning=Text(
                fr="Le collègue qui a décidé; vide si une règle l'a fait.",
                en="Colleague who decided; empty if a rule did.",
            ),
        ),
        Column(
            "occurred_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le moment de la décision.", en="When it was decided."),
        ),
    ),
)

EXCHANGE_RATES = Table(
    name="exchange_rates",
    kind="fact",
    grain=Text(
        fr="une ligne par jour et devise",
        en="one row per day and currency",
    ),
    key=(
        "rate_on",
        "currency",
    ),
    time_column="rate_on",
    columns=(
        Column(
            "rate_on",
            "date",
            is_required=True,
            meaning=Text(fr="Le jour du taux.", en="Day of the rate."),
        ),
        Column(
            "currency",
            is_required=True,
            meaning=Text(
                fr="La devise à convertir (ISO 4217).", en="Currency to convert from (ISO 4217)."
            ),
        ),
        Column(
            "rate",
            "float",
            is_required=True,
            unit="agreement's currency for one unit",
            is_not_negative=True,
            meaning=Text(
                fr="Ce que vaut une unité de la devise.",
                en="What one unit of the currency is worth.",
            ),
        ),
    ),
)

COMMITS = Table(
    name="commits",
    kind="fact",
    grain=Text(
        fr="une ligne par commit au lac",
        en="one row per commit to the lake",
    ),
    key=("commit_seq",),
    time_column="committed_at",
    columns=(
        Column(
            "commit_seq",
            "integer",
            is_required=True,
            meaning=Text(
                fr="Le numéro du commit; ils se suivent.",
                en="Number of the commit; they follow each other.",
            ),
        ),
        Column(
            "committed_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le moment où il est devenu visible.", en="When it became visible."),
        ),
        Column(
            "what",
            is_required=True,
            meaning=Text(
                fr="Ce qui a été fait, comme l'importation d'une source.",
                en="What was done, such as the import of a source.",
            ),
        ),
        Column(
            "who",
            meaning=Text(
                fr="La personne ou le programme qui l'a fait; vide si inconnu.",
                en="Person or program that did it; empty if unknown.",
            ),
        ),
        Column(
            "n_rows",
            "integer",
            is_not_negative=True,
            meaning=Text(fr="Le nombre de lignes écrites.", en="Number of rows written."),
        ),
        Column(
            "n_rejects",
            "integer",
            is_not_negative=True,
            meaning=Text(
                fr="Le nombre de lignes mises de côté parce qu'illisibles.",
                en="Number of rows set aside because they could not be read.",
            ),
        ),
        Column(
            "agreement_version",
            meaning=Text(
                fr="La version de l'entente en vigueur à ce moment.",
                en="Version of the agreement then in force.",
            ),
        ),
    ),
)
