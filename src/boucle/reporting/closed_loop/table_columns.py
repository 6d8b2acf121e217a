"""The columns of the report's tables, with label, kind and definition in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.reporting.closed_loop.definitions import DEFINITIONS, MODELS
from boucle.reporting.closed_loop.page_words import LABELS
from boucle.reporting.closed_loop.table_words import COLUMNS, FIGURE_PARTS, MEANINGS, MODEL_PARTS
from boucle.reporting.tabular import ReportColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.language import Language
    from boucle.reporting.tabular.table import ReportColumnKind

_NOTHING = Text(fr="", en="")
_AMOUNTS = frozenset({"won_amount", "pipeline_amount", "spend", "amount", "cost"})
_KINDS: dict[str, ReportColumnKind] = {
    "credit_intervals": "amount",
    "credit_wins_intervals": "number",
    "lead_win_share": "share",
    "win_share": "share",
    "maturity": "share",
    "median_days_to_won": "days",
    "days_since_previous": "days",
    "is_mature": "flag",
    "is_offline": "flag",
    "is_tied": "flag",
    "reasons": "reasons",
    "month": "month",
    "as_of": "moment",
    "observed_until": "moment",
    "closed_at": "moment",
    "occurred_at": "moment",
    "period_from": "date",
    "period_to": "date",
    "position": "count",
    "person": "count",
    "journey_days": "days",
    "unknown_days": "days",
    "known_share": "share",
    "n": "count",
    "hours": "number",
    "weight": "number",
    "source": "number",
    "reported": "number",
    "explained": "number",
    "difference": "number",
}
# `{value, n, low, high}` in the JSON, four columns in a table.
FIGURES = ("lead_win_share", "win_share", "median_days_to_won")
# The same of every model, a row a model.
CREDITS = ("credit_intervals", "credit_wins_intervals")
# The figures of a row of the report, in the order of the definitions.
ROW_FIELDS = (
    *(
        name
        for name in DEFINITIONS
        if name not in ("other_currencies", "is_mature") and not name.startswith("credit")
    ),
    "maturity",
    "is_mature",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Makes columns in one language."""

    language: Language

    def of(self, *names: str) -> tuple[ReportColumn, ...]:
        """Return one column a name, four for a figure with its interval."""
        return tuple(column for name in names for column in self._of(name))

    def of_models(self, *parts: str) -> tuple[ReportColumn, ...]:
        """Return a column a rule of sharing, for each of `parts` (see `MODEL_PARTS`)."""
        kinds: dict[str, ReportColumnKind] = {
            "amount": "amount", "credit": "amount", "share": "share", "wins": "number"
        }  # fmt: skip
        return tuple(
            ReportColumn(
                f"{part}_{model}",
                MODEL_PARTS[part][0].format(model=name).in_(self.language),
                kinds[part],
                MODEL_PARTS[part][1].in_(self.language),
            )
            for part in parts
            for model, name in MODELS.items()
        )

    def _of(self, name: str) -> Iterator[ReportColumn]:
        # A field of the report is called so wherever it stands; a column's own name comes first
        # only where no field has it.
        label = LABELS.get(name) or COLUMNS[name]
        meaning = MEANINGS.get(name) or DEFINITIONS.get(name) or _NOTHING
        kind = _kind(name)
        yield ReportColumn(name, label.in_(self.language), kind, meaning.in_(self.language))
        if name in FIGURES or name in CREDITS:
            for part, (words, what) in FIGURE_PARTS.items():
                yield ReportColumn(
                    f"{name}_{part}",
                    words.format(label=label).in_(self.language),
                    "count" if part == "n" else kind,
                    what.in_(self.language),
                )


def _kind(name: str) -> ReportColumnKind:
    if name in _KINDS:
        return _KINDS[name]
    if name in _AMOUNTS or name.startswith("cost_per_"):
        return "amount"
    if name.startswith("return_"):
        return "ratio"
    return "count" if name.startswith("n_") else "text"
