"""The section that shows how far the models differ: sentences, a picture, a table."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from boucle.language import formats
from boucle.reporting.charts import Picture
from boucle.reporting.charts.bars import ranges
from boucle.reporting.closed_loop import disagreement_words as words
from boucle.reporting.closed_loop.cells import NOTHING, Cell
from boucle.reporting.closed_loop.definitions import EVERY_MODEL
from boucle.reporting.closed_loop.page_words import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from boucle.language import Text
    from boucle.reporting.closed_loop.cells import Writer

# Readings that differ by more than this share of all wins are worth a decision, by less than the
# other are as good as equal.
FAR_APART, NEAR = 0.10, 0.05
# No table shows a smaller one.
_SAME = 0.0005
# More than these and a picture is read no faster than its table, a list not at all.
_MOST_NAMES, _MOST_LISTED = 12, 5


@dataclass(frozen=True)
class DisagreementSection:
    """Lays out the JSON content of `disagreement` in the language of `writer`."""

    figures: Mapping[str, Any]
    channel: Callable[[str | None], str]
    writer: Writer

    def section(self) -> dict[str, Any] | None:
        """Return the section; None where no channel has any credit."""
        if not self._rows:
            return None
        return {
            "anchor": "disagreement",
            "title": self._say(words.TITLE),
            "name_label": self._say(SECTIONS["by_channel"][1]),
            "about": self._say(words.ABOUT),
            "sentences": [self._say(each) for each in self._sentences()],
            "pictures": [self._picture()],
            "columns": [
                {"label": self._say(label), "definition": self._say(meaning)}
                for label, meaning in words.columns(self._found["reference_model"]).values()
            ],
            "rows": [
                {
                    "anchor": f"disagreement-{place}",
                    "name": self.channel(row["channel"]),
                    "is_immature": False,
                    "cells": self._cells(row),
                }
                for place, row in enumerate(self._rows)
            ],
            "credit": None,
            "more": "",
        }

    @property
    def _found(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.figures["disagreement"]
        return found

    @property
    def _rows(self) -> Sequence[Mapping[str, Any]]:
        rows: Sequence[Mapping[str, Any]] = self._found["rows"]
        return rows

    def _say(self, text: Text) -> str:
        return text.in_(self.writer.language)

    def _model(self, code: str) -> str:
        return self._say(EVERY_MODEL[code])

    def _write(self, value: float) -> str:
        if self._found["unit"] == "amount":
            return self.writer.money(value)
        return formats.number(value, self.writer.language, digits=1)

    def _cells(self, row: Mapping[str, Any]) -> list[Cell]:
        best, worst = row["best_rank"], row["worst_rank"]
        ranks = (
            str(best) if best == worst else self._say(words.RANKS.format(best=best, worst=worst))
        )
        meet = row["intervals_overlap"]
        # Where all models agree, none of them is the lowest.
        differ = row["lowest"]["value"] != row["highest"]["value"]
        return [
            self._reference(row["reference"]),
            *(
                Cell(
                    self._write(row[end]["value"]),
                    note=self._model(row[end]["model"]) if differ else "",
                )
                for end in ("lowest", "highest")
            ),
            Cell(formats.share(row["spread_share"], self.writer.language)),
            Cell(ranks),
            Cell(NOTHING, why=self._say(words.UNKNOWN_BOUND))
            if meet is None
            else Cell(self._say(words.OVERLAP[meet])),
        ]

    def _reference(self, figure: Mapping[str, Any]) -> Cell:
        n = f"n\u00a0=\u00a0{formats.number(figure['n'], self.writer.language)}"
        interval = self._interval(figure)
        return Cell(self._write(figure["value"]), note=f"{interval} · {n}" if interval else n)

    def _interval(self, figure: Mapping[str, Any]) -> str:
        digits = 0 if self._found["unit"] == "amount" else 1
        return self.writer.bounds(figure["low"], figure["high"], digits=digits)

    def _sentences(self) -> Iterable[Text]:
        widest = self._rows[0]
        if widest["spread_share"] < _SAME:
            yield words.SAME
            yield words.NOT_CAUSAL
            return
        if widest["spread_share"] < FAR_APART:
            at_most = ceil(round(100 * widest["spread_share"], 6)) / 100
            yield words.NARROW.format(share=formats.share(at_most, self.writer.language, digits=0))
        else:
            share = formats.share(widest["spread_share"], self.writer.language, digits=0)
            yield words.WIDEST.format(share=share, **self.ends(widest))
        yield self._leaders()
        near = [row for row in self._rows if row["spread_share"] < NEAR]
        if 0 < len(near) < len(self._rows):
            within = formats.share(NEAR, self.writer.language, digits=0)
            yield words.SMALL.format(share=within, names=self._names(near))
        apart = [row for row in self._rows if row["intervals_overlap"] is False]
        if apart := [row for row in apart if row["spread_share"] >= NEAR]:
            yield words.APART.format(names=self._names(apart))
        yield words.NOT_CAUSAL

    def ends(self, row: Mapping[str, Any]) -> dict[str, str]:
        """Return what a sentence says of a channel: its name, both ends and their models."""
        return {
            "name": self.channel(row["channel"]),
            "low": self._write(row["lowest"]["value"]),
            "lowest": self._model(row["lowest"]["model"]),
            "high": self._write(row["highest"]["value"]),
            "highest": self._model(row["highest"]["model"]),
        }

    def _leaders(self) -> Text:
        leaders = self._found["leaders"]
        if len(leaders) == 1:
            return words.ONE_LEADER.format(name=self.channel(next(iter(leaders))))
        said = [
            self._say(words.LEADER.format(name=self.channel(channel), n=n))
            for channel, n in leaders.items()
        ]
        return words.LEADERS.format(names=", ".join(said))

    def _names(self, rows: Sequence[Mapping[str, Any]]) -> str:
        quoted = [
            self._say(words.QUOTED.format(name=self.channel(row["channel"])))
            for row in rows[:_MOST_LISTED]
        ]
        said, n_more = ", ".join(quoted), len(rows) - _MOST_LISTED
        return said + (self._say(words.AND_MORE.format(n=n_more)) if n_more > 0 else "")

    def _picture(self) -> Picture:
        by_size = sorted(self._rows, key=lambda row: -row["highest"]["value"])[:_MOST_NAMES]
        field = "credit_intervals" if self._found["unit"] == "amount" else "credit_wins_intervals"
        credit = {row["channel"]: row[field] for row in self.figures["by_channel"]}
        names = {row["channel"]: self.channel(row["channel"]) for row in by_size}
        points = [
            {"name": name, "model": model, "value": figure["value"]}
            for channel, name in names.items()
            for model, figure in credit[channel].items()
        ]
        reference = self._found["reference_model"]
        bounds = [
            {"name": name, **{end: credit[channel][reference][end] for end in ("low", "high")}}
            for channel, name in names.items()
        ]
        title = self._say(words.PICTURE.format(model=self._model(reference)))
        said = "; ".join(
            f"{each['name']} {each['low']} – {each['high']}" for each in map(self.ends, by_size)
        )
        return Picture(
            chart=lambda width: ranges(points, width, reference, bounds),
            title=title, description=f"{title} : {said}.", language=self.writer.language,
        )  # fmt: skip
