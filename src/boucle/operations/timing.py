"""How long things take, as tables."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from boucle.language import Text
from boucle.operations.listing import Listing, ListingColumn
from boucle.operations.listings import BY_LABELS, Asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.analytics.timing import StageTime
    from boucle.reporting.frame import Frame

HORIZONS_DAYS = (90, 180, 365)

_WINS = Text(
    fr="Jours de l'ouverture de la piste au gain : moment où la moitié (le quart, les trois "
    "quarts) des gains attendus sont faits. Aalen–Johansen : dossiers ouverts censurés, sorties "
    "concurrentes. n = dossiers suivis.",
    en="Days from the lead's opening to the win: when half (a quarter, three quarters) of the "
    "expected wins are made. Aalen–Johansen: open cases censored, exits competing. n = cases "
    "followed.",
)
_STAYS = Text(
    fr="Jours passés dans l'étape, par séjour (Kaplan–Meier; séjours en cours censurés). La "
    "moyenne des séjours finis est trop basse : elle n'est là que pour comparer.",
    en="Days spent in the stage, by stay (Kaplan–Meier; stays under way censored). The mean of "
    "finished stays is too low: it is only there to compare.",
)
_MOVES = Text(
    fr="Jours d'une étape à la suivante ou plus loin; les pistes sorties sont des fins "
    "concurrentes, les autres sont censurées.",
    en="Days from one stage to the next or a later one; leads that left are competing ends, the "
    "others are censored.",
)


def _days(name: str, fr: str, en: str) -> ListingColumn:
    return ListingColumn(name, Text(fr=fr, en=en), "days")


_QUARTERS = (
    _days("p25_days", "Premier quart", "First quarter"),
    _days("median_days", "Médiane", "Median"),
    _days("p75_days", "Trois quarts", "Three quarters"),
)
_WIN_COLUMNS = (
    _QUARTERS[0],
    _days("median_days_to_won", "Médiane", "Median"),
    _QUARTERS[2],
    *(
        ListingColumn(
            f"won_by_day_{days}",
            Text(fr=f"Gagnées à {days} j", en=f"Won by day {days}"),
            "share",
        )
        for days in HORIZONS_DAYS
    ),
    ListingColumn("rank", Text(fr="Rang", en="Rank"), "count"),
)
_STAY_COLUMNS = (
    ListingColumn("stage", Text(fr="Étape", en="Stage")),
    ListingColumn("n_visits", Text(fr="Séjours", en="Stays"), "count"),
    ListingColumn("n_open", Text(fr="En cours", en="Under way"), "count"),
    *_QUARTERS,
    _days("mean_of_closed_days", "Moyenne, biaisée", "Mean, biased"),
)
_MOVE_COLUMNS = (
    ListingColumn("from_stage", Text(fr="De", en="From")),
    ListingColumn("to_stage", Text(fr="À", en="To")),
    *_QUARTERS[1:],
)


def timing(asked: Asked) -> Listing:
    """List, by one column, days to a win and the share won within 90, 180 and 365 days."""
    frame = asked.frame()
    return _listing(
        frame,
        _win_rows(frame, asked),
        (ListingColumn(asked.by, BY_LABELS[asked.by]), *_WIN_COLUMNS),
        Text(fr="Combien de temps prend un gain", en="How long a win takes"),
        _WINS,
    )


def _win_rows(frame: Frame, asked: Asked) -> list[dict[str, Any]]:
    # Start-up: methods need the engine.
    from boucle.analytics import timing as methods
    from boucle.reporting.frame import WALL

    until = frame.until_on_the_wall
    counted = methods.durations(
        frame.win_cases, start="started_at", end="closed_at", outcome="outcome",
        until=until, zone=WALL, by=asked.column,
    )  # fmt: skip
    compared = methods.sources_compared(
        frame.win_cases, by=asked.column, until=until, zone=WALL, horizons_days=HORIZONS_DAYS
    )
    ranks = {source.value: source.rank for source in compared}
    return [
        _win_row(asked.by, value, methods.aalen_johansen(group)) | {"rank": ranks.get(value)}
        for value, group in methods.collected(counted, asked.column).items()
    ]


def _win_row(by: str, value: Any, curve: Any) -> dict[str, Any]:
    from boucle.analytics import timing as methods  # start-up

    figures = {
        "p25_days": methods.quantile_days(curve, 0.25, cause="won"),
        "median_days_to_won": methods.median_days(curve, cause="won"),
        "p75_days": methods.quantile_days(curve, 0.75, cause="won"),
    }
    for days in HORIZONS_DAYS:
        figures[f"won_by_day_{days}"] = methods.incidence_at(curve, days, cause="won")
    return {
        by: value,
        **{name: figure.as_json() for name, figure in figures.items()},
        "reasons": {name: figure.reason for name, figure in figures.items() if figure.reason},
    }


def time_in_stages(asked: Asked) -> Listing:
    """List how long leads stay in each stage."""
    from boucle.analytics import timing as methods  # start-up

    frame = asked.frame()
    tables = frame.tables
    visits = methods.visits(
        tables.stage_changes, until=frame.until, leads=tables.leads,
        opportunities=tables.opportunities,
    )  # fmt: skip
    stays = methods.time_in_stage(visits, until=frame.until, zone=frame.zone)
    return _listing(
        frame,
        [_stay_row(stay) for stay in stays],
        _STAY_COLUMNS,
        Text(fr="Temps passé dans chaque étape", en="Time spent in each stage"),
        _STAYS,
    )


def _stay_row(stay: StageTime) -> dict[str, Any]:
    figures = {"p25_days": stay.p25, "median_days": stay.median, "p75_days": stay.p75}
    return {
        "stage": stay.stage,
        "n_visits": stay.n_visits,
        "n_open": stay.n_open,
        **{name: figure.as_json() for name, figure in figures.items()},
        "mean_of_closed_days": stay.mean_of_closed_days,
        "next_shares": stay.next_shares,
        "reasons": {name: figure.reason for name, figure in figures.items() if figure.reason},
    }


def time_between_stages(asked: Asked) -> Listing:
    """List how long leads take from each stage to the next one."""
    from boucle.tables import vocabulary  # start-up

    frame = asked.frame()
    known = [stage for stage in vocabulary.STAGES[1:] if stage in {*frame.recorded, "lead"}]
    return _listing(
        frame,
        [row for earlier, later in pairwise(known) for row in _move_rows(frame, earlier, later)],
        _MOVE_COLUMNS,
        Text(fr="Temps d'une étape à la suivante", en="Time from one stage to the next"),
        _MOVES,
    )


def _move_rows(frame: Frame, earlier: str, later: str) -> Iterator[dict[str, Any]]:
    from boucle.analytics import timing as methods  # start-up

    curves = methods.between_stages(frame.leads, earlier, later, until=frame.until, zone=frame.zone)
    for curve in curves.values():
        figures = {
            "median_days": methods.median_days(curve, cause="reached"),
            "p75_days": methods.quantile_days(curve, 0.75, cause="reached"),
        }
        yield {
            "from_stage": earlier,
            "to_stage": later,
            **{name: figure.as_json() for name, figure in figures.items()},
            "reasons": {name: figure.reason for name, figure in figures.items() if figure.reason},
        }


def _listing(
    frame: Frame,
    rows: list[dict[str, Any]],
    columns: tuple[ListingColumn, ...],
    title: Text,
    definition: Text,
) -> Listing:
    return Listing(
        title=title,
        definition=definition,
        columns=columns,
        rows=rows,
        as_of=frame.tables.as_of,
        currency=frame.currency,
        time_zone=frame.zone,
    )
