"""What a reader should know before believing the totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.analytics import facts
from boucle.language import Language, Text, formats
from boucle.reporting.model_credit import reference_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.reporting.closed_loop.cubes import Cubes
    from boucle.reporting.closed_loop.spending import Spending
    from boucle.reporting.frame import Frame

_TEXTS: dict[str, Text] = {
    # Worded so that they read well for one as for many.
    "leads_without_channel": Text(
        fr="Pistes sans canal d'origine : {n}. Elles sont sur la ligne « canal inconnu ».",
        en="Leads without an origin channel: {n}. They stand on the row “unknown channel”.",
    ),
    "deals_without_lead": Text(
        fr="Affaires sans piste : {n}. Elles comptent au mois de leur création.",
        en="Deals without a lead: {n}. They count in the month of their creation.",
    ),
    "undated_deals": Text(
        fr="Affaires sans date : {n}. Elles sont sur la ligne « sans date ».",
        en="Deals without a date: {n}. They stand on the row “undated”.",
    ),
    "wins_without_touchpoint": Text(
        fr="Gains sans geste connu dans la fenêtre de l'entente : {n}. Leur montant n'est attribué "
        "à aucun canal.",
        en="Wins without a known touchpoint in the agreement's window: {n}. Their amount is "
        "credited to no channel.",
    ),
    "no_lost_deals": Text(
        fr="Aucune affaire perdue n'est inscrite : le taux de gain vaut 100 % par construction.",
        en="No lost deal is recorded: the win rate is 100% by construction.",
    ),
    "negative_durations": Text(
        fr="Dossiers finis avant d'avoir commencé : {n}. Leur durée est mise de côté.",
        en="Cases that end before they begin: {n}. Their duration is set aside.",
    ),
    "undated_cases": Text(
        fr="Dossiers sans date de début ou de fin : {n}. Ils sont hors des durées.",
        en="Cases without a date of start or of end: {n}. They are in no duration.",
    ),
    "spend_without_rate": Text(
        fr="Dépenses dans une autre devise, sans taux daté : {n} lignes. Elles ne sont ni dans les "
        "dépenses ni dans les coûts.",
        en="Spend in another currency, without a dated rate: {n} lines. It is in neither spend nor "
        "costs.",
    ),
    "unlisted_channel": Text(
        fr="Canal absent de l'entente : « {name} » (gestes : {n}). Ajoutez-le, ou une règle qui le "
        "prend.",
        en="Channel not in the agreement: “{name}” (touchpoints: {n}). Add it, or a rule that "
        "takes it.",
    ),
    "unlisted_source": Text(
        fr="Source qu'aucune règle de l'entente ne prend : « {name} » (gestes : {n}). Elle compte "
        "dans « autre ».",
        en="Source that no rule of the agreement takes: “{name}” (touchpoints: {n}). It counts in "
        "“other”.",
    ),
    "reference_not_shown": Text(
        fr="Modèle de référence de l'entente (« {name} ») absent de ce rapport : W le remplace.",
        en="Reference model of the agreement (“{name}”) not shown in this report: W stands in.",
    ),
    "rejected_rows": Text(
        fr="Lignes importées illisibles : {n}. Voyez le dossier rejects/.",
        en="Imported rows that could not be read: {n}. See the folder rejects/.",
    ),
}
# The most frequent ones: a longer list is read by nobody.
_MOST_UNLISTED = 8


def notes(
    frame: Frame,
    cubes: Cubes,
    spending: Spending,
    set_aside: dict[str, int],
    language: Language,
) -> list[dict[str, Any]]:
    """Return what is worth knowing: ``code``, ``n`` and ``text``, only where `n` is not 0."""
    apart = sum(row["n_unconverted"] for row in spending.sources if row["place"] == "in_period")
    found = [
        *_counted(frame, cubes, set_aside),
        ("spend_without_rate", apart, ""),
        *_unlisted(frame),
    ]
    return [
        {
            "code": code,
            "n": n,
            "name": name,
            "text": _TEXTS[code].format(n=formats.number(n, language), name=name).in_(language),
        }
        for code, n, name in found
        if n
    ]


def _counted(
    frame: Frame, cubes: Cubes, set_aside: dict[str, int]
) -> Iterator[tuple[str, int, str]]:
    without = sum(row["n_leads"] for row in cubes.leads if row["channel"] is None)
    yield "leads_without_channel", without, ""
    alone = frame.deals.filter(frame.deals.lead_id.isnull())
    counts = alone.agg(n=alone.count(), undated=alone.count(where=alone.month.isnull()))
    row = counts.to_pyarrow().to_pylist()[0]
    yield "deals_without_lead", row["n"] if cubes.leads else 0, ""
    yield "undated_deals", row["undated"], ""
    lone = cubes.unattributed(None).values()
    yield "wins_without_touchpoint", int(sum(each["wins"] for each in lone)), ""
    yield "no_lost_deals", sum(row["n_won"] for row in cubes.deals) * _no_lost(cubes), ""
    yield "negative_durations", set_aside["negative"], ""
    yield "undated_cases", set_aside["undated"], ""
    yield "rejected_rows", _rejected(frame), ""
    wanted = frame.agreement.attribution.reference_model
    yield "reference_not_shown", int(wanted != reference_model(frame.agreement)), wanted


def _no_lost(cubes: Cubes) -> bool:
    return not any(row["n_lost"] for row in cubes.deals)


def _rejected(frame: Frame) -> int:
    commits = frame.tables.commits
    total = commits.agg(n=commits.n_rejects.sum()).to_pyarrow().to_pylist()[0]["n"]
    return int(total or 0)


def _unlisted(frame: Frame) -> Iterator[tuple[str, int, str]]:
    found = facts.unlisted_channels(frame.channel_ways, frame.agreement.channels)
    largest = found.order_by(found.n_touchpoints.desc()).limit(_MOST_UNLISTED)
    for row in largest.to_pyarrow().to_pylist():
        code = "unlisted_channel" if row["what"] == "channel" else "unlisted_source"
        yield code, row["n_touchpoints"], row["value"]
