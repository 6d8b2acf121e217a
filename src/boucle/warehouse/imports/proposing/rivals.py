"""Two columns for one role: asked where they are as good, named where one is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.cells import known
from boucle.warehouse.imports.proposing.doubts import Choice, Doubt, set_option
from boucle.warehouse.imports.proposing.kind_words import ROLE_WORDS
from boucle.warehouse.imports.sql import first_row

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.plan import Bench
    from boucle.warehouse.imports.proposing.recognising import Recognised

_AS_GOOD = 0.95
# By role: the code where columns are as good, and the one where a column is better.
_CODES = {
    "amount": ("two_amounts", "several_amounts"),
    "cost": ("two_amounts", "several_amounts"),
    "closed": ("two_close_dates", "several_dates"),
    "created": ("two_dates", "several_dates"),
    "spent_on": ("two_dates", "several_dates"),
}
_ASKED = Text(
    fr="Dans {file}, {role} peut être aussi bien l'une ou l'autre de ces colonnes : {columns}.",
    en="In {file}, {role} may as well be any of these columns: {columns}.",
)
_NAMED = Text(
    fr="Dans {file}, {role} est « {column} »; d'autres colonnes y ressemblent : {columns}. "
    "Autrement : {option}",
    en="In {file}, {role} is “{column}”; other columns look like it: {columns}. Otherwise: "
    "{option}",
)


def tell_rivals(bench: Bench) -> None:
    """Add the doubts about the columns that money and dates are read from."""
    for file in bench.files:
        for role, codes in _CODES.items():
            taken = file.roles.get(role)
            if taken is None or taken.is_said or not _is_read(bench, file, taken.column):
                continue
            rivals = [
                (column, score)
                for column, score in file.rivals.get(role, [])
                if not _is_read(bench, file, column) and _differ(bench, file, taken.column, column)
            ]
            if rivals:
                bench.doubts.append(_doubt(file, role, codes, rivals))


def _is_read(bench: Bench, file: Recognised, column: str) -> bool:
    return any(
        line.spec.get("column") == column
        for plan in bench.rows
        if plan.file is file.table
        for line in plan.lines
    )


def _differ(bench: Bench, file: Recognised, column: str, other: str) -> bool:
    cells = known(column), known(other)
    (n,) = first_row(
        bench.con,
        f"SELECT count(*) FROM {file.table.relation} WHERE {cells[0]} <> {cells[1]}",  # noqa: S608
    )
    return int(n) > 0


def _doubt(
    file: Recognised, role: str, codes: tuple[str, str], rivals: list[tuple[str, float]]
) -> Doubt:
    alias, column = file.table.alias, file.roles[role].column
    place = f"{alias}.{column}"
    equal = [name for name, score in rivals if score >= _AS_GOOD]
    if not equal:
        names = [name for name, _ in rivals]
        text = _NAMED.format(
            column=column, role=ROLE_WORDS[role], file=file.table.title, columns=", ".join(names),
            option=set_option(f"{alias}.{names[0]}={role}"),
        )  # fmt: skip
        return Doubt(codes[1], text, place)
    listed = [column, *equal]
    text = _ASKED.format(columns=", ".join(listed), file=file.table.title, role=ROLE_WORDS[role])
    choices = tuple(
        Choice(Text(fr=name, en=name), "--set", f"{alias}.{name}={role}") for name in listed
    )
    return Doubt(codes[0], text, place, is_blocking=True, choices=choices)
