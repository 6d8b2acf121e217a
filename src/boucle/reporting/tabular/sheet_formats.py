"""How each kind of column looks in a sheet. Signs are those of the reader's own program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from boucle.language.formats import LOCALES

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from boucle.language import Language
    from boucle.reporting.tabular.table import ReportColumnKind

# A sheet counts days from there: what is earlier stays a text.
FIRST_YEAR = 1900
# Windows' numbers of the two languages: they choose the side of the sign of money.
_LANGUAGE_NUMBERS: dict[Language, str] = {"fr": "C0C", "en": "1009"}
_TO_THE_LEFT = frozenset({"text", "date", "month", "moment", "flag", "reasons"})
_HATCHING, _PALE = 14, "#c3d4ea"

_NUMBER_FORMATS: dict[str, str] = {
    "count": "#,##0",
    "number": "#,##0.00",
    "days": "#,##0.0",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "moment": "yyyy-mm-dd hh:mm",
}


@dataclass(frozen=True)
class Styles:
    """The styles of one workbook, each made once."""

    book: Workbook
    currency: str
    language: Language
    _made: dict[object, Format] = field(default_factory=dict)

    def head(self, kind: ReportColumnKind = "text") -> Format:
        """Return the style of a column's head, over its texts or over its numbers."""
        side = "left" if kind in _TO_THE_LEFT else "right"
        return self._style(("head", side), bold=True, text_wrap=True, valign="bottom", bottom=1,
                           bg_color="#e9f0f9", font_color="#1d2733", align=side)  # fmt: skip

    @property
    def label(self) -> Format:
        """Names of the figures of a list."""
        return self._style("label", bold=True, valign="top")

    def of(
        self, kind: ReportColumnKind, *, is_shaded: bool = False, is_list: bool = False
    ) -> Format:
        """Return the style of a kind of column, hatched where the row is not to be compared.

        In a list values of every kind stand under each other, all to the left.
        """
        looks: dict[str, Any] = {"valign": "top"}
        if (pattern := self._number_format(kind)) is not None:
            looks["num_format"] = pattern
        if is_list or kind in _TO_THE_LEFT:
            looks["align"] = "left"
        if is_shaded:
            looks |= {"pattern": _HATCHING, "fg_color": _PALE}
        return self._style((kind, is_shaded, is_list), **looks)

    def _number_format(self, kind: ReportColumnKind) -> str | None:
        space = "\u00a0" if self.language == "fr" else ""
        if kind == "flag":
            # Some programs show 1 and 0 else; Excel writes its own words anyway.
            return '"vrai";"vrai";"faux"' if self.language == "fr" else '"true";"true";"false"'
        if kind == "share":
            return f"0.0{space}%"
        if kind == "ratio":
            return f"+#,##0{space}%;-#,##0{space}%;0{space}%"
        if kind == "amount":
            return self._money()
        return _NUMBER_FORMATS.get(kind)

    def _money(self) -> str:
        from babel.numbers import get_currency_symbol  # start-up

        sign = get_currency_symbol(self.currency, locale=LOCALES[self.language])
        marked = f"[${sign}-{_LANGUAGE_NUMBERS[self.language]}]"
        return f"#,##0.00\u00a0{marked}" if self.language == "fr" else f"{marked}#,##0.00"

    def _style(self, name: object, **looks: Any) -> Format:
        if name not in self._made:
            self._made[name] = self.book.add_format(looks)
        return self._made[name]
