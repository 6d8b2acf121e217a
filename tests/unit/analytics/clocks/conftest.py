"""A small company: calendar of Québec, two representatives, one agreement; tables from rows."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa
import pytest

from boucle.agreement.calendar import BusinessCalendar
from boucle.agreement.schema.clocks import Clock, ClockRules
from boucle.agreement.schema.commitments import Target
from boucle.language import Text
from boucle.tables import BOOKKEEPING, TABLES, Table

ZONE = ZoneInfo("America/Toronto")
_DAY = [(time(8, 30), time(12)), (time(13), time(17))]
_FRIDAY = [(time(8, 30), time(12)), (time(13), time(16))]
HOLIDAYS = {date(2026, 5, 18), date(2026, 6, 24), date(2026, 7, 1)}
CALENDAR = BusinessCalendar(
    "America/Toronto", {**dict.fromkeys(range(4), _DAY), 4: _FRIDAY}, HOLIDAYS
)
LABEL = {"fr": "Horloge", "en": "Clock"}


def at(text):
    """Return a moment on the wall clock in Montréal as the engine holds it."""
    return aware(text).replace(tzinfo=None)


def aware(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def table(name, rows):
    # As a workspace gives them: what the lake adds stands beside the table's own columns.
    schema = Table("lake", "fact", Text(fr="", en=""), (), BOOKKEEPING).ibis_schema().to_pyarrow()
    schema = pa.schema([*TABLES[name].ibis_schema().to_pyarrow(), *schema])
    key = TABLES[name].key[0]
    whole = [
        {field.name: _value(field, row.get(field.name)) for field in schema}
        | {key: row.get(key, f"{name}-{n}")}
        for n, row in enumerate(rows)
    ]
    return ibis.memtable(pa.Table.from_pylist(whole, schema=schema))


def _value(field, value):
    """Read texts in columns of time: local moments, days."""
    if isinstance(value, str) and pa.types.is_timestamp(field.type):
        return at(value)
    if isinstance(value, str) and pa.types.is_date(field.type):
        return date.fromisoformat(value)
    return value


def tables(**rows):
    names = (
        "leads", "touchpoints", "stage_changes", "handoffs", "dispositions", "activities",
        "marketing_replies", "nurture_entries", "pauses",
    )  # fmt: skip
    return SimpleNamespace(**{name: table(name, rows.get(name, [])) for name in names})


def clock(code, starts, stops, *, time="business", party="sales"):
    return Clock(code=code, label=LABEL, starts=starts, stops=stops, time=time, party=party)


SPEED = clock("SPEED", "handed_over", "first_human_attempt")
ANSWER = clock("ANSWER", "handed_over", "answered")
DEPTH = clock("DEPTH", "first_attempt", "depth_reached")
ROUTE = clock("ROUTE", "trigger_gesture", "handed_over", time="civil", party="marketing")
LIVED = clock("LIVED", "trigger_gesture", "first_human_attempt", time="civil", party=None)
UPDATE = clock("UPDATE", "exchange_end", "record_updated")
REPLY = clock("REPLY", "rejection", "reply_given", party="marketing")
NURTURE = clock("NURTURE", "recycling", "nurture_entered", party="marketing")
RECALL = clock("RECALL", "recall_due", "contact_resumed")


def promise(code, clock_code, **targets):
    return SimpleNamespace(code=code, clock=clock_code, targets=targets)


def within(text, share=0.9):
    return Target(within=text, share=share)


def agreement(version="1.0.0", *, promises=None, clocks=None):
    return SimpleNamespace(
        version=version,
        time_zone="America/Toronto",
        business_calendar=CALENDAR,
        clocks=clocks or (SPEED,),
        clock_rules=ClockRules(),
        reasons=(SimpleNamespace(code="R-01", is_founded=True),),
        sales_commitments=promises
        if promises is not None
        else (
            promise(
                "V-02",
                "SPEED",
                direct_request=within("business:PT30M"),
                **{"*": within("business:PT16H")},
            ),
        ),
        marketing_commitments=(),
    )


IN_FORCE = [(aware("2026-01-05T00:00"), agreement())]


@pytest.fixture(autouse=True)
def _one_calendar(monkeypatch):
    """The stand-in agreements bring their calendar ready made; real ones make their own."""
    real = BusinessCalendar.of

    def of(_cls, terms):
        return getattr(terms, "business_calendar", None) or real(terms)

    monkeypatch.setattr(BusinessCalendar, "of", classmethod(of))


def kept(step):
    return ibis.memtable(step.to_pyarrow())


@pytest.fixture
def company():
    """All of the above, under one name."""
    return SimpleNamespace(**{k: v for k, v in globals().items() if not k.startswith("_")})


def listed(result, *columns):
    rows = result.select(*columns).to_pyarrow().to_pylist() if columns else None
    rows = rows if rows is not None else result.to_pyarrow().to_pylist()
    return sorted((tuple(row.values()) for row in rows), key=repr)


def handoff(handed_over_at, *, lead="L", key="H", lead_type="direct_request", to="ana"):
    return {
        "handoff_id": key, "lead_id": lead, "to_user_id": to, "lead_type": lead_type,
        "handed_over_at": handed_over_at,
    }  # fmt: skip


def call(occurred_at, **more):
    return {"lead_id": "L", "kind": "call", "is_human": True, "occurred_at": occurred_at} | more
