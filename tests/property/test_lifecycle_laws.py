"""Laws that hold for any history of leads."""

from datetime import UTC, datetime, timedelta

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.analytics import lifecycle
from boucle.tables import table, vocabulary

START = datetime(2026, 1, 1)
N_LEADS = 4

moves = st.lists(
    st.tuples(
        st.integers(0, N_LEADS),  # one more than there are leads: an orphan
        st.sampled_from(vocabulary.STAGES_AND_EXITS),
        st.integers(0, 30),
    ),
    max_size=15,
)


def canonical(name, rows):
    full = [dict.fromkeys(table(name).names) | row for row in rows]
    schema = table(name).ibis_schema().to_pyarrow()
    return ibis.memtable(pa.Table.from_pylist(full, schema=schema))


def stages(facts, until_day=40):
    changes = [
        {
            "stage_change_id": str(number),
            "subject": "lead",
            "subject_id": f"L{lead}",
            "to_stage": stage,
            "occurred_at": START + timedelta(days=days),
        }
        for number, (lead, stage, days) in enumerate(facts)
    ]
    leads = [{"lead_id": f"L{lead}", "opened_at": START} for lead in range(N_LEADS)]
    return lifecycle.stages(
        canonical("leads", leads),
        canonical("stage_changes", changes),
        canonical("opportunities", []),
        until=START.replace(tzinfo=UTC) + timedelta(days=until_day),
    )


def rows(result):
    return sorted(result.to_pyarrow().to_pylist(), key=str)


@settings(max_examples=3)
@given(facts=moves, data=st.data())
def test_order_and_a_repeated_load_change_nothing(facts, data):
    again = data.draw(st.permutations(facts + facts))

    assert rows(stages(again)) == rows(stages(facts))


@pytest.mark.slow
@settings(max_examples=3)
@given(facts=moves, day=st.integers(0, 30))
def test_counts_only_grow_with_time(facts, day):
    (earlier,) = rows(lifecycle.counts(stages(facts, day)))
    (later,) = rows(lifecycle.counts(stages(facts, day + 5)))

    assert all(earlier[name] <= later[name] for name in later)
    assert later["n_leads"] == N_LEADS


@pytest.mark.slow
@settings(max_examples=3)
@given(facts=moves)
def test_nobody_converts_who_did_not_enter(facts):
    found = rows(lifecycle.conversion(stages(facts)))

    assert len(found) == 6
    assert all(0 <= row["n_reached"] <= row["n_entered"] <= N_LEADS for row in found)
