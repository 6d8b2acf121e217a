"""Which file holds which table, under which French headers and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["text", "moment", "day", "number", "money", "yes_no", "words"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a tool writes its files."""

    delimiter: str = ";"
    decimal: str = ","
    thousands: str = ""
    encoding: str = "utf-8-sig"
    is_day_first: bool = False
    between_date_and_time: str = " "


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its header, the canonical column it shows, and how."""

    header: str
    column: str
    form: Form = "text"


@dataclass(frozen=True, slots=True)
class File:
    """One file of the folder."""

    name: str
    table: str
    dialect: Dialect
    fields: tuple[Field, ...]

    @property
    def is_parquet(self) -> bool:
        """Whether the file holds typed columns rather than text."""
        return self.name.endswith(".parquet")


CRM = Dialect()
WEB = Dialect(",", ".", "", "utf-8", between_date_and_time="T")
FINANCE = Dialect(thousands=" ", is_day_first=True)

# What the tools call the words of `boucle.tables.vocabulary`; other words stay as they are.
WORDS = {
    "buyer": "Acheteur", "student": "Étudiant", "job_seeker": "Chercheur d'emploi",
    "supplier": "Fournisseur", "competitor": "Concurrent", "partner": "Partenaire",
    "marketing": "Marketing", "sales": "Ventes", "management": "Direction",
    "operations": "Opérations",
    "tofu": "Haut", "mofu": "Milieu", "bofu": "Bas",
    "direct_request": "Demande directe", "referral": "Référence", "form": "Formulaire",
    "white_paper": "Livre blanc", "page_view": "Page vue", "pricing_page": "Page des prix",
    "careers_page": "Page carrières", "email_open": "Ouverture de courriel",
    "email_click": "Clic de courriel", "webinar_attended": "Webinaire suivi",
    "event_attended": "Présence à un événement",
    "event_conversation": "Conversation à un événement",
    "ad_impression": "Publicité affichée", "ad_click": "Clic publicitaire",
    "video_view": "Vidéo vue", "call": "Appel", "meeting": "Rencontre", "proposal": "Proposition",
    "unsubscribe": "Désabonnement", "email": "Courriel", "message": "Message", "note": "Note",
    "other": "Autre",
    "observed": "Observé", "declared": "Déclaré", "noted": "Noté par les ventes",
    "impression": "Impression",
    "accepted": "Accepté", "rejected": "Refusé", "recycled": "Recyclé", "qualified": "Qualifié",
    "disqualified": "Disqualifié",
    "contact": "Contact", "lead": "Piste", "mql": "MQL", "sal": "SAL", "sql": "SQL",
    "opportunity": "Affaire", "customer": "Client", "lost": "Perdue", "won": "Gagnée",
    "open": "Ouverte",
    "decision_maker": "Décideur", "influencer": "Influenceur", "user": "Utilisateur",
    "technical": "Technique", "finance": "Finances",
    "vacation": "Vacances", "tradeshow": "Salon", "training": "Formation",
    "express": "Exprès", "implied_inquiry": "Tacite – demande",
    "implied_purchase": "Tacite – achat",
    "published": "Adresse publiée",
    "need": "Besoin", "obstacle": "Obstacle", "trigger": "Déclencheur", "words": "Mots",
    "source_heard": "Source entendue",
    "merge": "Fusion", "unmerge": "Fusion annulée",
    "organic_search": "SEO et contenu", "paid_search": "Recherche payante",
    "paid_social": "Publicité sociale", "social": "Réseaux sociaux", "video": "Vidéos",
    "display": "Reciblage", "webinar": "Webinaire", "event": "Événements",
    "direct_traffic": "Direct", "sales_outreach": "Prospection",
    "manufacturing": "Fabrication", "transport": "Transport", "distribution": "Distribution",
    "professional_services": "Services professionnels", "private_health": "Santé privée",
    "construction": "Construction", "retail": "Commerce de détail",
    "hospitality": "Hôtellerie et restauration",
}  # fmt: skip


def _fields(*lines: str) -> tuple[Field, ...]:
    """Read ``header | column | form`` lines; the form is text where it is not given."""
    found = []
    for line in lines:
        header, column, *form = (part.strip() for part in line.split("|"))
        found.append(Field(header, column, form[0] if form else "text"))  # type: ignore[arg-type]
    return tuple(found)


_TOUCHES = (
    "No geste | touchpoint_id", "No personne | contact_id", "No compte | account_id",
    "Horodatage | occurred_at | moment", "Source | origin_source", "Support | medium",
    "No campagne | campaign_id", "Type | kind | words", "Contenu | content",
    "Preuve | evidence | words", "Noté par | recorded_by", "Hors ligne | is_offline | yes_no",
    "Saisi le | entered_at | moment",
)  # fmt: skip

FILES = (
    File("comptes.csv", "accounts", CRM, _fields(
        "No compte | account_id", "Nom | name", "Site | domain", "Industrie | industry | words",
        "Nb employés | n_employees | number", "Chiffre d'affaires | annual_revenue | money",
        "Pays | country", "Région | region", "Ville | city", "Territoire | territory",
        "Compte cible | is_target | yes_no", "Client depuis | customer_since_on | day",
        "Créé le | created_at | moment")),
    File("contacts.csv", "contacts", CRM, _fields(
        "No personne | contact_id", "No compte | account_id", "Courriel | email",
        "Téléphone | phone", "Prénom | first_name", "Nom | last_name", "Titre | job_title",
        "Niveau | seniority", "Service interne | department", "Langue | language",
        "Pays | country", "Région | region", "Type de personne | contact_type | words",
        "Responsable | owner_id", "Créé le | created_at | moment")),
    File("equipe.csv", "users", CRM, _fields(
        "No employé | user_id", "Nom | name", "Courriel | email", "Équipe | team | words",
        "Poste | role", "Territoire | territory", "Gestionnaire | manager_id",
        "Actif | is_active | yes_no", "Depuis | started_on | day")),
    File("campagnes.csv", "campaigns", WEB, _fields(
        "No campagne | campaign_id", "Nom | name", "Canal | channel | words", "Genre | kind",
        "Offre | offer", "Zone | funnel_zone | words", "Début | starts_on | day",
        "Fin | ends_on | day", "Délai d'effet (jours) | effect_delay_days | number",
        "À juger le | judged_on | day")),
    File("gestes.csv", "touchpoints", WEB, _fields(*_TOUCHES)),
    File("impressions.parquet", "touchpoints", WEB, _fields(*_TOUCHES)),
    File("pistes.csv", "leads", CRM, _fields(
        "No piste | lead_id", "No personne | contact_id", "No compte | account_id",
        "Piste précédente | previous_lead_id", "Ouverte le | opened_at | moment",
        "Geste d'origine | origin_touchpoint_id", "Service d'intérêt | service_interest",
        "Responsable | owner_id", "Saisi le | entered_at | moment")),
    File("changements_etape.csv", "stage_changes", CRM, _fields(
        "No changement | stage_change_id", "Objet | subject | words", "No objet | subject_id",
        "De | from_stage | words", "Vers | to_stage | words", "Le | occurred_at | moment",
        "Par | actor_id", "Motif | reason_code", "Version de l'entente | agreement_version",
        "Saisi le | entered_at | moment")),
    File("transferts.csv", "handoffs", CRM, _fields(
        "No transfert | handoff_id", "No piste | lead_id", "De | from_user_id",
        "À | to_user_id", "Transféré le | handed_over_at | moment",
        "Type de piste | lead_type | words", "Cote | grade",
        "Version de l'entente | agreement_version", "Dérogation | override_reason",
        "Propension | propensity | number", "Exploration | is_exploration | yes_no")),
    File("decisions_ventes.csv", "dispositions", CRM, _fields(
        "No décision | disposition_id", "No piste | lead_id", "No transfert | handoff_id",
        "Par | user_id", "Décidé le | occurred_at | moment", "Décision | answer | words",
        "Motif | reason_code", "Rappeler le | recall_on | day",
        "Fin du contrat en place | contract_ends_on | day",
        "Besoin confirmé | need_confirmed | yes_no", "Budget connu | budget_known | yes_no",
        "Décideur impliqué | decision_maker_involved | yes_no",
        "Échéancier connu | timeline_known | yes_no", "Prochaine étape | next_step_on | day",
        "Commentaire | comment", "Saisi le | entered_at | moment")),
    File("activites.csv", "activities", CRM, _fields(
        "No activité | activity_id", "No personne | contact_id", "No piste | lead_id",
        "No affaire | opportunity_id", "Par | user_id", "Le | occurred_at | moment",
        "Genre | kind | words", "Par une personne | is_human | yes_no",
        "Échange réel | is_two_way | yes_no", "Résultat | outcome",
        "Durée (min) | duration_minutes | number", "Prochaine étape | next_step_on | day",
        "Commentaire | comment", "Saisi le | entered_at | moment")),
    File("affaires.csv", "opportunities", CRM, _fields(
        "No affaire | opportunity_id", "No compte | account_id", "No piste | lead_id",
        "Responsable | owner_id", "Nom | name", "Service | service", "Montant | amount | money",
        "Devise | currency", "Marge brute | margin_share | number",
        "Créée le | created_at | moment", "Clôture visée | expected_close_on | day",
        "Fermée le | closed_at | moment", "Statut | outcome | words",
        "Raison de la perte | lost_reason", "Campagne principale | primary_campaign_id")),
    File("affaires_contacts.csv", "opportunity_contacts", CRM, _fields(
        "No affaire | opportunity_id", "No personne | contact_id", "Rôle | contact_role | words")),
    File("depenses.csv", "spend", FINANCE, _fields(
        "No dépense | spend_id", "Date | spent_on | day", "Canal | channel | words",
        "No campagne | campaign_id", "Montant | amount | money", "Devise | currency",
        "Heures | hours | number")),
    File("contrats.csv", "contracts", FINANCE, _fields(
        "No contrat | contract_id", "No compte | account_id", "No affaire | opportunity_id",
        "Début | starts_on | day", "Fin | ends_on | day",
        "Mensualité | monthly_amount | money", "Devise | currency",
        "Marge brute | margin_share | number", "Résilié le | churned_on | day")),
    File("absences.csv", "absences", CRM, _fields(
        "No absence | absence_id", "No employé | user_id", "Début | starts_at | moment",
        "Fin | ends_at | moment", "Genre | kind | words", "Déclarée le | declared_at | moment")),
    File("consentements.csv", "consents", CRM, _fields(
        "No consentement | consent_id", "No personne | contact_id", "Genre | kind | words",
        "Fin visée | purpose", "Donné le | given_at | moment", "Expire le | expires_at | moment",
        "Retiré le | withdrawn_at | moment", "Preuve | proof")),
    File("pauses.csv", "pauses", CRM, _fields(
        "No pause | pause_id", "No piste | lead_id", "Horloge | clock",
        "Début | starts_at | moment", "Fin | ends_at | moment", "Motif | reason_code",
        "Preuve | evidence", "Par | user_id")),
    File("reponses_marketing.csv", "marketing_replies", CRM, _fields(
        "No suite | reply_id", "No décision | disposition_id", "Par | user_id",
        "Le | occurred_at | moment", "Suite | action", "Commentaire | comment")),
    File("maturation.csv", "nurture_entries", WEB, _fields(
        "No séjour | nurture_id", "No piste | lead_id", "No personne | contact_id",
        "Parcours | track", "Entrée | entered_at_track | moment", "Retour prévu | returns_on | day",
        "Sortie | left_at | moment", "Raison de sortie | left_reason")),
    File("observations.csv", "observations", CRM, _fields(
        "No observation | observation_id", "No personne | contact_id", "No piste | lead_id",
        "Par | user_id", "Le | occurred_at | moment", "Persona | persona",
        "Genre | kind | words", "Texte | text")),
    File("avis.csv", "notices", CRM, _fields(
        "No avis | notice_id", "À | user_id", "No piste | lead_id", "Genre | kind",
        "Dû le | due_at | moment", "Envoyé le | sent_at | moment")),
    File("liens.csv", "links", CRM, _fields(
        "No lien | link_id", "Genre | kind | words", "Table | table", "De | from_id",
        "Vers | to_id", "Par | user_id", "Le | occurred_at | moment")),
    File("taux_change.csv", "exchange_rates", WEB, _fields(
        "Date | rate_on | day", "Devise | currency", "Taux | rate | number")),
)  # fmt: skip
