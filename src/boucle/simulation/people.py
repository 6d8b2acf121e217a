"""Companies and the people who work there, with the persona that each truly is."""

from __future__ import annotations

import unicodedata

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import DAY, Array, Frame, choose, happens, ids, pick

_FIRST_NAMES = (
    "Alexandre", "Amina", "Annie", "Benoît", "Camille", "Catherine", "Chantal", "Daniel", "David",
    "Denis", "Élise", "Émilie", "Éric", "Fatima", "François", "Geneviève", "Guillaume", "Hélène",
    "Ibrahim", "Jacinthe", "Jean-Philippe", "Julie", "Kevin", "Lise", "Louis", "Maxime", "Mélanie",
    "Michel", "Nadia", "Nathalie", "Nicolas", "Pascal", "Philippe", "Rachel", "Renée", "Samuel",
    "Sophie", "Stéphane", "Sylvie", "Thi Lan", "Valérie", "Véronique", "Vincent", "Yves", "Zoé",
)  # fmt: skip
_LAST_NAMES = (
    "Arsenault", "Asselin", "Aubin", "Beauchesne", "Bergeron-Ly", "Bilodeau", "Brisebois",
    "Cadieux", "Charbonneau", "Cloutier", "Coulibaly", "Côté", "Daigneault", "Desbiens", "Diallo",
    "Drapeau", "Dupéré", "Fortier", "Gauvreau", "Gervais", "Haddad", "Huot", "Jutras", "Labonté",
    "Lachance", "Laflamme", "Lalande", "Lamarre", "Latulippe", "Lebrun", "Lévesque", "Mailloux",
    "Ménard", "Nguyen", "Ouellet", "Paradis", "Pelchat", "Quirion", "Racine", "Rochefort",
    "Sauvageau", "Tessier", "Toussaint", "Turgeon", "Vaillancourt", "Verreault", "Zidane",
)  # fmt: skip
_FIRST_WORDS = (
    "Aciers", "Ateliers", "Bois", "Cargo", "Clinique", "Composites", "Conseil", "Distribution",
    "Équipements", "Fonderie", "Groupe", "Industries", "Laboratoires", "Logistique", "Meubles",
    "Outillage", "Plastiques", "Produits", "Services", "Solutions", "Systèmes", "Transport",
)  # fmt: skip
_SECOND_WORDS = (
    "Altissimo", "Boispré", "Chantefleuve", "Clairmarais", "Corvidel", "Dorvalis", "Érabella",
    "Fjordis", "Galuchat", "Harfangeau", "Islemer", "Jasperon", "Kamouski", "Lunéval", "Mistassan",
    "Nordelle", "Orignalis", "Pinegrise", "Quatrevents", "Rivanord", "Saint-Fictif", "Tamarack",
    "Uashatin", "Valmirage", "Wapitière", "Yamachel", "Zéphyrine",
)  # fmt: skip
_ENDINGS = ("", " du Nord", " Québec", " et filles", " Rive-Sud")
_CONTACTS_AN_ACCOUNT = 1.6
_TARGET_EMPLOYEES = 100


def accounts(rng: np.random.Generator, n_contacts: int) -> Frame:
    """Return the companies. `persona_fit` says whose industry and size a company was drawn for."""
    n = max(8, int(n_contacts / _CONTACTS_AN_ACCOUNT))
    fit = rng.choice(4, n, p=_shares([persona.share for persona in story.PERSONAS]))
    place = rng.choice(len(story.TERRITORIES), n, p=_shares([row[2] for row in story.TERRITORIES]))
    names = _names(n)
    employees = _employees(rng, fit)
    revenue = np.round(employees * rng.uniform(90_000, 260_000, n), -4)
    return {
        "account_id": ids("ENT", n),
        "name": np.char.add(names.astype(str), " inc.").astype(object),
        "domain": np.array([f"{_plain(name)}.example" for name in names], dtype=object),
        "industry": _industries(rng, fit),
        "n_employees": employees,
        "annual_revenue": np.where(happens(rng, n, 0.3), np.nan, revenue),
        "country": np.full(n, "CA", dtype=object),
        "region": np.array([story.TERRITORIES[at][1] for at in place], dtype=object),
        "city": np.array([_town(at, turn) for turn, at in enumerate(place)], dtype=object),
        "territory": np.array([story.TERRITORIES[at][0] for at in place], dtype=object),
        "is_target": (employees >= _TARGET_EMPLOYEES) & (happens(rng, n, 0.35)),
        "persona_fit": fit,
        # Clients from before the history begins.
        "is_old_client": happens(rng, n, 0.03),
    }


def _shares(values: list[float]) -> Array:
    return np.asarray(np.array(values) / np.sum(values))


def _names(n: int) -> Array:
    pairs = [f"{first} {second}" for second in _SECOND_WORDS for first in _FIRST_WORDS]
    names = [f"{pairs[i % len(pairs)]}{_ending(i // len(pairs))}" for i in range(n)]
    return np.array(names, dtype=object)


def _ending(n: int) -> str:
    return _ENDINGS[n] if n < len(_ENDINGS) else f" {n}"


def _town(place: int, turn: int) -> str:
    towns = story.TERRITORIES[place][3]
    return towns[turn % len(towns)]


def _employees(rng: np.random.Generator, fit: Array) -> Array:
    low, high = np.array([persona.n_employees for persona in story.PERSONAS]).T
    drawn = np.exp(rng.uniform(np.log(low[fit]), np.log(high[fit])))
    # Some are too small or too large for the persona that they look like.
    factor = choose(rng, (1.0, 0.2, 4.0), len(fit), (0.86, 0.09, 0.05)).astype(float)
    return np.asarray(np.round(drawn * factor))


def _industries(rng: np.random.Generator, fit: Array) -> Array:
    any_of = choose(rng, story.INDUSTRIES, len(fit))
    for place, persona in enumerate(story.PERSONAS):
        if persona.industries:
            fits = (fit == place) & (happens(rng, len(fit), 0.85))
            any_of = np.where(fits, choose(rng, persona.industries, len(fit)), any_of)
    return any_of


def contacts(rng: np.random.Generator, firms: Frame, n: int) -> Frame:
    """Return the people. `account` is the row of the company, `persona` what each truly is."""
    account = rng.integers(0, len(firms["account_id"]), n)
    matches = happens(rng, n, 0.7)
    others = rng.choice(4, n, p=_shares([persona.share for persona in story.PERSONAS]))
    persona = np.where(matches, firms["persona_fit"][account], others)
    kind = choose(rng, story.CONTACT_TYPES, n, story.CONTACT_TYPE_SHARES)
    persona = np.where(kind == "buyer", persona, story.NO_PERSONA)
    first, last = choose(rng, _FIRST_NAMES, n), choose(rng, _LAST_NAMES, n)
    speaks_english = rng.random(n) < np.where(firms["territory"][account] == "EON", 0.65, 0.12)
    return {
        "contact_id": ids("PER", n),
        "account": account,
        "account_id": firms["account_id"][account],
        "email": _emails(rng, first, last, firms["domain"][account]),
        "phone": np.array(
            [f"+1 514 555-01{at:02d}" for at in rng.integers(0, 100, n)], dtype=object
        ),
        "first_name": first,
        "last_name": last,
        "job_title": _titles(rng, persona, kind),
        "seniority": np.array([story.PERSONAS[at].seniority for at in persona], dtype=object),
        "department": np.array([story.PERSONAS[at].department for at in persona], dtype=object),
        "language": np.where(speaks_english, "en", "fr").astype(object),
        "country": np.full(n, "CA", dtype=object),
        "region": firms["region"][account],
        "contact_type": kind,
        "persona": persona,
        "territory": firms["territory"][account],
        "service": pick(rng, np.array([each.service_shares for each in story.PERSONAS]), persona),
    }


def _emails(rng: np.random.Generator, first: Array, last: Array, domain: Array) -> Array:
    shape = rng.integers(0, 3, len(first))
    missing = happens(rng, len(first), 0.03)
    found = []
    for one, two, at, which, none in zip(first, last, domain, shape, missing, strict=True):
        one_plain, two_plain = _plain(one), _plain(two)
        local = (f"{one_plain}.{two_plain}", f"{one_plain[0]}{two_plain}", one_plain)[which]
        found.append("" if none else f"{local}@{at}")
    return np.array(found, dtype=object)


def _titles(rng: np.random.Generator, persona: Array, kind: Array) -> Array:
    titles = np.full(len(persona), "", dtype=object)
    for place, each in enumerate(story.PERSONAS):
        titles = np.where(persona == place, choose(rng, each.titles, len(titles)), titles)
    is_other = happens(rng, len(titles), story.OTHER_TITLE_SHARE)
    titles = np.where(is_other, choose(rng, story.OTHER_TITLES, len(titles)), titles)
    return np.where(kind == "student", "Étudiante", titles).astype(object)


def _plain(words: str) -> str:
    """Return `words` as they stand in an address: no accents, no spaces."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return "".join(letter for letter in bare.lower() if letter.isalnum())


def created_at(first_seen: Array, account: Array, n_accounts: int) -> tuple[Array, Array]:
    """Return when each contact's record was made, and each company's: with its first contact."""
    firm = np.full(n_accounts, np.inf)
    np.minimum.at(firm, account, first_seen)
    earliest = np.nanmin(first_seen)
    return first_seen, np.where(np.isinf(firm), earliest + 30 * DAY, firm - 60)
