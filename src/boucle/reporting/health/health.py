"""Every check over the tables of a report, and what each found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boucle.analytics import facts, health

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from boucle.analytics.health import (
        Finding,
        History,
        Lag,
        Link,
        Newest,
        RejectedValue,
        StrangeWord,
        TableFill,
    )
    from boucle.reporting.frame import Frame


@dataclass(frozen=True)
class Imported:
    """What imports left beside the lake.

    ``rejects`` are those of the last import of each file, ``n_rows`` the rows of each file by
    source and name, ``unread`` the columns that nothing reads, by file, ``unmapped`` the words
    that the mappings do not know.
    """

    rejects: tuple[RejectedValue, ...] = ()
    n_rows: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unread: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unmapped: tuple[StrangeWord, ...] = ()


@dataclass(frozen=True)
class Health:
    """The findings over a frame; `checks` are those asked for, `also` what others found."""

    frame: Frame
    imported: Imported = field(default_factory=Imported)
    checks: tuple[str, ...] = health.CHECKS
    also: tuple[Finding, ...] = ()

    @cached_property
    def findings(self) -> list[Finding]:
        """What the checks found, in the order of what it changes in the report."""
        ways: dict[str, Callable[[], Iterable[Finding]]] = {
            "completeness": self._completeness,
            "freshness": self._freshness,
            "contradictions": self._contradictions,
            "orphans": self._orphans,
            "jumps": self._jumps,
            "rejects": lambda: health.rejected(self.imported.rejects, self.imported.n_rows),
            "unmapped": self._unmapped,
            "duplicates": lambda: health.duplicates(self.frame.tables, self.fill),
            "workspace": lambda: self.also,
        }
        found = [each for name, way in ways.items() if name in self.checks for each in way()]
        return health.by_effect(each for each in found if each.check in self.checks)

    @cached_property
    def fill(self) -> dict[str, TableFill]:
        """How full each table is."""
        return health.fill(self.frame.tables)

    @cached_property
    def history(self) -> History:
        """How many facts each source tells of each day."""
        return health.day_counts(self.frame.tables, self.fill, zone=self.frame.zone)

    @cached_property
    def newest(self) -> list[Newest]:
        """The newest fact of each table and source."""
        return health.newest(self.history, self.until_on)

    @cached_property
    def lags(self) -> list[Lag]:
        """How long after the fact people write it down."""
        return health.entry_lags(self.frame, self.fill)

    @cached_property
    def links(self) -> list[Link]:
        """Every column of keys, followed both ways."""
        return health.links(self.frame.tables, self.fill)

    @property
    def until_on(self) -> date:
        """The day on which follow-up ends, on the agreement's wall."""
        return self.frame.until.astimezone(ZoneInfo(self.frame.zone)).date()

    @property
    def is_empty(self) -> bool:
        """Whether no table has a row."""
        return not any(each.n_rows for each in self.fill.values())

    def _completeness(self) -> Iterable[Finding]:
        yield from health.completeness(self.frame, self.fill)
        if self.fill["spend"].n_rows:
            yield from health.spending(self.frame)

    def _freshness(self) -> Iterable[Finding]:
        yield from health.old_data(self.frame.until, self.frame.tables.as_of)
        yield from health.stopped_sources(self.newest)
        yield from health.late_entries(self.lags)
        yield from health.stale_deals(self.frame, self.fill)

    def _contradictions(self) -> Iterable[Finding]:
        yield from health.contradictions(self.frame, self.fill)
        if self.fill["spend"].n_rows and "completeness" not in self.checks:
            yield from health.spending(self.frame)
        if self.fill["leads"].n_rows:
            yield from health.stage_order(self.frame.leads)
            yield from health.definitions(self._judged())

    def _judged(self) -> Any:
        # Optional: the facts that definitions read are those of every lead.
        from boucle.analytics import scoring

        known = scoring.case_facts(
            self.frame.case_tables,
            self.frame.agreement,
            moment=self.frame.until,
            columns=scoring.judged_columns(self.frame.agreement) | {"lead_id", "stage"},
            materialise=lambda table: table.cache(),
        ).cache()
        return scoring.judged(known, self.frame.agreement).cache()

    def _orphans(self) -> Iterable[Finding]:
        yield from health.orphans(self.frame.tables, self.links)
        if self.fill["stage_changes"].n_rows:
            yield from health.lost_subjects(self.frame.tables)

    def _jumps(self) -> Iterable[Finding]:
        yield from health.jump_findings(self.history, self.until_on)
        yield from health.date_only(self.history)
        yield from health.crowded_moments(self.frame.tables, self.fill, zone=self.frame.zone)
        yield from health.amount_findings(self.frame, self.fill)

    def _unmapped(self) -> Iterable[Finding]:
        frame = self.frame
        yield from health.unmapped(frame.tables, self.fill, frame.agreement)
        yield from health.unmapped_words(self.imported.unmapped)
        yield from health.unread_columns(self.imported.unread)
        if self.fill["touchpoints"].n_rows:
            channels = facts.unlisted_channels(frame.channel_ways, frame.agreement.channels)
            yield from health.unlisted(channels, self.fill["touchpoints"].n_rows)
