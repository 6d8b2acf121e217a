"""Where touchpoints come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema import Channel, ChannelRule


def channels(v: Voice) -> Iterator[Block]:
    """Yield the channels in the order in which they are tried."""
    yield Heading(2, v(fr="Canaux", en="Channels"), "channels")
    yield Paragraph(
        v(
            fr="Le premier canal dont une règle convient prend le point de contact. Dans une "
            "règle, * remplace n'importe quel texte, et tout ce qui est nommé doit convenir.",
            en="The first channel with a rule that matches takes the touchpoint. In a rule, * "
            "stands for any text, and all that is named must match.",
        )
    )
    columns = (
        v(fr="Canal", en="Channel"),
        v(fr="Équipe", en="Team"),
        v(fr="Délai d'effet", en="Effect delay"),
        v(fr="Règles", en="Rules"),
    )
    rows = tuple(
        (f"{v.text(each.label)} ({each.code})", _team(v, each), v.n_days(each.effect_delay_days),
         v(fr=" OU ", en=" OR ").join(_rule(v, rule) for rule in each.when))
        for each in v.agreement.channels
    )  # fmt: skip
    yield Table("", columns, rows)


def _team(v: Voice, channel: Channel) -> str:
    team = v(fr="marketing", en="marketing")
    if not channel.is_marketing:
        team = v(fr="hors marketing", en="not marketing")
    return team + v(fr=", direct", en=", direct") if channel.is_direct else team


def _rule(v: Voice, rule: ChannelRule) -> str:
    kinds = [v.word(words.KINDS, kind) for kind in rule.kinds]
    parts = (
        (v(fr="source", en="source"), rule.sources),
        (v(fr="support", en="medium"), rule.mediums),
        (v(fr="campagne", en="campaign"), rule.campaigns),
        (v(fr="geste", en="gesture"), kinds),
    )
    separator = v(fr="\u00a0: ", en=": ")
    return v(fr=" et ", en=" and ").join(
        name + separator + ", ".join(many) for name, many in parts if many
    )
