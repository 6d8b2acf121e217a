"""A whole mapping proposed from files alone, with its confidence and its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from boucle.warehouse.imports import mapping as mappings
from boucle.warehouse.imports.proposing import entities, written
from boucle.warehouse.imports.proposing.answers import refuse_unused
from boucle.warehouse.imports.proposing.deals import add_deals
from boucle.warehouse.imports.proposing.doubled import (
    ask_about_doubled,
    leave_out_coarse_rows,
)
from boucle.warehouse.imports.proposing.keys import settle_keys
from boucle.warehouse.imports.proposing.leads import add_leads
from boucle.warehouse.imports.proposing.money import empty_zeros, settle_money
from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan
from boucle.warehouse.imports.proposing.recognising import Recognised, recognised
from boucle.warehouse.imports.proposing.rivals import tell_rivals
from boucle.warehouse.imports.proposing.spend import add_spend
from boucle.warehouse.imports.proposing.telling import set_aside_incomplete, tell_files
from boucle.warehouse.imports.proposing.toml_text import mapping_text
from boucle.warehouse.imports.proposing.total_lines import leave_out_totals
from boucle.warehouse.imports.proposing.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.language import Language
    from boucle.warehouse.imports.mapping import Mapping
    from boucle.warehouse.imports.proposing.answers import Answers
    from boucle.warehouse.imports.proposing.doubts import Doubt
    from boucle.warehouse.imports.proposing.linking import Links
    from boucle.warehouse.imports.proposing.seeing import Seen, SeenTable

_ROLES = {"none"} | {role for kind in KINDS.values() for role in kind.by_name}


@dataclass(frozen=True)
class Proposal:
    """A proposed mapping: its text and what it means; `mapping` is None where nothing was found.

    `doubts` come in the order of what they change; `files` are all that were read; `time_zone` is
    the agreement's, in which people read moments.
    """

    name: str
    text: str
    mapping: Mapping | None
    files: tuple[Recognised, ...]
    rows: tuple[RowsPlan, ...]
    doubts: tuple[Doubt, ...]
    fingerprint: str
    time_zone: str

    @property
    def blocking(self) -> tuple[Doubt, ...]:
        """The doubts that somebody must settle before anything is imported."""
        return tuple(doubt for doubt in self.doubts if doubt.is_blocking)


def fingerprint(seen: Seen) -> str:
    """Return what tells files of other names or headers apart, whatever their rows."""
    # A file without a row makes nothing: once it has some, what was proposed is too little.
    shapes = sorted(
        "|".join([each.title, *sorted(each.columns), *([] if each.n_rows else ["", "0"])])
        for each in seen.tables
    )
    return sha256("\n".join(shapes).encode()).hexdigest()[:16]


def propose(
    links: Links,
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
    links
        Compares whole columns; what it has found serves the next proposal for the same files.
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
    bench = Bench(links.con, links, _kinds(seen, answers), answers, currency)
    _mark_used(bench)
    set_aside_incomplete(bench)
    settle_keys(bench)
    ask_about_doubled(bench)
    _add_blocks(bench)
    _settle(bench, name, time_zone)
    tell_files(bench, seen)
    refuse_unused(answers, bench.used, [file.table.alias for file in bench.files])
    doubts = tuple(sorted(_once(bench.doubts), key=lambda each: each.rank))
    mark = fingerprint(seen)
    text = mapping_text(
        name, bench.rows, time_zone=answers.time_zone, doubts=doubts, fingerprint=mark,
        language=language,
    )  # fmt: skip
    mapping = mappings.parse(text, name=f"{name}.toml") if bench.rows else None
    return Proposal(
        name, text, mapping, tuple(bench.files), tuple(bench.rows), doubts, mark, time_zone
    )


def _once(doubts: Sequence[Doubt]) -> list[Doubt]:
    return list({(each.code, each.place, each.text.en): each for each in doubts}.values())


def _kinds(seen: Seen, answers: Answers) -> list[Recognised]:
    found = []
    for table in seen.tables:
        said = answers.sets.get(table.alias)
        if said == "ignore":
            found.append(Recognised(table, "ignored", 1.0, is_said=True))
        else:
            kind = said if said in KINDS else None
            found.append(recognised(table, kind, _said_roles(table, answers)))
    return found


def _said_roles(table: SeenTable, answers: Answers) -> dict[str, str]:
    """Return the roles that a person gives to columns of a file; ``none`` takes one out."""
    said = {name: answers.sets.get(f"{table.alias}.{name}") for name in table.columns}
    return {name: role for name, role in said.items() if role in _ROLES}


def _mark_used(bench: Bench) -> None:
    """Note the answers about files and columns that were of use."""
    for file in bench.files:
        alias = file.table.alias
        if bench.answers.sets.get(alias) in {"ignore", *KINDS}:
            bench.used.add(alias)
        bench.used |= {f"{alias}.{name}" for name in _said_roles(file.table, bench.answers)}


def _add_blocks(bench: Bench) -> None:
    for file in bench.of_kind("leads"):
        add_leads(bench, file)
    entities.add_contacts(bench)
    entities.add_campaigns(bench)
    for file in bench.of_kind("spend"):
        add_spend(bench, file)
    for file in bench.of_kind("deals"):
        add_deals(bench, file)
    entities.add_accounts(bench)
    entities.add_users(bench)
    entities.add_activities(bench)
    entities.check_lookups(bench)


def _settle(bench: Bench, name: str, time_zone: str) -> None:
    """Settle currencies, and how dates and numbers are written, or add the doubts about them."""
    tell_rivals(bench)
    settle_money(bench)
    if bench.rows:
        draft = mapping_text(name, bench.rows, time_zone=bench.answers.time_zone)
        written.settle_forms(bench, mappings.parse(draft, name=f"{name}.toml"))
    empty_zeros(bench)
    leave_out_totals(bench)
    leave_out_coarse_rows(bench)
    written.tell_time_zone(bench, time_zone)
