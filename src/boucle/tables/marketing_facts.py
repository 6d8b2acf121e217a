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
        Column(
            "touchpoint_id",
            is_required=True,
            meaning=Text(fr="La clé du geste.", en="Key of the touchpoint."),
        ),
        Column(
            "contact_id",
            refers_to="contacts",
            meaning=Text(
                fr="La personne; vide si la source ne connaît que l'entreprise.",
                en="Person; empty if the source knows only the company.",
            ),
        ),
        Column(
            "account_id",
            refers_to="accounts",
            meaning=Text(
                fr="L'entreprise; vide : celle de la personne.",
                en="Company; empty: that of the person.",
            ),
        ),
        Column(
            "occurred_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le moment du geste.", en="When it happened."),
        ),
        Column(
            "channel",
            meaning=Text(
                fr="Le canal donné par la source; vide : les règles de l'entente le trouvent.",
                en="Channel given by the source; empty: the agreement's rules find it.",
            ),
        ),
        Column(
            "origin_source",
            meaning=Text(
                fr="D'où vient la visite, comme `google` (utm_source).",
                en="Where the visit came from, such as `google` (utm_source).",
            ),
        ),
        Column(
            "medium",
            meaning=Text(
                fr="Le moyen, comme `cpc` ou `email` (utm_medium).",
                en="Medium, such as `cpc` or `email` (utm_medium).",
            ),
        ),
        Column(
            "campaign_id",
            refers_to="campaigns",
            meaning=Text(
                fr="La campagne; vide si le geste n'en suit aucune.",
                en="Campaign; empty if the touchpoint follows none.",
            ),
        ),
        Column(
            "kind",
            vocabulary=vocabulary.TOUCHPOINT_KINDS,
            meaning=Text(
                fr="La sorte de geste : formulaire, page vue, webinaire, appel…",
                en="Kind of touchpoint: a form, a page view, a webinar, a call…",
            ),
        ),
        Column(
            "content",
            meaning=Text(
                fr="La page, le document ou l'événement précis.",
                en="The very page, document or event.",
            ),
        ),
        Column(
            "evidence",
            vocabulary=vocabulary.EVIDENCE_LEVELS,
            meaning=Text(
                fr="Ce qui l'atteste : observé, déclaré, noté, ou publicité seulement affichée.",
                en="What vouches for it: observed, declared, noted, or an ad that was only shown.",
            ),
        ),
        Column(
            "recorded_by",
            refers_to="users",
            meaning=Text(
                fr="Le collègue qui l'a inscrit à la main; vide si un système l'a fait.",
                en="Colleague who typed it in; empty if a system did.",
            ),
        ),
        Column(
            "is_offline",
            "boolean",
            meaning=Text(
                fr="Vrai s'il a eu lieu hors ligne : 5@7, salon, appel.",
                en="True if it happened offline: an after-work event, a tradeshow, a call.",
            ),
        ),
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
        Column(
            "spend_id",
            is_required=True,
            meaning=Text(fr="La clé de la dépense.", en="Key of the cost line."),
        ),
        Column(
            "spent_on",
            "date",
            is_required=True,
            meaning=Text(
                fr="Le jour de la dépense, ou le premier du mois qu'elle couvre.",
                en="Day of the spend, or the first of the month it covers.",
            ),
        ),
        Column(
            "channel",
            meaning=Text(
                fr="Le canal payé; vide : celui de la campagne.",
                en="Channel paid for; empty: that of the campaign.",
            ),
        ),
        Column(
            "campaign_id",
            refers_to="campaigns",
            meaning=Text(
                fr="La campagne payée; vide si la dépense n'en vise aucune.",
                en="Campaign paid for; empty if the spend serves none.",
            ),
        ),
        Column(
            "amount",
            "decimal",
            is_required=True,
            unit="currency",
            is_not_negative=True,
            meaning=Text(fr="Le montant dépensé.", en="Amount spent."),
        ),
        Column(
            "currency",
            meaning=Text(
                fr="La devise du montant (ISO 4217); vide : celle de l'entente.",
                en="Currency of the amount (ISO 4217); empty: the agreement's.",
            ),
        ),
        Column(
            "hours",
            "float",
            unit="hours",
            is_not_negative=True,
            meaning=Text(
                fr="Le temps que l'équipe y a passé; vide s'il n'est pas noté.",
                en="Time the team put in; empty if nobody noted it.",
            ),
        ),
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
        Column(
            "consent_id",
            is_required=True,
            meaning=Text(fr="La clé du consentement.", en="Key of the consent."),
        ),
        Column(
            "contact_id",
            is_required=True,
            refers_to="contacts",
            meaning=Text(fr="La personne qui consent.", en="Person who consents."),
        ),
        Column(
            "kind",
            is_required=True,
            vocabulary=vocabulary.CONSENT_KINDS,
            meaning=Text(
                fr="La sorte de consentement selon la Loi canadienne anti-pourriel.",
                en="Kind of consent under Canada's anti-spam law.",
            ),
        ),
        Column(
            "purpose",
            meaning=Text(
                fr="Ce à quoi la personne consent, comme `infolettre`.",
                en="What the person consents to, such as `newsletter`.",
            ),
        ),
        Column(
            "given_at",
            "timestamp",
            is_required=True,
            meaning=Text(
                fr="Le moment où il est donné, ou celui du fait qui le suppose.",
                en="When it was given, or when the fact that implies it happened.",
            ),
        ),
        Column(
            "expires_at",
            "timestamp",
            meaning=Text(
                fr="La fin d'un consentement tacite; vide s'il est exprès.",
                en="End of an implied consent; empty if it is express.",
            ),
        ),
        Column(
            "withdrawn_at",
            "timestamp",
            meaning=Text(
                fr="Le moment du retrait; vide s'il n'est pas retiré.",
                en="When it was withdrawn; empty if it was not.",
            ),
        ),
        Column(
            "proof",
            meaning=Text(
                fr="La preuve conservée : formulaire, adresse, enregistrement.",
                en="Proof that is kept: a form, an address, a recording.",
            ),
        ),
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
        Column(
            "reply_id",
            is_required=True,
            meaning=Text(fr="La clé de la suite donnée.", en="Key of the reply."),
        ),
        Column(
            "disposition_id",
            is_required=True,
            refers_to="dispositions",
            meaning=Text(
                fr="La disposition à laquelle le marketing répond.",
                en="Disposition that marketing answers.",
            ),
        ),
        Column(
            "user_id",
            refers_to="users",
            meaning=Text(
                fr="Le collègue du marketing qui répond.", en="Colleague in marketing who answers."
            ),
        ),
        Column(
            "occurred_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le moment de la réponse.", en="When the answer was given."),
        ),
        Column(
            "action",
            meaning=Text(
                fr="Ce que le marketing fait : corriger une règle, exclure une source…",
                en="What marketing does about it: mend a rule, leave a source out…",
            ),
        ),
        Column("comment", meaning=Text(fr="Les mots de la réponse.", en="Words of the answer.")),
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
        Column(
            "nurture_id",
            is_required=True,
            meaning=Text(fr="La clé du séjour.", en="Key of the stay."),
        ),
        Column(
            "lead_id",
            refers_to="leads",
            meaning=Text(fr="La piste mise en maturation.", en="Lead that is nurtured."),
        ),
        Column(
            "contact_id",
            refers_to="contacts",
            meaning=Text(fr="La personne derrière la piste.", en="Person behind the lead."),
        ),
        Column(
            "track",
            meaning=Text(
                fr="Le parcours de maturation, un de ceux de l'entente.",
                en="Nurture track, one of the agreement's.",
            ),
        ),
        Column(
            "entered_at_track",
            "timestamp",
            is_required=True,
            meaning=Text(fr="L'entrée dans le parcours.", en="When the lead entered the track."),
        ),
        Column(
            "returns_on",
            "date",
            meaning=Text(
                fr="Le jour du retour prévu aux ventes; vide s'il n'y en a pas.",
                en="Day it is due back to sales; empty if there is none.",
            ),
        ),
        Column(
            "left_at",
            "timestamp",
            meaning=Text(
                fr="La sortie du parcours; vide si la piste y est encore.",
                en="When it left the track; empty if it is still there.",
            ),
        ),
        Column(
            "left_reason",
            meaning=Text(
                fr="Ce qui l'a fait sortir : rappel échu, demande directe, désabonnement…",
                en="Why it left: a recall came due, a direct request, an unsubscribe…",
            ),
        ),
    ),
)
