from datetime import date, timedelta
from functools import reduce

import ibis
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from boucle.agreement.conditions import Condition, Derived, parse
from boucle.agreement.conditions import tree as t
from boucle.errors.conditions import ConditionError
from boucle.tables import CASE_FACTS
from boucle.tables.vocabulary import CONTACT_TYPES

FACTS = ("is_served", "is_target", "has_contract")
NUMBERS = ("n_employees", "fit_points", "age_days")
TEXTS = ("company", "job_title", "industry")
DERIVED = {
    Derived("count", ("call", "form"), 30): "int64",
    Derived("days_since", ("meeting",)): "float64",
    Derived("only", ("page_view", "white_paper")): "boolean",
}
WORDS = ("", "a", "Érable", "érable", "L'Œuvre", "DIRECTRICE, TI", "x{y}", "100 %", "«é»")
DAY = date(2026, 10, 31)
SCHEMA = (
    {name: {"text": "string", "integer": "int64", "float": "float64"}.get(each.type, each.type)
     for name in (*FACTS, *NUMBERS, *TEXTS, "contact_type", "next_step_on")
     for each in [CASE_FACTS.column(name)]}
    | {derived.column: kind for derived, kind in DERIVED.items()}
)  # fmt: skip

names = {kind: st.sampled_from([t.Name(name) for name in group])
         for kind, group in (("fact", FACTS), ("number", NUMBERS), ("text", TEXTS))}  # fmt: skip
figures = {kind: t.Gestures(derived) for derived, kind in DERIVED.items()}
whole = st.integers(-3, 50)
halves = st.integers(-3, 50).map(lambda n: n + 0.5)
number_values = whole | halves
literals = number_values.map(t.Literal)
days = st.integers(-2, 2).map(lambda n: DAY + timedelta(days=n))
all_comparisons = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
equalities = st.sampled_from(("=", "!="))

number_names = names["number"] | st.sampled_from([figures["int64"], figures["float64"]])
numbers = st.recursive(
    number_names | literals,
    lambda inner: st.builds(t.Sum, st.sampled_from("+-"), inner, inner),
    max_leaves=4,
)
texts = st.sampled_from(WORDS)
searched = st.lists(st.sampled_from([word for word in WORDS if word]), min_size=1, max_size=3)
contact_types = st.lists(st.sampled_from(CONTACT_TYPES), min_size=1, max_size=3).map(tuple)
atoms = st.one_of(
    names["fact"],
    st.just(figures["boolean"]),
    st.booleans().map(t.Literal),
    st.builds(t.Compare, all_comparisons, numbers, numbers),
    st.builds(t.Compare, equalities, names["text"], names["text"] | texts.map(t.Literal)),
    st.builds(t.Compare, all_comparisons, st.just(t.Name("next_step_on")), days.map(t.Literal)),
    st.builds(t.In, numbers, st.lists(number_values, min_size=1, max_size=3).map(tuple)),
    st.builds(t.In, st.just(t.Name("contact_type")), contact_types),
    st.builds(t.Between, numbers, numbers, numbers),
    st.builds(t.IsNull, numbers | names["fact"] | names["text"] | st.just(t.Name("opened_at"))),
    st.builds(t.Contains, names["text"], searched.map(tuple)),
)


def compounds(inner):
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(t.Not, inner),
        several.map(t.And),
        several.map(t.Or),
        st.builds(t.Compare, equalities, inner, inner),
        st.builds(t.IsNull, inner),
    )


def at_least(parts):
    return st.builds(t.AtLeast, st.integers(1, len(parts)), st.just(tuple(parts)))


plain = st.recursive(atoms, compounds, max_leaves=8)
conditions = st.recursive(
    atoms | st.lists(plain, min_size=1, max_size=3).flatmap(at_least), compounds, max_leaves=8
).map(Condition)

maybe = {
    "int64": st.none() | st.integers(-3, 50),
    "float64": st.none() | st.integers(-6, 100).map(lambda n: n / 2),
    "boolean": st.none() | st.booleans(),
    "string": st.none() | texts,
    "date": st.none() | days,
}
rows = st.fixed_dictionaries(
    {name: st.none() | st.sampled_from(CONTACT_TYPES) if name == "contact_type" else maybe[kind]
     for name, kind in SCHEMA.items()}
)  # fmt: skip


@given(condition=conditions)
def test_what_is_written_is_read_back(condition):
    assert parse(str(condition)) == condition


@pytest.mark.slow
@given(condition=conditions, row=rows)
def test_sentences_and_clauses_are_given_for_every_condition(condition, row):
    row = row | {"opened_at": None}
    said = condition.sentence()

    assert said.fr
    assert "None" not in said.fr + said.en
    clauses = condition.explain(row)
    assert all(clause.value is parse(clause.text).evaluate(row) for clause in clauses)


@settings(max_examples=6, deadline=None)
@given(
    batch=st.lists(conditions, min_size=8, max_size=16),
    table=st.lists(rows, min_size=20, max_size=40),
)
def test_the_engine_and_python_agree_row_by_row(batch, table):
    known = [row | {"opened_at": None} for row in table]
    data = ibis.memtable(
        [row | {"n": n} for n, row in enumerate(known)],
        schema=SCHEMA | {"opened_at": "timestamp", "n": "int64"},
    )
    judged = {f"c{n}": condition.to_ibis(data) for n, condition in enumerate(batch)}
    found = data.select("n", **judged).order_by("n").drop("n").to_pyarrow().to_pylist()

    assert found == [
        {f"c{n}": condition.evaluate(row) for n, condition in enumerate(batch)} for row in known
    ]


pieces = st.sampled_from(
    ("and", "or", "not", "in", "is", "null", "between", "(", ")", ",", "=", "<=", "=>", "+", "-",
     "'a'", "'form'", "'", "3", "0.5", "count(", "at_least(", "contains(", "within", "has('form')",
     "grade", "is_served", "n_employees", "next_step_on", "'2026-10-31'", "true", "é", "\n")
)  # fmt: skip


def read(text):
    """Parse, and say whatever could be parsed."""
    fault = None
    try:
        condition = parse(text)
    except ConditionError as error:
        fault = error
    if fault is not None:
        assert 0 <= fault.position <= len(text)
        assert fault.in_language("fr")
        return
    assert parse(str(condition)) == condition
    assert condition.sentence().fr


@given(text=st.text(max_size=60))
@example(text="\ud800")
@example(text="'\x00' = company")
@example(text="²")
@example(text="n_employees > ٣")
@example(text="(" * 1_000)
@example(text="not " * 500)
@example(text="-" * 2_000)
@example(text="at_least(1," * 180)
@example(text="is_served=" * 199 + "true")
@example(text="1-" * 500 + "1=1")
def test_no_text_crashes_the_parser(text):
    read(text)


@given(words=st.lists(pieces, max_size=25))
def test_no_heap_of_words_crashes_the_parser(words):
    read(" ".join(words))


@given(row=rows)
def test_not_at_least_one_of_is_none_of(row):
    parts = [t.Name(name) for name in FACTS]
    some = Condition(t.AtLeast(1, tuple(parts)))
    either = Condition(reduce(lambda left, right: t.Or((left, right)), parts))

    assert some.evaluate(row) is either.evaluate(row)
