"""How a table of figures leaves the process: for people, for programs, for sheets."""

from __future__ import annotations

import csv
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from boucle.cli.options import Format
from boucle.cli.words import LANGUAGE, say
from boucle.language import formats
from boucle.operations.closed_loop import NOTHING_IMPORTED
from boucle.operations.writing import to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console
    from rich.table import Table

    from boucle.operations.listing import Listing, ListingColumn

NOTHING = "—"
# When an empty lake knew what it knows.
_BEFORE_ALL = datetime.fromtimestamp(0, tz=UTC)
_WIDE = 400
_LEAST_TEXT = 12


def print_listing(listing: Listing, format_: Format) -> None:
    """Print on stdout; what is said about it goes to stderr."""
    if format_ is Format.JSON:
        sys.stdout.write(to_json(listing.as_json(LANGUAGE)) + "\n")
    elif format_ is Format.CSV:
        _print_csv(listing)
    else:
        _print_table(listing)


def _print_csv(listing: Listing) -> None:
    flat = [_flat(row, listing.columns) for row in listing.rows]
    names = list(flat[0]) if flat else [column.name for column in listing.columns]
    writer = csv.DictWriter(sys.stdout, fieldnames=names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)


def _flat(row: dict[str, Any], columns: tuple[ListingColumn, ...]) -> dict[str, Any]:
    """Spread each figure over four cells, so that a sheet keeps n and interval."""
    flat: dict[str, Any] = {}
    for column in columns:
        value = row.get(column.name)
        if isinstance(value, dict) and "value" in value:
            flat[column.name] = value["value"]
            flat |= {f"{column.name}_{part}": value[part] for part in ("n", "low", "high")}
        else:
            flat[column.name] = value
    return {name: _plain(value) for name, value in flat.items()}


def _plain(value: Any) -> Any:
    """Write a value as sheets read it: no Python word, no digit that floats add by themselves."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return " + ".join(f"{_plain(amount)} {currency}" for currency, amount in value.items())
    return float(f"{value:.12g}") if isinstance(value, float) else value


def _print_table(listing: Listing) -> None:
    # Start-up: rich is only for people.
    from rich.console import Console
    from rich.measure import Measurement

    # In a pipe nothing is cut: whoever reads it can scroll.
    width = None if sys.stdout.isatty() else _WIDE
    # Names come from files: brackets and colons in them are no styles.
    console = Console(width=width, markup=False, emoji=False, highlight=False)
    table = _table(listing)
    if Measurement.get(console, console.options, table).minimum > console.width:
        _print_records(listing, console)
    else:
        console.print(table)
    if not listing.rows:
        console.print(say(fr="Rien à montrer.", en="Nothing to show."))
    about = Console(stderr=True, style="dim", markup=False, emoji=False, highlight=False)
    if listing.as_of == _BEFORE_ALL:
        about.print(NOTHING_IMPORTED.in_(LANGUAGE))
        return
    if listing.as_of is not None:
        moment = formats.moment(listing.as_of, ZoneInfo(listing.time_zone), LANGUAGE)
        about.print(say(fr=f"En date du {moment}.", en=f"As of {moment}."))
    about.print(listing.definition.in_(LANGUAGE))


def _table(listing: Listing) -> Table:
    from rich.table import Table

    table = Table(
        title=listing.title.in_(LANGUAGE), title_justify="left", title_style="bold",
        header_style="bold underline", box=None, pad_edge=False, padding=(0, 2, 0, 0),
    )  # fmt: skip
    for column in listing.columns:
        is_text = column.kind == "text"
        justify: Literal["left", "right"] = (
            "left" if column.kind in ("text", "moment", "flag") else "right"
        )
        table.add_column(
            column.label.in_(LANGUAGE), justify=justify, no_wrap=not is_text,
            min_width=_LEAST_TEXT if is_text else None,
        )  # fmt: skip
    for row in listing.rows:
        table.add_row(*(cell(row.get(column.name), column, listing) for column in listing.columns))
    return table


def _print_records(listing: Listing, console: Console) -> None:
    """Print one block a row, for a terminal too narrow for the table."""
    console.print(listing.title.in_(LANGUAGE), style="bold")
    first, *others = listing.columns
    for row in listing.rows:
        console.print(f"\n{cell(row.get(first.name), first, listing)}", style="bold")
        for column in others:
            value = cell(row.get(column.name), column, listing)
            console.print(f"  {column.label.in_(LANGUAGE)} : {value}", highlight=False)


def cell(value: Any, column: ListingColumn, listing: Listing) -> str:
    """Write one value as the reader's language writes it."""
    if isinstance(value, dict) and "value" in value:
        return _figure(value, column, listing)
    if value is None or value in ("", {}):
        return NOTHING
    return _WRITERS[column.kind](value, listing)


_WRITERS: dict[str, Callable[[Any, Listing], str]] = {
    "text": lambda value, _: str(value),
    "count": lambda value, _: formats.number(value, LANGUAGE),
    "days": lambda value, _: formats.number(value, LANGUAGE, digits=1),
    "number": lambda value, _: formats.number(value, LANGUAGE, digits=2),
    "amount": lambda value, listing: formats.money(value, listing.currency, LANGUAGE),
    "thousands": lambda value, listing: formats.thousands(value, listing.currency, LANGUAGE),
    "ratio": lambda value, _: formats.share(value, LANGUAGE, digits=0),
    "amounts": lambda value, _: " + ".join(
        formats.money(amount, currency, LANGUAGE) for currency, amount in value.items()
    ),
    "share": lambda value, _: formats.share(value, LANGUAGE),
    "flag": lambda value, _: say(fr="oui", en="yes") if value else say(fr="non", en="no"),
    "moment": lambda value, listing: formats.moment(
        # The engine's moments are UTC and carry no zone.
        value if value.tzinfo else value.replace(tzinfo=UTC),
        ZoneInfo(listing.time_zone),
        LANGUAGE,
    ),
}


def _figure(figure: dict[str, Any], column: ListingColumn, listing: Listing) -> str:
    if figure["value"] is None:
        return f"{NOTHING} (n = {figure['n']})"
    text = cell(figure["value"], column, listing)
    low, high = figure.get("low"), figure.get("high")
    if low is None and high is None:
        return f"{text} (n = {figure['n']})"
    low, high = (NOTHING if each is None else cell(each, column, listing) for each in (low, high))
    return f"{text} {formats.interval(low, high, LANGUAGE)} (n = {figure['n']})"
