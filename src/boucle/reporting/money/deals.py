"""The mean deal and the margin, this year beside the last: how much is mix, how much is within."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.analytics import money
from boucle.analytics.money import Weighed
from boucle.figures.share import MASK_UNDER
from boucle.reporting.money.ground import month_after, place_of

if TYPE_CHECKING:
    from boucle.reporting.money.ground import Ground

Row = dict[str, Any]
_YEAR = 12
# Under half a year a side, the season is taken for a change.
_LEAST = 6
_PARTS = ("before", "after")


def deals(ground: Ground, by: str = "service") -> Row:
    """Return the mean deal and the margin share of two stretches as long as each other."""
    stretches = _stretches(ground)
    if stretches is None:
        return {"by": by, "before": None, "after": None, "average_deal": None, "margin": None,
                "groups": [], "reasons": {"before": "few_months"}}  # fmt: skip
    before, after = stretches
    frame = ground.frame
    parted = money.deal_mix(frame.deal_cases, by=by, before=before, after=after)
    rows = parted.to_pyarrow().to_pylist()
    whole = {
        row["period"]: row
        for row in money.deal_mix(frame.deal_cases, by=None, before=before, after=after)
        .to_pyarrow().to_pylist()
    }  # fmt: skip
    reasons: dict[str, str] = {}
    average = _change(rows, whole, "n_won", "won_amount", "average_deal", reasons)
    return {
        "by": by,
        "before": {"from": before[0], "to": before[1]},
        "after": {"from": after[0], "to": after[1]},
        "average_deal": average
        and average | {f"median_{part}": whole[part]["median_amount"] for part in _PARTS},
        "margin": _change(rows, whole, "margined_amount", "margin", "margin", reasons),
        "groups": _groups(rows, by),
        "reasons": reasons,
    }


def _stretches(ground: Ground) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """Return two stretches of up to a year that end with the last complete month."""
    closed = [row["month_closed"] for row in ground.cubes.deals if row["month_closed"]]
    if not closed:
        return None
    last = ground.last_month
    n = min(_YEAR, (place_of(last) - place_of(min(closed)) + 1) // 2)
    if n < _LEAST:
        return None
    return (
        (month_after(last, 1 - 2 * n), month_after(last, -n)),
        (month_after(last, 1 - n), last),
    )


def _change(  # noqa: PLR0917 - one place calls it
    rows: list[Row],
    whole: dict[str, Row],
    weight: str,
    total: str,
    name: str,
    reasons: dict[str, str],
) -> Row | None:
    n = {part: whole[part]["n_won"] if part in whole else 0 for part in _PARTS}
    if min(n.values()) < MASK_UNDER:
        reasons[name] = "n_under_10"
        return None
    sides = [
        {_key(row): Weighed(row[weight], row[total]) for row in rows if row["period"] == part}
        for part in _PARTS
    ]
    found = money.mix_change(*sides)
    if found is None:
        reasons[name] = "no_margin"
        return None
    return {
        "n_before": n["before"],
        "n_after": n["after"],
        "before": found.before,
        "after": found.after,
        "at_constant_mix": found.at_constant_mix,
        "mix_effect": found.mix_effect,
        "within_effect": found.within_effect,
    }


def _key(row: Row) -> Any:
    return next(value for name, value in row.items() if name not in _FIELDS)


_FIELDS = frozenset(
    ("period", "n_won", "won_amount", "median_amount", "margin", "margined_amount",
     "n_without_amount")
)  # fmt: skip


def _groups(rows: list[Row], by: str) -> list[Row]:
    found: dict[Any, Row] = {}
    amounts = {
        part: sum(row["won_amount"] for row in rows if row["period"] == part) for part in _PARTS
    }
    for row in rows:
        part = row["period"]
        found.setdefault(row[by], {by: row[by]})[part] = {
            "n_won": row["n_won"],
            "won_amount": row["won_amount"],
            "amount_share": row["won_amount"] / amounts[part] if amounts[part] else None,
            "average_deal": row["won_amount"] / row["n_won"] if row["n_won"] else None,
            "median_deal": row["median_amount"],
            "margin": row["margin"],
            "margin_share": row["margin"] / row["margined_amount"]
            if row["margined_amount"] else None,
        }  # fmt: skip
    made = [{by: value, **{part: each.get(part) for part in _PARTS}}
            for value, each in found.items()]  # fmt: skip
    return sorted(made, key=lambda each: (each[by] is None, each[by] or ""))
