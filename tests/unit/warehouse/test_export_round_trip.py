"""An export holds every row known at a moment, and its mappings read it back to the letter."""

from __future__ import annotations

import csv
import resource
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from boucle.errors.commands import UnwritableFileError
from boucle.tables import TABLES
from boucle.warehouse.export_mapping import export_mappings
from boucle.warehouse.exporting import export
from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.lake import Lake

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = FIRST + timedelta(days=1)
TEXTS = [
    '=HYPERLINK("x")', "'quoted", 'a "b", c', "line\nline", "a\rb",
    "N/A", "é😀 שלום", "0012", "true",
    "-1", "a;b\tc", "\\", "{x}",
]  # fmt: skip


def staged(lake, now, source, **tables):
    with lake.writer(who="test", now=now) as writer:
        for name, rows in tables.items():
            schema = TABLES[name].arrow_schema()
            filled = [{field.name: row.get(field.name) for field in schema} for row in rows]
            table = pa.Table.from_pylist(filled, schema)
            writer.stage(name, table, source=source, is_backfill=False)
        writer.commit("test")


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """Two systems with the same keys, texts of every kind, and a row that changed later."""
    made = Lake(tmp_path_factory.mktemp("export") / "lake")
    accounts = [{"account_id": f"{n:02}", "name": text} for n, text in enumerate(TEXTS)]
    spend = [
        {"spend_id": "s1", "spent_on": date(2026, 2, 1), "amount": Decimal("1234.567891"),
         "currency": "USD", "hours": 1.5, "channel": "email"},
        {"spend_id": "s2", "spent_on": date(2026, 2, 2), "amount": Decimal("0.000001"),
         "currency": "CAD"},
    ]  # fmt: skip
    leads = [{"lead_id": "L1", "opened_at": datetime(2026, 2, 28, 23, 59, 59, 123456, tzinfo=UTC)}]
    staged(made, FIRST, "crm", accounts=accounts, spend=spend, leads=leads)
    staged(made, LATER, "erp", accounts=[{"account_id": "00", "name": "another"}])
    staged(made, LATER, "crm", accounts=[{"account_id": "01", "name": "changed"}])
    return made


def exported(lake, folder, export_format="csv", as_of=None, names=tuple(TABLES)):
    return list(export(lake.tables(as_of=as_of), names, folder, export_format))


def content(lake, name):
    # A row that says no key of its own there is known by its key here.
    own = (*TABLES[name].names, "source", "entered_at")
    table = lake.tables().table(name)
    return sorted(table.select(*own).to_pyarrow().to_pylist(), key=repr)


@pytest.mark.parametrize("export_format", ["csv", pytest.param("parquet", marks=pytest.mark.slow)])
def test_it_is_read_back_to_the_letter(lake, tmp_path, export_format):
    done = exported(lake, tmp_path / "out", export_format)
    mappings = export_mappings(done)
    agreement = SimpleNamespace(time_zone="America/Toronto", currency="CAD", version="1.0")
    again = SimpleNamespace(
        folder=tmp_path, lake=Lake(tmp_path / "lake"), agreement_at=lambda moment: agreement
    )

    for name, text in mappings.items():
        parsed = mapping.parse(text, name=name)
        result = import_files(again, [tmp_path / "out"], parsed, now=LATER, max_rejects=0)
        assert result.n_rejected_rows == 0

    assert list(mappings) == ["mapping-crm.toml", "mapping-erp.toml"]
    assert [text.count("[[rows]]") for text in mappings.values()] == [3, 1]
    for name in ("accounts", "spend", "leads"):
        assert content(again.lake, name) == content(lake, name)
    assert len(content(again.lake, "accounts")) == len(TEXTS) + 1


def test_every_table_has_its_file_and_counts(lake, tmp_path):
    done = exported(lake, tmp_path)

    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(f"{n}.csv" for n in TABLES)
    counts = {each.name: each.n_rows for each in done if each.n_rows}
    assert counts == {"accounts": len(TEXTS) + 1, "leads": 1, "spend": 2, "commits": 3}
    header = (tmp_path / "absences.csv").read_text(encoding="utf-8")
    assert header == (
        "absence_id,user_id,starts_at,ends_at,kind,declared_at,source,source_id,entered_at,"
        "recorded_at\n"
    )


def test_it_is_as_known_at_the_moment(lake, tmp_path):
    exported(lake, tmp_path, as_of=FIRST, names=["accounts"])
    with (tmp_path / "accounts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [row["name"] for row in rows] == TEXTS
    assert {row["source"] for row in rows} == {"crm"}


def test_parquet_keeps_the_types(lake, tmp_path):
    exported(lake, tmp_path, "parquet", names=["spend", "leads"])
    spend = pq.read_table(tmp_path / "spend.parquet")

    assert spend.schema.field("amount").type == pa.decimal128(18, 6)
    assert spend.schema.field("spent_on").type == pa.date32()
    assert spend["amount"].to_pylist() == [Decimal("1234.567891"), Decimal("0.000001")]
    (lead,) = pq.read_table(tmp_path / "leads.parquet").to_pylist()
    assert lead["opened_at"] == datetime(2026, 2, 28, 23, 59, 59, 123456, tzinfo=UTC)


def test_the_same_rows_make_the_same_file(lake, tmp_path):
    for name in ("a", "b"):
        exported(lake, tmp_path / name, names=["accounts", "spend"])

    for name in ("accounts.csv", "spend.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize("place", ["file", "file/below", "out"])
def test_where_nothing_can_be_written(lake, tmp_path, place):
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    (tmp_path / "out" / "leads.csv").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(UnwritableFileError) as refused:
        exported(lake, tmp_path / place, names=["accounts", "leads"])

    assert str(tmp_path / place) in str(refused.value)
    left = sorted(tmp_path.rglob("*"))
    assert [path for path in left if path.suffix == ".part"] == []
    if place != "out":
        assert left == before


def test_one_system_has_one_mapping_without_a_name(tmp_path):
    one = Lake(tmp_path / "lake")
    staged(one, FIRST, "crm", accounts=[{"account_id": "1"}])

    mappings = export_mappings(exported(one, tmp_path / "out"))
    assert list(mappings) == ["mapping.toml"]
    assert "commits" not in mappings["mapping.toml"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no resource module there")
def test_memory_does_not_follow_the_rows(tmp_path):
    big = Lake(tmp_path / "lake")
    n = 1_000_000
    keys = pa.array([f"t{k:07}" for k in range(n)])
    at = pa.array([FIRST] * n, pa.timestamp("us", tz="UTC"))
    rows = pa.table({"touchpoint_id": keys, "content": keys, "occurred_at": at})
    with big.writer(who="test", now=FIRST) as writer:
        writer.stage("touchpoints", rows, source="crm")
        writer.commit("test")
    del rows, keys, at
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    (done,) = exported(big, tmp_path / "out", names=["touchpoints"])

    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert done.n_rows == n
    # Kilobytes; the file alone has 90 million bytes, and as Python rows they would be a billion.
    assert after - before < 700_000
