"""In which currency amounts are: said by a column, a header, a sign, or by nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.doubts import Choice, Doubt
from boucle.warehouse.imports.sql import quoted, texts, trimmed

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan
    from boucle.warehouse.imports.proposing.seeing import SeenTable

_TABLES = ("opportunities", "spend", "contracts")
_CODES = "CAD|USD|EUR|GBP|BRL|CHF|AUD|MXN|NZD|JPY|INR"
# Signs in values: what each says without doubt. A bare `$` may be of many countries.
_SIGNS = rf"(?i)(R\$|US ?\$|CA ?\$|C\$|A\$|\$ ?CA|\$ ?US|[$€£¥]|{_CODES})"
_SURE = {
    "r$": "BRL", "us$": "USD", "$us": "USD", "ca$": "CAD", "c$": "CAD", "$ca": "CAD", "a$": "AUD", "€": "EUR", "£": "GBP",
    **{code.lower(): code for code in _CODES.split("|")},
}  # fmt: skip
_IN_HEADER = re.compile(
    rf"(?:^|[^A-Za-z])({_CODES})(?:$|[^A-Za-z])|(€|£|R\$|US ?\$|CA ?\$|C\$|\$ ?CA|\$ ?US)", re.IGNORECASE
)
_DOLLARS = ("CAD", "USD", "AUD", "NZD", "MXN", "BRL")
_ZERO = "^[^1-9]*0[^1-9]*$"
_MOST_ZEROS = 8


def settle_money(bench: Bench) -> None:
    """Give every block with an amount its currency, or ask for it."""
    unsaid: dict[str, None] = {}
    asked: set[str] = set()
    for plan in bench.rows:
        line = plan.line("amount")
        if plan.table not in _TABLES or line is None or plan.line("currency") is not None:
            continue
        table, column = _place(bench, plan, line.spec["column"])
        currencies, has_dollar = _seen(bench, table, column)
        if len(currencies) + has_dollar > 1 and bench.answers.currency is None:
            if table.alias not in asked:
                bench.doubts.append(_mixed(table, column, currencies))
        elif len(currencies) == 1 and not has_dollar:
            plan.add_value("currency", next(iter(currencies)))
        elif (said := currency_in(column)) is not None:
            plan.add_value("currency", said)
        elif bench.answers.currency is None and has_dollar:
            if table.alias not in asked:
                bench.doubts.append(_dollar(bench, table, column))
        elif bench.answers.currency is None:
            unsaid[f"« {column} » ({table.title})"] = None
        asked.add(table.alias)
    if unsaid:
        _tell_assumed(bench, list(unsaid))


def currency_in(header: str) -> str | None:
    """Return the currency that a header names.

    >>> [currency_in(each) for each in ("Coût (CAD)", "Montant €", "spend_usd", "Cadence")]
    ['CAD', 'EUR', 'USD', None]
    """
    found = _IN_HEADER.search(header.replace("_", " "))
    return _SURE.get((found[1] or found[2]).lower().replace(" ", "")) if found else None


def _place(bench: Bench, plan: RowsPlan, column: str) -> tuple[SeenTable, str]:
    if column in plan.file.columns:
        return plan.file, column
    alias, _, name = column.partition(".")
    return next(each.table for each in bench.files if each.table.alias == alias), name


def _seen(bench: Bench, table: SeenTable, column: str) -> tuple[set[str], bool]:
    cell = trimmed(quoted(column))
    rows = bench.con.execute(
        f"SELECT DISTINCT lower(replace(regexp_extract({cell}, '{_SIGNS}', 1), ' ', '')) "  # noqa: S608
        f"FROM {table.relation} WHERE {cell} IS NOT NULL"
    ).fetchall()
    signs = {sign for (sign,) in rows if sign}
    return {_SURE[sign] for sign in signs if sign in _SURE}, "$" in signs


def _dollar(bench: Bench, table: SeenTable, column: str) -> Doubt:
    text = Text(
        fr="Les montants de « {column} » ({file}) portent un « $ », qui peut être de plusieurs pays.",
        en="The amounts of “{column}” ({file}) carry a `$`, which may be of several countries.",
    ).format(column=column, file=table.title)
    first = [bench.currency] if bench.currency in _DOLLARS else []
    codes = dict.fromkeys([*first, "CAD", "USD"])
    choices = tuple(Choice(Text(fr=code, en=code), "--currency", code) for code in codes)
    return Doubt("currency_sign", text, f"{table.alias}.{column}", True, choices)


def _mixed(table: SeenTable, column: str, currencies: set[str]) -> Doubt:
    text = Text(
        fr="« {column} » ({file}) mêle plusieurs devises ({codes}…). Une colonne de devise, ou un fichier par "
        "devise, les garderait à part.",
        en="“{column}” ({file}) mixes several currencies ({codes}…). A column of currencies, or one file a "
        "currency, would keep them apart.",
    ).format(column=column, file=table.title, codes=", ".join(sorted(currencies)))
    choices = tuple(
        Choice(Text(fr=f"tout en {code}", en=f"all in {code}"), "--currency", code)
        for code in sorted(currencies)
    )
    ignore = Choice(Text(fr="ignorer ce fichier", en="ignore this file"), "--set", f"{table.alias}=ignore")
    return Doubt("currencies_mixed", text, f"{table.alias}.{column}", True, (*choices, ignore))


def _tell_assumed(bench: Bench, unsaid: list[str]) -> None:
    text = Text(
        fr="Rien ne dit la devise de {columns} : celle de l'entente, {code}, est prise. Autrement : "
        "--currency {other}",
        en="Nothing tells the currency of {columns}: the agreement's, {code}, is taken. Otherwise: "
        "--currency {other}",
    ).format(
        columns=", ".join(unsaid), code=bench.currency,
        other="USD" if bench.currency != "USD" else "CAD",
    )  # fmt: skip
    bench.doubts.append(Doubt("currency_assumed", text))


def empty_zeros(bench: Bench) -> None:
    """Take a 0 of a deal that was not won for no amount, where no won deal has one."""
    for plan in bench.rows:
        line = plan.line("amount")
        column = str(line.spec["column"]) if line else ""
        outcomes = bench.outcomes.get(plan.file.alias)
        if plan.table != "opportunities" or line is None or outcomes is None or column not in plan.file.columns:
            continue
        cell = trimmed(quoted(column))
        rows = bench.con.execute(
            f"SELECT {cell}, count(*) FILTER ({outcomes.won_where}), count(*) FROM {plan.file.relation} "  # noqa: S608
            f"WHERE regexp_matches({cell}, '{_ZERO}') GROUP BY 1 ORDER BY 1 LIMIT {_MOST_ZEROS + 1}"
        ).fetchall()
        n_won, n = sum(row[1] for row in rows), sum(row[2] for row in rows)
        if not rows or n_won or len(rows) > _MOST_ZEROS or outcomes.won_where == "FALSE":
            continue
        line.spec["empty"] = [row[0] for row in rows]
        _tell_zeros(bench, plan, column, n)


def _tell_zeros(bench: Bench, plan: RowsPlan, column: str, n: int) -> None:
    text = Text(
        fr="{n} affaires non gagnées de {file} ont 0 dans « {column} » : c'est pris pour l'absence de montant.",
        en="{n} deals of {file} that are not won have 0 in “{column}”: it is taken for no amount.",
    ).format(n=n, file=plan.file.title, column=column)
    place = f"{plan.file.alias}.{column}"
    if not any(each.code == "zero_amounts" and each.place == place for each in bench.doubts):
        bench.doubts.append(Doubt("zero_amounts", text, place))


def empty_words(bench: Bench, words: frozenset[str]) -> list[str]:
    """Return the words of the used columns that stand for nothing, such as ``N/A``."""
    found: set[str] = set()
    for table, column in sorted(_columns_used(bench)):
        seen = next(each.table for each in bench.files if each.table.alias == table)
        if column in seen.columns:
            cell = trimmed(quoted(column))
            rows = bench.con.execute(
                f"SELECT DISTINCT {cell} FROM {seen.relation} "  # noqa: S608
                f"WHERE lower({cell}) IN {texts(sorted(words))}"
            ).fetchall()
            found |= {word for (word,) in rows}
    return sorted(found)


def _columns_used(bench: Bench) -> set[tuple[str, str]]:
    used = {
        (plan.file.alias, str(line.spec["column"]))
        for plan in bench.rows
        for line in plan.lines
        if "column" in line.spec
    }
    return used | {
        (plan.file.alias, str(plan.lead_source["column"])) for plan in bench.rows if plan.lead_source
    }
