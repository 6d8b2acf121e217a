from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.agreement.loader import check_text, parse
from boucle.agreement.starter import starter_text

LINES = starter_text().split("\n")
# What people and machines put where something else was.
OTHER_VALUES = st.sampled_from(
    ["", "no", "13:00", "2026-02-30", "2026-01-05", "1e999", "-5", ".nan", "[]", "{}", "'x'", "~",
     "[1, [2]]", "{fr: a}", "{fr: a, en: b}", "*x", "&x y", "!!int 3", "|", "\t", "999999999999999",
     "business:P99999D", "PT0S", "A1", "'\\ud800'", '"\\ud800"', "and or not",
     "count(", "0x1F", "1_0"]
)  # fmt: skip


@cache
def starter():
    return parse("\n".join(LINES))


def holds(text):
    result = check_text(text)
    assert (result.agreement is None) == bool(result.faults)
    for fault in (*result.faults, *result.warnings):
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.text.fr
        assert "{" not in fault.code
        assert fault.line <= text.count("\n") + text.count("\r") + 2
    return result


@given(text=st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_crashes_the_loader(text):
    holds(text)


@given(text=st.text(alphabet="[]{}:,-?!&*|>'\"%@`# \n\tab1.~", max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_punctuation_crashes_the_loader(text):
    holds(text)


@st.composite
def mangled(draw):
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "duplicate", "retype", "indent", "swap"])):
            case "delete":
                del lines[at]
            case "duplicate":
                lines.insert(at, lines[at])
            case "retype":
                lines[at] = lines[at].partition(":")[0] + ": " + draw(OTHER_VALUES)
            case "indent":
                lines[at] = " " * draw(st.integers(0, 3)) + lines[at]
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


@given(text=mangled())
@settings(max_examples=25, deadline=None)
def test_no_mangled_agreement_crashes_the_loader(text):
    result = holds(text)

    if result.agreement is not None:
        assert parse(result.agreement.canonical_text()) == result.agreement


# Control characters and half characters are refused where they are read.
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc", "Cn"])


@pytest.mark.slow
@given(words=st.text(PRINTABLE, min_size=1, max_size=80), number=st.floats(1e-9, 1e18))
@settings(max_examples=20, deadline=None)
def test_any_words_and_numbers_survive_the_canonical_text(words, number):
    data = starter().model_dump(exclude_unset=True)
    data["title"] = {"fr": words, "en": words} if words.strip() else data["title"]
    data["attribution"]["half_life_days"] = number
    agreement = type(starter()).model_validate(data)

    again = parse(agreement.canonical_text())

    assert again == agreement
    assert again.sha256 == agreement.sha256
