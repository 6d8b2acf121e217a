"""How healthy the data of a workspace are, and the page that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boucle
from boucle.errors import BoucleError, ParameterError
from boucle.language import LANGUAGES, Text
from boucle.operations.closed_loop import Wanted, framed
from boucle.operations.listing import Listing, ListingColumn
from boucle.operations.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.analytics.health import Finding, Lag
    from boucle.language import Language
    from boucle.reporting.health.health import Health
    from boucle.reporting.health.said import Said
    from boucle.warehouse.imports.result import ImportResult
    from boucle.warehouse.workspace import Workspace

PAGE_NAMES = {"fr": "sante-des-donnees.fr.html", "en": "data-health.en.html"}
# Told after an import; the page has them all.
_TOP = 3

_SHOWN = (
    ListingColumn("severity", Text(fr="Gravité", en="Severity")),
    ListingColumn("figure", Text(fr="Chiffre", en="Figure")),
    ListingColumn("what", Text(fr="Constat", en="Finding")),
    ListingColumn("changes", Text(fr="Ce que ça change", en="What it changes")),
    ListingColumn("todo", Text(fr="À faire", en="To do")),
)
_ALL = (
    ListingColumn("code", Text(fr="Code", en="Code")),
    ListingColumn("check", Text(fr="Vérification", en="Check")),
    ListingColumn("severity", Text(fr="Gravité", en="Severity")),
    ListingColumn("figure", Text(fr="Chiffre", en="Figure")),
    ListingColumn("table", Text(fr="Table", en="Table")),
    ListingColumn("column", Text(fr="Colonne", en="Column")),
    ListingColumn("n", Text(fr="Nombre", en="Number"), "count"),
    ListingColumn("n_of", Text(fr="Sur", en="Of"), "count"),
    ListingColumn("amount", Text(fr="Montant", en="Amount"), "amount"),
    ListingColumn("examples", Text(fr="Exemples", en="Examples")),
    ListingColumn("what", Text(fr="Constat", en="Finding")),
    ListingColumn("changes", Text(fr="Ce que ça change", en="What it changes")),
    ListingColumn("todo", Text(fr="À faire", en="To do")),
)


@dataclass(frozen=True)
class Diagnosis:
    """What was found in a workspace. `health` is None where no report could be made."""

    workspace: Workspace
    findings: list[Finding]
    as_of: datetime
    zone: str
    language: Language
    checks: tuple[str, ...]
    health: Health | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether a figure is wrong or missing."""
        return any(each.severity == "wrong" for each in self.findings)

    @cached_property
    def said(self) -> list[Said]:
        """The findings in words."""
        return self.words(self.language)

    def words(self, language: Language) -> list[Said]:
        """Return the findings in the words of `language`."""
        from boucle.reporting.health.said import said  # start-up

        if self.health is None:
            return [said(each, language, currency="") for each in self.findings]
        agreement = self.health.frame.agreement
        stages = {each.code: each.label for each in agreement.stages}
        return [
            said(each, language, currency=agreement.currency, stages=stages)
            for each in self.findings
        ]

    def listing(self, *, is_for_people: bool) -> Listing:
        """Return the findings as a table: four columns for people, all of them for programs."""
        from boucle.reporting.health.labels import DEFINITION, TITLE  # start-up

        rows = [_shown(each) if is_for_people else each.as_json() for each in self.said]
        lags = self.health.lags if self.health and "freshness" in self.checks else []
        return Listing(
            title=TITLE,
            definition=DEFINITION,
            columns=_SHOWN if is_for_people else _ALL,
            rows=rows,
            as_of=self.as_of,
            currency=self.health.frame.currency if self.health else "",
            time_zone=self.zone,
            also={"checks": list(self.checks), "entry_lags": [_lag(each) for each in lags]},
        )

    def page(self) -> str:
        """Return the page."""
        from boucle.reporting.health.page import Page  # start-up

        return Page(
            self.said, self.health, self.as_of, self.zone, self.language, self.checks
        ).html()


def diagnosis(
    folder: Path,
    *,
    language: Language | None = None,
    as_of: str | None = None,
    checks: str | None = None,
    now: datetime | None = None,
) -> Diagnosis:
    """Check the data of a workspace, and the workspace itself.

    `as_of` is as typed; `checks` are names with commas between, all by default.

    Raises
    ------
    BoucleError
        If there is no workspace, or an option is not right.
    """
    asked = _asked(checks)
    workspace = boucle.open(folder)
    return examined(
        workspace, language or workspace.settings.language, as_of=as_of, checks=asked,
        now=now or datetime.now(tz=UTC),
    )  # fmt: skip


def examined(
    workspace: Workspace,
    language: Language,
    *,
    now: datetime,
    as_of: str | None = None,
    checks: tuple[str, ...] | None = None,
) -> Diagnosis:
    """Check an open workspace, and its data unless what is broken allows no report."""
    # Start-up: the checks need the engine.
    from boucle.analytics.health import CHECKS, by_effect
    from boucle.reporting.health.health import Health
    from boucle.warehouse.inspection import inspected

    asked = CHECKS if checks is None else checks
    of_workspace = inspected(workspace, now, language) if "workspace" in asked else []
    if any(each.figure == "report" for each in of_workspace):
        return Diagnosis(workspace, by_effect(of_workspace), now, "UTC", language, asked)
    frame = framed(workspace, Wanted(as_of=as_of))
    as_of_tables = frame.tables.as_of
    health = Health(frame, _imported(workspace, as_of_tables), asked, tuple(of_workspace))
    return Diagnosis(workspace, health.findings, as_of_tables, frame.zone, language, asked, health)


def _imported(workspace: Workspace, as_of: datetime) -> Any:
    from boucle.reporting.health.health import Imported
    from boucle.warehouse.imports import kept
    from boucle.warehouse.lake.commit import commits_until

    ties = kept.last_ties(commits_until(workspace.lake.commits(), as_of))
    return Imported(
        rejects=kept.last_rejects(workspace.folder / "rejects", ties, as_of=as_of),
        n_rows=kept.rows_of_files(ties),
        unread=kept.unread_of_files(ties),
        unmapped=kept.unmapped_of_files(ties),
    )


def written(found: Diagnosis, out: str | None = None) -> Path:
    """Write the page of `found`, to `out` or to the workspace's reports; return where."""
    name = PAGE_NAMES[found.language]
    path = Path(out) if out is not None else found.workspace.folder / "reports" / name
    write_whole(path, found.page())
    return path


def told_after_import(workspace: Workspace, result: ImportResult) -> list[Text]:
    """Write the page after an import, and return its place with the first findings in words.

    The import is done: whatever goes wrong here is one line of warning.
    """
    if result.commit is None:
        return []
    from boucle.analytics.health import CHECKS  # start-up

    # The import has just read and written the workspace: it is whole.
    checks = tuple(each for each in CHECKS if each != "workspace")
    language = workspace.settings.language
    try:
        found = examined(workspace, language, now=datetime.now(tz=UTC), checks=checks)
        path = written(found)
    except (BoucleError, OSError) as error:
        why = error.in_language(language) if isinstance(error, BoucleError) else str(error)
        return [
            Text(
                fr="Attention : la page de santé des données n'a pas pu s'écrire ({why}).",
                en="Warning: the page of data health could not be written ({why}).",
            ).format(why=why)
        ]
    return list(_told(found, path))


def _told(found: Diagnosis, path: Path) -> Iterable[Text]:
    # The page is in the workspace's language, these lines in the reader's.
    in_french, in_english = (found.words(each) for each in LANGUAGES)
    changing = [
        Text(fr=f"  {fr.sign} {fr.what}", en=f"  {en.sign} {en.what}")
        for fr, en in zip(in_french, in_english, strict=True)
        if fr.finding.severity != "remark"
    ]
    yield from changing[:_TOP]
    yield Text(
        fr="Santé des données, ce qui change un chiffre ou le rend douteux : {n}. Tout est dans "
        "{path}",
        en="Data health, what changes a figure or makes it doubtful: {n}. All of it is in {path}",
    ).format(n=len(changing), path=path)


def _asked(checks: str | None) -> tuple[str, ...] | None:
    from boucle.analytics.health import CHECKS  # start-up

    if checks is None:
        return None
    names = tuple(dict.fromkeys(name.strip() for name in checks.split(",") if name.strip()))
    if not names or set(names) - set(CHECKS):
        raise ParameterError("--checks", checks, ", ".join(CHECKS))
    return names


def _shown(each: Said) -> dict[str, Any]:
    return {
        "severity": f"{each.sign} {each.severity}",
        "figure": each.figure,
        "what": each.what,
        "changes": each.changes,
        "todo": each.todo,
    }


def _lag(lag: Lag) -> dict[str, Any]:
    reasons = {} if lag.median_hours is not None else {"median_hours": "n_under_10"}
    return {
        "table": lag.table,
        "user_id": lag.user_id,
        "n": lag.n,
        "median_hours": lag.median_hours,
        "p90_hours": lag.p90_hours,
        "reasons": reasons,
    }
