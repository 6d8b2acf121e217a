"""The pictures of money: programmes over 24 months, and the next dollar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.language import Text, formats
from boucle.reporting.charts import Picture
from boucle.reporting.charts.curves import cost_and_margin, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from boucle.reporting.closed_loop.cells import Writer

# The channels that cost most; the table has them all.
_MOST_CURVES = 6
_COST = Text(fr="coût cumulé", en="cumulative cost")
_MARGIN = Text(fr="marge cumulée", en="cumulative margin")
_PROGRAMMES = Text(
    fr="Un programme, mois après mois : coût et marge (bande : 95 %; point : seuil)",
    en="A programme, month after month: cost and margin (band: 95%; dot: break-even)",
)
_MARGINALS = Text(
    fr="Marge qu'apporte un dollar de plus, P10 à P90 (trait : 1 $)",
    en="Margin that one more dollar brings, P10 to P90 (line: $1)",
)
_EVEN = Text(fr="{name} : seuil au mois {month}", en="{name}: break-even in month {month}")
_MASKED = Text(fr="{name} : moins de 10 gains", en="{name}: under 10 wins")
_NOT_EVEN = Text(fr="{name} : seuil pas encore atteint", en="{name}: break-even not reached yet")


def programmes(
    rows: Sequence[Mapping[str, Any]], channel: Callable[[str | None], str], writer: Writer
) -> list[Picture]:
    """Return the curves of the channels that cost most."""
    drawn = [row for row in rows if row["curve"]][:_MOST_CURVES]
    if not drawn:
        return []
    points = [
        {
            "name": channel(row["channel"]), "month": each["month"], "cost": each["cost"],
            "margin": each["margin"]["value"], "low": each["margin"]["low"],
            "high": each["margin"]["value"]
            if each["margin"]["high"] is None else each["margin"]["high"],
            "is_even": each["month"] == row["break_even_months"]["value"],
        }
        for row in drawn
        for each in row["curve"]
    ]  # fmt: skip
    said = [
        _told(row).format(name=channel(row["channel"]), month=row["break_even_months"]["value"])
        for row in drawn
    ]
    words = (_COST.in_(writer.language), _MARGIN.in_(writer.language))
    title = _PROGRAMMES.in_(writer.language)
    return [
        Picture(
            chart=lambda width: cost_and_margin(points, width, words),
            title=title,
            description=f"{title}. " + "; ".join(each.in_(writer.language) for each in said) + ".",
            language=writer.language,
        )
    ]  # fmt: skip


def _told(row: Mapping[str, Any]) -> Text:
    if row["break_even_months"]["value"] is not None:
        return _EVEN
    return _MASKED if row["reasons"]["break_even_months"] == "n_under_10" else _NOT_EVEN


def marginals(
    moves: Sequence[Mapping[str, Any]], channel: Callable[[str | None], str], writer: Writer
) -> list[Picture]:
    """Return what one more dollar brings in each channel that has a curve."""
    known = [move for move in moves if move["marginal"] is not None]
    if not known:
        return []
    points = [
        {"name": channel(move["channel"]), "low": move["marginal"]["p10"],
         "middle": move["marginal"]["p50"], "high": move["marginal"]["p90"]}
        for move in known
    ]  # fmt: skip
    said = "; ".join(
        f"{point['name']} {formats.number(point['low'], writer.language, digits=2)} – "
        f"{formats.number(point['high'], writer.language, digits=2)}"
        for point in points
    )
    title = _MARGINALS.in_(writer.language)
    return [
        Picture(
            chart=lambda width: spans(points, width, 1.0),
            title=title, description=f"{title}. {said}.", language=writer.language,
        )
    ]  # fmt: skip
