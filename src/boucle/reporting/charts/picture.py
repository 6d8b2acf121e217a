"""One picture as SVG: wide for a desk, narrow for a phone, and for paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from boucle.language.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from boucle.language import Language

# Widths in pixels of the drawing area, labels excluded.
WIDE, NARROW, PAPER = 620, 190, 330
_WIDE_LABELS, _NARROW_LABELS, _PAPER_LABELS = 230, 130, 170

_SCREEN_FONTS = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"
# Inside the converter: text is measured the same on every machine. Typst has no such font and
# draws with its own, which is narrower, so that no two words meet.
_MEASURED, _DRAWN = "Liberation Sans", "Libertinus Serif"

INK, MUTED, GRID = "#1d2733", "#5b6776", "#e3e7ec"
# Told apart by lightness as well as by hue: they stay apart in grey and for most colour-blind eyes.
BLUE, ORANGE, GREEN = "#1f5fa8", "#e08a1e", "#2f7d5b"

_CLIP = re.compile(r'(?<=id=")clip\d+(?=")|(?<=url\(#)clip\d+(?=\))')

_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')

_LOCALES: dict[Language, dict[str, Any]] = {
    "fr": {
        "decimal": ",",
        "thousands": "\u00a0",
        "grouping": [3],
        "currency": ["", "\u00a0$"],
        "percent": "\u00a0%",
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
}

_THEME: dict[str, Any] = {
    "background": "#ffffff",
    "font": _SCREEN_FONTS,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": MUTED,
        "gridColor": GRID,
        "domainColor": GRID,
        "tickColor": GRID,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "legend": {"labelColor": INK, "title": None, "orient": "top", "labelFontSize": 12},
    "text": {"color": INK, "fontSize": 12},
}


@dataclass(frozen=True)
class Picture:
    """A chart with its `title` and a `description` for those who do not see it.

    `chart` describes it at a width in pixels; it is drawn when somebody asks.
    """

    title: str
    description: str
    chart: Callable[[int], Any]
    language: Language

    @cached_property
    def wide(self) -> str:
        """SVG for a desk."""
        return _svg(self.chart(WIDE), self.language, _WIDE_LABELS)

    @cached_property
    def narrow(self) -> str:
        """SVG for a phone."""
        return _svg(self.chart(NARROW), self.language, _NARROW_LABELS)

    @cached_property
    def paper(self) -> str:
        """SVG for a page set by `boucle.language.typesetting`."""
        svg = _svg(self.chart(PAPER), self.language, _PAPER_LABELS, font=_MEASURED)
        return svg.replace(f'font-family="{_MEASURED}"', f'font-family="{_DRAWN}"')

    @property
    def paper_ratio(self) -> float:
        """Width over height of the drawing on paper."""
        width, height = _VIEW_BOX.search(self.paper).groups()  # type: ignore[union-attr]
        return float(width) / float(height)


def _svg(chart: Any, language: Language, label_limit: int, *, font: str = _SCREEN_FONTS) -> str:
    axis = _THEME["axis"] | {"labelLimit": label_limit}
    # Start-up: the converter holds a script engine and takes half a second to wake.
    import vl_convert

    spec = chart.configure(**_THEME | {"axis": axis, "font": font}).to_dict(format="vega-lite")
    # A control character in a name would end the process, not only the drawing.
    svg: str = vl_convert.vegalite_to_svg(xml_text(spec), format_locale=_LOCALES[language])
    # The page gives the size; a fixed one would overflow a phone.
    svg = re.sub(r'(<svg [^>]*?) width="[\d.]+" height="[\d.]+"', r"\1", svg, count=1)
    return _with_own_ids(svg)


def _with_own_ids(svg: str) -> str:
    """Name clips after what is drawn, so that the same report is the same file.

    The converter numbers them over everything that it draws in one process.
    """
    places = {old: place for place, old in enumerate(dict.fromkeys(_CLIP.findall(svg)))}
    plain = _CLIP.sub(lambda match: f"clip-{places[match[0]]}", svg)
    drawing = sha256(plain.encode()).hexdigest()[:12]
    return _CLIP.sub(lambda match: f"clip-{drawing}-{places[match[0]]}", svg)
