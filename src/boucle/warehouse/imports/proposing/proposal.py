"""A whole mapping proposed from files alone, with its confidence and its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports import mapping as mappings
from boucle.warehouse.imports.proposing import entities, written
from boucle.warehouse.imports.proposing.answers import refuse_unused
from boucle.warehouse.imports.proposing.deals import add_deals
from boucle.warehouse.imports.proposing.doubts import Doubt
from boucle.warehouse.imports.proposing.keys import settle_keys
from boucle.warehouse.imports.proposing.leads import add_leads
from boucle.warehouse.imports.proposing.linking import Links
from boucle.warehouse.imports.proposing.money import empty_zeros, settle_money
from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan
from boucle.warehouse.imports.proposing.recognising import Recognised, recognised
from boucle.warehouse.imports.proposing.rivals import tell_rivals
from boucle.warehouse.imports.proposing.spend import add_spend, ask_about_spend_twice
from boucle.warehouse.imports.proposing.toml_text import mapping_text
from boucle.warehouse.imports.proposing.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from boucle.language import Language
    from boucle.warehouse.imports.mapping import Mapping
    from boucle.warehouse.imports.proposing.answers import Answers
    from boucle.warehouse.imports.proposing.seeing import Seen

_UNSURE_KIND = 0.6
_SHOWN_COLUMNS = 12


@dataclass(frozen=True)
class Proposal:
    """A proposed mapping: its text and what it means; `mapping` is None where nothing was found.

    `doubts` come in the order of what they change; `files` are all that were read.
    """

    name: str
    text: str
    mapping: Mapping | None
    files: tuple[Recognised, ...]
    rows: tuple[RowsPlan, ...]
    doubts: tuple[Doubt, ...]
    fingerprint: str

    @property
    def blocking(self) -> tuple[Doubt, ...]:
        """The doubts that somebody must settle before anything is imported."""
        return tuple(doubt for doubt in self.doubts if doubt.is_blocking)


def fingerprint(seen: Seen) -> str:
    """Return what tells files of other names or headers apart, whatever their rows."""
    shapes = sorted(f"{each.title}|{'|'.join(sorted(each.columns))}" for each in seen.tables)
    return sha256("\n".join(shapes).encode()).hexdigest()[:16]


def propose(
    con: duckdb.DuckDBPyConnection,
    seen: Seen,
    name: str,
    answers: Answers,
    *,
    currency: str,
    time_zone: str,
    language: Language,
) -> Proposal:
    """Propose a mapping for files that were read.

    Parameters
    ----------
    con
        Engine on which whole columns are compared.
    seen
        From `seen_files`.
    name
        Of the mapping, and of its source.
    answers
        What a person says; they come before what the files seem to say.
    currency, time_zone
        The agreement's, where the files say neither.
    language
        Of the comments of the file.

    Raises
    ------
    ParameterError
        If an answer is about something that is not there.
    """
    bench = Bench(con, Links(con), _kinds(seen, answers), answers, answers.currency or currency)
    _mark_used(bench)
    settle_keys(bench)
    _add_blocks(bench)
    tell_rivals(bench)
    settle_money(bench)
    _settle_written(bench, name)
    empty_zeros(bench)
    written.tell_time_zone(bench, time_zone)
    _tell_rest(bench, seen)
    refuse_unused(answers, bench.used, _known_names(bench))
    doubts = tuple(sorted(_once(bench.doubts), key=lambda each: each.rank))
    mark = fingerprint(seen)
    text = mapping_text(
        name, bench.rows, time_zone=answers.time_zone, doubts=doubts, fingerprint=mark,
        language=language,
    )  # fmt: skip
    mapping = mappings.parse(text, name=f"{name}.toml") if bench.rows else None
    return Proposal(name, text, mapping, tuple(bench.files), tuple(bench.rows), doubts, mark)


def _once(doubts: Sequence[Doubt]) -> list[Doubt]:
    return list({(each.code, each.place, each.text.en): each for each in doubts}.values())


def _kinds(seen: Seen, answers: Answers) -> list[Recognised]:
    found = []
    for table in seen.tables:
        said = answers.sets.get(table.alias)
        roles = {
            column: answers.sets[f"{table.alias}.{column}"]
            for column in table.columns
            if f"{table.alias}.{column}" in answers.sets
        }
        kind = said if said in KINDS else None
        found.append(
            Recognised(table, "ignored", 1.0, is_said=True)
            if said == "ignore"
            else recognised(table, kind, roles)
        )
    return found


def _mark_used(bench: Bench) -> None:
    """Note the answers about files and columns that were of use."""
    for file in bench.files:
        alias, said = file.table.alias, bench.answers.sets.get(file.table.alias)
        if said == "ignore" or said in KINDS:
            bench.used.add(alias)
        allowed = {"none"} | {role for kind in KINDS.values() for role in kind.by_name}
        for column in file.table.columns:
            if bench.answers.sets.get(f"{alias}.{column}") in allowed:
                bench.used.add(f"{alias}.{column}")


def _known_names(bench: Bench) -> list[str]:
    return [file.table.alias for file in bench.files]


def _add_blocks(bench: Bench) -> None:
    for file in bench.of_kind("leads"):
        add_leads(bench, file)
    entities.add_contacts(bench)
    entities.add_campaigns(bench)
    for file in bench.of_kind("spend"):
        add_spend(bench, file)
    ask_about_spend_twice(bench)
    for file in bench.of_kind("deals"):
        add_deals(bench, file)
    entities.add_accounts(bench)
    entities.add_users(bench)
    entities.add_activities(bench)
    entities.check_lookups(bench)


def _settle_written(bench: Bench, name: str) -> None:
    if bench.rows:
        draft = mapping_text(name, bench.rows, time_zone=bench.answers.time_zone)
        written.settle_forms(bench, mappings.parse(draft, name=f"{name}.toml"))


def _tell_rest(bench: Bench, seen: Seen) -> None:
    for title, why in seen.ignored:
        text = Text(fr="{file} est ignoré : {why}", en="{file} is ignored: {why}")
        bench.doubts.append(Doubt("file_ignored", text.format(file=title, why=why), title))
    for file in bench.files:
        if file.kind in ("nothing", "ignored"):
            _tell_ignored(bench, file)
        else:
            _tell_kind(bench, file)
            _tell_unused(bench, file)


def _tell_ignored(bench: Bench, file: Recognised) -> None:
    if file.kind == "ignored" or file.table.alias in bench.joined:
        return
    text = Text(
        fr="{file} n'est pas importé : rien n'y fait des pistes, des affaires, des dépenses ou ce "
        "qui les entoure. Autrement : --set {alias}={kinds}",
        en="{file} is not imported: nothing in it makes leads, deals, spend or what goes with "
        "them. Otherwise: --set {alias}={kinds}",
    ).format(file=file.table.title, alias=file.table.alias, kinds="|".join(KINDS))
    bench.doubts.append(Doubt("file_ignored", text, file.table.alias))


def _tell_kind(bench: Bench, file: Recognised) -> None:
    if file.is_said or (file.confidence >= _UNSURE_KIND and not file.second):
        return
    text = Text(
        fr="{file} est lu comme « {kind} »; ce pourrait être autre chose. Autrement : --set "
           "{alias}={other}",
        en="{file} is read as `{kind}`; it might be something else. Otherwise: --set "
           "{alias}={other}",
    ).format(
        file=file.table.title, kind=file.kind, alias=file.table.alias,
        other=file.second or "|".join(name for name in KINDS if name != file.kind),
    )  # fmt: skip
    bench.doubts.append(Doubt("kind_guessed", text, file.table.alias))


def _tell_unused(bench: Bench, file: Recognised) -> None:
    """Name the columns that nothing reads, those that might have been dates or amounts first."""
    read = {name for plan in bench.rows for name in _columns_read(plan, file)}
    profiles = file.table.profiles
    unused = [name for name in profiles if name not in read and profiles[name].kind != "empty"]
    if not unused:
        return
    unused.sort(key=lambda name: (profiles[name].kind not in ("date", "money"), name))
    shown = ", ".join(unused[:_SHOWN_COLUMNS]) + ("…" if len(unused) > _SHOWN_COLUMNS else "")
    text = Text(
        fr="{n} colonnes de {file} ne sont pas lues : {shown}. Autrement : --set "
        "{alias}.COLONNE=rôle",
        en="{n} columns of {file} are not read: {shown}. Otherwise: --set {alias}.COLUMN=role",
    ).format(n=len(unused), file=file.table.title, shown=shown, alias=file.table.alias)
    bench.doubts.append(Doubt("columns_unused", text, file.table.alias))


def _columns_read(plan: RowsPlan, file: Recognised) -> set[str]:
    alias, prefix = file.table.alias, f"{file.table.alias}."
    named: set[str] = set()
    for line in plan.lines:
        named.add(str(line.spec.get("column", "")))
        template = str(line.spec.get("template", ""))
        named |= {name for name in file.table.columns if f"{{{name}}}" in template}
    own = named | set(plan.where) | set(plan.present) | set(plan.absent)
    own |= {ours for _, on in plan.joins for ours in on.values()}
    if plan.lead_source:
        own.add(str(plan.lead_source["column"]))
    if plan.file is file.table:
        return own
    joined = {theirs for table, on in plan.joins if table.alias == alias for theirs in on}
    return joined | {name.removeprefix(prefix) for name in named if name.startswith(prefix)}
