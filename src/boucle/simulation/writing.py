"""Takes blocks as they come and writes them: as a company's exports, or as canonical tables."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from boucle.simulation import canonical, files, trouble, truth
from boucle.simulation.exports import FILES, File
from boucle.simulation.frame import n_rows, take
from boucle.simulation.tally import Tally, tally_of
from boucle.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa
    import pyarrow.parquet as pq

    from boucle.simulation.block import Block
    from boucle.simulation.frame import Frame


class Parquet:
    """Parquet files by name, one row group a block: only one block is ever held."""

    def __init__(self, folder: Path, part: int | None = None) -> None:
        self._folder, self._part = folder, part
        self._open = ExitStack()
        self._writers: dict[str, pq.ParquetWriter] = {}

    def write(self, name: str, rows: pa.Table, key: str | None = None) -> None:
        """Add rows; a column `key` whose every text differs is not listed beside."""
        if name not in self._writers:
            self._writers[name] = self._writer(name, rows, key)
        self._writers[name].write_table(rows)

    def _writer(self, name: str, rows: pa.Table, key: str | None) -> pq.ParquetWriter:
        import pyarrow.parquet as pq  # start-up

        path = self._folder / f"{name}.parquet"
        if self._part is not None:
            path = self._folder / name / f"part-{self._part:05d}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        listed = [column for column in rows.column_names if column != key]
        # Without our schema in it, a reader sees texts, not how they were kept in memory.
        writer = pq.ParquetWriter(path, rows.schema, use_dictionary=listed, store_schema=False)
        return self._open.enter_context(writer)

    def close(self) -> None:
        """Write what ends the files."""
        self._open.close()


class Tables:
    """Writes canonical tables, and what was true beside them."""

    def __init__(self, folder: Path, part: int) -> None:
        self._tables = Parquet(folder / "tables", part)
        self._truth = Parquet(folder / "truth", part)

    def write(self, block: Block) -> Tally:
        """Write one block and return what it adds."""
        for name, frame in block.frames.items():
            (key, *_) = TABLES[name].key
            self._tables.write(name, canonical.arrow_table(name, frame), key)
        for name, rows in truth.row_tables(block).items():
            self._truth.write(name, rows, rows.column_names[0])
        return tally_of(block)

    def close(self) -> None:
        """Write what ends the files."""
        self._tables.close()
        self._truth.close()


class Exports:
    """Writes the files that a company's tools would export, and what was true beside them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._seed = seed
        self._files = [(file, self._opened(folder, file)) for file in FILES]
        self._truth = Parquet(folder / "truth")

    @staticmethod
    def _opened(folder: Path, file: File) -> files.CsvFile | files.TypedFile:
        return files.TypedFile(folder, file) if file.is_parquet else files.CsvFile(folder, file)

    def write(self, block: Block) -> Tally:
        """Write one block and return what it adds, dates written wrong included."""
        tally = tally_of(block)
        for file, out in self._files:
            if file.table in block.frames:
                tally.n_bad_dates |= self._add(out, file, _shown(file, block.frames[file.table]))
        for name, rows in truth.row_tables(block).items():
            self._truth.write(name, rows, rows.column_names[0])
        return tally

    def _add(
        self, out: files.CsvFile | files.TypedFile, file: File, frame: Frame
    ) -> dict[str, int]:
        if isinstance(out, files.TypedFile):
            out.write(frame)
            return {}
        columns, spoiled = files.texts(frame, file), {}
        if "may_fail" in frame:
            spoiled[file.name] = trouble.spoil_dates(self._seed, file, columns, frame)
        out.write(columns)
        return spoiled

    def close(self) -> None:
        """Let go of the files."""
        for _, out in self._files:
            out.close()
        self._truth.close()


def _shown(file: File, frame: Frame) -> Frame:
    if file.table != "touchpoints":
        return frame
    return take(frame, frame["evidence"].is_in("impression") == file.is_parquet)


def rows_of(block: Block) -> dict[str, int]:
    """Return how many rows a block has of each table."""
    return {name: n_rows(frame) for name, frame in block.frames.items()}
