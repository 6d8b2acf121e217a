import pytest


def asked(folder, *more):
    return ("simulate", "--contacts", "300", "--seed", "4", "--out", str(folder), *more)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        pytest.param("fr", "Ce qui est vrai de cette entreprise est dans truth/", id="français"),
        pytest.param("en", "What is true of this company is in truth/", id="English"),
    ],
)
def test_a_company_is_written_with_its_truth_and_agreements(run, tmp_path, lang, said):
    folder = tmp_path / "l'entreprise"

    done = run(*asked(folder, "--form", "parquet"), language=lang)

    assert (done.status, done.out) == (0, f"{folder}\n")
    assert said in done.err
    names = {path.name for path in folder.iterdir()}
    assert names == {"tables", "truth", "agreement", "mapping.toml"}


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (("--scenario", "grève"), "parameter", "reps_answer_faster:on=2026-01-05,factor=4"),
        (("--ends-on", "demain"), "usage.date", "--ends-on vaut « demain »"),
        (("--touchpoints", "9000000"), "parameter", "de "),
        (("--form", "xlsx"), "usage", "--form"),
        (("--contacts", "20"), "usage", "--contacts"),
        (("--ends-on", "2050-01-01"), "parameter", "de 2000-01-01 à 2040-12-31"),
    ],
    ids=["scenario", "date", "touchpoints", "form", "contacts", "year"],
)
def test_what_cannot_be_is_said_in_one_line(run, tmp_path, more, code, said):
    done = run(*asked(tmp_path / "new", *more))

    assert done.status == 2
    assert done.err.startswith(f"error[{code}]: ")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_a_folder_with_something_in_it_is_refused(run, tmp_path):
    (tmp_path / "note.txt").write_text("à moi")

    done = run(*asked(tmp_path), language="en")

    assert (done.status, done.err.split(":")[0]) == (2, "error[simulate.folder]")
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
