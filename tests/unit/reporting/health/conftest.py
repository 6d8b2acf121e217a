"""A healthy company, small enough to read, and ways to spoil it.

Toronto is at UTC-4 all along. Follow-up ends on 30 April 2026 at noon there.
"""

from __future__ import annotations

import copy
from datetime import UTC, datetime

import ibis
import pyarrow as pa
import pytest

from boucle.reporting.frame import Frame
from boucle.reporting.health.health import Health
from boucle.tables import BOOKKEEPING, TABLES, Table

UNTIL = datetime(2026, 4, 30, 16, tzinfo=UTC)
AS_OF = datetime(2026, 5, 4, 12, tzinfo=UTC)
_KEPT = tuple(each for each in BOOKKEEPING if each.name in {"source", "source_id", "entered_at"})


def healthy():
    """Return the rows of a company in which nothing is wrong."""
    stages = [
        ("L2", "mql", "2026-03-10T15:00"), ("L2", "sal", "2026-03-11T15:00"),
        ("L2", "sql", "2026-03-12T15:00"), ("L3", "mql", "2026-03-11T15:00"),
        ("L4", "mql", "2026-04-11T15:00"),
    ]  # fmt: skip
    return {
        "accounts": [{"account_id": "A1", "name": "Fonderie Exemple"}],
        "contacts": [
            {"contact_id": f"K{n}", "account_id": "A1", "email": f"k{n}@fonderie.example"}
            for n in (1, 2, 3, 4)
        ],
        "users": [{"user_id": "U1", "team": "sales", "name": "Colleague One"}],
        "campaigns": [{"campaign_id": "C1", "name": "Search", "channel": "paid_search"}],
        "touchpoints": [
            {
                "touchpoint_id": f"T{n}", "contact_id": f"K{n}", "occurred_at": at,
                "origin_source": "google", "medium": "cpc", "campaign_id": "C1",
                "kind": "white_paper",
            }
            for n, at in ((1, "2026-03-01T15:05"), (2, "2026-03-09T15:00"),
                          (3, "2026-03-10T15:00"), (4, "2026-04-10T15:00"))
        ],
        "leads": [
            {"lead_id": f"L{n}", "contact_id": f"K{n}", "opened_at": at, "owner_id": "U1"}
            for n, at in ((1, "2026-03-01T16:05"), (2, "2026-03-09T16:00"),
                          (3, "2026-03-10T16:00"), (4, "2026-04-10T16:00"))
        ],
        "stage_changes": [
            {"stage_change_id": f"{lead}#{stage}", "subject": "lead", "subject_id": lead,
             "to_stage": stage, "occurred_at": at, "actor_id": "U1", "entered_at": at}
            for lead, stage, at in stages
        ],
        "handoffs": [
            {"handoff_id": f"H{n}", "lead_id": f"L{n}", "to_user_id": "U1", "handed_over_at": at}
            for n, at in ((2, "2026-03-10T16:00"), (3, "2026-03-11T16:00"),
                          (4, "2026-04-11T16:00"))
        ],
        "dispositions": [
            {"disposition_id": f"D{n}", "lead_id": f"L{n}", "handoff_id": f"H{n}", "user_id": "U1",
             "occurred_at": at, "answer": "accepted"}
            for n, at in ((2, "2026-03-10T17:00"), (3, "2026-03-11T17:00"))
        ],
        "activities": [
            {"activity_id": f"V{n}", "lead_id": f"L{n}", "opportunity_id": f"O{n}", "user_id": "U1",
             "occurred_at": at, "kind": "call", "is_human": True}
            for n, at in ((2, "2026-03-13T15:00"), (3, "2026-03-14T15:00"),
                          (4, "2026-04-20T15:00"))
        ],
        "opportunities": [
            deal(2, "won", 10_000, closed_at="2026-04-02T15:00"),
            deal(3, "lost", 8_000, closed_at="2026-04-03T15:00", lost_reason="price"),
            deal(4, "open", 9_000, created_at="2026-04-12T15:00", expected_close_on="2026-06-30"),
        ],
        "contracts": [{"contract_id": "X1", "account_id": "A1", "opportunity_id": "O2",
                       "starts_on": "2026-04-02"}],
        "spend": [
            {"spend_id": f"S{n}", "spent_on": on, "channel": "paid_search", "campaign_id": "C1",
             "amount": 1_000, "currency": "CAD"}
            for n, on in ((1, "2026-03-05"), (2, "2026-04-05"))
        ],
    }  # fmt: skip


def deal(n, outcome, amount=None, *, lead="", created_at="2026-03-12T15:00", **more):
    return {
        "opportunity_id": f"O{n}", "lead_id": lead if lead != "" else f"L{n}", "account_id": "A1",
        "owner_id": "U1", "amount": amount, "currency": "CAD", "created_at": created_at,
        "outcome": outcome, **more,
    }  # fmt: skip


class Known:
    """Canonical tables from rows, with the bookkeeping that checks read."""

    as_of, observed_until = AS_OF, UNTIL

    def __init__(self, rows, typed):
        self._rows, self._typed, self._made = rows, typed, {}

    def __getattr__(self, name):
        if name.startswith("_") or name not in TABLES:
            raise AttributeError(name)
        return self.table(name)

    def table(self, name):
        if name not in self._made:
            own = TABLES[name]
            schema = Table(
                own.name, own.kind, own.grain, own.key, (*own.columns, *_KEPT)
            ).ibis_schema().to_pyarrow()  # fmt: skip
            rows = [
                {field.name: self._typed({"source": "crm", **row}.get(field.name), field.type)
                 for field in schema}
                for row in self._rows.get(name, [])
            ]  # fmt: skip
            self._made[name] = ibis.memtable(pa.Table.from_pylist(rows, schema=schema))
        return self._made[name]


@pytest.fixture(scope="session")
def health_of(made_up, agreement):
    """Check a company, from its rows."""

    def health_of(rows, **more):
        return Health(Frame(Known(rows, made_up._typed), agreement), **more)

    return health_of


@pytest.fixture
def company():
    """The rows of the healthy company, to be spoilt."""
    return healthy()


@pytest.fixture(scope="session")
def healthy_rows():
    return healthy()


@pytest.fixture(scope="session")
def spoilt_health(health_of):
    """A company with every fault that one row can have."""
    return health_of(_spoilt(copy.deepcopy(healthy())))


@pytest.fixture(scope="session")
def spoilt(spoilt_health):
    """Its findings, by code and place."""
    return {(each.code, each.table, each.column): each for each in spoilt_health.findings}


def _spoilt(rows):
    late = {"created_at": "2026-04-12T15:00", "expected_close_on": "2026-06-30"}
    rows["opportunities"] += [
        deal(10, "won", None, lead="L2", closed_at="2026-04-04T15:00"),
        deal(11, "won", 12_000, lead="L2"),
        deal(12, "lost", 5_000, lead="L3", lost_reason="price"),
        deal(13, "lost", 5_001, lead="L3", closed_at="2026-04-04T15:00"),
        deal(14, "open", 7_000, lead="L4", closed_at="2026-04-20T15:00", **late),
        deal(15, "open", None, lead="L4", **late),
        deal(16, "open", 6_000, lead="L4", created_at="2026-04-12T15:00",
             expected_close_on="2026-04-15"),
        deal(17, "open", 6_500, lead="L4", created_at="2026-04-12T15:00"),
        deal(18, "open", 6_600, lead="L1", created_at="2026-02-01T15:00",
             expected_close_on="2026-06-30"),
        deal(19, "won", 3_000, lead="L2", closed_at="2026-03-11T15:00"),
        deal(20, "won", 2_000, lead="L4", created_at="2026-04-01T15:00",
             closed_at="2026-04-09T15:00"),
        deal(21, "lost", -50, lead="L3", closed_at="2026-04-04T15:00", lost_reason="price"),
        deal(22, "won", 900, lead="L2", closed_at="2026-04-04T15:00") | {"currency": "EUR"},
        deal(23, "won", 4_000, lead=None, closed_at="2026-04-05T15:00"),
        deal(24, "lost", 4_500, lead="L3", closed_at="2026-04-05T15:00", lost_reason="price")
        | {"owner_id": None},
        deal(25, "lost", 4_600, lead="L99", closed_at="2026-04-05T15:00", lost_reason="price"),
        deal(26, "lost", 4_700, lead="L3", closed_at="2026-05-05T15:00", lost_reason="price"),
        deal(27, "lost", 8_000, lead="L3", closed_at="2026-04-03T15:00", lost_reason="price"),
        deal(28, "lost", 4_800, lead=None, created_at=None, closed_at="2026-04-05T15:00",
             lost_reason="price") | {"owner_id": None},
    ]  # fmt: skip
    rows["leads"] += [
        {"lead_id": "L5", "contact_id": "K5", "opened_at": "2026-04-12T16:00", "owner_id": "U1"},
        {"lead_id": "L6", "contact_id": "K1", "opened_at": None, "owner_id": "U1",
         "origin_touchpoint_id": "T1"},
        {"lead_id": "L7", "contact_id": None, "opened_at": "2026-04-12T17:00", "owner_id": None},
        {"lead_id": "L8", "contact_id": "K9", "opened_at": "2026-02-12T17:00", "owner_id": "U1",
         "origin_touchpoint_id": "T1"},
    ]  # fmt: skip
    rows["contacts"] += [
        {"contact_id": "K5", "email": " "},
        {"contact_id": "K6", "email": " K1@Fonderie.example"},
        {"contact_id": "K7", "email": "k1@fonderie.example"},
    ]
    rows["touchpoints"] += [
        {"touchpoint_id": "T10", "occurred_at": "2026-04-01T15:00", "origin_source": "google"},
        {"touchpoint_id": "T11", "contact_id": "K2", "occurred_at": "2026-05-20T15:00",
         "origin_source": "google", "medium": "cpc"},
        {"touchpoint_id": "T12", "contact_id": "K2", "occurred_at": "2026-04-02T15:00",
         "origin_source": "pigeon"},
        {"touchpoint_id": "T13", "contact_id": "K2", "occurred_at": "2026-04-03T15:00"},
        {"touchpoint_id": "T14", "contact_id": "K2", "occurred_at": "2026-04-04T15:00",
         "channel": "smoke_signals"},
        {"touchpoint_id": "T15", "contact_id": "K2", "occurred_at": "2026-03-09T15:00",
         "origin_source": "google", "medium": "cpc", "campaign_id": "C1", "kind": "white_paper"},
    ]  # fmt: skip
    rows["stage_changes"] += [
        {"stage_change_id": "L4#sal", "subject": "lead", "subject_id": "L4", "to_stage": "sal",
         "occurred_at": "2026-04-11T10:00", "entered_at": "2026-04-11T10:00", "actor_id": "U1"},
        {"stage_change_id": "L98#sal", "subject": "lead", "subject_id": "L98", "to_stage": "sal",
         "occurred_at": "2026-04-11T10:00", "entered_at": "2026-04-11T10:00", "actor_id": "U1"},
    ]  # fmt: skip
    rows["dispositions"] += [
        {"disposition_id": "D10", "lead_id": "L1", "user_id": "U9", "answer": "accepted",
         "occurred_at": "2026-03-12T17:00"},
        {"disposition_id": "D11", "lead_id": "L4", "user_id": "U1", "answer": "accepted",
         "occurred_at": "2026-04-11T15:59"},
    ]  # fmt: skip
    rows["activities"] += [
        # On the day after the loss, then a week after it.
        {"activity_id": "V10", "opportunity_id": "O3", "occurred_at": "2026-04-04T15:00",
         "kind": "call"},
        {"activity_id": "V11", "opportunity_id": "O3", "occurred_at": "2026-04-10T15:00",
         "kind": "call"},
    ]  # fmt: skip
    rows["spend"] += [
        {"spend_id": "S10", "spent_on": "2026-04-06", "amount": 70},
        {"spend_id": "S11", "spent_on": "2026-04-07", "amount": 80, "channel": "email",
         "currency": "EUR"},
        {"spend_id": "S12", "spent_on": "2026-04-08", "amount": -30, "channel": "email"},
        {"spend_id": "S13", "spent_on": "2026-04-09", "amount": 60, "channel": "email",
         "campaign_id": "C9"},
        {"spend_id": "S14", "spent_on": "2026-04-05", "amount": 1_000, "channel": "paid_search",
         "campaign_id": "C1", "currency": "CAD"},
    ]  # fmt: skip
    return rows
