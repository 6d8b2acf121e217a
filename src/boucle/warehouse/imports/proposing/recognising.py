"""What each file is, and what each of its columns is: what makes most sense of them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.assignment import best_pairs
from boucle.warehouse.imports.proposing.kind_scores import kind_score
from boucle.warehouse.imports.proposing.names import header_score, is_nearly, plain, word_set
from boucle.warehouse.imports.proposing.stage_words import state_of
from boucle.warehouse.imports.proposing.vocabulary import KINDS, Kind, Role

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.profile import Profile
    from boucle.warehouse.imports.proposing.seeing import SeenTable

# Under this a column is left alone rather than guessed.
LEAST_CONFIDENCE = 0.5
_LEAST_KIND = 3.0
# So many points, and so many more than the next kind, leave no doubt about a file.
_CLEAR_KIND, _CLEAR_LEAD = 6.0, 8.0
_NEAR_SHARE = 0.95
_SHOWN_SIGNS = 40
_SURE = 0.9
# What values alone say, where the header says nothing.
_BY_VALUES = {"email": ("email", 0.75), "phone": ("phone", 0.55)}
_ONLY_ONE = 0.52
_NO_END, _NO_STATE = 0.88, 0.7
_REPEATED, _LESSER = 0.25, 0.85
# “Owner”, “Owner ID” and “Owner name” are all the owner.
_NAMED = word_set("owner sdr company campaign manager")
_NAMING = word_set("id name nom no")


@dataclass(frozen=True, slots=True)
class Found:
    """A column that was recognised: its `role`, `confidence` from 0 to 1 and the reason."""

    column: str
    role: str
    confidence: float
    why: Text
    is_said: bool = False
    # One of its values, for whoever looks; a file that stays keeps none, they may be personal.
    example: str = ""


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


def _reading(table: SeenTable, kind: Kind, said_roles: dict[str, str]) -> tuple[Recognised, float]:
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
    weighed = [
        [score * role.weight for score in row] for role, row in zip(roles, scores, strict=True)
    ]
    for i, j in best_pairs(weighed).items():
        if scores[i][j] >= LEAST_CONFIDENCE:
            found.roles[roles[i].name] = _found(roles[i], free[j], scores[i][j], table)
            found.rivals[roles[i].name] = _rivals(i, j, scores, free)
    _drop_taken(found)
    return found, kind_score(found)


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
    if role.name == "key" and column not in table.naming:
        fit *= _REPEATED
    if not fit:
        return 0.0
    by_kind, floor = _BY_VALUES.get(profile.kind, ("", 0.0))
    least = floor if by_kind == role.name else 0.0
    phrases = role.phrases
    entities = kind.entities | _NAMING if role.name in _NAMED else kind.entities
    score = header_score(column, phrases, entities) or is_nearly(column, phrases)
    if role.lesser:
        score = max(score, _LESSER * header_score(column, role.lesser_phrases, entities))
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
    """Let the only date, or the only money, of a file be what the file dates or counts."""
    for kinds, names in (
        (("date", "month"), ("created", "spent_on", "occurred_at")),
        (("money",), ("amount", "cost")),
    ):
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
        if said >= _SURE
        else Text(fr="l'en-tête en parle", en="the header speaks of it")
        if said
        else Text(fr="les valeurs le montrent", en="the values show it")
    )
    why = Text(fr="{by}; {values}", en="{by}; {values}").format(by=by, values=_SHAPES[profile.kind])
    example = profile.samples[0][:_SHOWN_SIGNS] if profile.samples else ""
    return Found(column, role.name, round(min(score, 1.0), 2), why, example=example)


_SHAPES: dict[str, Text] = {
    "date": Text(fr="des dates", en="dates"),
    "month": Text(fr="des mois", en="months"),
    "email": Text(fr="des adresses de courriel", en="e-mail addresses"),
    "phone": Text(fr="des téléphones", en="telephone numbers"),
    "url": Text(fr="des adresses web", en="web addresses"),
    "integer": Text(fr="des nombres entiers", en="whole numbers"),
    "number": Text(fr="des nombres", en="numbers"),
    "percent": Text(fr="des pourcentages", en="percentages"),
    "money": Text(fr="des montants", en="amounts"),
    "flag": Text(fr="oui ou non", en="yes or no"),
    "id": Text(fr="des identifiants", en="identifiers"),
    "code": Text(fr="des codes", en="codes"),
    "word": Text(fr="peu de mots différents", en="few different words"),
    "name": Text(fr="des noms", en="names"),
    "text": Text(fr="des textes", en="texts"),
    "empty": Text(fr="rien", en="nothing"),
}
