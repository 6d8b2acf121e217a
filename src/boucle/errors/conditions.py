"""Errors about conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors.base import BoucleError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


class ConditionError(BoucleError, ValueError):
    """A condition cannot be read. `position` counts characters from 0; `nearest` may mend it."""

    code = "agreement.condition"

    def __init__(
        self, given: str, position: int, problem: Text, nearest: Sequence[str] = ()
    ) -> None:
        self.given, self.position, self.nearest = given, position, tuple(nearest)
        names = ", ".join(f"`{name}`" for name in nearest)
        hint = Text(fr=" Le plus proche : {names}.", en=" Nearest: {names}.").format(names=names)
        super().__init__(
            Text(
                fr="Condition, caractère {place} : {problem}{hint}",
                en="Condition, character {place}: {problem}{hint}",
            ).format(place=position + 1, problem=problem, hint=hint if nearest else "")
        )
