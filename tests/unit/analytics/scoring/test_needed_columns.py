"""Asking for few columns leaves work out and changes no fact."""

import pytest

from boucle.agreement import conditions
from boucle.analytics.scoring import case_facts
from boucle.analytics.scoring.needed import judged_columns, needed
from boucle.errors import ParameterError
from boucle.tables import CASE_FACTS

MOMENT = "2026-05-29T12:00"


@pytest.fixture
def rows(company):
    return company.tables(
        leads=[
            {"lead_id": "L", "contact_id": "C", "opened_at": "2026-04-29T12:00"},
            {"lead_id": "unknown", "opened_at": "2026-05-02T12:00"},
        ],
        contacts=[
            {"contact_id": "C", "account_id": "A", "email": "diane@usinage.example",
             "job_title": "PRÉSIDENTE"},
        ],
        accounts=[
            {"account_id": "A", "industry": "manufacturing", "n_employees": 120, "name": "Usinage"},
        ],
        touchpoints=[
            {"contact_id": "C", "kind": "webinar_attended", "origin_source": "zoom",
             "occurred_at": "2026-04-29T12:00"},
        ],
        handoffs=[{"lead_id": "L", "handed_over_at": "2026-05-04T09:00"}],
    )  # fmt: skip


@pytest.mark.slow
def test_few_columns_hold_what_all_of_them_hold(company, demo, rows):
    moment = company.aware(MOMENT)
    wanted = judged_columns(demo)
    every = case_facts(rows, demo, moment=moment, materialise=company.kept)
    few = case_facts(rows, demo, moment=moment, columns=wanted, materialise=company.kept)

    expected = [
        {name: value for name, value in row.items() if name in wanted}
        for row in every.order_by("lead_id").to_pyarrow().to_pylist()
    ]
    assert few.order_by("lead_id").to_pyarrow().to_pylist() == expected
    assert expected[0]["persona"] == "P-DIANE"
    assert set(every.columns) > set(few.columns)


@pytest.mark.parametrize(
    ("columns", "rests_on", "leaves_out"),
    [
        pytest.param(("persona",), {"job_title", "industry"}, {"grade", "stage"}, id="persona"),
        pytest.param(("grade",), {"fit_points", "engagement_points", "is_free_mail"},
                     {"lead_type", "had_conversation"}, id="a grade rests on points"),
        pytest.param(("lead_type",), {"grade", "fit_points", "count__referral"},
                     {"persona", "origin_source"}, id="a type rests on the grade"),
        pytest.param(("has_next_step",), {"next_step_on"}, {"grade"}, id="a step has a day"),
    ],
)  # fmt: skip
def test_columns_rest_on_others(demo, columns, rests_on, leaves_out):
    asked = needed(demo, columns)

    assert asked.wanted == ("lead_id", *columns)
    assert asked.names >= {*columns, *rests_on}
    assert asked.names.isdisjoint(leaves_out)


def test_a_further_condition_brings_its_columns(demo):
    further = conditions.parse("count('form', within => 30) >= 1 and company is not null")

    assert needed(demo, (), [further]).wanted == ("lead_id", "company", "count__form__30")
    assert needed(demo).wanted[: len(CASE_FACTS.names)] == CASE_FACTS.names


def test_an_unknown_column_is_refused(demo):
    with pytest.raises(ParameterError, match="shoe_size"):
        needed(demo, ("grade", "shoe_size"))
