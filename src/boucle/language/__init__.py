"""French and English side by side: texts, and how numbers, money and dates are written."""

from boucle.language.text import LANGUAGES, Language, Text, is_language

__all__ = ["LANGUAGES", "Language", "Text", "is_language"]
