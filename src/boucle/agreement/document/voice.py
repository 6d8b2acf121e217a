"""Says the values of one agreement in one language."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from boucle.agreement.conditions import parse
from boucle.agreement.document.blocks import Bullets, Facts, Rule
from boucle.agreement.durations import parse_duration
from boucle.language import Text, formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from boucle.agreement.document.blocks import Words
    from boucle.agreement.schema import Agreement
    from boucle.language import Language

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_PERIOD_UNITS = (
    ("an", "ans", "year", "years"),
    ("mois", "mois", "month", "months"),
    ("semaine", "semaines", "week", "weeks"),
    ("jour", "jours", "day", "days"),
)
_MOST_DIGITS = 4
# Lists whose items carry a code and a name that other keys refer to.
_NAMED = (
    "channels", "personas", "services", "territories", "lead_types", "clocks", "pauses",
    "dispositions", "reasons", "nurture_tracks", "reports", "meetings",
    "marketing_commitments", "sales_commitments",
)  # fmt: skip


class Voice:
    """Texts, figures, dates and names of `agreement`, as a reader of `language` writes them."""

    def __init__(self, agreement: Agreement, language: Language) -> None:
        self.agreement = agreement
        self.language = language
        self._names = dict(_names(agreement))

    def __call__(self, *, fr: str, en: str) -> str:
        """Return the words of the reader's language."""
        return fr if self.language == "fr" else en

    def text(self, words: Text | None) -> str:
        """Return a text, or nothing where the agreement says nothing."""
        return words.in_(self.language) if words is not None else ""

    def texts(self, many: Iterable[Text]) -> str:
        """Return texts in one line."""
        return "; ".join(self.text(words) for words in many)

    def yes(self, is_so: bool) -> str:  # noqa: FBT001 - says the one value it is given
        """Return yes or no."""
        return self(fr="oui", en="yes") if is_so else self(fr="non", en="no")

    def word(self, words: Mapping[str, Text], code: str) -> str:
        """Return the word for a code of a closed list."""
        return self.text(words[code])

    def words(self, words: Mapping[str, Text], codes: Iterable[str]) -> str:
        """Return the words for codes of a closed list, in one line."""
        return ", ".join(self.word(words, code) for code in codes)

    def name(self, code: str | None) -> str:
        """Return a code with the name it stands for: ``M-02 (Quality)``."""
        if code is None:
            return ""
        found = self._names.get(code)
        return f"{code} ({self.text(found)})" if found is not None else code

    def label(self, code: str) -> str:
        """Return the name that a code stands for; ``*`` is everything else."""
        if code == "*":
            return self(fr="Tous les types", en="All types")
        found = self._names.get(code)
        return self.text(found) if found is not None else code

    def names(self, codes: Iterable[str]) -> str:
        """Return codes with their names, in one line."""
        return "; ".join(self.name(code) for code in codes)

    def day(self, value: date | None) -> str:
        """Return a day in words."""
        return formats.day(value, self.language) if value is not None else ""

    def days(self, first: date, last: date) -> str:
        """Return a stretch of days, both ends included."""
        return self(fr="du {} au {}", en="{} to {}").format(self.day(first), self.day(last))

    def number(self, value: float) -> str:
        """Return a number with the decimals that it has."""
        return formats.number(value, self.language, digits=_digits(value))

    def amount(self, value: float) -> str:
        """Return an amount in the agreement's currency, with cents where it has some."""
        has_cents = round(value, 2) != round(value)
        return formats.money(value, self.agreement.currency, self.language, with_cents=has_cents)

    def share(self, value: float | None) -> str:
        """Return a share in per cent, with the decimals that it has."""
        if value is None:
            return ""
        return formats.share(value, self.language, digits=_digits(value * 100))

    def duration(self, text: str | None) -> str:
        """Return a deadline in words: ``30 business minutes``."""
        return self.text(parse_duration(text).sentence()) if text is not None else ""

    def period(self, text: str | None) -> str:
        """Return a stretch of the calendar in words: ``24 months``."""
        match = _PERIOD.fullmatch(text or "")
        counts = [int(digits or 0) for digits in match.groups()] if match else []
        parts = [
            f"{n}\u00a0{self(fr=frs if n > 1 else fr, en=en if n == 1 else ens)}"
            for n, (fr, frs, en, ens) in zip(counts, _PERIOD_UNITS, strict=False)
            if n
        ]
        return self(fr=" et ", en=" and ").join(parts)

    def hour(self, clock: str) -> str:
        """Return a time of day written ``HH:MM``."""
        hours, minutes = clock.split(":")
        return self(
            fr=f"{int(hours)}\u00a0h" + (f"\u00a0{minutes}" if minutes != "00" else ""),
            en=f"{int(hours)}:{minutes}",
        )

    def hours(self, opened: str) -> str:
        """Return open hours written ``08:30-12:00``."""
        opens, closes = (self.hour(clock) for clock in opened.split("-"))
        return self(fr=f"{opens} à {closes}", en=f"{opens} to {closes}")

    def moment(self, local: str) -> str:
        """Return a moment of the wall clock written ``2026-05-15 15:50``."""
        day = datetime.strptime(local[:10], "%Y-%m-%d").date()  # noqa: DTZ007 - the wall clock
        return f"{self.day(day)}, {self.hour(local[11:])}"

    def count(self, n: float, *, fr: str, frs: str, en: str, ens: str) -> str:
        """Return a number and what it counts."""
        # French counts one and a half as one; English counts zero as many.
        unit = self(fr=frs if abs(n) >= 2 else fr, en=en if n == 1 else ens)  # noqa: PLR2004
        return f"{self.number(n)}\u00a0{unit}"

    def n_days(self, n: int, *, is_business: bool = False) -> str:
        """Return a number of days."""
        if is_business:
            return self.count(
                n, fr="jour ouvrable", frs="jours ouvrables", en="business day", ens="business days"
            )
        return self.count(n, fr="jour", frs="jours", en="day", ens="days")

    def value(self, value: float | None, unit: str | None) -> str:
        """Return a figure in its unit: an amount, a share, hours or a plain number."""
        if value is None:
            return ""
        if unit in {"amount", "average"}:
            return self.amount(value)
        if unit == "share":
            return self.share(value)
        if unit == "hours":
            return self.count(value, fr="heure", frs="heures", en="hour", ens="hours")
        return self.number(value)

    def rule(self, condition: str | None) -> Words:
        """Return a condition as a sentence and as code."""
        if condition is None:
            return ""
        sentence = self.text(parse(condition).sentence())
        # The line ends of the file say nothing; a page has its own.
        condition = re.sub(r"\s*\n\s*", " ", condition)
        return Rule(sentence[:1].upper() + sentence[1:] + ".", condition)

    def facts(self, *items: tuple[str, Words]) -> Iterator[Facts]:
        """Yield the facts that say something."""
        if kept := tuple((term, words) for term, words in items if words):
            yield Facts(kept)

    def bullets(self, title: str, many: Iterable[Text]) -> Iterator[Bullets]:
        """Yield a list, unless it is empty."""
        if items := tuple(self.text(words) for words in many):
            yield Bullets(title, items)


def _names(agreement: Agreement) -> Iterator[tuple[str, Text]]:
    for section in _NAMED:
        for item in getattr(agreement, section):
            words = getattr(item, "label", None) or getattr(item, "title", None) or item.reason
            yield item.code, words


def _digits(value: float) -> int:
    """Return how many decimals `value` needs, up to four."""
    for digits in range(_MOST_DIGITS):
        if abs(round(value, digits) - value) < 1e-9 * max(1.0, abs(value)):
            return digits
    return _MOST_DIGITS
