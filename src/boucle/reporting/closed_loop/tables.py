"""The report as tables: every figure of its JSON, one row a thing, for sheets and programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from boucle.reporting.closed_loop.credit_tables import CreditTables
from boucle.reporting.closed_loop.definitions import MODELS, REASONS
from boucle.reporting.closed_loop.names import Names
from boucle.reporting.closed_loop.table_columns import FIGURES, ROW_FIELDS, Columns
from boucle.reporting.closed_loop.table_words import GROUPS, TITLES, UNITS
from boucle.reporting.closed_loop.tie_lines import explained_total
from boucle.reporting.money.tables import MoneyTables
from boucle.reporting.tabular import ReportColumn, ReportTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from boucle.agreement.schema import Agreement
    from boucle.language import Language

_Row = dict[str, Any]
_KEYS = {
    "total": (),
    "by_channel": ("channel", "channel_name"),
    "by_campaign": ("campaign", "campaign_name"),
    "by_month": ("month",),
    "by_month_closed": ("month",),
}
_CLOSED = ("n_won", "n_lost", "won_amount", "win_share", "spend")
_WIN = (
    "opportunity_id", "lead_id", "account", "service", "closed_at", "amount", "n_touchpoints",
    "cost", "journey_days", "unknown_days", "known_share",
)  # fmt: skip
_TOUCHPOINT = (
    "touchpoint_id", "occurred_at", "contact_id", "person", "channel", "channel_name", "campaign",
    "campaign_name", "kind", "content", "evidence", "is_offline", "weight", "milestone",
    "days_since_previous", "cost",
)  # fmt: skip
_SPEND = (
    "n_lines", "spend", "hours", "n_leads", "n_mql", "n_sal", "n_sql", "n_opportunities", "n_won",
    "n_lost", "n_open", "won_amount",
)  # fmt: skip


def report_tables(
    figures: Mapping[str, Any], agreement: Agreement, language: Language
) -> list[ReportTable]:
    """Return the tables of a report's JSON content (`figures`), definitions last."""
    made = _Maker(figures, agreement, language)
    tables = [*made.tables(), made.reasons()]
    return [*tables, made.definitions(tables)]


@dataclass(frozen=True)
class _Maker:
    figures: Mapping[str, Any]
    agreement: Agreement
    language: Language

    def tables(self) -> Iterator[ReportTable]:
        yield self._about()
        for name, keys in _KEYS.items():
            fields = _CLOSED if name == "by_month_closed" else ROW_FIELDS
            columns = self._columns.of(*keys, *fields, "reasons")
            rows = [self._row(row, keys, fields) for row in self._rows(name)]
            yield self._table(name, columns, rows, is_list=name == "total")
        yield self._credit()
        of_models = CreditTables(self.figures, self._columns, self._names.channel, self._title)
        yield of_models.intervals(self._grouped())
        yield of_models.disagreement()
        yield self._other_currencies()
        yield self._wins()
        yield self._touchpoints()
        yield self._spend()
        yield from MoneyTables(
            self.figures["money"], self._names.channel, self._title, self.language
        ).tables()
        yield from self._ties()

    @cached_property
    def _columns(self) -> Columns:
        return Columns(self.language)

    @cached_property
    def _names(self) -> Names:
        return Names(self.figures, self.agreement, self.language)

    def _table(
        self,
        name: str,
        columns: Iterable[ReportColumn],
        rows: Iterable[_Row],
        *,
        is_list: bool = False,
    ) -> ReportTable:
        return ReportTable(name, self._title(name), tuple(columns), tuple(rows), is_list=is_list)

    def _title(self, name: str) -> str:
        return TITLES[name].in_(self.language)

    def _rows(self, name: str) -> list[Mapping[str, Any]]:
        found = self.figures[name]
        return [found] if isinstance(found, dict) else found

    def _about(self) -> ReportTable:
        figures, agreement = self.figures, self.figures["agreement"]
        row = {
            "title": agreement["title"],
            "agreement": agreement["code"],
            "agreement_version": agreement["version"],
            "period_from": date.fromisoformat(figures["period"]["from"]),
            "period_to": date.fromisoformat(figures["period"]["to"]),
            "as_of": figures["as_of"],
            "observed_until": figures["observed_until"],
            "time_zone": agreement["time_zone"],
            "currency": figures["currency"],
            "is_tied": figures["reconciliation"]["is_tied"],
            "n_won": figures["total"]["n_won"],
            "n_wins_listed": len(figures["wins"]),
        }
        return self._table("about", self._columns.of(*row), [row], is_list=True)

    def _named(self, row: Mapping[str, Any]) -> _Row:
        """Return the names of a row's channel and campaign, where it has any."""
        said: _Row = {}
        if "channel" in row:
            said["channel_name"] = self._names.channel(row["channel"])
        if "campaign" in row:
            said["campaign_name"] = self._names.campaign(row["campaign"])
        return said

    def _row(self, row: Mapping[str, Any], keys: Iterable[str], fields: Iterable[str]) -> _Row:
        named = {**row, **self._named(row)}
        made = {name: named[name] for name in (*keys, *fields)}
        for name in FIGURES:
            if name in made:
                figure = made.pop(name)
                made[name] = figure["value"]
                made |= {f"{name}_{part}": figure[part] for part in ("n", "low", "high")}
        shown = {*fields, *(("credit",) if fields is ROW_FIELDS else ())}
        made["reasons"] = {name: why for name, why in row["reasons"].items() if name in shown}
        return made

    def _grouped(self) -> Iterator[tuple[_Row, Mapping[str, Any]]]:
        """Yield what each row of the report is about, and the row."""
        for name in _KEYS:
            by = name.removeprefix("by_")
            for row in self._rows(name):
                key = row.get("month" if by == "month_closed" else by)
                said = self._named(row)
                yield (
                    {
                        "by": GROUPS[by].in_(self.language),
                        "key": key,
                        "name": next(iter(said.values()), key),
                    },
                    row,
                )

    def _credit(self) -> ReportTable:
        columns = (
            *self._columns.of("by", "key", "name"),
            *self._columns.of_models("amount", "wins"),
        )
        closed = GROUPS["month_closed"].in_(self.language)
        rows = [
            place
            | {f"amount_{model}": row["credit"][model] for model in MODELS}
            | {f"wins_{model}": row["credit_wins"][model] for model in MODELS}
            for place, row in self._grouped()
            # A month of decision credits nothing: see the reasons of its row.
            if place["by"] != closed
        ]
        return self._table("credit", columns, rows)

    def _other_currencies(self) -> ReportTable:
        names = self._columns.of("by", "key", "name", "currency")
        # In another currency than the report's: no sign of money may stand beside it.
        amount = ReportColumn("amount", self._columns.of("amount")[0].label, "number")
        rows = [
            place | {"currency": currency, "amount": value}
            for place, row in self._grouped()
            for currency, value in row["other_currencies"].items()
        ]
        return self._table("other_currencies", (*names, amount), rows)

    def _wins(self) -> ReportTable:
        rows = [{name: win[name] for name in _WIN} for win in self.figures["wins"]]
        return self._table("wins", self._columns.of(*_WIN), rows)

    def _touchpoints(self) -> ReportTable:
        first = ("opportunity_id", "account", "position")
        columns = (
            *self._columns.of(*first, *_TOUCHPOINT),
            *self._columns.of_models("share", "credit"),
        )
        rows = [
            {"opportunity_id": win["opportunity_id"], "account": win["account"], "position": place}
            | {name: {**touch, **self._named(touch)}[name] for name in _TOUCHPOINT}
            | {f"share_{model}": touch["share"][model] for model in MODELS}
            | {f"credit_{model}": touch["credit"][model] for model in MODELS}
            for win in self.figures["wins"]
            for place, touch in enumerate(win["touchpoints"], start=1)
        ]
        return self._table("touchpoints", columns, rows)

    def _spend(self) -> ReportTable:
        names = ("month", "channel", "channel_name", "campaign", "campaign_name", *_SPEND)
        rows = [
            {name: {**line, **self._named(line)}[name] for name in names}
            for line in self.figures["spend_lines"]
        ]
        return self._table("spend_lines", self._columns.of(*names), rows)

    def _ties(self) -> Iterator[ReportTable]:
        block = self.figures["reconciliation"]
        lines = [*block["lines"], *block["files"]]
        names = (
            "name",
            "label",
            "unit",
            "source",
            "reported",
            "explained",
            "difference",
            "is_tied",
        )
        yield self._table(
            "reconciliation",
            self._columns.of(*names),
            [{**line, "explained": explained_total(line)} for line in lines],
        )
        parts = [
            {"name": line["name"], "label": line["label"], "reason": part["label"],
             "code": part["reason"], "n": part["n"], "explained": part["amount"]}
            for line in lines
            for part in line["explained"]
        ]  # fmt: skip
        columns = self._columns.of("name", "label", "reason", "code", "n", "explained")
        yield self._table("explanations", columns, parts)
        yield self._table("notes", self._columns.of("code", "n", "name", "text"), block["notes"])

    def reasons(self) -> ReportTable:
        """Return what each code of a column `reasons` means."""
        rows = [{"code": code, "text": text.in_(self.language)} for code, text in REASONS.items()]
        return self._table("reasons", self._columns.of("code", "text"), rows)

    def definitions(self, tables: Iterable[ReportTable]) -> ReportTable:
        """Return one row a column of `tables`: label, unit, definition."""
        facts = {
            "currency": self.figures["currency"],
            "zone": self.figures["agreement"]["time_zone"],
        }
        rows = [
            {
                "table": table.title,
                "column": column.name,
                "label": column.label,
                "unit": UNITS[column.kind].format(**facts).in_(self.language),
                "definition": column.definition,
            }
            for table in tables
            for column in table.columns
        ]
        names = ("table", "column", "label", "unit", "definition")
        return self._table("definitions", self._columns.of(*names), rows)
