"""Grades, and what the agreement's definitions say of each lead, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibis import _

from boucle.errors.commands import UnknownLeadError
from boucle.language import Text
from boucle.operations.listing import Listing, ListingColumn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.analytics.scoring import Reason
    from boucle.language import Language
    from boucle.operations.listing import ColumnKind
    from boucle.operations.listings import Asked
    from boucle.reporting.frame import Frame

_GRADES = Text(
    fr="La cote croise l'adéquation (lettre) et l'engagement (chiffre), à ce moment. Le pointage "
    "ordonne le travail; il ne refuse personne. Contradictions : pistes dont l'étape inscrite "
    "dément la définition de l'entente.",
    en="The grade crosses fit (letter) and engagement (digit), at that moment. Scoring orders the "
    "work; it refuses nobody. Contradictions: leads whose recorded stage belies the agreement's "
    "definition.",
)
_EXPLAINED = Text(
    fr="Chaque règle de l'entente, ce qu'elle dit de cette piste à ce moment, et ses points.",
    en="Each rule of the agreement, what it says of this lead at that moment, and its points.",
)


_LABELS: tuple[tuple[str, Text, ColumnKind], ...] = (
    ("grade", Text(fr="Cote", en="Grade"), "text"),
    ("persona", Text(fr="Persona", en="Persona"), "text"),
    ("action", Text(fr="Suite", en="Action"), "text"),
    ("n_leads", Text(fr="Pistes", en="Leads"), "count"),
    ("n_requests", Text(fr="Demandes directes", en="Direct requests"), "count"),
    ("n_mql_by_definition", Text(fr="MQL selon l'entente", en="MQL by definition"), "count"),
    ("n_customers", Text(fr="Clients", en="Customers"), "count"),
    ("n_contradictions", Text(fr="Contradictions", en="Contradictions"), "count"),
)


# What is counted by grade, beside what the definitions read.
_COUNTED = ("lead_id", "stage", "requested_contact")


def scoring(asked: Asked) -> Listing:
    """List, by grade, how many leads there are, what the agreement does with them, and more."""
    frame = asked.frame()
    keys = ["grade", "persona"] if asked.by == "persona" else ["grade"]
    actions = _actions(frame)
    rows = [row | {"action": actions.get(row["grade"])} for row in _counted(frame, keys)]
    shown = [label for label in _LABELS if label[0] != "persona" or "persona" in keys]
    return Listing(
        title=Text(fr="Pointage", en="Scoring"),
        definition=_GRADES,
        columns=tuple(ListingColumn(*label) for label in shown),
        rows=rows,
        as_of=frame.tables.as_of,
        time_zone=frame.zone,
        also={"model_version": frame.agreement.scoring.model_version},
    )


def _counted(frame: Frame, keys: list[str]) -> list[dict[str, Any]]:
    from boucle.analytics import scoring as methods  # start-up

    columns = methods.judged_columns(frame.agreement) | {*keys, *_COUNTED}
    known = _case_facts(frame, columns)
    said = methods.judged(known, frame.agreement).drop("stage").rename(judged_id="lead_id")
    joined = known.left_join(said, [("lead_id", "judged_id")])
    counted = joined.group_by(keys).agg(
        n_leads=_.count(),
        n_requests=_.count(where=_.requested_contact),
        n_mql_by_definition=_.count(where=_.is_mql),
        n_customers=_.count(where=_.stage == "customer"),
        n_contradictions=_.count(where=_.contradictions.notnull()),
    )
    rows: list[dict[str, Any]] = counted.order_by(keys).to_pyarrow().to_pylist()
    return rows


def explained_lead(asked: Asked, lead_id: str, language: Language) -> Listing:
    """List what each rule of the agreement says of one lead, clause by clause.

    Raises
    ------
    UnknownLeadError
        If there is no such lead at that moment.
    """
    from boucle.analytics import scoring as methods  # start-up

    frame = asked.frame()
    found = _case_facts(frame).filter(_.lead_id == lead_id).to_pyarrow().to_pylist()
    if not found:
        raise UnknownLeadError(lead_id)
    reasons = methods.explain(found[0], frame.agreement, gestures=_gestures(frame, lead_id))
    rows = [_reason_row(reason, language) for reason in reasons]
    return Listing(
        title=Text(fr="Pourquoi la cote de {lead}", en="Why the grade of {lead}").format(
            lead=lead_id
        ),
        definition=_EXPLAINED,
        columns=(
            ListingColumn("part", Text(fr="Partie", en="Part")),
            ListingColumn("code", Text(fr="Règle", en="Rule")),
            ListingColumn("holds", Text(fr="Vrai", en="True"), "flag"),
            ListingColumn("points", Text(fr="Points", en="Points"), "number"),
            ListingColumn("result", Text(fr="Résultat", en="Result")),
            ListingColumn("why", Text(fr="Pourquoi", en="Why")),
        ),
        rows=rows,
        as_of=frame.tables.as_of,
        time_zone=frame.zone,
        also={"lead": found[0]},
    )


def _case_facts(frame: Frame, columns: Iterable[str] | None = None) -> Any:
    from boucle.analytics import scoring as methods  # start-up

    return methods.case_facts(
        frame.case_tables, frame.agreement, moment=frame.until, columns=columns,
        materialise=lambda table: table.cache(),
    ).cache()  # fmt: skip


def _gestures(frame: Frame, lead_id: str) -> list[dict[str, Any]]:
    from boucle.analytics import scoring as methods  # start-up

    found = methods.gestures(
        methods.passes(frame.tables.leads, moment=frame.until, time_zone=frame.zone),
        frame.touchpoints, moment=frame.until, time_zone=frame.zone,
    )  # fmt: skip
    rows: list[dict[str, Any]] = found.filter(_.lead_id == lead_id).to_pyarrow().to_pylist()
    return rows


def _reason_row(reason: Reason, language: Language) -> dict[str, Any]:
    """Return one rule: its clauses as sentences, each with what it found."""
    clauses = [
        {
            "text": clause.text,
            "value": clause.value,
            "sentence": clause.sentence.in_(language),
        }
        for clause in reason.clauses
    ]
    gestures = [
        {"kind": each.kind, "age_days": each.age_days, "points": each.points}
        for each in reason.gestures
    ]
    return {
        "part": reason.part,
        "code": reason.code,
        "label": reason.label.in_(language) if reason.label else "",
        "holds": reason.value,
        "points": reason.points,
        "result": reason.result,
        "why": _why(clauses),
        "clauses": clauses,
        "gestures": gestures,
    }


def _why(clauses: list[dict[str, Any]]) -> str:
    marks = {True: "✓", False: "✗", None: "?"}
    return "; ".join(f"{marks[clause['value']]} {clause['sentence']}" for clause in clauses)


def _actions(frame: Frame) -> dict[str, str]:
    grid = frame.agreement.scoring.grid
    named = {"transfer": grid.transfer, "nurture": grid.nurture, "nothing": grid.nothing}
    return {grade: action for action, grades in named.items() for grade in grades}
