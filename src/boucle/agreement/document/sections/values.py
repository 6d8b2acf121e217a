"""Lead types and what one lead of each is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document.blocks import Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice


def lead_types(v: Voice) -> Iterator[Block]:
    """Yield the lead types with their arithmetic, and where it comes from."""
    yield Heading(2, v(fr="Types de pistes et valeurs", en="Lead types and values"), "lead-types")
    yield Paragraph(
        v(
            fr="Une piste est du premier type dont la condition tient. Sa valeur est la part de "
            "ces pistes qui deviennent clients, multipliée par la transaction moyenne.",
            en="A lead is of the first type whose condition holds. Its value is the share of "
            "these leads that become customers, times the average deal.",
        )
    )
    columns = (
        v(fr="Type", en="Type"),
        v(fr="Part gagnée × transaction moyenne", en="Share won × average deal"),
        v(fr="Valeur", en="Value"),
        v(fr="Condition", en="Condition"),
    )
    rows = tuple(
        (f"{v.text(each.label)} ({each.code})",
         f"{v.share(each.win_share)} × {v.amount(each.average_amount)}",
         v.amount(each.value), v.rule(each.when))
        for each in v.agreement.lead_types
    )  # fmt: skip
    yield Table("", columns, rows, frozenset((1, 2)))
    basis = v.agreement.lead_value_basis
    if basis is not None:
        yield Heading(3, v(fr="Base des valeurs", en="Basis of the values"))
        yield from v.facts(
            (v(fr="Cohortes", en="Cohorts"), v.text(basis.cohorts)),
            (v(fr="Mûres après", en="Mature after"), v.n_days(basis.mature_after_days)),
            (v(fr="Méthode", en="Method"), v.text(basis.method)),
        )
