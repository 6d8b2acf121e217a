"""Blocks of a file of deals: opportunities, their companies and campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.doubts import Doubt, set_option
from boucle.warehouse.imports.proposing.joined_amounts import JoinedAmount, joined_amount
from boucle.warehouse.imports.proposing.lead_links import (
    add_lead,
    describing,
    lead_link,
    not_found,
)
from boucle.warehouse.imports.proposing.leads import add_spec
from boucle.warehouse.imports.proposing.outcomes import Part, outcomes_of
from boucle.warehouse.imports.proposing.plan import Join
from boucle.warehouse.imports.proposing.recognising import Found

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.linking import Link
    from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan, Spec
    from boucle.warehouse.imports.proposing.recognising import Recognised


@dataclass(frozen=True, slots=True)
class _Deals:
    """What every block of a file of deals has: a key, a lead, an amount of another file."""

    file: Recognised
    key: Spec | None
    lead: Link | None
    amount: JoinedAmount | None


def add_deals(bench: Bench, file: Recognised) -> None:
    """Add the blocks of one file of deals."""
    found = outcomes_of(bench, file)
    bench.outcomes[file.table.alias] = found
    bench.doubts += [*found.doubts, *found.told]
    lead = lead_link(bench, file)
    deals = _Deals(file, _deal_key(bench, file, lead), lead, joined_amount(bench, file))
    for part in found.parts or [Part({"value": "open"}, closed=file.column("closed"))]:
        _add_block(bench, deals, part)
    bench.doubts += _one_date(file)
    if deals.key is None:
        text = Text(
            fr="Rien ne nomme chaque ligne de {file} : chaque ligne est une affaire, même pareille "
            "à une autre. Autrement : --set {alias}.COLONNE=key",
            en="Nothing names each row of {file}: every row is a deal, even one that equals "
            "another. Otherwise: --set {alias}.COLUMN=key",
        ).format(file=file.table.title, alias=file.table.alias)
        bench.doubts.append(Doubt("key_left_out", text, place=file.table.alias))


def _one_date(file: Recognised) -> list[Doubt]:
    """Name a lone date that may as well be the closing day."""
    created = file.column("created")
    others = {"closed", "lost_on", "expected_close"} & set(file.roles)
    if created is None or others:
        return []
    text = Text(
        fr="La seule date de {file}, « {column} », est lue comme celle de la création de l'affaire "
           ": les gains n'ont pas de mois. Autrement : {option}",
        en="The only date of {file}, “{column}”, is read as the day a deal was opened: wins have "
           "no month. Otherwise: {option}",
    ).format(
        file=file.table.title, column=created,
        option=set_option(f"{file.table.alias}.{created}=closed"),
    )  # fmt: skip
    return [Doubt("date_role", text, place=file.table.alias)]


def _deal_key(bench: Bench, file: Recognised, lead: Link | None) -> Spec | None:
    """Return what names a deal: its key, else the key of its lead, if each lead has one deal."""
    if column := file.column("key"):
        return {"column": column}
    if lead is None or lead.table is not file.table or not lead.is_one_each:
        return None
    # A company may come back with a second deal, and would take the place of the first.
    is_key = bench.lead_keys.get(lead.to_table.alias) == {"column": lead.to_column}
    is_whole = lead.n_present == file.table.n_rows
    is_telling = lead.table.profiles[lead.column].kind in {"id", "code", "integer"}
    return {"column": lead.column} if is_key and is_whole and is_telling else None


def _add_block(bench: Bench, deals: _Deals, part: Part) -> None:
    file = deals.file
    plan = bench.block(
        "opportunities", file, where=dict(part.where), present=part.present, absent=part.absent
    )
    if deals.key is not None:
        add_spec(plan, "opportunity_id", deals.key, file)
    if deals.lead is not None:
        add_lead(bench, file, plan, deals.lead)
    _add_account(bench, file, plan)
    plan.add_role("owner_id", file, "owner")
    plan.add_role("name", file, "name")
    plan.add_role("service", file, "service")
    _add_amount(deals, plan)
    plan.add_role("created_at", file, "created")
    plan.add("closed_at", part.closed, file.roles.get("closed") or file.roles.get("lost_on"))
    plan.add_role("expected_close_on", file, "expected_close")
    add_spec(plan, "outcome", part.outcome, file)
    plan.add_role("lost_reason", file, "lost_reason")
    plan.add_role("entered_at", file, "entered")
    _add_campaign(bench, file, plan, deals.lead)


def _add_amount(deals: _Deals, plan: RowsPlan) -> None:
    amount = deals.amount
    if amount is None:
        plan.add_role("amount", deals.file, "amount")
        plan.add_role("currency", deals.file, "currency")
        return
    link = amount.link
    plan.joins.append(Join(link.to_table, {link.to_column: link.column}))
    why = Text(
        fr="joint par « {key} »; l'en-tête en parle",
        en="joined by “{key}”; the header speaks of it",
    ).format(key=link.column)
    found = Found(amount.column, "amount", amount.confidence, why)
    plan.add("amount", f"{link.to_table.alias}.{amount.column}", found)


def _add_account(bench: Bench, file: Recognised, plan: RowsPlan) -> None:
    """Name the company of a deal: by its column, else by a key that a file of companies has."""
    if "company" in file.roles:
        plan.add_role("account_id", file, "company")
        return
    for other in bench.of_kind("accounts"):
        key = other.column("key")
        link = bench.links.best(file, other, [key], skip=describing(file)) if key else None
        if link is not None and link.is_unique:
            why = Text(
                fr="{n} valeurs sur {all} sont dans {file}", en="{n} of {all} values are in {file}"
            ).format(n=link.n_met, all=link.n_present, file=other.table.title)
            plan.add("account_id", link.column, Found(link.column, "company", 0.8, why))
            if link.n_missed:
                bench.doubts.append(not_found(file, other, link))
            return


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
            fr="Les affaires de {file} n'ont pas de piste : « {column} » devient leur campagne et "
               "leur canal, mot pour mot. Autrement : {option}",
            en="The deals of {file} have no lead: “{column}” becomes their campaign and their "
            "channel, word for word. Otherwise: {option}",
        ).format(
            file=file.table.title, column=column,
            option=set_option(f"{file.table.alias}.{column}=none"),
        )  # fmt: skip
        bench.doubts.append(Doubt("deal_source_as_campaign", text, place=file.table.alias))
