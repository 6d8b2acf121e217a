"""Every error has one code, both texts, an entry in the reference and its place in `errors`."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

import boucle.errors
from boucle.errors import BoucleError, UnknownTableError
from boucle.errors.agreement import Fault
from boucle.language import Text

ROOT = Path(__file__).resolve().parents[2]
WORDS = Text(fr="des mots", en="words")
FAULT = Fault("agreement.x", WORDS, "entente.yaml", "stages.mql", 3, 5)
# A value for each annotation that a leaf's parameters use.
SAMPLES = {
    "str": "a_name",
    "str | None": "a_name",
    "str | Text": "over 0",
    "int": 3,
    "int | None": 3,
    "float": 0.5,
    "bool": True,
    "object": "a value",
    "Text": WORDS,
    "Path": Path("a_folder"),
    "datetime": datetime(2026, 10, 1, tzinfo=UTC),
    "Iterable[str]": ("one", "two"),
    "Sequence[str]": ("one", "two"),
    "Sequence[int]": (2, 7),
    "Iterable[Text]": (WORDS, WORDS),
    "Sequence[Text]": (WORDS, WORDS),
    "Iterable[Fault]": (FAULT, FAULT),
    "Sequence[BoucleError]": (UnknownTableError("lead", ["leads"]),) * 2,
}
# Where the type alone does not say which words are meant.
WORDS_OF = {"AgreementDocumentError.reason": "damaged", "OutOptionError.reason": "terminal"}
PUBLIC = [getattr(boucle.errors, name) for name in boucle.errors.__all__]
LEAVES = [each for each in PUBLIC if each is not BoucleError]


def sample(leaf, parameter):
    return WORDS_OF.get(f"{leaf.__name__}.{parameter.name}") or SAMPLES[str(parameter.annotation)]


def built(leaf):
    wanted = list(inspect.signature(leaf).parameters.values())
    by_position = [sample(leaf, p) for p in wanted if p.kind is p.POSITIONAL_OR_KEYWORD]
    by_name = {p.name: sample(leaf, p) for p in wanted if p.kind is p.KEYWORD_ONLY}
    return leaf(*by_position, **by_name)


def test_every_error_is_public_and_in_order(write_reference):
    found = {leaf.__name__ for leaf in write_reference.error_classes()}

    assert boucle.errors.__all__ == sorted(found | {"BoucleError"})


def test_no_error_is_defined_elsewhere():
    defining = re.compile(r"^class (\w+)\((?:\w+, )*\w*Error\b", re.MULTILINE)
    elsewhere = {
        str(path.relative_to(ROOT)): names
        for path in (ROOT / "src/boucle").rglob("*.py")
        if path.parent.name != "errors"
        and (names := defining.findall(path.read_text(encoding="utf-8")))
    }

    assert elsewhere == {}


def test_codes_are_unique_and_dotted():
    codes = Counter(leaf.code for leaf in LEAVES)

    assert [code for code, n in codes.items() if n > 1] == []
    assert [code for code in codes if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)*", code)] == []


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_error_speaks_both_languages(leaf):
    error = built(leaf)

    assert error.text.fr != error.text.en
    assert str(error) == error.in_language("en") == error.text.en
    for words in (error.text.fr, error.text.en):
        # One line, every place filled, and the facts in it rather than their containers.
        assert words.strip()
        assert "\n" not in words
        assert not re.search(r"\{\w*\}|<[\w.]+ object|Text\(", words)


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_error_code_has_its_entry(leaf):
    page = (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")

    assert f"| `{leaf.code}` | `{leaf.__name__}` |" in page


def test_errors_are_light_to_import():
    heavy = ("ibis", "duckdb", "pyarrow", "pandas", "altair", "babel", "deltalake", "pydantic")
    code = f"import sys, boucle.errors; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.strip() == "[]"
