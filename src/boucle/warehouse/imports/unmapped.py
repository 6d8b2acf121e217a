"""Words of the files that the mapping does not know, where it asks to be told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.block import FILE
from boucle.warehouse.imports.result import UnmappedWord
from boucle.warehouse.imports.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import duckdb

    from boucle.tables import Column
    from boucle.warehouse.imports.block_query import BlockQuery

# The most frequent ones of a column: a longer list is read by nobody.
_MOST_TOLD = 8
_KEPT = Text(
    fr="dans `{file}`, `{column}` a des mots que la correspondance ne connaît pas : {words}. "
    "Leurs lignes sont lues comme `{read}`; pour qu'elles se lisent autrement, donnez ces mots "
    "dans une correspondance à vous (`extends`, `[words]`).",
    en="in `{file}`, `{column}` has words that the mapping does not know: {words}. Their rows are "
    "read as `{read}`; to have them read otherwise, give these words in a mapping of your own "
    "(`extends`, `[words]`).",
)
_LEFT_OUT = Text(
    fr="dans `{file}`, `{column}` a des mots que la correspondance ne connaît pas : {words}. "
    "Leurs lignes sont mises de côté; donnez ces mots dans une correspondance à vous "
    "(`extends`, `[words]`).",
    en="in `{file}`, `{column}` has words that the mapping does not know: {words}. Their rows are "
    "set aside; give these words in a mapping of your own (`extends`, `[words]`).",
)
_EMPTY = Text(fr="(vide)", en="(empty)")


def unmapped_words(
    con: duckdb.DuckDBPyConnection, queries: Sequence[BlockQuery]
) -> tuple[UnmappedWord, ...]:
    """Return the words of columns with `tells_others` that their `values` do not name.

    The most frequent of each column come first.
    """
    found = [
        word
        for query in queries
        for column in query.columns
        if query.specs[column.name].tells_others
        for word in _of_column(con, query, column)
    ]
    return tuple(dict.fromkeys(found))


def _of_column(
    con: duckdb.DuckDBPyConnection, query: BlockQuery, column: Column
) -> Iterator[UnmappedWord]:
    block, spec = query.block, query.specs[column.name]
    given = block.given(spec, column)
    read_as = (spec.values or {}).get("*", None if query.is_needed(column) else "")
    # Words of the canonical list stand for themselves, unless `*` takes all others.
    own = () if "*" in (spec.values or {}) else column.vocabulary or ()
    unknown = block.other_words(spec, "v", own)
    # Of a row that was deleted only the key counts.
    living = f"NOT {block.is_deleted()}" if block.rows.may_delete else "TRUE"
    own_file = f"{quoted(block.rows.file)}.{FILE}"
    counts = con.execute(
        f"SELECT {FILE}, v, count(*) FROM (SELECT {own_file}, {given} AS v FROM {block.source()} "  # noqa: S608
        f"WHERE {block.where()} AND {living}) WHERE {unknown} GROUP BY ALL ORDER BY 1, 3 DESC, 2"
    ).fetchall()
    for number, word, n_rows in counts:
        file = block.base_files[number].name
        yield UnmappedWord(file, block.rows.table, column.name, word, n_rows, read_as)


def unmapped_told(words: Iterable[UnmappedWord]) -> Iterator[Text]:
    """Say of each column which words of it the mapping does not know."""
    by_column: dict[tuple[str, str, str | None], list[UnmappedWord]] = {}
    for each in words:
        by_column.setdefault((each.file, each.column, each.read_as), []).append(each)
    for (file, column, read_as), own in by_column.items():
        told = ", ".join(f"`{each.word}` ({each.n_rows})" for each in own[:_MOST_TOLD])
        more = ", …" if len(own) > _MOST_TOLD else ""
        sentence = _LEFT_OUT if read_as is None else _KEPT
        yield sentence.format(file=file, column=column, words=told + more, read=read_as or _EMPTY)
