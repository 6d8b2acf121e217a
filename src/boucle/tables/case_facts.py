"""`case_facts`: one row per lead as of a moment, with every name that a condition may use."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

# From top to bottom in the order in which they are built: a persona may use what stands above it,
# a point rule may use the persona, a stage definition may use the grade and the lead type.
CASE_FACTS = Table(
    name="case_facts",
    kind="fact",
    grain=Text(
        fr="une ligne par piste, à un moment donné",
        en="one row per lead as of a moment",
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
            meaning=Text(
                fr="La personne derrière la piste; vide si inconnue.",
                en="Person behind the lead; empty if unknown.",
            ),
        ),
        Column(
            "account_id",
            meaning=Text(
                fr="L'entreprise de la piste, sinon celle de la personne.",
                en="Company of the lead, or else of the person.",
            ),
        ),
        Column(
            "opened_at",
            "timestamp",
            meaning=Text(fr="L'ouverture de la piste.", en="When the lead was opened."),
        ),
        Column(
            "age_days",
            "float",
            unit="days",
            meaning=Text(
                fr="Les jours depuis l'ouverture, à l'heure de l'entente.",
                en="Days since the opening, on the agreement's wall clock.",
            ),
        ),
        Column(
            "stage",
            vocabulary=vocabulary.STAGES_AND_EXITS,
            meaning=Text(
                fr="La dernière étape ou sortie inscrite; `lead` s'il n'y en a pas.",
                en="Last stage or exit recorded; `lead` if there is none.",
            ),
        ),
        Column(
            "origin_source",
            meaning=Text(
                fr="La source du geste d'origine, comme `google`; vide si inconnue.",
                en="Source of the origin touchpoint, such as `google`; empty if unknown.",
            ),
        ),
        Column(
            "origin_channel",
            meaning=Text(
                fr="Le canal du geste d'origine; vide si inconnu.",
                en="Channel of the origin touchpoint; empty if unknown.",
            ),
        ),
        Column("email", meaning=Text(fr="L'adresse de courriel.", en="E-mail address.")),
        Column(
            "email_domain",
            meaning=Text(
                fr="Le domaine de l'adresse, en minuscules; vide si elle n'est pas valide.",
                en="Domain of the address in lower case; empty if it is not valid.",
            ),
        ),
        Column(
            "has_valid_email",
            "boolean",
            meaning=Text(
                fr="Vrai si l'adresse a la forme d'une adresse.",
                en="True if the address has the form of one.",
            ),
        ),
        Column(
            "is_free_mail",
            "boolean",
            meaning=Text(
                fr="Vrai pour une messagerie gratuite (gmail.com…); vide sans adresse valide.",
                en="True for free mail (gmail.com…); empty without a valid address.",
            ),
        ),
        Column("company", meaning=Text(fr="Le nom de l'entreprise.", en="Name of the company.")),
        Column("job_title", meaning=Text(fr="Le titre du poste.", en="Job title.")),
        Column(
            "seniority",
            vocabulary=vocabulary.SENIORITIES,
            meaning=Text(fr="Le niveau du poste.", en="Level of the job."),
        ),
        Column(
            "department",
            meaning=Text(
                fr="Le service où la personne travaille.", en="Department the person works in."
            ),
        ),
        Column(
            "contact_type",
            vocabulary=vocabulary.CONTACT_TYPES,
            meaning=Text(fr="Ce que la personne est pour nous.", en="What the person is to us."),
        ),
        Column(
            "language", meaning=Text(fr="La langue de la personne.", en="The person's language.")
        ),
        Column(
            "industry",
            meaning=Text(
                fr="Le secteur d'activité de l'entreprise.", en="Industry of the company."
            ),
        ),
        Column(
            "n_employees",
            "integer",
            meaning=Text(
                fr="Le nombre d'employés; vide si inconnu.",
                en="Number of employees; empty if unknown.",
            ),
        ),
        Column(
            "country",
            meaning=Text(
                fr="Le pays de l'entreprise, sinon de la personne.",
                en="Country of the company, or else of the person.",
            ),
        ),
        Column(
            "region",
            meaning=Text(
                fr="La région de l'entreprise, sinon de la personne.",
                en="Region of the company, or else of the person.",
            ),
        ),
        Column(
            "territory",
            meaning=Text(
                fr="Le territoire de vente de l'entreprise.", en="Sales territory of the company."
            ),
        ),
        Column(
            "is_served",
            "boolean",
            meaning=Text(
                fr="Vrai si l'entente nomme ce territoire, ou n'en nomme aucun.",
                en="True if the agreement names that territory, or names none.",
            ),
        ),
        Column(
            "is_target",
            "boolean",
            meaning=Text(
                fr="Vrai si l'entreprise est sur la liste des comptes visés.",
                en="True if the company is on the list of target accounts.",
            ),
        ),
        Column(
            "is_customer",
            "boolean",
            meaning=Text(
                fr="Vrai si l'entreprise était cliente avant l'ouverture de la piste.",
                en="True if the company was a customer before the lead was opened.",
            ),
        ),
        Column(
            "service_interest",
            meaning=Text(fr="Le service demandé ou deviné.", en="Service asked for or inferred."),
        ),
        Column(
            "n_touchpoints",
            "integer",
            meaning=Text(
                fr="Le nombre de gestes de la personne durant ce passage.",
                en="Number of the person's touchpoints in this pass.",
            ),
        ),
        Column(
            "requested_contact",
            "boolean",
            meaning=Text(
                fr="Vrai si la personne a demandé à parler à quelqu'un.",
                en="True if the person asked to talk to somebody.",
            ),
        ),
        Column(
            "is_unsubscribed",
            "boolean",
            meaning=Text(
                fr="Vrai si la personne s'est désabonnée, à ce passage ou avant.",
                en="True if the person unsubscribed, in this pass or before.",
            ),
        ),
        Column(
            "is_accepted",
            "boolean",
            meaning=Text(
                fr="Vrai si les ventes ont accepté ou qualifié la piste.",
                en="True if sales accepted or qualified the lead.",
            ),
        ),
        Column(
            "had_conversation",
            "boolean",
            meaning=Text(
                fr="Vrai si deux personnes se sont parlé.", en="True if two people spoke."
            ),
        ),
        Column(
            "need_confirmed",
            "boolean",
            meaning=Text(
                fr="Vrai si une réponse confirme le besoin; vide si aucune n'en parle.",
                en="True if an answer confirms the need; empty if none tells.",
            ),
        ),
        Column(
            "budget_known",
            "boolean",
            meaning=Text(
                fr="Vrai si une réponse donne le budget; vide si aucune n'en parle.",
                en="True if an answer tells the budget; empty if none tells.",
            ),
        ),
        Column(
            "decision_maker_involved",
            "boolean",
            meaning=Text(
                fr="Vrai si une réponse dit que la personne qui décide prend part; vide sinon.",
                en="True if an answer says that the person who decides takes part; empty if "
                "none tells.",
            ),
        ),
        Column(
            "timeline_known",
            "boolean",
            meaning=Text(
                fr="Vrai si une réponse donne l'échéancier; vide si aucune n'en parle.",
                en="True if an answer tells the timeline; empty if none tells.",
            ),
        ),
        Column(
            "next_step_on",
            "date",
            meaning=Text(
                fr="Le jour de la prochaine étape nommée en dernier; vide s'il n'y en a pas.",
                en="Day of the next step named last; empty if there is none.",
            ),
        ),
        Column(
            "has_next_step",
            "boolean",
            meaning=Text(
                fr="Vrai si cette étape est aujourd'hui ou plus tard.",
                en="True if that step is today or later.",
            ),
        ),
        Column(
            "opportunity_amount",
            "float",
            unit="agreement's currency",
            meaning=Text(
                fr="Le montant de la dernière affaire; vide dans une autre devise.",
                en="Amount of the newest deal; empty in another currency.",
            ),
        ),
        Column(
            "opportunity_service",
            meaning=Text(fr="Le service de la dernière affaire.", en="Service of the newest deal."),
        ),
        Column(
            "expected_close_on",
            "date",
            meaning=Text(
                fr="Le jour où l'on espère conclure cette affaire.",
                en="Day on which that deal is expected to close.",
            ),
        ),
        Column(
            "n_opportunity_contacts",
            "integer",
            meaning=Text(
                fr="Le nombre de personnes liées à cette affaire.",
                en="Number of people on that deal.",
            ),
        ),
        Column(
            "has_contract",
            "boolean",
            meaning=Text(
                fr="Vrai si une affaire de la piste est devenue un contrat commencé.",
                en="True if a deal of the lead became a contract that has begun.",
            ),
        ),
        Column(
            "persona",
            meaning=Text(
                fr="Le premier persona de l'entente dont la condition est vraie; vide si aucun.",
                en="First persona of the agreement whose condition is true; empty if none.",
            ),
        ),
        Column(
            "fit_points",
            "float",
            unit="points",
            meaning=Text(
                fr="Les points d'adéquation : qui est cette personne.",
                en="Points of fit: who the person is.",
            ),
        ),
        Column(
            "engagement_points",
            "float",
            unit="points",
            meaning=Text(
                fr="Les points d'engagement, qui perdent de la valeur en vieillissant.",
                en="Points of engagement, worth less as they age.",
            ),
        ),
        Column(
            "grade",
            meaning=Text(
                fr="La cote : une lettre d'adéquation, un chiffre d'engagement, comme `B2`.",
                en="Grade: a letter for fit, a digit for engagement, such as `B2`.",
            ),
        ),
        Column(
            "lead_type",
            meaning=Text(
                fr="Le premier type de piste de l'entente dont la condition est vraie.",
                en="First lead type of the agreement whose condition is true.",
            ),
        ),
    ),
)
