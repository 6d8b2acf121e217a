"""The document says everything that the agreement says, and says it as people read it."""

import copy
from datetime import date, timedelta
from importlib.resources import files
from typing import get_args

import pytest
from pydantic import BaseModel

from boucle.agreement import parse
from boucle.agreement.document import words
from boucle.agreement.document.blocks import Facts, Rule, Table
from boucle.agreement.document.outline import outline
from boucle.agreement.document.text import WIDTH, text
from boucle.agreement.document.voice import Voice
from boucle.agreement.schema import Agreement
from boucle.agreement.schema.types import OneOf
from boucle.language import LANGUAGES, Text

SOURCES = {
    "demo": files("boucle.simulation") / "agreement.yaml",
    "starter": files("boucle.agreement") / "starter.yaml",
}
AGREEMENTS = {name: parse(source.read_text("utf-8")) for name, source in SOURCES.items()}


def leaves(value, path=()):
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, (*path, key))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from leaves(each, (*path, number))
    elif value is not None:
        yield path, value


def squeezed(words_):
    return "".join(words_.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", AGREEMENTS)
def test_document_holds_every_text_of_the_agreement(name, language):
    said = squeezed(" ".join(outline(AGREEMENTS[name], language).texts()))

    missing = [
        path
        for path, leaf in leaves(AGREEMENTS[name])
        if isinstance(leaf, Text) and squeezed(leaf.in_(language)) not in said
    ]
    assert missing == []


@pytest.mark.parametrize("name", AGREEMENTS)
def test_document_holds_every_name_code_and_condition(name):
    said = squeezed(" ".join(outline(AGREEMENTS[name], "fr").texts()))
    keys = {
        "abbreviation", "aim", "code", "decision", "email", "en", "fr", "fr_ca", "measure",
        "model_version", "name", "plan", "replaces", "serves", "text_sha256", "version", "when",
    }  # fmt: skip
    # These codes are said in words: a kind of evidence.
    worded = {("attribution", "evidence")}

    missing = [
        path
        for path, leaf in leaves(AGREEMENTS[name])
        if isinstance(leaf, str) and path[-1] in keys and path[:2] not in worded
        if squeezed(leaf) not in said
    ]
    assert missing == []


def one_ofs(model, done=None):
    """Yield every closed list of the schema with the key that uses it."""
    done = done if done is not None else set()
    if model in done:
        return
    done.add(model)
    for name, field in model.model_fields.items():
        yield from _within(name, field.annotation, field.metadata, done)


def _within(name, annotation, metadata, done):
    yield from ((name, each.words) for each in metadata if isinstance(each, OneOf))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from one_ofs(annotation, done)
    for part in get_args(annotation):
        if not isinstance(part, OneOf):
            yield from _within(name, part, getattr(annotation, "__metadata__", ()), done)


CLOSED_LISTS = list(one_ofs(Agreement))


def other(value, key):
    """Return another value of the same type."""
    if isinstance(value, str):
        lists = (words_ for name, words_ in CLOSED_LISTS if name == key and value in words_)
        return next((word for word in next(lists, ()) if word != value), None)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        # A share stays a share; everything else is clearly another number.
        return value / 2 if 0 < value < 1 else value + 7
    if isinstance(value, date):
        return value + timedelta(days=40)
    if isinstance(value, Text):
        return Text(fr="Autre chose", en="Something else")
    return None


def set_at(root, path, value):
    for step in path[:-1]:
        root = getattr(root, step) if isinstance(root, BaseModel) else root[step]
    if isinstance(root, BaseModel):
        root.__dict__[path[-1]] = value
    elif isinstance(root, dict):
        root[path[-1]] = value
    else:
        return False
    return True


@pytest.mark.slow
def test_every_number_date_flag_and_word_of_the_agreement_shows_in_the_document():
    agreement = AGREEMENTS["demo"]
    fixed = {"sha256": "0" * 64}
    kept = copy.deepcopy(agreement)
    kept.__dict__.update(fixed)
    before = outline(kept, "fr")

    unseen, seen = [], set()
    for path, leaf in leaves(agreement):
        kind = tuple(step for step in path if isinstance(step, str))
        changed = other(leaf, kind[-1])
        if kind in seen or changed is None:
            continue
        seen.add(kind)
        mutant = copy.deepcopy(kept)
        if set_at(mutant, path, changed) and outline(mutant, "fr") == before:
            unseen.append(path)
    assert unseen == []
    assert len(seen) > 150


def test_every_closed_list_of_the_schema_has_its_words():
    known = {
        code
        for value in vars(words).values()
        if isinstance(value, dict)
        for code in value
        if isinstance(code, str)
    }

    without = {
        f"{key}: {word}"
        for key, allowed in CLOSED_LISTS
        if key not in {"format", "letters", "digits"}
        for word in allowed
        if word not in known
    }
    assert len(CLOSED_LISTS) > 30
    assert without == set()


@pytest.fixture(scope="module")
def demo_fr():
    return outline(AGREEMENTS["demo"], "fr")


def table(found, *, first_column):
    return next(
        each for each in found.blocks if isinstance(each, Table) and each.columns[0] == first_column
    )


def test_sales_targets_stand_in_one_table_by_lead_type():
    found = outline(AGREEMENTS["demo"], "en")
    tables = [each for each in found.blocks if isinstance(each, Table)]
    sales = [each for each in tables if each.title == "Targets by lead type"][1]

    assert sales.columns[:4] == (
        "Lead type",
        "V-01 Accept or refuse",
        "V-02 Speed (first human attempt)",
        "V-03 Depth (perseverance)",
    )
    assert sales.rows[0] == (
        "Direct request",
        "1 business hour, in 95% of cases",
        "30 business minutes, in 90% of cases",
        "8\u00a0attempts, over 12\u00a0business days, at least 2\u00a0channels, in 85% of cases",
        "—",
    )
    assert sales.rows[-1][0] == "All types"


def test_sub_goals_add_up_in_sight(demo_fr):
    sums = [
        words_.replace("\xa0", " ")
        for block in demo_fr.blocks
        if isinstance(block, Facts)
        for term, words_ in block.items
        if term == "Somme des parties"
    ]
    (only,) = sums
    assert only == (
        "O-2026-T1 + O-2026-T2 + O-2026-T3 + O-2026-T4 = "
        "900 000 $ + 972 000 $ + 684 000 $ + 1 044 000 $ = 3 600 000 $"
    )


def test_grid_is_letters_by_digits(demo_fr):
    grid = table(demo_fr, first_column="Cote")

    assert [cell[:2] for row in grid.rows for cell in row[1:]] == [
        letter + digit for letter in "ABCD" for digit in "1234"
    ]
    assert grid.rows[3][1].endswith("rien")


def test_conditions_stand_as_a_sentence_and_as_code(demo_fr):
    rules = [
        words_
        for block in demo_fr.blocks
        if isinstance(block, Facts)
        for _, words_ in block.items
        if isinstance(words_, Rule)
    ]
    assert Rule("Les ventes ont accepté la piste.", "is_accepted") in rules


def test_planned_mix_is_worked_out(demo_fr):
    mix = next(
        each
        for each in demo_fr.blocks
        if isinstance(each, Table) and each.title == "Composition prévue"
    )
    # 14 × 4,760 + 2 × 6,400 + 12 × 2,520 + 22 × 900 + 30 × 360
    assert mix.rows[-1] == ("Total", "80", "", "140\u00a0280\u00a0$")


def test_a_draft_has_blank_lines_to_sign_on():
    agreement = AGREEMENTS["starter"]
    signatures = outline(agreement, "fr").blocks[-2]

    assert agreement.signatures == ()
    assert [row[0] for row in signatures.rows] == ["Marketing", "Ventes", "Arbitre"]
    assert all(set(cell) == {"_"} for row in signatures.rows for cell in row[2:])


@pytest.mark.parametrize(
    ("fr", "en", "say"),
    [
        pytest.param("24 mois", "24 months", lambda v: v.period("P24M"), id="months"),
        pytest.param("1 an et 2 jours", "1 year and 2 days", lambda v: v.period("P1Y2D"), id="mix"),
        pytest.param("8 h 30 à 12 h", "8:30 to 12:00", lambda v: v.hours("08:30-12:00"), id="open"),
        pytest.param("1,2 %", "1.2%", lambda v: v.share(0.012), id="share"),
        pytest.param("1 107,69 $", "$1,107.69", lambda v: v.amount(1107.69), id="cents"),
        pytest.param("0 jour", "0 days", lambda v: v.n_days(0), id="none"),
        pytest.param("1,5 jour", "1.5 days", lambda v: v.count(
            1.5, fr="jour", frs="jours", en="day", ens="days"), id="half"),
    ],
)  # fmt: skip
def test_values_in_words(fr, en, say):
    said = [say(Voice(AGREEMENTS["demo"], language)) for language in LANGUAGES]

    assert [each.replace("\xa0", " ") for each in said] == [fr, en]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", AGREEMENTS)
def test_text_fits_a_terminal(name, language):
    lines = text(outline(AGREEMENTS[name], language)).splitlines()

    # A word alone on its line may be longer: there is no place to break it.
    assert [line for line in lines if len(line) > WIDTH and " " in line.strip()] == []
