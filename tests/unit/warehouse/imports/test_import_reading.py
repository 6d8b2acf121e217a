"""Files as programs save them: encodings, delimiters, odd records, workbooks, Parquet."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from boucle.errors import BoucleError
from boucle.errors.imports import UnreadableFileError

MAPPING = """
source = "test"
[files.f]
path = "f.*"
[[rows]]
table = "contacts"
file = "f"
[rows.columns]
contact_id = "key"
first_name = "name"
created_at = "since"
"""
TABLE = "key{0}name{0}since\nk1{0}Zoé{0}2018-02-13\nk2{0}Léo{0}2018-02-14\n"
EXPECTED = [
    ("k1", "Zoé", datetime(2018, 2, 13, 5)),
    ("k2", "Léo", datetime(2018, 2, 14, 5)),
]


def workbook():
    book = openpyxl.Workbook()
    for row in (
        ["key", "name", "since"],
        ["k1", "Zoé", datetime(2018, 2, 13)],
        [],
        ["k2", "Léo", "2018-02-14"],
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet():
    out = io.BytesIO()
    days = pa.array([datetime(2018, 2, 13), datetime(2018, 2, 14)], pa.timestamp("us"))
    pq.write_table(pa.table({"key": ["k1", "k2"], "name": ["Zoé", "Léo"], "since": days}), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("f.csv", TABLE.format(","), id="comma"),
        pytest.param("f.csv", "\ufeff" + TABLE.format(";"), id="semicolon with a BOM"),
        pytest.param("f.tsv", TABLE.format("\t").encode("utf-16"), id="tab in UTF-16"),
        pytest.param("f.tsv", TABLE.format("\t").encode("utf-16-le"), id="UTF-16 LE, no BOM"),
        pytest.param("f.tsv", TABLE.format("\t").encode("utf-16-be"), id="UTF-16 BE, no BOM"),
        pytest.param("f.txt", TABLE.format("|"), id="bar"),
        pytest.param("f.csv", TABLE.format(",").encode("cp1252"), id="Windows-1252"),
        pytest.param("f.csv", TABLE.format(",").replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param("f.csv", TABLE.format(",").replace("\n", "\r"), id="old Mac line ends"),
        pytest.param("f.csv", TABLE.format(",").replace("\n", ",,\n"), id="empty cells behind"),
        pytest.param("f.csv", TABLE.format(",").replace("k2", "\n,,\nk2"), id="blank lines"),
        pytest.param("f.csv", TABLE.format(",").rstrip("\n"), id="no last line end"),
        pytest.param(
            "f.csv", TABLE.format('","').replace("k", '"k').replace("\n", '"\n'), id="quotes"
        ),
        pytest.param("f.xlsx", workbook(), id="workbook"),
        pytest.param("f.parquet", parquet(), id="Parquet"),
        pytest.param("f.csv", workbook(), id="a workbook that is called csv"),
    ],
)
def test_the_same_rows_however_they_are_saved(run, rows, name, content):
    result = run(MAPPING, {name: content})

    assert rows("contacts", "contact_id", "first_name", "created_at") == EXPECTED
    assert result.files[0].n_rows == 2
    assert [bool(each.fr and each.en) for each in result.warnings] == [True] * len(result.warnings)


def test_line_numbers_are_those_of_an_editor(run, rows):
    first = 'key,name,since\nk1,"two\nlines ""quoted""",2018-02-13\n'
    text = first + "\nk2,short\nk3,x,2018-02-30\nk4,y,\n"
    result = run(MAPPING, {"f.csv": text}, max_rejects=2)

    assert [(each.line, each.reason) for each in result.rejects] == [
        (5, "ragged_row"),
        (6, "not_a_date"),
    ]
    assert result.rejects[0].record == ("k2", "short")
    assert rows("contacts", "contact_id", "first_name") == [
        ("k1", 'two\nlines "quoted"'),
        ("k4", "y"),
    ]
    assert (result.files[0].n_rows, result.files[0].n_rejected) == (4, 2)


def test_a_second_column_of_one_name_has_a_number(run, rows):
    text = MAPPING.replace('"name"', '"key_2"')
    run(text, {"f.csv": "key,since,key\na,2018-02-13,b\n"})

    assert rows("contacts", "contact_id", "first_name") == [("a", "b")]


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        pytest.param("f.csv", b"", "empty", id="empty"),
        pytest.param("f.csv", b"\n\n", "empty", id="blank"),
        pytest.param("f.csv", b"\x00\x01\x02abc\x00" * 9, "binary", id="binary"),
        pytest.param("f.csv", b"%PDF-1.7 ...", "PDF", id="PDF"),
        pytest.param(
            "f.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "password", id="locked"
        ),
        pytest.param("f.xlsx", b"PK\x03\x04broken", "xlsx", id="broken workbook"),
        pytest.param("f.parquet", parquet()[:-20], "Parquet", id="cut Parquet"),
        pytest.param(
            "f.csv", b'key,name,since\nk1,"never closed,2018\nk2,b,c\n', "line 2", id="open quote"
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_line(run, workspace, name, content, part):
    with pytest.raises(UnreadableFileError) as caught:
        run(MAPPING, {name: content})

    assert part in caught.value.text.en
    assert "\n" not in caught.value.text.fr
    assert workspace.lake.last_commit() is None
    assert not (workspace.folder / ".importing").exists()


def test_a_header_alone_is_a_file_without_rows(run, rows):
    result = run(MAPPING, {"f.csv": "key,name,since\n"})

    assert (result.files[0].n_rows, result.commit, rows("contacts", "contact_id")) == (0, None, [])


def test_several_files_of_one_shape_are_one_table(run, rows):
    first, second = "key,name,since\nk1,a,\n", "since,extra,name,key\n2018-02-13,?,b,k2\n"
    run(MAPPING.replace('"f.*"', '"part*.csv"'), {"part1.csv": first, "part2.csv": second})

    assert rows("contacts", "contact_id", "first_name") == [("k1", "a"), ("k2", "b")]


@pytest.mark.parametrize("seed", range(12))
def test_mangled_bytes_give_rows_or_one_of_our_errors(run, seed):
    import random

    chance = random.Random(seed)
    data = bytearray(TABLE.format(",").encode() * 4)
    for _ in range(chance.randrange(1, 25)):
        data[chance.randrange(len(data))] = chance.choice(b'",;\n\r\x00\xff\xe9\t |A9')
    try:
        result = run(MAPPING, {"f.csv": bytes(data)}, max_rejects="100%")
    except BoucleError as error:
        text = error.text.en
        assert "\n" not in text
    else:
        kept = result.tables["contacts"]
        accepted = kept.n_new + kept.n_repeated
        assert accepted + result.n_rejected_rows == result.files[0].n_rows
