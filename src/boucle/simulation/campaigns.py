"""What marketing ran: campaigns that follow each other, and the days of events and webinars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import DAY, HOUR, Array, Frame
from boucle.simulation.words import Words, ids
from boucle.simulation.working_time import seconds_of

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign; `at_hour` is set for what takes place at one moment."""

    channel: str
    name: str
    kind: str
    offer: str
    zone: str
    starts_on: date
    ends_on: date
    at_hour: float | None = None


_ALWAYS_ON = (
    (
        "organic_search",
        "Blogue et référencement",
        "contenu",
        "Articles et études de cas",
        "tofu",
        12,
    ),
    ("paid_search", "Recherche payante", "publicité", "Évaluation gratuite", "bofu", 6),
    ("paid_social", "Publicités LinkedIn", "publicité", "Guide de la cybersécurité", "tofu", 6),
    ("social", "LinkedIn, publications", "contenu", "Publications", "tofu", 12),
    ("video", "Vidéos, chaîne", "contenu", "Vidéos courtes", "tofu", 12),
    ("display", "Reciblage", "publicité", "Démonstration", "bofu", 6),
    ("email", "Infolettre", "courriel", "Infolettre mensuelle", "mofu", 12),
    ("referral", "Programme de références", "référence", "Carte-cadeau", "bofu", 12),
    ("partner", "Partenaires technologiques", "partenariat", "Offre conjointe", "mofu", 12),
)
_TOPICS = ("Loi 25", "Sauvegardes", "Rançongiciels", "Infonuage", "Cyberassurance", "Télétravail")
_WEBINAR_MONTHS = (1, 2, 3, 4, 5, 6, 9, 10, 11)
_NETWORKING_MONTHS = (2, 3, 5, 6, 9, 11)
_TRADESHOWS = ((4, "Salon Industrie 4.0"), (10, "Salon TI des PME"))


def campaigns(first: date, last: date) -> Frame:
    """Return all campaigns in order of channel and start, with what a gesture looks up."""
    found = sorted(_all(first, last), key=lambda each: (story.AT[each.channel], each.starts_on))
    starts = np.array([seconds_of(each.starts_on) for each in found])
    delays = np.array([story.CHANNELS[story.AT[each.channel]].effect_delay_days for each in found])
    hours = np.array([np.nan if each.at_hour is None else each.at_hour for each in found])
    return {
        "campaign_id": ids("CMP", len(found)),
        "name": _column(each.name for each in found),
        "channel": _column(story.LISTED[story.AT[each.channel]] for each in found),
        "kind": _column(each.kind for each in found),
        "offer": _words(each.offer for each in found),
        "funnel_zone": _column(each.zone for each in found),
        "starts_on": starts,
        "ends_on": np.array([seconds_of(each.ends_on) for each in found]),
        "effect_delay_days": delays.astype(float),
        "judged_on": starts + delays * DAY,
        "at": np.array([story.AT[each.channel] for each in found]),
        "held_at": starts + hours * HOUR,
    }


def _column(values: Iterable[str]) -> Array:
    return np.array(list(values), dtype=object)


def _words(values: Iterable[str]) -> Words:
    each = list(values)
    words = list(dict.fromkeys(each))
    return Words(np.array([words.index(value) for value in each]), words)


def _all(first: date, last: date) -> list[Campaign]:
    return _always_on(first, last) + [
        each for each in _dated(first, last) if first <= each.starts_on and each.ends_on <= last
    ]


def _always_on(first: date, last: date) -> list[Campaign]:
    found = []
    for channel, name, kind, offer, zone, months in _ALWAYS_ON:
        start, number = first, 1
        while start <= last:
            end = min(start + timedelta(days=round(months * 30.4) - 1), last)
            title = f"{name} {start.year} no {number}"
            found.append(Campaign(channel, title, kind, offer, zone, start, end))
            start, number = end + timedelta(days=1), number + 1
    return found


def _dated(first: date, last: date) -> list[Campaign]:
    found = []
    for year in range(first.year, last.year + 1):
        for month in _WEBINAR_MONTHS:
            topic = _TOPICS[(year + month) % len(_TOPICS)]
            day = _weekday(year, month, 3, week=2)
            name = f"Webinaire {topic} {day:%Y-%m}"
            found.append(Campaign("webinar", name, "webinaire", topic, "mofu", day, day, 12))
        for month in _NETWORKING_MONTHS:
            day = _weekday(year, month, 2, week=3)
            name = f"5@7 {day:%Y-%m}"
            found.append(Campaign("networking", name, "5@7", "Rencontre", "tofu", day, day, 17))
        for month, title in _TRADESHOWS:
            day = _weekday(year, month, 1, week=2)
            name, end = f"{title} {year}", day + timedelta(days=1)
            found.append(Campaign("tradeshow", name, "salon", "Kiosque", "tofu", day, end, 10))
    return found


def _weekday(year: int, month: int, weekday: int, *, week: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (week - 1))


def campaign_of(all_of: Frame, channels: Array, moments: Array) -> Array:
    """Return the row of the campaign that runs in each channel at each moment, or -1."""
    # One search over all channels: each has a span of the line to itself.
    order = np.lexsort((all_of["starts_on"], all_of["at"]))
    line = all_of["at"][order] * _SPAN + all_of["starts_on"][order]
    at = np.searchsorted(line, channels * _SPAN + moments, side="right") - 1
    found = order[np.maximum(at, 0)]
    return np.where((at >= 0) & (all_of["at"][found] == channels), found, -1)


# Longer than all seconds that a history has since 1970.
_SPAN = 1e11


def nearest_held(all_of: Frame, channels: Array, moments: Array, spread: Array) -> Array:
    """Move moments of events and webinars into the nearest event of their channel.

    `spread` is the share of the event's two hours at which each takes place.
    """
    moved = moments.copy()
    for place in np.unique(all_of["at"]):
        held = all_of["held_at"][all_of["at"] == place]
        if np.isnan(held).any():
            continue
        mine = np.flatnonzero(channels == place)
        middles = (held[1:] + held[:-1]) / 2
        nearest = held[np.searchsorted(middles, moments[mine])]
        moved[mine] = nearest + np.floor(spread[mine] * 2 * HOUR)
    return moved
