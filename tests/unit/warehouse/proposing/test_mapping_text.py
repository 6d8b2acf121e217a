"""A proposal as the text of a mapping file: what is written is read back, and keeps no value."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boucle.warehouse.imports.proposing.toml_text import key_text, value_text

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    texts | st.booleans() | st.integers(0, 99),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@given(name=texts, value=values)
def test_what_is_written_is_read_back(name, value):
    assert tomllib.loads(f"{key_text(name)} = {value_text(value)}\n") == {name: value}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(0.000001, "0.000001", id="micros, without an exponent"),
        pytest.param('a "b" \\ c', '"a \\"b\\" \\\\ c"', id="quotes and backslashes"),
        pytest.param("a\nb\x00", '"a\\nb\\u0000"', id="line ends and controls"),
        pytest.param({"Gagnée": "won"}, '{ "Gagnée" = "won" }', id="a key with an accent"),
    ],
)
def test_how_values_are_written(value, text):
    assert value_text(value) == text


def test_the_file_that_is_kept_has_the_reasons_and_no_value(proposed):
    leads = "Lead ID,Courriel,Provenance,Date de création\n" + "".join(
        f"L{n},p{n}@x.example,Salon,2026-01-{n:02}\n" for n in range(1, 13)
    )
    deals = (
        "Deal ID,Courriel,Étape,Montant (CAD)\nD1,p1@x.example,Gagnée,5\nD2,zz@x.example,Gagnée,6\n"
    )

    found = proposed({"pistes.csv": leads, "affaires.csv": deals})

    text = found.proposal.text
    assert "- [keys_unmatched] 1 of 2 rows of affaires.csv" in " ".join(text.split())
    assert 'lead_id = "Lead ID"  # 1.00 — the header says so; codes' in text
    assert "x.example" not in text
    assert "zz@x.example" in found.doubt("keys_unmatched").shown.en
