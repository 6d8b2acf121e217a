"""What a lead, an opportunity or a win costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.figures.share import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping


def cost_per(spend: float | None, counts: Mapping[str, int | None]) -> dict[str, Figure]:
    """Divide what was spent by what it was spent for.

    Parameters
    ----------
    spend
        In the agreement's currency; ``None`` where nothing records it. Spend of the months in
        which the counted cases came in, not of those in which they were won.
    counts
        Cases by name (``lead``, ``mql``, ``opportunity``, ``win``); ``None`` where nothing records
        them.

    Returns
    -------
    dict
        ``cost_per_<name>``: an amount, ``n`` its cases. No value: ``not_recorded`` (no count),
        ``no_spend``, ``no_cases`` (a cost divided by 0 cases is not 0).

    Examples
    --------
    >>> cost_per(9_000.0, {"win": 3})["cost_per_win"].value
    3000.0
    >>> cost_per(9_000.0, {"win": 0})["cost_per_win"].reason
    'no_cases'
    """
    return {f"cost_per_{name}": _cost(spend, n) for name, n in counts.items()}


def _cost(spend: float | None, n: int | None) -> Figure:
    if n is None:
        return Figure(None, 0, reason="not_recorded")
    if spend is None:
        return Figure(None, n, reason="no_spend")
    if n == 0:
        return Figure(None, 0, reason="no_cases")
    return Figure(spend / n, n)
