"""What stands between the files and the mapping before any row is converted."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from boucle.errors.imports import JoinNotUniqueError, MissingHeaderError
from boucle.language import Text
from boucle.warehouse.imports.block import ROW, Block
from boucle.warehouse.imports.raw_file import LINE
from boucle.warehouse.imports.sql import first_row, parquet, quoted, trimmed

_NO_MATCH = Text(
    fr="aucune des lignes de {file} ({n}) ne trouve sa pareille dans {other} par {keys}; ce que ce "
    "fichier devait donner reste vide.",
    en="none of the rows of {file} ({n}) finds its like in {other} by {keys}; what that file was "
    "to give stays empty.",
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from boucle.errors import BoucleError
    from boucle.warehouse.imports.mapping import JoinMapping, Mapping, RowsMapping
    from boucle.warehouse.imports.raw_file import RawFile


def missing_headers(mapping: Mapping, files: dict[str, list[RawFile]]) -> list[BoucleError]:
    """Find every column that the mapping names and a file lacks, each once."""
    found: dict[tuple[str, str], BoucleError] = {}
    for number, rows in enumerate(mapping.rows):
        block = Block(number, rows, mapping, files)
        for alias, column in _named(block, rows):
            for raw in files.get(alias, ()):
                if column not in raw.columns and not _may_lack(mapping, alias, column):
                    near = get_close_matches(column, raw.columns, n=1, cutoff=0.5)
                    found[raw.name, column] = MissingHeaderError(
                        raw.name, column, near[0] if near else None, raw.columns
                    )
    return list(found.values())


def named_columns(mapping: Mapping, files: dict[str, list[RawFile]]) -> dict[str, tuple[str, ...]]:
    """Return the columns that the mapping names, by the alias of their file."""
    found: dict[str, dict[str, None]] = {}
    for number, rows in enumerate(mapping.rows):
        for alias, column in _named(Block(number, rows, mapping, files), rows):
            found.setdefault(alias, {})[column] = None
    return {alias: tuple(names) for alias, names in found.items()}


def wanted_columns(mapping: Mapping, alias: str) -> tuple[str, ...]:
    """Return the columns that the mapping reads of the files of `alias`, before they are known."""
    found: dict[str, None] = {}
    for rows in mapping.rows:
        for name in rows.raw_columns:
            of, dot, column = name.partition(".")
            is_theirs = bool(dot) and of in {rows.file, *(join.file for join in rows.join)}
            if alias == (of if is_theirs else rows.file):
                found[column if is_theirs else name] = None
        found.update(
            (theirs, None) for join in rows.join if join.file == alias for theirs in join.on
        )
    return tuple(found)


def _may_lack(mapping: Mapping, alias: str, column: str) -> bool:
    needs = mapping.files[alias].needs
    return bool(needs) and column not in needs


def _named(block: Block, rows: RowsMapping) -> Iterator[tuple[str, str]]:
    for name in rows.raw_columns:
        if name != ROW:
            yield block.located(name)
    for join in rows.join:
        for theirs in join.on:
            yield join.file, theirs


def join_faults(con: duckdb.DuckDBPyConnection, blocks: Sequence[Block]) -> list[BoucleError]:
    """Find joined files that say two things of one key."""
    return [
        fault
        for block in blocks
        for join in block.rows.join
        if join.pick is None and (fault := _join_fault(con, block, join))
    ]


def empty_joins(con: duckdb.DuckDBPyConnection, blocks: Sequence[Block]) -> list[Text]:
    """Tell of joins in which no row at all found its like: their keys may not be the same."""
    found = []
    for block in blocks:
        for join in block.rows.join:
            n_rows = _n_without_match(con, block, join) if block.files_of(join.file) else 0
            if n_rows:
                base = ", ".join(each.name for each in block.base_files)
                other = ", ".join(each.name for each in block.files_of(join.file))
                keys = ", ".join(join.on.values())
                found.append(_NO_MATCH.format(file=base, other=other, keys=keys, n=n_rows))
    return list(dict.fromkeys(found))


def _n_without_match(con: duckdb.DuckDBPyConnection, block: Block, join: JoinMapping) -> int:
    """Return how many rows look for a match; 0 if any of them found one."""
    looking = " AND ".join(f"{block.cell(ours)} IS NOT NULL" for ours in join.on.values())
    theirs = quoted("__on_" + next(iter(join.on)))
    n_rows, n_found = first_row(
        con,
        f"SELECT count(*), count({quoted(join.file)}.{theirs}) "  # noqa: S608
        f"FROM {block.source()} WHERE {looking} AND {block.where()}",
    )
    return 0 if n_found else int(n_rows)


def _join_fault(
    con: duckdb.DuckDBPyConnection, block: Block, join: JoinMapping
) -> JoinNotUniqueError | None:
    files = block.files_of(join.file)
    used = block.used_of(join)
    if not files or not used:
        return None
    keys = [trimmed(quoted(name)) for name in join.on]
    content = ", ".join(trimmed(quoted(name)) for name in used)
    given = first_row(
        con,
        f"SELECT {', '.join(keys)}, list(DISTINCT {LINE} ORDER BY {LINE})[:5] "  # noqa: S608
        f"FROM {parquet(*(each.staged for each in files))} "
        f"WHERE {' AND '.join(f'{key} IS NOT NULL' for key in keys)} {_is_looked_for(block, join)}"
        f"GROUP BY {', '.join(keys)} HAVING count(DISTINCT row({content})) > 1 LIMIT 1",
    )
    if not given:
        return None
    key_text = ", ".join(str(cell) for cell in given[:-1])
    names = ", ".join(each.name for each in files)
    return JoinNotUniqueError(names, tuple(join.on), key_text, given[-1])


def _is_looked_for(block: Block, join: JoinMapping) -> str:
    """Return the SQL that leaves only keys that the block has: what nobody asks has no answer."""
    if any(block.located(ours)[0] != block.rows.file for ours in join.on.values()):
        return ""
    keys = ", ".join(trimmed(quoted(name)) for name in join.on)
    ours = ", ".join(block.cell(name) for name in join.on.values())
    return f"AND ({keys}) IN (SELECT ({ours}) FROM {block.base()}) "  # noqa: S608
