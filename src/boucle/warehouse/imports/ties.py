"""What the files said and what became of it, kept with the commit so that reports can tie out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from boucle.warehouse.imports.sql import first_row, quoted
from boucle.warehouse.lake.addresses import addresses_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import duckdb

    from boucle.warehouse.imports.assembling import Assembled
    from boucle.warehouse.imports.block_query import BlockQuery
    from boucle.warehouse.imports.result import FileRead, UnmappedWord

# Of a column: who maps these sees the next ones.
_MOST_WORDS = 8

Ties = dict[str, list[dict[str, Any]]]


def file_ties(
    con: duckdb.DuckDBPyConnection,
    queries: Sequence[BlockQuery],
    tables: Iterable[Assembled],
    files: Sequence[FileRead],
    unmapped: Sequence[UnmappedWord] = (),
) -> Ties:
    """Return the rows of every file, and of every column of amounts its total and what came in.

    Returns
    -------
    dict
        ``files``: ``name``, ``n_rows``, ``n_rejected``, ``unread`` (the columns that the mapping
        does not read), ``unmapped`` (words that it does not know, see `UnmappedWord`; the most
        frequent of each column). ``columns``: ``table``, ``column`` (the canonical ones),
        ``files``, ``source`` (total of the files' columns, all rows), ``imported`` (total that the
        import brings) and ``n_left_out`` (rows of the files that are not in the table: rejected,
        filtered, repeated, or without a match in a join; those whose amounts were added up are in
        it).
    """
    return {
        "files": [
            {
                "name": each.name,
                "n_rows": each.n_rows,
                "n_rejected": each.n_rejected,
                "unread": list(each.unread),
                "unmapped": list(_words_of(each.name, unmapped)),
            }
            for each in files
        ],
        "columns": [
            column for assembled in tables for column in _columns_of(con, assembled, queries, files)
        ],
    }


def _words_of(file: str, unmapped: Iterable[UnmappedWord]) -> Iterator[dict[str, Any]]:
    n_words: Counter[tuple[str, str]] = Counter()
    for each in unmapped:
        # A commit outlives people: an address in the wrong column is not kept there.
        if each.file != file or addresses_in(each.word):
            continue
        n_words[each.table, each.column] += 1
        if n_words[each.table, each.column] <= _MOST_WORDS:
            yield {
                "table": each.table,
                "column": each.column,
                "word": each.word,
                "n_rows": each.n_rows,
                "read_as": each.read_as,
            }


def _columns_of(
    con: duckdb.DuckDBPyConnection,
    assembled: Assembled,
    queries: Sequence[BlockQuery],
    files: Sequence[FileRead],
) -> list[dict[str, Any]]:
    own = [query for query in queries if query.block.rows.table == assembled.table.name]
    found = []
    for column in assembled.table.columns:
        read = _files_of(column.name, own, files) if column.type == "decimal" else {}
        if not read:
            continue
        (imported,) = first_row(
            con,
            f"SELECT coalesce(sum({quoted(column.name)}), 0) FROM {assembled.name}",  # noqa: S608
        )
        found.append(
            {
                "table": assembled.table.name,
                "column": column.name,
                "files": [each.name for each, _ in read.values()],
                "source": float(sum(each.totals.get(raw, 0) for each, raw in read.values())),
                "imported": float(imported),
                "n_left_out": sum(each.n_rows for each, _ in read.values())
                - assembled.n_rows
                - assembled.n_added,
            }
        )
    return found


def _files_of(
    column: str, queries: Sequence[BlockQuery], files: Sequence[FileRead]
) -> dict[tuple[str, str], tuple[FileRead, str]]:
    """Return the files that a canonical column is read from, with their own name of it."""
    read = {}
    for query in queries:
        spec = query.specs.get(column)
        if spec is None or spec.column is None:
            continue
        alias, raw = query.block.located(spec.column)
        for each in files:
            if each.alias == alias:
                read[each.name, raw] = (each, raw)
    return read
