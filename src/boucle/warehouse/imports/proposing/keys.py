"""What names the rows of a file: its key column, an address, or columns that together do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.block import ROW
from boucle.warehouse.imports.proposing.cells import known
from boucle.warehouse.imports.proposing.doubts import asked, setting
from boucle.warehouse.imports.proposing.recognising import Found
from boucle.warehouse.imports.sql import first_row

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.doubts import Doubt
    from boucle.warehouse.imports.proposing.linking import Uniqueness
    from boucle.warehouse.imports.proposing.plan import Bench, Spec
    from boucle.warehouse.imports.proposing.recognising import Recognised

_TOGETHER = (
    *("email", "phone", "full_name", "last_name", "first_name", "company"),
    *("created", "closed", "amount", "source"),
)
_FEW_BLANKS, _SAME_CONFIDENCE = 0.01, 0.9


def settle_keys(bench: Bench) -> None:
    """Drop key columns that name no row; ask about those that nearly do."""
    for file in bench.files:
        found = file.roles.get("key")
        if found is None or found.is_said:
            continue
        counts = bench.links.uniqueness(file.table, found.column)
        n_blank, n_again = counts.n_rows - counts.n_present, counts.n_present - counts.n_distinct
        if n_blank > max(1, _FEW_BLANKS * counts.n_rows):
            del file.roles["key"]  # more than a total line below the rows
        elif n_again:
            _settle_repeated(bench, file, found, counts)


def _settle_repeated(bench: Bench, file: Recognised, found: Found, counts: Uniqueness) -> None:
    n_again = counts.n_present - counts.n_distinct
    others = (each for each in file.table.columns if each != found.column)
    if all(bench.links.depends_on(file.table, found.column, other) for other in others):
        file.roles["key"] = Found(found.column, "key", _SAME_CONFIDENCE, _SAME)
        return
    del file.roles["key"]
    if found.column in file.table.naming:
        bench.doubts.append(_repeated(file, found.column, n_again))


_SAME = Text(fr="les lignes d'une même clé sont pareilles", en="rows of one key say the same")


def _repeated(file: Recognised, column: str, n_again: int) -> Doubt:
    alias = file.table.alias
    text = Text(
        fr="« {column} » de {file} devrait nommer chaque ligne, mais {n} lignes répètent une "
        "valeur en disant autre chose.",
        en="“{column}” of {file} should name each row, but {n} rows repeat a value and say "
        "something else.",
    ).format(column=column, file=file.table.title, n=n_again)
    choices = (
        setting(Text(fr="chaque ligne compte", en="each row counts"), f"{alias}.{column}=none"),
        setting(
            Text(fr="la dernière ligne d'une valeur compte", en="the last row of a value counts"),
            f"{alias}.{column}=key",
        ),
    )
    return asked("keys_repeated", text, f"{alias}.{column}", choices)


def lead_key(bench: Bench, file: Recognised, *, needed: bool) -> Spec | None:
    """Return what names the leads of a file.

    Its key; else an address that is every row's own; else, where other tables `needed` it,
    columns that name every row together, or the row itself. None leaves the key out.
    """
    if column := file.column("key"):
        return {"column": column}
    email = file.column("email")
    if email and bench.links.uniqueness(file.table, email).is_key:
        return {"column": email}
    return (_together(bench, file) or {"column": ROW}) if needed else None


def _together(bench: Bench, file: Recognised) -> Spec | None:
    columns: list[str] = []
    for role in _TOGETHER:
        column = file.column(role)
        if column is None or "{" in column or "}" in column:
            continue
        counts = bench.links.uniqueness(file.table, column)
        if counts.n_present < counts.n_rows:
            continue
        columns.append(column)
        cells = " || '|' || ".join(known(each) for each in columns)
        (n,) = first_row(bench.con, f"SELECT count(DISTINCT {cells}) FROM {file.table.relation}")  # noqa: S608
        if n == counts.n_rows and len(columns) == 1:
            return {"column": column}
        if n == counts.n_rows:
            return {"template": "|".join(f"{{{each}}}" for each in columns)}
    return None


def suffixed(key: Spec, suffix: str) -> Spec | None:
    """Return a template of the key with something behind it, None where braces forbid it."""
    if "template" in key:
        return {"template": key["template"] + suffix}
    column = key["column"]
    if "{" in column or "}" in column or "!" in column or ":" in column:
        return None
    return {"template": f"{{{column}}}{suffix}"}
