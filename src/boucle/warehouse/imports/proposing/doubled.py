"""Rows that tell the same twice: two files of one thing, or one file at two grains."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.cells import known
from boucle.warehouse.imports.proposing.doubts import Doubt, asked, setting
from boucle.warehouse.imports.sql import first_row

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.plan import Bench
    from boucle.warehouse.imports.proposing.recognising import Recognised

# Days whose costs are the same, of those that both tell of; keys of a file that another has too.
_SAME_SHARE, _LEAST_DAYS, _SAME_KEYS = 0.9, 2, 0.5
_LABELS = frozenset({"word", "name", "code", "id", "integer", "text"})


def ask_about_doubled(bench: Bench) -> None:
    """Ask about two files of costs with the same sums, and two files of one kind with one key."""
    for file, other in combinations([each for each in bench.files if not each.is_said], 2):
        if file.kind != other.kind:
            continue
        if file.kind == "spend":
            n_days, n_same = _days_alike(bench, _daily(file), _daily(other))
            if n_days >= _LEAST_DAYS and n_same >= _SAME_SHARE * n_days:
                bench.doubts.append(_spend_twice(file, other, n_same, n_days))
        elif file.kind in {"leads", "deals"}:
            _ask_about_keys(bench, file, other)


def _cost(file: Recognised) -> str:
    """Return the SQL of a cost, near enough to compare sums."""
    cost = known(file.column("cost") or "")
    return f"try_cast(replace(regexp_replace({cost}, '[^0-9.,-]', '', 'g'), ',', '.') AS DOUBLE)"


def _daily(file: Recognised, where: str = "TRUE") -> str:
    return (
        f"SELECT {known(file.column('spent_on') or '')} AS d, sum({_cost(file)}) AS s "  # noqa: S608
        f"FROM {file.table.relation} WHERE {where} GROUP BY 1"
    )


def _days_alike(bench: Bench, one: str, other: str) -> tuple[int, int]:
    n_days, n_same = first_row(
        bench.con,
        f"SELECT count(*), count(*) FILTER (abs(a.s - b.s) < 0.005) FROM ({one}) a "  # noqa: S608
        f"JOIN ({other}) b USING (d) WHERE a.s > 0 AND b.s > 0",
    )
    return int(n_days), int(n_same)


def _spend_twice(file: Recognised, other: Recognised, n_same: int, n_days: int) -> Doubt:
    text = Text(
        fr="{a} et {b} ont les mêmes dépenses {same} jours sur {days} : ce serait compter deux "
        "fois.",
        en="{a} and {b} have the same spend on {same} of {days} days: it would count twice.",
    ).format(a=file.table.title, b=other.table.title, same=n_same, days=n_days)
    return _asked("spend_twice", text, file, other)


def _ask_about_keys(bench: Bench, file: Recognised, other: Recognised) -> None:
    key, theirs = file.column("key"), other.column("key")
    link = bench.links.link(file.table, key, other.table, theirs) if key and theirs else None
    if link is None or link.n_met < _SAME_KEYS * link.n_present:
        return
    text = Text(
        fr="{a} et {b} parlent des mêmes lignes ({n} clés sur {all}) : les unes remplaceraient les "
        "autres.",
        en="{a} and {b} tell of the same rows ({n} of {all} keys): the ones would take the place "
        "of the others.",
    ).format(a=file.table.title, b=other.table.title, n=link.n_met, all=link.n_present)
    bench.doubts.append(_asked("rows_twice", text, file, other))


def _asked(code: str, text: Text, file: Recognised, other: Recognised) -> Doubt:
    ignore = Text(fr="ignorer {file}", en="ignore {file}")
    choices = [
        setting(ignore.format(file=each.table.title), f"{each.table.alias}=ignore")
        for each in (other, file)
    ]
    both = Text(fr="prendre les deux", en="take both")
    kept = setting(both, f"{other.table.alias}={other.kind}")
    return asked(code, text, other.table.alias, [*choices, kept])


def leave_out_coarse_rows(bench: Bench) -> None:
    """Pass over the rows of a file of costs that add up the others, as of a campaign its ads."""
    for file in bench.of_kind("spend"):
        plans = [each for each in bench.rows if each.table == "spend" and each.file is file.table]
        for name, profile in file.table.profiles.items():
            if profile.kind in _LABELS and 0 < profile.filled < 1 and _is_coarse(bench, file, name):
                for plan in plans:
                    plan.present = (*plan.present, name)
                bench.doubts.append(_coarse(file, name))
                break


def _is_coarse(bench: Bench, file: Recognised, name: str) -> bool:
    """Tell whether the costs without `name` are, day by day, the sum of those with it."""
    fine, coarse = f"{known(name)} IS NOT NULL", f"{known(name)} IS NULL"
    n_days, n_same = _days_alike(bench, _daily(file, fine), _daily(file, coarse))
    return n_days >= _LEAST_DAYS and n_same == n_days


def _coarse(file: Recognised, name: str) -> Doubt:
    text = Text(
        fr="{file} dit chaque dépense deux fois : les lignes sans « {column} » sont, jour par "
        "jour, la somme des autres; elles sont laissées de côté.",
        en="{file} tells each cost twice: rows without “{column}” are, day by day, the sum of the "
        "others; they are left out.",
    ).format(file=file.table.title, column=name)
    return Doubt("rows_left_out", text, file.table.alias)
