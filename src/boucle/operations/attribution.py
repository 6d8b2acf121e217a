"""Credit of won deals under each model, as a table; and the journey of one win."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.language import Text
from boucle.operations.journey import win_of
from boucle.operations.listing import Listing, ListingColumn
from boucle.operations.listings import BY_LABELS, Asked, loop_by

if TYPE_CHECKING:
    from boucle.operations.listing import ColumnKind

_DEFINITION = Text(
    fr="Montants gagnés partagés entre les gestes d'avant la signature. Des conventions côte à "
    "côte : aucune ne dit ce qu'un canal a causé.",
    en="Won amounts shared over the gestures before the signature. Conventions side by side: none "
    "says what a channel caused.",
)
_WITH_DATA = Text(
    fr="Gains partagés entre les gestes d'avant la signature, par des conventions puis par les "
    "parcours mêmes : Markov, selon la part des gains qui passe par le canal, pertes comprises; "
    "Shapley, en parts égales entre les canaux du parcours. Aucune lecture ne dit ce qu'un canal a "
    "causé. Les intervalles à 95 % sont dans « --format json ».",
    en="Wins shared over the gestures before the signature, by conventions, then by the journeys "
    "themselves: Markov, by the share of wins that pass through the channel, losses being "
    "counted; Shapley, in equal parts to the channels of the journey. No reading says what a "
    "channel caused. The 95% intervals are in “--format json”.",
)


def attribution(asked: Asked, *, in_wins: bool = False) -> Listing:
    """List, by one column, the credit under each model, in amounts or in wins."""
    frame = asked.frame()
    field = "credit_wins" if in_wins else "credit"
    # Start-up: the words of the report, and what the engine is asked.
    from boucle.reporting.closed_loop.definitions import MODELS
    from boucle.reporting.model_credit import DATA_MODELS, OF_TOUCHPOINTS

    loop = loop_by(frame, asked.column)
    rows = [_credit_row(row, asked, field) for row in loop.rows_by(asked.column)]
    has_intervals = asked.column in OF_TOUCHPOINTS
    shown = MODELS | (DATA_MODELS if has_intervals else {})
    kind: ColumnKind = "number" if in_wins else "amount"
    return Listing(
        title=Text(
            fr="À qui le mérite? Plusieurs lectures", en="Who gets the credit? Several readings"
        ),
        definition=_WITH_DATA if has_intervals else _DEFINITION,
        columns=(
            ListingColumn(asked.by, BY_LABELS[asked.by]),
            ListingColumn("n_won", Text(fr="Gagnées", en="Won"), "count"),
            *(ListingColumn(model, label, kind) for model, label in shown.items()),
        ),
        rows=rows,
        as_of=frame.tables.as_of,
        currency=frame.currency,
        time_zone=frame.zone,
        also={"unit": "wins" if in_wins else frame.currency},
    )


def _credit_row(row: dict[str, Any], asked: Asked, field: str) -> dict[str, Any]:
    made = {asked.by: row[asked.by], "n_won": row["n_won"], **row[field]}
    if figures := row.get(f"{field}_intervals"):
        made |= {model: figure["value"] for model, figure in figures.items()}
        made["intervals"] = {
            model: {end: figure[end] for end in ("low", "high")}
            for model, figure in figures.items()
        }
    return {**made, "reasons": _why(row)}


def _why(row: dict[str, Any]) -> dict[str, str]:
    return {name: why for name, why in row["reasons"].items() if name in ("credit", "n_won")}


_STEPS = (
    ListingColumn("occurred_at", Text(fr="Quand", en="When"), "moment"),
    ListingColumn("days_since_previous", Text(fr="Jours d'écart", en="Days since"), "days"),
    ListingColumn("channel", Text(fr="Canal", en="Channel")),
    ListingColumn("campaign", Text(fr="Campagne", en="Campaign")),
    ListingColumn("kind", Text(fr="Geste", en="Gesture")),
    ListingColumn("evidence", Text(fr="Preuve", en="Evidence")),
    ListingColumn("milestone", Text(fr="Jalon", en="Milestone")),
    ListingColumn("cost", Text(fr="Coût", en="Cost"), "amount"),
)


def win_journey(asked: Asked, opportunity_id: str) -> Listing:
    """List the touchpoints of one win with their cost and their credit under each model.

    Raises
    ------
    UnknownWinError
        If there is no won deal of that id.
    """
    frame = asked.frame()
    win = win_of(frame, opportunity_id)
    from boucle.reporting.closed_loop.definitions import MODELS  # start-up

    has_amount = win["amount"] is not None
    steps = [{**step, **step["credit" if has_amount else "share"]} for step in win["touchpoints"]]
    kind: ColumnKind = "amount" if has_amount else "share"
    return Listing(
        title=Text(fr="Le parcours de {name}", en="The journey of {name}").format(
            name=f"{win['account']} ({opportunity_id})"
        ),
        definition=_DEFINITION,
        columns=(*_STEPS, *(ListingColumn(model, label, kind) for model, label in MODELS.items())),
        rows=steps,
        as_of=frame.tables.as_of,
        currency=frame.currency,
        time_zone=frame.zone,
        also={"win": {name: value for name, value in win.items() if name != "touchpoints"}},
    )
