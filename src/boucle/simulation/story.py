"""What is true of Groupe Boréalis, a company that does not exist: the numbers behind the draws.

Shares are relative: they are scaled to add up to 1 where they are drawn from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TIME_ZONE = "America/Toronto"
CURRENCY = "CAD"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: how many it finds, how good they are, how slow, and what a year of it costs."""

    code: str
    source: str
    medium: str
    found_share: float
    # What being found here does to the chance of a win; 1 is the mean of the lead type.
    effect: float
    # Median days from the first touchpoint to the lead, and stretch of the sales cycle.
    days_to_lead: float
    cycle: float
    cost_a_year: float = 0.0
    hours_a_month: float = 0.0
    currency: str = CURRENCY
    effect_delay_days: int = 30
    # The agreement's channel, where it has one for several of ours.
    within: str = ""
    # How many of those it finds would have come without it, by themselves.
    anyway_share: float = 0.2

    @property
    def listed_as(self) -> str:
        """The channel under which the agreement lists it."""
        return self.within or self.code


CHANNELS = (
    Channel("organic_search", "google", "organic", 0.25, 1.25, 55, 1.15, 38_000, 60, "CAD", 270,
            anyway_share=0.25),
    Channel("paid_search", "google", "cpc", 0.19, 0.85, 4, 0.65, 88_000, 14, anyway_share=0.5),
    Channel("paid_social", "linkedin", "paid_social", 0.11, 0.75, 18, 1.0, 42_000, 12, "USD"),
    Channel("social", "linkedin", "social", 0.06, 1.0, 65, 1.2, 4_000, 30, "CAD", 270,
            anyway_share=0.3),
    Channel("video", "youtube", "video", 0.06, 1.2, 75, 1.2, 6_000, 24, "CAD", 270),
    Channel("display", "adroll", "display", 0.0, 1.0, 0, 1.0, 19_000, 4, "USD"),
    Channel("email", "infolettre", "email", 0.0, 1.0, 0, 1.0, 6_500, 30),
    Channel("webinar", "webinaire", "webinar", 0.02, 1.0, 10, 1.1, 17_000, 36, "CAD", 120),
    Channel("networking", "5a7", "event", 0.06, 1.1, 5, 1.05, 16_000, 16, "CAD", 180, "event",
            anyway_share=0.1),
    Channel("tradeshow", "salon", "event", 0.05, 0.95, 5, 1.3, 41_000, 20, "CAD", 180, "event",
            anyway_share=0.1),
    Channel("referral", "bouche_a_oreille", "referral", 0.06, 1.1, 3, 0.75, 3_000, 4,
            anyway_share=0.1),
    Channel("partner", "partenaire", "partner", 0.03, 1.3, 8, 0.9, 6_000, 8, "CAD", 90),
    Channel("direct_traffic", "(direct)", "(none)", 0.06, 1.05, 5, 0.8, effect_delay_days=0,
            anyway_share=1.0),
    Channel("sales_outreach", "prospection", "outbound", 0.07, 1.0, 2, 1.0, anyway_share=0.0),
)  # fmt: skip
CODES = tuple(channel.code for channel in CHANNELS)
LISTED = tuple(channel.listed_as for channel in CHANNELS)
AT = {code: place for place, code in enumerate(CODES)}


@dataclass(frozen=True, slots=True)
class LeadType:
    """A type of lead: its true win share, how it is refused, and how soon it is due."""

    code: str
    win_share: float
    lost_per_win: float
    reject_share: float
    due_hours: float
    # Median open hours until a typical representative tries.
    try_hours: float
    gesture: str


LEAD_TYPES = (
    LeadType("direct_request", 0.14, 1.7, 0.08, 0.5, 0.3, "direct_request"),
    LeadType("referral", 0.20, 1.5, 0.03, 2, 0.8, "referral"),
    LeadType("event_conversation", 0.07, 2.2, 0.12, 8, 3.2, "event_conversation"),
    LeadType("webinar", 0.03, 3.0, 0.26, 16, 6.0, "webinar_attended"),
    LeadType("white_paper", 0.012, 3.5, 0.34, 24, 9.0, "white_paper"),
    # Not handed over: a first interest that stays one, and what a representative finds alone.
    LeadType("interest", 0.0, 0.0, 0.0, 0, 0, "white_paper"),
    LeadType("prospecting", 0.20, 1.6, 0.0, 0, 0, "call"),
)
DIRECT, REFERRAL, EVENT, WEBINAR, WHITE_PAPER, INTEREST, PROSPECTING = range(len(LEAD_TYPES))
TYPE_CODES = tuple(kind.code for kind in LEAD_TYPES)
HANDED_OVER = (DIRECT, REFERRAL, EVENT, WEBINAR, WHITE_PAPER)
# These come by their own channel or not at all; the others ask in another way.
TIED = (REFERRAL, EVENT, WEBINAR, PROSPECTING)

# Which type of lead a channel's finds become: a row a channel, a column a lead type.
BECOMES = np.array(
    [
        # direct, referral, event, webinar, paper, interest, prospecting
        [0.30, 0.00, 0.06, 0.18, 0.22, 0.24, 0.00],  # organic_search
        [0.55, 0.00, 0.03, 0.08, 0.18, 0.16, 0.00],  # paid_search
        [0.14, 0.00, 0.04, 0.22, 0.36, 0.24, 0.00],  # paid_social
        [0.28, 0.00, 0.14, 0.24, 0.14, 0.20, 0.00],  # social
        [0.32, 0.00, 0.16, 0.22, 0.12, 0.18, 0.00],  # video
        [0.30, 0.00, 0.00, 0.30, 0.20, 0.20, 0.00],  # display (finds nobody)
        [0.30, 0.00, 0.00, 0.30, 0.20, 0.20, 0.00],  # email (finds nobody)
        [0.10, 0.00, 0.05, 0.75, 0.05, 0.05, 0.00],  # webinar
        [0.08, 0.00, 0.72, 0.06, 0.02, 0.12, 0.00],  # networking
        [0.06, 0.00, 0.70, 0.06, 0.06, 0.12, 0.00],  # tradeshow
        [0.05, 0.90, 0.05, 0.00, 0.00, 0.00, 0.00],  # referral
        [0.70, 0.00, 0.10, 0.15, 0.05, 0.00, 0.00],  # partner
        [0.55, 0.00, 0.05, 0.10, 0.10, 0.20, 0.00],  # direct_traffic
        [0.00, 0.00, 0.00, 0.00, 0.00, 0.20, 0.80],  # sales_outreach
    ]
)
# Through which channel somebody comes back to ask, when not through the one that found them.
ASKS_THROUGH = {"direct_traffic": 0.36, "paid_search": 0.30, "organic_search": 0.16, "email": 0.18}


@dataclass(frozen=True, slots=True)
class Persona:
    """Who buys: titles as people write them, industries and sizes."""

    code: str
    share: float
    titles: tuple[str, ...]
    industries: tuple[str, ...]
    n_employees: tuple[int, int]
    seniority: str
    department: str
    service_shares: tuple[float, float, float]


PERSONAS = (
    Persona(
        "P-DIANE", 0.30, ("Présidente", "Président", "Directrice générale", "Directeur général",
        "Propriétaire", "Présidente-directrice générale"),
        ("manufacturing", "transport", "distribution"), (30, 300), "executive", "direction",
        (0.62, 0.26, 0.12),
    ),
    Persona(
        "P-TARIK", 0.28, ("Directeur TI", "Directrice TI", "Responsable des infrastructures",
        "Vice-président TI", "Vice-présidente TI"),
        ("manufacturing", "professional_services", "private_health"), (100, 800), "director", "ti",
        (0.36, 0.34, 0.30),
    ),
    Persona(
        "P-CHLOE", 0.18, ("Contrôleur", "Contrôleuse financière", "Directrice des finances",
        "Directeur des finances", "CFO"),
        (), (50, 500), "director", "finances", (0.40, 0.42, 0.18),
    ),
    Persona(
        "", 0.24, ("Adjointe administrative", "Technicien informatique", "Coordonnatrice marketing",
        "Chargé de projet", "Analyste", "Conseillère RH", "Acheteur"),
        (), (3, 1200), "staff", "autre", (0.5, 0.3, 0.2),
    ),
)  # fmt: skip
# One title in six is not the one that the persona's definition looks for.
OTHER_TITLES = ("Responsable des opérations", "Associée", "Chef de service", "Gestionnaire", "VP")
OTHER_TITLE_SHARE = 1 / 6
NO_PERSONA = 3

SERVICES = ("INFOGERANCE", "CYBER", "NUAGE")
MEDIAN_AMOUNTS = np.array([31_500.0, 27_500.0, 28_500.0])
MARGINS = np.array([0.18, 0.42, 0.35])

INDUSTRIES = (
    "manufacturing", "transport", "distribution", "professional_services", "private_health",
    "construction", "retail", "hospitality",
)  # fmt: skip
# code, region, share, towns; the last is outside of what the company serves.
TERRITORIES = (
    ("MTL", "Montréal", 0.42, ("Montréal", "Laval", "Longueuil", "Brossard", "Terrebonne")),
    ("QCA", "Capitale-Nationale", 0.22, ("Québec", "Lévis", "Saint-Georges", "Sainte-Marie")),
    ("EST", "Estrie", 0.10, ("Sherbrooke", "Magog", "Granby")),
    ("OUT", "Outaouais", 0.12, ("Gatineau", "Chelsea")),
    ("EON", "Est ontarien", 0.08, ("Ottawa", "Hawkesbury", "Cornwall")),
    ("", "Saguenay–Lac-Saint-Jean", 0.06, ("Saguenay", "Alma", "Roberval")),
)
CONTACT_TYPES = ("buyer", "student", "job_seeker", "supplier", "competitor", "partner")
CONTACT_TYPE_SHARES = (0.915, 0.02, 0.02, 0.025, 0.01, 0.01)

# How busy a month is; the second half of July is the construction holiday.
MONTH_WEIGHTS = (0.95, 1.05, 1.1, 1.1, 1.1, 0.95, 0.7, 0.75, 1.2, 1.25, 1.15, 0.75)
CONSTRUCTION_HOLIDAY_WEIGHT = 0.4
HOLIDAY_WEIGHT = 0.15
GROWTH_A_YEAR = 0.06

# Shares of each kind of trouble; `docs/methods/simulation.md` lists what each looks like.
DUPLICATE_SHARE = 0.025
MERGED_SHARE = 0.7
BLANK_SOURCE_SHARE = 0.02
BAD_DATE_SHARE = 0.004
NO_AMOUNT_SHARE = 0.03
SILENT_SHARE = 0.03
REPEAT_HANDOFF_SHARE = 0.04
