"""Records that were merged read as the one that stays, so that a person counts once.

The lake keeps what each source said; the merges in `links` are followed only when it is read. So
reading as of a day before a merge still shows two records, and an undone merge shows them again.
"""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.sql import quoted, text_literal

if TYPE_CHECKING:
    from boucle.tables import Table

# Whose records people and programs merge.
MERGEABLE = ("accounts", "contacts", "leads", "opportunities")
_SUBJECTS = {"lead": "leads", "opportunity": "opportunities"}


def survivors(links: str) -> str:
    """Return the query of ``table``, ``gone_id`` and ``kept_id``, chains followed to their end.

    Of several links of one record the latest counts. Where two records were merged into each
    other, the later merge holds.
    """
    newest = 'row_number() OVER (PARTITION BY "table", from_id ORDER BY occurred_at DESC, link_id)'
    return f"""
        WITH RECURSIVE
        latest AS (SELECT * FROM ({links}) QUALIFY {newest} = 1),
        merges AS (SELECT * FROM latest WHERE kind = 'merge' AND from_id <> to_id),
        live AS (
            SELECT m.* FROM merges m ANTI JOIN merges n
            ON n."table" = m."table" AND n.from_id = m.to_id AND n.to_id = m.from_id
            AND (n.occurred_at, n.link_id) > (m.occurred_at, m.link_id)
        ),
        chains AS (
            SELECT "table", from_id AS gone_id, to_id AS kept_id, [from_id, to_id] AS path FROM live
            UNION ALL
            SELECT c."table", c.gone_id, l.to_id, list_append(c.path, l.to_id)
            FROM chains c JOIN live l ON l."table" = c."table" AND l.from_id = c.kept_id
            WHERE NOT list_contains(c.path, l.to_id)
        )
        SELECT "table", gone_id, arg_max(kept_id, len(path)) AS kept_id FROM chains GROUP BY 1, 2
    """


def surviving(table: Table, rows: str, relation: str) -> str:
    """Return the SQL of `rows` with the keys of the records that stay, see `survivors`.

    `relation` holds the survivors. Of the rows of an entity that became one, that of the record
    that stayed is kept.
    """
    merged = {
        column.name: each
        for column in table.columns
        for each in MERGEABLE
        if column.refers_to == each or (each == table.name and column.name in table.key)
    }
    joins: list[str] = []
    names: dict[str, str] = {}
    for column, each in merged.items():
        joins.append(_join(relation, column, f"= {text_literal(each)}", len(joins)))
        names[column] = f"coalesce(s{len(joins) - 1}.kept_id, r.{quoted(column)})"
    if table.name == "stage_changes":
        cases = " ".join(f"WHEN '{word}' THEN '{each}'" for word, each in _SUBJECTS.items())
        joins.append(_join(relation, "subject_id", f"= CASE r.subject {cases} END", len(joins)))
        names["subject_id"] = f"coalesce(s{len(joins) - 1}.kept_id, r.subject_id)"
    if not names:
        return rows
    replaced = ", ".join(f"{value} AS {quoted(name)}" for name, value in names.items())
    once = _once(table, names) if table.kind == "entity" else ""
    return f"SELECT r.* REPLACE ({replaced}) FROM ({rows}) r {' '.join(joins)} {once}"


def _join(relation: str, column: str, of_table: str, number: int) -> str:
    alias = f"s{number}"
    return (
        f"LEFT JOIN {relation} {alias} ON {alias}.gone_id = r.{quoted(column)} "
        f'AND {alias}."table" {of_table}'
    )


def _once(table: Table, names: dict[str, str]) -> str:
    keys = [names.get(name, f"r.{quoted(name)}") for name in table.key]
    changed = " OR ".join(
        f"{names[name]} <> r.{quoted(name)}" for name in table.key if name in names
    )
    if not changed:
        return ""
    order = f"({changed}), r.recorded_at DESC, r.source_id"
    return (
        f"QUALIFY row_number() OVER (PARTITION BY r.source, {', '.join(keys)} ORDER BY {order}) = 1"
    )
