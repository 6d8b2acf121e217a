"""What each file is, and what each of its columns is: the reading of most sense over all columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.assignment import best_pairs
from boucle.warehouse.imports.proposing.names import header_score, is_nearly, plain, plain_words
from boucle.warehouse.imports.proposing.stage_words import state_of
from boucle.warehouse.imports.proposing.vocabulary import FILE_WORDS, KINDS, Kind, Role

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.profile import Profile
    from boucle.warehouse.imports.proposing.seeing import SeenTable

# Under this a column is left alone rather than guessed.
LEAST_CONFIDENCE = 0.5
_LEAST_KIND = 3.0
# So many points, and so many more than the next kind, leave no doubt about a file.
_CLEAR_KIND, _CLEAR_LEAD = 6.0, 8.0
_NEAR_SHARE = 0.95
# What values alone say, where the header says nothing.
_BY_VALUES = {"email": ("email", 0.75), "phone": ("phone", 0.55)}
_ONLY_ONE = 0.52
_OTHER_NAME = 2.0
_NO_END, _NO_STATE = 0.88, 0.7
# “Owner”, “Owner ID” and “Owner name” are all the owner.
_NAMED = frozenset({"owner", "sdr", "company", "campaign", "manager"})
_NAMING = frozenset({"id", "name", "nom", "no"})


@dataclass(frozen=True, slots=True)
class Found:
    """A column that was recognised: its `role`, `confidence` from 0 to 1 and the reason."""

    column: str
    role: str
    confidence: float
    why: Text
    is_said: bool = False


@dataclass
class Recognised:
    """A file with its kind, its columns by role, and the runners-up for some roles."""

    table: SeenTable
    kind: str
    confidence: float
    roles: dict[str, Found] = field(default_factory=dict)
    rivals: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    second: str = ""
    is_said: bool = False

    def column(self, role: str) -> str | None:
        """Return the column of a role."""
        found = self.roles.get(role)
        return found.column if found else None

    def profile(self, role: str) -> Profile | None:
        """Return the profile of the column of a role."""
        found = self.roles.get(role)
        return self.table.profiles[found.column] if found else None


def recognised(table: SeenTable, said_kind: str | None, said_roles: dict[str, str]) -> Recognised:
    """Return what a file is.

    Parameters
    ----------
    said_kind
        What a person says it is.
    said_roles
        Roles that a person gives to columns; ``none`` takes a column out.
    """
    readings = [
        _reading(table, kind, said_roles)
        for name, kind in KINDS.items()
        if said_kind in (None, name)
    ]
    readings.sort(key=lambda each: (-each[1], each[0].kind))
    if not readings or (said_kind is None and readings[0][1] < _LEAST_KIND):
        return Recognised(table, "nothing", 0.0, is_said=said_kind is not None)
    best, score = readings[0]
    second, other = readings[1] if len(readings) > 1 else (best, 0.0)
    lead = 0.5 + (score - max(other, 0.0)) / _CLEAR_LEAD
    best.confidence = 1.0 if said_kind else min(1.0, lead, score / _CLEAR_KIND)
    best.second = second.kind if other >= _NEAR_SHARE * score - 0.5 else ""
    best.is_said = said_kind is not None
    return best


def _reading(
    table: SeenTable, kind: Kind, said_roles: dict[str, str]
) -> tuple[Recognised, float]:
    found = Recognised(table, kind.name, 0.0)
    # By name, so that the order of columns changes nothing.
    columns = sorted(
        (name for name in table.columns if table.profiles[name].kind != "empty"),
        key=lambda name: (plain(name), name),
    )
    said = {column: role for column, role in said_roles.items() if column in table.profiles}
    for column, name in said.items():
        if name in kind.by_name:
            found.roles[name] = Found(column, name, 1.0, SAID, is_said=True)
    free = [name for name in columns if name not in said]
    roles = [role for role in kind.roles if role.name not in found.roles]
    scores = [[_score(role, column, table, kind) for column in free] for role in roles]
    _only_ones(roles, free, scores, table)
    weighed = [[score * role.weight for score in row] for role, row in zip(roles, scores, strict=True)]
    for i, j in best_pairs(weighed).items():
        if scores[i][j] >= LEAST_CONFIDENCE:
            found.roles[roles[i].name] = _found(roles[i], free[j], scores[i][j], table)
            found.rivals[roles[i].name] = _rivals(i, j, scores, free)
    _drop_taken(found)
    return found, _kind_score(found, kind)


def _rivals(i: int, j: int, scores: list[list[float]], free: list[str]) -> list[tuple[str, float]]:
    """Return the other columns that might have the role, each with its score against the taken."""
    return [
        (column, scores[i][k] / scores[i][j])
        for k, column in enumerate(free)
        if k != j and scores[i][k] >= LEAST_CONFIDENCE
    ]


def _drop_taken(found: Recognised) -> None:
    taken = {each.column for each in found.roles.values()}
    for role, columns in found.rivals.items():
        found.rivals[role] = [each for each in columns if each[0] not in taken]


SAID = Text(fr="vous l'avez dit", en="you said so")


def _score(role: Role, column: str, table: SeenTable, kind: Kind) -> float:
    profile = table.profiles[column]
    fit = role.fits.get(profile.kind, 0.0)
    if role.name == "status" and fit:
        fit = max(fit, 0.0) * _state_fit(profile)
    if role.name == "key" and fit and not profile.is_distinct:
        fit *= 0.25
    if not fit:
        return 0.0
    by_kind, floor = _BY_VALUES.get(profile.kind, ("", 0.0))
    least = floor if by_kind == role.name else 0.0
    phrases = role.phrases
    entities = kind.entities | _NAMING if role.name in _NAMED else kind.entities
    score = header_score(column, phrases, entities) or is_nearly(column, phrases)
    return max(score, least) * fit


def _state_fit(profile: Profile) -> float:
    """Wins and losses tell how deals end; words that nobody takes for stages make it doubtful."""
    known = {state_of(each) for each in profile.samples} - {None}
    if known & {"won", "lost"}:
        return 1.0
    return _NO_END if known else _NO_STATE


def _only_ones(
    roles: list[Role], free: list[str], scores: list[list[float]], table: SeenTable
) -> None:
    """The only date, or the only money, of a file is what the file dates or counts."""
    for kinds, names in ((("date", "month"), ("created", "spent_on", "occurred_at")), (("money",), ("amount", "cost"))):
        alike = [j for j, name in enumerate(free) if table.profiles[name].kind in kinds]
        if len(alike) != 1:
            continue
        (j,) = alike
        for i, role in enumerate(roles):
            is_free = max((row[j] for row in scores), default=0.0) < LEAST_CONFIDENCE
            if role.name in names and is_free:
                scores[i][j] = _ONLY_ONE


def _found(role: Role, column: str, score: float, table: SeenTable) -> Found:
    profile = table.profiles[column]
    said = header_score(column, role.phrases, KINDS["leads"].entities | KINDS["deals"].entities)
    by = (
        Text(fr="l'en-tête le dit", en="the header says so")
        if said >= 0.9
        else Text(fr="l'en-tête en parle", en="the header speaks of it")
        if said
        else Text(fr="les valeurs le montrent", en="the values show it")
    )
    why = Text(fr="{by}; {values}", en="{by}; {values}").format(by=by, values=shape_words(profile))
    return Found(column, role.name, round(min(score, 1.0), 2), why)


_SHAPES: dict[str, Text] = {
    "date": Text(fr="des dates", en="dates"),
    "month": Text(fr="des mois", en="months"),
    "email": Text(fr="des adresses de courriel", en="e-mail addresses"),
    "phone": Text(fr="des téléphones", en="telephone numbers"),
    "url": Text(fr="des adresses web", en="web addresses"),
    "integer": Text(fr="des nombres entiers", en="whole numbers"),
    "number": Text(fr="des nombres", en="numbers"),
    "money": Text(fr="des montants", en="amounts"),
    "flag": Text(fr="oui ou non", en="yes or no"),
    "id": Text(fr="des identifiants", en="identifiers"),
    "code": Text(fr="des codes", en="codes"),
    "word": Text(fr="peu de mots différents", en="few different words"),
    "name": Text(fr="des noms", en="names"),
    "text": Text(fr="des textes", en="texts"),
    "empty": Text(fr="rien", en="nothing"),
}


def shape_words(profile: Profile) -> Text:
    """Say what values look like, with one of them."""
    shown = f" ({profile.samples[0][:40]})" if profile.samples else ""
    return Text(fr="{what}{shown}", en="{what}{shown}").format(
        what=_SHAPES[profile.kind], shown=shown
    )


def _kind_score(found: Recognised, kind: Kind) -> float:
    """Add up what speaks for a file being of a kind; without what the kind needs, nothing does."""
    roles = {name: each.confidence for name, each in found.roles.items()}
    if not _NEEDS[kind.name](roles, found):
        return 0.0
    weights = _WEIGHTS[kind.name]
    score = sum(weights.get(name, 0.0) * confidence for name, confidence in roles.items())
    if found.table.words & FILE_WORDS[kind.name]:
        score += 2.0
    others = set().union(*(words for name, words in FILE_WORDS.items() if name != kind.name))
    if found.table.words & others - FILE_WORDS[kind.name] and not (
        found.table.words & FILE_WORDS[kind.name]
    ):
        score -= _OTHER_NAME
    own = _OWN_WORDS[kind.name]
    if any(own & set(plain_words(column)) for column in found.table.columns):
        score += 1.5
    return score + _state_score(found, kind.name)


def _state_score(found: Recognised, kind: str) -> float:
    profile = found.profile("status")
    if profile is None or kind not in {"leads", "deals"}:
        return 0.0
    states = {state_of(each) for each in profile.samples}
    if kind == "leads":
        return 1.0 if states & {"lead", "disqualified", "recycled"} else 0.0
    return 1.0 if states & {"won", "lost", "open"} else 0.0


def _has(roles: dict[str, float], *names: str) -> bool:
    return any(name in roles for name in names)


def _is_called(found: Recognised, kind: str) -> bool:
    """Tell whether the file or one of its headers is called after the rows of a kind."""
    headers = {word for column in found.table.columns for word in plain_words(column)}
    return bool(found.table.words & FILE_WORDS[kind] or headers & _OWN_WORDS[kind])


def _states(found: Recognised) -> set[str]:
    profile = found.profile("status")
    return {state for each in profile.samples if (state := state_of(each))} if profile else set()


def _may_be_leads(roles: dict[str, float], found: Recognised) -> bool:
    tells = _has(roles, "source", "utm_source", "medium", "mql_at", "sql_at") or bool(_states(found))
    if _has(roles, *_PERSON) and tells:
        return True
    if _is_called(found, "leads"):
        return _has(roles, "key", "company", *_PERSON) and (tells or "created" in roles)
    company = found.profile("company")
    is_name = company is not None and company.kind in {"name", "word", "text"}
    return is_name and "source" in roles and "created" in roles


def _may_be_deals(roles: dict[str, float], found: Recognised) -> bool:
    if _states(found) & {"won", "lost"} or _has(roles, "is_won", "probability", "expected_close"):
        return True
    is_dated = _has(roles, "closed", "lost_on") and _has(roles, "amount", "name", "company", "email")
    return is_dated or (_is_called(found, "deals") and _has(roles, "closed", "status", "amount"))


_PERSON = ("email", "full_name", "first_name", "last_name", "phone")
_NEEDS = {
    "leads": lambda roles, found: _may_be_leads(roles, found),
    "deals": lambda roles, found: _may_be_deals(roles, found),
    "spend": lambda roles, found: _has(roles, "spent_on") and _has(roles, "cost"),
    "activities": lambda roles, found: _has(roles, "occurred_at") and _has(roles, "kind") and _has(roles, "owner", "email"),
    "accounts": lambda roles, found: _has(roles, "name", "key") and _is_one_a_row(found) and (
        sum(_has(roles, each) for each in ("industry", "country", "region", "city", "employees", "domain", "revenue", "territory")) >= 2
        or ("name" in roles and bool(found.table.words & FILE_WORDS["accounts"]))),
    "users": lambda roles, found: _has(roles, "name") and _has(roles, "manager", "territory", "role", "team", "email"),
    "contacts": lambda roles, found: _has(roles, "email", "phone") and _has(roles, "full_name", "first_name", "last_name", "key"),
    "campaigns": lambda roles, found: _has(roles, "name") and _has(roles, "channel", "starts_on", "campaign_kind") and bool(found.table.words & FILE_WORDS["campaigns"]),
}  # fmt: skip
_WEIGHTS: dict[str, dict[str, float]] = {
    "leads": {"source": 2.0, "utm_source": 1.5, "medium": 0.5, "campaign": 0.7, "email": 1.5, "created": 1.2, "status": 0.8,
              "phone": 0.5, "first_name": 0.4, "last_name": 0.4, "full_name": 0.6, "key": 0.8, "company": 0.4, "owner": 0.3,
              "job_title": 0.4, "mql_at": 1.5, "sql_at": 1.5, "sal_at": 1.0, "amount": 0.3, "closed": 0.3, "service": 0.2},
    "deals": {"amount": 1.8, "closed": 1.7, "status": 1.2, "name": 0.5, "key": 0.8, "lost_on": 1.0, "expected_close": 1.0,
              "probability": 1.2, "company": 0.4, "owner": 0.4, "is_won": 1.2, "is_closed": 0.5, "lost_reason": 0.6,
              "created": 0.6, "service": 0.4, "currency": 0.2},
    "spend": {"cost": 3.0, "spent_on": 1.0, "impressions": 1.5, "clicks": 1.0, "campaign": 0.8, "campaign_id": 0.8, "channel": 0.6, "hours": 0.5},
    "activities": {"occurred_at": 1.0, "kind": 2.0, "owner": 0.5, "email": 0.3, "outcome": 0.4, "duration": 1.0, "comment": 0.3},
    "accounts": {"name": 1.5, "key": 0.8, "industry": 0.8, "country": 0.6, "region": 0.5, "city": 0.7, "employees": 1.0, "revenue": 0.7, "domain": 0.8, "territory": 0.4},
    "users": {"name": 1.5, "manager": 1.6, "territory": 0.8, "role": 0.6, "team": 0.7, "email": 0.8, "key": 0.3},
    "contacts": {"email": 1.5, "phone": 0.7, "first_name": 0.6, "last_name": 0.6, "full_name": 0.6, "job_title": 0.6, "company": 0.5, "key": 0.6, "created": 0.3},
    "campaigns": {"name": 1.5, "channel": 0.8, "starts_on": 1.0, "ends_on": 0.6, "campaign_kind": 0.8, "key": 0.5},
}  # fmt: skip
# Words in any header that speak of the kind's own rows.
_OWN_WORDS: dict[str, frozenset[str]] = {
    "leads": frozenset("lead leads piste mql prospect lifecycle utm gclid".split()),
    "deals": frozenset("deal opportunity opportunite affaire won gagne gagnee gain forecast probability probabilite".split()),
    "spend": frozenset("spend spent cost cout depense depenses impressions cpc ctr clics clicks".split()),
    "activities": frozenset("activity activite call appel task tache".split()),
    "accounts": frozenset("employees employes industry industrie secteur sector website".split()),
    "users": frozenset("manager gestionnaire".split()),
    "contacts": frozenset("contact".split()),
    "campaigns": frozenset("campaign campagne".split()),
}  # fmt: skip


def _is_one_a_row(found: Recognised) -> bool:
    names = [name for name in ("key", "name") if name in found.roles]
    return any(
        profile.n_distinct >= _NEAR_SHARE * profile.n_values
        for name in names
        if (profile := found.profile(name))
    )
