"""A made-up company small enough to work by hand, as tables that a report can read.

Months are cut and days counted in Toronto (UTC-5 until 8 March 2026, 02:00, then UTC-4). Noon there
is 17:00 UTC before that day and 16:00 after it. Follow-up ends on 30 April at noon.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import ibis
import pyarrow as pa

from boucle.agreement import parse
from boucle.agreement.starter import starter_text
from boucle.tables import TABLES

UNTIL = datetime(2026, 4, 30, 16, 0, tzinfo=UTC)
AS_OF = datetime(2026, 5, 10, 12, 0, tzinfo=UTC)


class FakeTables:
    """Canonical tables from rows: by attribute and by name, as a workspace gives them."""

    def __init__(self, rows, *, as_of=AS_OF, observed_until=UNTIL):
        self.as_of, self.observed_until = as_of, observed_until
        self._rows, self._made = rows, {}

    def __getattr__(self, name):
        if name.startswith("_") or name not in TABLES:
            raise AttributeError(name)
        return self.table(name)

    def table(self, name):
        if name not in self._made:
            schema = TABLES[name].ibis_schema().to_pyarrow()
            rows = [
                {field.name: _typed(row.get(field.name), field.type) for field in schema}
                for row in self._rows.get(name, [])
            ]
            self._made[name] = ibis.memtable(pa.Table.from_pylist(rows, schema=schema))
        return self._made[name]


def _typed(value, kind):
    if value is None:
        return None
    if pa.types.is_decimal(kind):
        return Decimal(str(value))
    if pa.types.is_timestamp(kind) and isinstance(value, str):
        return datetime.fromisoformat(value)
    if pa.types.is_date(kind):
        return date.fromisoformat(value)
    return value


def agreement(**changes):
    """The starter agreement with a half-life of 10 days, so that decay is 1/2, 1/4, 1/8."""
    text = starter_text().replace("half_life_days: 90", "half_life_days: 10")
    for old, new in changes.items():
        text = text.replace(f"{old}: ", f"{old}: {new} # ", 1)
    return parse(text, name="starter.yaml")


def lead(number, opened_at, *, contact=None, **more):
    contact = f"k{number:02}" if contact is None else contact
    return {
        "lead_id": f"L{number:02}",
        "contact_id": contact or None,
        "opened_at": opened_at,
        **more,
    }


def touch(name, contact, occurred_at, channel, campaign=None, **more):
    return {
        "touchpoint_id": name,
        "contact_id": contact,
        "occurred_at": occurred_at,
        "channel": channel,
        "campaign_id": campaign,
        "kind": "form",
        "evidence": "observed",
        "is_offline": False,
        **more,
    }


def deal(number, lead_number, created_at, outcome, amount=None, closed_at=None, **more):
    return {
        "opportunity_id": f"O{number:02}",
        "lead_id": None if lead_number is None else f"L{lead_number:02}",
        "created_at": created_at,
        "outcome": outcome,
        "amount": amount,
        "closed_at": closed_at,
        **more,
    }


def changes(number, *stages):
    """Stage changes of a lead: pairs of stage and moment."""
    return [
        {
            "stage_change_id": f"L{number:02}#{stage}",
            "subject": "lead",
            "subject_id": f"L{number:02}",
            "to_stage": stage,
            "occurred_at": at,
        }
        for stage, at in stages
    ]


def spent(name, on, amount, *, channel=None, campaign=None, currency="CAD", hours=None):
    return {
        "spend_id": name,
        "spent_on": on,
        "channel": channel,
        "campaign_id": campaign,
        "amount": amount,
        "currency": currency,
        "hours": hours,
    }


def small_company():
    """Return the rows of the company, by table."""
    return {
        "accounts": [{"account_id": "A1", "name": "Fonderie Exemple"}],
        "contacts": [
            {"contact_id": f"k{number:02}", "account_id": "A1" if number == 1 else None}
            for number in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11)
        ],
        "campaigns": [
            {
                "campaign_id": "c-search",
                "name": "Search Canada",
                "channel": "paid_search",
                "starts_on": "2026-01-01",
                "effect_delay_days": 30,
            },
            {"campaign_id": "c-us", "name": "Search US", "channel": "paid_search"},
            {
                "campaign_id": "c-web",
                "name": "Webinars",
                "channel": "webinar",
                "starts_on": "2026-01-01",
                "judged_on": "2026-06-30",
            },
        ],
        "leads": [
            lead(1, "2026-01-05T17:00"),
            lead(2, "2026-01-10T17:00"),
            lead(3, "2026-01-12T17:00"),
            lead(4, "2026-02-01T03:00"),  # 31 January, 22:00 in Toronto
            lead(5, "2026-02-03T17:00"),
            lead(6, "2026-02-05T17:00"),
            lead(7, "2026-02-10T17:00"),
            lead(8, "2026-02-12T17:00"),
            lead(9, "2026-03-15T17:00", contact="k08", previous_lead_id="L08"),
            lead(10, "2026-03-01T17:00"),
            lead(11, "2026-03-05T17:00"),
            lead(12, "2026-03-20T17:00", contact=""),
            lead(13, "2026-05-02T17:00"),  # after the end of follow-up
        ],
        "touchpoints": [
            # The rule of the agreement finds this one's channel: google, cpc.
            touch("t01a", "k01", "2026-01-05T17:00", None, "c-search",
                  origin_source="Google", medium="CPC"),
            touch("t01b", "k01", "2026-01-15T17:00", "webinar", "c-web", kind="webinar_attended"),
            touch("t01c", "k01", "2026-02-04T17:00", None, kind="ad_impression",
                  evidence="impression"),
            touch("t01d", "k01", "2026-02-14T17:00", "email"),  # at the signature: not before it
            touch("t02", "k02", "2026-01-10T16:00", "paid_search", "c-search"),
            touch("t03", "k03", "2026-01-12T16:00", "webinar", "c-web"),
            touch("t05", "k05", "2026-02-03T17:00", "paid_search", "c-search"),
            touch("t06", "k06", "2026-02-05T17:00", "paid_search", "c-us"),
            touch("t07a", "k07", "2026-02-10T17:00", "webinar", "c-web"),
            touch("t07b", "k70", "2026-03-02T17:00", None, kind="call", is_offline=True),
            touch("t08", "k08", "2026-02-12T16:00", "webinar", "c-web"),
            touch("t10", "k10", "2026-03-01T16:00", "paid_search", "c-search"),
            touch("t11", "k11", "2026-03-05T16:00", "webinar"),
            touch("t99", "k01", "2026-05-02T16:00", "email"),
        ],
        "stage_changes": [
            *changes(1, ("mql", "2026-01-06T17:00"), ("sal", "2026-01-07T17:00"),
                     ("sql", "2026-01-15T17:00")),
            *changes(2, ("mql", "2026-01-11T17:00"), ("disqualified", "2026-01-20T17:00")),
            *changes(3, ("mql", "2026-01-13T17:00"), ("sal", "2026-01-14T17:00"),
                     ("sql", "2026-01-20T17:00")),
            *changes(5, ("mql", "2026-02-04T17:00")),
            *changes(6, ("mql", "2026-02-06T17:00"), ("sal", "2026-02-07T17:00")),
            *changes(7, ("mql", "2026-02-11T17:00"), ("sal", "2026-02-12T17:00"),
                     ("sql", "2026-02-13T17:00")),
            *changes(8, ("recycled", "2026-03-04T17:00")),
            *changes(10, ("mql", "2026-03-03T17:00")),
            *changes(11, ("mql", "2026-03-06T17:00")),
            *changes(12, ("mql", "2026-05-02T17:00")),  # after the end of follow-up
        ],
        "opportunities": [
            deal(1, 1, "2026-01-20T17:00", "won", 10_000, "2026-02-14T17:00", margin_share=0.5,
                 account_id="A1", service="audit"),
            deal(3, 3, "2026-01-20T17:00", "lost", 4_000, "2026-02-11T17:00"),
            deal(4, 4, "2026-02-05T17:00", "won", 1_000, "2026-04-01T03:30"),  # 31 March, 23:30
            deal(5, 5, "2026-02-10T17:00", "won", None, "2026-02-23T17:00"),
            deal(6, 6, "2026-02-10T17:00", "won", 500, "2026-02-20T17:00", currency="USD"),
            deal(7, 7, "2026-03-06T17:00", "won", 1_000, "2026-03-10T16:00", currency="USD",
                 margin_share=0.25),
            deal(10, 10, "2026-03-10T16:00", "open", 3_000),
            deal(11, 11, "2026-03-10T16:00", "won", 9_000, "2026-05-05T16:00"),  # later: open here
            deal(13, 13, "2026-05-03T16:00", "open", 2_000),
            deal(20, None, "2026-01-20T17:00", "lost", 700, "2026-03-01T17:00",
                 primary_campaign_id="c-web"),
        ],
        "opportunity_contacts": [{"opportunity_id": "O07", "contact_id": "k70"}],
        "exchange_rates": [{"rate_on": "2026-03-01", "currency": "USD", "rate": 1.4}],
        "spend": [
            spent("s1", "2026-01-03", 1_000, campaign="c-search"),
            spent("s2", "2026-01-20", 500, channel="webinar", campaign="c-web", hours=4.0),
            spent("s3", "2026-02-10", 200, campaign="c-us", currency="USD"),  # before any rate
            spent("s4", "2026-03-05", 100, campaign="c-us", currency="USD"),
            spent("s5", "2026-02-15", 300, channel="webinar"),
            spent("s6", "2026-05-02", 50, campaign="c-search"),  # after the period
            spent("s7", "2025-12-20", 250, campaign="c-search"),  # a month without a lead
        ],
    }  # fmt: skip
