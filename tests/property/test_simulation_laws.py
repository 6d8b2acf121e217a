from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.simulation.block import Block
from boucle.simulation.exports import FILES
from boucle.simulation.files import texts
from boucle.simulation.firm import Firm
from boucle.simulation.frame import place_in_group
from boucle.simulation.luck import Luck
from boucle.simulation.working_time import DAY_SECONDS, WorkingTime, seconds_of

FIRST = date(2025, 1, 1)
WORKING = WorkingTime(FIRST, date(2027, 12, 31))
moments = st.integers(10, 400 * 86_400).map(lambda n: seconds_of(FIRST) + n)
lengths = st.integers(1, 90 * int(DAY_SECONDS))


@given(moment=moments, seconds=lengths)
def test_open_seconds_that_are_added_have_passed(moment, seconds):
    start = np.array([float(moment)])

    end = WORKING.add(start, np.array([float(seconds)]))

    assert WORKING.between(start, end).tolist() == [seconds]
    assert end[0] > start[0]


@given(earlier=moments, later=moments, seconds=lengths)
def test_no_deadline_overtakes_another(earlier, later, seconds):
    pair = np.sort(np.array([earlier, later], dtype=float))

    ends = WORKING.add(pair, np.full(2, float(seconds)))

    assert ends[0] <= ends[1]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=20))
def test_places_count_up_within_each_group(counts):
    places = place_in_group(np.array(counts)).tolist()

    assert places == [place for count in counts for place in range(count)]


@settings(max_examples=8, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    contacts=st.integers(250, 500),
    days=st.integers(0, 1500),
)
def test_any_company_is_whole(seed, contacts, days):
    """Whatever the seed: every table has rows, nothing happens after the last day."""
    last = date(2024, 1, 15) + timedelta(days=days)
    company = Block(Firm(contacts, seed, last), 0)
    company.make()
    end = seconds_of(last) + 86_400

    assert len(company.frames["contacts"]["contact_id"]) == contacts
    for name in ("touchpoints", "stage_changes", "activities", "dispositions", "observations"):
        assert company.frames[name]["occurred_at"].max() < end
    for file in FILES:
        columns = texts(company.frames[file.table], file)
        assert {len(column) for column in columns.values()} != {0}


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_every_row_gets_one_of_the_shares(share):
    table = np.array([[share, 1 - share]])

    drawn = Luck(1, "law", np.arange(2000)).pick(table, np.zeros(2000, dtype=int))

    assert np.mean(drawn == 0) == pytest.approx(share, abs=0.04)
