"""The colleagues of Groupe Boréalis, their habits and their absences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from boucle.simulation.frame import DAY, HOUR, Array, Frame
from boucle.simulation.luck import Luck
from boucle.simulation.people import FIRST_NAMES, LAST_NAMES, plain
from boucle.simulation.words import STRIDE, Keys, Words
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


def user_ids(block: int) -> Keys:
    """Return the keys of the team's places in one block.

    Every block has an office of its own: representatives with the same habits, who are other
    people. The others work for the whole company.
    """
    place = np.arange(len(TEAM))
    is_rep = np.isin(place, REPS) & (block > 0)
    return Keys("U", place + 1 + np.where(is_rep, block * STRIDE, 0))


def habit(name: str, users: Array) -> Array:
    """Return a number of each of `users`, such as their ``slowness``."""
    return np.array([getattr(who, name) for who in TEAM])[users]


def users(first: date, block: int = 0) -> Frame:
    """Return the colleagues of a block as canonical rows: all of the team, or one more office."""
    places = np.array(REPS if block else range(len(TEAM)))
    who = [_of_office(TEAM[place], place, block) for place in places]
    managers = {"marketing": MARKETING_DIRECTOR, "sales": SALES_DIRECTOR}
    heads = np.array([_manager(place, managers.get(TEAM[place].team, 0)) for place in places])
    ids_ = user_ids(block)
    return {
        "user_id": ids_[places],
        **{
            name: np.array([getattr(each, name) for each in who], dtype=object)
            for name in ("name", "email", "team", "role", "territory")
        },
        "manager_id": ids_[heads].blank(places == GENERAL_MANAGER),
        "is_active": np.full(len(places), fill_value=True),
        "started_on": seconds_of(first) - 200 * DAY * (places % 5 + 1),
    }


def _of_office(who: Colleague, place: int, block: int) -> Colleague:
    """Return the colleague of another office who has the same place there."""
    if block == 0:
        return who
    turn = block * len(TEAM) + place
    names = FIRST_NAMES[turn % len(FIRST_NAMES)], LAST_NAMES[turn * 7 % len(LAST_NAMES)]
    email = f"{plain(names[0])}.{plain(names[1])}.{turn}@borealis.example"
    return replace(who, name=" ".join(names), email=email)


def _manager(user: int, head: int) -> int:
    return GENERAL_MANAGER if user == head else head


def absences(seed: int, first: date, last: date, block: int = 0) -> Frame:
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
    numbers = np.arange(1, len(kept) + 1) + block * STRIDE
    early = Luck(seed, "absences", numbers).uniform(3, 40)
    return {
        "absence_id": Keys("ABS", numbers),
        "user": np.array([row[0] for row in kept]),
        "user_id": user_ids(block)[[row[0] for row in kept]],
        "starts_at": starts,
        "ends_at": np.array([seconds_of(row[1]) + row[2] * DAY for row in kept]) + 17 * HOUR,
        "kind": np.array([row[3] for row in kept], dtype=object),
        "declared_at": starts - np.floor(early) * DAY,
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


# The representatives of each territory, in its order in the story, and of what lies outside.
_REPS_OF = np.array([(0, 1), (2, 2), (3, 3), (4, 4), (5, 5), (2, 1)])


def rep_for(territories: Words, absent: Frame, moments: Array, turn: Array) -> Array:
    """Return the representative of each territory, or the next one who is there."""
    pairs = _REPS_OF[territories.codes]
    place = np.where(turn % 2 == 0, pairs[:, 0], pairs[:, 1])
    reps = np.array(REPS)
    for _ in range(2):
        away = is_away(absent, reps[place], moments)
        place = np.where(away, (place + 1) % len(reps), place)
    return np.asarray(reps[place])


def shares_of_reps(territory: int) -> dict[int, float]:
    """Return which share of a territory's leads each representative gets while nobody is away."""
    one, two = (REPS[place] for place in _REPS_OF[territory])
    return {one: 1.0} if one == two else {one: 0.5, two: 0.5}
