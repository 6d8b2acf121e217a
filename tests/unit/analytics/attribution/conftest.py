"""Touchpoints, outcomes and journeys from short rows: days count from January 1, 2026."""

from datetime import datetime, timedelta

import ibis
import pyarrow as pa
import pytest

START = datetime(2026, 1, 1)
MOMENT = pa.timestamp("us")
TOUCHES = pa.schema(
    [
        ("touchpoint_id", "string"),
        ("contact_id", "string"),
        ("occurred_at", MOMENT),
        ("channel", "string"),
        ("campaign_id", "string"),
        ("kind", "string"),
        ("evidence", "string"),
    ]
)
CASES = pa.schema(
    [
        ("case_id", "string"),
        ("contact_id", "string"),
        ("outcome", "string"),
        ("decided_at", MOMENT),
        ("amount", pa.decimal128(18, 6)),
        ("lead_at", MOMENT),
        ("opportunity_at", MOMENT),
        ("month", "string"),
    ]
)


def _at(day):
    return None if day is None else START + timedelta(days=day)


def _table(rows, schema, moments):
    whole = [{**dict.fromkeys(schema.names), **row} for row in rows]
    for row in whole:
        row.update({name: _at(row[name]) for name in moments})
    return ibis.memtable(pa.Table.from_pylist(whole, schema=schema))


@pytest.fixture(scope="session")
def touches():
    """Rows of `(day, channel, …more columns)`; ids in the order written, one person P."""

    def build(*rows):
        whole = [
            {
                "touchpoint_id": f"t{place}",
                "contact_id": "P",
                "occurred_at": row[0],
                "channel": row[1],
                "evidence": "observed",
                **(row[2] if len(row) > 2 else {}),
            }
            for place, row in enumerate(rows)
        ]
        return _table(whole, TOUCHES, ["occurred_at"])

    return build


@pytest.fixture(scope="session")
def cases():
    """Rows of columns; a won case W of person P worth 100, decided on day 100, is the default."""

    def build(*rows):
        default = {"case_id": "W", "contact_id": "P", "outcome": "won", "decided_at": 100}
        whole = [{**default, "amount": 100, **row} for row in rows or ({},)]
        return _table(whole, CASES, ["decided_at", "lead_at", "opportunity_at"])

    return build
