"""A journey as a picture: a line of time a person, its silences, its signature."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from boucle.language import Text, formats
from boucle.reporting.charts.timeline import Dot, Silence, Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from boucle.language import Language

_SECONDS_A_DAY = 86_400
_TITLE = Text(
    fr="Le parcours, une ligne par personne (orange : inconnu; drapeau : signature)",
    en="The journey, a line a person (orange: unknown; flag: signature)",
)
_DESCRIPTION = Text(
    fr="{n} gestes de {people} personnes, du {first} au {last}.",
    en="{n} gestures by {people} people, from {first} to {last}.",
)
_DAYS = Text(fr="{n} jours inconnus", en="{n} days unknown")
_SHORT = Text(fr="{n} j", en="{n} d")
_PERSON = Text(fr="Personne {n}", en="Person {n}")
ROLES: dict[str, Text] = {
    "decision_maker": Text(fr="décide", en="decides"),
    "influencer": Text(fr="influence", en="influences"),
    "user": Text(fr="utilise", en="uses"),
    "buyer": Text(fr="achète", en="buys"),
    "technical": Text(fr="technique", en="technical"),
    "finance": Text(fr="finances", en="finance"),
    "other": Text(fr="autre rôle", en="other role"),
}


def person_name(person: Mapping[str, Any], language: Language) -> str:
    """Return how a person of a journey is called: by number and role, never by name.

    >>> person_name({"person": 2, "contact_role": "buyer"}, "en")
    'Person 2 (buys)'
    """
    said = _PERSON.format(n=person["person"]).in_(language)
    role = ROLES.get(person["contact_role"] or "")
    return f"{said} ({role.in_(language)})" if role else said


def timeline(
    win: Mapping[str, Any],
    shown: Sequence[Mapping[str, Any]],
    zone: ZoneInfo,
    language: Language,
) -> list[Timeline]:
    """Return the picture of a journey; none where nothing is known of it."""
    steps = win["touchpoints"]
    if not steps:
        return []
    start, end = steps[0]["occurred_at"], win["closed_at"] or steps[-1]["occurred_at"]
    edges = {"first": _day(start, zone, language), "last": _day(end, zone, language)}
    said = _DESCRIPTION.format(n=len(steps), people=len(win["people"]), **edges)
    return [
        Timeline(
            title=_TITLE.in_(language),
            description=said.in_(language),
            lanes=[person_name(person, language) for person in win["people"]],
            dots=[_dot(step, each, start) for step, each in zip(steps, shown, strict=True)],
            silences=[_silence(gap, start, language) for gap in win["gaps"]],
            days=_days(start, end),
            is_won_known=win["closed_at"] is not None,
            **edges,
        )
    ]


def _dot(step: Mapping[str, Any], shown: Mapping[str, Any], start: datetime) -> Dot:
    words = (shown["when"], shown["channel"], shown["kind"], shown["credit"])
    return Dot(
        day=_days(start, step["occurred_at"]),
        lane=step["person"] - 1,
        label=" – ".join(word for word in words if word),
        is_milestone=bool(step["milestone"]),
        is_weak=shown["is_weak"],
    )


def _silence(gap: Mapping[str, Any], start: datetime, language: Language) -> Silence:
    return Silence(
        _days(start, gap["from"]),
        _days(start, gap["to"]),
        _DAYS.format(n=round(gap["days"])).in_(language),
        _SHORT.format(n=round(gap["days"])).in_(language),
    )


def _days(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / _SECONDS_A_DAY


def _day(moment: datetime, zone: ZoneInfo, language: Language) -> str:
    return formats.day(moment.replace(tzinfo=UTC).astimezone(zone).date(), language)
