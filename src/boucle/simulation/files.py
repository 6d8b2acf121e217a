"""Writes the frames as the company's tools would export them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import numpy as np

from boucle.figures.local_time import transitions
from boucle.simulation.exports import WORDS, Dialect, Field, File
from boucle.simulation.story import TIME_ZONE
from boucle.simulation.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow.parquet as pq

    from boucle.simulation.frame import Array, Frame


def texts(frame: Frame, file: File) -> dict[str, Array]:
    """Return the columns of `file` as the texts that stand in it, by header."""
    return {each.header: _written(frame[each.column], each, file.dialect) for each in file.fields}


class CsvFile:
    """A file that takes rows block by block, in its tool's dialect."""

    def __init__(self, folder: Path, file: File) -> None:
        self._out = (folder / file.name).open("w", encoding=file.dialect.encoding, newline="")
        self._lines = csv.writer(self._out, delimiter=file.dialect.delimiter)
        self._lines.writerow([each.header for each in file.fields])

    def write(self, columns: dict[str, Array]) -> None:
        """Add rows."""
        lists = (column.tolist() for column in columns.values())
        self._lines.writerows(zip(*lists, strict=True))

    def close(self) -> None:
        """Let go of the file."""
        self._out.close()


class TypedFile:
    """A Parquet file that takes rows block by block: moments in UTC, yes and no as booleans."""

    def __init__(self, folder: Path, file: File) -> None:
        self._file, self._path = file, folder / file.name
        self._writer: pq.ParquetWriter | None = None

    def write(self, frame: Frame) -> None:
        """Add rows."""
        import pyarrow as pa  # start-up
        import pyarrow.parquet as pq

        rows = pa.table(
            {each.header: _typed(frame[each.column], each) for each in self._file.fields}
        )
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, rows.schema)
        self._writer.write_table(rows)

    def close(self) -> None:
        """Let go of the file."""
        if self._writer is not None:
            self._writer.close()


def _typed(values: Any, field: Field) -> object:
    import pyarrow as pa  # start-up

    if field.form == "moment":
        return pa.array(utc(values), type=pa.timestamp("us", tz="UTC"))
    if field.form == "yes_no":
        return pa.array(values.astype(bool))
    return pa.array(_written(values, field, Dialect()).tolist(), type=pa.string())


def utc(moments: Array) -> Array:
    """Return moments of the wall clock as UTC timestamps; NaN becomes NaT.

    A wall time that occurs twice is the first one.
    """
    steps = np.array(transitions(TIME_ZONE), dtype=float)
    # A step on the wall clock is where the clock of before would stand.
    before = np.concatenate([steps[:1, 1], steps[:-1, 1]])
    at = np.searchsorted(steps[:, 0] + before, np.nan_to_num(moments), side="right") - 1
    seconds = np.nan_to_num(moments) - steps[np.maximum(at, 0), 1]
    # Tools write whole seconds.
    stamps = seconds.astype("int64").astype("datetime64[s]").astype("datetime64[us]")
    return np.where(np.isnan(moments), np.datetime64("NaT"), stamps)


def _written(values: Any, field: Field, dialect: Dialect) -> Array:
    if field.form == "text":
        return np.asarray(values)
    if field.form == "words":
        return _in_words(values)
    if field.form in ("moment", "day"):
        return _dates(values, dialect, has_time=field.form == "moment")
    if field.form == "yes_no":
        return _yes_no(values.astype(float))
    return _numbers(values.astype(float), dialect, is_money=field.form == "money")


def _in_words(values: Any) -> Array:
    """Return what the tool calls each canonical word."""
    if not isinstance(values, Words):
        found, codes = np.unique(values.astype(str), return_inverse=True)
        values = Words(codes, [str(word) for word in found])
    return np.asarray(Words(values.codes, [WORDS.get(word, word) for word in values.words]))


def _dates(values: Array, dialect: Dialect, *, has_time: bool) -> Array:
    known = ~np.isnan(values)
    stamps = np.nan_to_num(values).astype("int64").astype("datetime64[s]")
    if has_time:
        written = np.datetime_as_string(stamps)
        if dialect.between_date_and_time != "T":
            written = np.char.replace(written, "T", dialect.between_date_and_time)
    else:
        written = np.datetime_as_string(stamps, unit="D")
    if dialect.is_day_first:
        written = np.array([f"{day[8:10]}/{day[5:7]}/{day[:4]}" for day in written])
    return np.where(known, written, "").astype(object)


def _yes_no(values: Array) -> Array:
    return np.where(np.isnan(values), "", np.where(values > 0, "oui", "non")).astype(object)


def _numbers(values: Array, dialect: Dialect, *, is_money: bool) -> Array:
    return np.array([_number(value, dialect, is_money=is_money) for value in values], dtype=object)


def _number(value: float, dialect: Dialect, *, is_money: bool) -> str:
    if np.isnan(value):
        return ""
    plain = f"{value:,.2f}" if is_money else f"{value:,.4f}".rstrip("0").rstrip(".")
    return plain.replace(".", "\0").replace(",", dialect.thousands).replace("\0", dialect.decimal)
