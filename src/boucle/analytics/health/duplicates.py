"""Rows that may be the same thing twice. Who is who is decided elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibis import _

from boucle.analytics.health.finding import Finding
from boucle.analytics.health.suspects import examples
from boucle.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from boucle.analytics.health.fill import TableFill
    from boucle.analytics.health.finding import Severity
    from boucle.analytics.health.known import CanonicalTables

# What makes two rows of a table say the same thing, whatever their keys.
_SAME: tuple[tuple[str, tuple[str, ...], tuple[str, ...], Severity, str], ...] = (
    ("spend", ("spent_on", "amount"), ("channel", "campaign_id", "currency", "hours"),
     "doubtful", "spend"),
    ("opportunities", ("account_id", "amount", "created_at"),
     ("name", "service", "owner_id", "outcome", "closed_at", "lead_id"), "doubtful", "n_won"),
    ("touchpoints", ("contact_id", "occurred_at"),
     ("kind", "channel", "origin_source", "medium", "campaign_id", "content"), "doubtful",
     "credit"),
)  # fmt: skip


def duplicates(tables: CanonicalTables, filled: Mapping[str, TableFill]) -> Iterator[Finding]:
    """Find people with one address, and rows that say the same under several keys.

    Parameters
    ----------
    tables
        Canonical tables as known at a moment.
    filled
        From `fill`: empty tables are not asked.

    Returns
    -------
    iterator of Finding
        ``same_email``: contacts beyond the first of each address (capitals and blanks apart).
        ``repeated_rows``: rows of spend, deals and gestures beyond the first that have the same
        content; those without a person, an account or an amount are not compared.

    Notes
    -----
    Runs a query a table.
    """
    if filled["contacts"].n_filled["email"]:
        yield from _same_emails(tables, filled["contacts"].n_rows)
    for table, needed, also, severity, figure in _SAME:
        if filled[table].n_rows:
            found = _repeated(tables, table, needed, also)
            if found is not None:
                n, keys = found
                yield Finding(
                    "repeated_rows", "duplicates", severity, table, "", n=n,
                    n_of=filled[table].n_rows, examples=keys, figure=figure,
                )  # fmt: skip


def _same_emails(tables: CanonicalTables, n_of: int) -> Iterator[Finding]:
    contacts = tables.table("contacts").select(
        "contact_id", address=_.email.strip().lower().nullif("")
    )
    shared = contacts.filter(_.address.notnull()).group_by("address").agg(
        n=_.count(), contact_id=_.contact_id.max()
    ).filter(_.n > 1)  # fmt: skip
    n = shared.agg(n=(shared.n - 1).sum()).to_pyarrow()["n"][0].as_py()
    if n:
        yield Finding(
            "same_email", "duplicates", "doubtful", "contacts", "email", n=int(n), n_of=n_of,
            examples=examples(shared, "contact_id"), figure="n_contacts",
        )  # fmt: skip


def _repeated(
    tables: CanonicalTables, table: str, needed: tuple[str, ...], also: tuple[str, ...]
) -> tuple[int, tuple[str, ...]] | None:
    rows = tables.table(table)
    (key,) = TABLES[table].key
    known = rows.filter([rows[name].notnull() for name in needed])
    # A million rows: only those that share what is needed are compared whole.
    alike = known.group_by(needed).agg(n=_.count()).filter(_.n > 1)
    pairs = known.semi_join(alike, needed)
    groups = pairs.group_by([*needed, *also]).agg(n=_.count(), last_key=_[key].max())
    groups = groups.filter(_.n > 1)
    (row,) = groups.agg(n=(groups.n - 1).sum()).to_pyarrow().to_pylist()
    return (int(row["n"]), examples(groups, "last_key")) if row["n"] else None
