"""Bars side by side: one measure, or two, for a few names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.reporting.charts.picture import BLUE, GRID, INK, NARROW, ORANGE

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW_PIXELS = 34


def paired_bars(rows: Sequence[dict[str, Any]], measures: tuple[str, str], width: int) -> Any:
    """Draw two measures of the same unit for each name.

    `rows` have ``name``, ``measure`` (one of `measures`), ``value`` and ``label``.
    """
    import altair as alt  # start-up

    names = list(dict.fromkeys(row["name"] for row in rows))
    base = alt.Chart({"values": list(rows)}).encode(
        y=alt.Y("name:N", sort=names, title=None),
        yOffset=alt.YOffset("measure:N", sort=list(measures)),
        x=alt.X("value:Q", title=None, axis=alt.Axis(format="~s", tickCount=4, grid=True)),
    )
    bars = base.mark_bar(cornerRadiusEnd=2).encode(
        color=alt.Color("measure:N", scale=alt.Scale(domain=list(measures), range=[ORANGE, BLUE]))
    )
    layers = [bars]
    if width > NARROW:
        layers.append(base.mark_text(align="left", dx=4, color=INK).encode(text="label:N"))
    return alt.layer(*layers).properties(width=width, height=alt.Step(_ROW_PIXELS / 2))


def steps(rows: Sequence[dict[str, Any]], width: int) -> Any:
    """Draw the stages of a funnel: `rows` have ``name``, ``value`` and ``label``."""
    import altair as alt  # start-up

    names = [row["name"] for row in rows]
    most = max((row["value"] for row in rows), default=1)
    base = alt.Chart({"values": list(rows)}).encode(
        y=alt.Y("name:N", sort=names, title=None),
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.35])),
    )
    bars = base.mark_bar(color=BLUE, cornerRadiusEnd=2)
    labels = base.mark_text(align="left", dx=5, color=INK).encode(text="label:N")
    return alt.layer(bars, labels).properties(width=width, height=alt.Step(_ROW_PIXELS))


def ranges(
    rows: Sequence[dict[str, Any]],
    width: int,
    reference: str,
    bounds: Sequence[dict[str, Any]] = (),
) -> Any:
    """Draw for each name the span of several readings, and the reference reading as a dot.

    `rows` have ``name``, ``model``, ``value``; `bounds` of the reference ``name``, ``low`` and
    ``high``, which may be None.
    """
    import altair as alt  # start-up

    names = list(dict.fromkeys(row["name"] for row in rows))
    base = alt.Chart({"values": list(rows)}).encode(y=alt.Y("name:N", sort=names, title=None))
    axis = alt.Axis(format="~s", tickCount=4)
    spans = base.mark_bar(height=7, color=GRID, cornerRadius=3).encode(
        x=alt.X("min(value):Q", title=None, axis=axis), x2="max(value):Q"
    )
    ticks = base.mark_tick(color=ORANGE, thickness=2, height=14).encode(x="value:Q")
    dots = (
        base.transform_filter(alt.datum.model == reference)
        .mark_point(filled=True, size=90, color=BLUE, opacity=1)
        .encode(x="value:Q")
    )
    known = [each for each in bounds if each["low"] is not None and each["high"] is not None]
    lines = (
        alt.Chart({"values": known})
        .mark_rule(color=BLUE, strokeWidth=2)
        .encode(y=alt.Y("name:N", sort=names), x="low:Q", x2="high:Q")
    )
    layers = [spans, ticks, *([lines] if known else []), dots]
    return alt.layer(*layers).properties(width=width, height=alt.Step(_ROW_PIXELS - 6))


def months(rows: Sequence[dict[str, Any]], width: int, words: tuple[str, str]) -> Any:
    """Draw a bar a month; months that are not mature are pale with a dashed edge.

    `rows` have ``month`` (as ``2026-10``), ``value`` and ``state`` (one of `words`: mature or not).
    """
    import altair as alt  # start-up

    mature, immature = words
    every = max(1, round(len(rows) / (12 if width > NARROW else 5)))
    shown = [row["month"] for row in rows][::every]
    return (
        alt.Chart({"values": list(rows)})
        .mark_bar(strokeWidth=1, stroke=BLUE)
        .encode(
            x=alt.X("month:O", title=None, axis=alt.Axis(values=shown, labelAngle=-45)),
            y=alt.Y("value:Q", title=None, axis=alt.Axis(format="~s", tickCount=4)),
            color=alt.Color(
                "state:N", scale=alt.Scale(domain=[mature, immature], range=[BLUE, "#dbe7f5"])
            ),
            strokeDash=alt.StrokeDash(
                "state:N",
                scale=alt.Scale(domain=[mature, immature], range=[[1, 0], [3, 2]]),
                legend=None,
            ),
        )
        .properties(width=width, height=180)
    )
