"""The root of every error that Boucle raises on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from boucle.language import Language, Text


class BoucleError(Exception):
    """Base class. `code` is stable and safe to match on; the text is not.

    Every leaf builds its `Text`: what is wrong, what was given, what is allowed, what to do.
    """

    code: ClassVar[str] = "error"
    retryable: ClassVar[bool] = False

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def in_language(self, language: Language) -> str:
        """Return the text in the reader's language."""
        return self.text.in_(language)
