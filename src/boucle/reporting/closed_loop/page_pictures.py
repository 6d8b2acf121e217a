"""The pictures of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.language import formats
from boucle.reporting.charts import Picture
from boucle.reporting.charts.bars import months, paired_bars, steps
from boucle.reporting.closed_loop.page_words import LABELS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from boucle.language import Language
    from boucle.reporting.closed_loop.rows import Row

_STAGES = ("n_leads", "n_mql", "n_sal", "n_sql", "n_opportunities", "n_won")
# More than these and a picture is read no faster than its table.
_MOST_NAMES = 12


def of_total(figures: Mapping[str, Any], language: Language) -> list[Picture]:
    """Return the funnel of everything, where at least two stages are recorded."""
    total = figures["total"]
    known = [stage for stage in _STAGES if total[stage] is not None]
    if len(known) < 2 or not total[known[0]]:  # noqa: PLR2004 - one bar is no funnel
        return []
    rows = [
        {
            "name": LABELS[stage].in_(language),
            "value": total[stage],
            "label": f"{formats.number(total[stage], language)}  ·  "
            f"{formats.share(total[stage] / total[known[0]], language)}",
        }
        for stage in known
    ]
    title = "Jusqu'où vont les pistes" if language == "fr" else "How far leads go"
    said = ", ".join(f"{row['name']} {row['label']}" for row in rows)
    return [
        Picture(
            chart=lambda width: steps(rows, width),
            title=title,
            description=f"{title} : {said}.",
            language=language,
        )
    ]


def of_section(
    name: str,
    rows: Sequence[Row],
    channel_name: Callable[[str | None], str],
    language: Language,
) -> list[Picture]:
    """Return the pictures of one section of the page."""
    if name == "by_channel":
        picture = _money(rows, channel_name, language)
        return [picture] if picture is not None else []
    if name == "by_month":
        picture = _months(rows, language)
        return [picture] if picture is not None else []
    return []


def _money(
    rows: Sequence[Row], channel_name: Callable[[str | None], str], language: Language
) -> Picture | None:
    shown = [row for row in rows if row["spend"] or row["won_amount"]][:_MOST_NAMES]
    if not any(row["spend"] for row in shown):
        return None
    measures = (LABELS["spend"].in_(language), LABELS["won_amount"].in_(language))
    bars = [
        {
            "name": channel_name(row["channel"]),
            "measure": measure,
            "value": value or 0,
            # An unknown amount has no bar and no number: it is not 0.
            "label": "" if value is None else formats.number(value, language),
        }
        for row in shown
        for measure, value in zip(measures, (row["spend"], row["won_amount"]), strict=True)
    ]
    title = (
        "Ce que coûte et rapporte chaque canal"
        if language == "fr"
        else ("What each channel costs and brings")
    )
    said = "; ".join(f"{bar['name']}, {bar['measure']} {bar['label']}" for bar in bars)
    return Picture(
        chart=lambda width: paired_bars(bars, measures, width),
        title=title, description=f"{title} : {said}.", language=language,
    )  # fmt: skip


def _months(rows: Sequence[Row], language: Language) -> Picture | None:
    # Where there are no leads the deals are what comes in.
    measure = "n_leads" if any(row["n_leads"] for row in rows) else "n_opportunities"
    dated = [row for row in rows if row["month"] is not None and row[measure] is not None]
    if len(dated) < 2:  # noqa: PLR2004 - one bar says no more than its number
        return None
    mature = "mûr" if language == "fr" else "mature"
    words = (mature, WORDS["immature"].in_(language))
    bars = [
        {"month": row["month"], "value": row[measure], "state": words[row["is_mature"] is False]}
        for row in dated
    ]
    label = LABELS[measure].in_(language)
    title = f"{label} par mois d'arrivée" if language == "fr" else f"{label} by month of arrival"
    said = ", ".join(f"{bar['month']} {bar['value']}" for bar in bars)
    return Picture(
        chart=lambda width: months(bars, width, words),
        title=title, description=f"{title} : {said}.", language=language,
    )  # fmt: skip
