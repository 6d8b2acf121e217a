"""The figures of money as tables, for sheets and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boucle.reporting.money import words
from boucle.reporting.tabular import ReportColumn, ReportTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from boucle.language import Language
    from boucle.reporting.tabular.table import ReportColumnKind

_Row = dict[str, Any]
_SHARES = frozenset({"wins_share", "amount_share", "kept_share", "margin_share"})
_NUMBERS = frozenset(
    {"monthly_leads", "lifetime_to_cac", "payback_months", "marginal", "mind_changes_at"}
)
_CUSTOMER = (
    "n_new_customers", "cost", "cac", "monthly_margin", "kept_share", "lifetime_margin",
    "lifetime_to_cac", "payback_months",
)  # fmt: skip
_GROUP = ("n_won", "won_amount", "amount_share", "average_deal", "median_deal", "margin",
          "margin_share")  # fmt: skip


@dataclass(frozen=True)
class MoneyTables:
    """Lays out the JSON content of `Money`: one row a thing, a figure over several columns."""

    figures: Mapping[str, Any]
    channel: Callable[[str | None], str]
    title: Callable[[str], str]
    language: Language

    def tables(self) -> Iterator[ReportTable]:
        """Yield one table a subject; what looks over the whole record is empty for a month."""
        is_whole = self.figures["customers"] is not None
        yield self._origins()
        yield self._customers(("channel", "service") if is_whole else ())
        yield self._programmes(self.figures["programmes"] or ())
        yield self._deals(self.figures["deals"]["groups"] if is_whole else ())
        yield self._budget(self.figures["budget"]["moves"] if is_whole else ())

    def _origins(self) -> ReportTable:
        found = self.figures["origins"]
        rows = [
            {"origin": name} | self._spread(found[name], ("wins_share",))
            for name in ("originated", "other_origins", "influenced")
        ]
        names = ("origin", "n_won", *_parts("wins_share", "n"), "won_amount", "amount_share")
        return self._table("money_origins", names, rows)

    def _customers(self, groups: Sequence[str]) -> ReportTable:
        rows = []
        for by in groups:
            found = self.figures["customers"][f"by_{by}"]
            rows += [
                {"by": by, "key": row[by],
                 "name": self.channel(row[by]) if by == "channel" else row[by]}
                | self._spread(row, ("lifetime_margin",))
                for row in found["rows"]
            ]  # fmt: skip
        names = ("by", "key", "name", *_spread_names(_CUSTOMER, "lifetime_margin"), "reasons")
        return self._table("money_customers", names, rows)

    def _programmes(self, programmes: Sequence[_Row]) -> ReportTable:
        rows = [
            {"channel": row["channel"], "channel_name": self.channel(row["channel"]),
             "month": each["month"], "cost": each["cost"], "margin": each["margin"]["value"],
             "margin_low": each["margin"]["low"], "margin_high": each["margin"]["high"],
             "is_even": each["month"] == row["break_even_months"]["value"]}
            for row in programmes
            for each in row["curve"]
        ]  # fmt: skip
        names = ("channel", "channel_name", "month", "cost", "margin", "margin_low", "margin_high",
                 "is_even")  # fmt: skip
        return self._table("money_programmes", names, rows)

    def _deals(self, groups: Sequence[_Row]) -> ReportTable:
        rows = [
            {"service": group["service"], "period": side} | (group[side] or {})
            for group in groups
            for side in ("before", "after")
        ]
        return self._table("money_deals", ("service", "period", *_GROUP), rows)

    def _budget(self, moves: Sequence[_Row]) -> ReportTable:
        rows = [
            {**move, "channel_name": self.channel(move["channel"])}
            | {f"marginal_{name}": (move["marginal"] or {}).get(name)
               for name in ("p10", "p50", "p90")}
            for move in moves
        ]  # fmt: skip
        names = ("channel", "channel_name", "action", "spend", "proposed", "marginal_p10",
                 "marginal_p50", "marginal_p90", "mind_changes_at", "reasons")  # fmt: skip
        return self._table("money_budget", names, rows)

    def _spread(self, row: Mapping[str, Any], figures: Sequence[str]) -> _Row:
        made = dict(row)
        for name in figures:
            figure = made.pop(name)
            made[name] = figure["value"]
            made |= {f"{name}_{part}": figure[part] for part in ("n", "low", "high")}
        return made

    def _table(self, name: str, columns: Sequence[str], rows: Sequence[_Row]) -> ReportTable:
        made = tuple(self._column(column) for column in columns)
        kept = tuple({column: row.get(column) for column in columns} for row in rows)
        return ReportTable(name, self.title(name), made, kept)

    def _column(self, name: str) -> ReportColumn:
        label, meaning = words.label(name), words.meaning(name)
        return ReportColumn(name, label.in_(self.language), _kind(name), meaning.in_(self.language))


def _parts(name: str, *more: str) -> tuple[str, ...]:
    return (name, *(f"{name}_{part}" for part in (*more, "low", "high")))


def _spread_names(names: Sequence[str], figure: str) -> tuple[str, ...]:
    return tuple(
        part for name in names for part in (_parts(name, "n") if name == figure else (name,))
    )


def _kind(name: str) -> ReportColumnKind:
    if name in ("origin", "by", "key", "name", "channel", "channel_name", "service", "period",
                "action"):  # fmt: skip
        return "text"
    if name == "reasons":
        return "reasons"
    if name == "is_even":
        return "flag"
    if name.startswith("n_") or name.endswith("_n") or name == "month":
        return "count"
    stem = name.rpartition("_")[0]
    if name in _SHARES or stem in _SHARES:
        return "share"
    return "number" if name in _NUMBERS or stem in _NUMBERS else "amount"
