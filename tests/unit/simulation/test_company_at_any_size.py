import json
from datetime import date

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from boucle.errors import ParameterError
from boucle.errors.commands import SimulationFolderError
from boucle.simulation import ChannelStops, chunks, simulate
from boucle.simulation.block import Block
from boucle.simulation.firm import Firm
from boucle.simulation.in_memory import tables_of
from boucle.simulation.people import BLOCK
from boucle.tables import TABLES

ENDS_ON = date(2026, 10, 31)
TWO_BLOCKS = BLOCK + 300


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A company of two blocks, each in files of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "CHUNK", 1)
        folder = tmp_path_factory.mktemp("large")
        return simulate(contacts=TWO_BLOCKS, seed=2, ends_on=ENDS_ON, folder=folder, form="parquet")


def read(made, table, root="tables"):
    return pq.read_table(made.folder / root / table)


@pytest.mark.parametrize(
    ("contacts", "sizes"),
    [
        pytest.param(200, [200], id="smallest"),
        pytest.param(8000, [8000], id="one block"),
        pytest.param(8199, [8199], id="too few for another block"),
        pytest.param(8200, [8000, 200], id="a small block"),
        pytest.param(24_001, [8000, 8000, 8001], id="one left over"),
    ],
)
def test_a_company_is_made_block_by_block(contacts, sizes):
    assert Firm(contacts, 1, ENDS_ON).sizes == sizes


def test_every_table_is_filled_and_keys_are_those_of_one_row(large):
    for name, table in TABLES.items():
        if name == "commits":
            continue
        rows = read(large, name)
        keys = rows.select(list(table.key)).group_by(list(table.key)).aggregate([])
        assert len(keys) == len(rows) == large.n_rows[name] > 0


REFERENCES = [
    (name, column.name, column.refers_to)
    for name, table in TABLES.items()
    for column in table.columns
    if column.refers_to and name != "commits"
]


@pytest.mark.parametrize(("name", "column", "refers_to"), REFERENCES)
def test_references_resolve_over_blocks(large, name, column, refers_to):
    given = pc.unique(read(large, name)[column].drop_null())
    (key,) = TABLES[refers_to].key

    assert len(given) > 0
    assert pc.all(pc.is_in(given, value_set=read(large, refers_to)[key])).as_py()


@pytest.mark.slow
def test_a_larger_company_begins_with_the_same_people():
    """What the whole company shares may cost more; the first block is the same."""
    firms = [Firm(contacts, 2, ENDS_ON) for contacts in (TWO_BLOCKS, 5 * BLOCK)]
    blocks = [Block(firm, 0) for firm in firms]
    for block in blocks:
        block.make()
    small, large = (tables_of(block) for block in blocks)

    assert [name for name in small if not small[name].equals(large[name])] == ["spend"]


def test_each_block_has_an_office_of_its_own(large):
    users = read(large, "users")

    assert len(users) == 13 + 6
    assert users["role"].to_pylist().count("Représentant") > 3
    assert len(set(users["email"].to_pylist())) == 19


@pytest.mark.slow
def test_two_processes_write_the_same_bytes(large, tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "CHUNK", 1)
    again = simulate(
        contacts=TWO_BLOCKS, seed=2, ends_on=ENDS_ON, folder=tmp_path / "again", form="parquet",
        workers=2,
    )  # fmt: skip
    files = sorted(path.relative_to(large.folder) for path in large.folder.rglob("*.*"))

    assert files == sorted(path.relative_to(again.folder) for path in again.folder.rglob("*.*"))
    assert [
        name for name in files
        if (large.folder / name).read_bytes() != (again.folder / name).read_bytes()
    ] == []  # fmt: skip


@pytest.mark.parametrize("asked", [3000, pytest.param(20_000, marks=pytest.mark.slow)])
def test_there_are_about_as_many_touchpoints_as_asked_for(asked, tmp_path):
    made = simulate(
        contacts=500, seed=2, ends_on=ENDS_ON, folder=tmp_path / "a", form="parquet",
        touchpoints=asked,
    )  # fmt: skip

    assert made.n_rows["touchpoints"] == pytest.approx(asked, rel=0.12)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        pytest.param({"touchpoints": 5}, "touchpoints", id="too few"),
        pytest.param({"touchpoints": 60_000}, "touchpoints", id="too many"),
        pytest.param({"ends_on": date(1999, 1, 1)}, "ends_on", id="too early"),
        pytest.param({"ends_on": date(2041, 1, 1)}, "ends_on", id="too late"),
        pytest.param({"scenario": [ChannelStops(date(2023, 10, 31))]}, "on", id="before it all"),
        pytest.param({"scenario": [ChannelStops(date(2026, 11, 1))]}, "on", id="after it all"),
        pytest.param({"scenario": [ChannelStops(ENDS_ON)] * 9}, "scenario", id="nine changes"),
    ],
)
def test_what_cannot_be_had_is_refused(given, name, tmp_path):
    with pytest.raises(ParameterError) as caught:
        simulate(**{"contacts": 500, "seed": 1, "ends_on": ENDS_ON, **given}, folder=tmp_path / "a")

    assert caught.value.name == name
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("kept")

    with pytest.raises(SimulationFolderError):
        simulate(contacts=300, seed=1, ends_on=ENDS_ON, folder=tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("form", ["exports", "parquet"])
def test_what_stops_half_way_leaves_nothing_behind(form, tmp_path, monkeypatch):
    def full(_folder, _told):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("boucle.simulation.truth_index.write", full)

    with pytest.raises(OSError, match="No space"):
        simulate(contacts=300, seed=1, ends_on=ENDS_ON, folder=tmp_path / "a", form=form)

    assert list(tmp_path.iterdir()) == []


def paths(told, path=""):
    """Return the paths of the numbers, lists as ``[]``."""
    if isinstance(told, list):
        return {found for each in told for found in paths(each, f"{path}[]")}
    if isinstance(told, dict):
        return {found for key, each in told.items() for found in paths(each, f"{path}.{key}")}
    return {path.removeprefix(".")}


def is_told(path, known):
    """Tell whether an index entry is the path's, or that of what it stands in."""
    names = path.replace("[]", ".[]").split(".")
    for entry in known:
        parts = entry.replace("[]", ".[]").split(".")
        if len(parts) <= len(names) and all(
            part in ("*", name) for part, name in zip(parts, names, strict=False)
        ):
            return True
    return False


def test_the_index_tells_of_every_number_and_column(large):
    told, index = (
        json.loads((large.truth / name).read_text(encoding="utf-8"))
        for name in ("truth.json", "index.json")
    )
    known = [entry["path"] for entry in index["truth.json"]]

    assert [path for path in sorted(paths(told)) if not is_told(path, known)] == []
    for table in ("leads", "contacts", "touchpoints"):
        names = [entry["column"] for entry in index[table]]
        assert read(large, table, "truth").column_names == names


def test_true_counts_are_those_of_the_rows(large):
    told = json.loads((large.truth / "truth.json").read_text(encoding="utf-8"))
    leads = read(large, "leads", "truth").to_pylist()
    won = [row for row in leads if row["exit"] == "won"]

    assert told["n_rows"] == large.n_rows
    assert sum(row["n_won"] for row in told["channels"].values()) == len(won)
    assert sum(row["n_leads"] for row in told["quality"]) == len(leads)
    of_search = [row for row in won if row["found_channel"] == "organic_search"]
    assert told["channels"]["organic_search"]["won_amount"] == sum(
        row["amount"] for row in of_search
    )
    days = sorted((row["left_at"] - row["opened_at"]).total_seconds() / 86_400 for row in of_search)
    median = told["channels"]["organic_search"]["median_days_to_won"]
    assert median == pytest.approx(days[(len(days) - 1) // 2], rel=0.01)
    assert told["channels"]["display"]["n_won_only_with_it"] == 0
    assert told["channels"]["organic_search"]["n_won_only_with_it"] > len(of_search) / 2


def test_true_stays_are_those_of_the_rows(large):
    stages = json.loads((large.truth / "truth.json").read_text(encoding="utf-8"))["stages"]
    leads = read(large, "leads", "truth").to_pylist()
    qualified = [row for row in leads if row["qualified_at"]]
    given_back = [row for row in leads if row["exit"] in ("recycled", "disqualified")]
    won = [row for row in leads if row["exit"] == "won"]
    days = sorted((row["deal_at"] - row["qualified_at"]).total_seconds() for row in qualified)

    assert stages["sal"]["n_ended"] == len(qualified) + len(given_back)
    assert stages["sal"]["next_shares"]["sql"] == pytest.approx(
        len(qualified) / stages["sal"]["n_ended"], abs=1e-6
    )
    assert stages["opportunity"]["next_shares"]["customer"] == pytest.approx(
        len(won) / len(qualified), abs=1e-6
    )
    assert stages["sql"]["next_shares"] == {"opportunity": 1.0}
    for share, name in ((0.25, "p25_days"), (0.5, "median_days"), (0.75, "p75_days")):
        at = days[int(share * (len(days) - 1))] / 86_400
        assert stages["sql"][name] == pytest.approx(at, rel=0.01)
