"""The amount of deals in another file, joined by a key of its own, where deals have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.doubts import Doubt, asked, set_option, setting
from boucle.warehouse.imports.proposing.lead_links import describing
from boucle.warehouse.imports.proposing.names import header_score, plain_words
from boucle.warehouse.imports.proposing.recognising import LEAST_CONFIDENCE
from boucle.warehouse.imports.proposing.vocabulary import KINDS

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.linking import Link
    from boucle.warehouse.imports.proposing.plan import Bench
    from boucle.warehouse.imports.proposing.recognising import Recognised
    from boucle.warehouse.imports.proposing.seeing import SeenTable

_KEYS = frozenset({"id", "code", "name", "integer", "email"})
# Columns whose scores differ by less are as good.
_AS_GOOD = 0.05


@dataclass(frozen=True, slots=True)
class JoinedAmount:
    """A column of another file that holds the amount of deals."""

    link: Link
    column: str
    confidence: float


def joined_amount(bench: Bench, file: Recognised) -> JoinedAmount | None:
    """Find the amount of deals in a file joined by a key of its own, if deals have none."""
    if "amount" in file.roles or bench.said(file.table, "amount", "none"):
        return None
    found = [
        JoinedAmount(link, column, round(score, 2))
        for other in bench.of_kind("nothing", "accounts")
        for column, score in _money_columns(other.table)
        if (link := _unique_link(bench, file, other))
    ]
    if not found:
        return None
    found.sort(key=lambda each: (-each.confidence, each.column))
    best, *others = found
    alike = [each.column for each in others if best.confidence - each.confidence <= _AS_GOOD]
    bench.joined.add(best.link.to_table.alias)
    bench.doubts.append(_doubt(file, best, alike))
    return best


def _money_columns(table: SeenTable) -> list[tuple[str, float]]:
    deals = KINDS["deals"]
    role = deals.by_name["amount"]
    scores = [
        (name, header_score(name, role.phrases, deals.entities) * role.fits.get(each.kind, 0.0))
        for name, each in table.profiles.items()
    ]
    return [(name, score) for name, score in scores if score >= LEAST_CONFIDENCE]


def _unique_link(bench: Bench, file: Recognised, other: Recognised) -> Link | None:
    keys = [
        name
        for name, profile in sorted(other.table.profiles.items())
        if profile.kind in _KEYS
        and profile.is_distinct
        and bench.links.uniqueness(other.table, name).is_unique
    ]
    link = bench.links.best(file, other, keys, skip=describing(file))
    # Values that meet by chance, as small numbers do, join nothing: the header must agree too.
    if link is None or set(plain_words(link.column)) != set(plain_words(link.to_column)):
        return None
    return link


def _doubt(file: Recognised, best: JoinedAmount, alike: list[str]) -> Doubt:
    alias, link = file.table.alias, best.link
    none = f"{alias}.amount=none"
    text = Text(
        fr="{file} n'a pas de montant : « {column} » de {other} y est joint par « {key} » "
        "({n} lignes sur {all} l'ont). Autrement : {option}",
        en="{file} has no amount: “{column}” of {other} is joined by “{key}” ({n} of {all} rows "
        "have it). Otherwise: {option}",
    ).format(
        file=file.table.title, column=best.column, other=link.to_table.title, key=link.column,
        n=link.n_met, all=link.n_present, option=set_option(none),
    )  # fmt: skip
    if not alike:
        return Doubt("amount_joined", text, place=alias)
    more = Text(fr="{text} Autre candidate : {alike}.", en="{text} Another candidate: {alike}.")
    choice = setting(Text(fr="aucun montant", en="no amount"), none)
    return asked("two_amounts", more.format(text=text, alike=", ".join(alike)), alias, [choice])
