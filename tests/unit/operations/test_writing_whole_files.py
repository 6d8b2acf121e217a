"""Files written whole or not at all, and the JSON of reports."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from boucle.errors.commands import UnwritableFileError
from boucle.operations.writing import to_json, write_whole


def test_text_and_bytes_in_new_folders(tmp_path):
    write_whole(tmp_path / "a" / "b" / "r.json", "déjà")
    write_whole(tmp_path / "r.bin", b"\x00\xff")

    assert (tmp_path / "a" / "b" / "r.json").read_bytes() == "déjà".encode()
    assert (tmp_path / "r.bin").read_bytes() == b"\x00\xff"


def test_a_file_that_stands_is_replaced(tmp_path):
    path = tmp_path / "r.html"
    write_whole(path, "long before" * 100)
    write_whole(path, "now")

    assert path.read_text(encoding="utf-8") == "now"
    assert [each.name for each in tmp_path.iterdir()] == ["r.html"]


@pytest.mark.parametrize("there", ["folder", "file/r.html"])
def test_where_nothing_can_be_written(tmp_path, there):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("a file", encoding="utf-8")

    with pytest.raises(UnwritableFileError) as caught:
        write_whole(tmp_path / there, "content")

    assert there in str(caught.value)
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["file", "folder"]


def test_json_of_what_reports_hold():
    content = {
        "decimal": Decimal("12.50"),
        "moment": datetime(2026, 10, 31, 17, 0, tzinfo=UTC),
        "engine": datetime(2026, 10, 31, 17, 0),
        "day": date(2026, 10, 31),
        "path": Path("a/b"),
        "words": "déjà « vu »",
    }

    text = to_json(content)

    assert "déjà « vu »" in text
    assert json.loads(text) == {
        "decimal": 12.5,
        "moment": "2026-10-31T17:00:00+00:00",
        "engine": "2026-10-31T17:00:00+00:00",
        "day": "2026-10-31",
        "path": "a/b",
        "words": "déjà « vu »",
    }


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object()])
def test_what_json_cannot_hold(value):
    with pytest.raises((ValueError, TypeError)):
        to_json({"value": value})
