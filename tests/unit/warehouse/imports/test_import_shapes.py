"""Files with more in them than a header and rows, and files that only look like tables."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

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
HEADER, FIRST, SECOND = "key,name,since\n", "k1,Zoé,2018-02-13\n", "k2,Léo,2018-02-14\n"
EXPECTED = [("k1", "Zoé", datetime(2018, 2, 13, 5)), ("k2", "Léo", datetime(2018, 2, 14, 5))]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(
            "Contacts\nExported by,Anna\n\n" + HEADER + FIRST + SECOND, "line 4", id="titles"
        ),
        pytest.param(
            ("Contacts de l'an 2018, au complet\n\n" + HEADER + FIRST + SECOND).replace(",", ";"),
            "line 3",
            id="a title, with semicolons",
        ),
        pytest.param(HEADER + FIRST + HEADER + SECOND, "(line 3)", id="the header again"),
        pytest.param(
            HEADER + FIRST + "\ufeff" + HEADER + SECOND, "(line 3)", id="two files in one"
        ),
        pytest.param(HEADER + FIRST + "Page 1 of 3\n" + SECOND, "(line 3)", id="page foot"),
        pytest.param(
            HEADER + FIRST + SECOND + "Exporté le 2018-03-01,,\n", "Exporté le", id="exported on"
        ),
        pytest.param(HEADER + FIRST + SECOND + "2 lignes\n", "2 lignes", id="count of lines"),
        pytest.param(
            HEADER + FIRST + SECOND + "\nContacts of 2018\nExported 2018-03-01\nBoréal Inc.\n",
            "(lines 5, 6, 7)",
            id="signed in words of any kind",
        ),
        pytest.param("sep=;\n" + (HEADER + FIRST + SECOND).replace(",", ";"), None, id="sep"),
        pytest.param('"sep=|"\r\n' + (HEADER + FIRST + SECOND).replace(",", "|"), None, id="sep |"),
        pytest.param(HEADER + FIRST.replace("\n", "\r\n") + SECOND, None, id="mixed line ends"),
        pytest.param((HEADER + FIRST + SECOND).encode("utf-32"), None, id="UTF-32"),
        pytest.param((HEADER + FIRST + SECOND).encode("mac_roman"), "mac_roman", id="Mac"),
    ],
)
def test_what_is_no_row_is_skipped_and_told(run, rows, content, told):
    result = run(MAPPING, {"f.csv": content})

    assert rows("contacts", "contact_id", "first_name", "created_at") == EXPECTED
    assert result.rejects == ()
    assert [told in each.en for each in result.warnings] == ([True] if told else [])
    assert result.files[0].n_rows == 2


@pytest.mark.parametrize(
    ("end", "lines"),
    [
        pytest.param("Boréal Inc.\n", [4], id="no blank line before"),
        pytest.param("\nk3,Ana\n", [5], id="two cells"),
        pytest.param("\nk3\n", [5], id="a piece of a row"),
    ],
)
def test_what_might_be_a_torn_row_is_set_aside(run, end, lines):
    result = run(MAPPING, {"f.csv": HEADER + FIRST + SECOND + end}, max_rejects=1)

    assert [each.line for each in result.rejects] == lines


def test_lines_after_a_directive_or_a_title_keep_their_numbers(run):
    for above in ("sep=,\n", "A title\n"):
        content = above + HEADER + FIRST + "k2,Léo,2018-02-31\n"
        result = run(MAPPING, {"f.csv": content}, max_rejects=1)

        assert [each.line for each in result.rejects] == [4]


def archive(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for name, content in files.items():
            written.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        pytest.param("f.xls", "<html><table><tr><td>key", "web page", id="HTML called xls"),
        pytest.param("f.xls", "\ufeff\n<TABLE border=1>", "web page", id="a table of HTML"),
        pytest.param("f.xls", '<?xml version="1.0"?><Workbook>', "XML", id="XML called xls"),
        pytest.param("f.csv", '[\n {"key": "k1"}]', "JSON", id="JSON called csv"),
        pytest.param("f.csv", '{"key": ["k1"]}', "JSON", id="one JSON object"),
        pytest.param("f.csv", b"\x1f\x8b\x08\x00", "gzip", id="gzip"),
        pytest.param("f.zip", archive(deals_dot_csv="a"), "deals.csv", id="zip"),
        pytest.param("f.xlsx", archive(xl__workbook_dot_bin="a"), ".xlsb", id="binary workbook"),
        pytest.param(
            "f.xlsx", archive(mimetype="application/vnd.oasis.opendocument"), ".ods", id="ods"
        ),
        pytest.param("f.csv", HEADER + "k1,a\0b,\n" + FIRST * 40, "null", id="a null byte"),
        pytest.param(
            "f.csv", HEADER + FIRST * 9_000 + "k2,\0,\n", "null", id="a null byte far below"
        ),
        pytest.param(
            "f.csv", (HEADER + FIRST + SECOND).encode().replace(b"L\xc3\xa9o", b"L\xc3o"), "line 3",
            id="UTF-8 with a cut character",
        ),
        pytest.param(
            "f.csv", HEADER + FIRST + "since,key,name\n2018-02-14,k2,Léo\n", "line 3",
            id="another header",
        ),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_table_is_refused_in_plain_words(
    run, workspace, name, content, part
):
    with pytest.raises(UnreadableFileError) as caught:
        run(MAPPING, {name: content})

    assert part in caught.value.text.en
    assert "\n" not in caught.value.text.fr + caught.value.text.en
    assert workspace.lake.last_commit() is None


def book_of(change, *sheets):
    book = openpyxl.Workbook()
    book.active.title = "Contacts"
    for row in (["Export"], [], ["key", "name", "since"], ["k1", "Zoé", datetime(2018, 2, 13)]):
        book.active.append(row)
    book.active.append(["k2", "Léo", datetime(2018, 2, 14)])
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put_a_cover_before(book):
    book.create_sheet("Cover", 0).sheet_state = "hidden"
    book.active = 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(lambda book: None, [], id="as it is"),
        pytest.param(lambda book: book.create_sheet("Other"), ["Other"], id="two sheets"),
        pytest.param(put_a_cover_before, ["Cover"], id="a hidden one before"),
        pytest.param(lambda book: book.active.merge_cells("A1:C1"), [], id="a merged title"),
        pytest.param(lambda book: book.active.merge_cells("C4:D4"), ["C4:D4"], id="merged cells"),
        pytest.param(
            lambda book: setattr(book.active.row_dimensions[5], "hidden", True),
            ["1 hidden row"],
            id="hidden row",
        ),
        pytest.param(
            lambda book: book.active.cell(5, 4, "=1+1"), ["(D5)"], id="formula without a result"
        ),
    ],
)
def test_what_a_sheet_shows_and_cells_do_not_tell(run, rows, change, told):
    result = run(MAPPING, {"f.xlsx": book_of(change)})

    assert rows("contacts", "contact_id", "first_name", "created_at") == EXPECTED
    assert "the header is on line 3" in result.warnings[0].en
    assert [part in each.en for part, each in zip(told, result.warnings[1:], strict=True)] == [
        True for _ in told
    ]
