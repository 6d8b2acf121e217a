"""Credit by what would be lost without a channel, in a Markov chain of the journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import numpy as np
import pyarrow as pa

from boucle.analytics.attribution.codes import Codes
from boucle.analytics.attribution.contract import JOURNEYS
from boucle.analytics.attribution.markov_credit import markov_credit
from boucle.analytics.attribution.steps import Steps, decided, steps
from boucle.errors import ParameterError

if TYPE_CHECKING:
    import ibis.expr.types as ir

MARKOV_ORDERS = (1, 2, 3)


def markov(journeys: ir.Table, order: int = 1, *, by: str = "channel") -> ir.Table:
    """Share wins and amounts by removal effects, exactly.

    Parameters
    ----------
    journeys
        From `journeys`, lost cases among them: without those, every path of the chain ends in a
        win. Open cases are left out.
    order
        How many channels back the chain remembers: 1, 2 or 3.
    by
        Column whose values are the states of the chain.

    Returns
    -------
    ir.Table
        One row per value of `by` in a won or lost case (null last): ``credit_wins`` (wins; sums to
        the won cases that have a touchpoint), ``credit_amount`` (agreement's currency, full
        precision; null where no won case has an amount), ``removal_effect`` (0 to 1: the share of
        the chain's wins that pass through the value). No row where nothing is won. Runs at once:
        the journeys are counted in their engine, the chain is solved here.

    Raises
    ------
    MissingColumnsError
        If `journeys` lacks a column.
    ParameterError
        If `order` is none of 1, 2 and 3.

    Notes
    -----
    One exact solve instead of simulated journeys [1]_. A chain describes; it says nothing of what
    a channel caused.

    References
    ----------
    .. [1] Anderl, E., Becker, I., von Wangenheim, F., Schumann, J. H. Mapping the customer
       journey. International Journal of Research in Marketing 33(3), 457-474 (2016).
       doi:10.1016/j.ijresmar.2016.03.001
    """
    JOURNEYS.check(journeys, by)
    if order not in MARKOV_ORDERS:
        raise ParameterError("order", order, "1, 2 or 3")

    codes = Codes(decided(journeys), by)
    found = Steps(steps(journeys, codes, order), order)
    credited = markov_credit(found.chain(), len(codes), is_negative=found.is_negative)
    is_any = bool(found.is_won.any())
    rows = np.arange(len(codes) if is_any else 0)
    amount: Any = credited.amount[rows] if found.has_amounts else pa.nulls(len(rows), pa.float64())
    return ibis.memtable(
        pa.table(
            {
                by: codes.arrow(rows),
                "credit_wins": credited.wins[rows],
                "credit_amount": amount,
                "removal_effect": credited.removal_effect[rows],
            }
        )
    )
