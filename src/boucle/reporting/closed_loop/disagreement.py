"""How far the models differ, channel by channel: what no single reading tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boucle.reporting.closed_loop.rows import Row

# A chain is solved and a rule is added up: where both say the same, the last digits differ.
_DIGITS = 9

Figures = dict[str, dict[str, Any]]


def disagreement(total: Row, by_channel: Sequence[Row], reference: str) -> dict[str, Any]:
    """Return the spread of the credits of each channel, the widest first.

    In amounts, or in wins where no amount is known (``unit``). Each of ``rows`` has ``channel``,
    ``reference`` (the figure of the `reference` model), ``lowest`` and ``highest`` (``model``,
    ``value``), ``spread_share`` (highest − lowest ÷ all that was won), ``best_rank`` and
    ``worst_rank`` among the channels under any model, and ``intervals_overlap`` (whether the
    intervals of those two meet; null where a bound is unknown). ``leaders`` says of each channel
    how many models put it first. What no channel explains is left out.
    """
    unit, field, won = "amount", "credit_intervals", total["won_amount"]
    if not won or won < 0:
        unit, field, won = "wins", "credit_wins_intervals", total["n_won"] or 0
    credits_ = {row["channel"]: row[field] for row in by_channel if _is_credited(row, field)}
    ranks = _ranks(credits_)
    rows = [
        _row(channel, figures, ranks[channel], won, reference)
        for channel, figures in credits_.items()
    ]
    rows.sort(key=lambda row: (-row["spread_share"], -row["highest"]["value"], row["channel"]))
    return {
        "unit": unit,
        "reference_model": reference,
        "n_models": len(next(iter(credits_.values()), {})),
        "leaders": _leaders(ranks),
        "rows": rows,
    }


def _is_credited(row: Row, field: str) -> bool:
    return row["channel"] is not None and any(each["value"] for each in row[field].values())


def _row(
    channel: str, figures: Figures, ranks: Mapping[str, int], won: float, reference: str
) -> dict[str, Any]:
    values = _values(figures)
    lowest, highest = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    low, high = figures[lowest], figures[highest]
    return {
        "channel": channel,
        "reference": figures[reference],
        "lowest": {"model": lowest, "value": values[lowest]},
        "highest": {"model": highest, "value": values[highest]},
        "spread_share": (values[highest] - values[lowest]) / won,
        "best_rank": min(ranks.values()),
        "worst_rank": max(ranks.values()),
        "intervals_overlap": None
        if low["high"] is None or high["low"] is None
        else low["high"] >= high["low"],
    }


def _values(figures: Figures) -> dict[str, float]:
    """Return the credit of each model, without the last digits in which equal models differ."""
    return {model: float(f"{each['value']:.{_DIGITS}g}") for model, each in figures.items()}


def _ranks(credits_: Mapping[str, Figures]) -> dict[str, dict[str, int]]:
    """Return the rank of each channel under each model, from 1; equal ones share the better."""
    values = {channel: _values(figures) for channel, figures in credits_.items()}
    return {
        channel: {
            model: 1 + sum(other[model] > value for other in values.values())
            for model, value in own.items()
        }
        for channel, own in values.items()
    }


def _leaders(ranks: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    counts = {
        channel: sum(rank == 1 for rank in of_models.values())
        for channel, of_models in ranks.items()
    }
    found = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return {channel: n for channel, n in found if n}
