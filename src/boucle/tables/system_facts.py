"""Tables of what Boucle itself keeps: notices, links between records, rates, commits."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

NOTICES = Table(
    name="notices",
    kind="fact",
    grain=Text(
        fr="une ligne par avis dû ou envoyé",
        en="one row per notice due or sent",
    ),
    key=("notice_id",),
    time_column="due_at",
    columns=(
        Column("notice_id", is_required=True),
        Column("user_id", is_required=True, refers_to="users"),
        Column("lead_id", refers_to="leads"),
        Column("kind", is_required=True),
        Column("due_at", "timestamp", is_required=True),
        Column("sent_at", "timestamp"),
    ),
)

LINKS = Table(
    name="links",
    kind="fact",
    grain=Text(
        fr="une ligne par fusion de deux fiches, ou son annulation",
        en="one row per merge of two records, or its undoing",
    ),
    key=("link_id",),
    time_column="occurred_at",
    columns=(
        Column("link_id", is_required=True),
        Column("kind", is_required=True, vocabulary=vocabulary.LINK_KINDS),
        Column("table", is_required=True),
        Column("from_id", is_required=True),
        Column("to_id", is_required=True),
        Column("user_id", refers_to="users"),
        Column("occurred_at", "timestamp", is_required=True),
    ),
)

EXCHANGE_RATES = Table(
    name="exchange_rates",
    kind="fact",
    grain=Text(
        fr="une ligne par jour et devise",
        en="one row per day and currency",
    ),
    key=(
        "rate_on",
        "currency",
    ),
    time_column="rate_on",
    columns=(
        Column("rate_on", "date", is_required=True),
        Column("currency", is_required=True),
        Column(
            "rate",
            "float",
            is_required=True,
            unit="agreement's currency for one unit",
            is_not_negative=True,
        ),
    ),
)

COMMITS = Table(
    name="commits",
    kind="fact",
    grain=Text(
        fr="une ligne par commit au lac",
        en="one row per commit to the lake",
    ),
    key=("commit_seq",),
    time_column="committed_at",
    columns=(
        Column("commit_seq", "integer", is_required=True),
        Column("committed_at", "timestamp", is_required=True),
        Column("what", is_required=True),
        Column("who"),
        Column("n_rows", "integer", is_not_negative=True),
        Column("n_rejects", "integer", is_not_negative=True),
        Column("agreement_version"),
    ),
)
