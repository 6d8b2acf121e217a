"""What spending brought back in margin."""

from __future__ import annotations

from boucle.analytics.money.return_on_spend import return_on_spend
from boucle.figures.share import Figure


def return_on_margin(won_margin: float | None, spend: float | None, *, n_won: int = 0) -> Figure:
    """Return (margin - spend) ÷ spend, what marketers call ROMI: 0 where margin pays the spend.

    Parameters
    ----------
    won_margin
        Margin of the wins, in the agreement's currency; ``None`` where it is not known.
    spend
        In the same currency; ``None`` where nothing records it.
    n_won
        Wins behind the margin, for the figure's ``n``.

    Returns
    -------
    Figure
        A ratio. No value: ``no_spend`` (none recorded, or 0), ``no_margin``.

    Notes
    -----
    Strictly, only the margin that would not have come without the spend counts; here all of it
    does, so this is an upper bound.

    Examples
    --------
    >>> return_on_margin(14_400.0, 9_000.0).value
    0.6
    """
    found = return_on_spend(won_margin, spend, n_won=n_won)
    return Figure(None, n_won, reason="no_margin") if found.reason == "no_amount" else found
