"""Which words name a person, and where they stand in a text."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boucle.tables import TABLES
from boucle.warehouse.engine import engine
from boucle.warehouse.lake.addresses import addresses_in
from boucle.warehouse.lake.changes import rows_of
from boucle.warehouse.lake.suppression import PERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.tables import Table
    from boucle.warehouse.lake.suppression import Suppression
    from boucle.warehouse.lake.suppression_list import SuppressionList

# A telephone number written otherwise has the same digits; a short one is anybody's.
_LEAST_DIGITS, _MOST_DIGITS = 7, 10
_BETWEEN_DIGITS = r"[\s().\-]*"
# A key that could be an amount or a count says nothing outside a column of keys.
_TELLING_KEY = re.compile(r"(?=.*[^\d.,\s])\S{4,}|\d{9,}")
# Shorter notes are what many people said.
_LEAST_NOTE = 20


@dataclass(slots=True)
class Words:
    """What names the erased people, as the lake says before it forgets.

    `phones`, `names` (pairs of first and last) and `keys` (of contacts and leads) tell that a line
    is theirs; `others` (titles, comments) are theirs only in such a line; addresses are known by
    the list.
    """

    listed: SuppressionList
    phones: set[str] = field(default_factory=set)
    names: set[tuple[str, str]] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


def words_of(suppression: Suppression) -> Words:
    """Return what the lake still says of those on the list."""
    words = Words(suppression.listed)
    if not suppression.listed:
        return words
    _add_people(words, suppression)
    words.keys |= {key for (key,) in _rows(suppression, TABLES["leads"], ("lead_id",))}
    for name in PERSONAL.keys() - {"contacts"}:
        for row in _rows(suppression, TABLES[name], PERSONAL[name]):
            words.others |= {each for each in row if each}
    return words


def _add_people(words: Words, suppression: Suppression) -> None:
    contacts = TABLES["contacts"]
    others = _rows(suppression, contacts, ("first_name", "last_name", "phone"), of_others=True)
    # A switchboard's number and a namesake's name do not say whose a line is.
    namesakes = {_namely(first, last) for first, last, _ in others}
    shared = {_digits(phone) for _, _, phone in others if phone}
    for key, first, last, phone, *also in _rows(suppression, contacts, ("contact_id", *_PERSON)):
        words.keys.add(key)
        if first and last and _namely(first, last) not in namesakes:
            words.names.add((first, last))
        if phone and _digits(phone) not in shared:
            words.phones.add(phone)
        words.others |= {each for each in (first, last, phone, *also) if each}


def _namely(first: str | None, last: str | None) -> tuple[str, str]:
    return (first or "").casefold(), (last or "").casefold()


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)[-_MOST_DIGITS:]


_PERSON = ("first_name", "last_name", "phone", "email", "job_title")


def _rows(
    suppression: Suppression, table: Table, columns: Iterable[str], *, of_others: bool = False
) -> list[tuple[str, ...]]:
    """Return what rows of the erased say in `columns`, or those of everybody else."""
    store = suppression.store
    files = store.files(table.name)
    if not files:
        return []
    rows = suppression.marked(table, rows_of(table, files, store.columns(table.name)))
    wanted = ", ".join(columns)
    seen = " AND coalesce(evidence NOT IN ('observed', 'impression'), true)"
    # The title of a white paper is nobody's word.
    theirs = "NOT __erased__" if of_others else "__erased__"
    theirs += seen if table.name == "touchpoints" else ""
    found = engine().con.execute(f"SELECT DISTINCT {wanted} FROM {rows} WHERE {theirs}")
    rows_found: list[tuple[str, ...]] = found.fetchall()
    return rows_found


class Finder:
    """Finds `words` in texts, and takes them out."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._telling = _pattern([*map(_phone, words.phones), *map(_full_name, words.names)])
        self._names = [(_whole(first), _whole(last)) for first, last in words.names]
        self._keys = _pattern(map(_bounded, filter(_TELLING_KEY.fullmatch, words.keys)))
        self._others = _pattern(map(_bounded, _spellings(words.others)))
        notes = (each for each in words.others if len(each) >= _LEAST_NOTE)
        self._notes = _pattern(map(_bounded, _spellings(notes)))

    def is_theirs(self, record: str, cells: Iterable[str] = ()) -> bool:
        """Tell whether a record is about one of them: an address, a number, a name or a key."""
        return bool(
            self.names_them(record)
            or (self._keys and self._keys.search(record))
            or any(first.search(record) and last.search(record) for first, last in self._names)
            or any(self._is_key(cell) for cell in cells)
        )

    def names_them(self, text: str) -> bool:
        """Tell whether a text has an address, a number or a full name of theirs."""
        return any(map(self._words.listed.has_email, addresses_in(text))) or bool(
            self._telling and self._telling.search(text)
        )

    def without_names(self, text: str) -> str:
        """Return a text without their addresses, numbers and full names."""
        text = self._telling.sub("", text) if self._telling else text
        return self._without_addresses(text)

    def without_notes(self, text: str) -> str:
        """Return a text without their names and without what was noted of them."""
        text = self._notes.sub("", text) if self._notes else text
        return self.without_names(text)

    def without_words(self, record: str) -> str:
        """Return a record of theirs without any word of theirs."""
        record = self.without_names(record)
        return self._others.sub("", record) if self._others else record

    def _without_addresses(self, text: str) -> str:
        for each in dict.fromkeys(addresses_in(text)):
            if self._words.listed.has_email(each):
                text = text.replace(each, "")
        return text

    def _is_key(self, cell: str) -> bool:
        return cell in self._words.keys or (cell != "" and self._words.listed.has_person(cell))


def _pattern(parts: Iterable[str]) -> re.Pattern[str] | None:
    # The longest first: a short word may begin a long one.
    found = sorted(set(parts), key=lambda part: (-len(part), part))
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _phone(number: str) -> str:
    digits = _digits(number)
    if len(digits) < _LEAST_DIGITS:
        return _bounded(re.escape(number))
    last = _BETWEEN_DIGITS.join(digits)
    return rf"(?:\+?\d{{1,3}}{_BETWEEN_DIGITS})?(?<!\d)\(?{last}(?!\d)"


def _full_name(name: tuple[str, str]) -> str:
    first, last = (_any_of(_spellings([each])) for each in name)
    return rf"\b{first}\s+{last}\b|\b{last},?\s+{first}\b"


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(_bounded(_any_of(_spellings([word]))), re.IGNORECASE)


def _any_of(parts: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(parts))})"


def _bounded(part: str) -> str:
    return rf"(?<!\w){part}(?!\w)"


def _spellings(words: Iterable[str]) -> set[str]:
    """Return the patterns of words as they stand in text, JSON and HTML."""
    return {
        re.escape(written)
        for word in words
        for written in (word, json.dumps(word)[1:-1], html.escape(word), word.replace('"', '""'))
    }
