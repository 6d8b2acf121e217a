"""What names the rows of a file: its key column, an address, or columns that together do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.doubts import Choice, Doubt
from boucle.warehouse.imports.proposing.recognising import Found
from boucle.warehouse.imports.sql import first_row, quoted, trimmed

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.plan import Bench, Spec
    from boucle.warehouse.imports.proposing.recognising import Recognised

_NEARLY_KEY = 0.9
_TOGETHER = ("email", "phone", "full_name", "last_name", "first_name", "company", "created", "closed", "amount", "source")


def settle_keys(bench: Bench) -> None:
    """Drop key columns that name no row; ask about those that nearly do."""
    for file in bench.files:
        found = file.roles.get("key")
        if found is None:
            continue
        counts = bench.links.uniqueness(file.table, found.column)
        if counts.is_key or found.is_said:
            continue
        if counts.is_unique and counts.n_present >= counts.n_rows - max(1, counts.n_rows // 100):
            continue  # a total line below the rows
        del file.roles["key"]
        n_again = counts.n_present - counts.n_distinct
        if counts.n_distinct >= _NEARLY_KEY * counts.n_present and n_again and not _same_rows(bench, file, found.column):
            bench.doubts.append(_repeated(file, found.column, n_again))
        elif counts.n_distinct >= _NEARLY_KEY * counts.n_rows:
            file.roles["key"] = found


def _same_rows(bench: Bench, file: Recognised, column: str) -> bool:
    """Tell whether rows of one key are the same row twice; then the import counts them once."""
    if all(bench.links.depends_on(file.table, column, other) for other in file.table.columns):
        file.roles["key"] = Found(column, "key", 0.9, _SAME)
        return True
    return False


_SAME = Text(
    fr="les lignes d'une même clé sont pareilles", en="rows of one key say the same"
)


def _repeated(file: Recognised, column: str, n_again: int) -> Doubt:
    alias = file.table.alias
    return Doubt(
        "keys_repeated",
        Text(
            fr="« {column} » de {file} devrait nommer chaque ligne, mais {n} lignes répètent une valeur "
            "en disant autre chose.",
            en="“{column}” of {file} should name each row, but {n} rows repeat a value and say "
            "something else.",
        ).format(column=column, file=file.table.title, n=n_again),
        place=f"{alias}.{column}",
        is_blocking=True,
        choices=(
            Choice(Text(fr="chaque ligne compte", en="each row counts"), "--set", f"{alias}.{column}=none"),
            Choice(Text(fr="la dernière ligne d'une valeur compte", en="the last row of a value counts"), "--set", f"{alias}.{column}=key"),
        ),
    )


def lead_key(bench: Bench, file: Recognised, *, needed: bool) -> Spec | None:
    """Return what names the leads of a file.

    Its key; else an address that is every row's own; else, where other tables `needed` it,
    columns that name every row together. None leaves the key out: rows are named by content.
    """
    if column := file.column("key"):
        return {"column": column}
    email = file.column("email")
    if email and bench.links.uniqueness(file.table, email).is_key:
        return {"column": email}
    return _together(bench, file) if needed else None


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
        cells = " || '|' || ".join(trimmed(quoted(each)) for each in columns)
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
