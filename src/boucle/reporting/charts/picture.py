"""One picture as SVG, wide for a desk and narrow for a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from boucle.language import Language

# Widths in pixels of the drawing area, labels excluded.
WIDE, NARROW = 620, 190
_WIDE_LABELS, _NARROW_LABELS = 230, 130

INK, MUTED, GRID = "#1d2733", "#5b6776", "#e3e7ec"
# Told apart by lightness as well as by hue: they stay apart in grey and for most colour-blind eyes.
BLUE, ORANGE, GREEN = "#1f5fa8", "#e08a1e", "#2f7d5b"

_CLIP = re.compile(r'(?<=id=")clip\d+(?=")|(?<=url\(#)clip\d+(?=\))')

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
    "font": "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif",
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


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its `title` and a `description` for those who do not see it."""

    title: str
    description: str
    wide: str
    narrow: str


def drawn(
    chart: Callable[[int], Any], *, title: str, description: str, language: Language
) -> Picture:
    """Draw `chart(width)` twice, once for a desk and once for a phone."""
    return Picture(
        title=title,
        description=description,
        wide=_svg(chart(WIDE), language, _WIDE_LABELS),
        narrow=_svg(chart(NARROW), language, _NARROW_LABELS),
    )


def _svg(chart: Any, language: Language, label_limit: int) -> str:
    theme = _THEME | {"axis": _THEME["axis"] | {"labelLimit": label_limit}}
    # Start-up: the converter holds a script engine and takes half a second to wake.
    import vl_convert

    spec = chart.configure(**theme).to_dict(format="vega-lite")
    svg: str = vl_convert.vegalite_to_svg(spec, format_locale=_LOCALES[language])
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
