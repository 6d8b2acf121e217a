"""The versions of an agreement in a folder, and which one decides at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from boucle.agreement.fault_texts import FAULT_TEXTS
from boucle.agreement.loader import check
from boucle.errors import ParameterError
from boucle.errors.agreement import AgreementFaultsError, Fault, NoAgreementError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from boucle.agreement.schema import Agreement

State = Literal["draft", "signed", "in_force", "replaced"]
Standing = Literal["in_force", "before_first", "after_end"]

# Without both teams there is no agreement; the arbiter may sign as well.
_MUST_SIGN = frozenset(("marketing", "sales"))


@dataclass(frozen=True)
class Versions:
    """The versions of one agreement, by the day on which they come into force.

    A version runs until the next one starts, also past its own end (it is renewed until replaced)
    and whatever end it states (the later one takes over). Once a version is signed by both teams,
    drafts decide nothing; before that, drafts do, so that a new workspace has an agreement.
    """

    all: tuple[Agreement, ...]

    @classmethod
    def read(cls, folder: str | Path) -> Versions:
        """Read every ``*.yaml`` of a folder.

        Raises
        ------
        AgreementFaultsError
            With the faults of every file, and those between them: a version or a day twice, or
            another agreement's code.
        NoAgreementError
            If the folder holds no such file.
        """
        results = {path: check(path) for path in sorted(Path(folder).glob("*.yaml"))}
        if not results:
            raise NoAgreementError(str(folder))
        faults = [fault for result in results.values() for fault in result.faults]
        read = [(str(path), each.agreement) for path, each in results.items() if each.agreement]
        faults += _between(read)
        if faults:
            raise AgreementFaultsError(faults)
        return cls.of([agreement for _, agreement in read])

    @classmethod
    def of(cls, agreements: Sequence[Agreement]) -> Versions:
        """Put agreements in the order in which they come into force."""
        return cls(tuple(sorted(agreements, key=lambda each: each.in_force_on)))

    @property
    def deciding(self) -> tuple[Agreement, ...]:
        """The versions that decide: the signed ones, or all while none is signed."""
        return tuple(each for each in self.all if is_signed(each)) or self.all

    def in_force(self, moment: datetime) -> Agreement:
        """Return the version in force at an aware `moment`; the first one before all of them.

        Whether the answer is assumed is told by `standing`.
        """
        started = [each for each in self.deciding if _has_started(each, moment)]
        return started[-1] if started else self.deciding[0]

    def standing(self, moment: datetime) -> Standing:
        """Tell whether a version is in force at `moment`, or only assumed to be."""
        agreement = self.in_force(moment)
        if not _has_started(agreement, moment):
            return "before_first"
        end = agreement.ends_on
        local = moment.astimezone(ZoneInfo(agreement.time_zone))
        return "after_end" if end is not None and local.date() > end else "in_force"

    def state(self, agreement: Agreement, moment: datetime) -> State:
        """Return the state of a version at `moment`, from its signatures and the dates."""
        if not is_signed(agreement):
            return "draft"
        if not _has_started(agreement, moment):
            return "signed"
        return "in_force" if self.in_force(moment).version == agreement.version else "replaced"

    def version(self, number: str) -> Agreement | None:
        """Return the version called `number`, if there is one."""
        return next((each for each in self.all if each.version == number), None)


def is_signed(agreement: Agreement) -> bool:
    """Tell whether both teams have signed."""
    return {signature.party for signature in agreement.signatures} >= _MUST_SIGN


def _has_started(agreement: Agreement, moment: datetime) -> bool:
    if moment.tzinfo is None:
        raise ParameterError("moment", moment, "an aware datetime")
    local = moment.astimezone(ZoneInfo(agreement.time_zone))
    return local.date() >= agreement.in_force_on


def _between(read: list[tuple[str, Agreement]]) -> Iterator[Fault]:
    for number, (file, agreement) in enumerate(read):
        for other, earlier in read[:number]:
            if agreement.version == earlier.version:
                yield _fault("version_twice", file, "version", agreement.version, other)
            elif agreement.in_force_on == earlier.in_force_on:
                yield _fault("date_twice", file, "in_force_on", agreement.in_force_on, other)
        if number and agreement.code != read[0][1].code:
            other, first = read[0]
            yield _fault("other_agreement", file, "code", agreement.code, other, wanted=first.code)


def _fault(code: str, file: str, path: str, given: object, other: str, **facts: object) -> Fault:
    text = FAULT_TEXTS[code].format(given=given, other=other, **facts)
    return Fault(code, text, file, path)
