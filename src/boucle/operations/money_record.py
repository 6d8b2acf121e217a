"""Figures of money that look over the whole record, each as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.errors import ParameterError
from boucle.language import Text
from boucle.operations.listing import Listing, ListingColumn
from boucle.operations.listings import BY_LABELS, Asked, loop_by
from boucle.reporting.money import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.operations.listing import ColumnKind
    from boucle.reporting.frame import Frame
    from boucle.reporting.money.ground import Ground

_Columns = tuple[tuple[str, "ColumnKind"], ...]
_AMOUNT: ColumnKind = "amount"
# What a customer is told apart by.
CUSTOMER_GROUPS = ("channel", "persona", "service")
_NO_MONTH = Text(
    fr="aucune (ces chiffres regardent toute la période); enlevez l'option",
    en="left out (these figures look over the whole record)",
)
# Months of a programme that a table shows; the JSON has them all.
_SHOWN_MONTHS = (3, 12, 24)


def origins(asked: Asked) -> Listing:
    """List what marketing began and what began elsewhere, which add up, and what it touched."""
    from boucle.reporting.money.origins import origins as figures  # start-up: the engine

    frame = asked.frame()
    found = figures(loop_by(frame, "channel").ground)
    rows = [
        {"origin": name, **found[name], "reasons": found["reasons"]}
        for name in ("originated", "other_origins", "influenced")
    ]
    columns: _Columns = (
        ("origin", "text"), ("n_won", "count"), ("wins_share", "share"), ("won_amount", "amount"),
        ("amount_share", "share"),
    )  # fmt: skip
    also = {name: found[name] for name in ("n_won", "won_amount", "n_unknown_origin")}
    return _listing(frame, "origins", columns, rows, also)


def customers(asked: Asked) -> Listing:
    """List what customers cost and bring, by channel, persona or service.

    Raises
    ------
    ParameterError
        If they are asked for by anything else.
    """
    if asked.by not in CUSTOMER_GROUPS:
        raise ParameterError("--by", asked.by, " | ".join(CUSTOMER_GROUPS))
    from boucle.reporting.money.customers import customers as figures  # start-up: the engine

    frame = asked.frame()
    found = figures(_ground(asked, frame), asked.by)
    columns: _Columns = (
        (asked.by, "text"), ("n_new_customers", "count"), ("cost", "amount"), ("cac", "amount"),
        ("monthly_margin", "amount"), ("kept_share", "share"), ("lifetime_margin", "amount"),
        ("lifetime_to_cac", "number"), ("payback_months", "number"),
    )  # fmt: skip
    also = {name: found[name] for name in ("total", "horizon_months")}
    return _listing(frame, "customers", columns, found["rows"], also)


def programmes(asked: Asked) -> Listing:
    """List what each channel costs and brings over 24 months, and when it breaks even."""
    from boucle.reporting.money.programmes import programmes as figures  # start-up: the engine

    frame = asked.frame()
    rows = [_with_months(row) for row in figures(_ground(asked, frame))]
    shown = tuple((f"margin_{month}", _AMOUNT) for month in _SHOWN_MONTHS)
    columns: _Columns = (
        ("channel", "text"), ("monthly_spend", "amount"), ("monthly_leads", "number"),
        ("n_won", "count"), *shown, ("cost_24", "amount"), ("break_even_months", "count"),
        ("break_even_on", "text"),
    )  # fmt: skip
    return _listing(frame, "programmes", columns, rows)


def _with_months(row: dict[str, Any]) -> dict[str, Any]:
    months = {each["month"]: each for each in row["curve"]}
    made = dict(row)
    for month in _SHOWN_MONTHS:
        at = months.get(month)
        bounds = at["margin"] if at else {"value": None, "low": None, "high": None}
        made[f"margin_{month}"] = bounds | {"n": row["n_won"]}
        made[f"cost_{month}"] = at["cost"] if at else None
    return made


def average_deal(asked: Asked) -> Listing:
    """List the mean deal of two stretches by group; beside, how much of its change is mix."""
    return _deals(
        asked, "average_deal",
        (("n_won", "count"), ("average_deal", "amount"), ("median_deal", "amount"),
         ("amount_share", "share")),
    )  # fmt: skip


def margin_mix(asked: Asked) -> Listing:
    """List the margin of two stretches by group; beside, how much of its change is mix."""
    return _deals(
        asked, "margin",
        (("margin", "amount"), ("margin_share", "share"), ("amount_share", "share")),
    )  # fmt: skip


def _deals(asked: Asked, what: str, parts: _Columns) -> Listing:
    from boucle.reporting.money.deals import deals as figures  # start-up: the engine

    frame = asked.frame()
    found = figures(_ground(asked, frame), asked.column)
    rows = [
        {asked.by: group[asked.column]}
        | {f"{name}_{side}": (group[side] or {}).get(name)
           for name, _ in parts for side in ("before", "after")}
        for group in found["groups"]
    ]  # fmt: skip
    columns = (
        (asked.by, "text"),
        *((f"{name}_{side}", kind) for name, kind in parts for side in ("before", "after")),
    )
    also = {name: found[name] for name in ("before", "after", "reasons")} | {"change": found[what]}
    return _listing(frame, what, columns, rows, also)


def budget(asked: Asked) -> Listing:
    """List what the next dollar brings in each channel, and the move that is proposed."""
    from boucle.reporting.money.budget import budget as figures  # start-up: the engine

    frame = asked.frame()
    found = figures(_ground(asked, frame))
    rows = [move | _quantiles(move) for move in found.pop("moves")]
    columns: _Columns = (
        ("channel", "text"), ("action", "text"), ("spend", "amount"), ("proposed", "amount"),
        ("marginal_p10", "number"), ("marginal_p50", "number"), ("marginal_p90", "number"),
        ("mind_changes_at", "number"), ("why", "text"),
    )  # fmt: skip
    return _listing(frame, "budget", columns, rows, found)


def _quantiles(move: dict[str, Any]) -> dict[str, Any]:
    marginal = move["marginal"] or dict.fromkeys(("p10", "p50", "p90"))
    said = {f"marginal_{name}": value for name, value in marginal.items()}
    return said | {"why": move["reasons"].get("action")}


def _ground(asked: Asked, frame: Frame) -> Ground:
    if asked.wanted.month is not None:
        raise ParameterError("--month", asked.wanted.month, _NO_MONTH)
    return loop_by(frame, "channel").ground


def _listing(
    frame: Frame,
    what: str,
    columns: Sequence[tuple[str, ColumnKind]],
    rows: list[dict[str, Any]],
    also: dict[str, Any] | None = None,
) -> Listing:
    return Listing(
        title=words.TITLES[what],
        definition=words.ABOUT[what],
        columns=tuple(
            ListingColumn(name, BY_LABELS.get(name) or words.label(name), kind)
            for name, kind in columns
        ),
        rows=rows,
        as_of=frame.tables.as_of,
        currency=frame.currency,
        time_zone=frame.zone,
        also=also or {},
    )  # fmt: skip
