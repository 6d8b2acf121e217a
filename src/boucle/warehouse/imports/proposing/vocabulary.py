"""Which columns a file of each kind has, and which values go with each.

A role is what a column is in a file of a kind: its phrases stand in `column_words`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from boucle.warehouse.imports.proposing import column_words as said
from boucle.warehouse.imports.proposing.names import word_set

# How well kinds of values go with a role; a kind that is not named does not go at all.
Fits = dict[str, float]

KEY: Fits = {"id": 1.0, "integer": 0.95, "email": 0.5, "name": 0.6, "word": 0.5, "code": 1.0}
MOMENT: Fits = {"date": 1.0}
DAY: Fits = {"date": 1.0, "month": 0.9}
MONEY: Fits = {"money": 1.0, "number": 0.95, "integer": 0.95, "flag": 0.3}
COUNT: Fits = {"integer": 1.0, "number": 0.6, "word": 0.5, "flag": 0.4}
MEASURE: Fits = {"integer": 1.0, "number": 1.0}
WORDS: Fits = {"word": 1.0, "name": 0.85, "code": 0.7, "url": 0.3, "text": 0.4, "integer": 0.3}
STATE: Fits = {"word": 1.0, "name": 0.7, "flag": 0.4, "code": 0.5, "text": 0.3, "integer": 0.2}
NAMES: Fits = {"name": 1.0, "word": 0.9, "text": 0.8, "code": 0.5, "id": 0.4, "email": 0.3}
PERSON: Fits = {"name": 1.0, "word": 1.0, "id": 0.9, "code": 0.9, "integer": 0.8, "email": 0.9}
TEXT: Fits = {"text": 1.0, "name": 0.9, "word": 0.9, "code": 0.6}
CURRENCY: Fits = {"word": 1.0, "code": 0.8, "name": 0.4}
EMAIL: Fits = {"email": 1.0}
PHONE: Fits = {"phone": 1.0, "integer": 0.8, "code": 0.5, "number": 0.5, "text": 0.3}
FLAG: Fits = {"flag": 1.0}
CHANCE: Fits = {"percent": 1.0, "integer": 1.0, "number": 1.0}
DOMAIN: Fits = {"url": 1.0, "code": 0.7, "word": 0.6, "name": 0.8}
STAFF: Fits = {"integer": 1.0, "number": 0.6, "word": 0.3}
CAMPAIGN: Fits = KEY | WORDS | {"id": 0.9, "integer": 0.9}
LABEL: Fits = NAMES | {"text": 1.0}
NAME_OR_KEY: Fits = NAMES | {"integer": 0.9, "id": 1.0, "code": 1.0}


@dataclass(frozen=True, slots=True)
class Role:
    """What a column is: phrases of its header, in order of no importance, and its values."""

    name: str
    said: str
    fits: Fits
    # Preferred where two roles want one column: the amount before a note.
    weight: float = 1.0
    # Phrases that say the role where no better column does.
    lesser: str = ""

    @property
    def lesser_phrases(self) -> tuple[str, ...]:
        """The phrases of headers that say it less well."""
        return tuple(each.strip() for each in self.lesser.split(",") if each.strip())

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases of its headers."""
        return tuple(each.strip() for each in self.said.split(","))


@dataclass(frozen=True)
class Kind:
    """What a file is: the roles of its columns and the words that name its rows."""

    name: str
    entity: str
    roles: tuple[Role, ...] = field(default=())

    @cached_property
    def entities(self) -> frozenset[str]:
        """The words that name its rows, alone."""
        return word_set(self.entity)

    @cached_property
    def by_name(self) -> dict[str, Role]:
        """The roles by name."""
        return {role.name: role for role in self.roles}


_PEOPLE = (
    Role("email", said.EMAIL, EMAIL),
    Role("phone", said.PHONE, PHONE, 0.5),
    Role("first_name", said.FIRST, NAMES, 0.6),
    Role("last_name", said.LAST, NAMES, 0.6),
    Role("job_title", said.TITLE, TEXT, 0.4),
)
_ENTERED = Role("entered", said.ENTERED, MOMENT, 0.7)
_PLACES = (
    Role("industry", said.INDUSTRY, WORDS, 0.5),
    Role("country", said.COUNTRY, WORDS, 0.5),
    Role("region", said.REGION, WORDS, 0.5),
)
_FUNNEL = (
    Role("mql_at", said.MQL_AT, MOMENT, 0.9),
    Role("sal_at", said.SAL_AT, MOMENT, 0.9),
    Role("sql_at", said.SQL_AT, MOMENT, 0.9),
    Role("disqualified_at", said.DISQUALIFIED_AT, MOMENT, 0.9),
)
_DEAL = (
    Role("status", said.STATUS, STATE, 1.1),
    Role("amount", said.AMOUNT, MONEY, 1.1, lesser=said.LESSER_AMOUNT),
    Role("closed", said.CLOSED, MOMENT, 1.1),
    Role("lost_on", said.LOST_ON, MOMENT),
    Role("expected_close", said.EXPECTED, MOMENT, 0.9),
    Role("lost_reason", said.LOST_REASON, TEXT, 0.6),
    Role("currency", said.CURRENCY, CURRENCY),
    Role("is_won", said.IS_WON, FLAG, 0.9),
    Role("is_closed", said.IS_CLOSED, FLAG, 0.9),
)
_ORIGIN = (
    Role("source", said.SOURCE, WORDS, 1.1),
    Role("utm_source", said.UTM_SOURCE, WORDS),
    Role("medium", said.UTM_MEDIUM, WORDS),
    Role("campaign", said.CAMPAIGN, CAMPAIGN),
)

_LEADS = Kind(
    "leads",
    "lead leads piste pistes prospect prospects mql mqls inquiry inquiries demande demandes record "
    "fiche contact contacts client potentiel",
    (
        Role("key", said.LEAD_KEY, KEY, 0.95),
        Role("created", said.LEAD_CREATED, MOMENT, 1.1),
        *_ORIGIN,
        *_PEOPLE,
        Role("full_name", said.FULL, NAMES, 0.5),
        Role("person", said.PERSON_KEY, KEY, 0.9),
        Role("company", said.COMPANY, NAME_OR_KEY, 0.8),
        Role("owner", said.OWNER, PERSON, 0.8),
        Role("service", said.SERVICE, WORDS, 0.7),
        *_PLACES,
        *_FUNNEL,
        *_DEAL,
        Role("is_converted", said.IS_CONVERTED, FLAG, 0.9),
        _ENTERED,
    ),
)
_DEALS = Kind(
    "deals",
    "deal deals opportunity opportunities opp opps opportunite opportunites affaire affaires vente "
    "ventes sale sales transaction transactions dossier record fiche pipeline contrat",
    (
        Role("key", said.DEAL_KEY, KEY),
        Role("name", said.DEAL_NAME, LABEL, 0.6),
        Role("created", said.DEAL_CREATED, MOMENT),
        Role("company", said.COMPANY, NAME_OR_KEY, 0.9),
        Role("owner", said.OWNER, PERSON, 0.8),
        Role("sdr", said.DEVELOPER, PERSON, 0.5),
        Role("service", said.SERVICE, WORDS, 0.7),
        Role("email", said.EMAIL, EMAIL, 0.6),
        Role("probability", said.PROBABILITY, CHANCE, 0.4),
        *_ORIGIN,
        *_DEAL,
        _ENTERED,
    ),
)
_SPEND = Kind(
    "spend",
    "report rapport marketing media",
    (
        Role("key", said.SPEND_KEY, KEY, 0.8),
        Role("spent_on", said.SPENT_ON, DAY, 1.1),
        Role("cost", said.COST, MONEY, 1.2),
        Role("channel", said.CHANNEL, WORDS, 0.9),
        Role("campaign_id", said.CAMPAIGN_KEY, KEY, 0.9),
        Role("campaign", said.CAMPAIGN_PAID, WORDS | {"id": 0.7, "text": 0.9}, 0.9),
        Role("hours", said.HOURS, MEASURE, 0.4),
        Role(
            "currency", f"{said.CURRENCY}, account currency, account currency code", CURRENCY, 0.9
        ),
        Role("impressions", said.IMPRESSIONS, COUNT, 0.5),
        Role("clicks", said.CLICKS, COUNT, 0.5),
    ),
)
_ACTIVITIES = Kind(
    "activities",
    "activity activities activite activites task tasks tache taches event engagement call appel "
    "interaction interactions suivi suivis",
    (
        Role("key", said.ACTIVITY_KEY, KEY, 0.8),
        Role("occurred_at", said.ACTIVITY_AT, MOMENT, 1.1),
        Role("kind", said.ACTIVITY_KIND, WORDS, 1.1),
        Role("owner", said.ACTIVITY_OWNER, PERSON, 0.8),
        Role("email", said.EMAIL, EMAIL, 0.6),
        Role("outcome", said.ACTIVITY_OUTCOME, WORDS, 0.5),
        Role("duration", said.DURATION, MEASURE, 0.5),
        Role("comment", said.COMMENT, TEXT, 0.4),
        _ENTERED,
    ),
)
_ACCOUNTS = Kind(
    "accounts",
    "account accounts compte comptes company companies entreprise entreprises compagnie compagnies "
    "client clients customer customers organisation organization organizations societe societes "
    "seller sellers merchant merchants supplier suppliers store stores vendor vendors marchand "
    "marchands fournisseur fournisseurs magasin",
    (
        Role("key", said.ACCOUNT_KEY, KEY),
        Role("name", said.ACCOUNT_NAME, NAMES, 1.1),
        Role("domain", said.DOMAIN, DOMAIN, 0.5),
        *_PLACES,
        Role("city", said.CITY, NAMES, 0.5),
        Role("employees", said.EMPLOYEES, STAFF, 0.6),
        Role("revenue", said.REVENUE, MONEY, 0.4),
        Role("territory", said.TERRITORY, WORDS, 0.6),
        Role("created", said.CREATED, MOMENT, 0.6),
        Role("customer_since", said.CUSTOMER_SINCE, MOMENT, 0.6),
    ),
)
_USERS = Kind(
    "users",
    "user users utilisateur utilisateurs agent agents rep reps representant representants owner "
    "owners vendeur vendeurs team teams equipe equipes employee employees sales",
    (
        Role("key", said.USER_KEY, KEY, 0.9),
        Role("name", said.USER_NAME, PERSON, 1.1),
        Role("email", said.EMAIL, EMAIL, 0.7),
        Role("manager", said.MANAGER, PERSON, 0.9),
        Role("territory", said.OFFICE, WORDS, 0.7),
        Role("role", said.JOB, TEXT, 0.5),
        Role("team", said.TEAM, WORDS, 0.5),
        Role("is_active", said.IS_ACTIVE, FLAG, 0.4),
        Role("started_on", said.STARTED_ON, MOMENT, 0.4),
    ),
)
_CONTACTS = Kind(
    "contacts",
    "contact contacts person persons people personne personnes",
    (
        Role("key", said.CONTACT_KEY, KEY),
        *_PEOPLE,
        Role("full_name", said.FULL, NAMES, 0.5),
        Role("company", said.COMPANY, NAMES | {"integer": 0.8, "id": 0.9, "code": 0.9}, 0.7),
        Role("country", said.COUNTRY, WORDS, 0.4),
        Role("region", said.REGION, WORDS, 0.4),
        Role("owner", said.OWNER, PERSON, 0.5),
        Role("created", said.CREATED, MOMENT, 0.7),
    ),
)
_CAMPAIGNS = Kind(
    "campaigns",
    "campaign campaigns campagne campagnes",
    (
        Role("key", said.CAMPAIGNS_KEY, KEY),
        Role("name", said.CAMPAIGN_NAME, LABEL),
        Role("channel", said.CAMPAIGN_CHANNEL, WORDS, 0.9),
        Role("campaign_kind", said.CAMPAIGN_KIND, WORDS, 0.5),
        Role("starts_on", said.STARTS_ON, MOMENT, 0.8),
        Role("ends_on", said.ENDS_ON, MOMENT, 0.6),
    ),
)
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        *(_LEADS, _DEALS, _SPEND, _ACTIVITIES),
        *(_ACCOUNTS, _USERS, _CONTACTS, _CAMPAIGNS),
    )
}
# A file called so is probably of the kind.
FILE_WORDS: dict[str, frozenset[str]] = {
    "leads": word_set(
        "lead leads piste pistes prospect prospects mql inquiries demandes formulaires formulaire "
        "inscriptions form forms submissions"
    ),
    "deals": word_set(
        "deal deals opportunity opportunities opportunite opportunites affaire affaires vente "
        "ventes sale sales pipeline opps contrats soumissions wins gains closed"
    ),
    "spend": word_set(
        "spend cost costs depense depenses cout couts ads ad budget marketing media pub publicite "
        "spending investissement"
    ),
    "activities": word_set(
        "activity activities activite activites tasks taches calls appels interactions suivis "
        "engagements"
    ),
    "accounts": word_set(
        "accounts account comptes companies company entreprises clients customers organizations "
        "societes sellers merchants"
    ),
    "users": word_set(
        "users user utilisateurs agents reps representants owners vendeurs teams team equipe "
        "equipes"
    ),
    "contacts": word_set("contacts contact people personnes persons"),
    "campaigns": word_set("campaigns campaign campagnes campagne"),
}
