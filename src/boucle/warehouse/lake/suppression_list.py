"""The list of those who were erased, as salted hashes: it recognises them and names nobody."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from boucle.errors.privacy import SuppressionListError
from boucle.warehouse.lake.addresses import (
    STANDS_FOR,
    WORD_DIGITS,
    addresses_in,
    normal,
    scrubbed_sql,
)
from boucle.warehouse.sql import text_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SALT_BYTES = 16


@dataclass(slots=True)
class _Hashes:
    """What one salt has hashed: keys of contacts, and normal forms of addresses."""

    people: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)


class SuppressionList:
    """Who was erased. Lists of two workspaces join: each keeps the salt that it was made with."""

    def __init__(self) -> None:
        self._by_salt: dict[str, _Hashes] = {}
        # An erasure that was asked for and is not yet known to be done.
        self.is_pending = False

    @classmethod
    def read(cls, path: Path) -> SuppressionList:
        """Read a list; one that is not there is empty.

        Raises
        ------
        SuppressionListError
            If the file is none.
        """
        listed = cls()
        if not path.exists():
            return listed
        try:
            given = json.loads(path.read_text(encoding="utf-8"))
            listed.is_pending = bool(given.get("is_pending"))
            for salt, people, emails in _groups(given):
                listed._by_salt[salt] = _Hashes(set(people), set(emails))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SuppressionListError(path) from error
        return listed

    def write(self, path: Path) -> None:
        """Write the list, whole or not at all, and see it on the disk."""
        beside = path.with_suffix(".tmp")
        with beside.open("w", encoding="utf-8") as file:
            file.write(self.as_json())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)

    def as_json(self) -> str:
        """Return what the file says."""
        groups = {
            salt: {"people": sorted(each.people), "emails": sorted(each.emails)}
            for salt, each in sorted(self._by_salt.items())
        }
        return json.dumps({"format": 1, "lists": groups, "is_pending": self.is_pending})

    def __bool__(self) -> bool:
        return any(each.people or each.emails for each in self._by_salt.values())

    def __len__(self) -> int:
        return sum(len(each.people) for each in self._by_salt.values())

    def add(self, contact_ids: Iterable[str], emails: Iterable[str] = ()) -> bool:
        """Add people and addresses; return whether any was not there."""
        before = self._n_hashes()
        if not self._by_salt:
            self._by_salt[secrets.token_hex(_SALT_BYTES)] = _Hashes()
        salt, own = next(iter(self._by_salt.items()))
        own.emails |= {_hash(salt, normal(each)) for each in emails}
        for key in contact_ids:
            # A key that is an address is written otherwise once it is erased.
            own.people |= {_hash(salt, key), _hash(salt, self.scrubbed(key))}
        return self._n_hashes() > before

    def merge(self, other: SuppressionList) -> bool:
        """Take in another list; return whether it brought anything."""
        before = self._n_hashes()
        for salt, theirs in other._by_salt.items():
            own = self._by_salt.setdefault(salt, _Hashes())
            own.people |= theirs.people
            own.emails |= theirs.emails
        return self._n_hashes() > before

    def has_person(self, contact_id: str) -> bool:
        """Tell whether a contact of this key was erased."""
        return any(_hash(salt, contact_id) in own.people for salt, own in self._by_salt.items())

    def has_email(self, address: str) -> bool:
        """Tell whether an address is that of somebody erased."""
        form = normal(address)
        return any(_hash(salt, form) in own.emails for salt, own in self._by_salt.items())

    def scrubbed(self, text: str) -> str:
        """Return `text` with another word in place of each listed address."""
        for salt, own in self._by_salt.items():
            for each in dict.fromkeys(addresses_in(text)):
                if _hash(salt, normal(each)) in own.emails:
                    text = text.replace(each, STANDS_FOR + _hash(salt, each)[:WORD_DIGITS])
        return text

    def person_sql(self, column: str) -> str:
        """Return the SQL condition that `column` is the key of somebody erased."""
        return self._listed_sql(column, [(salt, own.people) for salt, own in self._groups()])

    def email_sql(self, column: str) -> str:
        """Return the SQL condition that `column`, in its normal form, is a listed address."""
        return self._listed_sql(column, [(salt, own.emails) for salt, own in self._groups()])

    def scrubbed_sql(self, column: str) -> str:
        """Return the SQL of `scrubbed`, `column` itself where no address is listed."""
        for salt, own in self._groups():
            if own.emails:
                column = scrubbed_sql(column, salt, own.emails)
        return column

    @property
    def has_emails(self) -> bool:
        """Whether any address is listed."""
        return any(own.emails for own in self._by_salt.values())

    def _groups(self) -> Iterator[tuple[str, _Hashes]]:
        yield from sorted(self._by_salt.items())

    @staticmethod
    def _listed_sql(column: str, groups: list[tuple[str, set[str]]]) -> str:
        each = (
            f"sha256({text_literal(salt)} || {column}) IN "
            f"({', '.join(map(text_literal, sorted(hashes)))})"
            for salt, hashes in groups
            if hashes
        )
        return f"({' OR '.join(each) or 'false'})"

    def _n_hashes(self) -> int:
        return sum(len(own.people) + len(own.emails) for own in self._by_salt.values())


def _groups(given: dict[str, Any]) -> Iterator[tuple[str, list[str], list[str]]]:
    if "salt" in given:  # as the first versions of Boucle wrote it
        yield given["salt"], given["people"], []
        return
    for salt, own in given["lists"].items():
        yield salt, own["people"], own["emails"]


def _hash(salt: str, text: str) -> str:
    return sha256((salt + text).encode()).hexdigest()
