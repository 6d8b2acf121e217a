"""What spending brought back in revenue."""

from __future__ import annotations

from boucle.figures.share import Figure


def return_on_spend(won_amount: float | None, spend: float | None, *, n_won: int = 0) -> Figure:
    """Return (won amount - spend) ÷ spend: 0 where revenue only pays the spend back.

    Parameters
    ----------
    won_amount
        Revenue won, in the agreement's currency; ``None`` where the wins have no amount.
    spend
        In the same currency; ``None`` where nothing records it.
    n_won
        Wins behind the amount, for the figure's ``n``.

    Returns
    -------
    Figure
        A ratio, -1 or more. No value: ``no_spend`` (none recorded, or 0), ``no_amount``.

    Notes
    -----
    Revenue is not gain: `return_on_margin` says whether the spend paid. Neither says what would
    have been won without it.

    Examples
    --------
    >>> return_on_spend(36_000.0, 9_000.0).value
    3.0
    """
    if not spend:
        return Figure(None, n_won, reason="no_spend")
    if won_amount is None:
        return Figure(None, n_won, reason="no_amount")
    return Figure((won_amount - spend) / spend, n_won)
