"""Originated and influenced, worked by hand."""

from datetime import datetime

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import money
from boucle.errors import MissingColumnsError

MARKETING = {"web", "ads"}


def deals(*rows):
    names = ("opportunity_id", "outcome", "amount", "margin_share", "channel", "service")
    kinds = (pa.string(), pa.string(), pa.float64(), pa.float64(), pa.string(), pa.string())
    schema = pa.schema(list(zip(names, kinds, strict=True)))
    return ibis.memtable(
        pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=schema)
    )


DEALS = deals(
    ("1", "won", 60.0, 0.5, "web", "a"),
    ("2", "won", 20.0, 0.5, "ads", "a"),
    ("3", "won", 20.0, 0.5, "referral", "b"),
    ("4", "won", None, 0.5, " ", "b"),
    ("5", "lost", 900.0, 0.5, "web", "b"),
)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param(
            None,
            {
                (None, "marketing"): (2, 80.0, 0.5, 0.8),
                (None, "other"): (1, 20.0, 0.25, 0.2),
                (None, "unknown"): (1, None, 0.25, 0.0),
            },
            id="in all",
        ),
        pytest.param(
            "service",
            {
                ("a", "marketing"): (2, 80.0, 1.0, 1.0),
                ("b", "other"): (1, 20.0, 0.5, 1.0),
                ("b", "unknown"): (1, None, 0.5, 0.0),
            },
            id="by service",
        ),
    ],
)
def test_originated_parts_wins_and_amounts(by, expected):
    rows = money.originated(DEALS, marketing_channels=MARKETING, by=by).to_pyarrow().to_pylist()

    found = {
        (row.get("service"), row["origin"]): (
            row["n_won"], row["won_amount"], row["wins_share"], row["amount_share"]
        )
        for row in rows
    }  # fmt: skip
    assert found == expected


def test_originated_without_amounts_or_wins():
    unknown = money.originated(deals(("1", "won", None, None, "web", "a")), marketing_channels=())
    none = money.originated(DEALS.filter(DEALS.outcome == "lost"), marketing_channels=MARKETING)

    assert unknown.to_pyarrow().to_pylist() == [
        {"origin": "other", "n_won": 1, "won_amount": None, "wins_share": 1.0, "amount_share": None}
    ]
    assert none.to_pyarrow().to_pylist() == []
    with pytest.raises(MissingColumnsError):
        money.originated(DEALS.drop("channel"), marketing_channels=MARKETING)


def day(number):
    return datetime(2026, 1, number)


def influenced(touches, cases):
    journeys = pa.Table.from_pylist(
        [dict(zip(("case_id", "channel", "occurred_at"), row, strict=True)) for row in touches],
        schema=pa.schema(
            [
                ("case_id", pa.string()),
                ("channel", pa.string()),
                ("occurred_at", pa.timestamp("us")),
            ]
        ),
    )
    names = ("case_id", "outcome", "amount", "lead_at")
    outcomes = pa.Table.from_pylist(
        [dict(zip(names, row, strict=True)) for row in cases],
        schema=pa.schema(
            [("case_id", pa.string()), ("outcome", pa.string()), ("amount", pa.float64()),
             ("lead_at", pa.timestamp("us"))]
        ),
    )  # fmt: skip
    table = money.influenced(
        ibis.memtable(journeys), ibis.memtable(outcomes), marketing_channels=MARKETING
    )
    (row,) = table.to_pyarrow().to_pylist()
    return tuple(
        row[name]
        for name in ("n_won", "n_influenced", "won_amount", "influenced_amount", "n_followed")
    )


@pytest.mark.parametrize(
    ("touches", "cases", "expected"),
    [
        pytest.param(
            [("1", "web", day(2)), ("1", "ads", day(5))],
            [("1", "won", 10.0, day(2))],
            (1, 1, 10.0, 10.0, 1),
            id="touched after the lead was made",
        ),
        pytest.param(
            [("1", "web", day(2))],
            [("1", "won", 10.0, day(2)), ("2", "won", 5.0, day(2))],
            (2, 0, 15.0, None, 0),
            id="the gesture that made the lead is its origin",
        ),
        pytest.param(
            [("1", "referral", day(9))], [("1", "won", None, day(2))], (1, 0, None, None, 1),
            id="not marketing's",
        ),
        pytest.param(
            [("1", "web", day(1)), ("1", "web", day(1))], [("1", "won", 7.0, None)],
            (1, 1, 7.0, 7.0, 1), id="without a lead any touchpoint counts, once",
        ),
        pytest.param(
            [("1", "web", day(9))], [("1", "lost", 7.0, day(2))], (0, 0, None, None, 0), id="no win"
        ),
    ],
)  # fmt: skip
def test_influenced_counts_a_win_once(touches, cases, expected):
    assert influenced(touches, cases) == expected
