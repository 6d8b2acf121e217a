"""The page of data health: findings and pictures, in one file that stands alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boucle.analytics.health import SEVERITIES
from boucle.language import Text, formats
from boucle.reporting.health import labels
from boucle.reporting.health.page_words import OFTEN_EMPTY, READ, SEVERITY_WORDS, WORDS
from boucle.reporting.health.said import table_name
from boucle.reporting.health.spark import by_month, spark
from boucle.reporting.standalone import standalone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from boucle.analytics.health import TableFill
    from boucle.language import Language
    from boucle.reporting.health.health import Health
    from boucle.reporting.health.said import Said

# Tables that open by themselves: those of the report's money and leads.
_OPEN = ("opportunities", "leads", "spend", "touchpoints")


@dataclass(frozen=True)
class Page:
    """The findings `said` over `health` (None where nothing could be read), as HTML."""

    said: Sequence[Said]
    health: Health | None
    as_of: datetime
    zone: str
    language: Language
    checks: Sequence[str]

    def html(self) -> str:
        """Return the page."""
        own = files("boucle.reporting.health").joinpath("templates")
        shared = files("boucle.reporting.closed_loop").joinpath("templates")
        styles = (shared.joinpath("closed_loop.css"), own.joinpath("health.css"))
        return standalone(own, "health.html.j2", styles, self.language, self._context())

    def _context(self) -> dict[str, Any]:
        health = self.health
        is_empty = health is not None and health.is_empty
        has_data = health is not None and not is_empty
        return {
            "words": {name: self._say(text) for name, text in WORDS.items()},
            "head": {"facts": list(self._facts()), "owner": self._owner},
            "is_empty": is_empty,
            "is_broken": health is None,
            "tiles": self._tiles(),
            "findings": [each for each in self.said if each.finding.severity != "remark"],
            "remarks": [each for each in self.said if each.finding.severity == "remark"],
            "severities": self._severities(),
            "fill": list(self._fill()) if has_data else [],
            "rhythm": list(self._rhythm()) if has_data else [],
            "lags": list(self._lags()) if has_data else [],
            "links": list(self._links()) if has_data else [],
            "checked": list(self._checked()),
        }

    def _say(self, text: Text) -> str:
        return text.in_(self.language)

    def _number(self, n: float) -> str:
        return formats.number(n, self.language)

    @property
    def _owner(self) -> str:
        return self._say(self.health.frame.agreement.title) if self.health else ""

    def _facts(self) -> Iterator[dict[str, str]]:
        zone = ZoneInfo(self.zone)
        facts = [("En date du", "As of", formats.moment(self.as_of, zone, self.language))]
        if self.health is not None:
            frame = self.health.frame
            until = formats.moment(frame.until, zone, self.language)
            n_rows = sum(each.n_rows for each in self.health.fill.values())
            facts += [
                ("Fin du suivi", "End of follow-up", until),
                ("Entente", "Agreement", f"{frame.agreement.code} {frame.agreement.version}"),
                ("Lignes vérifiées", "Rows checked", self._number(n_rows)),
            ]
        for fr, en, text in facts:
            yield {"label": self._say(Text(fr=fr, en=en)), "text": text}

    def _tiles(self) -> list[dict[str, str]]:
        counts = Counter(each.finding.severity for each in self.said)
        return [
            {
                "kind": severity,
                "sign": labels.SIGNS[severity],
                "label": self._say(labels.SEVERITIES[severity]),
                "text": self._number(counts[severity]),
            }
            for severity in SEVERITIES
        ]

    def _severities(self) -> list[dict[str, str]]:
        return [
            {
                "label": f"{labels.SIGNS[each]} {self._say(labels.SEVERITIES[each])}",
                "text": self._say(SEVERITY_WORDS[each]),
            }
            for each in SEVERITIES
        ]

    def _fill(self) -> Iterator[dict[str, Any]]:
        assert self.health is not None  # noqa: S101 - asked only where there are data
        filled = [each for each in self.health.fill.values() if each.n_rows]
        filled.sort(key=lambda each: _OPEN.index(each.table) if each.table in _OPEN else len(_OPEN))
        for each in filled:
            yield {
                "name": table_name(each.table, self.language),
                "code": each.table,
                "n": self._number(each.n_rows),
                "is_open": each.table in _OPEN,
                "columns": list(self._columns(each)),
            }

    def _columns(self, table: TableFill) -> Iterator[dict[str, Any]]:
        read = READ.get(table.table, ())
        for name, n in table.n_filled.items():
            share = n / table.n_rows
            if n or name in read:
                yield {
                    "name": name,
                    "is_read": name in read,
                    "width": round(100 * share, 1),
                    "is_low": name in read and name not in OFTEN_EMPTY and n < table.n_rows,
                    "text": self._share(n, table.n_rows),
                }

    def _share(self, n: int, of: int) -> str:
        # Nearly all is not all: the last missing one must show.
        share = n / of
        digits = 1 if n != of and (share > 0.99 or share < 0.01) else 0  # noqa: PLR2004
        if n not in (0, of):
            share = min(max(share, 0.001), 0.999)
        return formats.share(share, self.language, digits=digits)

    def _rhythm(self) -> Iterator[dict[str, Any]]:
        assert self.health is not None  # noqa: S101
        marked = self._marked()
        for each in self.health.newest:
            months = by_month(self.health.history[each.table, each.source])
            told = marked.get((each.table, each.source), set())
            label = self._spark_label(months, told)
            yield {
                "table": table_name(each.table, self.language),
                "source": each.source or "—",
                "spark": spark(months, told, label),
                "n": self._number(each.n_rows),
                "newest": formats.day(each.newest_on, self.language),
                "silence": self._number(each.silent_days),
                "usual": "—" if each.usual_days is None else self._number(each.usual_days),
                "has_stopped": each.has_stopped,
            }

    def _marked(self) -> dict[tuple[str, str], set[date]]:
        found: dict[tuple[str, str], set[date]] = {}
        for each in self.said:
            facts = each.finding.facts
            if each.finding.check == "jumps" and "starts" in facts:
                month = date.fromisoformat(str(facts["starts"])).replace(day=1)
                source = "" if facts["source"] == "?" else str(facts["source"])
                others = str(facts["also"]).split(", ")[1:]
                for table in (each.finding.table, *others):
                    found.setdefault((table, source), set()).add(month)
        return found

    def _spark_label(self, months: Sequence[tuple[date, int]], told: set[date]) -> str:
        counts = [n for _, n in months]
        return self._say(
            Text(
                fr="De {first} à {last} : de {least} à {most} lignes par mois, sauts : {jumps}.",
                en="From {first} to {last}: {least} to {most} rows a month, jumps: {jumps}.",
            ).format(
                first=f"{months[0][0]:%Y-%m}", last=f"{months[-1][0]:%Y-%m}",
                least=self._number(min(counts)), most=self._number(max(counts)), jumps=len(told),
            )
        )  # fmt: skip

    def _lags(self) -> Iterator[dict[str, str]]:
        assert self.health is not None  # noqa: S101
        for each in self.health.lags:
            if each.user_id is None:
                yield {
                    "table": table_name(each.table, self.language),
                    "n": self._number(each.n),
                    "median": self._hours(each.median_hours),
                    "p90": self._hours(each.p90_hours),
                }

    def _hours(self, hours: float | None) -> str:
        if hours is None:
            return "—"
        # "h" stands for hours in both languages.
        return f"{formats.number(hours, self.language, digits=1)}\u00a0h"

    def _links(self) -> Iterator[dict[str, Any]]:
        assert self.health is not None  # noqa: S101
        for each in self.health.links:
            yield {
                "from": f"{each.table}.{each.column}",
                "to": each.to,
                "keys": self._number(each.n_keys),
                "lost": self._number(each.n_lost),
                "is_lost": each.n_lost > 0,
                "alone": f"{self._number(each.n_alone)} / {self._number(each.n_to)}",
            }

    def _checked(self) -> Iterator[dict[str, str]]:
        counts: Counter[str] = Counter(each.finding.check for each in self.said)
        for check in self.checks:
            name, about = labels.CHECKS[check]
            yield {
                "label": self._say(name),
                "about": self._say(about),
                "found": self._number(counts[check]) if counts[check] else "",
            }
