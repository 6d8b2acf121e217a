"""The 5@7 case: a conversation at an after-work event, 36,000 $ signed 182 days later.

The values are those of the reference case of the agreement (`exemple_temoin`).
"""

from datetime import datetime, timedelta

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import attribution
from boucle.analytics.attribution import journeys

EVENT = datetime(2026, 3, 12, 22)
PATH = (
    (-150, "video", "declared"),
    (-120, "blog", "observed"),
    (-100, "retargeting", "impression"),
    (0, "5@7", "observed"),
    (60, "webinar", "observed"),
    (90, "meeting", "observed"),
    (140, "proposal", "observed"),
    (182, "signature", "observed"),
)
CHANNELS = [channel for _, channel, _ in PATH[:-1]]


@pytest.fixture(scope="module")
def case():
    touches = pa.table(
        {
            "touchpoint_id": [f"t{place}" for place in range(len(PATH))],
            "contact_id": ["P"] * len(PATH),
            "occurred_at": [EVENT + timedelta(days=day) for day, _, _ in PATH],
            "channel": [channel for _, channel, _ in PATH],
            "campaign_id": pa.array([None] * len(PATH), "string"),
            "evidence": [evidence for _, _, evidence in PATH],
        }
    )
    outcomes = pa.table(
        {
            "case_id": ["deal"],
            "contact_id": ["P"],
            "outcome": ["won"],
            "decided_at": [EVENT + timedelta(days=182)],
            "amount": [36_000.0],
            "lead_at": [EVENT],
            "opportunity_at": [EVENT + timedelta(days=90)],
        }
    )
    return ibis.memtable(touches), ibis.memtable(outcomes)


def amounts(table):
    found = {row["channel"]: row["credit_amount"] for row in table.to_pyarrow().to_pylist()}
    return [found.pop(channel) for channel in CHANNELS] + list(found.values())


W = [10_800, 900, 900, 10_800, 900, 10_800, 900]
W_CAPPED = [10_800, 1_107.69, 276.92, 10_800, 1_107.69, 10_800, 1_107.69]


@pytest.mark.parametrize(
    ("model", "options", "caps", "expected"),
    [
        pytest.param("lead_creation", {}, {}, [0, 0, 0, 36_000, 0, 0, 0], id="single touch"),
        pytest.param("linear", {}, {}, [5_142.86] * 7, id="linear"),
        pytest.param("w", {}, {}, W, id="W"),
        pytest.param("w", {}, {"impression": 0.25}, W_CAPPED, id="W with the cap"),
    ],
)
def test_credit_of_the_5a7_case(case, model, options, caps, expected):
    paths = journeys(*case, evidence_caps=caps)

    credited = amounts(getattr(attribution, model)(paths, **options))

    assert credited == pytest.approx(expected, abs=0.01)
    assert sum(credited) == pytest.approx(36_000)


def test_decay_of_the_5a7_case_over_90_days(case):
    credited = amounts(attribution.time_decay(journeys(*case), half_life_days=90))

    # Printed to the dollar.
    assert credited == pytest.approx([1303, 1642, 1915, 4137, 6567, 8274, 12161], abs=0.5)
