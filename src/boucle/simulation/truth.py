"""What was true, for tests and for judging methods: never read by the product itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from boucle.simulation import funnel, odds, story, team
from boucle.simulation.files import utc
from boucle.simulation.frame import HOUR, n_rows
from boucle.simulation.leads import DAYS_TO_LEAD_SPREAD
from boucle.simulation.words import Words
from boucle.tables.vocabulary import STAGES_AND_EXITS

if TYPE_CHECKING:
    import pyarrow as pa

    from boucle.simulation.block import Block
    from boucle.simulation.firm import Firm
    from boucle.simulation.tally import Tally

_PERSONAS = tuple(persona.code or "none" for persona in story.PERSONAS)


def told(firm: Firm, tally: Tally) -> dict[str, Any]:
    """Return `truth.json`: parameters of the model, and what they made of this company."""
    return {
        "arguments": {
            "contacts": firm.contacts, "seed": firm.seed, "first_day": firm.first,
            "last_day": firm.last, "density": firm.density,
        },
        "channels": _channels(tally),
        "lead_types": _lead_types(tally),
        "quality": _quality(tally),
        **_effects(),
        "stages": _stages(tally),
        "waits": _waits(),
        "representatives": _representatives(),
        "scenario": _scenario(firm, tally),
        "n_duplicates": tally.n_duplicates,
        "n_bad_dates": tally.n_bad_dates,
        "n_blank_sources": tally.n_blank_sources,
        "n_rows": tally.n_rows,
    }  # fmt: skip


def _effects() -> dict[str, Any]:
    """Return what persona and speed do to the chance of a win."""
    return {
        "persona_effects": dict(zip(_PERSONAS, odds.PERSONA_EFFECTS.tolist(), strict=True)),
        "speed_effects": dict(
            zip(("within_1_hour", "within_1_day", "later"), odds.SPEED_EFFECTS, strict=True)
        ),
    }


def _channels(tally: Tally) -> dict[str, dict[str, Any]]:
    """Return what being found by each channel is worth, and being opened by it."""
    n_found, chance = tally.n_found.sum(axis=1), tally.chance_found.sum(axis=1)
    found: dict[str, dict[str, Any]] = {}
    for place, channel in enumerate(story.CHANNELS):
        found[channel.code] = {
            "listed_as": channel.listed_as,
            "effect_on_win": channel.effect,
            "anyway_share": channel.anyway_share,
            "win_share": _ratio(chance[place], n_found[place]),
            "win_share_by_origin": _ratio(tally.chance_opened[place], tally.n_opened[place]),
            "n_leads_found": int(n_found[place]),
            "n_leads_opened": int(tally.n_opened[place]),
            "n_won": int(tally.won_found[place]),
            "won_amount": float(tally.amount_found[place]),
            "n_won_only_with_it": int(tally.won_lost[place]),
            "won_amount_only_with_it": float(tally.amount_lost[place]),
            "cycle_stretch": channel.cycle,
            "median_days_to_lead": _rounded(tally.to_lead.quantile(place, 0.5)),
            "median_days_to_won": _rounded(tally.to_won.quantile(place, 0.5)),
        }
    return found


def _lead_types(tally: Tally) -> dict[str, dict[str, Any]]:
    return {
        kind.code: {
            "win_share": kind.win_share,
            "mean_win_chance": _ratio(tally.chance_type[place], tally.n_type[place]),
            "n_leads": int(tally.n_type[place]),
            "n_ever_won": int(tally.won_type[place]),
        }
        for place, kind in enumerate(story.LEAD_TYPES)
    }


def _quality(tally: Tally) -> list[dict[str, Any]]:
    """Return the chance of a win by the channel that found a lead and its persona."""
    return [
        {
            "channel": code,
            "persona": persona,
            "n_leads": int(tally.n_found[at, column]),
            "win_share": _ratio(tally.chance_found[at, column], tally.n_found[at, column]),
        }
        for at, code in enumerate(story.CODES)
        for column, persona in enumerate(_PERSONAS)
        if tally.n_found[at, column]
    ]


def _stages(tally: Tally) -> dict[str, Any]:
    """Return how long stays last that end, and how they end, whatever the last day."""
    n = len(STAGES_AND_EXITS)
    found: dict[str, Any] = {}
    for at, stage in enumerate(STAGES_AND_EXITS):
        groups = {after: at * n + place for place, after in enumerate(STAGES_AND_EXITS)}
        counts = {after: tally.stays.n(group) for after, group in groups.items()}
        if total := sum(counts.values()):
            found[stage] = {
                "n_ended": total,
                "next_shares": {after: _ratio(k, total) for after, k in counts.items() if k},
                "p25_days": _rounded(tally.stays.quantile(list(groups.values()), 0.25)),
                "median_days": _rounded(tally.stays.quantile(list(groups.values()), 0.5)),
                "p75_days": _rounded(tally.stays.quantile(list(groups.values()), 0.75)),
            }
    return found


def _waits() -> dict[str, Any]:
    """Return the log-normal waits: medians, and the deviation of the logarithm."""
    return {
        "first_attempt": {
            "open_hours_median": {kind.code: kind.try_hours for kind in story.LEAD_TYPES},
            "spread": odds.TRY_SPREAD,
        },
        "days_to_lead": {
            "days_median": {channel.code: channel.days_to_lead for channel in story.CHANNELS},
            "spread": DAYS_TO_LEAD_SPREAD,
        },
        "sales": {
            "open_days_median": {
                "sal_to_sql": funnel.DAYS_TO_QUALIFIED,
                "sql_to_opportunity": funnel.DAYS_TO_DEAL,
                "opportunity_to_customer": funnel.DAYS_TO_WON,
                "opportunity_to_lost": funnel.DAYS_TO_LOST,
                "sal_to_exit": funnel.DAYS_TO_LEFT,
            },
            "spread": funnel.SALES_SPREAD,
        },
        "amount": {
            "median": dict(zip(story.SERVICES, story.MEDIAN_AMOUNTS.tolist(), strict=True)),
            "spread": funnel.AMOUNT_SPREAD,
        },
    }


def _representatives() -> list[dict[str, Any]]:
    """Return the habits of the first office; those of each other office are the same."""
    habits = ("slowness", "forgets_share", "late_entry_share", "skill")
    keys = team.user_ids(0).tolist()
    return [
        {"user_id": keys[rep], **{name: getattr(team.TEAM[rep], name) for name in habits}}
        for rep in team.REPS
    ]


def _scenario(firm: Firm, tally: Tally) -> list[dict[str, Any]]:
    measures = ("n_leads", "n_won", "won_amount")
    return [
        {
            **row,
            "with": dict(zip(measures, tally.changed[at, 0].tolist(), strict=True)),
            "without": dict(zip(measures, tally.changed[at, 1].tolist(), strict=True)),
        }
        for at, row in enumerate(firm.scenario.as_rows())
    ]


def _ratio(part: float, whole: float) -> float | None:
    return _rounded(part / whole) if whole else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def row_tables(block: Block) -> dict[str, pa.Table]:
    """Return what was true of each lead, contact and touchpoint of a block."""
    return {
        "leads": _lead_rows(block),
        "contacts": _contact_rows(block),
        "touchpoints": _touch_rows(block),
    }


def _lead_rows(block: Block) -> pa.Table:
    leads = block.leads
    due = np.array([kind.due_hours for kind in story.LEAD_TYPES])[leads["type"]] * HOUR
    tried = np.where(np.isnan(leads["tried_at"]), np.nan, leads["try_seconds"])
    return _table(
        {
            "lead_id": leads["lead_id"].plain(),
            "contact_id": leads["contact_id"].arrow(),
            "lead_type": Words(leads["type"], story.TYPE_CODES).arrow(),
            "found_channel": Words(leads["found"], story.CODES).arrow(),
            "origin_channel": Words(leads["origin"], story.CODES).arrow(),
            "win_chance": leads["win_chance"],
            "comes_anyway": leads["comes_anyway"],
            "exit": Words(leads["exit"], odds.EXITS).arrow(),
            "amount": leads["amount"],
            **{
                f"{name}_at": _moments(leads[column])
                for name, column in (
                    ("found", "found_at"), ("opened", "opened_at"), ("mql", "mql_at"),
                    ("handed_over", "handed_at"), ("first_attempt", "tried_at"),
                    ("qualified", "qualified_at"), ("deal", "deal_at"),
                    # Also what lies after the last day of the history.
                    ("left", "left_at"),
                )
            },
            "first_attempt_open_seconds": tried,
            "is_late": ~np.isnan(leads["handed_at"]) & ~(tried <= due),
        }
    )  # fmt: skip


def _contact_rows(block: Block) -> pa.Table:
    people, repeats, starts = block.world.people, block.repeats, block.starts
    own = np.where(repeats >= 0, repeats, np.arange(n_rows(people)))
    same_as = people["contact_id"][np.maximum(repeats, 0)].blank(repeats < 0)
    return _table(
        {
            "contact_id": people["contact_id"].plain(),
            "persona": Words(people["persona"], _PERSONAS).arrow(),
            "is_duplicate": repeats >= 0,
            "same_as": same_as.arrow(),
            "found_channel": Words(starts["found"][own], story.CODES).arrow(),
            "found_at": _moments(starts["found_at"][own]),
        }
    )


def _touch_rows(block: Block) -> pa.Table:
    touches = block.frames["touchpoints"]
    return _table(
        {
            "touchpoint_id": touches["touchpoint_id"].plain(),
            "channel": touches["channel"].arrow(),
            "person_id": block.world.people["contact_id"][touches["person"]].arrow(),
        }
    )


def _moments(values: Any) -> pa.Array:
    import pyarrow as pa  # start-up

    return pa.array(utc(values), pa.timestamp("us", tz="UTC"))


def _table(columns: dict[str, Any]) -> pa.Table:
    import pyarrow as pa  # start-up

    return pa.table(columns)
