"""The names of channels and campaigns for people: the agreement's labels, the files' names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from boucle.reporting.closed_loop.page_words import NO_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.agreement.schema import Agreement
    from boucle.language import Language


@dataclass(frozen=True)
class Names:
    """Names in one language; what has none is said to have none."""

    figures: Mapping[str, Any]
    agreement: Agreement
    language: Language

    def channel(self, code: str | None) -> str:
        """Return the label of a channel, its code where the agreement does not list it."""
        if code is None:
            return NO_NAME["channel"].in_(self.language)
        return self._channels.get(code, code)

    def campaign(self, code: str | None) -> str:
        """Return the name of a campaign, its key where it has no name."""
        return self._campaigns.get(code) or code or NO_NAME["campaign"].in_(self.language)

    @cached_property
    def _channels(self) -> dict[str, str]:
        return {each.code: each.label.in_(self.language) for each in self.agreement.channels}

    @cached_property
    def _campaigns(self) -> dict[str | None, str | None]:
        return {row["campaign"]: row["campaign_name"] for row in self.figures["by_campaign"]}
