"""The closed lists of words that an agreement may use, beside those of the tables."""

from typing import Annotated

from boucle.agreement.schema.types import OneOf
from boucle.tables import vocabulary

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOCK_STARTS = (
    "trigger_gesture", "mql_met", "handed_over", "first_attempt", "exchange_end", "rejection",
    "recycling", "recall_due",
)  # fmt: skip
CLOCK_STOPS = (
    "handed_over", "answered", "first_human_attempt", "first_conversation", "depth_reached",
    "record_updated", "reply_given", "nurture_entered", "contact_resumed",
)  # fmt: skip
MODELS = (
    "first_touch", "last_touch", "last_non_direct", "linear", "position_based", "time_decay",
    "lead_creation", "w", "full_path", "markov", "shapley",
)  # fmt: skip
MILESTONES = ("first_touch", "lead_created", "opportunity_created", "closed")
UNITS = ("amount", "count", "hours", "share", "average", "coefficient")
# What adds up over the parts of a period; shares and averages do not.
ADDITIVE_UNITS = ("amount", "count", "hours")
EVERY = ("business_day", "week", "month", "quarter", "year")

# Figures that grow without a customer more: context, never what a team is held to.
VOLUME_MEASURES = (
    "n_leads", "n_mql", "n_contacts", "n_visits", "n_page_views", "n_email_opens", "n_followers",
    "n_impressions", "n_clicks", "n_downloads", "email_open_share", "raw_lead_count",
    "website_visits", "email_opens", "social_followers",
)  # fmt: skip

Team = Annotated[str, OneOf(vocabulary.TEAMS)]
StageCode = Annotated[str, OneOf(vocabulary.STAGES)]
StageOrExit = Annotated[str, OneOf(vocabulary.STAGES_AND_EXITS)]
ExitCode = Annotated[str, OneOf(vocabulary.EXITS)]
ZoneCode = Annotated[str, OneOf(vocabulary.FUNNEL_ZONES)]
TouchpointKind = Annotated[str, OneOf(vocabulary.TOUCHPOINT_KINDS)]
ActivityKind = Annotated[str, OneOf(vocabulary.ACTIVITY_KINDS)]
Evidence = Annotated[str, OneOf(vocabulary.EVIDENCE_LEVELS)]
Answer = Annotated[str, OneOf(vocabulary.ANSWERS)]
ConsentKind = Annotated[str, OneOf(vocabulary.CONSENT_KINDS)]
Weekday = Annotated[str, OneOf(WEEKDAYS)]
ClockStart = Annotated[str, OneOf(CLOCK_STARTS)]
ClockStop = Annotated[str, OneOf(CLOCK_STOPS)]
ModelCode = Annotated[str, OneOf(MODELS)]
Milestone = Annotated[str, OneOf(MILESTONES)]
Unit = Annotated[str, OneOf(UNITS)]
Every = Annotated[str, OneOf(EVERY)]
