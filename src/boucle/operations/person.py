"""Who is meant by the keys and the address that were typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.errors import UnknownPersonError, UsageError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.warehouse.workspace import Workspace

_NOBODY_ASKED = Text(
    fr="Il manque la personne : donnez --contact CLÉ ou --email ADRESSE.",
    en="The person is missing: give --contact KEY or --email ADDRESS.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A person as typed: keys of contacts, an address, whether all who have it are meant."""

    contacts: Sequence[str] = ()
    email: str | None = None
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """The contacts of one person: those asked for, and those merged with them."""

    contacts: tuple[str, ...]
    merged: tuple[str, ...]


def person(workspace: Workspace, asked: Asked, *, may_be_absent: bool = False) -> Person:
    """Find the contacts that `asked` means.

    Raises
    ------
    UsageError
        If nobody was asked for.
    UnknownPersonError
        If nobody has such a key or address; for an address unless they `may_be_absent`.
    SeveralPeopleError
        If several have the address and not all are meant.
    """
    from boucle.warehouse.privacy import people  # start-up

    if not asked.contacts and not (asked.email or "").strip():
        raise UsageError(_NOBODY_ASKED)
    found = people.known_contacts(workspace, list(asked.contacts))
    if asked.email:
        having = people.contacts_with_address(workspace, asked.email, is_all=asked.is_all)
        if not having and not may_be_absent:
            raise UnknownPersonError(asked.email)
        found = list(dict.fromkeys([*found, *having]))
    merged = tuple(key for key in people.same_person(workspace, found) if key not in found)
    return Person((*found, *merged), merged)
