"""Among the cases that end in one way, which share has done so by each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.timing.curve import log_log_interval
from boucle.analytics.timing.incidence_covariance import incidence_covariance

if TYPE_CHECKING:
    from boucle.analytics.timing.counted_durations import Numbers
    from boucle.analytics.timing.curve import Curve


def share_of_ends(
    curve: Curve, cause: str, *, level: float = 0.95
) -> tuple[Numbers, Numbers, Numbers]:
    """Return F(t) / F(end) of a cause at every step of `curve`, with its lower and upper bound.

    `curve` comes from `aalen_johansen` and has at least one end by `cause`.

    Notes
    -----
    F(t) and F(end) rise and fall together: more wins so far are more wins in all. The interval
    reads their covariance; with F(end) taken as known it would be about 1.4 times too wide. Where
    no case is open it is the interval of those wins alone (Greenwood, log(-log) scale).
    """
    incidence, ended = curve.incidence[cause], curve.n_events[cause]
    end = float(incidence[-1])
    ratio = incidence / end
    own = incidence_covariance(curve, ended, incidence, incidence)
    with_end = incidence_covariance(curve, ended, incidence, end)
    variance = (own - 2 * ratio * with_end + ratio**2 * own[-1]) / end**2
    # On the scale of the share that is still to come, as for the curve of those still waiting.
    least, most = log_log_interval(1 - ratio, variance, level)
    return ratio, 1 - most, 1 - least
