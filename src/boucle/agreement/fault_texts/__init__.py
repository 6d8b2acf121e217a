"""The words of every fault: what is wrong, what was given, what is allowed, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.fault_texts.content import CONTENT_TEXTS
from boucle.agreement.fault_texts.file import FILE_TEXTS
from boucle.agreement.fault_texts.values import VALUE_TEXTS

if TYPE_CHECKING:
    from boucle.language import Text

__all__ = ["FAULT_TEXTS"]

FAULT_TEXTS: dict[str, Text] = {**FILE_TEXTS, **VALUE_TEXTS, **CONTENT_TEXTS}
