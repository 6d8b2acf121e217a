"""Where touchpoints come from: the channels and the rules that name them."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from boucle.agreement.schema.types import Code, Count, Glob, Section, Words
from boucle.agreement.schema.vocabulary import TouchpointKind


class ChannelRule(Section):
    """Globs in lower case (``*`` stands for any text); every key that is given must match."""

    sources: tuple[Glob, ...] = ()
    mediums: tuple[Glob, ...] = ()
    campaigns: tuple[Glob, ...] = ()
    kinds: tuple[TouchpointKind, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.sources or self.mediums or self.campaigns or self.kinds):
            raise PydanticCustomError("empty_rule", "matches everything", {})
        return self


class Channel(Section):
    """One channel. The first in the file with a rule that matches takes the touchpoint."""

    code: Code
    label: Words
    is_marketing: bool = True
    is_direct: bool = False
    # Days between spending and its effect; no campaign is judged before.
    effect_delay_days: Count = 30
    when: tuple[ChannelRule, ...] = ()
