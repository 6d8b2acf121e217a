"""Lines over months with their interval, a small picture a name; and spans around a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.reporting.charts.picture import BLUE, GRID, INK, MUTED, NARROW, ORANGE

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW_PIXELS = 28
_GAP, _AXIS = 18, 44
_HEIGHT, _LEAST = 120, 118


def cost_and_margin(rows: Sequence[dict[str, Any]], width: int, words: tuple[str, str]) -> Any:
    """Draw for each name what was spent and what came back, month after month.

    `rows` have ``name``, ``month`` (a number), ``cost``, ``margin``, ``low``, ``high`` (bounds of
    the margin; `high` may be None) and ``is_even`` (whether margin pays cost first there). `words`
    name cost and margin.
    """
    import altair as alt  # start-up

    columns = 3 if width > NARROW else 1
    # Paper is narrow: the drawing is wider than asked there, and set smaller.
    each = max(width / columns - _GAP - _AXIS, _LEAST) if columns > 1 else width
    names = list(dict.fromkeys(row["name"] for row in rows))
    head = alt.Header(title=None, labelColor=INK, labelFontSize=12, labelLimit=int(each) + _AXIS)
    return (
        alt.layer(*_layers(words), data={"values": list(rows)})
        .properties(width=each, height=_HEIGHT)
        .facet(facet=alt.Facet("name:N", sort=names, header=head), columns=columns, spacing=_GAP)
        .resolve_scale(y="independent")
    )


def _layers(words: tuple[str, str]) -> list[Any]:
    import altair as alt  # start-up

    colours = alt.Scale(domain=list(words), range=[ORANGE, BLUE])
    time = alt.X("month:Q", title=None, axis=alt.Axis(tickCount=4, grid=False))
    axis = alt.Axis(format="~s", tickCount=3)
    base = alt.Chart().encode(x=time)
    band = base.mark_area(color=BLUE, opacity=0.16).encode(
        y=alt.Y("low:Q", title=None, axis=axis), y2="high:Q"
    )
    lines = [
        base.transform_calculate(measure=f'"{word}"')
        .mark_line(strokeWidth=2, strokeDash=dash)
        .encode(
            y=alt.Y(f"{field}:Q", title=None, axis=axis),
            color=alt.Color("measure:N", scale=colours),
        )
        for field, word, dash in (("cost", words[0], [5, 3]), ("margin", words[1], [1, 0]))
    ]
    even = (
        base.transform_filter("datum.is_even")
        .mark_point(filled=True, size=70, color=INK, opacity=1)
        .encode(y=alt.Y("margin:Q", title=None, axis=axis))
    )
    return [band, *lines, even]


def spans(rows: Sequence[dict[str, Any]], width: int, at: float) -> Any:
    """Draw for each name a span, its middle as a dot, and a line at a value that matters.

    `rows` have ``name``, ``low``, ``middle``, ``high``.
    """
    import altair as alt  # start-up

    names = list(dict.fromkeys(row["name"] for row in rows))
    base = alt.Chart({"values": list(rows)}).encode(y=alt.Y("name:N", sort=names, title=None))
    # Channels differ by powers of ten: on a plain scale one would hide the others.
    scale = alt.Scale(type="symlog", constant=1)
    axis = alt.Axis(format="~s", tickCount=5, values=[0, 0.5, 1, 2, 5, 10, 20, 50])
    bars = base.mark_bar(
        height=7, color=GRID, cornerRadius=3, stroke=MUTED, strokeWidth=0.4
    ).encode(x=alt.X("low:Q", title=None, axis=axis, scale=scale), x2="high:Q")
    dots = base.mark_point(filled=True, size=90, color=BLUE, opacity=1).encode(x="middle:Q")
    line = (
        alt.Chart({"values": [{"at": at}]}).mark_rule(color=ORANGE, strokeWidth=2).encode(x="at:Q")
    )
    return alt.layer(bars, line, dots).properties(width=width, height=alt.Step(_ROW_PIXELS))
