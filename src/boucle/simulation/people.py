"""Companies and the people who work there, with the persona that each truly is."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import DAY, Array, Frame
from boucle.simulation.words import Words, ids, keys_of, same

if TYPE_CHECKING:
    from boucle.simulation.luck import Luck

FIRST_NAMES = (
    "Alexandre", "Amina", "Annie", "Benoît", "Camille", "Catherine", "Chantal", "Daniel", "David",
    "Denis", "Élise", "Émilie", "Éric", "Fatima", "François", "Geneviève", "Guillaume", "Hélène",
    "Ibrahim", "Jacinthe", "Jean-Philippe", "Julie", "Kevin", "Lise", "Louis", "Maxime", "Mélanie",
    "Michel", "Nadia", "Nathalie", "Nicolas", "Pascal", "Philippe", "Rachel", "Renée", "Samuel",
    "Sophie", "Stéphane", "Sylvie", "Thi Lan", "Valérie", "Véronique", "Vincent", "Yves", "Zoé",
)  # fmt: skip
LAST_NAMES = (
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
_PERSONA_OF_FIRM_SHARE = 0.7
# Numbers that are set aside for fiction.
_PHONES = tuple(f"+1 514 555-01{at:02d}" for at in range(100))
# People of one block: what is drawn together, whatever the size of the company.
BLOCK = 8000


def accounts(luck: Luck, block: int) -> Frame:
    """Return the companies. `persona_fit` says whose industry and size a company was drawn for."""
    n = len(luck)
    fit = luck.place([persona.share for persona in story.PERSONAS])
    place = luck.place([row[2] for row in story.TERRITORIES])
    names, domains = _names(n, block * n_accounts(BLOCK))
    employees = _employees(luck, fit)
    revenue = np.round(employees * luck.uniform(90_000, 260_000), -4)
    return {
        "account_id": ids("ENT", n, block),
        "name": names,
        "domain": domains,
        "industry": _industries(luck, fit),
        "n_employees": employees,
        "annual_revenue": np.where(luck.happens(0.3), np.nan, revenue),
        "country": same("CA", n),
        "region": Words(place, [row[1] for row in story.TERRITORIES]),
        "city": _towns(place),
        "territory": Words(place, [row[0] for row in story.TERRITORIES]),
        "is_target": (employees >= _TARGET_EMPLOYEES) & luck.happens(0.35),
        "persona_fit": fit,
        # Clients from before the history begins.
        "is_old_client": luck.happens(0.03),
    }


def n_accounts(n_contacts: int) -> int:
    """Return how many companies so many people work at."""
    return max(8, int(n_contacts / _CONTACTS_AN_ACCOUNT))


def _names(n: int, first: int) -> tuple[Array, Array]:
    """Return names and domains, each of the whole company once: `first` names are taken."""
    pairs = _pairs()
    found = [(*pairs[at % len(pairs)], _ending(at // len(pairs))) for at in range(first, first + n)]
    names = [f"{name}{ending} inc." for name, _, ending in found]
    domains = [f"{start}{plain(ending)}.example" for _, start, ending in found]
    return np.array(names, dtype=object), np.array(domains, dtype=object)


@lru_cache(maxsize=1)
def _pairs() -> list[tuple[str, str]]:
    names = [f"{first} {second}" for second in _SECOND_WORDS for first in _FIRST_WORDS]
    return [(name, plain(name)) for name in names]


def _ending(n: int) -> str:
    return _ENDINGS[n] if n < len(_ENDINGS) else f" {n}"


def _towns(place: Array) -> Words:
    towns = [town for row in story.TERRITORIES for town in row[3]]
    counts = np.array([len(row[3]) for row in story.TERRITORIES])
    first = np.cumsum(counts) - counts
    return Words(first[place] + np.arange(len(place)) % counts[place], towns)


def _employees(luck: Luck, fit: Array) -> Array:
    low, high = np.array([persona.n_employees for persona in story.PERSONAS]).T
    drawn = np.exp(luck.uniform(np.log(low[fit]), np.log(high[fit])))
    # Some are too small or too large for the persona that they look like.
    factor = np.array([1.0, 0.2, 4.0])[luck.place((0.86, 0.09, 0.05))]
    return np.asarray(np.round(drawn * factor))


def _industries(luck: Luck, fit: Array) -> Words:
    place = luck.place(np.ones(len(story.INDUSTRIES)))
    for at, persona in enumerate(story.PERSONAS):
        if persona.industries:
            own = np.array([story.INDUSTRIES.index(name) for name in persona.industries])
            fits = (fit == at) & luck.happens(0.85)
            place = np.where(fits, own[luck.place(np.ones(len(own)))], place)
    return Words(place, story.INDUSTRIES)


def contacts(luck: Luck, firms: Frame, block: int) -> Frame:
    """Return the people. `account` is the row of the company, `persona` what each truly is."""
    n, n_firms = len(luck), len(firms["account_id"])
    account = np.floor(luck.random() * n_firms).astype(int)
    kind = luck.place(story.CONTACT_TYPE_SHARES)
    persona = _personas(luck, firms["persona_fit"][account], kind)
    first, last = luck.choose(FIRST_NAMES), luck.choose(LAST_NAMES)
    is_ontarian = firms["territory"][account].is_in("EON")
    speaks_english = luck.random() < np.where(is_ontarian, 0.65, 0.12)
    return {
        "contact_id": ids("PER", n, block),
        "account": account,
        "account_id": keys_of(firms["account_id"], account),
        "email": _emails(luck, first, last, firms["domain"][account]),
        "phone": luck.choose(_PHONES),
        "first_name": first,
        "last_name": np.asarray(last),
        "job_title": _titles(luck, persona, kind),
        "seniority": Words(persona, [each.seniority for each in story.PERSONAS]),
        "department": Words(persona, [each.department for each in story.PERSONAS]),
        "language": Words(speaks_english.astype(np.int8), ("fr", "en")),
        "country": same("CA", n),
        "region": firms["region"][account],
        "contact_type": Words(kind, story.CONTACT_TYPES),
        "persona": persona,
        "territory": firms["territory"][account],
        "service": luck.pick(np.array([each.service_shares for each in story.PERSONAS]), persona),
    }


def _personas(luck: Luck, of_firm: Array, kind: Array) -> Array:
    matches = luck.happens(_PERSONA_OF_FIRM_SHARE)
    others = luck.place([persona.share for persona in story.PERSONAS])
    is_buyer = kind == story.CONTACT_TYPES.index("buyer")
    return np.where(is_buyer, np.where(matches, of_firm, others), story.NO_PERSONA)


def _emails(luck: Luck, first: Words, last: Words, domains: Array) -> Array:
    ones, twos = [plain(word) for word in first.words], [plain(word) for word in last.words]
    shapes = np.where(luck.happens(0.03), 3, luck.place(np.ones(3))).tolist()
    rows = zip(first.codes.tolist(), last.codes.tolist(), domains.tolist(), shapes, strict=True)
    found = [_address(ones[one], twos[two], at, shape) for one, two, at, shape in rows]
    return np.array(found, dtype=object)


def _address(first: str, last: str, domain: str, shape: int) -> str:
    local = (f"{first}.{last}", f"{first[0]}{last}", first, "")[shape]
    return f"{local}@{domain}" if local else ""


def _titles(luck: Luck, persona: Array, kind: Array) -> Words:
    groups = (*(each.titles for each in story.PERSONAS), story.OTHER_TITLES, ("Étudiante",))
    group = np.where(luck.happens(story.OTHER_TITLE_SHARE), len(story.PERSONAS), persona)
    group = np.where(kind == story.CONTACT_TYPES.index("student"), len(groups) - 1, group)
    counts = np.array([len(titles) for titles in groups])
    place = np.floor(luck.random() * counts[group]).astype(int)
    words = [title for titles in groups for title in titles]
    return Words((np.cumsum(counts) - counts)[group] + place, words)


def plain(words: str) -> str:
    """Return `words` as they stand in an address: no accents, no spaces."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return "".join(letter for letter in bare.lower() if letter.isalnum())


def created_at(first_seen: Array, account: Array, n_accounts: int) -> tuple[Array, Array]:
    """Return when each contact's record was made, and each company's: with its first contact."""
    firm = np.full(n_accounts, np.inf)
    np.minimum.at(firm, account, first_seen)
    earliest = np.nanmin(first_seen)
    return first_seen, np.where(np.isinf(firm), earliest + 30 * DAY, firm - 60)
