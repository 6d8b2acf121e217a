"""What is wrong with the rows of a canonical table: holes, unknown words, doubles, lost links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import ibis.expr.types as ir

    from boucle.tables.table import Table

Fault = Literal["missing_value", "unknown_word", "below_zero", "repeated_key", "lost_reference"]


@dataclass(frozen=True, slots=True)
class RowFault:
    """`n_rows` rows of `table` have the fault in `column`; `example` is one of their keys."""

    table: str
    column: str
    fault: Fault
    n_rows: int
    example: str | None


def row_faults(
    table: Table, rows: ir.Table, others: Mapping[str, ir.Table] | None = None
) -> tuple[RowFault, ...]:
    """Look at every row of `rows` and name what its contract does not allow.

    Parameters
    ----------
    table
        The canonical table that `rows` should be.
    rows
        Columns are held to `Table.check` first.
    others
        Tables by name, to look references up in; references to a table not given are not judged.

    Returns
    -------
    tuple of RowFault
        Empty where all is well. One entry a column and fault.

    Raises
    ------
    MissingColumnsError, WrongColumnTypeError
        If the columns themselves are not those of `table`.
    """
    table.check(rows)
    found = [_counted(table, rows, *suspect) for suspect in _suspects(table, rows, others or {})]
    return tuple(fault for fault in [*found, _repeated(table, rows)] if fault is not None)


def _suspects(
    table: Table, rows: ir.Table, others: Mapping[str, ir.Table]
) -> Iterator[tuple[str, Fault, Any]]:
    for column in table.columns:
        if column.name not in rows.columns:
            continue
        value = rows[column.name]
        if column.is_required:
            yield column.name, "missing_value", value.isnull()
        if column.vocabulary is not None:
            yield column.name, "unknown_word", value.notin(column.vocabulary)
        if column.is_not_negative:
            yield column.name, "below_zero", value < 0
        if column.refers_to is not None and column.refers_to in others:
            there = others[column.refers_to]
            key = there[there.columns[0]]
            yield column.name, "lost_reference", value.notnull() & ~value.isin(key)


def _counted(
    table: Table, rows: ir.Table, column: str, fault: Fault, is_wrong: Any
) -> RowFault | None:
    wrong = rows.filter(is_wrong)
    found = wrong.agg(n=wrong.count(), example=wrong[table.key[0]].cast("string").min())
    row = found.to_pyarrow().to_pylist()[0]
    if not row["n"]:
        return None
    return RowFault(table.name, column, fault, row["n"], row["example"])


def _repeated(table: Table, rows: ir.Table) -> RowFault | None:
    doubles = rows.group_by(list(table.key)).agg(n=rows.count()).filter(lambda t: t.n > 1)
    found = doubles.agg(n=doubles.n.sum(), example=doubles[table.key[0]].cast("string").min())
    row = found.to_pyarrow().to_pylist()[0]
    if not row["n"]:
        return None
    return RowFault(table.name, "+".join(table.key), "repeated_key", row["n"], row["example"])
