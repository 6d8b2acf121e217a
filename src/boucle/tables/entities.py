"""Tables of things that last: companies, people, campaigns, leads, deals, contracts."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

ACCOUNTS = Table(
    name="accounts",
    kind="entity",
    grain=Text(
        fr="une ligne par entreprise",
        en="one row per company",
    ),
    key=("account_id",),
    time_column="created_at",
    columns=(
        Column("account_id", is_required=True),
        Column("name"),
        Column("domain"),
        Column("industry"),
        Column("n_employees", "integer", is_not_negative=True),
        Column(
            "annual_revenue", "decimal", unit="agreement's currency a year", is_not_negative=True
        ),
        Column("country"),
        Column("region"),
        Column("city"),
        Column("territory"),
        Column("is_target", "boolean"),
        Column("customer_since_on", "date"),
        Column("created_at", "timestamp"),
    ),
)

CONTACTS = Table(
    name="contacts",
    kind="entity",
    grain=Text(
        fr="une ligne par personne",
        en="one row per person",
    ),
    key=("contact_id",),
    time_column="created_at",
    columns=(
        Column("contact_id", is_required=True),
        Column("account_id", refers_to="accounts"),
        Column("email"),
        Column("phone"),
        Column("first_name"),
        Column("last_name"),
        Column("job_title"),
        Column("seniority"),
        Column("department"),
        Column("language"),
        Column("country"),
        Column("region"),
        Column("contact_type", vocabulary=vocabulary.CONTACT_TYPES),
        Column("owner_id", refers_to="users"),
        Column("created_at", "timestamp"),
    ),
)

USERS = Table(
    name="users",
    kind="entity",
    grain=Text(
        fr="une ligne par collègue",
        en="one row per colleague",
    ),
    key=("user_id",),
    columns=(
        Column("user_id", is_required=True),
        Column("name"),
        Column("email"),
        Column("team", vocabulary=vocabulary.TEAMS),
        Column("role"),
        Column("territory"),
        Column("manager_id", refers_to="users"),
        Column("time_zone"),
        Column("is_active", "boolean"),
        Column("started_on", "date"),
    ),
)

CAMPAIGNS = Table(
    name="campaigns",
    kind="entity",
    grain=Text(
        fr="une ligne par campagne",
        en="one row per campaign",
    ),
    key=("campaign_id",),
    time_column="starts_on",
    columns=(
        Column("campaign_id", is_required=True),
        Column("name"),
        Column("channel"),
        Column("kind"),
        Column("offer"),
        Column("funnel_zone", vocabulary=vocabulary.FUNNEL_ZONES),
        Column("starts_on", "date"),
        Column("ends_on", "date"),
        Column("effect_delay_days", "integer", unit="days", is_not_negative=True),
        Column("judged_on", "date"),
    ),
)

LEADS = Table(
    name="leads",
    kind="entity",
    grain=Text(
        fr="une ligne par passage : un contact qui revient après recyclage a une nouvelle piste",
        en="one row per pass of a person: a contact who returns after recycling has a new lead",
    ),
    key=("lead_id",),
    time_column="opened_at",
    columns=(
        Column("lead_id", is_required=True),
        Column("contact_id", refers_to="contacts"),
        Column("account_id", refers_to="accounts"),
        Column("previous_lead_id", refers_to="leads"),
        Column("opened_at", "timestamp"),
        Column("origin_touchpoint_id", refers_to="touchpoints"),
        Column("service_interest"),
        Column("owner_id", refers_to="users"),
    ),
)

OPPORTUNITIES = Table(
    name="opportunities",
    kind="entity",
    grain=Text(
        fr="une ligne par affaire",
        en="one row per deal",
    ),
    key=("opportunity_id",),
    time_column="created_at",
    columns=(
        Column("opportunity_id", is_required=True),
        Column("account_id", refers_to="accounts"),
        Column("lead_id", refers_to="leads"),
        Column("owner_id", refers_to="users"),
        Column("name"),
        Column("service"),
        Column("amount", "decimal", unit="currency", is_not_negative=True),
        Column("currency"),
        Column("margin_share", "float", unit="0 to 1"),
        Column("created_at", "timestamp"),
        Column("expected_close_on", "date"),
        Column("closed_at", "timestamp"),
        Column("outcome", is_required=True, vocabulary=vocabulary.OUTCOMES),
        Column("lost_reason"),
        Column("primary_campaign_id", refers_to="campaigns"),
    ),
)

OPPORTUNITY_CONTACTS = Table(
    name="opportunity_contacts",
    kind="entity",
    grain=Text(
        fr="une ligne par personne liée à une affaire",
        en="one row per person on a deal",
    ),
    key=(
        "opportunity_id",
        "contact_id",
    ),
    columns=(
        Column("opportunity_id", is_required=True, refers_to="opportunities"),
        Column("contact_id", is_required=True, refers_to="contacts"),
        Column("contact_role", vocabulary=vocabulary.CONTACT_ROLES),
    ),
)

CONTRACTS = Table(
    name="contracts",
    kind="entity",
    grain=Text(
        fr="une ligne par contrat",
        en="one row per contract",
    ),
    key=("contract_id",),
    time_column="starts_on",
    columns=(
        Column("contract_id", is_required=True),
        Column("account_id", refers_to="accounts"),
        Column("opportunity_id", refers_to="opportunities"),
        Column("starts_on", "date"),
        Column("ends_on", "date"),
        Column("monthly_amount", "decimal", unit="currency a month", is_not_negative=True),
        Column("currency"),
        Column("margin_share", "float", unit="0 to 1"),
        Column("churned_on", "date"),
    ),
)
