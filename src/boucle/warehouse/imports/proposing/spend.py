"""Blocks of a file of costs: spend, and the campaigns it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.cells import distinct_values, known
from boucle.warehouse.imports.proposing.doubts import Doubt
from boucle.warehouse.imports.proposing.names import plain_words, word_set
from boucle.warehouse.imports.sql import first_row

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan
    from boucle.warehouse.imports.proposing.recognising import Recognised

_MICROS = 0.000001
# What files of costs are called after.
_PLATFORMS = word_set(
    "google adwords linkedin facebook meta instagram bing microsoft tiktok twitter pinterest "
    "reddit snapchat youtube amazon"
)
_PLATFORM_NAMES = {"meta": "facebook", "facebook": "meta", "adwords": "google", "microsoft": "bing"}
_MOST_SOURCES, _SHOWN = 200, 8


def add_spend(bench: Bench, file: Recognised) -> None:
    """Add the blocks of one file of costs."""
    day, cost = file.column("spent_on") or "", file.column("cost") or ""
    plan = bench.block("spend", file, present=(day, cost))
    plan.add_role("spend_id", file, "key")
    plan.add_role("spent_on", file, "spent_on")
    _add_channel(bench, file, plan)
    campaign = _campaign(bench, file)
    if campaign is not None:
        plan.add_role("campaign_id", file, campaign)
    scale = {"scale": _MICROS} if {"micro", "micros"} & set(plain_words(cost)) else {}
    plan.add_role("amount", file, "cost", **scale)
    plan.add_role("currency", file, "currency")
    plan.add_role("hours", file, "hours")
    if campaign is not None and not any(bench.of_kind("campaigns")):
        _add_campaigns(bench, file, campaign)
    _count_left_out(bench, file, day, cost)


def _add_channel(bench: Bench, file: Recognised, plan: RowsPlan) -> None:
    """Name the channel: by a column, else by the source of leads that the file is called after."""
    if "channel" in file.roles:
        plan.add_role("channel", file, "channel")
        _tell_strangers(bench, file)
        return
    words = file.table.words & _PLATFORMS
    named = {
        source
        for other in bench.of_kind("leads")
        for source in _sources(bench, other)
        if any(
            _PLATFORM_NAMES.get(word, word) in source.lower() or word in source.lower()
            for word in words
        )
    }
    if len(named) == 1:
        (source,) = named
        plan.add_value("channel", source)
        text = Text(
            fr="{file} n'a pas de canal; son nom parle de « {source} », une source des pistes, qui "
            "devient celui de ses dépenses. Autrement : enlevez channel de la correspondance.",
            en="{file} has no channel; its name speaks of “{source}”, a source of the leads, which "
            "becomes that of its spend. Otherwise: take channel out of the mapping.",
        ).format(file=file.table.title, source=source)
        bench.doubts.append(Doubt("channel_by_name", text, file.table.alias))


def _sources(bench: Bench, file: Recognised) -> list[str]:
    column = file.column("source")
    if column is None:
        return []
    return distinct_values(bench.con, file.table.relation, column, _MOST_SOURCES)


def _tell_strangers(bench: Bench, file: Recognised) -> None:
    """Name the channels paid for that no lead has: their cost would stand beside no lead."""
    sources = {source for other in bench.of_kind("leads") for source in _sources(bench, other)}
    paid = distinct_values(
        bench.con, file.table.relation, file.column("channel") or "", _MOST_SOURCES
    )
    strange = [word for word in paid if word not in sources]
    if sources and strange:
        text = Text(
            fr="Des canaux de {file} ne sont la source d'aucune piste, mot pour mot : {words}. "
            "Leurs dépenses restent à côté. Pour les réunir : values = {{ … }} dans la "
            "correspondance.",
            en="Channels of {file} are the source of no lead, word for word: {words}. Their spend "
            "stays apart. To bring them together: values = {{ … }} in the mapping.",
        ).format(file=file.table.title, words=", ".join(strange[:_SHOWN]))
        bench.doubts.append(Doubt("channels_do_not_meet", text, file.table.alias))


def _campaign(bench: Bench, file: Recognised) -> str | None:
    """Return the role, key or name, by which leads and deals name the campaigns."""
    ours = [role for role in ("campaign_id", "campaign") if role in file.roles]
    shares: dict[str, float] = {}
    for other in bench.of_kind("leads", "deals", "campaigns"):
        theirs = other.column("campaign") or (
            other.column("key") if other.kind == "campaigns" else None
        )
        for role in ours:
            column = file.column(role)
            if (
                theirs
                and column
                and (link := bench.links.link(other.table, theirs, file.table, column))
            ):
                shares[role] = max(shares.get(role, 0.0), link.share)
    if shares:
        return max(ours, key=lambda role: shares.get(role, 0.0))
    return ours[0] if ours else None


def _add_campaigns(bench: Bench, file: Recognised, campaign: str) -> None:
    column = file.column(campaign) or ""
    for each in bench.rows:
        line = each.line("campaign_id") if each.table == "campaigns" else None
        if line and bench.links.link(file.table, column, each.file, str(line.spec["column"])):
            return  # one campaign is named by one file
    plan = bench.block("campaigns", file, present=(column,))
    plan.add_role("campaign_id", file, campaign)
    for target, role in (("name", "campaign"), ("channel", "channel")):
        other = file.column(role)
        if other and bench.links.depends_on(file.table, column, other):
            plan.add_role(target, file, role)


def _count_left_out(bench: Bench, file: Recognised, day: str, cost: str) -> None:
    cells = known(day), known(cost)
    (n,) = first_row(
        bench.con,
        f"SELECT count(*) FROM {file.table.relation} "  # noqa: S608
        f"WHERE {cells[0]} IS NULL OR {cells[1]} IS NULL",
    )
    if n:
        text = Text(
            fr="{n} lignes de {file} sans « {day} » ou sans « {cost} » sont laissées de côté : "
            "totaux, ou jours sans dépense.",
            en="{n} rows of {file} without “{day}” or “{cost}” are left out: totals, or days "
            "without spend.",
        ).format(n=n, file=file.table.title, day=day, cost=cost)
        bench.doubts.append(Doubt("rows_left_out", text, place=file.table.alias))
