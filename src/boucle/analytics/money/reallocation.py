"""Where the next dollars would bring most, within what was agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

import numpy as np

from boucle.analytics.money.equal_margins import equal_margins
from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boucle.analytics.money.response_curve import Numbers, ResponseCurve

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
    """What is proposed for every channel, and what it would bring.

    `gain` is the margin it adds a month (P10, P50, P90), `gain_share` how probable it is that it
    adds any. Without a move, `reason` says why: ``nothing_to_move``, ``nothing_to_gain``.
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
    chance = _Chance(seed, n_draws)
    movable = [channel for channel in channels if channel.is_movable]
    if len(movable) < 2:  # noqa: PLR2004 - what one gets another gives
        kept = tuple(_kept(channel, chance) for channel in channels)
        return Reallocation(kept, None, None, "nothing_to_move")
    total = sum(channel.spend for channel in channels)
    bounds = [_bounds(channel, limits, total) for channel in movable]
    proposed, price = equal_margins([_mean_marginal(each) for each in movable], bounds,
                                    sum(each.spend for each in movable))  # fmt: skip
    new = {each.channel: amount for each, amount in zip(movable, proposed, strict=True)}
    moves = tuple(
        _move(each, new[each.channel], price, limits, chance)
        if each.channel in new else _kept(each, chance)
        for each in channels
    )  # fmt: skip
    if all(move.action == "keep" for move in moves):
        return Reallocation(moves, None, None, "nothing_to_gain")
    gains = sum(
        (chance.margins(each, each.curve.leads(new[each.channel]) - each.curve.leads(each.spend))
         for each in movable if each.curve is not None),
        start=np.zeros(n_draws),
    )  # fmt: skip
    return Reallocation(moves, _quantiles(gains), float((gains > 0).mean()), None)


def _check(channels: Sequence[ChannelBudget], limits: BudgetLimits, n_draws: int) -> None:
    if not 0 <= limits.most_shift_share <= 1:
        raise ParameterError("most_shift_share", limits.most_shift_share, "between 0 and 1")
    if n_draws < 100:  # noqa: PLR2004 - tenths of fewer are noise
        raise ParameterError("n_draws", n_draws, "100 or more")
    for channel in channels:
        if not channel.spend >= 0:
            raise ParameterError("spend", channel.spend, "0 or more")


@dataclass(frozen=True, slots=True)
class _Chance:
    """Draws of what is not known of a channel; each channel has its own, whoever else there is."""

    seed: int
    n_draws: int

    def margins(self, channel: ChannelBudget, leads: Numbers) -> Numbers:
        """Return draws of the margin of `leads`, one a curve of the channel's grid."""
        curve = channel.curve
        assert curve is not None  # noqa: S101 - the caller asks of those that have one
        luck = np.random.default_rng([self.seed, crc32(channel.channel.encode())])
        drawn = luck.choice(leads, size=self.n_draws, p=curve.weights)
        # How many leads there were in all is known to about one over the root of their number.
        error = (curve.dispersion / (curve.mean_leads * curve.n_months)) ** 0.5
        level = _gamma(luck, 1.0, error, self.n_draws)
        margin = _gamma(luck, channel.margin_per_lead, channel.margin_error, self.n_draws)
        return drawn * level * margin


def _quantiles(draws: Numbers) -> tuple[float, float, float]:
    low, middle, high = (float(each) for each in np.quantile(draws, _QUANTILES))
    return low, middle, high


def _kept(channel: ChannelBudget, chance: _Chance) -> ChannelMove:
    why = channel.reason or (None if channel.is_movable else "no_curve")
    marginal = _marginal(channel, chance)
    return ChannelMove(channel.channel, channel.spend, channel.spend, "keep", marginal, None, why)


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


def _marginal(channel: ChannelBudget, chance: _Chance) -> tuple[float, float, float] | None:
    if channel.curve is None or channel.margin_per_lead <= 0:
        return None
    return _quantiles(chance.margins(channel, channel.curve.marginal_leads(channel.spend)))


def _move(
    channel: ChannelBudget, proposed: float, price: float, limits: BudgetLimits, chance: _Chance
) -> ChannelMove:
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
        marginal=_marginal(channel, chance),
        mind_changes_at=None if action == "keep" else price,
        reason="at_floor" if is_floor else None,
    )


def _gamma(luck: np.random.Generator, mean: float, error: float, n_draws: int) -> Numbers:
    """Draw around a mean with a standard error, never below 0."""
    if error <= 0:
        return np.full(n_draws, mean)
    return luck.gamma((mean / error) ** 2, error**2 / mean, n_draws)
