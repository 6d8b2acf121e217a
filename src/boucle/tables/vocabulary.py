"""The closed lists of words that canonical columns may hold."""

from __future__ import annotations

STAGES = ("contact", "lead", "mql", "sal", "sql", "opportunity", "customer")
EXITS = ("recycled", "disqualified", "lost")
STAGES_AND_EXITS = STAGES + EXITS

TOUCHPOINT_KINDS = (
    "direct_request",
    "referral",
    "form",
    "white_paper",
    "page_view",
    "pricing_page",
    "careers_page",
    "email_open",
    "email_click",
    "webinar_attended",
    "event_attended",
    "event_conversation",
    "ad_impression",
    "ad_click",
    "video_view",
    "call",
    "meeting",
    "proposal",
    "unsubscribe",
    "other",
)
# What a representative does with a person; the rest is marketing's or the person's own.
SALES_TOUCHPOINT_KINDS = ("call", "meeting", "proposal")

EVIDENCE_LEVELS = ("observed", "declared", "noted", "impression")
ACTIVITY_KINDS = ("call", "email", "meeting", "message", "note")
# Kinds that reach for the person; a note does not.
ATTEMPT_KINDS = ("call", "email", "meeting", "message")
ANSWERS = ("accepted", "rejected", "recycled", "qualified", "disqualified")
OUTCOMES = ("open", "won", "lost")
SUBJECTS = ("lead", "opportunity")
TEAMS = ("marketing", "sales", "management", "operations", "other")
FUNNEL_ZONES = ("tofu", "mofu", "bofu")
CONTACT_TYPES = ("buyer", "student", "job_seeker", "supplier", "competitor", "partner", "other")
SENIORITIES = ("owner", "executive", "director", "manager", "staff", "other")
CONTACT_ROLES = (
    "decision_maker", "influencer", "user", "buyer", "technical", "finance", "other",
)  # fmt: skip
ABSENCE_KINDS = ("vacation", "tradeshow", "training", "other")
CONSENT_KINDS = ("express", "implied_inquiry", "implied_purchase", "published")
OBSERVATION_KINDS = ("need", "obstacle", "trigger", "words", "source_heard")
LINK_KINDS = ("merge", "unmerge")

# Where a person's address says nothing of their employer.
FREE_MAIL_DOMAINS = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.ca", "hotmail.fr", "outlook.com",
    "outlook.fr", "live.com", "live.ca", "msn.com", "yahoo.com", "yahoo.ca", "yahoo.fr",
    "icloud.com", "me.com", "mac.com", "aol.com", "videotron.ca", "sympatico.ca", "bell.net",
    "cgocable.ca", "globetrotter.net", "rogers.com", "shaw.ca", "telus.net", "proton.me",
    "protonmail.com", "gmx.com", "mail.com", "zoho.com", "orange.fr", "free.fr", "laposte.net",
)  # fmt: skip
