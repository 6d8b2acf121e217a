"""How much of the change of a mean is mix, and how much is within groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


class Weighed(NamedTuple):
    """A group: its `weight` (deals, or the amount they add up to) and its `total`."""

    weight: float
    total: float


@dataclass(frozen=True, slots=True)
class MixChange:
    """The change of a mean (total ÷ weight) from one stretch of time to another.

    Attributes
    ----------
    before, after
        The means.
    at_constant_mix
        The mean after, had each group kept its share of before: it compares like with like.
    mix_effect, within_effect
        Parts of the change that come of other shares and of other means within groups. They add up
        to ``after - before``.
    """

    before: float
    after: float
    at_constant_mix: float
    mix_effect: float
    within_effect: float


def mix_change(
    before: Mapping[Hashable, Weighed], after: Mapping[Hashable, Weighed]
) -> MixChange | None:
    """Part the change of a mean into mix and within.

    Parameters
    ----------
    before, after
        Groups of each stretch; weights are 0 or more. For the mean deal the weight is the number of
        deals and the total their amount; for the margin share the amount and its margin.

    Returns
    -------
    MixChange or None
        None where one of the stretches has no weight.

    Raises
    ------
    ParameterError
        If a weight is below 0.

    Notes
    -----
    Each group's change of share counts at the mean of its two values, each change of its value at
    the mean of its two shares (the midpoint form, after Marshall and Edgeworth): the parts add up
    exactly and no order of "first one, then the other" is chosen. A group that stands in one
    stretch only has its one value in both, so that all it changes is mix.

    Examples
    --------
    >>> found = mix_change({"a": Weighed(8, 80), "b": Weighed(2, 40)},
    ...                    {"a": Weighed(6, 60), "b": Weighed(4, 80)})
    >>> found.before, found.after, round(found.mix_effect, 9), round(found.within_effect, 9)
    (12.0, 14.0, 2.0, 0.0)
    """
    for name, groups in (("before", before), ("after", after)):
        if any(not group.weight >= 0 for group in groups.values()):
            raise ParameterError(name, dict(groups), "weights of 0 or more")
    weights = [sum(group.weight for group in groups.values()) for groups in (before, after)]
    if not all(weights):
        return None
    parts = [_part(before.get(key), after.get(key), weights) for key in {**before, **after}]
    means = [sum(group.total for group in groups.values()) for groups in (before, after)]
    return MixChange(
        before=means[0] / weights[0],
        after=means[1] / weights[1],
        at_constant_mix=sum(part[0] for part in parts),
        mix_effect=sum(part[1] for part in parts),
        within_effect=sum(part[2] for part in parts),
    )


def _part(
    before: Weighed | None, after: Weighed | None, weights: list[float]
) -> tuple[float, float, float]:
    """Return what a group adds at constant mix, to the mix effect and to the within effect."""
    shares = [
        group.weight / weight if group else 0.0
        for group, weight in zip((before, after), weights, strict=True)
    ]
    known = [group.total / group.weight for group in (before, after) if group and group.weight]
    if not known:
        return 0.0, 0.0, 0.0
    is_there = [bool(group and group.weight) for group in (before, after)]
    first, last = (known[0], known[-1]) if all(is_there) else (known[0], known[0])
    return (
        shares[0] * last,
        (shares[1] - shares[0]) * (first + last) / 2,
        (last - first) * (shares[0] + shares[1]) / 2,
    )
