"""The page: figures of the report laid out for people, in one file that stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boucle.language import Language, formats
from boucle.reporting.closed_loop import page_pictures
from boucle.reporting.closed_loop.cells import Writer
from boucle.reporting.closed_loop.definitions import DEFINITIONS
from boucle.reporting.closed_loop.disagreement_words import CREDIT_TITLE
from boucle.reporting.closed_loop.names import Names
from boucle.reporting.closed_loop.page_credit import credit_table
from boucle.reporting.closed_loop.page_disagreement import DisagreementSection
from boucle.reporting.closed_loop.page_findings import findings
from boucle.reporting.closed_loop.page_journeys import shown_wins
from boucle.reporting.closed_loop.page_ties import shown_ties
from boucle.reporting.closed_loop.page_words import LABELS, MORE_WINS, NO_NAME, SECTIONS, WORDS
from boucle.reporting.model_credit import reference_model, reference_rule
from boucle.reporting.money.page import MoneySections
from boucle.reporting.standalone import standalone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boucle.agreement.schema import Agreement
    from boucle.reporting.closed_loop.rows import Row

_COHORT_FIELDS = (
    "n_leads", "n_mql", "n_sql", "n_opportunities", "n_won", "won_amount", "spend",
    "cost_per_win", "return_on_spend", "lead_win_share", "win_share", "median_days_to_won",
)  # fmt: skip
_CLOSED_FIELDS = ("n_won", "n_lost", "won_amount", "win_share", "spend")
_SPEND_FIELDS = ("spend", "n_leads", "n_mql", "n_opportunities", "n_won", "n_open", "won_amount")
_TILES = ("n_leads", "n_mql", "n_opportunities", "n_won", "won_amount", "spend", "return_on_spend",
          "median_days_to_won")  # fmt: skip
_KEYS = {"by_channel": "channel", "by_campaign": "campaign", "by_month": "month",
         "by_month_closed": "month"}  # fmt: skip
# A page lists that many campaigns; the sheet and the JSON have them all.
SHOWN_CAMPAIGNS = 25
# Each is a drawing and a list: forty of them weigh more than all the rest.
SHOWN_WINS = 12
_SHOWN_SPEND_MONTHS = 12
# What is open at first: the largest campaigns, the last months. A phone shows a row as ten lines.
_OPEN_ROWS = {"by_campaign": 8, "by_month": 12, "by_month_closed": 12}


@dataclass(frozen=True)
class Page:
    """A report's JSON content (`figures`) as HTML, in `language`."""

    figures: Mapping[str, Any]
    agreement: Agreement
    language: Language

    def html(self) -> str:
        """Return the page."""
        folder = files("boucle.reporting.closed_loop").joinpath("templates")
        return standalone(
            folder, "closed_loop.html.j2", (folder.joinpath("closed_loop.css"),), self.language,
            self.content(),
        )  # fmt: skip

    def content(self) -> dict[str, Any]:
        """Return what the page says, written out, for a template to lay out."""
        sections = [self._section(name) for name in SECTIONS if self._has_names(name)]
        if sections:
            sections[1:1] = self._disagreement()
            sections += self._money_sections()
        latest = {**self.figures, "wins": self.figures["wins"][:SHOWN_WINS]}
        rule = reference_rule(self.agreement)
        shown = shown_wins(latest, self.agreement, rule, self._writer)
        spend = self._spend_section()
        return {
            "words": {name: self._say(text) for name, text in WORDS.items()},
            "head": self._head(),
            "is_empty": not sections,
            "contents": self._contents(sections, has_wins=bool(shown), has_spend=bool(spend)),
            "tiles": self.tiles(_TILES),
            "findings": findings(self.figures, self._names.channel, self._writer),
            "pictures": {"total": page_pictures.of_total(self.figures, self.language)},
            "sections": sections,
            "wins": shown,
            "more_wins": self._more_wins(),
            "spend_section": spend,
            "reconciliation": shown_ties(self.figures, self._writer),
            "definitions": [
                {"label": self._say(LABELS[name]), "text": self._say(text)}
                for name, text in DEFINITIONS.items()
            ],
        }

    def _money_sections(self) -> list[dict[str, Any]]:
        shown = MoneySections(
            self.figures["money"], self.agreement, self._names.channel, self._writer
        )
        return shown.sections()

    def _has_names(self, name: str) -> bool:
        """Tell whether a section says more than the total does."""
        rows = self.figures[name]
        return bool(rows) and (
            name != "by_campaign" or any(row["campaign"] is not None for row in rows)
        )

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self.language, self.figures["currency"])

    def _say(self, text: Any) -> str:
        return str(text.in_(self.language))

    def _head(self) -> dict[str, Any]:
        figures, zone = self.figures, ZoneInfo(self.figures["agreement"]["time_zone"])
        period = figures["period"]
        facts = (
            ("Période", "Period", f"{period['from']} → {period['to']}"),
            ("En date du", "As of", formats.moment(figures["as_of"], zone, self.language)),
            ("Suivi jusqu'au", "Followed until",
             formats.moment(figures["observed_until"], zone, self.language)),
            ("Entente", "Agreement",
             f"{figures['agreement']['code']} {figures['agreement']['version']}"),
            ("Devise", "Currency", figures["currency"]),
        )  # fmt: skip
        return {
            "agreement": figures["agreement"]["title"],
            "facts": [
                {"label": fr if self.language == "fr" else en, "text": text}
                for fr, en, text in facts
            ],
        }

    def _contents(
        self, sections: Sequence[dict[str, Any]], *, has_wins: bool, has_spend: bool
    ) -> list[dict[str, str]]:
        links = [{"anchor": "total", "label": self._say(WORDS["total"])}]
        links += [{"anchor": each["anchor"], "label": each["title"]} for each in sections]
        if has_wins:
            links.append({"anchor": "wins", "label": self._say(WORDS["wins"])})
        if has_spend:
            links.append({"anchor": "spend", "label": self._spend_title})
        for name in ("reconciliation", "definitions"):
            links.append({"anchor": name, "label": self._say(WORDS[name])})
        return links

    def tiles(self, fields: Sequence[str]) -> list[dict[str, str]]:
        """Return some figures of the total, each with its name and what it rests on."""
        return [self._tile(self.figures["total"], field) for field in fields]

    def _tile(self, total: Row, field: str) -> dict[str, str]:
        cell = self._writer.cell(total, field)
        return {
            "label": self._say(LABELS[field]),
            "definition": self._say(DEFINITIONS[field]),
            "text": cell.text,
            "note": cell.note or cell.why,
        }

    def _section(self, name: str) -> dict[str, Any]:
        title, name_label, about = SECTIONS[name]
        rows = self.figures[name]
        shown = rows[:SHOWN_CAMPAIGNS] if name == "by_campaign" else rows
        fields = _CLOSED_FIELDS if name == "by_month_closed" else self._known_fields(shown)
        section = self._table(_KEYS[name], shown, fields, anchor=name)
        section |= {
            "anchor": name.replace("_", "-"),
            "title": self._say(title),
            "name_label": self._say(name_label),
            "about": self._say(about),
            "pictures": page_pictures.of_section(name, rows, self._names.channel, self.language),
            "sentences": [],
            "credit": self._credit_table(name, shown),
            "fold": self._fold(name, section["rows"]),
            "more": self._more(len(rows) - len(shown)),
        }
        return section

    def _fold(self, name: str, rows: Sequence[Any]) -> dict[str, Any] | None:
        """Part the rows of a long table: those shown, and those that open with a click."""
        n = _OPEN_ROWS.get(name, len(rows))
        if len(rows) <= n:
            return None
        if name == "by_campaign":
            return {"shown": rows[:n], "rows": rows[n:], "label": self._say(WORDS["more_rows"])}
        return {"shown": rows[-n:], "rows": rows[:-n], "label": self._say(WORDS["earlier_months"])}

    def _more_wins(self) -> str:
        n = (self.figures["total"]["n_won"] or 0) - SHOWN_WINS
        if n <= 0:
            return ""
        return self._say(MORE_WINS.format(n=formats.number(n, self.language)))

    def _more(self, n: int) -> str:
        if not n:
            return ""
        return (
            f"{n} autres campagnes sont dans la feuille de calcul (xlsx) et dans le JSON."
            if self.language == "fr"
            else f"{n} more campaigns are in the sheet (xlsx) and in the JSON."
        )

    def _known_fields(self, rows: Sequence[Row]) -> list[str]:
        """Leave out the columns in which no row has anything, such as a stage never recorded."""
        return [field for field in _COHORT_FIELDS if any(_is_there(row[field]) for row in rows)]

    def _table(
        self, key: str, rows: Sequence[Row], fields: Sequence[str], *, anchor: str
    ) -> dict[str, Any]:
        return {
            "columns": [
                {"label": self._say(LABELS[field]), "definition": self._say(DEFINITIONS[field])}
                for field in fields
            ],
            "rows": [
                {
                    "anchor": f"{anchor}-{place}",
                    "name": self._name(key, row),
                    "is_immature": row.get("is_mature") is False,
                    "cells": [self._writer.cell(row, field) for field in fields],
                }
                for place, row in enumerate(rows)
            ],
        }

    def _credit_table(self, name: str, rows: Sequence[Row]) -> dict[str, Any] | None:
        if name != "by_campaign":
            # That of channels is beside what it says: where the models disagree.
            return None
        words = (self._say(WORDS["credit_title"]), self._say(SECTIONS[name][1]))
        reference = reference_model(self.agreement)
        return credit_table(
            name, words, rows, lambda row: self._name("campaign", row), self._writer, (reference,)
        )

    def _disagreement(self) -> list[dict[str, Any]]:
        found = DisagreementSection(self.figures, self._names.channel, self._writer).section()
        if found is None:
            return []
        words = (self._say(CREDIT_TITLE), found["name_label"])
        rows = self.figures["by_channel"]
        table = credit_table(
            "by_channel", words, rows, lambda row: self._name("channel", row), self._writer
        )
        return [found | {"credit": table}]

    def _name(self, key: str, row: Row) -> str:
        value = row[key]
        if value is None:
            return self._say(NO_NAME[key])
        if key == "month":
            return formats.month(value, self.language)
        return self._names.channel(value) if key == "channel" else self._names.campaign(value)

    @cached_property
    def _names(self) -> Names:
        return Names(self.figures, self.agreement, self.language)

    @property
    def _spend_title(self) -> str:
        return (
            "D'une dépense à ses résultats"
            if self.language == "fr"
            else "From a spend line to its outcomes"
        )

    def _spend_section(self) -> dict[str, Any] | None:
        lines = self.figures["spend_lines"]
        if not lines:
            return None
        months = sorted({line["month"] for line in lines}, reverse=True)
        about = (
            "Chaque mois, ce que chaque campagne a coûté, et ce que sont devenues les pistes "
            "qu'elle a ouvertes ce mois-là."
            if self.language == "fr"
            else "Each month, what each campaign cost, and what became of the leads it opened in "
            "that month."
        )
        return {
            "anchor": "spend",
            "title": self._spend_title,
            "about": about,
            "months": [
                self._spend_month(month, [each for each in lines if each["month"] == month])
                for month in months[:_SHOWN_SPEND_MONTHS]
            ],
            "more": self._say(WORDS["more_spend"]) if months[_SHOWN_SPEND_MONTHS:] else "",
        }

    def _spend_month(self, month: str, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        rows = [
            {**line, "reasons": {}, "label": " · ".join(self._line_names(line))} for line in lines
        ]
        rows.sort(key=lambda row: -(row["spend"] or 0))
        table = self._table("label", rows, _SPEND_FIELDS, anchor=f"spend-{month}")
        total = sum(line["spend"] or 0 for line in lines)
        return table | {
            "title": formats.month(month, self.language),
            "name": formats.month(month, self.language),
            "name_label": self._say(SECTIONS["by_campaign"][1]),
            "amount": self._writer.money(total),
        }

    def _line_names(self, line: Mapping[str, Any]) -> list[str]:
        names = [self._names.channel(line["channel"])]
        if line["campaign"] is not None:
            names.append(self._names.campaign(line["campaign"]))
        return names


def _is_there(value: Any) -> bool:
    return value["value"] is not None if isinstance(value, dict) else value is not None
