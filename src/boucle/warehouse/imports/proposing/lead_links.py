"""How a deal finds the lead it came from; among several leads none is ever chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.doubts import Doubt, asked, setting
from boucle.warehouse.imports.proposing.linking import LEAST_SHARE
from boucle.warehouse.imports.proposing.plan import Join
from boucle.warehouse.imports.proposing.recognising import Found

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.linking import Link
    from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan
    from boucle.warehouse.imports.proposing.recognising import Recognised

_LEAD_KEYS = ("key", "email", "phone", "full_name", "company")
# Columns of these roles describe a deal; that their values are elsewhere too means nothing.
_DESCRIBING = (
    *("source", "utm_source", "medium", "campaign", "status", "owner", "service", "currency"),
    *("amount", "created", "closed", "sdr", "lost_reason", "country", "region", "industry"),
    "probability",
)


def describing(file: Recognised) -> list[str]:
    """Return the columns that link to no other file."""
    return [name for role in _DESCRIBING if (name := file.column(role))]


def lead_link(bench: Bench, file: Recognised) -> Link | None:
    """Find which lead each deal came from: a key that leads have, or leads that name their deal."""
    if bench.said(file.table, "lead", "none"):
        return None
    best, many = _candidates(bench, file)
    if best is not None:
        if best.table is file.table:
            bench.doubts += _missed(bench, file, best)
        return best
    if many is not None and bench.said(file.table, "lead", "first|last"):
        bench.doubts += _missed(bench, file, many)
        return many
    if many is not None:
        can_pick = "column" in bench.lead_keys.get(many.to_table.alias, {})
        bench.doubts.append(_many_to_many(file, many, can_pick=can_pick))
    elif any(bench.of_kind("leads")):
        text = Text(
            fr="Aucune colonne de {file} ne mène à une piste : les affaires n'ont pas le canal de "
            "leur piste.",
            en="No column of {file} leads to a lead: deals lack the channel of their lead.",
        ).format(file=file.table.title)
        bench.doubts.append(Doubt("deals_unlinked", text, place=file.table.alias))
    return None


def _candidates(bench: Bench, file: Recognised) -> tuple[Link | None, Link | None]:
    """Return the best link that is sure, and the best that leads to several leads."""
    sure: list[Link] = []
    many: list[Link] = []
    for other in bench.of_kind("leads"):
        wanted = [name for role in _LEAD_KEYS if (name := other.column(role))]
        link = bench.links.best(file, other, wanted, skip=describing(file))
        back = _pointed_at(bench, file, other)
        sure += [back] if back is not None else []
        # Rows of one key are one lead, however often a download says them.
        is_key = link is not None and bench.lead_keys.get(other.table.alias) == {
            "column": link.to_column
        }
        if link is not None and (is_key or not link.n_doubled):
            sure.append(link)
        elif link is not None and link.share >= LEAST_SHARE:
            many.append(link)
    best = max(sure, key=lambda each: each.share, default=None)
    return best, next(iter(many), None)


def _pointed_at(bench: Bench, file: Recognised, other: Recognised) -> Link | None:
    """Find a column of the leads that names the deal they became."""
    key = file.column("key")
    if key is None or other.table.alias not in bench.lead_keys:
        return None
    skip = [*describing(other), *filter(None, [other.column("key")])]
    link = bench.links.best(other, file, [key], skip=skip)
    return link if link is not None and link.is_one_each else None


def add_lead(bench: Bench, file: Recognised, plan: RowsPlan, link: Link) -> None:
    """Add the line that names the lead of a deal, and the join that it takes."""
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
        pick = bench.said(file.table, "lead", "first|last")
        plan.joins.append(Join(leads, {theirs: ours}, pick))
        plan.add("lead_id", f"{leads.alias}.{key['column']}", found)


def _missed(bench: Bench, file: Recognised, link: Link) -> list[Doubt]:
    n_missed = link.n_missed - _met_elsewhere(bench, file, link)
    if n_missed <= 0:
        return []
    text = Text(
        fr="{n} lignes sur {all} de {file} ont un « {column} » qui n'est dans aucune ligne de "
        "{other}{near}. Elles comptent sans piste.",
        en="{n} of {all} rows of {file} have a “{column}” that no row of {other} has{near}. They "
        "count without a lead.",
    ).format(
        n=n_missed, all=link.n_present, file=file.table.title, column=link.column,
        other=link.to_table.title, near=near_words(link),
    )  # fmt: skip
    place = f"{file.table.alias}.{link.column}"
    return [Doubt("keys_unmatched", text, place, examples=link.examples)]


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


def not_found(other: Recognised, file: Recognised, link: Link) -> Doubt:
    """Tell of rows of `other` whose value stands nowhere in `file`, or nearly."""
    text = Text(
        fr="{n} lignes sur {all} de {other} ont un « {column} » que {file} "
        "n'a pas{near}.",
        en="{n} of {all} rows of {other} have a “{column}” that {file} lacks{near}.",
    ).format(
        n=link.n_missed, all=link.n_present, other=other.table.title, column=link.column,
        file=file.table.title, near=near_words(link),
    )  # fmt: skip
    code = "spellings" if link.n_near else "keys_unmatched"
    return Doubt(code, text, f"{other.table.alias}.{link.column}", examples=link.examples)


def _many_to_many(file: Recognised, link: Link, *, can_pick: bool) -> Doubt:
    alias, leads = file.table.alias, link.to_table.alias
    text = Text(
        fr="« {column} » de {file} mène à « {to} » de {other}, mais {n} affaires sur {all} y "
        "trouvent plusieurs pistes : on ne sait pas de laquelle elles viennent.",
        en="“{column}” of {file} leads to “{to}” of {other}, but {n} of {all} deals find several "
        "leads there: which one they came from is not known.",
    ).format(
        column=link.column, file=file.table.title, to=link.to_column, other=link.to_table.title,
        n=link.n_doubled, all=link.n_present,
    )  # fmt: skip
    stay = Text(fr="les affaires restent sans piste", en="deals stay without a lead")
    choices = [setting(stay, f"{alias}.lead=none")]
    if can_pick:
        first = Text(fr="la première piste de chaque valeur", en="the first lead of each value")
        last = Text(fr="la dernière piste de chaque valeur", en="the last lead of each value")
        choices += [setting(first, f"{alias}.lead=first"), setting(last, f"{alias}.lead=last")]
    one = Text(
        fr="une valeur est une seule piste (sa dernière ligne compte)",
        en="one value is one lead (its last row counts)",
    )
    choices.append(setting(one, f"{leads}.{link.to_column}=key"))
    return asked("join_many_to_many", text, f"{alias}.{link.column}", choices)
