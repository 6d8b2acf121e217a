import pytest

from boucle.agreement.conditions import Derived, parse
from boucle.errors.conditions import ConditionError
from boucle.tables import CASE_FACTS
from boucle.tables.vocabulary import TOUCHPOINT_KINDS

MQL = """requested_contact
      or (persona is not null and grade in ('A1', 'A2', 'B1', 'B2', 'C1')
          and not only('white_paper', 'email_open', 'page_view'))"""


def test_the_names_and_figures_that_a_condition_reads():
    condition = parse(MQL)

    assert condition.names == {"requested_contact", "persona", "grade"}
    assert condition.derived == {Derived("only", ("email_open", "page_view", "white_paper"))}
    assert condition.columns == condition.names | {"only__email_open__page_view__white_paper"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("count('form') > 1", "count__form"),
        ("COUNT('webinar_attended', WITHIN => 90) >= 2", "count__webinar_attended__90"),
        ("has('form', 'call', 'form', within => 7)", "count__call__form__7"),
        ("days_since('meeting', 'call') <= 3", "days_since__call__meeting"),
        ("only('page_view')", "only__page_view"),
    ],
)
def test_each_figure_has_one_column(text, column):
    assert [derived.column for derived in parse(text).derived] == [column]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        pytest.param("NOT is_served AND is_target", "not is_served and is_target", id="keywords"),
        pytest.param("not grade in ('A1')", "grade not in ('A1')", id="not in"),
        pytest.param("not (is_served or is_target)", None, id="not of many"),
        pytest.param("not not is_served", None, id="twice not"),
        pytest.param("n_employees <> 30.0", "n_employees != 30", id="signs and numbers"),
        pytest.param("fit_points - (age_days - 0.000001) > -5", None, id="sums"),
        pytest.param("(is_served or is_target) = true", None, id="compared yes or no"),
        pytest.param("(is_served and is_target) is null", None, id="null of a test"),
        pytest.param("company = 'L''Érablière'", None, id="apostrophe"),
        pytest.param("(is_served and is_target) and has_contract", None, id="nested alike"),
        pytest.param("has('form')", "count('form') >= 1", id="has"),
        pytest.param("next_step_on = '2026-10-31'", None, id="date"),
        pytest.param("age_days not between 1 and 2 or is_served", None, id="between binds its and"),
        pytest.param("at_least(1, is_served or is_target, not has_contract)", None, id="at least"),
        pytest.param("'mql' = stage", None, id="value first"),
        pytest.param("true", None, id="always"),
    ],
)
def test_a_condition_is_written_in_one_way(text, canonical):
    condition = parse(text)

    assert str(condition) == (canonical or text)
    assert parse(str(condition)) == condition


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        pytest.param(
            "is_served and grad = 'A1'", 14, "`grad` is no name.*Nearest: `grade`", id="name"
        ),
        pytest.param("Grade = 'A1'", 0, "Nearest: `grade`", id="case of a name"),
        pytest.param("xyzzy = 1", 0, "Allowed: lead_id, .*lead_type", id="nothing near"),
        pytest.param("grade = 3", 8, "a text cannot be compared with a number", id="types"),
        pytest.param("is_served = 'yes'", 12, "a yes or no cannot", id="yes or no"),
        pytest.param("stage = 'mqll'", 8, "no value of `stage`. Nearest: `mql`", id="vocabulary"),
        pytest.param(
            "contact_type in ('buyer', 'studant')", 26, "Nearest: `student`", id="in list"
        ),
        pytest.param("'mkl' = stage", 0, "Nearest: `mql`", id="vocabulary on the left"),
        pytest.param("has('webinar')", 4, "Nearest: `webinar_attended`", id="kind"),
        pytest.param("has(form)", 4, "kind of touchpoint in apostrophes", id="kind unquoted"),
        pytest.param("cuont('form') > 1", 0, "no function. Nearest: `count`", id="function"),
        pytest.param("has('form', withn => 3)", 12, "`within => days`", id="within"),
        pytest.param("has('form', within => 0)", 22, "from 1 to 36500", id="no days"),
        pytest.param("has('form', within => 1.5)", 22, "whole number", id="half days"),
        pytest.param("grade < 'B1'", 0, "not by order", id="order of texts"),
        pytest.param("stage = null", 8, "is not null", id="equal to null"),
        pytest.param("opened_at > '2026-01-01'", 0, "age_days", id="moment"),
        pytest.param("next_step_on > 'demain'", 15, "write '2026-10-31'", id="no date"),
        pytest.param("next_step_on > '20261031'", 15, "write '2026-10-31'", id="another date"),
        pytest.param("next_step_on > '2026-02-30'", 15, "is no date", id="a day that is none"),
        pytest.param("n_employees", 0, "there is a number; it must be a yes or no", id="no test"),
        pytest.param("is_served and n_employees", 14, "there is a number", id="no test in and"),
        pytest.param("1 + is_served > 2", 4, "there is a yes or no", id="sum"),
        pytest.param(
            "is_served in (true)", 0, "it must be a text or a number or", id="in of facts"
        ),
        pytest.param("contains(n_employees, '3')", 9, "it must be a text", id="contains"),
        pytest.param("contains(company, '')", 18, "a text in apostrophes", id="contains nothing"),
        pytest.param("contains('a', 'b')", 9, "name of `case_facts`", id="contains in a text"),
        pytest.param("at_least(3, is_served)", 9, "from 1 to 1", id="more than there are"),
        pytest.param(
            "at_least(1, at_least(1, is_served))", 12, "inside another", id="at_least twice"
        ),
        pytest.param("grade = ‘A1’", 8, "straight apostrophes", id="curly quotes"),
        pytest.param("grade = 'A1", 8, "straight apostrophes", id="open text"),
        pytest.param("grade = 'A\n1'", 8, "one line", id="line break in a text"),
        pytest.param("n_employees > 30%", 16, "`%` cannot be read", id="sign"),
        pytest.param("n_employees > 1e5", 14, "cannot be read", id="exponent"),
        pytest.param("n_employees > 1234567890123456", 14, "15 digits", id="too long a number"),
        pytest.param("", 0, "not the end", id="nothing"),
        pytest.param("grade =", 7, "not the end", id="no value"),
        pytest.param("(is_served", 10, r"needs `\)`, not the end", id="open parenthesis"),
        pytest.param("is_served is_target", 10, "`and`, `or` or the end", id="no word between"),
        pytest.param("grade not 'A1'", 10, "`in` or `between`", id="not what"),
        pytest.param("grade in ()", 10, r"not `\)`", id="empty list"),
        pytest.param("is_served; drop table leads", 9, "`;` cannot be read", id="not SQL"),
        pytest.param("not " * 33 + "is_served", 132, "32 levels", id="depth of not"),
        pytest.param("(" * 33 + "is_served" + ")" * 33, 33, "32 levels", id="depth"),
        pytest.param("1" + " + 1" * 32 + " = 1", 126, "32 levels", id="chain of terms"),
        pytest.param("is_served or " * 160, 2000, "2,?000 are allowed", id="length"),
    ],
)
def test_a_fault_is_shown_where_it_is(text, position, said):
    with pytest.raises(ConditionError, match=f"(?s)character {position + 1}: .*{said}") as refused:
        parse(text)

    assert refused.value.position == position
    assert refused.value.code == "agreement.condition"
    assert "\n" not in refused.value.in_language("fr") or "\n" in text


def test_an_agreement_may_hold_columns_to_its_codes():
    allowed = {"persona": ("P-DIANE", "P-TARIK")}

    assert parse("persona = 'P-TARIK'", allowed=allowed).names == {"persona"}
    with pytest.raises(ConditionError) as refused:
        parse("persona in ('P-DIANE', 'P-TARIC')", allowed=allowed)
    assert refused.value.nearest == ("P-TARIK",)


def test_depth_and_length_up_to_the_limit_are_read():
    assert parse("(" * 32 + "is_served" + ")" * 32).names == {"is_served"}
    assert len(parse(" or ".join(["is_served"] * 153)).root.parts) == 153


@pytest.mark.parametrize("column", CASE_FACTS.columns, ids=lambda column: column.name)
def test_every_column_has_words(column):
    is_fact = column.type == "boolean"
    for text in (column.name, f"{column.name} is null")[not is_fact :]:
        said = parse(text).sentence()
        assert column.name not in (said.fr, said.en)


@pytest.mark.parametrize("kind", TOUCHPOINT_KINDS)
def test_every_kind_of_touchpoint_has_words(kind):
    said = parse(f"count('{kind}') >= 2 and only('{kind}')").sentence()

    assert "_" not in said.fr + said.en
