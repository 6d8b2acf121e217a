"""The page of one journey: one file that stands alone."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boucle.language import Text, formats
from boucle.reporting.closed_loop.cells import Writer
from boucle.reporting.closed_loop.page_journeys import shown_wins
from boucle.reporting.closed_loop.page_words import WORDS
from boucle.reporting.model_credit import reference_rule
from boucle.reporting.standalone import standalone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.agreement.schema import Agreement
    from boucle.language import Language
    from boucle.reporting.frame import Frame

_TITLE = Text(fr="Le parcours de {name}", en="The journey of {name}")
_AS_OF = Text(fr="En date du {moment}.", en="As of {moment}.")


def journey_content(frame: Frame, win: dict[str, Any], language: Language) -> dict[str, Any]:
    """Return the JSON content of one journey, from `wins.win`."""
    return {
        "report": "journey",
        "as_of": frame.tables.as_of,
        "observed_until": frame.until,
        "agreement": {
            "code": frame.agreement.code,
            "version": frame.agreement.version,
            "title": frame.agreement.title.in_(language),
            "time_zone": frame.zone,
        },
        "currency": frame.currency,
        "win": win,
    }


def journey_html(figures: Mapping[str, Any], agreement: Agreement, language: Language) -> str:
    """Return the content of `journey_content` as a page."""
    folder = files("boucle.reporting.closed_loop").joinpath("templates")
    rule = reference_rule(agreement)
    writer = Writer(language, figures["currency"])
    (win,) = shown_wins({**figures, "wins": [figures["win"]]}, agreement, rule, writer)
    zone = ZoneInfo(figures["agreement"]["time_zone"])
    moment = formats.moment(figures["as_of"], zone, language)
    said = (win["what"], win["amount"], win["when"])
    context = {
        "words": {name: text.in_(language) for name, text in WORDS.items()},
        "title": _TITLE.format(name=win["account"]).in_(language),
        "agreement": figures["agreement"]["title"],
        "lede": " · ".join(part for part in said if part),
        "about": WORDS["credit_about"].in_(language),
        "as_of": _AS_OF.format(moment=moment).in_(language),
        "win": win,
    }
    style = folder.joinpath("closed_loop.css")
    return standalone(folder, "journey.html.j2", (style,), language, context)
