"""Tables of what moves towards a sale: campaigns, leads, deals and the people on them."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

CAMPAIGNS = Table(
    name="campaigns",
    kind="entity",
    grain=Text(
        fr="une ligne par campagne",
        en="one row per campaign",
    ),
    key=("campaign_id",),
    time_column="starts_on",
    columns=(
        Column(
            "campaign_id",
            is_required=True,
            meaning=Text(fr="La clé de la campagne.", en="Key of the campaign."),
        ),
        Column("name", meaning=Text(fr="Le nom de la campagne.", en="Name of the campaign.")),
        Column(
            "channel",
            meaning=Text(
                fr="Le canal de l'entente auquel la campagne appartient.",
                en="Channel of the agreement that the campaign belongs to.",
            ),
        ),
        Column(
            "kind",
            meaning=Text(
                fr="La sorte de campagne, dans les mots de la source.",
                en="Kind of campaign, in the words of the source.",
            ),
        ),
        Column(
            "offer",
            meaning=Text(
                fr="Ce qui est offert : un guide, un webinaire, une démonstration…",
                en="What is offered: a guide, a webinar, a demonstration…",
            ),
        ),
        Column(
            "funnel_zone",
            vocabulary=vocabulary.FUNNEL_ZONES,
            meaning=Text(
                fr="La zone visée de l'entonnoir : haut, milieu ou bas.",
                en="Zone of the funnel it aims at: top, middle or bottom.",
            ),
        ),
        Column("starts_on", "date", meaning=Text(fr="Le premier jour.", en="First day.")),
        Column(
            "ends_on",
            "date",
            meaning=Text(
                fr="Le dernier jour; vide si elle se poursuit.", en="Last day; empty if it goes on."
            ),
        ),
        Column(
            "effect_delay_days",
            "integer",
            unit="days",
            is_not_negative=True,
            meaning=Text(
                fr="Les jours à attendre avant que l'effet puisse se voir.",
                en="Days to wait before an effect can show.",
            ),
        ),
        Column(
            "judged_on",
            "date",
            meaning=Text(
                fr="Le jour où la campagne pourra être jugée; vide : début + délai d'effet.",
                en="Day the campaign can be judged; empty: start + effect delay.",
            ),
        ),
    ),
)

LEADS = Table(
    name="leads",
    kind="entity",
    grain=Text(
        fr="une ligne par passage : un contact qui revient après recyclage a une nouvelle piste",
        en="one row per pass of a person: a contact who returns after recycling has a new lead",
    ),
    key=("lead_id",),
    time_column="opened_at",
    columns=(
        Column(
            "lead_id",
            is_required=True,
            meaning=Text(fr="La clé de la piste.", en="Key of the lead."),
        ),
        Column(
            "contact_id",
            refers_to="contacts",
            meaning=Text(fr="La personne derrière la piste.", en="Person behind the lead."),
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
            "previous_lead_id",
            refers_to="leads",
            meaning=Text(
                fr="La piste du passage précédent de la même personne; vide au premier.",
                en="Lead of the same person's pass before this one; empty for the first.",
            ),
        ),
        Column(
            "opened_at",
            "timestamp",
            meaning=Text(
                fr="L'ouverture de la piste; vide si la source ne la date pas.",
                en="When the lead was opened; empty if the source gives no date.",
            ),
        ),
        Column(
            "origin_touchpoint_id",
            refers_to="touchpoints",
            meaning=Text(
                fr="Le geste qui a fait naître la piste.", en="Touchpoint the lead was born of."
            ),
        ),
        Column(
            "service_interest",
            meaning=Text(
                fr="Le service demandé ou deviné, un de ceux de l'entente.",
                en="Service asked for or inferred, one of the agreement's.",
            ),
        ),
        Column(
            "owner_id",
            refers_to="users",
            meaning=Text(
                fr="Le représentant à qui la piste est confiée; vide avant le transfert.",
                en="Representative in charge; empty before the hand-over.",
            ),
        ),
    ),
)

OPPORTUNITIES = Table(
    name="opportunities",
    kind="entity",
    grain=Text(
        fr="une ligne par affaire",
        en="one row per deal",
    ),
    key=("opportunity_id",),
    time_column="created_at",
    columns=(
        Column(
            "opportunity_id",
            is_required=True,
            meaning=Text(fr="La clé de l'affaire.", en="Key of the deal."),
        ),
        Column(
            "account_id",
            refers_to="accounts",
            meaning=Text(fr="L'entreprise qui achèterait.", en="Company that would buy."),
        ),
        Column(
            "lead_id",
            refers_to="leads",
            meaning=Text(
                fr="La piste dont l'affaire est née; vide si elle n'en a pas.",
                en="Lead the deal was born of; empty if it has none.",
            ),
        ),
        Column(
            "owner_id",
            refers_to="users",
            meaning=Text(
                fr="Le représentant qui mène l'affaire.", en="Representative who runs the deal."
            ),
        ),
        Column("name", meaning=Text(fr="Le nom de l'affaire.", en="Name of the deal.")),
        Column(
            "service",
            meaning=Text(
                fr="Le service vendu, un de ceux de l'entente.",
                en="Service sold, one of the agreement's.",
            ),
        ),
        Column(
            "amount",
            "decimal",
            unit="currency",
            is_not_negative=True,
            meaning=Text(
                fr="Le montant de l'affaire; vide si inconnu, et non 0.",
                en="Amount of the deal; empty if unknown, not 0.",
            ),
        ),
        Column(
            "currency",
            meaning=Text(
                fr="La devise du montant (ISO 4217); vide : celle de l'entente.",
                en="Currency of the amount (ISO 4217); empty: the agreement's.",
            ),
        ),
        Column(
            "margin_share",
            "float",
            unit="0 to 1",
            meaning=Text(
                fr="La part de marge brute; vide si inconnue.",
                en="Share of gross margin; empty if unknown.",
            ),
        ),
        Column(
            "created_at",
            "timestamp",
            meaning=Text(
                fr="La création de l'affaire; vide si la source ne la date pas.",
                en="When the deal was opened; empty if the source gives no date.",
            ),
        ),
        Column(
            "expected_close_on",
            "date",
            meaning=Text(
                fr="Le jour où l'on espère conclure.",
                en="Day on which the deal is expected to close.",
            ),
        ),
        Column(
            "closed_at",
            "timestamp",
            meaning=Text(
                fr="La signature ou la perte; vide tant que l'affaire est ouverte.",
                en="When it was won or lost; empty while the deal is open.",
            ),
        ),
        Column(
            "outcome",
            is_required=True,
            vocabulary=vocabulary.OUTCOMES,
            meaning=Text(fr="L'état : ouverte, gagnée ou perdue.", en="State: open, won or lost."),
        ),
        Column(
            "lost_reason",
            meaning=Text(
                fr="Le motif de la perte; vide si elle n'est pas perdue.",
                en="Why it was lost; empty if it was not.",
            ),
        ),
        Column(
            "primary_campaign_id",
            refers_to="campaigns",
            meaning=Text(
                fr="La campagne à laquelle la source attribue l'affaire.",
                en="Campaign to which the source gives the deal.",
            ),
        ),
    ),
)

OPPORTUNITY_CONTACTS = Table(
    name="opportunity_contacts",
    kind="entity",
    grain=Text(
        fr="une ligne par personne liée à une affaire",
        en="one row per person on a deal",
    ),
    key=(
        "opportunity_id",
        "contact_id",
    ),
    columns=(
        Column(
            "opportunity_id",
            is_required=True,
            refers_to="opportunities",
            meaning=Text(fr="L'affaire.", en="The deal."),
        ),
        Column(
            "contact_id",
            is_required=True,
            refers_to="contacts",
            meaning=Text(fr="La personne qui y prend part.", en="The person who takes part in it."),
        ),
        Column(
            "contact_role",
            vocabulary=vocabulary.CONTACT_ROLES,
            meaning=Text(
                fr="Le rôle de la personne dans l'achat; vide si inconnu.",
                en="The person's role in the purchase; empty if unknown.",
            ),
        ),
    ),
)
