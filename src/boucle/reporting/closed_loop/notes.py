"""What a reader should know before believing the totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.analytics import facts
from boucle.language import Language, Text, formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.reporting.closed_loop.cubes import Cubes
    from boucle.reporting.frame import Frame

_TEXTS: dict[str, Text] = {
    "leads_without_channel": Text(
        fr="{n} pistes n'ont aucun canal d'origine : elles sont sur la ligne « canal inconnu ».",
        en="{n} leads have no origin channel: they stand on the row “unknown channel”.",
    ),
    "deals_without_lead": Text(
        fr="{n} affaires n'ont pas de piste : elles comptent au mois de leur création.",
        en="{n} deals have no lead: they count in the month of their creation.",
    ),
    "undated_deals": Text(
        fr="{n} affaires n'ont pas de date : elles sont sur la ligne « sans date ».",
        en="{n} deals have no date: they stand on the row “undated”.",
    ),
    "wins_without_touchpoint": Text(
        fr="{n} gains n'ont aucun geste connu : leur montant n'est attribué à aucun canal.",
        en="{n} wins have no known touchpoint: their amount is credited to no channel.",
    ),
    "no_lost_deals": Text(
        fr="Aucune affaire perdue n'est inscrite : le taux de gain vaut 100 % par construction.",
        en="No lost deal is recorded: the win rate is 100% by construction.",
    ),
    "negative_durations": Text(
        fr="{n} dossiers se terminent avant de commencer : leur durée est mise de côté.",
        en="{n} cases end before they begin: their duration is set aside.",
    ),
    "undated_cases": Text(
        fr="{n} dossiers n'ont pas de date de début ou de fin : ils sont hors des durées.",
        en="{n} cases have no date of start or of end: they are in no duration.",
    ),
    "unlisted_channel": Text(
        fr="Le canal « {name} » ({n} gestes) n'est pas dans l'entente : ajoutez-le, ou une règle "
        "qui le prend.",
        en="Channel “{name}” ({n} touchpoints) is not in the agreement: add it, or a rule that "
        "takes it.",
    ),
    "unlisted_source": Text(
        fr="La source « {name} » ({n} gestes) n'est prise par aucune règle de l'entente : elle "
        "compte dans « autre ».",
        en="Source “{name}” ({n} touchpoints) is taken by no rule of the agreement: it counts in "
        "“other”.",
    ),
    "rejected_rows": Text(
        fr="{n} lignes importées n'ont pas pu être lues : voyez le dossier rejects/.",
        en="{n} imported rows could not be read: see the folder rejects/.",
    ),
}
# More than these and the list is read by nobody; the count of the rest follows.
_MOST_UNLISTED = 8


def notes(
    frame: Frame, cubes: Cubes, set_aside: dict[str, int], language: Language
) -> list[dict[str, Any]]:
    """Return what is worth knowing: ``code``, ``n`` and ``text``, only where `n` is not 0."""
    found = [*_counted(frame, cubes, set_aside), *_unlisted(frame)]
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
    lone = cubes.unattributed(None)[None]
    yield "wins_without_touchpoint", int(lone["wins"]), ""
    yield "no_lost_deals", sum(row["n_won"] for row in cubes.deals) * _no_lost(cubes), ""
    yield "negative_durations", set_aside["negative"], ""
    yield "undated_cases", set_aside["undated"], ""
    yield "rejected_rows", _rejected(frame), ""


def _no_lost(cubes: Cubes) -> bool:
    return not any(row["n_lost"] for row in cubes.deals)


def _rejected(frame: Frame) -> int:
    commits = frame.tables.commits
    total = commits.agg(n=commits.n_rejects.sum()).to_pyarrow().to_pylist()[0]["n"]
    return int(total or 0)


def _unlisted(frame: Frame) -> Iterator[tuple[str, int, str]]:
    found = facts.unlisted_channels(
        frame.tables.touchpoints, frame.tables.campaigns, frame.agreement.channels
    )
    largest = found.order_by(found.n_touchpoints.desc()).limit(_MOST_UNLISTED)
    for row in largest.to_pyarrow().to_pylist():
        code = "unlisted_channel" if row["what"] == "channel" else "unlisted_source"
        yield code, row["n_touchpoints"], row["value"]
