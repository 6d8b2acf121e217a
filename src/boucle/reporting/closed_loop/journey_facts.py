"""What a journey knows and what it does not: its people, its silences, how much of it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

# A silence shorter than this is how people live.
GAP_DAYS = 21
_SECONDS_A_DAY = 86_400


def journey_facts(
    steps: Sequence[Mapping[str, Any]], closed_at: datetime | None, roles: Mapping[str, str | None]
) -> dict[str, Any]:
    """Return who took part, which silences there are and how much of the time is known.

    Parameters
    ----------
    steps
        Touchpoints in order: ``occurred_at``, ``contact_id``.
    closed_at
        When the deal was won; None where nobody knows.
    roles
        The role of each person on the deal, by ``contact_id``.

    Returns
    -------
    dict
        ``people`` in the order in which they appear (``person`` from 1, ``contact_id``,
        ``contact_role``, ``n_touchpoints``); ``gaps`` of `GAP_DAYS` days or more (``after`` and
        ``before``, positions from 1, None for the signature; ``from``, ``to``, ``days``);
        ``journey_days`` from the first touchpoint to the signature, ``unknown_days`` in gaps and
        ``known_share`` of the days, null without both ends.
    """
    moments = [step["occurred_at"] for step in steps]
    if closed_at is not None and moments:
        moments.append(closed_at)
    gaps = [gap for place in range(1, len(moments)) if (gap := _gap(moments, place, len(steps)))]
    days = _days(moments[0], moments[-1]) if closed_at is not None and moments else None
    unknown = sum((gap["days"] for gap in gaps), start=0.0)
    return {
        "people": _people(steps, roles),
        "gaps": gaps,
        "journey_days": days,
        "unknown_days": unknown if days is not None else None,
        "known_share": 1 - unknown / days if days else None,
    }


def _gap(moments: Sequence[datetime], place: int, n_steps: int) -> dict[str, Any] | None:
    days = _days(moments[place - 1], moments[place])
    if days < GAP_DAYS:
        return None
    return {
        "after": place,
        "before": place + 1 if place < n_steps else None,
        "from": moments[place - 1],
        "to": moments[place],
        "days": days,
    }


def _people(
    steps: Sequence[Mapping[str, Any]], roles: Mapping[str, str | None]
) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for step in steps:
        counts[step["contact_id"]] = counts.get(step["contact_id"], 0) + 1
    return [
        {"person": place, "contact_id": contact, "contact_role": roles.get(contact),
         "n_touchpoints": n}
        for place, (contact, n) in enumerate(counts.items(), start=1)
    ]  # fmt: skip


def _days(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / _SECONDS_A_DAY
