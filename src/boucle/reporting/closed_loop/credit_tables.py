"""Credit by every model and where models disagree, as tables for sheets and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boucle.reporting.closed_loop import disagreement_words as words
from boucle.reporting.closed_loop.definitions import EVERY_MODEL
from boucle.reporting.closed_loop.table_columns import CREDITS
from boucle.reporting.closed_loop.table_words import FIGURE_PARTS
from boucle.reporting.tabular import ReportColumn, ReportTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from boucle.language import Text
    from boucle.reporting.closed_loop.table_columns import Columns
    from boucle.reporting.tabular.table import ReportColumnKind

_Row = dict[str, Any]
_PARTS = ("n", "low", "high")


@dataclass(frozen=True)
class CreditTables:
    """Lays out credits and their disagreement: one row a model, one row a channel."""

    figures: Mapping[str, Any]
    columns: Columns
    channel: Callable[[str | None], str]
    title: Callable[[str], str]

    def intervals(self, grouped: Iterable[tuple[_Row, Mapping[str, Any]]]) -> ReportTable:
        """Return a row a channel or campaign and model; `grouped` are what rows are about."""
        columns = self.columns.of("by", "key", "name", "model", "model_name", *CREDITS)
        rows = [
            {
                **place,
                "model": model,
                "model_name": self._say(label),
                **{
                    name: value
                    for field in CREDITS
                    for name, value in _spread(field, row[field][model]).items()
                },
            }
            for place, row in grouped
            if "credit_intervals" in row
            for model, label in EVERY_MODEL.items()
        ]
        return ReportTable("credit_intervals", self.title("credit_intervals"), columns, tuple(rows))

    def disagreement(self) -> ReportTable:
        """Return a row a channel, the widest spread first."""
        found = self.figures["disagreement"]
        kind: ReportColumnKind = "amount" if found["unit"] == "amount" else "number"
        rows = [
            {
                "channel": row["channel"],
                "channel_name": self.channel(row["channel"]),
                **_spread("reference", row["reference"]),
                **{end: row[end]["value"] for end in ("lowest", "highest")},
                **{
                    f"{end}_model": self._say(EVERY_MODEL[row[end]["model"]])
                    for end in ("lowest", "highest")
                },
                **{
                    name: row[name]
                    for name in ("spread_share", "best_rank", "worst_rank", "intervals_overlap")
                },
            }
            for row in found["rows"]
        ]
        columns = (*self.columns.of("channel", "channel_name"), *self._spread_columns(kind))
        return ReportTable("disagreement", self.title("disagreement"), columns, tuple(rows))

    def _spread_columns(self, kind: ReportColumnKind) -> Iterator[ReportColumn]:
        said = words.columns(self.figures["disagreement"]["reference_model"])
        label, meaning = said["reference"]
        yield self._column("reference", label, kind, meaning)
        for part, (of_label, what) in FIGURE_PARTS.items():
            of_part: ReportColumnKind = "count" if part == "n" else kind
            yield self._column(f"reference_{part}", of_label.format(label=label), of_part, what)
        for end in ("lowest", "highest"):
            label, meaning = said[end]
            yield self._column(end, label, kind, meaning)
            yield self._column(f"{end}_model", words.MODEL_OF.format(label=label), "text", meaning)
        yield self._column("spread_share", *_around(said["spread_share"], "share"))
        for rank in ("best_rank", "worst_rank"):
            yield self._column(rank, words.RANK_ENDS[rank], "count", said["rank"][1])
        yield self._column("intervals_overlap", *_around(said["intervals_overlap"], "flag"))

    def _column(
        self, name: str, label: Text, kind: ReportColumnKind, meaning: Text
    ) -> ReportColumn:
        return ReportColumn(name, self._say(label), kind, self._say(meaning))

    def _say(self, text: Text) -> str:
        return text.in_(self.columns.language)


def _around(
    texts: tuple[Text, Text], kind: ReportColumnKind
) -> tuple[Text, ReportColumnKind, Text]:
    return texts[0], kind, texts[1]


def _spread(name: str, figure: Mapping[str, Any]) -> _Row:
    return {name: figure["value"]} | {f"{name}_{part}": figure[part] for part in _PARTS}
