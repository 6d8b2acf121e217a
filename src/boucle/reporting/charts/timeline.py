"""A journey as a line of time a person: drawn directly, for a report has dozens of them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from boucle.language.xml_text import xml_text
from boucle.reporting.charts.picture import BLUE, GREEN, GRID, INK, MUTED, ORANGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDE, _NARROW = 760, 340
_LANE, _TOP, _BOTTOM, _EDGE = 34, 30, 30, 16
_FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"
# A letter of that size is about so wide.
_LETTER = 6.2


@dataclass(frozen=True, slots=True)
class Dot:
    """A touchpoint: days since the first one, its lane from 0, what a pointer reads over it."""

    day: float
    lane: int
    label: str
    is_milestone: bool = False
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """Days from and to, and what is written there: `label` where it fits, else `short`."""

    start: float
    end: float
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A journey: dots in lanes, silences between them, the signature at its end."""

    title: str
    description: str
    lanes: Sequence[str]
    dots: Sequence[Dot]
    silences: Sequence[Silence]
    days: float
    first: str
    last: str
    is_won_known: bool = True

    @property
    def wide(self) -> str:
        """SVG for a desk."""
        return self._svg(_WIDE)

    @property
    def narrow(self) -> str:
        """SVG for a phone."""
        return self._svg(_NARROW)

    def _svg(self, width: int) -> str:
        height = _TOP + _LANE * len(self.lanes) + _BOTTOM
        parts = "".join(self._parts(width, height))
        # No size of its own: the page gives it.
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'font-family="{escape(_FONT)}" font-size="12" fill="{INK}">{parts}</svg>'
        )

    def _parts(self, width: int, height: int) -> Iterator[str]:
        bottom = height - _BOTTOM + 2
        for lane, name in enumerate(self.lanes):
            y = self._y(lane)
            yield _line(_EDGE, y, width - _EDGE, y, GRID, 2)
            yield _text(_EDGE, y - 9, name, MUTED)
        for silence in self.silences:
            yield from self._silence(silence, width, bottom)
        for dot in self.dots:
            yield self._dot(dot, width)
        if self.is_won_known:
            x = self._x(self.days, width)
            yield _line(x, _TOP - 8, x, bottom, GREEN, 2)
            yield f'<path d="M{x:.1f} {_TOP - 10}l-11 5 11 5z" fill="{GREEN}"/>'
        yield _text(_EDGE, height - 8, self.first, MUTED)
        yield _text(width - _EDGE, height - 8, self.last, MUTED, anchor="end")

    def _silence(self, silence: Silence, width: int, bottom: int) -> Iterator[str]:
        left, right = (self._x(day, width) for day in (silence.start, silence.end))
        yield (
            f'<rect x="{left:.1f}" y="{_TOP}" width="{right - left:.1f}" '
            f'height="{bottom - _TOP}" fill="{ORANGE}" fill-opacity="0.13"/>'
        )
        # What does not fit at all is in the list below the picture.
        for words in (silence.label, silence.short):
            if right - left > len(words) * _LETTER:
                yield _text((left + right) / 2, _TOP - 4, words, MUTED, anchor="middle")
                break

    def _dot(self, dot: Dot, width: int) -> str:
        fill = BLUE if dot.is_milestone else "#ffffff"
        dash = ' stroke-dasharray="2 2"' if dot.is_weak else ""
        return (
            f'<circle cx="{self._x(dot.day, width):.1f}" cy="{self._y(dot.lane)}" r="6" '
            f'fill="{fill}" stroke="{BLUE}" stroke-width="2.5"{dash}>'
            f"<title>{escape(_plain(dot.label))}</title></circle>"
        )

    def _x(self, day: float, width: int) -> float:
        inner = width - 4 * _EDGE
        return 2 * _EDGE + (inner * day / self.days if self.days else 0.0)

    def _y(self, lane: int) -> int:
        return _TOP + _LANE * lane + _LANE * 2 // 3


def _line(  # noqa: PLR0917 - two points
    x: float, y: float, x2: float, y2: float, colour: str, width: int
) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width}"/>'
    )


def _text(x: float, y: float, words: str, colour: str, *, anchor: str = "start") -> str:
    said = escape(_plain(words))
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{said}</text>'


def _plain(words: str) -> str:
    # A control character in a name would make the drawing unreadable to every program.
    plain: str = xml_text(words)
    return plain
