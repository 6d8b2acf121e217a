"""How each figure of money is written on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boucle.language import formats
from boucle.reporting.closed_loop.cells import NOTHING, Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.reporting.closed_loop.cells import Writer

_SHARES = frozenset({"wins_share", "amount_share", "margin_share", "kept_share"})
_DECIMALS = {"monthly_leads": 1, "lifetime_to_cac": 1, "payback_months": 1}
_PER_DOLLAR = frozenset({"marginal", "mind_changes_at"})


@dataclass(frozen=True, slots=True)
class MoneyCells:
    """Writes figures in the language and currency of `writer`."""

    writer: Writer

    def of(self, row: Mapping[str, Any], field: str) -> Cell:
        """Return the cell of one field of a row that may have `reasons`."""
        value = row.get(field)
        if isinstance(value, dict):
            return self._with_bounds(row, field, value)
        if value is None:
            return self.writer.nothing(dict(row), field)
        return Cell(self.write(field, value))

    def _with_bounds(self, row: Mapping[str, Any], field: str, value: dict[str, Any]) -> Cell:
        bounds = ("p10", "p90") if "p50" in value else ("low", "high")
        middle = value["p50"] if "p50" in value else value["value"]
        n = f"\nn = {formats.number(value['n'], self.writer.language)}" if "n" in value else ""
        if middle is None:
            return self.writer.nothing(dict(row), field)
        shown = [
            NOTHING if value.get(name) is None else self.write(field, value[name])
            for name in bounds
        ]
        said = formats.interval(shown[0], shown[1], self.writer.language)
        return Cell(self.write(field, middle), note=f"{said}{n}")

    def write(self, field: str, value: Any) -> str:
        """Write one number as its field wants it."""
        language = self.writer.language
        if field in _SHARES:
            return formats.share(value, language)
        if field in _PER_DOLLAR:
            return formats.money(value, self.writer.currency, language, with_cents=True)
        if field == "break_even_on":
            return formats.month(value, language)
        if field.startswith("n_") or field == "break_even_months":
            return formats.number(value, language)
        if field in _DECIMALS:
            return formats.number(value, language, digits=_DECIMALS[field])
        return self.writer.money(value)
