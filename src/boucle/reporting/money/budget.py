"""What the record says of the next dollar in each channel, and the move it proposes."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

from boucle.analytics import money
from boucle.analytics.money import BudgetLimits, ChannelBudget, SpendMonth
from boucle.figures.share import MASK_UNDER
from boucle.reporting.money.ground import age_margins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.analytics.money import ChannelMove, Reallocation, ResponseCurve
    from boucle.reporting.money.ground import Ground

Row = dict[str, Any]
# A quarter is what one decides on; its mean is what a channel costs now.
_QUARTER = 3
_DAYS_A_MONTH = 30
_QUANTILES = (("p10", 0.1), ("p50", 0.5), ("p90", 0.9))


def budget(ground: Ground) -> Row:
    """Return the marginal margin of each paid channel and the reallocation that it carries."""
    rules = ground.frame.agreement.attribution.budget
    limits = BudgetLimits(
        rules.max_shift_share_per_quarter, dict(rules.floor_shares), rules.test_before_cutting
    )
    channels = [each for code in ground.channels if (each := _channel(ground, code)) is not None]
    found = money.reallocation(channels, limits)
    return _said(found, channels, limits)


def _channel(ground: Ground, code: str) -> ChannelBudget | None:
    months = ground.months_of(code)
    spend = [ground.spend_of.get((code, month), 0.0) for month in months]
    now = spend[-_QUARTER:]
    if not any(now):
        return None  # what is not paid for now has nothing to give and no record to take on
    leads = [ground.cases_of.get((code, month), 0) for month in months]
    delay = _delay_months(ground, code)
    curve = money.response_curve(_points(spend, leads, delay))
    margin, error, why = _margin(ground, code)
    return ChannelBudget(
        channel=code,
        spend=sum(now) / len(now),
        curve=curve,
        margin_per_lead=margin,
        margin_error=error,
        reason=_reason(ground, code, curve, len(months) // delay, why),
    )


def _delay_months(ground: Ground, code: str) -> int:
    days = {each.code: each.effect_delay_days for each in ground.frame.agreement.channels}
    return max(1, round(days.get(code, 0) / _DAYS_A_MONTH))


def _points(spend: Sequence[float], leads: Sequence[int], delay: int) -> list[SpendMonth]:
    """Set the leads of a month beside the mean spend of the months in which it takes effect."""
    return [
        SpendMonth(sum(spend[at + 1 - delay : at + 1]) / delay, leads[at])
        for at in range(delay - 1, len(leads))
    ]


def _margin(ground: Ground, code: str) -> tuple[float, float, str | None]:
    """Return the margin that a lead has brought as far as it was followed, and its error."""
    rows = ground.ages(code)
    if any(row["n_without_margin"] for row in rows):
        return 0.0, 0.0, "no_margin"
    seen = [age for age in age_margins(rows) if age.n_at_risk >= MASK_UNDER]
    margin = sum(age.margin / age.n_at_risk for age in seen)
    error = sqrt(sum(age.margin_squares / age.n_at_risk**2 for age in seen))
    n_won = sum(row["n_won"] for row in rows)
    return margin, error, None if n_won >= MASK_UNDER else "few_wins" if n_won else "no_wins"


def _reason(
    ground: Ground, code: str, curve: ResponseCurve | None, n_apart: int, why: str | None
) -> str | None:
    if ground.delays.is_too_early("channel", code):
        return "effect_delay"
    if curve is None:
        return "no_cases"
    # Months that share most of their spend are not as many points as there are months.
    return why or ("few_points" if n_apart < money.LEAST_MONTHS else curve.reason)


def _said(found: Reallocation, channels: Sequence[ChannelBudget], limits: BudgetLimits) -> Row:
    curves = {each.channel: each for each in channels}
    return {
        "moves": [_move(move, curves[move.channel]) for move in found.moves],
        "shifted": found.shifted if found.gain is not None else 0.0,
        "gain": None if found.gain is None else _named(found.gain),
        "gain_probability": found.gain_share,
        "most_shift_share": limits.most_shift_share,
        "floor_shares": dict(sorted(limits.floor_shares.items())),
        "reasons": {"gain": found.reason} if found.reason else {},
    }


def _move(move: ChannelMove, channel: ChannelBudget) -> Row:
    curve = channel.curve
    why = move.reason
    if why is None and move.action == "raise" and move.marginal is not None:
        # Better than elsewhere, and still less than it costs: a reader should know.
        why = "under_one" if move.marginal[1] < 1 else None
    return {
        "channel": move.channel,
        "action": move.action,
        "spend": move.spend,
        "proposed": move.proposed,
        "marginal": None if move.marginal is None else _named(move.marginal),
        "mind_changes_at": move.mind_changes_at,
        "margin_per_lead": channel.margin_per_lead,
        "elasticity": None if curve is None else _named(
            [curve.quantile(curve.elasticities, share) for _, share in _QUANTILES]
        ),
        "n_months": 0 if curve is None else curve.n_months,
        "reasons": {"action": why} if why else {},
    }  # fmt: skip


def _named(values: Sequence[float]) -> dict[str, float]:
    return {name: value for (name, _), value in zip(_QUANTILES, values, strict=True)}
