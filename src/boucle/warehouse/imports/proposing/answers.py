"""What a person says of the doubts, from options or from the questions on a terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from boucle.errors import ParameterError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What each option may say: as a pattern, and in words.
_ALLOWED: dict[str, tuple[str, Text]] = {
    "currency": (
        r"[A-Z]{3}",
        Text(fr="un code de trois lettres comme CAD", en="a code of three letters, as CAD"),
    ),
    "date_order": (r"day|month|year", Text(fr="day, month ou year", en="day, month or year")),
    "decimal": (r"[.,]|mixed", Text(fr="« . », « , » ou mixed", en="`.`, `,` or mixed")),
    "thousands": (
        r"[ ,.']|",
        Text(fr="« », « , », « . », « ' » ou vide", en="` `, `,`, `.`, `'` or empty"),
    ),
}
_ZONE = Text(fr="un fuseau IANA comme America/Toronto", en="an IANA zone, as America/Toronto")
_SET = Text(
    fr="FICHIER=sorte, FICHIER.COLONNE=rôle ou stage.MOT=won|lost|open|lead|disqualified",
    en="FILE=kind, FILE.COLUMN=role or stage.WORD=won|lost|open|lead|disqualified",
)


@dataclass(frozen=True)
class Answers:
    """Options of `boucle import` that settle doubts; `sets` are those of ``--set``."""

    currency: str | None = None
    date_order: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    time_zone: str | None = None
    sets: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what no option may say.

        Raises
        ------
        ParameterError
            Naming the option.
        """
        for name, (pattern, allowed) in _ALLOWED.items():
            given = getattr(self, name)
            if given is not None and not re.fullmatch(pattern, given):
                raise ParameterError(f"--{name.replace('_', '-')}", given, allowed)
        if self.time_zone is not None and self.time_zone not in available_timezones():
            raise ParameterError("--time-zone", self.time_zone, _ZONE)

    @property
    def is_empty(self) -> bool:
        """Whether nobody said anything."""
        return self == Answers()

    def with_option(self, option: str, value: str) -> Answers:
        """Return the answers with one more, as typed on a command line."""
        if option == "--set":
            return replace(self, sets={**self.sets, **sets_of([value])})
        named: dict[str, Any] = {option.removeprefix("--").replace("-", "_"): value}
        return replace(self, **named)


def sets_of(given: Iterable[str]) -> dict[str, str]:
    """Read the values of ``--set``: what stands before the last ``=`` is what is settled.

    Raises
    ------
    ParameterError
        If there is no ``=``, or nothing before or after it.
    """
    found: dict[str, str] = {}
    for each in given:
        name, sign, value = each.rpartition("=")
        if not sign or not name.strip() or not value.strip():
            raise ParameterError("--set", each, _SET)
        found[name.strip()] = value.strip()
    return found


def refuse_unused(answers: Answers, used: set[str], known: Sequence[str]) -> None:
    """Refuse a ``--set`` that settles nothing: it is a typing error.

    Raises
    ------
    ParameterError
        With the names that files and columns have.
    """
    for name, value in answers.sets.items():
        if name not in used:
            shown = ", ".join(known[:12])
            allowed = Text(
                fr="un fichier, une colonne ou un mot qui existe ({shown}…), et une sorte, un rôle "
                "ou un état permis; {form}",
                en="a file, a column or a word that exists ({shown}…), and a kind, a role or a "
                "state that is allowed; {form}",
            ).format(shown=shown, form=_SET)
            raise ParameterError("--set", f"{name}={value}", allowed)
