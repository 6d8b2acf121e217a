"""Points, grades and their explanation."""

import ibis
import pytest

from boucle.analytics.scoring import case_facts, engagement, explain, gestures, grades, passes


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        pytest.param([("webinar_attended", 0)], 20, id="as it happens"),
        pytest.param([("webinar_attended", 30)], 10, id="one half-life"),
        pytest.param([("webinar_attended", 60)], 5, id="two half-lives"),
        pytest.param([("email_click", 0)] * 5, 9, id="a rule has its cap"),
        pytest.param([("email_click", 30)] * 7, 9, id="decayed, then capped"),
        pytest.param([("direct_request", 0), ("event_conversation", 0)], 100, id="all have one"),
        pytest.param([("unsubscribe", 0), ("webinar_attended", 0)], 0, id="never under 0"),
        pytest.param([("direct_request", 0), ("unsubscribe", 30)], 75, id="points taken fade too"),
        pytest.param([("email_open", 0), (None, 0)], 0, id="worth nothing"),
    ],
)
def test_engagement(demo, done, expected):
    table = ibis.memtable(
        [{"lead_id": "L", "kind": kind, "age_days": float(age)} for kind, age in done],
        schema={"lead_id": "string", "kind": "string", "age_days": "float64"},
    )
    result = engagement(table, demo).to_pyarrow().to_pylist()

    assert result == [{"lead_id": "L", "engagement_points": expected}]


def test_grades(demo):
    points = {"A1": (80.0, 60.0), "B2": (79.9, 59.9), "C3": (40.0, 15.0), "D4": (0.0, 0.0)}
    rows = [{"fit_points": fit, "engagement_points": doing} for fit, doing in points.values()]
    result = grades(ibis.memtable(rows), demo)

    assert result.grade.to_pyarrow().to_pylist() == list(points)


def test_a_lead_is_explained_rule_by_rule(company, demo):
    rows = company.tables(
        leads=[{"lead_id": "L", "contact_id": "C", "opened_at": "2026-05-29T12:00"}],
        contacts=[
            {"contact_id": "C", "account_id": "A", "job_title": "Commis",
             "email": "c@gmail.com"},
        ],
        accounts=[{"account_id": "A", "industry": "manufacturing", "territory": "MTL"}],
        touchpoints=[
            {"touchpoint_id": "t1", "contact_id": "C", "kind": "pricing_page",
             "occurred_at": "2026-04-29T12:00"},
            {"touchpoint_id": "t2", "contact_id": "C", "kind": "pricing_page",
             "occurred_at": "2026-05-29T12:00"},
        ],
    )  # fmt: skip
    moment = company.aware("2026-05-29T12:00")
    case = case_facts(rows, demo, moment=moment, materialise=company.kept)
    case = case.to_pyarrow().to_pylist()[0]
    done = gestures(
        passes(rows.leads, moment=moment, time_zone=demo.time_zone),
        rows.touchpoints,
        moment=moment,
        time_zone=demo.time_zone,
    )
    done = done.order_by("occurred_at").to_pyarrow().to_pylist()
    reasons = {(each.part, each.code): each for each in explain(case, demo, gestures=done)}

    # No title (0), industry 20, size unknown (0), territory 20, no service (unknown, 0), free -10.
    fits = {code: (each.value, each.points) for (part, code), each in reasons.items()
            if part == "fit"}  # fmt: skip
    assert fits == {
        "F-01": (False, 0.0), "F-02": (True, 20.0), "F-03": (None, 0.0), "F-04": (True, 20.0),
        "F-05": (None, 0.0), "F-90": (True, -10.0), "F-91": (None, 0.0),
    }  # fmt: skip
    prices = reasons["engagement", "E-03"]
    assert [(each.age_days, each.decay, each.points) for each in prices.gestures] == [
        (30.0, 0.5, 10.0),
        (0.0, 1.0, 20.0),
    ]
    assert prices.points == 30
    totals = {code: (reasons["grade", code].points, reasons["grade", code].result)
              for code in ("fit", "engagement", "grade")}  # fmt: skip
    assert totals == {"fit": (30.0, "D"), "engagement": (30.0, "3"), "grade": (None, "D3")}
    assert (case["fit_points"], case["engagement_points"], case["grade"]) == (30.0, 30.0, "D3")
    assert reasons["stage", "mql"].value is False
    assert [clause.value for clause in reasons["fit", "F-02"].clauses] == [True]
