"""What columns are called, in French and in English, and which values go with each role.

A role is what a column is in a file of a kind. Phrases are compared as plain words: case, accents,
``_``, camelCase and small words (of, de, la) do not matter. ``docs/reference/proposed-mappings.md``
says how the comparison is weighed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

# How well kinds of values go with a role; a kind that is not named does not go at all.
Fits = dict[str, float]

KEY: Fits = {"id": 1.0, "integer": 0.95, "email": 0.5, "name": 0.6, "word": 0.5, "code": 1.0}
MOMENT: Fits = {"date": 1.0}
DAY: Fits = {"date": 1.0, "month": 0.9}
MONEY: Fits = {"money": 1.0, "number": 0.95, "integer": 0.95, "flag": 0.3}
COUNT: Fits = {"integer": 1.0, "number": 0.6, "word": 0.5, "flag": 0.4}
WORDS: Fits = {"word": 1.0, "name": 0.85, "code": 0.7, "url": 0.3, "text": 0.4, "integer": 0.3}
STATE: Fits = {"word": 1.0, "name": 0.7, "flag": 0.4, "code": 0.5, "text": 0.3, "integer": 0.2}
NAMES: Fits = {"name": 1.0, "word": 0.9, "text": 0.8, "code": 0.5, "id": 0.4, "email": 0.3}
PERSON: Fits = {"name": 1.0, "word": 1.0, "id": 0.9, "code": 0.9, "integer": 0.8, "email": 0.9}
TEXT: Fits = {"text": 1.0, "name": 0.9, "word": 0.9, "code": 0.6}
CURRENCY: Fits = {"word": 1.0, "code": 0.8, "name": 0.4}


@dataclass(frozen=True, slots=True)
class Role:
    """What a column is: phrases of its header, in order of no importance, and its values."""

    name: str
    said: str
    fits: Fits
    # Preferred where two roles want one column: the amount before a note.
    weight: float = 1.0

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
        return frozenset(self.entity.split())

    @cached_property
    def by_name(self) -> dict[str, Role]:
        """The roles by name."""
        return {role.name: role for role in self.roles}


_IDS = (
    "id, no, num, numero, number, identifiant, identifier, code, ref, reference, cle, key, uuid, "
    "guid, record id, id record, object id, unique id, matricule"
)
_CREATED = (
    "created, created at, created date, create date, date created, creation date, date creation, "
    "created time, add time, date added, added, date ajout, ajoute, cree, creee, cree le, "
    "date entree, entry date, date ouverture, opened, opened at, open date, opened date, "
    "ouvert, ouverte, ouverture, creation, inserted at, date saisie, created on, saisi, horodateur, timestamp, "
    "date heure creation, createdat, createdate, cree a"
)
_OWNER = (
    "owner, owner name, owner id, proprietaire, nom proprietaire, responsable, assigned, "
    "assigned to, assignee, assigne, assignation, attribue, representant, representante, rep, sales rep, sales "
    "representative, rep name, salesperson, sales person, vendeur, vendeuse, commercial, "
    "conseiller, conseillere, account executive, ae, account manager, sales agent, agent, "
    "charge compte, directeur compte, directeur comptes, user, utilisateur, user id, sales user, sr, closer, "
    "salesman, nom representant, nom vendeur, representant ventes, deal owner, lead owner, gestionnaire compte, owned, "
    "proprietaire piste, proprietaire affaire, proprietaire opportunite"
)
_COMPANY = (
    "company, company name, entreprise, compagnie, nom entreprise, nom compagnie, societe, "
    "nom societe, organisation, organization, organization name, organisation name, account, "
    "account name, compte, nom compte, employeur, employer, raison sociale, client, nom client, "
    "customer, customer name, client name, business name, partner, company account, associated company, "
    "entreprise associee, account id, company id, id compte, id entreprise, id client, customer id, "
    "client id, organization id, partner id"
)
_SERVICE = (
    "product, produit, service, product name, nom produit, product interest, service interest, "
    "interet, interest, produit interet, offre, offer, solution, type projet, project type, "
    "ligne affaires, business line, product line, ligne produit, gamme, forfait, plan, package, "
    "service demande, requested service, type service, service type, produits, services, products"
)
_STATUS = (
    "status, statut, lead status, statut lead, statut piste, etat, stage, etape, phase, lifecycle "
    "stage, etape cycle vie, phase cycle vie, deal stage, stage name, nom etape, etape vente, etape ventes, etape affaire, "
    "pipeline stage, etape pipeline, sales stage, statut affaire, statut opportunite, deal status, "
    "opportunity stage, opportunity status, resultat, outcome, result, etat affaire, etat piste, statut prospect, "
    "situation, statut dossier, state deal, won lost, gagne perdu, disposition, statut vente, current stage, lead stage"
)
_SOURCE = (
    "source, lead source, source lead, source piste, origin, origine, provenance, origine piste, "
    "original source, traffic source, original traffic source, original source type, source "
    "origine, source trafic, canal, channel, canal acquisition, acquisition channel, acquisition "
    "source, source acquisition, canal marketing, marketing channel, marketing source, first touch channel, "
    "first touch, how did you hear, comment avez vous entendu parler, comment nous avez vous connus, media, "
    "source prospect, source client, how did you hear about us, referral source, source detail, origine prospect, "
    "deal source, opportunity source, source affaire, source opportunite, latest source, entry channel"
)
_CAMPAIGN = (
    "campaign, campagne, campaign name, nom campagne, utm campaign, campaign id, id campagne, "
    "primary campaign, primary campaign source, campagne principale, marketing campaign, "
    "campagne marketing, source campaign, campagne source, last campaign"
)
_AMOUNT = (
    "amount, montant, value, valeur, deal value, deal amount, opportunity amount, montant affaire, "
    "montant opportunite, close value, closed amount, won amount, contract value, valeur contrat, "
    "valeur affaire, revenue, revenu, revenus, chiffre affaires, ca, price, prix, total, total amount, montant "
    "total, montant ht, total ht, montant vente, montant contrat, sale amount, sales amount, sale price, acv, tcv, "
    "annual contract value, total contract value, gross revenue, deal size, taille affaire, montant soumission, "
    "montant gagne, grand total, untaxed amount, total price, montant devis, montant brut, montant final, vente, "
    "expected revenue, revenu attendu, revenu espere, revenu prevu, estimated value, valeur estimee, montant estime, "
    "montant prevu, budget, bookings"
)
_CLOSED = (
    "close date, closed date, date closed, date cloture, date fermeture, cloture, closed at, closed "
    "on, closed, date conclusion, date decision, close, closing date, date closing, fermee, "
    "fermeture, date signature, signed, signed date, signature date, date vente, sale date, date "
    "fin, closedate, closed time, date resultat, won lost date, actual close date, conclu, date close, "
    "date cloture reelle, cloture reelle, contract date, date contrat, decision date, "
    "won date, won, won at, won on, date won, won time, date gain, date gagne, gagnee, gagne le, "
    "date victoire, became customer, became customer date, customer since, date client, client depuis, "
    "date conversion client, converted customer date"
)
_LOST_ON = "lost date, lost, lost at, lost on, date lost, lost time, date perte, perdue le, perdu le"
_EXPECTED = (
    "expected close date, expected close, date cloture prevue, fermeture prevue, date fermeture "
    "prevue, cloture prevue, estimated close date, date prevue, forecast date, expected closing, "
    "expected closing date, date conclusion prevue, date cloture estimee, close date expected, echeance"
)
_LOST_REASON = (
    "lost reason, loss reason, raison perte, motif perte, closed lost reason, reason lost, raison "
    "perdu, raison, motif, reason, reason loss, cause perte, raison refus, motif refus"
)
_CURRENCY = "currency, devise, currency code, code devise, monnaie, currency iso code, deal currency, devise affaire"
_EMAIL = (
    "email, e mail, courriel, mail, email address, adresse courriel, adresse email, adresse "
    "electronique, contact email, courriel contact, work email, courriel travail, email from, "
    "e mail address, email 1, adresse mail, lead email, customer email, client email, courriel client, email work"
)
_PHONE = (
    "phone, telephone, tel, phone number, numero telephone, mobile, cell, cellulaire, portable, "
    "mobile phone, contact phone, telephone mobile, phone 1, cell phone, no telephone, business phone"
)
_FIRST = "first name, prenom, firstname, given name, prenom contact, contact first name"
_LAST = "last name, nom famille, lastname, surname, family name, nom contact famille, contact last name"
_FULL = (
    "name, nom, full name, nom complet, contact name, nom contact, lead name, nom lead, nom piste, "
    "contact, personne, contact person, personne contact, nom prenom, prenom nom, person, lead, "
    "display name, client potentiel, fullname, prospect, nom prospect, nom personne"
)
_TITLE = "title, job title, titre, poste, fonction, titre poste, position, role, job, titre emploi"
_INDUSTRY = (
    "industry, industrie, secteur, secteur activite, sector, segment, business segment, vertical, "
    "verticale, domaine activite, domaine, activity sector"
)
_COUNTRY = "country, pays, country region, billing country, pays facturation, office location, country code"
_REGION = "state, province, region, state region, billing state, state province, region administrative, etat province"
_CITY = "city, ville, billing city, ville facturation, municipalite, town"
_EMPLOYEES = (
    "employees, number employees, nombre employes, effectif, effectifs, taille entreprise, company size, nb employes, "
    "n employees, employes, no employees, num employees, headcount"
)
_REVENUE = "annual revenue, revenu annuel, chiffre affaires annuel, chiffre affaires, revenue, revenus annuels"
_UTM_SOURCE = "utm source, source utm, utmsource, ga source, session source"
_UTM_MEDIUM = "utm medium, medium, medium utm, utmmedium, support, ga medium, session medium"
_MQL_AT = "mql date, date mql, became mql date, became marketing qualified lead date, mql at, mql on, date qualification marketing, mql"
_SAL_AT = "sal date, date sal, sal at, accepted date, date acceptation, accepted at, accepte, sal"
_SQL_AT = (
    "sql date, date sql, became sql date, became sales qualified lead date, sql at, sql on, date qualification, qualified date, "
    "date qualifie, qualified at, sql, date qualification ventes"
)
_DISQUALIFIED_AT = "disqualified date, date disqualification, disqualified at, disqualified on, unqualified date"
_PROBABILITY = "probability, probabilite, win probability, proba, chances, probabilite gain, probability percent"
_IS_WON = "is won, won flag, gagnee oui non, est gagne, est gagnee, iswon, won yes no, closed won flag, won"
_IS_CLOSED = "is closed, closed flag, est ferme, est fermee, isclosed, ferme, fermee, closed, est cloture"

_PEOPLE = (
    Role("email", _EMAIL, {"email": 1.0}),
    Role("phone", _PHONE, {"phone": 1.0, "integer": 0.8, "code": 0.5, "number": 0.5, "text": 0.3}, 0.5),
    Role("first_name", _FIRST, NAMES, 0.6),
    Role("last_name", _LAST, NAMES, 0.6),
    Role("job_title", _TITLE, TEXT, 0.4),
)
_PLACES = (
    Role("industry", _INDUSTRY, WORDS, 0.5),
    Role("country", _COUNTRY, WORDS, 0.5),
    Role("region", _REGION, WORDS, 0.5),
)
_FUNNEL = (
    Role("mql_at", _MQL_AT, MOMENT, 0.9),
    Role("sal_at", _SAL_AT, MOMENT, 0.9),
    Role("sql_at", _SQL_AT, MOMENT, 0.9),
    Role("disqualified_at", _DISQUALIFIED_AT, MOMENT, 0.9),
)
_DEAL = (
    Role("status", _STATUS, STATE, 1.1),
    Role("amount", _AMOUNT, MONEY, 1.1),
    Role("closed", _CLOSED, MOMENT, 1.1),
    Role("lost_on", _LOST_ON, MOMENT),
    Role("expected_close", _EXPECTED, MOMENT, 0.9),
    Role("lost_reason", _LOST_REASON, TEXT, 0.6),
    Role("currency", _CURRENCY, CURRENCY),
    Role("is_won", _IS_WON, {"flag": 1.0}, 0.9),
    Role("is_closed", _IS_CLOSED, {"flag": 1.0}, 0.9),
)
_ORIGIN = (
    Role("source", _SOURCE, WORDS, 1.1),
    Role("utm_source", _UTM_SOURCE, WORDS),
    Role("medium", _UTM_MEDIUM, WORDS),
    Role("campaign", _CAMPAIGN, KEY | WORDS | {"id": 0.9, "integer": 0.9}),
)
LEAD_CREATED = (
    f"{_CREATED}, date, first contact date, date premier contact, premier contact, date contact, "
    "contact date, date demande, submitted, submitted at, submission date, date soumission formulaire, inquiry date, "
    "received, received at, received on, recu, date reception, lead date, date piste, date lead, signup date, "
    "date inscription, registered at, arrivee, date arrivee, first seen, conversion date, date conversion, "
    "form submission date, became lead date, became a lead date, jour, day, date heure, date time"
)
DEAL_CREATED = f"{_CREATED}, engage date, engaged, date engagement, date debut, start date, date, date opportunite, date affaire, date soumission, quote date, deal date"

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "leads",
            "lead leads piste pistes prospect prospects mql mqls inquiry inquiries demande demandes record "
            "fiche contact contacts client potentiel",
            (
                Role("key", f"{_IDS}, lead id, id lead, id piste, no piste, mql id, prospect id, "
                     "contact id, lead number, id contact, id mql", KEY, 0.95),
                Role("created", LEAD_CREATED, MOMENT, 1.1),
                *_ORIGIN, *_PEOPLE,
                Role("full_name", _FULL, NAMES, 0.5),
                Role("company", _COMPANY, NAMES | {"integer": 0.6}, 0.8),
                Role("owner", _OWNER, PERSON, 0.8),
                Role("service", _SERVICE, WORDS, 0.7),
                *_PLACES, *_FUNNEL, *_DEAL,
            ),
        ),
        Kind(
            "deals",
            "deal deals opportunity opportunities opp opps opportunite opportunites affaire affaires vente ventes sale "
            "sales transaction transactions dossier record fiche pipeline contrat",
            (
                Role("key", f"{_IDS}, deal id, id deal, opportunity id, id opportunite, id affaire, no "
                     "affaire, opp id, opportunity number, deal number, deal no, contract number, transaction id", KEY),
                Role("name", "deal name, opportunity name, nom affaire, nom opportunite, name, nom, "
                     "title, titre, deal, opportunity, affaire, opportunite, sujet, subject, deal title, projet, project, "
                     "dealname, project name, nom projet", NAMES | {"text": 1.0}, 0.6),
                Role("created", DEAL_CREATED, MOMENT, 1.0),
                Role("company", _COMPANY, NAMES | {"integer": 0.9, "id": 1.0, "code": 1.0}, 0.9),
                Role("owner", _OWNER, PERSON, 0.8),
                Role("sdr", "sdr, bdr, sdr id, bdr id, sdr name, developpement affaires", PERSON, 0.5),
                Role("service", _SERVICE, WORDS, 0.7),
                Role("email", _EMAIL, {"email": 1.0}, 0.6),
                Role("probability", _PROBABILITY, {"integer": 1.0, "number": 1.0, "money": 0.4}, 0.4),
                *_ORIGIN[:1], *_ORIGIN[1:], *_DEAL,
            ),
        ),
        Kind(
            "spend",
            "report rapport marketing media",
            (
                Role("spent_on", "date, day, jour, month, mois, spent on, spend date, date depense, "
                     "reporting starts, reporting start, debut rapports, debut periode, start date, "
                     "date start, week, semaine, periode, period, invoice date, date facture, "
                     "segments date, date debut, start, report date, date paiement, time period", DAY, 1.1),
                Role("cost", "cost, cout, couts, costs, spend, spent, depense, depenses, amount spent, montant "
                     "depense, amount spent cad, total spent, total spend, ad spend, spend amount, media cost, cout total, "
                     "total cost, cost micros, metrics cost micros, amount, montant, budget depense, "
                     "billed cost, cost in local currency, investissement, invested, spend in currency, local spend amount, spend usd, spend cad, "
                     "billed charge local micro, spend micros, spend in micro dollar, frais, charge, montant facture, montant paye, paid", MONEY, 1.2),
                Role("channel", f"{_SOURCE}, platform, plateforme, network, reseau, publisher, media source, "
                     "plateforme publicitaire, ad platform, fournisseur, vendor, supplier, poste, "
                     "categorie, category, type depense", WORDS, 0.9),
                Role("campaign_id", "campaign id, id campagne, campaign no, code campagne", KEY, 0.9),
                Role("campaign", "campaign, campagne, campaign name, nom campagne, campaigns, utm "
                     "campaign, initiative", WORDS | {"id": 0.7, "text": 0.9}, 0.9),
                Role("hours", "hours, heures, hours spent, temps heures, nb heures", {"number": 1.0, "integer": 1.0}, 0.4),
                Role("currency", f"{_CURRENCY}, account currency, account currency code", CURRENCY, 0.9),
                Role("impressions", "impressions, impr, affichages", COUNT, 0.5),
                Role("clicks", "clicks, clics, link clicks, clics lien, click", COUNT, 0.5),
            ),
        ),
        Kind(
            "activities",
            "activity activities activite activites task tasks tache taches event engagement call appel interaction "
            "interactions suivi suivis",
            (
                Role("key", f"{_IDS}, activity id, id activite, task id", KEY, 0.8),
                Role("occurred_at", f"date, activity date, date activite, {_CREATED}, completed date, "
                     "date time, start date, occurred at, activity time, date heure, call date, date appel, start time, "
                     "marked as done time, due date, completed at", MOMENT, 1.1),
                Role("kind", "type, activity type, type activite, kind, sorte, task type, type tache, "
                     "task subtype, engagement type, canal, type interaction, nature", WORDS, 1.1),
                Role("owner", _OWNER, PERSON, 0.8),
                Role("email", _EMAIL, {"email": 1.0}, 0.6),
                Role("outcome", "outcome, resultat, result, disposition, call result, status, statut, call outcome", WORDS, 0.5),
                Role("duration", "duration minutes, duree minutes, minutes, call duration minutes", {"integer": 1.0, "number": 1.0}, 0.5),
                Role("comment", "comment, commentaire, notes, note, description, comments, subject, sujet, objet, commentaires", TEXT, 0.4),
            ),
        ),
        Kind(
            "accounts",
            "account accounts compte comptes company companies entreprise entreprises compagnie compagnies client clients "
            "customer customers organisation organization organizations societe societes seller sellers merchant "
            "merchants supplier suppliers store stores vendor vendors marchand marchands fournisseur fournisseurs magasin",
            (
                Role("key", f"{_IDS}, account id, company id, id compte, id entreprise, id client, "
                     "customer id, organization id", KEY),
                Role("name", _COMPANY.replace(", account id, company id, id compte, id entreprise, "
                     "id client, customer id, client id, organization id, partner id", ", name, nom"), NAMES, 1.1),
                Role("domain", "domain, domaine, website, site web, company domain name, domain name, web site, url", {"url": 1.0, "code": 0.7, "word": 0.6, "name": 0.8}, 0.5),
                *_PLACES,
                Role("city", _CITY, NAMES, 0.5),
                Role("employees", _EMPLOYEES, {"integer": 1.0, "number": 0.6}, 0.6),
                Role("revenue", _REVENUE, MONEY, 0.4),
                Role("territory", "territory, territoire, sales territory, territoire vente", WORDS, 0.6),
                Role("created", _CREATED, MOMENT, 0.6),
            ),
        ),
        Kind(
            "users",
            "user users utilisateur utilisateurs agent agents rep reps representant representants owner owners vendeur vendeurs team "
            "teams equipe equipes employee employees sales",
            (
                Role("key", f"{_IDS}, user id, owner id, id utilisateur", KEY, 0.9),
                Role("name", f"name, nom, full name, nom complet, {_OWNER}", PERSON, 1.1),
                Role("email", _EMAIL, {"email": 1.0}, 0.7),
                Role("manager", "manager, gestionnaire, superviseur, supervisor, manager id, directeur, team lead, sales manager, manager name, patron", PERSON, 0.9),
                Role("territory", "regional office, region, territory, territoire, bureau, office, bureau regional, area", WORDS, 0.7),
                Role("role", "role, title, titre, poste, fonction, job title", TEXT, 0.5),
                Role("team", "team, equipe, department, departement, service", WORDS, 0.5),
            ),
        ),
        Kind(
            "contacts",
            "contact contacts person persons people personne personnes",
            (
                Role("key", f"{_IDS}, contact id, id contact, person id", KEY),
                *_PEOPLE,
                Role("full_name", _FULL, NAMES, 0.5),
                Role("company", _COMPANY, NAMES | {"integer": 0.8, "id": 0.9, "code": 0.9}, 0.7),
                Role("country", _COUNTRY, WORDS, 0.4),
                Role("region", _REGION, WORDS, 0.4),
                Role("owner", _OWNER, PERSON, 0.5),
                Role("created", _CREATED, MOMENT, 0.7),
            ),
        ),
        Kind(
            "campaigns",
            "campaign campaigns campagne campagnes",
            (
                Role("key", f"{_IDS}, campaign id, id campagne", KEY),
                Role("name", "campaign, campagne, campaign name, nom campagne, name, nom", NAMES | {"text": 1.0}, 1.0),
                Role("channel", f"{_SOURCE}, platform, plateforme", WORDS, 0.9),
                Role("campaign_kind", "type, campaign type, type campagne, kind, sorte", WORDS, 0.5),
                Role("starts_on", "start date, date debut, starts on, debut, start", MOMENT, 0.8),
                Role("ends_on", "end date, date fin, ends on, fin, end", MOMENT, 0.6),
            ),
        ),
    )
}  # fmt: skip
# A file called so is probably of the kind.
FILE_WORDS: dict[str, frozenset[str]] = {
    "leads": frozenset("lead leads piste pistes prospect prospects mql inquiries demandes formulaires formulaire inscriptions form forms submissions".split()),
    "deals": frozenset("deal deals opportunity opportunities opportunite opportunites affaire affaires vente ventes sale sales pipeline opps contrats soumissions wins gains closed".split()),
    "spend": frozenset("spend cost costs depense depenses cout couts ads ad budget marketing media pub publicite spending investissement".split()),
    "activities": frozenset("activity activities activite activites tasks taches calls appels interactions suivis engagements".split()),
    "accounts": frozenset("accounts account comptes companies company entreprises clients customers organizations societes".split()),
    "users": frozenset("users user utilisateurs agents reps representants owners vendeurs teams team equipe equipes".split()),
    "contacts": frozenset("contacts contact people personnes persons".split()),
    "campaigns": frozenset("campaigns campaign campagnes campagne".split()),
}  # fmt: skip
