"""The sections of money on the page: each a table, a picture where one helps, a few sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boucle.reporting.closed_loop.cells import NOTHING, Cell
from boucle.reporting.money import page_pictures, words
from boucle.reporting.money.cells import MoneyCells
from boucle.reporting.money.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from boucle.agreement.schema import Agreement
    from boucle.language import Text
    from boucle.reporting.closed_loop.cells import Writer

Row = dict[str, Any]
_CUSTOMER = (
    "n_new_customers", "cac", "monthly_margin", "kept_share", "lifetime_margin",
    "lifetime_to_cac", "payback_months",
)  # fmt: skip
_PROGRAMME = (
    "monthly_spend", "monthly_leads", "margin_12", "cost_12", "margin_24", "cost_24",
    "break_even_months", "break_even_on",
)  # fmt: skip
_GROUP = ("n_won", "average_deal", "amount_share", "margin_share")
_MOVE = ("spend", "proposed", "marginal", "mind_changes_at", "said")


@dataclass(frozen=True)
class MoneySections:
    """Lays out the JSON content of `Money` in the language of `writer`."""

    figures: Mapping[str, Any]
    agreement: Agreement
    channel: Callable[[str | None], str]
    writer: Writer

    def sections(self) -> list[Row]:
        """Return the sections that have anything to say, in order."""
        made = (
            self._origins(), self._customers(), self._programmes(), self._deals(), self._budget()
        )  # fmt: skip
        return [section for section in made if section is not None]

    def _say(self, text: Text) -> str:
        return text.in_(self.writer.language)

    @property
    def _cells(self) -> MoneyCells:
        return MoneyCells(self.writer)

    @property
    def _sentences(self) -> Sentences:
        return Sentences(self.writer, self.channel)

    def _section(  # noqa: PLR0917 - one shape for all sections
        self,
        what: str,
        key: Text,
        fields: Sequence[str],
        rows: Iterable[tuple[str, list[Cell], bool]],
        sentences: Sequence[str],
        pictures: Sequence[Any] = (),
    ) -> Row:
        return {
            "anchor": f"money-{what}",
            "title": self._say(words.TITLES[what]),
            "name_label": self._say(key),
            "about": self._say(words.ABOUT[what]),
            "sentences": list(sentences),
            "pictures": list(pictures),
            "columns": [
                {"label": self._say(words.label(name)),
                 "definition": self._say(words.meaning(name)), "is_text": name == "said"}
                for name in fields
            ],
            "rows": [
                {"anchor": f"money-{what}-{place}", "name": name, "is_immature": is_early,
                 "cells": cells}
                for place, (name, cells, is_early) in enumerate(rows)
            ],
            "credit": None,
            "more": "",
        }  # fmt: skip

    def _origins(self) -> Row | None:
        figures = self.figures["origins"]
        if not figures["n_won"]:
            return None
        fields = ("n_won", "wins_share", "won_amount", "amount_share")
        apart = dict.fromkeys(fields, figures["reasons"].get("influenced", ""))
        why = {"influenced": apart} if apart["n_won"] else {}
        parts = {name: figures[name] | {"reasons": why.get(name, figures["reasons"])}
                 for name in ("originated", "other_origins", "influenced")}  # fmt: skip
        rows = [
            (self._say(words.ORIGINS[name]), [self._cells.of(part, field) for field in fields],
             False)
            for name, part in parts.items()
        ]  # fmt: skip
        return self._section(
            "origins", words.LABELS["origin"], fields, rows, self._sentences.origins(figures)
        )

    def _customers(self) -> Row | None:
        figures = self.figures["customers"]
        if figures is None or not figures["by_channel"]["total"]["n_new_customers"]:
            return None
        total = figures["by_channel"]["total"]
        if total["cac"] is None and total["lifetime_margin"]["value"] is None:
            return None
        rows = [(self._say(words.ALL), self._row(total, _CUSTOMER), False)]
        rows += [self._customer(self.channel(row["channel"]), row)
                 for row in figures["by_channel"]["rows"]]  # fmt: skip
        services = [row for row in figures["by_service"]["rows"] if row["service"] is not None]
        rows += [self._customer(self._service(row["service"]), row) for row in services]
        said = self._sentences.customers(figures["by_channel"])
        return self._section("customers", words.CHANNEL_OR_SERVICE, _CUSTOMER, rows, said)

    def _customer(self, name: str, row: Row) -> tuple[str, list[Cell], bool]:
        return name, self._row(row, _CUSTOMER), row["reasons"].get("cac") == "effect_delay"

    def _row(self, row: Row, fields: Sequence[str]) -> list[Cell]:
        return [self._cells.of(row, field) for field in fields]

    def _service(self, code: str | None) -> str:
        labels = {each.code: self._say(each.label) for each in self.agreement.services}
        return labels.get(code or "", code or NOTHING)

    def _programmes(self) -> Row | None:
        rows = self.figures["programmes"]
        if not rows:
            return None
        shown = [
            (self.channel(row["channel"]), self._row(_at_ages(row), _PROGRAMME),
             row["reasons"].get("curve") == "effect_delay")
            for row in rows
        ]  # fmt: skip
        return self._section(
            "programmes", words.CHANNEL, _PROGRAMME, shown, self._sentences.programmes(rows),
            page_pictures.programmes(rows, self.channel, self.writer),
        )  # fmt: skip

    def _deals(self) -> Row | None:
        figures = self.figures["deals"]
        if figures is None or (figures["average_deal"] is None and figures["margin"] is None):
            return None
        fields = [f"{name}_{side}" for name in _GROUP for side in ("before", "after")]
        rows = [
            (self._service(group["service"]),
             [self._cells.of((group[side] or {}) | {"reasons": {}}, name)
              for name in _GROUP for side in ("before", "after")], False)
            for group in figures["groups"]
        ]  # fmt: skip
        return self._section(
            "average_deal", words.SERVICE, fields, rows, self._sentences.deals(figures)
        )

    def _budget(self) -> Row | None:
        figures = self.figures["budget"]
        if figures is None or not figures["moves"]:
            return None
        moves = sorted(figures["moves"], key=lambda move: -move["spend"])
        rows = [
            (self.channel(move["channel"]),
             [*self._row(move, _MOVE[:-1]), Cell(self._sentences.move(move), is_text=True)],
             move["reasons"].get("action") == "effect_delay")
            for move in moves
        ]  # fmt: skip
        return self._section(
            "budget", words.CHANNEL, _MOVE, rows, self._sentences.budget(figures),
            page_pictures.marginals(moves, self.channel, self.writer),
        )  # fmt: skip


def _at_ages(row: Row) -> Row:
    """Add what a programme has cost and brought after one year and after two."""
    months = {each["month"]: each for each in row["curve"]}
    made = dict(row)
    why = row["reasons"].get("curve", "not_reached")
    reasons = dict(row["reasons"])
    for month in (12, 24):
        at = months.get(month)
        made[f"cost_{month}"] = at["cost"] if at else None
        made[f"margin_{month}"] = at["margin"] | {"n": row["n_won"]} if at else None
        if at is None:
            reasons |= {f"cost_{month}": why, f"margin_{month}": why}
    return made | {"reasons": reasons}
