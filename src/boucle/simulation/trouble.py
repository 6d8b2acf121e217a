"""The trouble that real exports have, in known shares and at known places."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import DAY, Array, Frame, choose, happens, ids, n_rows, stack, take

if TYPE_CHECKING:
    from boucle.simulation.exports import File

_UNMERGED_SHARE = 0.06
_MOVED_SHARE = 0.4
_BAD_DATES = ("2025-02-30 09:12:00", "0000-00-00 00:00:00", "à confirmer", "2024-13-04 11:30:00")


def n_duplicates(contacts: int) -> int:
    """Return how many of so many records are second records of the same person."""
    return round(contacts * story.DUPLICATE_SHARE)


def with_duplicates(rng: np.random.Generator, people: Frame, n: int) -> tuple[Frame, Array]:
    """Add `n` second records, typed by somebody else; also return whose record each row repeats."""
    originals = np.sort(rng.choice(n_rows(people), n, replace=False))
    again = take(people, originals)
    again["last_name"] = np.array(
        [_retyped(name, at) for at, name in enumerate(again["last_name"])], dtype=object
    )
    again["email"] = np.array(
        [_readdressed(email, at) for at, email in enumerate(again["email"])], dtype=object
    )
    again["job_title"] = np.where(happens(rng, n, 0.5), "", again["job_title"]).astype(object)
    both = stack([people, again])
    both["contact_id"] = ids("PER", n_rows(both))
    return both, np.concatenate([np.full(n_rows(people), -1), originals])


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


def moved_to_duplicates(
    rng: np.random.Generator, touches: Frame, repeats: Array, people: Frame
) -> Frame:
    """Give some of a person's gestures to their second record."""
    second_of = np.full(n_rows(people), -1)
    second = np.flatnonzero(repeats >= 0)
    second_of[repeats[second]] = second
    target = second_of[touches["contact"]]
    moved = (target >= 0) & (touches["lead"] < 0) & (happens(rng, n_rows(touches), _MOVED_SHARE))
    who = np.where(moved, target, touches["contact"])
    return {**touches, "contact": who, "contact_id": people["contact_id"][who]}


def links(rng: np.random.Generator, people: Frame, repeats: Array, end: float) -> Frame:
    """Return the merges that somebody made by hand, and the few that were undone."""
    second = np.flatnonzero((repeats >= 0) & (happens(rng, len(repeats), story.MERGED_SHARE)))
    at = np.minimum(
        people["created_at"][second] + rng.uniform(20, 150, len(second)) * DAY, end - 2 * DAY
    )
    merges = _link_rows(
        people, repeats, second, np.maximum(at, people["created_at"][second]), "merge"
    )
    n_undone = max(1, round(_UNMERGED_SHARE * len(second)))
    undone = take(merges, np.arange(n_rows(merges)) < n_undone)
    undone = {**undone, "kind": np.full(n_rows(undone), "unmerge", dtype=object)}
    undone["occurred_at"] = undone["occurred_at"] + DAY
    found = stack([merges, undone])
    found = take(found, np.argsort(found["occurred_at"], kind="stable"))
    return {**found, "link_id": ids("LIEN", n_rows(found))}


def _link_rows(people: Frame, repeats: Array, rows: Array, at: Array, kind: str) -> Frame:
    n = len(rows)
    return {
        "kind": np.full(n, kind, dtype=object),
        "table": np.full(n, "contacts", dtype=object),
        "from_id": people["contact_id"][rows],
        "to_id": people["contact_id"][repeats[rows]],
        "user_id": np.full(n, team.USER_IDS[team.DATA_KEEPER], dtype=object),
        "occurred_at": np.round(at),
    }


def without_sources(rng: np.random.Generator, touches: Frame) -> Frame:
    """Blank the source, medium and campaign of a few gestures."""
    blank = happens(rng, n_rows(touches), story.BLANK_SOURCE_SHARE)
    names = ("origin_source", "medium", "campaign_id")
    return {
        **touches,
        **{name: np.where(blank, "", touches[name]).astype(object) for name in names},
    }


def spoil_dates(
    rng: np.random.Generator, file: File, columns: dict[str, Array], may_fail: Array
) -> int:
    """Write a few moments as no date can be, in rows that nothing refers to; return how many."""
    header = next(each.header for each in file.fields if each.column == "occurred_at")
    bad = may_fail & happens(rng, len(may_fail), story.BAD_DATE_SHARE)
    columns[header] = np.where(bad, choose(rng, _BAD_DATES, len(bad)), columns[header])
    return int(bad.sum())
