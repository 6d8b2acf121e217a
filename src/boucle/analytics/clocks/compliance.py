"""Compliance: which share of the clocks that had to stop stopped in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.errors import MissingColumnsError, ParameterError
from boucle.figures.share_columns import share_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

_READ = ("state", "state_without_pauses", "target_share")


def compliance(
    waits: ir.Table, *, by: Sequence[str] = ("clock", "lead_type"), level: float = 0.95
) -> ir.Table:
    """Return the share of clocks that kept their deadline, with and without pauses.

    Parameters
    ----------
    waits
        From `waits`.
    by
        Columns of `waits` to part them by.
    level
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    ir.Table
        One row per value of `by`: ``n_met``, ``n_missed`` (late ones and those still running past
        their deadline), ``n_open_overdue`` (of the missed), ``n_open_not_due``, ``n_withdrawn``,
        ``n_no_target`` (three that are neither kept nor missed), ``n`` (met and missed),
        ``share`` (0 to 1), ``low``, ``high`` (Wilson), ``reason`` (``no_cases``, ``n_under_10``:
        share and interval are then null), ``share_without_pauses`` (masked likewise, with its
        ``n_without_pauses``), ``target_share`` (what was promised, null where it differs within
        the row).

    Raises
    ------
    MissingColumnsError
        If `waits` lacks a column that is read.
    ParameterError
        If `level` is not between 0 and 1.
    """
    if missing := {*_READ, *by} - set(waits.columns):
        raise MissingColumnsError("waits", missing, waits.columns)
    if not 0 < level < 1:
        raise ParameterError("level", level, "0 < level < 1")

    promised = waits.target_share
    counted = waits.group_by(list(by)).agg(
        **_counts(waits.state, ""),
        **_counts(waits.state_without_pauses, "_without_pauses"),
        target_share=ibis.ifelse(
            promised.min() == promised.max(), promised.max(), ibis.null("float64")
        ),
    )
    shares = share_columns(counted.n_met, counted.n, level=level)
    plain = share_columns(counted.n_met_without_pauses, counted.n_without_pauses, level=level)
    return counted.select(
        *by, "n_met", "n_missed", "n_open_overdue", "n_open_not_due", "n_withdrawn", "n_no_target",
        "n", **shares, share_without_pauses=plain["share"],
        n_without_pauses=counted.n_without_pauses, target_share=counted.target_share,
    )  # fmt: skip


def _counts(state: ir.StringValue, ending: str) -> dict[str, ir.IntegerScalar]:
    missed = ("missed", "open_overdue")
    counts = {
        "n_met": (state == "met").sum(),
        "n_missed": state.isin(missed).sum(),
        "n": state.isin(("met", *missed)).sum(),
    }
    others = ("open_overdue", "open_not_due", "withdrawn", "no_target")
    counts |= {f"n_{other}": (state == other).sum() for other in others}
    return {f"{name}{ending}": count.fill_null(0) for name, count in counts.items()}
