"""Blocks of a file of deals, and how a deal finds its lead, its amount and its channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.doubts import Choice, Doubt, set_option
from boucle.warehouse.imports.proposing.leads import add_spec
from boucle.warehouse.imports.proposing.linking import LEAST_SHARE
from boucle.warehouse.imports.proposing.names import header_score, plain_words
from boucle.warehouse.imports.proposing.outcomes import Part, outcomes_of
from boucle.warehouse.imports.proposing.recognising import LEAST_CONFIDENCE, Found
from boucle.warehouse.imports.proposing.vocabulary import KINDS

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.linking import Link
    from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan, Spec
    from boucle.warehouse.imports.proposing.recognising import Recognised
    from boucle.warehouse.imports.proposing.seeing import SeenTable

_LEAD_KEYS = ("key", "email", "phone", "full_name", "company")
_NOT_LINKS = ("source", "utm_source", "medium", "campaign", "status", "owner", "service", "currency", "amount", "created", "closed", "sdr", "lost_reason", "country", "region", "industry", "probability")
_JOIN_SURE = 0.05


def add_deals(bench: Bench, file: Recognised) -> None:
    """Add the blocks of one file of deals."""
    found = outcomes_of(bench.con, file, bench.answers, bench.used)
    bench.outcomes[file.table.alias] = found
    bench.doubts += found.doubts
    lead = lead_link(bench, file)
    amount = _joined_amount(bench, file)
    key = _deal_key(file, lead)
    for part in found.parts or [Part({"value": "open"}, closed=file.column("closed"))]:
        _add_block(bench, file, part, key, lead, amount)
    bench.doubts += _one_date(file)
    if key is None:
        text = Text(
            fr="Rien ne nomme chaque ligne de {file} : chaque ligne est une affaire. Autrement : "
            "--set {alias}.COLONNE=key",
            en="Nothing names each row of {file}: every row is a deal. Otherwise: "
            "--set {alias}.COLUMN=key",
        ).format(file=file.table.title, alias=file.table.alias)
        bench.doubts.append(Doubt("key_left_out", text, place=file.table.alias))


def _one_date(file: Recognised) -> list[Doubt]:
    """Name a lone date that may as well be the closing day."""
    created = file.column("created")
    others = {"closed", "lost_on", "expected_close"} & set(file.roles)
    if created is None or others:
        return []
    text = Text(
        fr="La seule date de {file}, « {column} », est lue comme celle de la création de l'affaire : les "
        "gains n'ont pas de mois. Autrement : {option}",
        en="The only date of {file}, “{column}”, is read as the day a deal was opened: wins have no "
        "month. Otherwise: {option}",
    ).format(
        file=file.table.title, column=created,
        option=set_option(f"{file.table.alias}.{created}=closed"),
    )  # fmt: skip
    return [Doubt("date_role", text, place=file.table.alias)]


def _deal_key(file: Recognised, lead: Link | None) -> Spec | None:
    if column := file.column("key"):
        return {"column": column}
    if lead is not None and lead.table is file.table and lead.is_one_each and lead.n_present == file.table.n_rows:
        return {"column": lead.column}
    return None


def _add_block(
    bench: Bench, file: Recognised, part: Part, key: Spec | None, lead: Link | None,
    amount: tuple[Link, str, float] | None,
) -> None:  # fmt: skip
    plan = bench.block(
        "opportunities", file, where=dict(part.where), present=part.present, absent=part.absent
    )
    if key is not None:
        add_spec(plan, "opportunity_id", key, file)
    if lead is not None:
        _add_lead(bench, file, plan, lead)
    _add_account(bench, file, plan)
    plan.add_role("owner_id", file, "owner")
    plan.add_role("name", file, "name")
    plan.add_role("service", file, "service")
    if amount is not None:
        link, column, confidence = amount
        plan.joins.append((link.to_table, {link.to_column: link.column}))
        why = Text(
            fr="joint par « {key} »; l'en-tête en parle", en="joined by “{key}”; the header speaks of it"
        ).format(key=link.column)
        plan.add("amount", f"{link.to_table.alias}.{column}", Found(column, "amount", confidence, why))
    else:
        plan.add_role("amount", file, "amount")
        plan.add_role("currency", file, "currency")
    plan.add_role("created_at", file, "created")
    plan.add("closed_at", part.closed, file.roles.get("closed") or file.roles.get("lost_on"))
    plan.add_role("expected_close_on", file, "expected_close")
    add_spec(plan, "outcome", part.outcome, file)
    plan.add_role("lost_reason", file, "lost_reason")
    _add_campaign(bench, file, plan, lead)


def _add_account(bench: Bench, file: Recognised, plan: RowsPlan) -> None:
    """Name the company of a deal: by its column, else by a key that a file of companies has."""
    if "company" in file.roles:
        plan.add_role("account_id", file, "company")
        return
    skip = [name for role in _NOT_LINKS if (name := file.column(role))]
    for other in bench.of_kind("accounts"):
        key = other.column("key")
        link = bench.links.best(file, other, [key], skip=skip) if key else None
        if link is not None and link.is_unique:
            why = Text(
                fr="{n} valeurs sur {all} sont dans {file}", en="{n} of {all} values are in {file}"
            ).format(n=link.n_met, all=link.n_present, file=other.table.title)
            plan.add("account_id", link.column, Found(link.column, "company", 0.8, why))
            return


def lead_link(bench: Bench, file: Recognised) -> Link | None:
    """Find which lead each deal came from; several leads for one value are never chosen among."""
    if bench.said(file, "lead") == "none":
        return None
    skip = [name for role in _NOT_LINKS if (name := file.column(role))]
    many: Link | None = None
    best: Link | None = None
    for other in bench.of_kind("leads"):
        wanted = [name for role in _LEAD_KEYS if (name := other.column(role))]
        link = bench.links.best(file, other, wanted, skip=skip)
        back = _pointed_at(bench, file, other)
        if back is not None and (link is None or not link.is_unique or back.share > link.share):
            return back
        if link is not None and link.is_unique:
            best = link if best is None or link.share > best.share else best
        elif link is not None and link.share >= LEAST_SHARE:
            many = many or link
    if best is not None:
        bench.doubts += _missed(bench, file, best)
        return best
    if many is not None:
        bench.doubts.append(_many_to_many(file, many))
    elif any(bench.of_kind("leads")):
        text = Text(
            fr="Aucune colonne de {file} ne mène à une piste : les affaires n'ont pas le canal de leur piste.",
            en="No column of {file} leads to a lead: deals lack the channel of their lead.",
        ).format(file=file.table.title)
        bench.doubts.append(Doubt("deals_unlinked", text, place=file.table.alias))
    return None


def _pointed_at(bench: Bench, file: Recognised, other: Recognised) -> Link | None:
    """Find a column of the leads that names the deal they became."""
    key = file.column("key")
    if key is None or other.table.alias not in bench.lead_keys:
        return None
    skip = [name for role in (*_NOT_LINKS, "key") if (name := other.column(role))]
    link = bench.links.best(other, file, [key], skip=skip)
    return link if link is not None and link.is_one_each else None


def _add_lead(bench: Bench, file: Recognised, plan: RowsPlan, link: Link) -> None:
    if link.table is not file.table:  # the lead names its deal
        leads, theirs, ours = link.table, link.column, link.to_column
    else:
        leads, theirs, ours = link.to_table, link.to_column, link.column
    key = bench.lead_keys.get(leads.alias)
    why = Text(
        fr="{n} valeurs sur {all} se retrouvent dans « {column} » de {file}",
        en="{n} of {all} values are in “{column}” of {file}",
    ).format(n=link.n_met, all=link.n_present, column=theirs, file=leads.title)
    found = Found(ours, "lead", round(min(1.0, 0.5 + link.share / 2), 2), why)
    if key == {"column": theirs}:
        plan.add("lead_id", ours, found)
    elif key is not None and "column" in key:
        plan.joins.append((leads, {theirs: ours}))
        plan.add("lead_id", f"{leads.alias}.{key['column']}", found)


def _missed(bench: Bench, file: Recognised, link: Link) -> list[Doubt]:
    n_missed = link.n_missed - _met_elsewhere(bench, file, link)
    if n_missed <= 0:
        return []
    text = Text(
        fr="{n} lignes sur {all} de {file} ont un « {column} » qui n'est dans aucune ligne de {other} "
        "(par exemple {examples}){near}. Elles comptent sans piste.",
        en="{n} of {all} rows of {file} have a “{column}” that no row of {other} has (for example "
        "{examples}){near}. They count without a lead.",
    ).format(
        n=n_missed, all=link.n_present, file=file.table.title, column=link.column,
        other=link.to_table.title, examples=", ".join(link.examples), near=near_words(link),
    )  # fmt: skip
    return [Doubt("keys_unmatched", text, place=f"{file.table.alias}.{link.column}")]


def _met_elsewhere(bench: Bench, file: Recognised, link: Link) -> int:
    """Count the rows that find their lead in another file of leads, by the same column."""
    n_met = 0
    for other in bench.of_kind("leads"):
        key = bench.lead_keys.get(other.table.alias, {}).get("column")
        if key and other.table is not link.to_table:
            found = bench.links.link(file.table, link.column, other.table, key)
            n_met += found.n_met if found else 0
    return n_met


def near_words(link: Link) -> Text:
    """Say how many of the missed rows differ by case, blanks or dashes only."""
    if not link.n_near:
        return Text(fr="", en="")
    return Text(
        fr="; {n} ne diffèrent que par la casse, les espaces ou les tirets",
        en="; {n} differ in case, blanks or dashes only",
    ).format(n=link.n_near)


def _many_to_many(file: Recognised, link: Link) -> Doubt:
    alias, leads = file.table.alias, link.to_table.alias
    text = Text(
        fr="« {column} » de {file} mène à « {to}  » de {other}, où une même valeur est sur plusieurs lignes : "
        "on ne sait pas de quelle piste vient l'affaire.",
        en="“{column}” of {file} leads to “{to}” of {other}, where one value is on several rows: "
        "which lead a deal came from is not known.",
    ).format(column=link.column, file=file.table.title, to=link.to_column, other=link.to_table.title)
    return Doubt(
        "join_many_to_many", text, place=f"{alias}.{link.column}", is_blocking=True,
        choices=(
            Choice(Text(fr="les affaires restent sans piste", en="deals stay without a lead"), "--set", f"{alias}.lead=none"),
            Choice(
                Text(fr="une valeur est une seule piste (la dernière ligne compte)", en="one value is one lead (the last row counts)"),
                "--set", f"{leads}.{link.to_column}=key",
            ),
        ),
    )  # fmt: skip


def _joined_amount(bench: Bench, file: Recognised) -> tuple[Link, str, float] | None:
    """Find the amount of deals in a file joined by a key of its own, if deals have none."""
    if "amount" in file.roles or bench.said(file, "amount") == "none":
        return None
    skip = [name for role in _NOT_LINKS if (name := file.column(role))]
    found: list[tuple[float, str, Link]] = []
    for other in bench.of_kind("nothing", "accounts"):
        for column, score in _money_columns(other.table):
            link = _unique_link(bench, file, other, skip)
            if link is not None:
                found.append((score, column, link))
    found.sort(key=lambda each: (-each[0], each[1]))
    if not found:
        return None
    (score, column, link), *others = found
    alike = [each[1] for each in others if score - each[0] <= _JOIN_SURE]
    bench.joined.add(link.to_table.alias)
    bench.doubts.append(_amount_joined(file, link, column, alike))
    return link, column, round(score, 2)


def _money_columns(table: SeenTable) -> list[tuple[str, float]]:
    role = KINDS["deals"].by_name["amount"]
    scores = [
        (name, header_score(name, role.phrases, KINDS["deals"].entities) * role.fits.get(profile.kind, 0.0))
        for name, profile in table.profiles.items()
    ]
    return [(name, score) for name, score in scores if score >= LEAST_CONFIDENCE]


def _unique_link(bench: Bench, file: Recognised, other: Recognised, skip: list[str]) -> Link | None:
    wanted = [
        name
        for name, profile in other.table.profiles.items()
        if profile.kind in {"id", "code", "name", "integer", "email"} and profile.is_distinct
    ]
    keys = [name for name in sorted(wanted) if bench.links.uniqueness(other.table, name).is_unique]
    link = bench.links.best(file, other, keys, skip=skip)
    # Values that meet by chance, as small numbers do, join nothing: the header must agree too.
    if link is None or set(plain_words(link.column)) != set(plain_words(link.to_column)):
        return None
    return link


def _amount_joined(file: Recognised, link: Link, column: str, alike: list[str]) -> Doubt:
    alias = file.table.alias
    text = Text(
        fr="{file} n'a pas de montant : « {column} » de {other} y est joint par « {key} » "
        "({n} lignes sur {all} l'ont). Autrement : --set {alias}.amount=none",
        en="{file} has no amount: “{column}” of {other} is joined by “{key}” ({n} of {all} rows have "
        "it). Otherwise: --set {alias}.amount=none",
    ).format(
        file=file.table.title, column=column, other=link.to_table.title, key=link.column,
        n=link.n_met, all=link.n_present, alias=alias,
    )  # fmt: skip
    if not alike:
        return Doubt("amount_joined", text, place=alias)
    more = Text(fr="{text} Autre candidate : {alike}.", en="{text} Another candidate: {alike}.")
    choice = Choice(Text(fr="aucun montant", en="no amount"), "--set", f"{alias}.amount=none")
    return Doubt("two_amounts", more.format(text=text, alike=", ".join(alike)), alias, True, (choice,))


def _add_campaign(bench: Bench, file: Recognised, plan: RowsPlan, lead: Link | None) -> None:
    """Give a deal without a lead the channel that its own file tells, through a campaign."""
    role = "campaign" if "campaign" in file.roles else "source"
    if role not in file.roles or (role == "source" and lead is not None):
        return
    plan.add_role("primary_campaign_id", file, role)
    if any(each.table == "campaigns" and each.file is file.table for each in bench.rows):
        return
    if role == "campaign" and any(bench.of_kind("spend", "campaigns")):
        return  # the files of costs or campaigns name them
    column = file.column(role) or ""
    campaigns = bench.block("campaigns", file, present=(column,))
    campaigns.add_role("campaign_id", file, role)
    campaigns.add_role("name", file, role)
    source = file.column("source")
    if source and bench.links.depends_on(file.table, column, source):
        campaigns.add_role("channel", file, "source")
    if role == "source":
        text = Text(
            fr="Les affaires de {file} n'ont pas de piste : « {column} » devient leur campagne et leur "
            "canal, mot pour mot. Autrement : {option}",
            en="The deals of {file} have no lead: “{column}” becomes their campaign and their "
            "channel, word for word. Otherwise: {option}",
        ).format(
            file=file.table.title, column=column,
            option=set_option(f"{file.table.alias}.{column}=none"),
        )  # fmt: skip
        bench.doubts.append(Doubt("deal_source_as_campaign", text, place=file.table.alias))
