"""Mean deal and margin: mix and within, worked by hand."""

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import money
from boucle.analytics.money import Weighed
from boucle.errors import ParameterError


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # 53 % instead of 50 % of the deals that are worth 100 more: +3; each group 1 dearer: +1.
        pytest.param(
            {"a": (50, 2_500), "b": (50, 7_500)},
            {"a": (47, 47 * 51), "b": (53, 53 * 151)},
            (100.0, 104.0, 101.0, 3.0, 1.0),
            id="+4: of which mix +3, within +1",
        ),
        pytest.param(
            {"a": (5, 500), "b": (5, 1_500)},
            {"a": (50, 5_050), "b": (50, 15_150)},
            (200.0, 202.0, 202.0, 0.0, 2.0),
            id="dearer within, same mix at ten times the deals",
        ),
        # a stays at 100, b goes from 300 to 320; b's share from 0.5 to 0.6:
        # mix 0.1 × (310 - 100) = 21, within 20 × 0.55 = 11, in all 232 - 200 = 32.
        pytest.param(
            {"a": (5, 500), "b": (5, 1_500)},
            {"a": (4, 400), "b": (6, 1_920)},
            (200.0, 232.0, 210.0, 21.0, 11.0),
            id="both",
        ),
        # b is new at 300: 0.5 × (300 - 100) is all mix.
        pytest.param(
            {"a": (5, 500)}, {"a": (5, 500), "b": (5, 1_500)}, (100.0, 200.0, 100.0, 100.0, 0.0),
            id="a group that is new changes the mix alone",
        ),
        pytest.param(
            {"a": (5, 500), "b": (5, 1_500)}, {"a": (5, 500), "b": (0, 0)},
            (200.0, 100.0, 200.0, -100.0, 0.0), id="a group that is gone too",
        ),
    ],
)  # fmt: skip
def test_mix_and_within_add_up(before, after, expected):
    found = money.mix_change(
        {name: Weighed(*each) for name, each in before.items()},
        {name: Weighed(*each) for name, each in after.items()},
    )

    values = (found.before, found.after, found.at_constant_mix, found.mix_effect)
    assert (*values, found.within_effect) == pytest.approx(expected)


def test_nothing_to_compare_and_what_makes_no_sense():
    some = {"a": Weighed(1, 1)}

    assert money.mix_change({}, some) is None
    assert money.mix_change(some, {"a": Weighed(0, 0)}) is None
    with pytest.raises(ParameterError):
        money.mix_change(some, {"a": Weighed(-1, 1)})


def deals(*rows):
    names = ("opportunity_id", "outcome", "month_closed", "amount", "margin_share", "service")
    kinds = (pa.string(),) * 3 + (pa.float64(),) * 2 + (pa.string(),)
    schema = pa.schema(list(zip(names, kinds, strict=True)))
    return ibis.memtable(
        pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=schema)
    )


def test_deals_of_two_stretches():
    table = money.deal_mix(
        deals(
            ("1", "won", "2025-01", 100.0, 0.5, "a"),
            ("2", "won", "2025-12", 300.0, None, "a"),
            ("3", "won", "2026-01", 500.0, 0.4, "a"),
            ("4", "won", "2026-03", None, 0.4, "a"),
            ("5", "won", "2026-04", 900.0, 0.4, "a"),
            ("6", "lost", "2026-01", 900.0, 0.4, "a"),
            ("7", "won", None, 900.0, 0.4, "a"),
            ("8", "won", "2026-03", None, 0.4, "b"),
        ),
        by="service",
        before=("2025-01", "2025-12"),
        after=("2026-01", "2026-03"),
    )

    rows = table.to_pyarrow().to_pylist()
    found = {(row.pop("period"), row.pop("service")): tuple(row.values()) for row in rows}
    assert found == {
        ("before", "a"): (2, 400.0, 200.0, 50.0, 100.0, 0),
        ("after", "a"): (1, 500.0, 500.0, 200.0, 500.0, 1),
        ("after", "b"): (0, 0.0, None, 0.0, 0.0, 1),
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(("2025-01", "2025-12"), ("2025-12", "2026-01"), id="overlap"),
        pytest.param(("2025-02", "2025-01"), ("2025-12", "2026-01"), id="backwards"),
    ],
)
def test_stretches_must_be_in_order(before, after):
    with pytest.raises(ParameterError):
        money.deal_mix(deals(), by="service", before=before, after=after)
