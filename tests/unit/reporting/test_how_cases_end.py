"""How each lead ends, for the win curve: won, lost, or still going."""

from datetime import datetime

import pytest

JAN, FEB, MAR, APR = (f"2026-{month:02}-10T17:00:00" for month in (1, 2, 3, 4))


def at(text):
    # On Toronto's wall: 17:00 UTC is noon in winter and 13:00 from 8 March on.
    moment = datetime.fromisoformat(text)
    return moment.replace(hour=12 if moment.month < 3 else 13)


# What became of a lead opened in January: its deals, its stages; how it ended, and when.
ENDINGS = [
    pytest.param([], [], ("open", None), id="nothing happened yet"),
    pytest.param([("won", FEB)], [], ("won", at(FEB)), id="a won deal"),
    pytest.param([("lost", FEB)], [], ("lost", at(FEB)), id="a lost deal"),
    pytest.param(
        [("lost", FEB), ("open", None)], [], ("open", None), id="one deal lost, one still open"
    ),
    pytest.param([("lost", FEB), ("won", MAR)], [], ("won", at(MAR)), id="one deal lost, one won"),
    pytest.param(
        [("won", MAR), ("won", FEB)], [], ("won", at(FEB)), id="two wins: the first counts"
    ),
    pytest.param(
        [("lost", MAR), ("lost", FEB)], [], ("lost", at(MAR)), id="two losses: the last ends it"
    ),
    pytest.param([], [("disqualified", FEB)], ("lost", at(FEB)), id="disqualified"),
    pytest.param([], [("recycled", FEB)], ("lost", at(FEB)), id="recycled"),
    pytest.param(
        [],
        [("recycled", FEB), ("sal", MAR)],
        ("open", None),
        id="recycled, then taken up again",
    ),
    pytest.param(
        [("open", None)], [("recycled", MAR)], ("open", None), id="recycled with a deal open"
    ),
    pytest.param([], [("customer", APR)], ("won", at(APR)), id="a customer without a deal"),
]


@pytest.fixture(scope="module")
def ends(made_up, loop_of):
    """How each of the leads ended, by its owner: all of them are leads of one company."""
    rows = {"leads": [], "opportunities": [], "stage_changes": []}
    for number, ending in enumerate(ENDINGS):
        deals, stages, _ = ending.values
        rows["leads"].append(made_up.lead(number, JAN, owner_id=ending.id))
        rows["opportunities"] += [
            made_up.deal(10 * number + at, number, "2026-01-20T17:00:00", outcome, closed_at=closed)
            for at, (outcome, closed) in enumerate(deals)
        ]
        rows["stage_changes"] += made_up.changes(number, *stages)
    cases = loop_of(rows).frame.win_cases.to_pyarrow().to_pylist()
    assert len(cases) == len(ENDINGS)
    return {case["owner_id"]: (case["outcome"], case["closed_at"]) for case in cases}


@pytest.mark.parametrize(("owner", "expected"), [(each.id, each.values[2]) for each in ENDINGS])
def test_how_a_lead_ends(ends, owner, expected):
    assert ends[owner] == expected


@pytest.mark.slow
def test_a_deal_without_a_lead_is_a_case_of_its_own(made_up, loop_of):
    rows = {"opportunities": [made_up.deal(1, None, JAN, "won", closed_at=MAR)]}

    (case,) = loop_of(rows).frame.win_cases.to_pyarrow().to_pylist()

    assert (case["started_at"], case["closed_at"], case["outcome"]) == (at(JAN), at(MAR), "won")
