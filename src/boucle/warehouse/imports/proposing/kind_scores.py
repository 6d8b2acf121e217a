"""What speaks for a file being of a kind: the columns it needs, those it has, its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.imports.proposing.names import plain_words, word_set
from boucle.warehouse.imports.proposing.stage_words import state_of
from boucle.warehouse.imports.proposing.vocabulary import FILE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from boucle.warehouse.imports.proposing.recognising import Recognised

_NAMED, _NAMED_OTHERWISE, _SPOKEN_OF, _STATES = 2.0, -2.0, 1.5, 1.0
_NEARLY_ALL, _TRAITS = 0.95, 2
_PERSON = ("email", "full_name", "first_name", "last_name", "phone")
_COMPANY = (
    *("industry", "country", "region", "city", "employees", "domain", "revenue", "territory"),
)
# How much a role says for a kind. A date, a name or an owner may be in any file.
# fmt: off
_WEIGHTS: dict[str, dict[str, float]] = {
    "leads": {
        "source": 2.0, "utm_source": 1.5, "medium": 0.5, "campaign": 0.7, "email": 1.5,
        "created": 1.2, "status": 0.8, "phone": 0.5, "first_name": 0.4, "last_name": 0.4,
        "full_name": 0.6, "key": 0.8, "company": 0.4, "owner": 0.3, "job_title": 0.4,
        "mql_at": 1.5, "sql_at": 1.5, "sal_at": 1.0, "amount": 0.3, "closed": 0.3, "service": 0.2,
        "is_converted": 1.5,
    },
    "deals": {
        "amount": 1.8, "closed": 1.7, "status": 1.2, "name": 0.5, "key": 0.8, "lost_on": 1.0,
        "expected_close": 1.0, "probability": 1.2, "company": 0.4, "owner": 0.4, "is_won": 1.2,
        "is_closed": 0.5, "lost_reason": 0.6, "created": 0.6, "service": 0.4, "currency": 0.2,
    },
    "spend": {
        "cost": 3.0, "spent_on": 1.0, "impressions": 1.5, "clicks": 1.0, "campaign": 0.8,
        "campaign_id": 0.8, "channel": 0.6, "hours": 0.5,
    },
    "activities": {
        "occurred_at": 1.0, "kind": 2.0, "owner": 0.5, "email": 0.3, "outcome": 0.4,
        "duration": 1.0, "comment": 0.3,
    },
    "accounts": {
        "name": 1.5, "key": 0.8, "industry": 0.8, "country": 0.6, "region": 0.5, "city": 0.7,
        "employees": 1.0, "revenue": 0.7, "domain": 0.8, "territory": 0.4,
    },
    "users": {
        "name": 1.5, "manager": 1.6, "territory": 0.8, "role": 0.6, "team": 0.7, "email": 0.8,
        "key": 0.3,
    },
    "contacts": {
        "email": 1.5, "phone": 0.7, "first_name": 0.6, "last_name": 0.6, "full_name": 0.6,
        "job_title": 0.6, "company": 0.5, "key": 0.6, "created": 0.3,
    },
    "campaigns": {
        "name": 1.5, "channel": 0.8, "starts_on": 1.0, "ends_on": 0.6, "campaign_kind": 0.8,
        "key": 0.5,
    },
}
# fmt: on
# A file called so tells of rows, and holds none.
_ASIDE = word_set(
    "history historique audit audits describe template templates merge merged merges delete "
    "deleted stage stages etapes property properties dictionary dictionnaire"
)
# Words in any header that speak of the kind's own rows.
_OWN_WORDS: dict[str, frozenset[str]] = {
    "leads": word_set("lead leads piste mql prospect lifecycle utm gclid"),
    "deals": word_set(
        "deal opportunity opportunite affaire won gagne gagnee gain forecast probability "
        "probabilite"
    ),
    "spend": word_set("spend spent cost cout depense depenses impressions cpc ctr clics clicks"),
    "activities": word_set("activity activite call appel task tache"),
    "accounts": word_set("employees employes industry industrie secteur sector website"),
    "users": word_set("manager gestionnaire"),
    "contacts": word_set("contact"),
    "campaigns": word_set("campaign campagne"),
}


def kind_score(found: Recognised) -> float:
    """Add up what speaks for a file being of its kind; without what the kind needs, nothing does.

    The scale is that of `_WEIGHTS`: 3 is little, 6 leaves no doubt.
    """
    if not _NEEDS[found.kind](found):
        return 0.0
    weights = _WEIGHTS[found.kind]
    score = sum(weights.get(name, 0.0) * each.confidence for name, each in found.roles.items())
    score += _name_score(found)
    if _headers(found) & _OWN_WORDS[found.kind]:
        score += _SPOKEN_OF
    return score + _state_score(found)


def _name_score(found: Recognised) -> float:
    words = found.table.words
    if words & _ASIDE:
        return _NAMED_OTHERWISE
    if words & FILE_WORDS[found.kind]:
        return _NAMED
    return _NAMED_OTHERWISE if any(words & each for each in FILE_WORDS.values()) else 0.0


def _state_score(found: Recognised) -> float:
    wanted = {"leads": {"lead", "disqualified", "recycled"}, "deals": {"won", "lost", "open"}}
    return _STATES if _states(found) & wanted.get(found.kind, set()) else 0.0


def _headers(found: Recognised) -> set[str]:
    return {word for column in found.table.columns for word in plain_words(column)}


def _has(found: Recognised, *names: str) -> bool:
    return any(name in found.roles for name in names)


def _is_called(found: Recognised, kind: str) -> bool:
    """Tell whether the file or one of its headers is called after the rows of a kind."""
    return bool(found.table.words & FILE_WORDS[kind] or _headers(found) & _OWN_WORDS[kind])


def _states(found: Recognised) -> set[str]:
    profile = found.profile("status")
    return {state for each in profile.samples if (state := state_of(each))} if profile else set()


def _may_be_leads(found: Recognised) -> bool:
    tells = _has(found, "source", "utm_source", "medium", "mql_at", "sql_at", "is_converted")
    tells = tells or bool(_states(found))
    if _has(found, *_PERSON) and tells:
        return True
    if _is_called(found, "leads"):
        is_row = _has(found, "key", "company", *_PERSON) or _has(found, "source")
        return is_row and (tells or _has(found, "created"))
    company = found.profile("company")
    is_name = company is not None and company.kind in {"name", "word", "text"}
    return is_name and _has(found, "source") and _has(found, "created")


def _may_be_deals(found: Recognised) -> bool:
    if _states(found) & {"won", "lost"} or _has(found, "is_won", "probability", "expected_close"):
        return True
    is_dated = _has(found, "closed", "lost_on")
    if is_dated and _has(found, "amount", "name", "company", "email"):
        return True
    return _is_called(found, "deals") and _has(found, "closed", "status", "amount")


def _may_be_spend(found: Recognised) -> bool:
    return _has(found, "spent_on") and _has(found, "cost")


def _may_be_activities(found: Recognised) -> bool:
    return _has(found, "occurred_at") and _has(found, "kind") and _has(found, "owner", "email")


def _may_be_accounts(found: Recognised) -> bool:
    if not (_has(found, "name", "key") and _is_one_a_row(found)):
        return False
    n_traits = sum(_has(found, each) for each in _COMPANY)
    is_named = _has(found, "name") and bool(found.table.words & FILE_WORDS["accounts"])
    return n_traits >= _TRAITS or is_named


def _may_be_users(found: Recognised) -> bool:
    return _has(found, "name") and _has(found, "manager", "territory", "role", "team", "email")


def _may_be_contacts(found: Recognised) -> bool:
    is_named = _has(found, "full_name", "first_name", "last_name", "key")
    return _has(found, "email", "phone") and is_named


def _may_be_campaigns(found: Recognised) -> bool:
    is_called = bool(found.table.words & FILE_WORDS["campaigns"])
    return (
        is_called and _has(found, "name") and _has(found, "channel", "starts_on", "campaign_kind")
    )


def _is_one_a_row(found: Recognised) -> bool:
    profiles = [found.profile(name) for name in ("key", "name")]
    return any(each and each.n_distinct >= _NEARLY_ALL * each.n_values for each in profiles)


_NEEDS: dict[str, Callable[[Recognised], bool]] = {
    "leads": _may_be_leads,
    "deals": _may_be_deals,
    "spend": _may_be_spend,
    "activities": _may_be_activities,
    "accounts": _may_be_accounts,
    "users": _may_be_users,
    "contacts": _may_be_contacts,
    "campaigns": _may_be_campaigns,
}
