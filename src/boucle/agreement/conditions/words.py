"""The words for every column of `case_facts`, every kind of touchpoint and every closed list."""

from __future__ import annotations

from dataclasses import dataclass

from boucle.language import Text
from boucle.tables import CASE_FACTS


@dataclass(frozen=True, slots=True)
class Noun:
    """A column as a noun with its article. `unit` follows its numbers."""

    name: Text
    is_feminine: bool = False
    is_plural: bool = False
    unit: Text | None = None
    # Where "is known" and "is unknown" would be stiff.
    if_known: Text | None = None
    if_unknown: Text | None = None
    # Words that people typed stand in quotation marks, codes do not.
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A yes-or-no column as a clause, and its contrary."""

    holds: Text
    fails: Text


@dataclass(frozen=True, slots=True)
class Gesture:
    """A kind of touchpoint, one and many."""

    one: Text
    many: Text
    is_feminine: bool = False


def _noun(
    fr: str,
    en: str,
    *,
    f: bool = False,
    many: bool = False,
    unit: Text | None = None,
    known: Text | None = None,
    unknown: Text | None = None,
    quoted: bool = False,
) -> Noun:
    return Noun(Text(fr=fr, en=en), f, many, unit, known, unknown, quoted)


def _fact(fr: str, fr_not: str, en: str, en_not: str) -> Fact:
    return Fact(Text(fr=fr, en=en), Text(fr=fr_not, en=en_not))


def _gesture(fr: str, frs: str, en: str, ens: str, *, f: bool = False) -> Gesture:
    return Gesture(Text(fr=fr, en=en), Text(fr=frs, en=ens), f)


_DAYS = Text(fr="jours", en="days")
_POINTS = Text(fr="points", en="points")

NOUNS: dict[str, Noun] = {
    "lead_id": _noun("le numéro de la piste", "the lead's id"),
    "contact_id": _noun("le numéro du contact", "the contact's id"),
    "account_id": _noun("le numéro du compte", "the account's id"),
    "opened_at": _noun("l'ouverture de la piste", "the opening of the lead", f=True),
    "age_days": _noun("l'âge de la piste", "the age of the lead", unit=_DAYS),
    "stage": _noun("l'étape", "the stage", f=True),
    "origin_source": _noun("la source d'origine", "the original source", f=True),
    "origin_channel": _noun("le canal d'origine", "the original channel"),
    "email": _noun("le courriel", "the email address", quoted=True),
    "email_domain": _noun("le domaine du courriel", "the email domain", quoted=True),
    "company": _noun("l'entreprise", "the company", f=True, quoted=True),
    "job_title": _noun("le titre du poste", "the job title", quoted=True),
    "seniority": _noun("le niveau hiérarchique", "the seniority"),
    "department": _noun("le service de la personne", "the person's department", quoted=True),
    "contact_type": _noun("le type de personne", "the type of person"),
    "language": _noun("la langue", "the language", f=True),
    "industry": _noun("l'industrie", "the industry", f=True, quoted=True),
    "n_employees": _noun("le nombre d'employés", "the number of employees"),
    "country": _noun("le pays", "the country"),
    "region": _noun("la région", "the region", f=True),
    "territory": _noun("le territoire", "the territory"),
    "service_interest": _noun("le service d'intérêt", "the service of interest"),
    "n_touchpoints": _noun("le nombre de gestes", "the number of gestures"),
    "next_step_on": _noun("la date de la prochaine étape", "the date of the next step", f=True),
    "opportunity_amount": _noun("le montant de la transaction", "the amount of the deal"),
    "opportunity_service": _noun("le service de la transaction", "the service of the deal"),
    "expected_close_on": _noun("la date de clôture visée", "the expected closing date", f=True),
    "n_opportunity_contacts": _noun(
        "le nombre de contacts liés à la transaction", "the number of contacts of the deal"
    ),
    "persona": _noun(
        "le persona",
        "the persona",
        known=Text(fr="un persona correspond", en="a persona matches"),
        unknown=Text(fr="aucun persona ne correspond", en="no persona matches"),
    ),
    "fit_points": _noun("les points d'adéquation", "the fit points", many=True, unit=_POINTS),
    "engagement_points": _noun(
        "les points d'engagement", "the engagement points", many=True, unit=_POINTS
    ),
    "grade": _noun("la cote", "the grade", f=True),
    "lead_type": _noun("le type de lead", "the lead type"),
}

FACTS: dict[str, Fact] = {
    "has_valid_email": _fact(
        "le courriel est valide",
        "le courriel n'est pas valide",
        "the email address is valid",
        "the email address is not valid",
    ),
    "is_free_mail": _fact(
        "le courriel vient d'un service gratuit",
        "le courriel ne vient pas d'un service gratuit",
        "the email address is of a free service",
        "the email address is not of a free service",
    ),
    "is_served": _fact(
        "le territoire est desservi",
        "le territoire n'est pas desservi",
        "the territory is served",
        "the territory is not served",
    ),
    "is_target": _fact(
        "l'entreprise est un compte visé",
        "l'entreprise n'est pas un compte visé",
        "the company is a target account",
        "the company is not a target account",
    ),
    "is_customer": _fact(
        "l'entreprise est déjà cliente",
        "l'entreprise n'est pas encore cliente",
        "the company is already a customer",
        "the company is not yet a customer",
    ),
    "requested_contact": _fact(
        "la personne a demandé à être contactée",
        "la personne n'a pas demandé à être contactée",
        "the person asked to be contacted",
        "the person did not ask to be contacted",
    ),
    "is_unsubscribed": _fact(
        "la personne s'est désabonnée",
        "la personne ne s'est pas désabonnée",
        "the person has unsubscribed",
        "the person has not unsubscribed",
    ),
    "is_accepted": _fact(
        "les ventes ont accepté la piste",
        "les ventes n'ont pas accepté la piste",
        "sales accepted the lead",
        "sales did not accept the lead",
    ),
    "had_conversation": _fact(
        "une vraie conversation a eu lieu",
        "aucune vraie conversation n'a eu lieu",
        "there was a real conversation",
        "there was no real conversation",
    ),
    "need_confirmed": _fact(
        "le besoin est confirmé",
        "le besoin n'est pas confirmé",
        "the need is confirmed",
        "the need is not confirmed",
    ),
    "budget_known": _fact(
        "le budget est connu",
        "le budget n'est pas connu",
        "the budget is known",
        "the budget is not known",
    ),
    "decision_maker_involved": _fact(
        "un décideur participe",
        "aucun décideur ne participe",
        "a decision maker is involved",
        "no decision maker is involved",
    ),
    "timeline_known": _fact(
        "l'échéancier est connu",
        "l'échéancier n'est pas connu",
        "the timeline is known",
        "the timeline is not known",
    ),
    "has_next_step": _fact(
        "une prochaine étape est prévue",
        "aucune prochaine étape n'est prévue",
        "a next step is planned",
        "no next step is planned",
    ),
    "has_contract": _fact(
        "un contrat est signé",
        "aucun contrat n'est signé",
        "a contract is signed",
        "no contract is signed",
    ),
}

GESTURES: dict[str, Gesture] = {
    "direct_request": _gesture(
        "demande directe", "demandes directes", "direct request", "direct requests", f=True
    ),
    "referral": _gesture("recommandation", "recommandations", "referral", "referrals", f=True),
    "form": _gesture(
        "formulaire rempli", "formulaires remplis", "form filled in", "forms filled in"
    ),
    "white_paper": _gesture(
        "livre blanc téléchargé",
        "livres blancs téléchargés",
        "white paper downloaded",
        "white papers downloaded",
    ),
    "page_view": _gesture("page vue", "pages vues", "page viewed", "pages viewed", f=True),
    "pricing_page": _gesture(
        "visite de la page des prix",
        "visites de la page des prix",
        "visit to the pricing page",
        "visits to the pricing page",
        f=True,
    ),
    "careers_page": _gesture(
        "visite de la page des carrières",
        "visites de la page des carrières",
        "visit to the careers page",
        "visits to the careers page",
        f=True,
    ),
    "email_open": _gesture("courriel ouvert", "courriels ouverts", "email opened", "emails opened"),
    "email_click": _gesture(
        "clic dans un courriel",
        "clics dans des courriels",
        "click in an email",
        "clicks in emails",
    ),
    "webinar_attended": _gesture(
        "webinaire suivi", "webinaires suivis", "webinar attended", "webinars attended"
    ),
    "event_attended": _gesture(
        "présence à un événement",
        "présences à des événements",
        "event attended",
        "events attended",
        f=True,
    ),
    "event_conversation": _gesture(
        "conversation lors d'un événement",
        "conversations lors d'événements",
        "conversation at an event",
        "conversations at events",
        f=True,
    ),
    "ad_impression": _gesture(
        "publicité affichée", "publicités affichées", "ad shown", "ads shown", f=True
    ),
    "ad_click": _gesture(
        "clic sur une publicité",
        "clics sur des publicités",
        "click on an ad",
        "clicks on ads",
    ),
    "video_view": _gesture(
        "vidéo regardée", "vidéos regardées", "video watched", "videos watched", f=True
    ),
    "call": _gesture("appel", "appels", "call", "calls"),
    "meeting": _gesture("rendez-vous", "rendez-vous", "meeting", "meetings"),
    "proposal": _gesture("proposition", "propositions", "proposal", "proposals", f=True),
    "unsubscribe": _gesture("désabonnement", "désabonnements", "unsubscription", "unsubscriptions"),
    "other": _gesture("autre geste", "autres gestes", "other gesture", "other gestures"),
}

# Words of the closed lists that conditions compare with.
VALUES: dict[str, dict[str, Text]] = {
    "stage": {
        "contact": Text(fr="contact", en="contact"),
        "lead": Text(fr="lead", en="lead"),
        "mql": Text(fr="lead qualifié marketing (MQL)", en="marketing qualified lead (MQL)"),
        "sal": Text(fr="lead accepté par les ventes (SAL)", en="sales accepted lead (SAL)"),
        "sql": Text(fr="lead qualifié ventes (SQL)", en="sales qualified lead (SQL)"),
        "opportunity": Text(fr="opportunité", en="opportunity"),
        "customer": Text(fr="client", en="customer"),
        "recycled": Text(fr="recyclé", en="recycled"),
        "disqualified": Text(fr="disqualifié", en="disqualified"),
        "lost": Text(fr="perdu", en="lost"),
    },
    "seniority": {
        "owner": Text(fr="propriétaire", en="owner"),
        "executive": Text(fr="haute direction", en="executive"),
        "director": Text(fr="direction", en="director"),
        "manager": Text(fr="gestion", en="manager"),
        "staff": Text(fr="personnel", en="staff"),
        "other": Text(fr="autre", en="other"),
    },
    "contact_type": {
        "buyer": Text(fr="acheteur", en="buyer"),
        "student": Text(fr="étudiant", en="student"),
        "job_seeker": Text(fr="chercheur d'emploi", en="job seeker"),
        "supplier": Text(fr="fournisseur", en="supplier"),
        "competitor": Text(fr="concurrent", en="competitor"),
        "partner": Text(fr="partenaire", en="partner"),
        "other": Text(fr="autre", en="other"),
    },
}


def word_of(column: str, value: str) -> Text:
    """Return the word for a value of a text column, quoted where people typed it."""
    if (word := VALUES.get(column, {}).get(value)) is not None:
        return word
    if NOUNS[column].is_quoted:
        return Text(fr=f"«\u00a0{value}\u00a0»", en=f"“{value}”")
    return Text(fr=value, en=value)


def is_fact(column: str) -> bool:
    """Tell whether a column is a yes or no."""
    return CASE_FACTS.column(column).type == "boolean"
