"""What stands out, in plain sentences; each only where the figures carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.figures.share import RANK_FROM
from boucle.language import Text, formats
from boucle.reporting.closed_loop.page_disagreement import FAR_APART, DisagreementSection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from boucle.reporting.closed_loop.cells import Writer


def findings(
    figures: Mapping[str, Any], channel_name: Callable[[str | None], str], writer: Writer
) -> list[str]:
    """Return a few sentences about the figures, or none."""
    said = [
        _disagreement(figures, channel_name, writer),
        _slowest(figures, channel_name, writer),
        _immature(figures),
        _without_amount(figures, writer),
    ]
    return [sentence.in_(writer.language) for sentence in said if sentence is not None]


def _disagreement(
    figures: Mapping[str, Any], channel_name: Callable[[str | None], str], writer: Writer
) -> Text | None:
    rows = figures["disagreement"]["rows"]
    if not rows or rows[0]["spread_share"] < FAR_APART:
        return None
    ends = DisagreementSection(figures, channel_name, writer).ends(rows[0])
    return Text(
        fr="Le canal « {name} » vaut de {low} ({lowest}) à {high} ({highest}) selon le modèle : "
        "décidez sur l'écart, pas sur une seule lecture.",
        en="Channel “{name}” is worth {low} ({lowest}) to {high} ({highest}) depending on the "
        "model: decide on the spread, not on one reading.",
    ).format(**ends)


def _slowest(
    figures: Mapping[str, Any], channel_name: Callable[[str | None], str], writer: Writer
) -> Text | None:
    timed = [
        row
        for row in figures["by_channel"]
        if row["median_days_to_won"]["value"] is not None and (row["n_won"] or 0) >= RANK_FROM
    ]
    if len(timed) < 2:  # noqa: PLR2004 - nothing to compare
        return None
    timed.sort(key=lambda row: row["median_days_to_won"]["value"])
    days = [formats.number(row["median_days_to_won"]["value"], writer.language) for row in timed]
    return Text(
        fr="Du premier geste au gain, « {fast} » prend {least} jours et « {slow} » {most} "
        "(médianes; canaux d'au moins 20 gains).",
        en="From the first gesture to the win, “{fast}” takes {least} days and “{slow}” {most} "
        "(medians; channels with at least 20 wins).",
    ).format(
        fast=channel_name(timed[0]["channel"]), slow=channel_name(timed[-1]["channel"]),
        least=days[0], most=days[-1],
    )  # fmt: skip


def _immature(figures: Mapping[str, Any]) -> Text | None:
    n = sum(row["is_mature"] is False for row in figures["by_month"])
    if not n:
        return None
    return Text(
        fr="Mois d'arrivée pas encore mûrs (hachurés) : {n}. Leurs gains viendront.",
        en="Months of arrival not mature yet (hatched): {n}. Their wins are still to come.",
    ).format(n=n)


def _without_amount(figures: Mapping[str, Any], writer: Writer) -> Text | None:
    n = sum(
        part["n"]
        for line in figures["reconciliation"]["lines"]
        for part in line["explained"]
        if part["reason"] == "without_amount"
    )
    if not n:
        return None
    return Text(
        fr="Gains sans montant : {n}. Ils sont comptés, mais n'ajoutent rien aux revenus.",
        en="Wins without an amount: {n}. They are counted and add nothing to revenue.",
    ).format(n=formats.number(n, writer.language))
