"""What of a file says whether a deal is open, won or lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from boucle.warehouse.imports.converting import NO, YES
from boucle.warehouse.imports.proposing import outcome_doubts as about
from boucle.warehouse.imports.proposing.cells import distinct_values, known
from boucle.warehouse.imports.proposing.names import plain, plain_words, word_set
from boucle.warehouse.imports.proposing.stage_words import CONVERTED, State, state_of
from boucle.warehouse.imports.sql import texts

if TYPE_CHECKING:
    import duckdb

    from boucle.warehouse.imports.proposing.doubts import Doubt
    from boucle.warehouse.imports.proposing.plan import Bench
    from boucle.warehouse.imports.proposing.recognising import Recognised

# A column with more words than this is no column of stages.
MOST_WORDS = 60
_MOSTLY, _HARDLY = 0.9, 0.1
_SURE_WON, _WON_SHARES = 100.0, (100.0, 1.0)
_WON_WORDS = word_set(
    "won win wins gain gains gagne gagnee gagnes gagnees signature signe signed signee vente "
    "ventes sale sales sold customer client signing victoire contrat contract converted"
)
_OUTCOME_OF: dict[State, str] = {
    "won": "won", "lost": "lost", "open": "open", "lead": "open", "recycled": "open",
    "disqualified": "lost",
}  # fmt: skip
STATES = ("won", "lost", "open", "lead", "disqualified", "recycled")


@dataclass(frozen=True)
class Part:
    """Rows of one outcome: a condition on them, and the outcome as a mapping writes it."""

    outcome: dict[str, Any]
    where: dict[str, list[str]] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    closed: str | None = None

    @property
    def is_won(self) -> bool:
        """Whether it may hold wins."""
        values = self.outcome.get("values", {})
        return self.outcome.get("value") == "won" or "won" in values.values()


@dataclass
class Outcomes:
    """How the deals of a file end; `parts` is empty where nothing says it.

    `states` gives the state of each word of the status column, `won_where` the SQL of won rows.
    `doubts` are about outcomes, `told` about words that are taken for no outcome.
    """

    parts: list[Part] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    won_where: str = "FALSE"
    doubts: list[Doubt] = field(default_factory=list)
    told: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a column of stages: its rows, how many are closed, chances from and to, wins."""

    word: str
    n_rows: int
    n_closed: int | None
    least: float | None
    most: float | None
    n_won: int | None


def outcomes_of(bench: Bench, file: Recognised) -> Outcomes:
    """Find out how the deals of a file of deals, or of leads with their deals, end."""
    said = bench.said(file.table, "outcome", "won|lost|open")
    found = Outcomes() if said is None else _alone(file, said)
    if said is None:
        _read_words(bench, found, file, _words(bench.con, file))
        _find_parts(bench, found, file)
    if any(part.is_won and part.closed is None for part in found.parts):
        found.doubts.append(about.undated(file))
    return found


def _find_parts(bench: Bench, found: Outcomes, file: Recognised) -> None:
    """Part the rows by what speaks clearest of ends: words, flags, dates, the name of the file."""
    states = set(found.states.values())
    if found.doubts or {"won", "lost"} & states:
        _by_words(found, file)
    elif "is_won" in file.roles:
        _by_flags(bench, found, file)
    elif "is_converted" in file.roles:
        _by_conversion(bench, found, file)
    elif "open" in states:
        _by_words(found, file)
    elif _is_named_won(file) or "lost_on" in file.roles:
        _by_dates(found, file)
    elif file.kind == "deals":
        _by_name(found, file)


def _by_name(found: Outcomes, file: Recognised) -> None:
    if file.table.words & _WON_WORDS:
        alone = _alone(file, "won")
        found.parts, found.won_where = alone.parts, alone.won_where
        found.doubts.append(about.only_won(file))
    else:
        found.doubts.append(about.outcome_unknown(file))


def _alone(file: Recognised, outcome: str) -> Outcomes:
    where = "TRUE" if outcome == "won" else "FALSE"
    return Outcomes([Part({"value": outcome}, closed=file.column("closed"))], won_where=where)


def _words(con: duckdb.DuckDBPyConnection, file: Recognised) -> list[_Word]:
    """Return the words of the status column; none where there are too many for one."""
    status, closed = file.column("status"), file.column("closed")
    chance, flag = file.column("probability"), file.column("is_won")
    if status is None:
        return []
    share = f"try_cast(replace({known(chance)}, '%', '') AS DOUBLE)" if chance else "NULL"
    is_won = f"count(*) FILTER (lower({known(flag)}) IN {texts(YES)})" if flag else "NULL"
    n_closed = f"count({known(closed)})" if closed else "NULL"
    rows = con.execute(
        f"SELECT {known(status)} AS w, count(*), {n_closed}, min({share}), max({share}), {is_won} "  # noqa: S608
        f"FROM {file.table.relation} GROUP BY 1 HAVING w IS NOT NULL "
        f"ORDER BY 1 LIMIT {MOST_WORDS + 1}"
    ).fetchall()
    return [_Word(*row) for row in rows] if len(rows) <= MOST_WORDS else []


def _read_words(bench: Bench, found: Outcomes, file: Recognised, words: list[_Word]) -> None:
    """Give each word its state: as said, as known, as its rows show; else ask or tell."""
    for each in words:
        if state := _said_state(bench, each.word) or state_of(each.word, file.kind):
            found.states[each.word] = state
    unknown = [each for each in words if each.word not in found.states]
    may_be_leads = file.kind == "leads" and "amount" not in file.roles
    may_be_leads = may_be_leads and not {"won", "lost"} & set(found.states.values())
    as_leads = []
    for each in unknown:
        if state := _by_evidence(each, words, found.states):
            found.states[each.word] = state
        elif may_be_leads and plain(each.word) not in CONVERTED:
            as_leads.append(each.word)
        else:
            found.doubts.append(about.unknown_word(file, each.word, each.n_rows))
    if as_leads:
        found.states |= dict.fromkeys(as_leads, "lead")
        found.told.append(about.words_of_leads(file, as_leads))


def _said_state(bench: Bench, word: str) -> State | None:
    for key, value in bench.answers.sets.items():
        name = key.removeprefix("stage.")
        if name != key and plain(name) == plain(word) and value in STATES:
            bench.used.add(key)
            return cast("State", value)
    return None


def _by_evidence(each: _Word, words: list[_Word], states: dict[str, State]) -> State | None:
    """Judge a word that nobody knows by what its rows hold: chances, flags, closing dates."""
    if each.least is not None and each.most is not None:
        if each.least == each.most and each.least in (0.0, *_WON_SHARES):
            return "won" if each.least else "lost"
        if each.least > 0 and each.most < _SURE_WON:
            return "open"
    if each.n_won:
        return "won" if each.n_won == each.n_rows else None
    if each.n_closed is None:
        return None
    ended = [other for other in words if states.get(other.word) in {"won", "lost"}]
    n_ended = sum(other.n_rows for other in ended)
    n_dated = sum(other.n_closed or 0 for other in ended)
    is_dated = bool(ended) and n_dated >= _MOSTLY * n_ended
    return "open" if is_dated and each.n_closed <= _HARDLY * each.n_rows else None


def _by_words(found: Outcomes, file: Recognised) -> None:
    status = file.column("status") or ""
    values = {word: _OUTCOME_OF[state] for word, state in found.states.items()}
    where: dict[str, list[str]] = {}
    if file.kind == "leads":
        # A lead that was never a deal is no deal, open or lost.
        kept = [word for word, state in found.states.items() if state in {"won", "lost", "open"}]
        values, where = {word: values[word] for word in kept}, {status: kept}
        if not kept:
            return
    outcome: dict[str, Any] = {"column": status, "values": values}
    if len(set(values.values())) == 1 and where:
        outcome = {"value": next(iter(values.values()))}
    elif file.kind == "deals" and _has_blanks(file):
        outcome["values"] = {**values, "": "open"}
    found.parts = [Part(outcome, where=where, closed=_closing(file))]
    if "closed" in file.roles and "lost_on" in file.roles:
        found.parts = _by_end(file, values)
    won = [word for word, state in found.states.items() if state == "won"]
    found.won_where = f"coalesce({known(status)} IN {texts(won)}, FALSE)"


def _by_end(file: Recognised, values: dict[str, str]) -> list[Part]:
    """Part the rows by how they end, where wins and losses have a date each."""
    status = file.column("status") or ""
    ends = {"won": file.column("closed"), "lost": file.column("lost_on"), "open": None}
    parts = []
    for outcome, closed in ends.items():
        words = [word for word, each in values.items() if each == outcome]
        if outcome == "open" and file.kind == "deals" and _has_blanks(file):
            words.append("")
        if words:
            parts.append(Part({"value": outcome}, {status: words}, closed=closed))
    return parts


def _has_blanks(file: Recognised) -> bool:
    profile = file.profile("status")
    return profile is not None and profile.filled < 1


def _closing(file: Recognised) -> str | None:
    return file.column("closed") or file.column("lost_on")


def _flag_words(bench: Bench, file: Recognised, column: str) -> tuple[list[str], list[str]]:
    """Return how yes and no are written in a column; an empty cell is no."""
    words = distinct_values(bench.con, file.table.relation, column, MOST_WORDS)
    yes = [word for word in words if word.lower() in YES]
    no = [word for word in words if word.lower() in NO]
    return yes, [*no, ""]


def _by_flags(bench: Bench, found: Outcomes, file: Recognised) -> None:
    flag, closed = file.column("is_won") or "", file.column("is_closed")
    end, (yes, no) = _closing(file), _flag_words(bench, file, flag)
    found.won_where = f"coalesce({known(flag)} IN {texts(yes)}, FALSE)"
    parts = [Part({"value": "won"}, {flag: yes}, closed=end)]
    if file.kind == "leads":
        pass  # a lead that is not won is a lead
    elif closed:
        ended, going = _flag_words(bench, file, closed)
        parts.append(Part({"value": "lost"}, {flag: no, closed: ended}, closed=end))
        parts.append(Part({"value": "open"}, {flag: no, closed: going}))
    elif end:
        parts.append(Part({"value": "lost"}, {flag: no}, present=(end,), closed=end))
        parts.append(Part({"value": "open"}, {flag: no}, absent=(end,)))
    else:
        parts.append(Part({"value": "open"}, {flag: no}))
    # Where no row says yes, none has the outcome that a yes tells.
    found.parts = [part for part in parts if all(part.where.values())]


def _by_conversion(bench: Bench, found: Outcomes, file: Recognised) -> None:
    """Make of leads that are converted what a person says they are."""
    said = bench.said(file.table, "converted", "won|open|none")
    if said is None:
        found.doubts.append(about.converted(file))
    elif said != "none":
        flag = file.column("is_converted") or ""
        yes, _ = _flag_words(bench, file, flag)
        end = _closing(file) if said == "won" else None
        found.parts = [Part({"value": said}, {flag: yes}, closed=end)] if yes else []
        if said == "won":
            found.won_where = f"coalesce({known(flag)} IN {texts(yes)}, FALSE)"


def _is_named_won(file: Recognised) -> bool:
    closed = file.column("closed")
    return closed is not None and bool(set(plain_words(closed)) & _WON_WORDS)


def _by_dates(found: Outcomes, file: Recognised) -> None:
    won, lost = file.column("closed"), file.column("lost_on")
    if not _is_named_won(file):
        won = None
    if won:
        found.parts.append(Part({"value": "won"}, present=(won,), closed=won))
        found.won_where = f"{known(won)} IS NOT NULL"
    if lost:
        absent = (won,) if won else ()
        found.parts.append(Part({"value": "lost"}, present=(lost,), absent=absent, closed=lost))
    if file.kind != "deals":
        return
    profile = file.profile("closed")
    if profile is not None and profile.filled == 1 and not lost:
        found.parts = [Part({"value": "won"}, closed=won)]
        found.doubts.append(about.only_won(file))
    else:
        ends = tuple(each for each in (won, lost) if each)
        found.parts.append(Part({"value": "open"}, absent=ends))
