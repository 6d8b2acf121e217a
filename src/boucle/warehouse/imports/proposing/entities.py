"""Blocks of companies, colleagues, people, campaigns and activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.cells import distinct_values
from boucle.warehouse.imports.proposing.doubts import Doubt
from boucle.warehouse.imports.proposing.lead_links import not_found
from boucle.warehouse.imports.proposing.names import plain, word_set

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan
    from boucle.warehouse.imports.proposing.recognising import Found, Recognised

_KEYS = ("key", "name", "email")
_MOST_KINDS = 200
# What a word of a column of kinds holds, and the kind of activity that makes it.
_ACTIVITY = {
    "call": word_set("call appel phone telephone tel voicemail messagerie"),
    "email": word_set("email courriel mail"),
    "meeting": word_set("meeting rencontre reunion rdv rendez demo visite visit lunch diner event"),
    "message": word_set("message sms text linkedin chat whatsapp texto"),
}
_TEAMS = {
    "marketing": word_set("marketing communication"),
    "sales": word_set("sales vente commercial developpement sdr bdr"),
    "management": word_set("direction management executive"),
    "operations": word_set("operation support soutien administration"),
}
_OF_ACCOUNTS = {
    "domain": "domain", "industry": "industry", "employees": "n_employees",
    "revenue": "annual_revenue", "country": "country", "region": "region", "city": "city",
    "territory": "territory", "created": "created_at", "customer_since": "customer_since_on",
}  # fmt: skip


def _named_by(bench: Bench, file: Recognised, role: str) -> str:
    """Return the column of an entity's file by which the other files name it."""
    own = [name for each in _KEYS if (name := file.column(each))]
    own = [name for name in own if bench.links.uniqueness(file.table, name).is_unique] or own[:1]
    met: dict[str, int] = dict.fromkeys(own, 0)
    for other in bench.of_kind("leads", "deals", "activities", "contacts"):
        column = other.column(role)
        for name in own if column else ():
            link = bench.links.link(other.table, column or "", file.table, name)
            met[name] += link.n_met if link else 0
    return max(own, key=lambda name: met[name])


def add_accounts(bench: Bench) -> None:
    """Add the companies: of their own file if there is one, else those that others name."""
    own = [*bench.of_kind("accounts")]
    for file in own:
        key = _named_by(bench, file, "company")
        plan = bench.block("accounts", file)
        plan.add("account_id", key, _found_of(file, key))
        plan.add_role("name", file, "name")
        for role, target in _OF_ACCOUNTS.items():
            plan.add_role(target, file, role)
        bench.doubts += _missed(bench, file, key, "company")
        if "revenue" in file.roles:
            bench.doubts.append(_revenue(file))
    if not own:
        _name_others(bench, "accounts", "account_id", "company", ("leads", "deals", "contacts"))


def _revenue(file: Recognised) -> Doubt:
    text = Text(
        fr="« {column} » de {file} est pris tel quel, en unités : en milliers ou en millions, "
        "ajoutez scale = 1000 ou scale = 1000000 à annual_revenue.",
        en="“{column}” of {file} is taken as it stands, in units: if in thousands or millions, add "
        "scale = 1000 or scale = 1000000 to annual_revenue.",
    ).format(column=file.column("revenue"), file=file.table.title)
    return Doubt("revenue_unit", text, place=file.table.alias)


def _found_of(file: Recognised, column: str) -> Found | None:
    return next((each for each in file.roles.values() if each.column == column), None)


def _name_others(bench: Bench, table: str, key: str, role: str, kinds: tuple[str, ...]) -> None:
    """Make the rows that other files only name: the name is the key, the same in each of them."""
    for file in bench.of_kind(*kinds):
        column = file.column(role)
        if column is None:
            continue
        plan = bench.block(table, file, present=(column,))
        plan.add_role(key, file, role)
        plan.add_role("name", file, role)
        if table == "users":
            plan.add_value("team", "sales")


def _missed(bench: Bench, file: Recognised, key: str, role: str) -> list[Doubt]:
    doubts = []
    for other in bench.of_kind("leads", "deals", "activities", "contacts"):
        column = other.column(role)
        link = bench.links.link(other.table, column, file.table, key) if column else None
        if link is not None and link.n_missed:
            doubts.append(not_found(other, file, link))
    return doubts


def check_lookups(bench: Bench) -> None:
    """Name near-misses with lists that are joined to nothing, such as products."""
    for file in bench.of_kind("deals", "leads"):
        service = file.column("service")
        for other in bench.of_kind("nothing"):
            for name, profile in sorted(other.table.profiles.items()) if service else ():
                if profile.is_distinct and profile.kind in {"name", "word", "code"}:
                    link = bench.links.link(file.table, service or "", other.table, name)
                    if link is not None and link.n_near and link.is_unique:
                        bench.doubts.append(not_found(file, other, link))


def add_users(bench: Bench) -> None:
    """Add the colleagues: of their own file if there is one, else the owners that others name."""
    own = [*bench.of_kind("users")]
    for file in own:
        key = _named_by(bench, file, "owner")
        plan = bench.block("users", file)
        plan.add("user_id", key, _found_of(file, key))
        plan.add_role("name", file, "name")
        plan.add_role("email", file, "email")
        plan.add_role("manager_id", file, "manager")
        plan.add_role("territory", file, "territory")
        plan.add_role("role", file, "role")
        plan.add_role("is_active", file, "is_active")
        plan.add_role("started_on", file, "started_on")
        _add_team(bench, file, plan)
        _add_managers(bench, file, key)
        bench.doubts += _missed(bench, file, key, "owner")
    if not own:
        _name_others(bench, "users", "user_id", "owner", ("leads", "deals", "activities"))
        _name_others(bench, "users", "user_id", "sdr", ("deals",))


def _add_team(bench: Bench, file: Recognised, plan: RowsPlan) -> None:
    column = file.column("team")
    if column is None:
        plan.add_value("team", "sales")
        return
    words = distinct_values(bench.con, file.table.relation, column, _MOST_KINDS)
    values = {word: _first_of(_TEAMS, word, "other") for word in words}
    plan.add_role("team", file, "team", values={**values, "*": "other", "": "sales"})


def _first_of(groups: dict[str, frozenset[str]], word: str, other: str) -> str:
    """Return the first group that a part of a word is in."""
    said = plain(word)
    return next((name for name, parts in groups.items() if any(p in said for p in parts)), other)


def _add_managers(bench: Bench, file: Recognised, key: str) -> None:
    manager = file.column("manager")
    if manager is None or bench.links.link(file.table, manager, file.table, key):
        return  # managers have rows of their own
    plan = bench.block("users", file, present=(manager,))
    plan.add_role("user_id", file, "manager")
    plan.add_role("name", file, "manager")
    plan.add_value("team", "sales")
    plan.add_value("role", "manager")


def add_contacts(bench: Bench) -> None:
    """Add the people of files of contacts."""
    for file in bench.of_kind("contacts"):
        key = file.column("key") or file.column("email")
        if key is None:
            continue
        plan = bench.block("contacts", file, present=(key,))
        plan.add("contact_id", key, _found_of(file, key))
        for role in ("email", "phone", "first_name", "last_name", "job_title", "country", "region"):
            plan.add_role(role, file, role)
        if "last_name" not in file.roles:  # « Nom » beside « Prénom », or the whole name
            plan.add_role("last_name", file, "full_name")
        plan.add_role("account_id", file, "company")
        plan.add_role("owner_id", file, "owner")
        plan.add_role("created_at", file, "created")


def add_campaigns(bench: Bench) -> None:
    """Add the campaigns of files of campaigns."""
    for file in bench.of_kind("campaigns"):
        plan = bench.block("campaigns", file)
        key = file.column("key")
        for other in bench.of_kind("leads", "deals"):
            theirs, name = other.column("campaign"), file.column("name")
            if theirs and name and bench.links.link(other.table, theirs, file.table, name):
                key = name
        plan.add("campaign_id", key or file.column("name"), _found_of(file, key or ""))
        plan.add_role("name", file, "name")
        plan.add_role("channel", file, "channel")
        plan.add_role("kind", file, "campaign_kind")
        plan.add_role("starts_on", file, "starts_on")
        plan.add_role("ends_on", file, "ends_on")


def add_activities(bench: Bench) -> None:
    """Add the activities, linked to leads and deals by keys that meet."""
    for file in bench.of_kind("activities"):
        when = file.column("occurred_at") or ""
        plan = bench.block("activities", file, present=(when,))
        plan.add_role("activity_id", file, "key")
        skip = [name for role in ("key", "owner", "kind", "outcome") if (name := file.column(role))]
        for other in bench.of_kind("leads"):
            key = bench.lead_keys.get(other.table.alias, {}).get("column")
            link = bench.links.best(file, other, [key], skip=skip) if key else None
            if link is not None and plan.line("lead_id") is None:
                plan.add("lead_id", link.column, _found_of(file, link.column))
        for other in bench.of_kind("deals"):
            key = other.column("key")
            link = bench.links.best(file, other, [key], skip=skip) if key else None
            if link is not None and plan.line("opportunity_id") is None:
                plan.add("opportunity_id", link.column, _found_of(file, link.column))
        plan.add_role("user_id", file, "owner")
        plan.add_role("occurred_at", file, "occurred_at")
        plan.add_role("kind", file, "kind", values=_kinds(bench, file))
        plan.add_role("outcome", file, "outcome")
        plan.add_role("duration_minutes", file, "duration")
        plan.add_role("comment", file, "comment")
        plan.add_role("entered_at", file, "entered")


def _kinds(bench: Bench, file: Recognised) -> dict[str, str]:
    words = distinct_values(bench.con, file.table.relation, file.column("kind") or "", _MOST_KINDS)
    values = {word: _first_of(_ACTIVITY, word, "note") for word in words}
    return {**values, "*": "note", "": "note"}
