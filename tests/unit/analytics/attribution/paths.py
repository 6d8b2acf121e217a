"""Journeys written as short paths, for the models that read channels and outcomes only."""

from datetime import datetime, timedelta

import ibis
import pyarrow as pa

START = datetime(2026, 1, 1)
SCHEMA = pa.schema(
    [
        ("case_id", "string"),
        ("position", "int64"),
        ("occurred_at", pa.timestamp("us")),
        ("channel", "string"),
        ("weight", "float64"),
        ("milestone", "string"),
        ("outcome", "string"),
        ("decided_at", pa.timestamp("us")),
        ("amount", "float64"),
    ]
)


def path_rows(paths):
    """Return the rows of `(channels, outcome, amount)`, a touchpoint a day; "-" is unknown."""
    return [
        {
            "case_id": f"case{number}",
            "position": place + 1,
            "occurred_at": START + timedelta(days=place),
            "channel": None if channel == "-" else channel,
            "weight": 1.0,
            "milestone": None,
            "outcome": outcome,
            "decided_at": START + timedelta(days=365),
            "amount": amount,
        }
        for number, (channels, outcome, amount) in enumerate(paths)
        for place, channel in enumerate(channels)
    ]


def path_table(paths, *, order=None):
    rows = path_rows(paths)
    return pa.Table.from_pylist(order(rows) if order else rows, schema=SCHEMA)


def journeys_of(*paths):
    return ibis.memtable(path_table(paths))


def credited(table, *columns, by="channel"):
    rows = table.to_pyarrow().to_pylist()
    names = columns or ("credit_wins", "credit_amount")
    return {row[by]: tuple(row[name] for name in names) for row in rows}
