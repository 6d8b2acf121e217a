"""The colleagues of Groupe Boréalis, their habits and their absences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from boucle.simulation.frame import DAY, HOUR, Array, Frame, ids
from boucle.simulation.working_time import seconds_of


@dataclass(frozen=True, slots=True)
class Colleague:
    """A colleague who does not exist; the habits matter for representatives only."""

    name: str
    email: str
    team: str
    role: str
    territory: str = ""
    # How slow against a typical colleague, what goes unrecorded, days until it is typed, skill.
    slowness: float = 1.0
    forgets_share: float = 0.0
    late_entry_share: float = 0.0
    skill: float = 1.0


TEAM = (
    Colleague("Josée Tanguay", "j.tanguay@borealis.example", "management", "Directrice générale"),
    Colleague("Amélie Rodrigue", "a.rodrigue@borealis.example", "marketing",
              "Directrice marketing"),
    Colleague("Karim Lapointe", "k.lapointe@borealis.example", "sales", "Directeur des ventes"),
    Colleague("Minh Gagnon", "m.gagnon@borealis.example", "operations", "Analyste, revenus"),
    Colleague("Sarah Bélisle", "s.belisle@borealis.example", "marketing", "Contenu et SEO"),
    Colleague("Olivier Kouassi", "o.kouassi@borealis.example", "marketing", "Publicité et Web"),
    Colleague("Noémie Desgagnés", "n.desgagnes@borealis.example", "marketing", "Événements"),
    Colleague("Hugo Marchand", "h.marchand@borealis.example", "sales", "Représentant", "MTL",
              0.5, 0.02, 0.05, 1.10),
    Colleague("Fatou Sané", "f.sane@borealis.example", "sales", "Représentante", "MTL",
              0.8, 0.05, 0.10, 1.15),
    Colleague("Luc Thériault", "l.theriault@borealis.example", "sales", "Représentant", "QCA",
              2.6, 0.22, 0.45, 1.00),
    Colleague("Isabelle Roy-Caron", "i.roycaron@borealis.example", "sales", "Représentante", "EST",
              1.2, 0.08, 0.20, 0.85),
    Colleague("Mehdi Larochelle", "m.larochelle@borealis.example", "sales", "Représentant", "OUT",
              1.0, 0.12, 0.25, 0.95),
    Colleague("Grace O'Connell", "g.oconnell@borealis.example", "sales", "Représentante", "EON",
              1.7, 0.05, 0.15, 0.90),
)  # fmt: skip
GENERAL_MANAGER, MARKETING_DIRECTOR, SALES_DIRECTOR, DATA_KEEPER = range(4)
CONTENT, ADS, EVENTS = 4, 5, 6
REPS = tuple(n for n, who in enumerate(TEAM) if who.role.startswith("Représentant"))
USER_IDS = ids("U", len(TEAM))


def habit(name: str, users: Array) -> Array:
    """Return a number of each of `users`, such as their ``slowness``."""
    return np.array([getattr(who, name) for who in TEAM])[users]


def users(first: date) -> Frame:
    """Return the team as canonical rows."""
    managers = {"marketing": MARKETING_DIRECTOR, "sales": SALES_DIRECTOR}
    return {
        "user_id": USER_IDS,
        "name": np.array([who.name for who in TEAM], dtype=object),
        "email": np.array([who.email for who in TEAM], dtype=object),
        "team": np.array([who.team for who in TEAM], dtype=object),
        "role": np.array([who.role for who in TEAM], dtype=object),
        "territory": np.array([who.territory for who in TEAM], dtype=object),
        "manager_id": np.array(
            [
                "" if n == 0 else str(USER_IDS[_manager(n, managers.get(who.team, 0))])
                for n, who in enumerate(TEAM)
            ],
            dtype=object,
        ),
        "is_active": np.full(len(TEAM), fill_value=True),
        "started_on": np.array(
            [seconds_of(first) - 200 * DAY * (n % 5 + 1) for n in range(len(TEAM))]
        ),
    }


def _manager(user: int, head: int) -> int:
    return GENERAL_MANAGER if user == head else head


def absences(rng: np.random.Generator, first: date, last: date) -> Frame:
    """Return holidays in summer and at year's end, tradeshows and training of representatives."""
    rows: list[tuple[int, date, int, str]] = []
    for year in range(first.year, last.year + 1):
        for place, user in enumerate(REPS):
            rows.append(
                (user, _monday(date(year, 7, 5) + timedelta(days=7 * place)), 11, "vacation")
            )
            if place % 3 == year % 3:
                rows.append((user, _monday(date(year, 11, 12)), 1, "training"))
        pair = (REPS[year % len(REPS)], REPS[(year + 2) % len(REPS)])
        rows += [
            (user, _monday(date(year, 4, 14)) + timedelta(days=1), 2, "tradeshow") for user in pair
        ]
        rows += [
            (user, _monday(date(year, 10, 6)) + timedelta(days=1), 2, "tradeshow") for user in pair
        ]
    kept = [row for row in rows if first <= row[1] and row[1] + timedelta(days=row[2]) <= last]
    starts = np.array([seconds_of(row[1]) for row in kept]) + 8 * HOUR
    return {
        "absence_id": ids("ABS", len(kept)),
        "user": np.array([row[0] for row in kept]),
        "user_id": USER_IDS[[row[0] for row in kept]],
        "starts_at": starts,
        "ends_at": np.array([seconds_of(row[1]) + row[2] * DAY for row in kept]) + 17 * HOUR,
        "kind": np.array([row[3] for row in kept], dtype=object),
        "declared_at": starts - np.floor(rng.uniform(3, 40, len(kept))) * DAY,
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def is_away(absent: Frame, users_of: Array, moments: Array) -> Array:
    """Tell for each pair of user and moment whether the user is absent."""
    away = np.zeros(len(users_of), dtype=bool)
    for user, start, end in zip(
        absent["user"], absent["starts_at"], absent["ends_at"], strict=True
    ):
        away |= (users_of == user) & (moments >= start) & (moments <= end)
    return away


def rep_for(territories: Array, absent: Frame, moments: Array, turn: Array) -> Array:
    """Return the representative of each territory, or the next one who is there."""
    by_territory = {"MTL": (0, 1), "QCA": (2, 2), "EST": (3, 3), "OUT": (4, 4), "EON": (5, 5)}
    pairs = np.array([by_territory.get(str(code), (2, 1)) for code in territories]).reshape(-1, 2)
    place = np.where(turn % 2 == 0, pairs[:, 0], pairs[:, 1])
    reps = np.array(REPS)
    for _ in range(2):
        away = is_away(absent, reps[place], moments)
        place = np.where(away, (place + 1) % len(reps), place)
    return reps[place]
