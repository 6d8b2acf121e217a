"""Headers in plain words, and how well a header says what a vocabulary means."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache


def word_set(said: str) -> frozenset[str]:
    """Return the words of a text, each once."""
    return frozenset(said.split())


# Words that carry no meaning between two others: « date de création », "date of creation".
_FILLERS = word_set(
    "de du des d la le les l un une of the a an en et and to par by pour for au aux sur on is in"
)
# What systems put around the names of their own columns.
_AFFIXES = word_set("property properties hs sf c fld col")
# Money of another meaning than the deal's own amount, dates of upkeep: these words weigh against.
QUALIFIERS = word_set(
    "monthly mensuel mensuelle annual annuel annuelle declared declare declaree average moyen "
    "moyenne weighted pondere ponderee expected prevu prevue forecast estimated estime estimee "
    "probable budget target cible previous precedent last dernier derniere modified modifie "
    "modification updated jour list catalogue tax taxe taxes cost cout birth naissance id bidding "
    "strategy type group secondary secondaire old ancien ancienne first min max number nombre nb "
    "count"
)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[A-ZÀ-Ý])(?=[A-ZÀ-Ý][a-zà-ÿ])")
_NOTES = re.compile(r"[(\[][^)\]]*[)\]]")
_LEAST_FUZZY, _FUZZY_RATIO = 6, 0.85
_EQUAL, _WITHOUT_ENTITY, _FUZZY = 1.0, 0.93, 0.7
_PART, _PART_SPAN, _PENALTY = 0.5, 0.4, 0.75


def without_accents(text: str) -> str:
    """Return the text in lower case, without accents.

    >>> without_accents("Étape clôturée")
    'etape cloturee'
    """
    split = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(each for each in split if not unicodedata.combining(each)).lower()


@lru_cache(maxsize=65_536)
def plain_words(header: str) -> tuple[str, ...]:
    """Return the meaningful words of a header.

    >>> plain_words("Date de création (UTC)"), plain_words("leadSource__c"), plain_words("N° piste")
    (('date', 'creation'), ('lead', 'source'), ('no', 'piste'))
    """
    text = _NOTES.sub(" ", header).replace("°", "o").replace("#", " no ")
    text = without_accents(_CAMEL.sub(" ", text))
    words = re.findall(r"[a-z]+|\d+", text)
    kept = [word for word in words if word not in _FILLERS and word not in _AFFIXES]
    return tuple(kept or words)


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Return a text as its plain words with one blank between.

    >>> plain("Closed  Won!"), plain("Gagnée")
    ('closed won', 'gagnee')
    """
    return " ".join(re.findall(r"[a-z0-9%]+", without_accents(text)))


@lru_cache(maxsize=4096)
def _phrase(text: str) -> frozenset[str]:
    return frozenset(plain_words(text))


def header_score(header: str, phrases: tuple[str, ...], entities: frozenset[str]) -> float:
    """Return from 0 to 1 how well `header` says one of `phrases`.

    `entities` are words that only name the thing that rows of the file are: in a file of deals
    “Deal amount” says as much as “Amount”.
    """
    words = frozenset(plain_words(header))
    bare = words - entities
    best = 0.0
    for phrase in phrases:
        wanted = _phrase(phrase)
        if wanted == words:
            return _EQUAL
        if wanted == bare:
            best = max(best, _WITHOUT_ENTITY)
        elif wanted <= words:
            best = max(best, _part_score(wanted, words, entities))
    return best


def _part_score(wanted: frozenset[str], words: frozenset[str], entities: frozenset[str]) -> float:
    others = words - wanted - entities
    score = _PART + _PART_SPAN * len(wanted) / (len(wanted) + len(others))
    return score * _PENALTY if others & QUALIFIERS else score


def is_nearly(header: str, phrases: tuple[str, ...]) -> float:
    """Return a score for a header with a typing error in it, 0 if it is near nothing."""
    said = " ".join(plain_words(header))
    if len(said) < _LEAST_FUZZY:
        return 0.0
    for phrase in phrases:
        wanted = " ".join(plain_words(phrase))
        is_near = wanted[:1] == said[:1] and abs(len(wanted) - len(said)) <= 2  # noqa: PLR2004
        if is_near and SequenceMatcher(None, said, wanted).ratio() >= _FUZZY_RATIO:
            return _FUZZY
    return 0.0
