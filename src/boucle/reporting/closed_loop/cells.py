"""How each figure of a row is written on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boucle.figures.share import INTERVAL_UNDER
from boucle.language import formats
from boucle.reporting.closed_loop.definitions import REASONS

if TYPE_CHECKING:
    from boucle.language import Language
    from boucle.reporting.closed_loop.rows import Row

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its `text`, a `note` under it, and `why` where there is no figure."""

    text: str
    note: str = ""
    why: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes figures in one language and currency."""

    language: Language
    currency: str

    def cell(self, row: Row, field: str) -> Cell:
        """Return the cell of one field of a row."""
        value: Any = row.get(field)
        if isinstance(value, dict) and "value" in value:
            return self._figure(row, field, value)
        if field == "won_amount" and row.get("other_currencies"):
            return self._with_other_currencies(row)
        if value is None:
            return self.nothing(row, field)
        if field.startswith("n_"):
            return Cell(formats.number(value, self.language))
        if field.startswith("return_"):
            return Cell(self.ratio(value))
        return Cell(self.money(value))

    def _with_other_currencies(self, row: Row) -> Cell:
        apart = " + ".join(
            formats.money(amount, currency, self.language)
            for currency, amount in row["other_currencies"].items()
        )
        own = row["won_amount"]
        return (
            Cell(apart, note=self.nothing(row, "won_amount").why)
            if own is None
            else Cell(self.money(own), note=f"+ {apart}")
        )

    def nothing(self, row: Row, field: str) -> Cell:
        """Return the cell of a figure that can't be computed, with the reason."""
        reason = REASONS.get(row["reasons"].get(field, ""))
        return Cell(NOTHING, why=reason.in_(self.language) if reason else "")

    def money(self, value: float) -> str:
        """Write an amount to the unit."""
        return formats.money(value, self.currency, self.language)

    def credit(self, value: float | dict[str, Any] | None) -> Cell:
        """Write a credit: an amount, or an amount with its interval."""
        if not isinstance(value, dict):
            return Cell(NOTHING if value is None else self.money(value))
        if value["value"] is None:
            return Cell(NOTHING)
        note = self.bounds(value.get("low"), value.get("high"))
        return Cell(self.money(value["value"]), note=note)

    def bounds(self, low: float | None, high: float | None, *, digits: int = 0) -> str:
        """Write an interval, without the unit that stands above it; nothing if it is unknown."""
        if low is None or high is None:
            return ""
        said = [formats.number(each, self.language, digits=digits) for each in (low, high)]
        return formats.interval(said[0], said[1], self.language)

    def ratio(self, value: float) -> str:
        """Write a return: what came back above each unit spent."""
        return ("+" if value > 0 else "") + formats.share(value, self.language, digits=0)

    def _figure(self, row: Row, field: str, figure: dict[str, Any]) -> Cell:
        n = f"n = {formats.number(figure['n'], self.language)}"
        if figure["value"] is None:
            nothing = self.nothing(row, field)
            return Cell(NOTHING, why=nothing.why or n)
        write = self._days if field == "median_days_to_won" else self._share
        bounds = (figure["low"], figure["high"])
        if figure["n"] < INTERVAL_UNDER or field == "median_days_to_won":
            shown = [NOTHING if bound is None else write(bound) for bound in bounds]
            said = formats.interval(shown[0], shown[1], self.language)
            n = f"{said}\n{n}" if any(b is not None for b in bounds) else n
        return Cell(write(figure["value"]), note=n)

    def _days(self, value: float) -> str:
        return formats.number(value, self.language)

    def _share(self, value: float) -> str:
        return formats.share(value, self.language)
