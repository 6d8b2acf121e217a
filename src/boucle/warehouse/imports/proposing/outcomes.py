"""What of a file says whether a deal is open, won or lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from boucle.language import Text
from boucle.warehouse.imports.proposing.doubts import Choice, Doubt
from boucle.warehouse.imports.proposing.names import plain, plain_words
from boucle.warehouse.imports.proposing.profile import NOTHING
from boucle.warehouse.imports.proposing.stage_words import State, state_of
from boucle.warehouse.imports.sql import quoted, texts, trimmed

if TYPE_CHECKING:
    import duckdb

    from boucle.warehouse.imports.proposing.answers import Answers
    from boucle.warehouse.imports.proposing.recognising import Recognised

# A column with more words than this is no column of stages.
MOST_WORDS = 60
_MOSTLY, _HARDLY = 0.9, 0.1
_SURE_WON, _WON_SHARES = 100.0, (100.0, 1.0)
_WON_WORDS = frozenset(
    "won win wins gain gains gagne gagnee gagnes gagnees signature signe signed signee vente ventes sale "
    "sales sold customer client signing victoire contrat contract converted".split()
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


@dataclass
class Outcomes:
    """How the deals of a file end; `parts` is empty where nothing says it.

    `states` gives the state of each word of the status column, `won_where` the SQL of won rows.
    """

    parts: list[Part] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    won_where: str = "FALSE"
    doubts: list[Doubt] = field(default_factory=list)


def outcomes_of(con: duckdb.DuckDBPyConnection, file: Recognised, answers: Answers, used: set[str]) -> Outcomes:
    """Find out how the deals of a file of deals, or of leads with their deals, end."""
    said = answers.sets.get(f"{file.table.alias}.outcome")
    if said in ("won", "lost", "open"):
        used.add(f"{file.table.alias}.outcome")
        return _alone(file, said)
    found = Outcomes()
    words = _words(con, file)
    if words:
        _read_words(found, file, words, answers, used)
    if {"won", "lost", "open"} & set(found.states.values()) or found.doubts:
        _by_words(found, file)
    elif "is_won" in file.roles:
        _by_flags(found, file)
    elif _is_named_won(file) or "lost_on" in file.roles:
        _by_dates(found, file)
    elif file.kind == "deals" and file.table.words & _WON_WORDS:
        found = _alone(file, "won")
        found.doubts.append(_only_won(file))
    elif file.kind == "deals":
        found.doubts.append(_unknown(file))
    return found


def _alone(file: Recognised, outcome: str) -> Outcomes:
    where = "TRUE" if outcome == "won" else "FALSE"
    return Outcomes([Part({"value": outcome}, closed=file.column("closed"))], won_where=where)


def _words(con: duckdb.DuckDBPyConnection, file: Recognised) -> list[tuple[Any, ...]]:
    """Return each word with its rows, how many are closed, and the range of probabilities."""
    status = file.column("status")
    if status is None:
        return []
    cell = trimmed(quoted(status))
    closed = file.column("closed")
    n_closed = f"count({trimmed(quoted(closed))})" if closed else "NULL"
    chance = file.column("probability")
    share = f"try_cast(replace({trimmed(quoted(chance))}, '%', '') AS DOUBLE)" if chance else "NULL"
    flag = file.column("is_won")
    is_won = f"count(*) FILTER (lower({trimmed(quoted(flag))}) IN ('true', '1', 'oui', 'yes', 'vrai'))" if flag else "NULL"
    rows = con.execute(
        f"SELECT {cell} AS w, count(*) AS n, {n_closed}, min({share}), max({share}), {is_won} "  # noqa: S608
        f"FROM {file.table.relation} WHERE lower({cell}) NOT IN {texts(sorted(NOTHING))} GROUP BY 1 "
        f"ORDER BY 1 LIMIT {MOST_WORDS + 1}"
    ).fetchall()
    return rows if len(rows) <= MOST_WORDS else []


def _read_words(
    found: Outcomes, file: Recognised, words: list[tuple[Any, ...]], answers: Answers, used: set[str]
) -> None:
    unknown = []
    for row in words:
        word = row[0]
        key = next((each for each in answers.sets if plain(each.removeprefix("stage.")) == plain(word) and each.startswith("stage.")), None)
        if key and answers.sets[key] in STATES:
            used.add(key)
            found.states[word] = answers.sets[key]  # type: ignore[assignment]
        elif state := state_of(word, file.kind):
            found.states[word] = state
        else:
            unknown.append(row)
    for row in unknown:
        state = _by_evidence(row, words, found.states)
        if state is None and file.kind == "leads" and not {"won", "lost"} & set(found.states.values()) and "amount" not in file.roles:
            state = "lead"
        if state is None:
            found.doubts.append(_unknown_word(file, row))
        else:
            found.states[row[0]] = state


def _by_evidence(
    row: tuple[Any, ...], words: list[tuple[Any, ...]], states: dict[str, State]
) -> State | None:
    """Judge a word that nobody knows by what its rows hold: chances, flags, closing dates."""
    _, n, n_closed, low, high, n_won = row
    if low is not None and low == high and (low in _WON_SHARES or low == 0):
        return "won" if low else "lost"
    if low is not None and 0 < low and high < _SURE_WON:
        return "open"
    if n_won:
        return "won" if n_won == n else None
    if n_closed is None:
        return None
    ended = [other for other in words if states.get(other[0]) in ("won", "lost")]
    share = sum(other[2] for other in ended) / sum(other[1] for other in ended) if ended else 0.0
    return "open" if share >= _MOSTLY and n_closed <= _HARDLY * n else None


def _by_words(found: Outcomes, file: Recognised) -> None:
    status = file.column("status") or ""
    values = {word: _OUTCOME_OF[state] for word, state in found.states.items()}
    where: dict[str, list[str]] = {}
    if file.kind == "leads":
        # A lead that was never a deal is no deal, open or lost.
        kept = [word for word, state in found.states.items() if state in ("won", "lost", "open")]
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
    listed = ", ".join("'" + word.replace("'", "''") + "'" for word in won) or "NULL"
    found.won_where = f"{trimmed(quoted(status))} IN ({listed})"


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


def _by_flags(found: Outcomes, file: Recognised) -> None:
    flag, closed = file.column("is_won") or "", file.column("is_closed")
    yes = ["true", "True", "TRUE", "1", "oui", "Oui", "yes", "Yes", "vrai", "Vrai", "VRAI"]
    no = ["false", "False", "FALSE", "0", "non", "Non", "no", "No", "faux", "Faux", "FAUX", ""]
    end = _closing(file)
    found.parts = [Part({"value": "won"}, {flag: yes}, closed=end)]
    if closed:
        found.parts += [
            Part({"value": "lost"}, {flag: no, closed: yes}, closed=end),
            Part({"value": "open"}, {flag: no, closed: no}),
        ]
    elif end:
        found.parts += [
            Part({"value": "lost"}, {flag: no}, present=(end,), closed=end),
            Part({"value": "open"}, {flag: no}, absent=(end,)),
        ]
    else:
        found.parts.append(Part({"value": "open"}, {flag: no}))
    listed = ", ".join(f"'{each}'" for each in yes)
    found.won_where = f"{trimmed(quoted(flag))} IN ({listed})"


def _is_named_won(file: Recognised) -> bool:
    closed = file.column("closed")
    return closed is not None and bool(set(plain_words(closed)) & _WON_WORDS)


def _by_dates(found: Outcomes, file: Recognised) -> None:
    won, lost = file.column("closed"), file.column("lost_on")
    if not _is_named_won(file):
        won = None
    if won:
        found.parts.append(Part({"value": "won"}, present=(won,), closed=won))
        found.won_where = f"{trimmed(quoted(won))} IS NOT NULL"
    if lost:
        absent = (won,) if won else ()
        found.parts.append(Part({"value": "lost"}, present=(lost,), absent=absent, closed=lost))
    if file.kind == "deals":
        ends = tuple(each for each in (won, lost) if each)
        profile = file.profile("closed")
        if profile is not None and profile.filled == 1 and not lost:
            found.parts = [Part({"value": "won"}, closed=won)]
            found.doubts.append(_only_won(file))
        else:
            found.parts.append(Part({"value": "open"}, absent=ends))


def _only_won(file: Recognised) -> Doubt:
    column = file.column("closed") or file.table.title
    alias = file.table.alias
    return Doubt(
        "only_won",
        Text(
            fr="« {file} » n'a pas d'étape, et « {column} » parle de gains : chaque ligne est tenue "
            "pour une affaire gagnée, donc aucun taux de gain. Autrement : --set {alias}.outcome=open",
            en="“{file}” has no stage, and “{column}” speaks of wins: every row counts as a deal won, "
            "so there is no win rate. Otherwise: --set {alias}.outcome=open",
        ).format(file=file.table.title, column=column, alias=alias),
        place=alias,
    )


def _unknown(file: Recognised) -> Doubt:
    alias = file.table.alias
    return Doubt(
        "outcome_unknown",
        Text(
            fr="Rien dans « {file} » ne dit si une affaire est ouverte, gagnée ou perdue.",
            en="Nothing in “{file}” says whether a deal is open, won or lost.",
        ).format(file=file.table.title),
        place=alias,
        is_blocking=True,
        choices=(
            Choice(Text(fr="toutes gagnées", en="all won"), "--set", f"{alias}.outcome=won"),
            Choice(Text(fr="toutes ouvertes", en="all open"), "--set", f"{alias}.outcome=open"),
            Choice(Text(fr="ignorer ce fichier", en="ignore this file"), "--set", f"{alias}=ignore"),
        ),
    )


def _unknown_word(file: Recognised, row: tuple[Any, ...]) -> Doubt:
    word = row[0]
    return Doubt(
        "stage_words",
        Text(
            fr="Le mot « {word} » de « {column} » ({file}, {n} lignes) n'est pas connu : il peut "
            "changer les gains et les pertes.",
            en="The word “{word}” of “{column}” ({file}, {n} rows) is not known: it may change "
            "wins and losses.",
        ).format(word=word, column=file.column("status"), file=file.table.title, n=row[1]),
        place=f"stage.{word}",
        is_blocking=True,
        choices=(
            Choice(Text(fr="gagnée", en="won"), "--set", f"stage.{word}=won"),
            Choice(Text(fr="perdue", en="lost"), "--set", f"stage.{word}=lost"),
            Choice(Text(fr="ouverte", en="open"), "--set", f"stage.{word}=open"),
            Choice(Text(fr="encore une piste", en="still a lead"), "--set", f"stage.{word}=lead"),
        ),
    )
