import ibis
import pyarrow as pa
import pytest

from boucle.analytics import lifecycle
from boucle.errors import MissingColumnsError


def deals(*rows):
    names = ("channel", "outcome", "amount")
    schema = pa.schema(
        [
            ("opportunity_id", pa.string()),
            ("channel", pa.string()),
            ("outcome", pa.string()),
            ("amount", pa.float64()),
        ]
    )
    full = [
        {"opportunity_id": str(n)} | dict(zip(names, row, strict=True))
        for n, row in enumerate(rows)
    ]
    return ibis.memtable(pa.Table.from_pylist(full, schema=schema))


NOT_SHOWN = {
    "win_share": None,
    "win_share_low": None,
    "win_share_high": None,
    "win_share_reason": "n_under_10",
}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [("web", "won", 100.0), ("web", "won", None), ("web", "open", 30.0)],
            {
                "n_opportunities": 3,
                "n_won": 2,
                "n_lost": 0,
                "n_open": 1,
                "n_won_without_amount": 1,
                "won_amount": 100.0,
                "pipeline_amount": 30.0,
            },
            id="a win without an amount is counted",
        ),
        pytest.param(
            [("web", "won", None), ("web", "lost", 5.0)],
            {
                "n_opportunities": 2,
                "n_won": 1,
                "n_lost": 1,
                "n_open": 0,
                "n_won_without_amount": 1,
                "won_amount": None,
                "pipeline_amount": 0.0,
            },
            id="no amount is null, nothing open is 0",
        ),
    ],
)
def test_snapshot_of_one_channel(rows, expected):
    (row,) = lifecycle.snapshot(deals(*rows), by="channel").to_pyarrow().to_pylist()

    assert row == {"channel": "web"} | expected | NOT_SHOWN


def test_snapshot_win_share_leaves_open_deals_out():
    rows = [("web", "won", 1.0)] * 45 + [("web", "lost", 1.0)] * 15 + [("web", "open", 1.0)] * 40

    (row,) = lifecycle.snapshot(deals(*rows)).to_pyarrow().to_pylist()

    shown = {
        name: round(value, 3) for name, value in row.items() if name.startswith("win") and value
    }
    assert shown == {"win_share": 0.75, "win_share_low": 0.628, "win_share_high": 0.842}


def test_snapshot_names_the_column_it_lacks():
    with pytest.raises(MissingColumnsError) as missing:
        lifecycle.snapshot(deals().drop("amount"))

    assert missing.value.missing == ("amount",)
