"""Where the next dollars would bring most, within what was agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from boucle.analytics.money.equal_margins import equal_margins
from boucle.analytics.money.response_curve import Numbers, ResponseCurve
from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Action = Literal["raise", "cut", "test_cut", "keep"]
# Less than this share of a channel's spend is not worth a meeting.
_LEAST_SHIFT = 0.01
_QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class ChannelBudget:
    """A channel as a budget sees it: amounts a month, in the agreement's currency.

    `margin_per_lead` and `margin_error` are the mean margin that a lead brings and its standard
    error; `reason` says why the channel stays as it is (``effect_delay``, ``few_points``, …).
    """

    channel: str
    spend: float
    curve: ResponseCurve | None = None
    margin_per_lead: float = 0.0
    margin_error: float = 0.0
    reason: str | None = None

    @property
    def is_movable(self) -> bool:
        """Whether its spend may change at all."""
        return self.reason is None and self.curve is not None and self.margin_per_lead > 0


@dataclass(frozen=True, slots=True)
class BudgetLimits:
    """How far figures may move money in a quarter: shares are 0 to 1."""

    most_shift_share: float = 0.20
    floor_shares: Mapping[str, float] = field(default_factory=dict)
    is_tested_before_cut: bool = True


@dataclass(frozen=True, slots=True)
class ChannelMove:
    """What is proposed for a channel.

    `marginal` is the margin that one more of the currency brings now: P10, P50, P90; None where the
    channel has no curve. `mind_changes_at` is the marginal margin at which the move would not be
    proposed any more (for a raise: under it; for a cut: over it).
    """

    channel: str
    spend: float
    proposed: float
    action: Action
    marginal: tuple[float, float, float] | None
    mind_changes_at: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Reallocation:
    """A proposal: `gain` is the margin it adds a month (P10, P50, P90), `gain_share` how probable
    it is that it adds any. Without a move, `reason` says why: ``nothing_to_move``,
    ``nothing_to_gain``.
    """

    moves: tuple[ChannelMove, ...]
    gain: tuple[float, float, float] | None
    gain_share: float | None
    reason: str | None

    @property
    def shifted(self) -> float:
        """What goes from some channels to others, a month."""
        return sum(max(move.proposed - move.spend, 0.0) for move in self.moves)


def reallocation(
    channels: Sequence[ChannelBudget],
    limits: BudgetLimits | None = None,
    *,
    seed: int = 1,
    n_draws: int = 4_000,
) -> Reallocation:
    """Propose to move spend towards where one more of it brings most.

    Parameters
    ----------
    channels
        Every channel that is paid for, those that stay as they are too: floors are shares of all.
    limits
        From the agreement; its defaults without one.
    seed, n_draws
        Of the draws behind P10 to P90; 100 draws or more.

    Returns
    -------
    Reallocation
        The same total spend, shared so that the mean marginal margin of the channels that may move
        is as equal as the limits let it be.

    Raises
    ------
    ParameterError
        If a parameter is out of its range.

    Notes
    -----
    No channel goes up or down by more than ``most_shift_share`` of its own spend, none is cut below
    its floor (one that is below already is not cut), and a cut is first tested where the agreement
    wants it. The draws take curve, level and margin of every channel at random from what is known
    of each, apart from each other.
    """
    limits = limits or BudgetLimits()
    _check(channels, limits, n_draws)
    movable = [channel for channel in channels if channel.is_movable]
    if len(movable) < 2:  # noqa: PLR2004 - what one gets another gives
        return Reallocation(_kept(channels), None, None, "nothing_to_move")
    total = sum(channel.spend for channel in channels)
    bounds = [_bounds(channel, limits, total) for channel in movable]
    proposed, price = equal_margins([_mean_marginal(each) for each in movable], bounds,
                                    sum(each.spend for each in movable))  # fmt: skip
    new = {each.channel: amount for each, amount in zip(movable, proposed, strict=True)}
    moves = tuple(_move(each, new.get(each.channel), price, limits) for each in channels)
    if all(move.action == "keep" for move in moves):
        return Reallocation(moves, None, None, "nothing_to_gain")
    gains = _gains(movable, {move.channel: move.proposed for move in moves}, seed, n_draws)
    low, middle, high = (float(each) for each in np.quantile(gains, _QUANTILES))
    return Reallocation(moves, (low, middle, high), float((gains > 0).mean()), None)


def _check(channels: Sequence[ChannelBudget], limits: BudgetLimits, n_draws: int) -> None:
    if not 0 <= limits.most_shift_share <= 1:
        raise ParameterError("most_shift_share", limits.most_shift_share, "between 0 and 1")
    if n_draws < 100:  # noqa: PLR2004 - tenths of fewer are noise
        raise ParameterError("n_draws", n_draws, "100 or more")
    for channel in channels:
        if not channel.spend >= 0:
            raise ParameterError("spend", channel.spend, "0 or more")


def _kept(channels: Sequence[ChannelBudget]) -> tuple[ChannelMove, ...]:
    return tuple(
        ChannelMove(each.channel, each.spend, each.spend, "keep", _marginal(each), None,
                    each.reason or (None if each.is_movable else "no_curve"))
        for each in channels
    )  # fmt: skip


def _bounds(channel: ChannelBudget, limits: BudgetLimits, total: float) -> tuple[float, float]:
    floor = limits.floor_shares.get(channel.channel, 0.0) * total
    least = max(channel.spend * (1 - limits.most_shift_share), floor)
    return min(least, channel.spend), channel.spend * (1 + limits.most_shift_share)


def _mean_marginal(channel: ChannelBudget) -> Any:
    curve = channel.curve
    assert curve is not None  # noqa: S101 - movable ones have one

    def marginal(spend: float) -> float:
        return channel.margin_per_lead * float(curve.weights @ curve.marginal_leads(spend))

    return marginal


def _marginal(channel: ChannelBudget) -> tuple[float, float, float] | None:
    curve = channel.curve
    if curve is None:
        return None
    margins = channel.margin_per_lead * curve.marginal_leads(channel.spend)
    low, middle, high = (curve.quantile(margins, share) for share in _QUANTILES)
    return low, middle, high


def _move(
    channel: ChannelBudget, proposed: float | None, price: float, limits: BudgetLimits
) -> ChannelMove:
    if proposed is None:
        return _kept([channel])[0]
    cut: Action = "test_cut" if limits.is_tested_before_cut else "cut"
    action: Action = "raise" if proposed > channel.spend else cut
    is_floor = proposed == channel.spend and channel.channel in limits.floor_shares
    is_small = abs(proposed - channel.spend) <= _LEAST_SHIFT * channel.spend
    if is_small:
        action = "keep"
    return ChannelMove(
        channel=channel.channel,
        spend=channel.spend,
        proposed=proposed,
        action=action,
        marginal=_marginal(channel),
        mind_changes_at=None if action == "keep" else price,
        reason="at_floor" if is_floor else None,
    )


def _gains(
    channels: Sequence[ChannelBudget], proposed: Mapping[str, float], seed: int, n_draws: int
) -> Numbers:
    luck = np.random.default_rng(seed)
    total = np.zeros(n_draws)
    for channel in channels:
        curve = channel.curve
        assert curve is not None  # noqa: S101 - movable ones have one
        more = curve.leads(proposed[channel.channel]) - curve.leads(channel.spend)
        drawn = luck.choice(more, size=n_draws, p=curve.weights)
        # How many leads there were in all is known to about one over the root of their number.
        level = _gamma(luck, 1.0, (curve.dispersion / (curve.mean_leads * curve.n_months)) ** 0.5,
                       n_draws)  # fmt: skip
        total += drawn * level * _gamma(luck, channel.margin_per_lead, channel.margin_error, n_draws)
    return total


def _gamma(luck: np.random.Generator, mean: float, error: float, n_draws: int) -> Numbers:
    """Draw around a mean with a standard error, never below 0."""
    if error <= 0:
        return np.full(n_draws, mean)
    return luck.gamma((mean / error) ** 2, error**2 / mean, n_draws)
