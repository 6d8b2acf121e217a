"""What was true, for tests and for judging methods: never read by the product itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.files import utc
from boucle.simulation.frame import DAY, HOUR, Array, Frame
from boucle.simulation.odds import EXITS, PERSONA_EFFECTS, SPEED_EFFECTS, WON

if TYPE_CHECKING:
    from pathlib import Path


def write_truth(
    folder: Path,
    *,
    leads: Frame,
    people: Frame,
    repeats: Array,
    touches: Frame,
    bad_dates: dict[str, int],
) -> None:
    """Write ``truth.json`` (effects, shares, delays, trouble), and tables of rows."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "channels": _channels(leads),
        "lead_types": _lead_types(leads),
        **_effects(),
        "duplicates": {
            str(people["contact_id"][row]): str(people["contact_id"][repeats[row]])
            for row in np.flatnonzero(repeats >= 0)
        },
        "n_bad_dates": bad_dates,
        "n_blank_sources": int((touches["origin_source"] == "").sum()),
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (folder / "truth.json").write_text(text, encoding="utf-8")
    _write(folder / "leads.parquet", _lead_rows(leads, people))
    _write(folder / "contacts.parquet", _contact_rows(people, repeats))
    _write(folder / "touchpoints.parquet", _touch_rows(touches))


def _effects() -> dict[str, dict[str, float]]:
    """Return what persona and speed do to the chance of a win."""
    return {
        "persona_effects": {
            persona.code or "none": float(effect)
            for persona, effect in zip(story.PERSONAS, PERSONA_EFFECTS, strict=True)
        },
        "speed_effects": dict(
            zip(("within_1_hour", "within_1_day", "later"), SPEED_EFFECTS, strict=True)
        ),
    }


def _channels(leads: Frame) -> dict[str, dict[str, str | float | None]]:
    """Return what being found by each channel is worth, and being opened by it."""
    days = (leads["closed_at"] - leads["opened_at"]) / DAY
    found: dict[str, dict[str, str | float | None]] = {}
    for place, channel in enumerate(story.CHANNELS):
        mine, opened = leads["found"] == place, leads["origin"] == place
        won = mine & (leads["exit"] == WON)
        found[channel.code] = {
            "listed_as": channel.listed_as,
            "effect_on_win": channel.effect,
            "win_share": _mean(leads["win_chance"][mine]),
            "win_share_by_origin": _mean(leads["win_chance"][opened]),
            "n_leads_found": int(mine.sum()),
            "n_leads_opened": int(opened.sum()),
            "median_days_to_won": _rounded(np.median(days[won])) if won.any() else None,
        }
    return found


def _lead_types(leads: Frame) -> dict[str, dict[str, float | None]]:
    found: dict[str, dict[str, float | None]] = {}
    for place, kind in enumerate(story.LEAD_TYPES):
        mine = leads["type"] == place
        found[kind.code] = {
            "win_share": kind.win_share,
            "mean_win_chance": _mean(leads["win_chance"][mine]),
            "n_leads": int(mine.sum()),
            "n_ever_won": int((mine & (leads["exit"] == WON)).sum()),
        }
    return found


def _mean(values: Array) -> float | None:
    return _rounded(values.mean()) if len(values) else None


def _rounded(value: float) -> float:
    return round(float(value), 6)


def _lead_rows(leads: Frame, people: Frame) -> dict[str, Array]:
    due = np.array([kind.due_hours for kind in story.LEAD_TYPES])[leads["type"]] * HOUR
    tried = np.where(np.isnan(leads["tried_at"]), np.nan, leads["try_seconds"])
    is_late = ~np.isnan(leads["handed_at"]) & ~(tried <= due)
    return {
        "lead_id": leads["lead_id"],
        "contact_id": people["contact_id"][leads["contact"]],
        "lead_type": np.array(story.TYPE_CODES, dtype=object)[leads["type"]],
        "found_channel": np.array(story.CODES, dtype=object)[leads["found"]],
        "origin_channel": np.array(story.CODES, dtype=object)[leads["origin"]],
        "win_chance": leads["win_chance"],
        "exit": np.array(EXITS, dtype=object)[leads["exit"]],
        "opened_at": utc(leads["opened_at"]),
        "handed_over_at": utc(leads["handed_at"]),
        "first_attempt_at": utc(leads["tried_at"]),
        "first_attempt_open_seconds": tried,
        "is_late": is_late,
        # Also what lies after the last day of the exports.
        "left_at": utc(leads["left_at"]),
    }


def _contact_rows(people: Frame, repeats: Array) -> dict[str, Array]:
    personas = np.array([persona.code for persona in story.PERSONAS], dtype=object)
    return {
        "contact_id": people["contact_id"],
        "persona": personas[people["persona"]],
        "is_duplicate": repeats >= 0,
        "same_as": np.where(repeats >= 0, people["contact_id"][np.maximum(repeats, 0)], "").astype(
            object
        ),
    }


def _touch_rows(touches: Frame) -> dict[str, Array]:
    return {"touchpoint_id": touches["touchpoint_id"], "channel": touches["channel"]}


def _write(path: Path, columns: dict[str, Array]) -> None:
    import pyarrow as pa  # start-up
    import pyarrow.parquet as pq

    pq.write_table(pa.table({name: pa.array(column) for name, column in columns.items()}), path)
