"""What is said of one kind of finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boucle.language import Text


@dataclass(frozen=True, slots=True)
class Words:
    """What was found, what it changes in the report, and one step to take.

    Sentences read well for one as for many. They may name ``{n}``, ``{of}``, ``{share}``,
    ``{amount}`` and the facts of the finding.
    """

    what: Text
    changes: Text
    todo: Text
