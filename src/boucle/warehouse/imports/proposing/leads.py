"""Blocks of a file of leads: leads, their source, people, stages, and deals it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.block import ROW
from boucle.warehouse.imports.proposing.cells import known
from boucle.warehouse.imports.proposing.doubts import Doubt
from boucle.warehouse.imports.proposing.keys import lead_key, suffixed
from boucle.warehouse.imports.proposing.lead_links import not_found
from boucle.warehouse.imports.proposing.linking import LEAST_SHARE
from boucle.warehouse.imports.proposing.names import plain_words
from boucle.warehouse.imports.proposing.outcomes import outcomes_of
from boucle.warehouse.imports.proposing.plan import Line

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan, Spec
    from boucle.warehouse.imports.proposing.recognising import Recognised

_FUNNEL = ("mql", "sal", "sql", "disqualified")
_MQL_WORDS = ({"mql"}, {"mqls"}, {"marketing", "qualified"})
_MOST_SPELLINGS = 8
_PERSON = ("email", "phone", "first_name", "last_name", "job_title", "country", "region")


def add_leads(bench: Bench, file: Recognised) -> None:
    """Add the blocks of one file of leads."""
    found = outcomes_of(bench, file)
    # Where deals have a file of their own, what leads say of wins would count them twice.
    is_told = bool(found.parts) and not any(bench.of_kind("deals"))
    bench.outcomes[file.table.alias] = found
    if not any(bench.of_kind("deals")):
        bench.doubts += found.doubts
    bench.doubts += found.told
    is_rich = _has_gestures(file) or any(f"{each}_at" in file.roles for each in _FUNNEL)
    needed = is_told or is_rich or any(bench.of_kind("deals", "activities"))
    key = lead_key(bench, file, needed=needed)
    is_named = key is not None and key != {"column": ROW}
    if key is not None and is_named:
        bench.lead_keys[file.table.alias] = key
    _add_leads(bench, file, key)
    bench.doubts += _no_source(file)
    tell_spellings(bench, file)
    _add_people(bench, file, key)
    if key is not None:
        _add_gesture(bench, file, key)
        _add_stages(bench, file, key)
    if not is_named:
        bench.doubts.append(_no_key(file))
    if is_told:
        add_lead_deals(bench, file, key)


def _no_source(file: Recognised) -> list[Doubt]:
    """Tell that leads have no channel, where no column says where they came from."""
    if _has_gestures(file) or "source" in file.roles:
        return []
    text = Text(
        fr="Aucune colonne de {file} ne dit d'où viennent les pistes : elles n'ont pas de canal. "
        "Autrement : --set {alias}.COLONNE=source",
        en="No column of {file} says where leads came from: they have no channel. Otherwise: "
        "--set {alias}.COLUMN=source",
    ).format(file=file.table.title, alias=file.table.alias)
    return [Doubt("no_source", text, place=file.table.alias)]


def _has_gestures(file: Recognised) -> bool:
    return any(role in file.roles for role in ("utm_source", "medium", "campaign"))


def _no_key(file: Recognised) -> Doubt:
    text = Text(
        fr="Rien ne nomme chaque ligne de {file} : chaque ligne est une piste, même pareille à une "
        "autre, et aucun autre fichier ne peut la désigner. Autrement : --set {alias}.COLONNE=key",
        en="Nothing names each row of {file}: every row is a lead, even one that equals another, "
        "and no other file can point to it. Otherwise: --set {alias}.COLUMN=key",
    ).format(file=file.table.title, alias=file.table.alias)
    return Doubt("key_left_out", text, place=file.table.alias)


def person_of(bench: Bench, file: Recognised, key: Spec | None) -> tuple[Spec | None, bool]:
    """Return what names the person of a row, and whether several rows may be one person."""
    if column := file.column("person"):
        return {"column": column}, not bench.links.uniqueness(file.table, column).is_unique
    email = file.column("email")
    if email:
        counts = bench.links.uniqueness(file.table, email)
        is_whole = counts.n_present == counts.n_rows
        if (is_whole and not counts.is_unique) or key is None:
            return {"column": email}, not counts.is_unique
    return key, False


def _add_leads(bench: Bench, file: Recognised, key: Spec | None) -> None:
    plan = bench.block("leads", file)
    if key is not None:
        add_spec(plan, "lead_id", key, file)
    person, _ = person_of(bench, file, key)
    if person is not None:
        add_spec(plan, "contact_id", person, file)
    plan.add_role("account_id", file, "company")
    plan.add_role("opened_at", file, "created")
    plan.add_role("service_interest", file, "service")
    plan.add_role("owner_id", file, "owner")
    plan.add_role("entered_at", file, "entered")
    _add_source(bench, file, plan, key)


def add_spec(plan: RowsPlan, target: str, spec: Spec, file: Recognised) -> None:
    """Add a line whose form is settled, with the evidence of its column."""
    by_column = {each.column: each for each in file.roles.values()}
    plan.lines.append(Line(target, dict(spec), by_column.get(spec.get("column", ""))))


def _add_source(bench: Bench, file: Recognised, plan: RowsPlan, key: Spec | None) -> None:
    if "created" not in file.roles:
        return
    if _has_gestures(file) and key is not None and (origin := suffixed(key, "#origin")):
        add_spec(plan, "origin_touchpoint_id", origin, file)
        return
    role = "source" if "source" in file.roles else "utm_source"
    found = file.roles.get(role)
    if found is None:
        return
    by_rules = role == "utm_source" or bench.said(file.table, "source", "rules") is not None
    plan.lead_source = {"column": found.column, "as": "origin_source" if by_rules else "channel"}
    plan.source_found = found
    bench.doubts.append(source_doubt(file, found.column, by_rules=by_rules))


def tell_spellings(bench: Bench, file: Recognised) -> None:
    """Name the sources of leads that differ in case or blanks only: each would be a channel."""
    column = file.column("source")
    if column is None:
        return
    values = f"(SELECT {known(column)} AS v FROM {file.table.relation})"  # noqa: S608
    rows = bench.con.execute(
        f"SELECT list(DISTINCT v ORDER BY v) FROM {values} "  # noqa: S608
        "WHERE v IS NOT NULL GROUP BY lower(regexp_replace(v, '[\\s_-]+', '', 'g')) "
        f"HAVING count(DISTINCT v) > 1 ORDER BY 1 LIMIT {_MOST_SPELLINGS}"
    ).fetchall()
    if rows:
        shown = "; ".join(" / ".join(words) for (words,) in rows)
        text = Text(
            fr="Des sources de « {column} » ({file}) ne diffèrent que par la casse, les espaces ou "
            "les tirets, et comptent à part : {shown}.",
            en="Sources of “{column}” ({file}) differ in case, blanks or dashes only, and count "
            "apart: {shown}.",
        ).format(column=column, file=file.table.title, shown=shown)
        bench.doubts.append(Doubt("spellings", text, f"{file.table.alias}.{column}"))


def source_doubt(file: Recognised, column: str, *, by_rules: bool) -> Doubt:
    """Say how the source of leads becomes their channel."""
    alias = file.table.alias
    if by_rules:
        text = Text(
            fr="Le canal des pistes de {file} vient de « {column} » selon les règles de l'entente. "
            'Autrement, dans la correspondance : as = "channel"',
            en="The channel of the leads of {file} comes from “{column}” by the agreement's rules. "
            'Otherwise, in the mapping: as = "channel"',
        )
        return Doubt("source_by_rules", text.format(file=file.table.title, column=column), alias)
    text = Text(
        fr="Le canal des pistes de {file} est « {column} », mot pour mot. Pour le trouver par les "
        "règles de l'entente : --set {alias}.source=rules",
        en="The channel of the leads of {file} is “{column}”, word for word. To find it by the "
        "agreement's rules: --set {alias}.source=rules",
    )
    return Doubt(
        "source_as_channel", text.format(file=file.table.title, column=column, alias=alias), alias
    )


def _add_gesture(bench: Bench, file: Recognised, key: Spec) -> None:
    """Make the touchpoint that a lead with UTM marks or a campaign came from."""
    origin = suffixed(key, "#origin")
    created = file.column("created")
    if not _has_gestures(file) or origin is None or created is None:
        return
    plan = bench.block("touchpoints", file, present=(created,))
    add_spec(plan, "touchpoint_id", origin, file)
    person, _ = person_of(bench, file, key)
    add_spec(plan, "contact_id", person or key, file)
    plan.add_role("account_id", file, "company")
    plan.add_role("occurred_at", file, "created")
    by_rules = bench.said(file.table, "source", "rules") is not None
    if "utm_source" not in file.roles:
        plan.add_role("origin_source" if by_rules else "channel", file, "source")
    else:
        if not by_rules:
            plan.add_role("channel", file, "source")
        plan.add_role("origin_source", file, "utm_source")
    plan.add_role("medium", file, "medium")
    plan.add_role("campaign_id", file, "campaign")
    plan.add_value("kind", "other")
    plan.add_value("evidence", "observed")
    is_ruled = plan.line("channel") is None
    line = plan.line("channel") or plan.line("origin_source") or plan.line("medium")
    if line is not None:
        bench.doubts.append(source_doubt(file, line.spec["column"], by_rules=is_ruled))


def _add_people(bench: Bench, file: Recognised, key: Spec | None) -> None:
    person, is_shared = person_of(bench, file, key)
    if person is None or (any(bench.of_kind("contacts")) and _is_known(bench, file, person)):
        return
    column = person.get("column")
    plan = bench.block("contacts", file, present=(column,) if column else ())
    add_spec(plan, "contact_id", person, file)
    roles = [*_PERSON, "company", "owner", "created"]
    if "last_name" not in file.roles:  # « Nom » beside « Prénom », or the whole name
        roles.append("full_name")
    targets = {
        "company": "account_id",
        "owner": "owner_id",
        "created": "created_at",
        "full_name": "last_name",
    }
    for role in roles:
        other = file.column(role)
        if other is None or (
            is_shared and not bench.links.depends_on(file.table, column or "", other)
        ):
            continue
        plan.add_role(targets.get(role, role), file, role)


def _is_known(bench: Bench, file: Recognised, person: Spec) -> bool:
    """Tell whether a file of contacts has these people under the same name."""
    column = person.get("column")
    if column is None:
        return False
    for other in bench.of_kind("contacts"):
        own = other.column("key") or other.column("email")
        link = bench.links.link(file.table, column, other.table, own) if own else None
        if link is not None and link.share >= LEAST_SHARE:
            bench.doubts += [not_found(file, other, link)] if link.n_missed else []
            return True
    return False


def _add_stages(bench: Bench, file: Recognised, key: Spec) -> None:
    for stage in _FUNNEL:
        column = file.column(f"{stage}_at")
        if column is not None:
            _add_stage(bench, file, key, stage, f"{stage}_at")
    words = set(file.table.words)
    words |= set(plain_words(file.column("key") or ""))
    if (
        "mql_at" not in file.roles
        and "created" in file.roles
        and any(each <= words for each in _MQL_WORDS)
    ):
        _add_stage(bench, file, key, "mql", "created")
        text = Text(
            fr="{file} se dit une liste de MQL : chaque ligne compte comme telle dès « {column} ». "
            "Autrement : enlevez son bloc stage_changes de la correspondance.",
            en="{file} calls itself a list of MQLs: every row counts as one from “{column}” on. "
            "Otherwise: take its stage_changes block out of the mapping.",
        ).format(file=file.table.title, column=file.column("created"))
        bench.doubts.append(Doubt("all_mql", text, place=file.table.alias))
    states = bench.outcomes[file.table.alias].states
    if states and not any(f"{each}_at" in file.roles for each in _FUNNEL):
        text = Text(
            fr="« {column} » de {file} dit une étape sans sa date : les étapes des pistes restent "
            "inconnues, seules les affaires gagnées et perdues comptent.",
            en="“{column}” of {file} tells a stage without its date: the stages of leads stay "
            "unknown, only deals won and lost count.",
        ).format(column=file.column("status"), file=file.table.title)
        bench.doubts.append(Doubt("stages_undated", text, place=file.table.alias))


def _add_stage(bench: Bench, file: Recognised, key: Spec, stage: str, role: str) -> None:
    change = suffixed(key, f"#{stage}")
    if change is None:
        return
    plan = bench.block("stage_changes", file, present=(file.column(role) or "",))
    add_spec(plan, "stage_change_id", change, file)
    plan.add_value("subject", "lead")
    add_spec(plan, "subject_id", key, file)
    plan.add_value("to_stage", stage)
    plan.add_role("occurred_at", file, role)
    plan.add_value("evidence", "observed")


def add_lead_deals(bench: Bench, file: Recognised, key: Spec | None) -> None:
    """Make the deals that a file of leads tells of: won, lost, or open with a stage of deals."""
    for part in bench.outcomes[file.table.alias].parts:
        plan = bench.block(
            "opportunities", file, where=dict(part.where), present=part.present, absent=part.absent
        )
        if key is not None:
            add_spec(plan, "opportunity_id", key, file)
            add_spec(plan, "lead_id", key, file)
        plan.add_role("account_id", file, "company")
        plan.add_role("owner_id", file, "owner")
        plan.add_role("service", file, "service")
        plan.add_role("amount", file, "amount")
        plan.add_role("currency", file, "currency")
        plan.add("closed_at", part.closed, file.roles.get("closed") or file.roles.get("lost_on"))
        plan.add_role("expected_close_on", file, "expected_close")
        add_spec(plan, "outcome", part.outcome, file)
        plan.add_role("lost_reason", file, "lost_reason")
