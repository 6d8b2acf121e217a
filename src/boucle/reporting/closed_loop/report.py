"""The figures of the closed-loop report, all of them, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from boucle.reporting.closed_loop import definitions
from boucle.reporting.closed_loop.cubes import COHORT, Cubes
from boucle.reporting.closed_loop.disagreement import disagreement
from boucle.reporting.closed_loop.durations import Durations
from boucle.reporting.closed_loop.effect_delays import EffectDelays
from boucle.reporting.closed_loop.notes import notes
from boucle.reporting.closed_loop.period import period_of
from boucle.reporting.closed_loop.reconciliation import reconciliation
from boucle.reporting.closed_loop.rows import Known, Parts, Row, closed_row, row
from boucle.reporting.closed_loop.spend_lines import spend_lines
from boucle.reporting.closed_loop.spending import Spending
from boucle.reporting.closed_loop.steady import steady
from boucle.reporting.closed_loop.wins import wins
from boucle.reporting.frame import MODELS
from boucle.reporting.model_credit import (
    OF_TOUCHPOINTS,
    models_by,
    no_credit,
    reference_model,
)
from boucle.reporting.money.ground import Ground
from boucle.reporting.money.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from boucle.language import Language
    from boucle.reporting.frame import Frame
    from boucle.reporting.model_credit import Credit

# Name of the row's key in the public JSON, by the column that rows are grouped by.
_KEY_NAMES = {"campaign_id": "campaign", "owner_id": "owner"}


@dataclass(frozen=True)
class ClosedLoop:
    """The closed-loop report over a frame. `file_ties` are what each import's files said."""

    frame: Frame
    file_ties: tuple[Mapping[str, Any], ...] = field(default=())
    # By more than the cohort: a command asks for owners, say, and for nothing else.
    dimensions: tuple[str, ...] = COHORT
    _rolled: dict[str | None, dict[str, dict[Any, Any]]] = field(default_factory=dict)

    def as_json(self, language: Language) -> dict[str, Any]:
        """Return the whole report under its public keys."""
        found: dict[str, Any] = steady(self._content(language))
        return found

    def _content(self, language: Language) -> dict[str, Any]:
        frame, by_channel = self.frame, self.rows_by("channel")
        return {
            "report": "closed-loop",
            "as_of": frame.tables.as_of,
            "observed_until": frame.until,
            "period": self._period.as_json(),
            "agreement": {
                "code": frame.agreement.code,
                "version": frame.agreement.version,
                "title": frame.agreement.title.in_(language),
                "time_zone": frame.zone,
            },
            "currency": frame.currency,
            "total": self.total,
            "by_channel": by_channel,
            "by_campaign": self._named_campaigns(),
            "by_month": self.rows_by("month"),
            "by_month_closed": self._closed_months(),
            "disagreement": disagreement(self.total, by_channel, reference_model(frame.agreement)),
            "wins": wins(frame, self._spending),
            "spend_lines": spend_lines(self.cubes, self._spending),
            "money": Money(self.ground).as_json(),
            "reconciliation": self._reconciliation(language),
            "definitions": {
                name: text.in_(language) for name, text in definitions.DEFINITIONS.items()
            },
        }

    def _reconciliation(self, language: Language) -> dict[str, Any]:
        frame, spending = self.frame, self._spending
        set_aside = self._durations.n_set_aside
        return {
            **reconciliation(frame, spending, self.total, self.file_ties, language),
            "notes": notes(frame, self.cubes, spending, set_aside, language),
        }

    @cached_property
    def total(self) -> Row:
        """The row of everything."""
        return self._row(None, None)

    def rows_by(self, by: str) -> list[Row]:
        """Return one row a value of `by`, one of `GROUPS`, under its public name."""
        name = _KEY_NAMES.get(by, by)
        rows = [{name: value} | self._row(by, value) for value in self._values(by)]
        if by == "month":
            return sorted(rows, key=lambda each: (each[name] is None, each[name] or ""))
        return sorted(rows, key=_by_size(name))

    @cached_property
    def cubes(self) -> Cubes:
        """Everything that adds up."""
        return Cubes(self.frame, self.dimensions)

    @cached_property
    def ground(self) -> Ground:
        """What the figures of money stand on."""
        return Ground(self.frame, self.cubes, self._spending, self._delays)

    @cached_property
    def _period(self) -> Any:
        return period_of(self.frame)

    @cached_property
    def _spending(self) -> Spending:
        return Spending(self.frame, self._period.first_on, self._period.last_on)

    @cached_property
    def _durations(self) -> Durations:
        return Durations(self.frame)

    @cached_property
    def _delays(self) -> EffectDelays:
        return EffectDelays(self.frame, self.cubes.leads.rows)

    @cached_property
    def _known(self) -> Known:
        return Known(
            recorded=self.frame.recorded,
            has_leads=bool(self.cubes.leads),
            has_deals=bool(self.cubes.deals),
            has_spend=self._spending.has_lines,
            models=MODELS,
            is_spend_split="channel" in self.dimensions,
        )

    def _values(self, by: str) -> list[Any]:
        found = {row[by] for row in (*self.cubes.leads, *self.cubes.deals)}
        if by in COHORT:
            found |= {line[by] for line in self._spending.lines}
        return list(found | set(self.cubes.credit(by)))

    def _row(self, by: str | None, value: Any) -> Row:
        return row(self._parts(by, value), self._known)

    def _parts(self, by: str | None, value: Any) -> Parts:
        sums = self._sums(by)
        return Parts(
            leads=sums["leads"].get(value, {}),
            deals=sums["deals"].get(value, {}),
            n_contacts=sums["contacts"].get(value, 0),
            other_currencies=sums["other"].get(value, {}),
            spend=sums["spend"].get(value),
            cohort_spend=sums["cohort_spend"].get(value),
            credit=self._credit(by, value),
            has_intervals=by in OF_TOUCHPOINTS,
            days_to_won=self._durations.median(by, value),
            maturity=self._durations.maturity(by, value),
            is_too_early=self._delays.is_too_early(by, value),
        )

    def _credit(self, by: str | None, value: Any) -> Credit:
        if by is None:
            return _all_of(self.cubes.credit(self.dimensions[0]).values())
        found = self.cubes.credit(by).get(value)
        return found or no_credit(models_by(self.frame, by))

    def _sums(self, by: str | None) -> dict[str, dict[Any, Any]]:
        """Return every additive part, rolled up by one column."""
        if by not in self._rolled:
            is_split = by is None or by in COHORT
            self._rolled[by] = {
                "leads": self.cubes.leads.rolled_up(by),
                "deals": self.cubes.deals.rolled_up(by),
                "contacts": self.cubes.contacts(by),
                "other": _by_currency(self.cubes.other_currencies, by),
                "spend": self._spending.total(by) if is_split else {},
                "cohort_spend": self._cohort_spend(by),
            }
        return self._rolled[by]

    def _cohort_spend(self, by: str | None) -> dict[Any, float]:
        if by is None or by in COHORT:
            return self._spending.total(by, self._cohort_months)
        # No invoice names an owner or a service: their leads carry what brought them.
        return self._spending.carried_by(self.frame.leads, by)

    @cached_property
    def _cohort_months(self) -> set[str | None]:
        return {row["month"] for row in (*self.cubes.leads, *self.cubes.deals)}

    def _named_campaigns(self) -> list[Row]:
        names = self.frame.campaign_names
        rows = self.rows_by("campaign_id")
        return [{"campaign_name": names.get(each["campaign"])} | each for each in rows]

    def _closed_months(self) -> list[Row]:
        """Return one row a month of closing: what was decided in it, whenever it began."""
        deals = self.cubes.deals.rolled_up("month_closed")
        decided = {month for month, sums in deals.items() if sums["n_won"] or sums["n_lost"]}
        other = _by_currency(self.cubes.other_currencies, "month_closed")
        spend = self._spending.total("month")
        months = sorted(decided, key=lambda month: (month is None, month or ""))
        parts = {
            month: Parts(
                deals=deals[month], other_currencies=other.get(month, {}), spend=spend.get(month)
            )
            for month in months
        }
        return [closed_row(month, parts[month], self._known) for month in months]


def _all_of(credits_: Iterable[Credit]) -> Credit:
    """Add up credits under the rules: their sum is known, its interval is another question."""
    total = no_credit(list(MODELS))
    for credit in credits_:
        for unit, models in total.items():
            for model, figure in models.items():
                figure["value"] += credit[unit][model]["value"]
    return total


def _by_currency(rows: Iterable[Mapping[str, Any]], by: str | None) -> dict[Any, dict[str, float]]:
    sums: dict[Any, dict[str, float]] = {}
    for each in rows:
        target = sums.setdefault(each[by] if by else None, {})
        target[each["currency"]] = target.get(each["currency"], 0.0) + each["amount"]
    return sums


def _by_size(name: str) -> Any:
    """Order rows by what they brought; the one without a name stands last."""

    def key(each: Row) -> tuple[Any, ...]:
        size = (each["won_amount"] or 0, each["n_won"] or 0, each["n_leads"] or 0)
        return (each[name] is None, *(-part for part in size), each[name] or "")

    return key
