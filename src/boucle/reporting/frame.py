"""What every report groups: leads, deals, spend and credit, in the engine, as of one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import ibis

from boucle.analytics import attribution, facts, lifecycle
from boucle.figures.local_time import local_moment, local_month
from boucle.figures.moment import engine_moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.agreement.schema import Agreement
    from boucle.analytics.scoring import CaseTables
    from boucle.warehouse.reading import Tables

# The zone in which moments that are on a wall clock already are read.
WALL = "Etc/UTC"

# What cases are grouped by, in reports and commands.
GROUPS = ("channel", "campaign_id", "month", "owner_id", "territory", "persona", "service")

# What reports and conditions read of a touchpoint, and the words that say its channel.
_OF_TOUCHPOINTS = (
    "touchpoint_id",
    "contact_id",
    "occurred_at",
    "channel",
    "origin_source",
    "medium",
    "campaign_id",
    "kind",
    "content",
    "evidence",
    "is_offline",
)

MODELS = (
    "first_touch",
    "last_touch",
    "linear",
    "position_based",
    "time_decay",
    "w",
    "full_path",
)


@dataclass(frozen=True)
class _WithChannels:
    tables: Tables
    touchpoints: ir.Table

    def __getattr__(self, name: str) -> ir.Table:
        return self.tables.table(name)


@dataclass(frozen=True)
class Frame:
    """The tables that reports and commands group, each computed once and kept in the engine.

    `month` (``2026-10``) leaves only the cohort of that month: its leads, and its deals by the
    month in which their lead was opened.
    """

    tables: Tables
    agreement: Agreement
    month: str | None = None
    with_personas: bool = False

    @property
    def zone(self) -> str:
        """The agreement's time zone, in which days and months are cut."""
        return self.agreement.time_zone

    @property
    def currency(self) -> str:
        """The agreement's currency, in which amounts are."""
        return self.agreement.currency

    @property
    def until(self) -> datetime:
        """The end of follow-up (UTC)."""
        return self.tables.observed_until

    @property
    def until_on_the_wall(self) -> datetime:
        """The end of follow-up on the wall clock of `zone`, to be read with `WALL`."""
        return self.until.astimezone(ZoneInfo(self.zone)).replace(tzinfo=UTC)

    @cached_property
    def touchpoints(self) -> ir.Table:
        """Touchpoints until the end of follow-up, each with its channel and its month."""
        placed = facts.assign_channels(self._known_touchpoints, self.channel_ways)
        dated = placed.mutate(month=local_month(placed.occurred_at, self.zone))
        return dated.drop("medium").cache()

    @cached_property
    def channel_ways(self) -> ir.Table:
        """The ways in which touchpoints come, each with its channel and how many they are."""
        channels = self.agreement.channels
        return facts.channel_ways(self._known_touchpoints, self.tables.campaigns, channels).cache()

    @property
    def _known_touchpoints(self) -> ir.Table:
        known = self.tables.touchpoints
        # A million rows: what nobody asks for is not carried through the join.
        return known.filter(known.occurred_at <= engine_moment(self.until)).select(_OF_TOUCHPOINTS)

    @property
    def case_tables(self) -> CaseTables:
        """The tables that scoring reads: as known, with the channels of touchpoints named."""
        return cast("CaseTables", _WithChannels(self.tables, self.touchpoints))

    @cached_property
    def personas(self) -> ir.Table | None:
        """The persona of each lead, or None where nobody asked for it."""
        if not self.with_personas:
            return None
        # Optional: even the few facts that personas read are those of every lead.
        from boucle.analytics import scoring

        found = scoring.case_facts(
            self.case_tables,
            self.agreement,
            moment=self.until,
            columns=("persona",),
            materialise=lambda table: table.cache(),
        )
        return found.cache()

    @cached_property
    def lead_cases(self) -> ir.Table:
        """One row per lead, with what reports group by."""
        tables = self.tables
        cases = facts.lead_cases(
            tables.leads,
            tables.contacts,
            tables.accounts,
            self.touchpoints,
            zone=self.zone,
            until=self.until,
            personas=self.personas,
        )
        return cases.cache()

    @cached_property
    def deal_cases(self) -> ir.Table:
        """One row per deal, with what reports group by, and its margin."""
        tables = self.tables
        cases = facts.deal_cases(
            tables.opportunities,
            self.lead_cases,
            tables.accounts,
            tables.users,
            tables.exchange_rates,
            campaigns=tables.campaigns,
            zone=self.zone,
            until=self.until,
            currency=self.currency,
        )
        margins = tables.opportunities.select(own_margin="margin_share", margin_of="opportunity_id")
        joined = cases.left_join(margins, [("opportunity_id", "margin_of")])
        # A deal that does not say its margin has that of its service in the agreement.
        of_service = [
            (joined.service == each.code, ibis.literal(float(each.margin_share)))
            for each in self.agreement.services
            if each.margin_share is not None
        ]
        usual = ibis.cases(*of_service) if of_service else ibis.null("float64")
        margin = ibis.coalesce(joined.own_margin, usual)
        return joined.mutate(margin_share=margin).drop("margin_of", "own_margin").cache()

    @cached_property
    def leads(self) -> ir.Table:
        """The leads of the cohort, each with the moments at which it was recorded in a stage."""
        known = lifecycle.stages(
            self.tables.leads, self.tables.stage_changes, self.tables.opportunities,
            until=self.until,
        )  # fmt: skip
        marks = known.drop("opened_at").rename(stage_of="lead_id")
        joined = self.lead_cases.left_join(marks, [("lead_id", "stage_of")]).drop("stage_of")
        return self._of_month(joined).cache()

    @cached_property
    def deals(self) -> ir.Table:
        """The deals of the cohort."""
        return self._of_month(self.deal_cases)

    @cached_property
    def recorded(self) -> frozenset[str]:
        """The stages that anything maps to; counts of the others are null."""
        tables = self.tables
        return lifecycle.recorded_stages(tables.stage_changes, tables.opportunities, tables.leads)

    @cached_property
    def cases(self) -> ir.Table:
        """The cases of attribution: the deals of the cohort, and its leads without one."""
        cases = facts.outcomes(
            self.lead_cases, self.deal_cases, self.tables.stage_changes, until=self.until
        )
        return self._of_month(cases)

    @cached_property
    def decided_cases(self) -> ir.Table:
        """The won and the lost ones among them: nobody knows yet what open ones are worth."""
        return self.cases.filter(self.cases.outcome != "open").cache()

    @property
    def outcomes(self) -> ir.Table:
        """The won ones: lost ones earn no credit."""
        return self.decided_cases.filter(self.decided_cases.outcome == "won")

    @property
    def journeys(self) -> ir.Table:
        """The touchpoints of every won case, in order."""
        return self.decided_journeys.filter(self.decided_journeys.outcome == "won")

    @cached_property
    def decided_journeys(self) -> ir.Table:
        """The touchpoints of every won and lost case, which the models of the data learn from."""
        rules = self.agreement.attribution
        found = attribution.journeys(
            self.touchpoints,
            self.decided_cases,
            facts.members(self.decided_cases, self.tables.opportunity_contacts),
            window_days=rules.window_days,
            evidence_caps=dict(rules.evidence_caps),
            carry=("owner_id", "territory", "persona", "service"),
        )
        return found.cache()

    def shares_of(self, cases: Sequence[str]) -> ir.Table:
        """Return the journeys of some wins, with the share that each rule gives each touchpoint."""
        return attribution.shares(
            self.journeys.filter(self.journeys.case_id.isin(cases)),
            self.models,
            half_life_days=self.agreement.attribution.half_life_days,
            direct_channels=self.direct_channels,
        )

    @cached_property
    def campaign_names(self) -> dict[str, str | None]:
        """The name of each campaign, by its id."""
        rows = self.tables.campaigns.select("campaign_id", "name").to_pyarrow().to_pylist()
        return {row["campaign_id"]: row["name"] for row in rows}

    @property
    def models(self) -> Sequence[str]:
        """The rule models that every report shows."""
        return MODELS

    @property
    def direct_channels(self) -> tuple[str, ...]:
        """The channels that say only that somebody came by themselves."""
        return tuple(channel.code for channel in self.agreement.channels if channel.is_direct)

    def _of_month(self, cases: ir.Table) -> ir.Table:
        return cases if self.month is None else cases.filter(cases.month == self.month)

    @cached_property
    def win_cases(self) -> ir.Table:
        """One row per lead of the cohort, and per deal without a lead: start, end, outcome.

        ``outcome`` is won, lost (lost, disqualified or recycled without a deal still open) or
        open. A lead is won at its first won deal; a new pass after recycling is a new lead.
        ``started_at`` and ``closed_at`` are on the wall clock of `zone`: read them with `WALL`.
        """
        cases = ibis.union(self._lead_wins(), self._deal_wins())
        # On the wall clock once and for all: the tree of a zone's offsets is long to compile.
        return cases.mutate(
            started_at=local_moment(cases.started_at, self.zone),
            closed_at=local_moment(cases.closed_at, self.zone),
        ).cache()

    def _lead_wins(self) -> ir.Table:
        deals = self.deal_cases.filter(self.deal_cases.lead_id.notnull())
        ends = deals.group_by(of_lead="lead_id").agg(
            won_at=deals.closed_at.min(where=deals.outcome == "won"),
            deal_lost_at=deals.closed_at.max(where=deals.outcome == "lost"),
            n_open=deals.count(where=deals.outcome == "open"),
        )
        cases = self.leads.left_join(ends, [("lead_id", "of_lead")])
        won_at = ibis.coalesce(cases.won_at, cases.customer_at)
        # A lead that left and came back is still going: only where it stands now ends it.
        left_at = ibis.cases(
            # The first loss is recorded there; the last deal lost is what ended it.
            (cases.current_stage == "lost", ibis.coalesce(cases.deal_lost_at, cases.lost_at)),
            (cases.current_stage == "disqualified", cases.disqualified_at),
            (cases.current_stage == "recycled", cases.recycled_at),
        )
        exit_at = ibis.coalesce(left_at, cases.deal_lost_at)
        is_lost = (cases.n_open.fill_null(0) == 0) & exit_at.notnull()
        return cases.select(
            *GROUPS,
            started_at=cases.opened_at,
            closed_at=ibis.cases((won_at.notnull(), won_at), (is_lost, exit_at)),
            outcome=ibis.cases(
                (cases.is_customer.fill_null(False), "won"),  # noqa: FBT003 - a literal of the engine
                (won_at.notnull(), "won"),
                (is_lost, "lost"),
                else_="open",
            ),
        )

    def _deal_wins(self) -> ir.Table:
        alone = self.deals.filter(self.deals.lead_id.isnull())
        return alone.select(
            *GROUPS,
            started_at=alone.created_at,
            closed_at=alone.closed_at,
            outcome=alone.outcome,
        )
