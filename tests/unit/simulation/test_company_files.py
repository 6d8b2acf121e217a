import csv
import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import numpy as np
import pyarrow.parquet as pq
import pytest

from boucle.errors import ParameterError
from boucle.simulation import simulate
from boucle.simulation.exports import CRM, FILES, FINANCE, Field
from boucle.simulation.files import _written, utc
from boucle.warehouse.imports.mapping import load

ENDS_ON = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("form", "dialect", "value", "expected"),
    [
        pytest.param("money", CRM, 1234567.5, "1234567,50", id="money"),
        pytest.param("money", FINANCE, 1234567.5, "1 234 567,50", id="money with spaces"),
        pytest.param("number", CRM, 0.25, "0,25", id="share"),
        pytest.param("number", CRM, 1200.0, "1200", id="count"),
        pytest.param("number", CRM, float("nan"), "", id="no number"),
        pytest.param("yes_no", CRM, 1.0, "oui", id="yes"),
        pytest.param("yes_no", CRM, float("nan"), "", id="not asked"),
        pytest.param("day", FINANCE, 86_400.0 * 31, "01/02/1970", id="day first"),
        pytest.param("moment", CRM, 90_061.0, "1970-01-02 01:01:01", id="moment"),
    ],
)
def test_values_are_written_as_the_tool_does(form, dialect, value, expected):
    written = _written(np.array([value]), Field("Titre", "column", form), dialect)

    assert written.tolist() == [expected]


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        pytest.param("2026-01-15T12:00:00", "2026-01-15T17:00:00", id="winter"),
        pytest.param("2026-07-15T12:00:00", "2026-07-15T16:00:00", id="summer"),
        pytest.param("2026-03-08T12:00:00", "2026-03-08T16:00:00", id="day the clocks go on"),
        pytest.param("2026-11-01T12:00:00", "2026-11-01T17:00:00", id="day they go back"),
    ],
)
def test_moments_of_the_wall_clock_in_utc(local, expected):
    seconds = np.array([np.datetime64(local).astype("datetime64[s]").astype(float)])

    assert utc(seconds).astype("datetime64[s]").astype(str).tolist() == [expected]


def test_the_same_seed_gives_the_same_bytes(exports, tmp_path):
    again = simulate(contacts=900, seed=11, ends_on=ENDS_ON, folder=tmp_path)
    names = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*"))

    assert again.n_rows == exports.n_rows
    assert len(names) == len(FILES) + 1 + 5 + 2  # mapping, truth, agreements
    assert [
        n for n in names if (tmp_path / n).read_bytes() != (exports.folder / n).read_bytes()
    ] == []


def test_another_seed_gives_another_company(exports, tmp_path):
    simulate(contacts=900, seed=12, ends_on=ENDS_ON, folder=tmp_path)

    assert (tmp_path / "contacts.csv").read_bytes() != (
        exports.folder / "contacts.csv"
    ).read_bytes()


@pytest.mark.parametrize(
    ("given", "name"),
    [({"contacts": 10, "seed": 1}, "contacts"), ({"contacts": 900, "seed": -1}, "seed")],
)
def test_what_cannot_be_simulated_is_refused(given, name, tmp_path):
    with pytest.raises(ParameterError) as caught:
        simulate(**given, ends_on=ENDS_ON, folder=tmp_path / "none")

    assert caught.value.name == name
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("ends_on", [date(2024, 2, 29), date(2025, 6, 30)])
def test_any_last_day_will_do(ends_on, tmp_path):
    made = simulate(contacts=300, seed=3, ends_on=ends_on, folder=tmp_path)

    assert min(made.n_rows.values()) > 0


def test_progress_names_each_part(tmp_path):
    told = []

    simulate(
        contacts=300, seed=3, ends_on=ENDS_ON, folder=tmp_path, progress=lambda *a: told.append(a)
    )

    assert [part for part, _ in told] == ["people", "leads", "gestures", "sales", "files"]
    assert told[-1][1] > 3000


def test_the_crm_writes_a_mark_and_semicolons(exports):
    raw = (exports.folder / "comptes.csv").read_bytes()

    assert raw.startswith("\ufeffNo compte;Nom;".encode())


def test_impressions_are_apart_with_real_types(exports):
    shown = pq.read_table(exports.folder / "impressions.parquet")

    assert str(shown.schema.field("Horodatage").type) == "timestamp[us, tz=UTC]"
    assert set(shown["Preuve"].to_pylist()) == {"Impression"}


def target(folder, lake):
    """What an import needs of a workspace."""
    zone = SimpleNamespace(time_zone="America/Toronto", currency="CAD", version="2.0.0")
    return SimpleNamespace(folder=folder, lake=lake, agreement_at=lambda now: zone)


def lines_of(path, delimiter=";"):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.mark.slow
def test_the_shipped_mapping_reads_all_but_the_dates_written_wrong(exports, tmp_path):
    from boucle.warehouse.imports.run import import_files
    from boucle.warehouse.lake import Lake

    told = json.loads((exports.truth / "truth.json").read_text(encoding="utf-8"))
    n_bad = sum(told["n_bad_dates"].values())
    lake = Lake(tmp_path / "lake")

    result = import_files(
        target(tmp_path, lake),
        [exports.folder],
        load(exports.mapping),
        now=datetime(2026, 11, 1, 12, tzinfo=UTC),
    )

    assert n_bad > 0
    assert result.n_rejected_rows == n_bad
    assert {reject.reason for reject in result.rejects} == {"not_a_date"}
    assert (
        sum(change.n_new for change in result.tables.values())
        == sum(exports.n_rows.values()) - n_bad
    )
    deals = lake.tables().opportunities.to_pyarrow().to_pylist()
    written = lines_of(exports.folder / "affaires.csv")
    assert {row["opportunity_id"]: row["outcome"] for row in deals} == {
        row["No affaire"]: {"Gagnée": "won", "Perdue": "lost", "Ouverte": "open"}[row["Statut"]]
        for row in written
    }
