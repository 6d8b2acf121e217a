"""The words for the closed lists of the schema."""

from __future__ import annotations

from boucle.agreement.conditions.words import GESTURES, VALUES
from boucle.language import Text


def _list(**words: tuple[str, str]) -> dict[str, Text]:
    return {code: Text(fr=fr, en=en) for code, (fr, en) in words.items()}


STAGES = VALUES["stage"]
KINDS = {code: gesture.one for code, gesture in GESTURES.items()}

TEAMS = _list(
    marketing=("marketing", "marketing"),
    sales=("ventes", "sales"),
    management=("direction", "management"),
    operations=("opérations", "operations"),
    other=("autre", "other"),
)
PARTIES = _list(
    marketing=("Marketing", "Marketing"),
    sales=("Ventes", "Sales"),
    arbiter=("Arbitre", "Arbiter"),
    data_steward=("Gardien des données", "Data steward"),
    privacy_officer=(
        "Protection des renseignements personnels",
        "Protection of personal information",
    ),
)
LANGUAGE_NAMES = _list(fr=("français", "French"), en=("anglais", "English"))
SIGNING_METHODS = _list(electronic=("électronique", "electronic"), paper=("papier", "paper"))
ZONES = _list(
    tofu=("haut de l'entonnoir", "top of the funnel"),
    mofu=("milieu de l'entonnoir", "middle of the funnel"),
    bofu=("bas de l'entonnoir", "bottom of the funnel"),
)
WEEKDAYS = _list(
    monday=("lundi", "Monday"),
    tuesday=("mardi", "Tuesday"),
    wednesday=("mercredi", "Wednesday"),
    thursday=("jeudi", "Thursday"),
    friday=("vendredi", "Friday"),
    saturday=("samedi", "Saturday"),
    sunday=("dimanche", "Sunday"),
)
EASTER = _list(
    good_friday=("Vendredi saint", "Good Friday"),
    easter_monday=("lundi de Pâques", "Easter Monday"),
)
PERIOD_EFFECTS = _list(
    seasonality=(
        "jours ouvrables, lus à part dans la saisonnalité",
        "open days, read apart in the seasons",
    )
)
DIRECTIONS = _list(
    grow=("à développer", "to grow"), keep=("à maintenir", "to keep"),
    shrink=("à réduire", "to shrink"),
)  # fmt: skip
TERRITORY_STATES = _list(
    mature=("mûr", "mature"), new=("nouveau", "new"), struggling=("en difficulté", "struggling"),
    closed=("fermé", "closed"),
)  # fmt: skip
UNITS = _list(
    amount=("montant", "amount"), count=("nombre", "count"), hours=("heures", "hours"),
    share=("part", "share"), average=("moyenne", "average"),
    coefficient=("coefficient", "coefficient"),
)  # fmt: skip
EVERY = _list(
    business_day=("chaque jour ouvrable", "every business day"),
    week=("chaque semaine", "every week"),
    month=("chaque mois", "every month"),
    quarter=("chaque trimestre", "every quarter"),
    year=("chaque année", "every year"),
)
PER = _list(
    business_day=("par jour ouvrable", "a business day"),
    week=("par semaine", "a week"),
    month=("par mois", "a month"),
    quarter=("par trimestre", "a quarter"),
    year=("par an", "a year"),
)
IN_PERIOD = _list(
    week=("de la semaine", "of the week"),
    month=("du mois", "of the month"),
    quarter=("du trimestre", "of the quarter"),
    year=("de l'année", "of the year"),
    business_day=("de la journée", "of the day"),
)
ORIGINS = _list(
    marketing=("marketing", "marketing"),
    sales=("ventes", "sales"),
    referrals_and_partners=("références et partenaires", "referrals and partners"),
)
CURVES = _list(
    business_days=("jours ouvrables", "business days"),
    calendar_days=("jours de calendrier", "calendar days"),
)
SILENCE = _list(
    counts_as_breach=("compte comme un dépassement", "counts as a breach"),
    not_counted=("n'est pas compté", "is not counted"),
)
STARTS = _list(
    trigger_gesture=("geste déclencheur", "gesture that sets it off"),
    mql_met=("définition du MQL remplie", "MQL definition met"),
    handed_over=("transfert aux ventes", "hand-over to sales"),
    first_attempt=("première tentative", "first attempt"),
    exchange_end=("fin d'un échange", "end of an exchange"),
    rejection=("refus", "refusal"),
    recycling=("recyclage", "recycling"),
    recall_due=("date de rappel promise", "promised recall date"),
)
STOPS = _list(
    handed_over=("transfert aux ventes", "hand-over to sales"),
    answered=("réponse des ventes", "answer of sales"),
    first_human_attempt=("première tentative humaine", "first human attempt"),
    first_conversation=("première conversation", "first conversation"),
    depth_reached=("nombre de tentatives atteint", "number of attempts reached"),
    record_updated=("dossier mis à jour", "record updated"),
    reply_given=("réponse donnée", "reply given"),
    nurture_entered=("entrée en maturation", "entry into nurturing"),
    contact_resumed=("contact repris", "contact resumed"),
)
CLOCK_TIMES = _list(
    business=("heures ouvrables", "business hours"), civil=("jour et nuit", "day and night")
)
RESUMES = _list(
    on_date=("à la date convenue", "on the agreed date"),
    on_proof=("sur preuve", "on proof"),
    when_over=("dès que la cause cesse", "as soon as the cause is over"),
)
NOTICE_WAYS = _list(
    email=("courriel", "e-mail"), chat=("clavardage", "chat"), phone=("téléphone", "phone"),
    meeting=("rencontre", "meeting"), morning_list=("liste du matin", "morning list"),
)  # fmt: skip
ACTIVITIES = _list(
    call=("appel", "call"), email=("courriel personnel", "personal e-mail"),
    meeting=("rendez-vous", "meeting"), message=("message", "message"), note=("note", "note"),
)  # fmt: skip
ANSWERS = _list(
    accepted=("accepté", "accepted"), rejected=("refusé", "refused"),
    recycled=("recyclé", "recycled"), qualified=("qualifié", "qualified"),
    disqualified=("disqualifié", "disqualified"),
)  # fmt: skip
NEXTS = _list(
    sal=("devient SAL", "becomes an SAL"),
    sql=("devient SQL", "becomes an SQL"),
    reason=("traité selon le motif", "goes where the reason says"),
    nurture=("entre en maturation", "enters nurturing"),
    no_follow_up=("aucun suivi", "no follow-up"),
)
REQUIRED = _list(
    reason=("motif", "reason"),
    recall_on=("date de rappel", "recall date"),
    contract_ends_on=("date de fin du contrat", "end date of the contract"),
    comment=("commentaire", "comment"),
    next_step_on=("date de la prochaine étape", "date of the next step"),
)
LEARNS = _list(
    fit=("adéquation", "fit"), engagement=("engagement", "engagement"),
    data_quality=("qualité des données", "data quality"), matching=("appariement", "matching"),
    offer=("offre", "offer"), none=("—", "—"),
)  # fmt: skip
RECYCLES = _list(
    none=("—", "—"),
    correct_and_return=("corriger et retourner", "correct and return"),
    merge=("fusionner", "merge"),
    customer_team=("équipe de la clientèle", "customer team"),
    nurture=("maturation", "nurturing"),
    find_decision_maker=("trouver le décideur", "find the decision maker"),
    contract_end=("attendre la fin du contrat", "wait for the end of the contract"),
    suppression_list=("liste d'exclusion", "suppression list"),
)
LEGAL_EFFECTS = _list(withdraws_consent=("retire le consentement", "withdraws consent"))
SENT_AS = _list(
    ics=("invitation de calendrier (ICS)", "calendar invitation (ICS)"), none=("—", "—")
)
EVIDENCE = _list(
    observed=("observé", "observed"), declared=("déclaré", "declared"), noted=("noté", "noted"),
    impression=("impression", "impression"),
)  # fmt: skip
MODELS = _list(
    first_touch=("premier contact", "first touch"),
    last_touch=("dernier contact", "last touch"),
    last_non_direct=("dernier contact non direct", "last non-direct touch"),
    linear=("linéaire", "linear"),
    position_based=("selon la position", "position-based"),
    time_decay=("décroissance dans le temps", "time decay"),
    lead_creation=("création de la piste", "lead creation"),
    w=("en W", "W-shaped"),
    full_path=("parcours complet", "full path"),
    markov=("Markov", "Markov"),
    shapley=("Shapley", "Shapley"),
)
MILESTONES = _list(
    first_touch=("premier contact", "first touch"),
    lead_created=("création de la piste", "lead created"),
    opportunity_created=("création de l'opportunité", "opportunity created"),
    closed=("clôture", "close"),
)
PREDICTIVE_USES = _list(
    queue_order_only=("ordonne la file, sans plus", "orders the queue, no more"),
    none=("aucun", "none"),
)
PREDICTIVE_STATES = _list(
    observed=("observé, sans effet", "observed, without effect"), active=("actif", "active"),
    withdrawn=("retiré", "withdrawn"),
)  # fmt: skip
SENT_BY = _list(email=("courriel", "e-mail"), web=("web", "web"), chat=("clavardage", "chat"))
WHEN_EMPTY = _list(send=("envoyé quand même", "sent anyway"), skip=("non envoyé", "not sent"))
ANONYMISED = _list(
    people=("personnes", "people"), prospects=("clients potentiels", "prospects"),
    amounts=("montants", "amounts"),
)  # fmt: skip
AUTOMATED = _list(
    none=("aucune", "none"),
    with_human_review=("avec révision par une personne", "with review by a person"),
)
RETAINED = _list(
    inactive_lead=("Piste inactive", "Inactive lead"),
    customer=("Client", "Customer"),
    access_log=("Journal des accès", "Access log"),
    consent_proof=("Preuve de consentement", "Proof of consent"),
)
AFTERWARDS = _list(
    anonymise=("anonymiser", "anonymise"), destroy=("détruire", "destroy"),
    anonymise_or_destroy=("anonymiser ou détruire", "anonymise or destroy"),
)  # fmt: skip
CONSENTS = _list(
    express=("exprès", "express"),
    implied_inquiry=("tacite, à la suite d'une demande", "implied, after an inquiry"),
    implied_purchase=("tacite, à la suite d'un achat", "implied, after a purchase"),
    published=("coordonnées publiées", "published address"),
)
FAIRNESS = _list(
    territory=("territoire", "territory"), company_size=("taille d'entreprise", "company size"),
    language=("langue", "language"), industry=("industrie", "industry"),
)  # fmt: skip
