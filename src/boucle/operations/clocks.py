"""How fast leads are answered, as a table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boucle
from boucle.figures.local_time import midnight
from boucle.language import Text
from boucle.operations.closed_loop import framed
from boucle.operations.listing import Listing, ListingColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.agreement.schema import Agreement
    from boucle.operations.listings import Asked

_HOUR_SECONDS = 3600

_DEFINITION = Text(
    fr="Heures jusqu'à l'arrêt de l'horloge : ouvrables selon le calendrier de l'entente, et "
    "civiles. Médiane et 90e centile avec les pistes encore sans réponse (Kaplan–Meier). "
    "Respect : à temps ÷ (à temps + en retard, y compris celles en cours déjà échues).",
    en="Hours until the clock stops: business hours by the agreement's calendar, and civil ones. "
    "Median and 90th centile with leads still unanswered (Kaplan–Meier). Kept: in time ÷ (in time "
    "+ late, including those still running past their deadline).",
)
_COLUMNS = (
    ListingColumn("clock", Text(fr="Horloge", en="Clock")),
    ListingColumn("lead_type", Text(fr="Type de piste", en="Lead type")),
    ListingColumn("n", Text(fr="Départs", en="Started"), "count"),
    ListingColumn("n_stopped", Text(fr="Arrêtées", en="Stopped"), "count"),
    ListingColumn("median_business_hours", Text(fr="Médiane ouvr. h", en="Median bus. h"), "days"),
    ListingColumn("p90_business_hours", Text(fr="90e c. ouvr. (h)", en="P90 bus. (h)"), "days"),
    ListingColumn("median_civil_hours", Text(fr="Médiane civ. h", en="Median civil h"), "days"),
    ListingColumn("p90_civil_hours", Text(fr="90e c. civil (h)", en="P90 civil (h)"), "days"),
    ListingColumn("kept_share", Text(fr="Respect", en="Kept"), "share"),
    ListingColumn("target_share", Text(fr="Cible", en="Target"), "share"),
    ListingColumn("n_open_overdue", Text(fr="En cours, échues", en="Running, overdue"), "count"),
)  # fmt: skip


def clocks(asked: Asked) -> Listing:
    """List each clock of the agreement by lead type: speed in both times, and what was kept."""
    from boucle.analytics import clocks as methods  # start-up

    workspace = boucle.open(asked.folder)
    frame = framed(workspace, asked.wanted)
    waits = methods.waits(
        frame.tables, in_force_from(workspace.agreements.all),
        until=frame.until, materialise=lambda table: table.cache(),
    ).cache()  # fmt: skip
    civil = {(each.clock, each.by): each for each in methods.speed(waits, time="civil")}
    rows = [
        _row(each, civil[each.clock, each.by]) for each in methods.speed(waits, time="business")
    ]
    return Listing(
        title=Text(fr="Vitesse de réponse", en="Speed of answers"),
        definition=_DEFINITION,
        columns=_COLUMNS,
        rows=rows,
        as_of=frame.tables.as_of,
        currency=frame.currency,
        time_zone=frame.zone,
    )


def in_force_from(versions: Sequence[Agreement]) -> list[tuple[datetime, Agreement]]:
    """Return each version of the agreement with the moment from which it is in force."""
    return [(midnight(each.in_force_on, each.time_zone).astimezone(UTC), each) for each in versions]


def _row(business: Any, civil: Any) -> dict[str, Any]:
    return {
        "clock": business.clock,
        "lead_type": business.by,
        "n": business.n,
        "n_stopped": business.n_stopped,
        "median_business_hours": _hours(business.median_seconds),
        "p90_business_hours": _hours(business.p90_seconds),
        "median_civil_hours": _hours(civil.median_seconds),
        "p90_civil_hours": _hours(civil.p90_seconds),
        "kept_share": {
            "value": business.share,
            "n": business.n_judged,
            "low": business.low,
            "high": business.high,
        },
        "target_share": business.target_share,
        "n_open_overdue": business.n_open_overdue,
        "reasons": {"kept_share": business.reason} if business.reason else {},
    }


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / _HOUR_SECONDS
