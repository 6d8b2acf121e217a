"""In which currency amounts are: said by a column, a header, a sign, a person, or by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.currencies import SHARED, SIGNS, currency_in, signs_of
from boucle.warehouse.imports.proposing.cells import known
from boucle.warehouse.imports.proposing.doubts import Choice, Doubt, asked, columns_of, setting
from boucle.warehouse.imports.shapes import shapes
from boucle.warehouse.imports.sql import first_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan
    from boucle.warehouse.imports.proposing.seeing import SeenTable

_TABLES = ("opportunities", "spend")
_USUAL = ("CAD", "USD", "EUR")
_DOLLAR = r"\$"
_ZERO = "^[^1-9]*0[^1-9]*$"
_MOST_ZEROS = 8


@dataclass(frozen=True, slots=True)
class _Signs:
    """What stands beside the amounts of a column: sure codes, a sign of many countries, nothing."""

    codes: frozenset[str]
    is_shared: bool
    is_bare: bool

    @property
    def only(self) -> str | None:
        """The code that every amount carries, None where one does not."""
        is_one = len(self.codes) == 1 and not (self.is_shared or self.is_bare)
        return next(iter(self.codes)) if is_one else None


def settle_money(bench: Bench) -> None:
    """Give every block with an amount its currency, or ask for it."""
    unsaid: dict[tuple[str, str], None] = {}
    for plan in bench.rows:
        line = plan.line("amount")
        if plan.table not in _TABLES or line is None:
            continue
        table, column = bench.place(plan, line.spec["column"])
        own, signs = plan.line("currency"), _signs(bench, table, column)
        code = signs.only or bench.said(plan.file, "currency", r"[A-Z]{3}")
        code = code or currency_in(column) or bench.answers.currency
        if own is not None:
            if not _covers(bench, plan, own.spec["column"], column):
                own.spec.update({} if code is None else {"default": code})
                unsaid |= {} if code else {(column, table.title): None}
        elif code is not None:
            plan.add_value("currency", code)
        elif signs.codes or signs.is_shared:
            bench.doubts.append(_by_signs(bench, table, column, signs))
        else:
            unsaid[column, table.title] = None
    if unsaid:
        bench.doubts.append(_unsaid(bench, unsaid))


def _signs(bench: Bench, table: SeenTable, column: str) -> _Signs:
    relation = f"(SELECT {known(column)} AS v FROM {table.relation})"  # noqa: S608
    found = [signs_of([shape]) for shape in shapes(bench.con, relation, "v")]
    flat = {sign for signs in found for sign in signs}
    return _Signs(
        frozenset(SIGNS[sign] for sign in flat if sign in SIGNS),
        is_shared=bool(flat & SHARED.keys()),
        is_bare=() in found,
    )


def _covers(bench: Bench, plan: RowsPlan, currency: str, amount: str) -> bool:
    """Tell whether every row with an amount says its currency."""
    if amount not in plan.file.columns:
        return True  # joined from another file: its rows are not these
    (n,) = first_row(
        bench.con,
        f"SELECT count(*) FROM {plan.file.relation} "  # noqa: S608
        f"WHERE {known(amount)} IS NOT NULL AND {known(currency)} IS NULL",
    )
    return int(n) == 0


def _choices(codes: Iterable[str]) -> list[Choice]:
    return [Choice(Text(fr=code, en=code), "--currency", code) for code in dict.fromkeys(codes)]


def _by_signs(bench: Bench, table: SeenTable, column: str, signs: _Signs) -> Doubt:
    """Return the doubt about signs: of many countries, of several currencies, or not everywhere."""
    place = f"{table.alias}.{column}"
    if not signs.codes:
        text = Text(
            fr="Les montants de « {column} » ({file}) portent un « $ » ou un autre signe que "
            "plusieurs pays partagent.",
            en="The amounts of “{column}” ({file}) carry a `$` or another sign that several "
            "countries share.",
        ).format(column=column, file=table.title)
        shared = [code for code in (bench.currency, *_USUAL) if code in SHARED[_DOLLAR]]
        return asked("currency_sign", text, place, _choices(shared))
    codes = sorted(signs.codes)
    if not (signs.is_shared or signs.is_bare):
        text = Text(
            fr="Les montants de « {column} » ({file}) sont en plusieurs devises ({codes}) : chacun "
            "a celle de son signe.",
            en="The amounts of “{column}” ({file}) are in several currencies ({codes}): each has "
            "that of its sign.",
        ).format(column=column, file=table.title, codes=", ".join(codes))
        return Doubt("currencies_mixed", text, place)
    text = Text(
        fr="Des montants de « {column} » ({file}) disent leur devise ({codes}), d'autres non. Un "
        "montant d'une autre devise que celle dite sera mis de côté.",
        en="Some amounts of “{column}” ({file}) tell their currency ({codes}), others do not. An "
        "amount in another currency than the one said will be set aside.",
    ).format(column=column, file=table.title, codes=", ".join(codes))
    ignore = setting(Text(fr="ignorer ce fichier", en="ignore this file"), f"{table.alias}=ignore")
    return asked("currencies_mixed", text, place, [*_choices(codes), ignore])


def _unsaid(bench: Bench, columns: Iterable[tuple[str, str]]) -> Doubt:
    text = Text(
        fr="Rien ne dit la devise de {columns}. Celle de l'entente est {code}.",
        en="Nothing tells the currency of {columns}. The agreement's is {code}.",
    ).format(columns=columns_of(columns), code=bench.currency)
    return asked("currency_unsaid", text, "", _choices((bench.currency, *_USUAL)))


def empty_zeros(bench: Bench) -> None:
    """Take a 0 of a deal that was not won for no amount, where no won deal has one."""
    for plan in bench.rows:
        line = plan.line("amount")
        column = str(line.spec["column"]) if line else ""
        outcomes = bench.outcomes.get(plan.file.alias)
        is_own = plan.table == "opportunities" and column in plan.file.columns
        if line is None or outcomes is None or not is_own or outcomes.won_where == "FALSE":
            continue
        rows = bench.con.execute(
            f"SELECT v, count(*) FILTER (is_won), count(*) FROM "  # noqa: S608
            f"(SELECT {known(column)} AS v, {outcomes.won_where} AS is_won "
            f"FROM {plan.file.relation}) "
            f"WHERE regexp_matches(v, '{_ZERO}') GROUP BY 1 ORDER BY 1 LIMIT {_MOST_ZEROS + 1}"
        ).fetchall()
        n_won, n = sum(row[1] for row in rows), sum(row[2] for row in rows)
        if rows and not n_won and len(rows) <= _MOST_ZEROS:
            line.spec["values"] = {row[0]: "" for row in rows}
            _tell_zeros(bench, plan, column, n)


def _tell_zeros(bench: Bench, plan: RowsPlan, column: str, n: int) -> None:
    text = Text(
        fr="« {column} » de {file} est à 0 là où l'affaire n'est pas gagnée ({n}) : c'est pris "
        "pour l'absence de montant.",
        en="“{column}” of {file} is 0 where the deal is not won ({n}): it is taken for no amount.",
    ).format(n=n, file=plan.file.title, column=column)
    place = f"{plan.file.alias}.{column}"
    if not any(each.code == "zero_amounts" and each.place == place for each in bench.doubts):
        bench.doubts.append(Doubt("zero_amounts", text, place))
