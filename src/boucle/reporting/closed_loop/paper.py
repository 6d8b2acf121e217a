"""The report on paper: a tagged PDF that a director reads from its first page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from boucle.language.typesetting import typeset
from boucle.reporting.closed_loop.page import Page
from boucle.reporting.closed_loop.paper_tables import on_one_line, paper_table
from boucle.reporting.closed_loop.paper_words import MORE_WINS, WORDS
from boucle.reporting.closed_loop.typography import bound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boucle.agreement.schema import Agreement
    from boucle.language import Language
    from boucle.reporting.charts import Picture

# Three pages of journeys show how wins come; the sheet and the HTML have more.
SHOWN_WINS = 10
_HEADLINE = (
    "n_leads", "n_mql", "n_opportunities", "n_won", "won_amount",
    "spend", "return_on_spend", "win_share", "lead_win_share", "median_days_to_won",
)  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A report's JSON content (`figures`) as PDF, in `language`."""

    figures: Mapping[str, Any]
    agreement: Agreement
    language: Language

    def pdf(self) -> bytes:
        """Return the PDF (PDF/UA-1, PDF/A-2a); the same figures make the same bytes."""
        folder = files("boucle.reporting.closed_loop").joinpath("templates")
        return typeset(
            folder.joinpath("closed_loop.typ").read_bytes(),
            self._bound(self._content()),
            dated=self.figures["as_of"],
            standards=("ua-1", "a-2a"),
        )

    @cached_property
    def _page(self) -> Page:
        return Page(self.figures, self.agreement, self.language)

    def _content(self) -> dict[str, Any]:
        said = self._page.content()
        words = said["words"] | {name: text.in_(self.language) for name, text in WORDS.items()}
        by_channel = [each for each in said["sections"] if each["anchor"] == "by-channel"]
        # What each channel costs and brings stands on the first page.
        money = by_channel[0]["pictures"][:1] if by_channel else []
        return {
            "language": self.language,
            "words": words,
            "title": f"{words['title']} – {said['head']['agreement']}",
            "imprint": self._imprint(said["head"]["facts"]),
            "head": said["head"],
            "is_empty": said["is_empty"],
            "tiles": [
                tile | {"note": on_one_line(tile["note"])} for tile in self._page.tiles(_HEADLINE)
            ],
            "findings": said["findings"],
            "pictures": _drawn([*said["pictures"]["total"], *money]),
            "sections": [self._section(each, without=money) for each in said["sections"]],
            "wins": [_on_paper(win) for win in said["wins"][:SHOWN_WINS]],
            "more_wins": self._more_wins(len(said["wins"])),
            "reconciliation": said["reconciliation"],
            "definitions": said["definitions"],
        }

    def _imprint(self, facts: Sequence[Mapping[str, str]]) -> str:
        """Return what stands at the foot of each page: which agreement, and as of when."""
        period, as_of, _, agreement, _ = facts
        said = (
            f"{agreement['label']} {agreement['text']}",
            f"{as_of['label']} {as_of['text']}",
            f"{period['label']} {period['text']}",
        )
        return "  ·  ".join(said)

    def _section(self, section: Mapping[str, Any], *, without: Sequence[Picture]) -> dict[str, Any]:
        credit = section["credit"]
        return {
            "title": section["title"],
            "about": section["about"],
            "sentences": section["sentences"],
            "pictures": _drawn([each for each in section["pictures"] if each not in without]),
            "table": paper_table(section),
            "credit": None if credit is None else paper_table(credit),
            "more": section["more"],
        }

    def _more_wins(self, n_listed: int) -> str:
        n_won = self.figures["total"]["n_won"] or 0
        n_more = n_won - min(n_listed, SHOWN_WINS)
        return MORE_WINS.format(n=n_more).in_(self.language) if n_more > 0 else ""

    def _bound(self, content: Any) -> Any:
        if isinstance(content, str):
            return bound(content, self.language)
        if isinstance(content, dict):
            return {
                name: each if name == "svg" else self._bound(each) for name, each in content.items()
            }
        return [self._bound(each) for each in content] if isinstance(content, list) else content


def _on_paper(win: Mapping[str, Any]) -> dict[str, Any]:
    """Return a journey as its list: on paper nothing is pointed at, and every rule is too wide."""
    return {name: value for name, value in win.items() if name not in ("pictures", "credit")}


def _drawn(pictures: Sequence[Picture]) -> list[dict[str, Any]]:
    return [
        {
            "title": each.title,
            "alt": each.description,
            "svg": each.paper,
            "ratio": each.paper_ratio,
        }
        for each in pictures
    ]
