"""The trouble that real exports have, in known shares and at known places."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import DAY, Array, Frame, by_time, n_rows, stack, take
from boucle.simulation.luck import Luck
from boucle.simulation.words import Words, ids, same

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.simulation.exports import File
    from boucle.simulation.world import World

_UNMERGED_SHARE = 0.06
_MOVED_SHARE = 0.4
_BAD_DATES = ("2025-02-30 09:12:00", "0000-00-00 00:00:00", "à confirmer", "2024-13-04 11:30:00")


def n_duplicates(contacts: int) -> int:
    """Return how many of so many records are second records of the same person."""
    return round(contacts * story.DUPLICATE_SHARE)


def with_duplicates(luck: Luck, people: Frame, n: int, block: int) -> tuple[Frame, Array]:
    """Add `n` second records, typed by somebody else; also return whose record each row repeats."""
    originals = np.sort(np.argsort(luck.random(), kind="stable")[:n])
    again = take(people, originals)
    names, emails = again["last_name"].tolist(), again["email"].tolist()
    again["last_name"] = _objects(_retyped(name, at) for at, name in enumerate(names))
    again["email"] = _objects(_readdressed(email, at) for at, email in enumerate(emails))
    again["job_title"] = again["job_title"].blank(luck.at(originals).happens(0.5))
    both = stack([people, again])
    both["contact_id"] = ids("PER", n_rows(both), block)
    return both, np.concatenate([np.full(n_rows(people), -1), originals])


def _objects(texts: Iterable[str]) -> Array:
    return np.array(list(texts), dtype=object)


def _retyped(name: str, turn: int) -> str:
    """Return a name as a hurried person types it: no accents, capitals, or a letter less."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return (bare.upper(), bare, name[:-1], f"{name} ")[turn % 4]


def _readdressed(email: str, turn: int) -> str:
    local, _, domain = email.partition("@")
    if not domain:
        return ""
    return (email.upper(), f"{local[0]}.{local[1:]}@{domain}", email, f"{local}1@{domain}")[
        turn % 4
    ]


def moved_to_duplicates(touches: Frame, repeats: Array, world: World) -> Frame:
    """Give some of a person's gestures to their second record."""
    second_of = np.full(len(repeats), -1)
    second = np.flatnonzero(repeats >= 0)
    second_of[repeats[second]] = second
    target = second_of[touches["contact"]]
    happens = world.luck("second record", touches["row"]).happens(_MOVED_SHARE)
    moved = (target >= 0) & (touches["lead"] < 0) & happens
    who = np.where(moved, target, touches["contact"])
    key = world.people["contact_id"][who]
    return {**touches, "person": touches["contact"], "contact": who, "contact_id": key}


def links(repeats: Array, world: World) -> Frame:
    """Return the merges that somebody made by hand, and the few that were undone."""
    people = world.people
    luck = world.luck("links", np.arange(len(repeats)))
    second = np.flatnonzero((repeats >= 0) & luck.happens(story.MERGED_SHARE))
    made = people["created_at"][second]
    at = np.minimum(made + luck.at(second).uniform(20, 150) * DAY, world.end - 2 * DAY)
    at = np.maximum(at, made)
    undone = second[: max(1, round(_UNMERGED_SHARE * len(second)))]
    rows = np.concatenate([second, undone])
    found = {
        "kind": Words(np.arange(len(rows)) >= len(second), ("merge", "unmerge")),
        "table": same("contacts", len(rows)),
        "from_id": people["contact_id"][rows],
        "to_id": people["contact_id"][repeats[rows]],
        "user_id": world.users[np.full(len(rows), team.DATA_KEEPER)],
        "occurred_at": np.round(np.concatenate([at, at[: len(undone)] + DAY])),
    }
    found = by_time(found, "occurred_at", until=np.inf)
    return {**found, "link_id": ids("LIEN", n_rows(found), world.block)}


def without_sources(touches: Frame, world: World) -> Frame:
    """Blank the source, medium and campaign of a few gestures."""
    blank = world.luck("blank source", touches["row"]).happens(story.BLANK_SOURCE_SHARE)
    names = ("origin_source", "medium", "campaign_id")
    return {**touches, **{name: touches[name].blank(blank) for name in names}}


def spoil_dates(seed: int, file: File, columns: dict[str, Array], frame: Frame) -> int:
    """Write a few moments as no date can be, in rows that nothing refers to; return how many."""
    luck = Luck(seed, "bad dates", frame["row"])
    header = next(each.header for each in file.fields if each.column == "occurred_at")
    bad = frame["may_fail"] & luck.happens(story.BAD_DATE_SHARE)
    columns[header] = np.where(bad, np.asarray(luck.choose(_BAD_DATES)), columns[header])
    return int(bad.sum())
