"""Keys that point to nothing, and rows that nothing points to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ibis import _

from boucle.analytics.health.finding import Finding
from boucle.analytics.health.suspects import examples
from boucle.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from boucle.analytics.health.fill import TableFill
    from boucle.analytics.health.finding import Severity
    from boucle.analytics.health.known import CanonicalTables

# What the report loses when a key of this column points to nothing; elsewhere, no figure.
_FIGURES: dict[tuple[str, str], tuple[Severity, str]] = {
    ("opportunities", "lead_id"): ("wrong", "credit"),
    ("spend", "campaign_id"): ("wrong", "spend"),
    ("leads", "contact_id"): ("doubtful", "credit"),
    ("touchpoints", "contact_id"): ("doubtful", "credit"),
    ("touchpoints", "campaign_id"): ("doubtful", "credit"),
    ("opportunity_contacts", "contact_id"): ("doubtful", "credit"),
    ("opportunity_contacts", "opportunity_id"): ("doubtful", "credit"),
    ("leads", "origin_touchpoint_id"): ("doubtful", "credit"),
    ("stage_changes", "subject_id"): ("doubtful", "n_mql"),
    ("handoffs", "lead_id"): ("doubtful", "follow_up_time"),
    ("dispositions", "lead_id"): ("doubtful", "follow_up_time"),
    ("activities", "lead_id"): ("doubtful", "follow_up_time"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A column of keys of `to`, followed both ways.

    ``n_lost`` of ``n_keys`` point to nothing; none points to ``n_alone`` of the ``n_to`` rows.
    """

    table: str
    column: str
    to: str
    n_keys: int
    n_lost: int
    n_to: int
    n_alone: int


def links(tables: CanonicalTables, filled: Mapping[str, TableFill]) -> list[Link]:
    """Follow every key of every table, both ways.

    Parameters
    ----------
    tables
        Canonical tables as known at a moment.
    filled
        From `fill`: empty columns are not followed.

    Returns
    -------
    list of Link
        One a column of keys that holds any, in the order of the reference.

    Notes
    -----
    Runs a query a column.
    """
    return [
        _followed(tables, table.name, column.name, column.refers_to, filled)
        for table in TABLES.values()
        for column in table.columns
        if column.refers_to and table.name in filled and filled[table.name].n_filled[column.name]
    ]


def _followed(
    tables: CanonicalTables, table: str, column: str, to: str, filled: Mapping[str, TableFill]
) -> Link:
    keys = tables.table(table).filter(_[column].strip() != "").group_by(key=column).agg(n=_.count())
    (own,) = TABLES[to].key
    there = tables.table(to).select(own_key=own)
    met = keys.outer_join(there, [("key", "own_key")])
    counts = met.agg(
        n_keys=met.n.sum(),
        n_lost=met.n.sum(where=met.own_key.isnull()),
        n_alone=met.count(where=met.key.isnull()),
    )
    (row,) = counts.to_pyarrow().to_pylist()
    return Link(
        table, column, to,
        n_keys=int(row["n_keys"] or 0), n_lost=int(row["n_lost"] or 0),
        n_to=filled[to].n_rows, n_alone=row["n_alone"],
    )  # fmt: skip


def orphans(tables: CanonicalTables, followed: Iterable[Link]) -> list[Finding]:
    """Find the keys that point to nothing.

    Parameters
    ----------
    tables
        Canonical tables as known at a moment.
    followed
        From `links`.

    Returns
    -------
    list of Finding
        ``lost_reference``, or ``unimported_table`` where the table pointed to has no row at all.
        ``n`` are rows, ``examples`` the keys that are nowhere.
    """
    return [_orphan(tables, link) for link in followed if link.n_lost]


def _orphan(tables: CanonicalTables, link: Link) -> Finding:
    (own,) = TABLES[link.to].key
    severity, figure = _FIGURES.get((link.table, link.column), ("remark", "none"))
    rows = tables.table(link.table).filter(_[link.column].strip() != "")
    lost = rows.anti_join(tables.table(link.to), [(link.column, own)])
    return Finding(
        "lost_reference" if link.n_to else "unimported_table", "orphans", severity,
        link.table, link.column, n=link.n_lost, n_of=link.n_keys,
        examples=examples(lost, link.column), figure=figure, facts={"to": link.to},
    )  # fmt: skip


def lost_subjects(tables: CanonicalTables) -> list[Finding]:
    """Find stage changes of leads and deals that are not there.

    Parameters
    ----------
    tables
        Canonical tables as known at a moment.

    Returns
    -------
    list of Finding
        One for leads and one for deals, where there are any. Stage changes name their subject by
        two columns, which no reference of a table can.
    """
    changes = tables.table("stage_changes")
    found = []
    for subject, to, key in (
        ("lead", "leads", "lead_id"),
        ("opportunity", "opportunities", "opportunity_id"),
    ):
        own = changes.filter(changes.subject == subject)
        lost = own.anti_join(tables.table(to), [("subject_id", key)])
        counts = own.agg(n_of=own.count()).cross_join(lost.agg(n=lost.count()))
        (row,) = counts.to_pyarrow().to_pylist()
        if row["n"]:
            found.append(
                Finding(
                    "lost_reference", "orphans", "doubtful", "stage_changes", "subject_id",
                    n=row["n"], n_of=row["n_of"], examples=examples(lost, "subject_id"),
                    figure="n_mql", facts={"to": to},
                )
            )  # fmt: skip
    return found
