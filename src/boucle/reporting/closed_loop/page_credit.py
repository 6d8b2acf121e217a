"""The tables of credit on the page: a row a channel or a campaign, a column a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.reporting.closed_loop.credit_values import credit_values
from boucle.reporting.closed_loop.definitions import DEFINITIONS, EVERY_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from boucle.reporting.closed_loop.cells import Writer
    from boucle.reporting.closed_loop.rows import Row


def credit_table(  # noqa: PLR0917 - one place calls it for each of two sections
    anchor: str,
    words: tuple[str, str],
    rows: Sequence[Row],
    name: Callable[[Row], str],
    writer: Writer,
    bounded: Collection[str] = EVERY_MODEL,
) -> dict[str, Any] | None:
    """Return the table of the rows that any model credits; None where there are none.

    `words` are its title and what its rows are. The models of `bounded` show their intervals: with
    all of them a long table can't be read.
    """
    credited = [row for row in rows if any(credit_values(row["credit_intervals"]).values())]
    if not credited:
        return None
    title, name_label = words
    return {
        "title": title,
        "name_label": name_label,
        "columns": [
            {
                "label": label.in_(writer.language),
                "definition": DEFINITIONS["credit_intervals"].in_(writer.language),
            }
            for label in EVERY_MODEL.values()
        ],
        "rows": [
            {
                "anchor": f"credit-{anchor}-{place}",
                "name": name(row),
                "is_immature": False,
                "cells": [
                    writer.credit(figure if model in bounded else figure["value"])
                    for model, figure in row["credit_intervals"].items()
                ],
            }
            for place, row in enumerate(credited)
        ],
    }
