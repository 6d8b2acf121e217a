"""Writes the frames as the company's tools would export them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from boucle.figures.local_time import transitions
from boucle.simulation.exports import WORDS, Dialect, Field, File
from boucle.simulation.story import TIME_ZONE

if TYPE_CHECKING:
    from pathlib import Path

    from boucle.simulation.frame import Array, Frame


def texts(frame: Frame, file: File) -> dict[str, Array]:
    """Return the columns of `file` as the texts that stand in it, by header."""
    return {each.header: _written(frame[each.column], each, file.dialect) for each in file.fields}


def write_csv(folder: Path, file: File, columns: dict[str, Array]) -> None:
    """Write `columns` in the file's dialect."""
    path = folder / file.name
    with path.open("w", encoding=file.dialect.encoding, newline="") as out:
        lines = csv.writer(out, delimiter=file.dialect.delimiter)
        lines.writerow(columns)
        lines.writerows(zip(*(column.tolist() for column in columns.values()), strict=True))


def write_parquet(folder: Path, file: File, frame: Frame) -> None:
    """Write the frame with real types: moments in UTC, yes and no as booleans."""
    import pyarrow as pa  # start-up
    import pyarrow.parquet as pq

    columns = {each.header: _typed(frame[each.column], each) for each in file.fields}
    pq.write_table(pa.table(columns), folder / file.name)


def _typed(values: Array, field: Field) -> object:
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
    stamps = (seconds * 1e6).astype("int64").astype("datetime64[us]")
    return np.where(np.isnan(moments), np.datetime64("NaT"), stamps)


def _written(values: Array, field: Field, dialect: Dialect) -> Array:
    if field.form == "text":
        return values
    if field.form == "words":
        found, at = np.unique(values.astype(str), return_inverse=True)
        return np.array([WORDS.get(str(word), str(word)) for word in found], dtype=object)[at]
    if field.form in ("moment", "day"):
        return _dates(values, dialect, has_time=field.form == "moment")
    if field.form == "yes_no":
        return _yes_no(values.astype(float))
    return _numbers(values.astype(float), dialect, is_money=field.form == "money")


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
