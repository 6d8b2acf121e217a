"""Proposals for small files, and what an import by them would make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from boucle.warehouse.imports.proposing.answers import Answers, sets_of
from boucle.warehouse.imports.proposing.session import opened
from boucle.warehouse.lake import Lake

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass
class Proposed:
    proposal: Any
    result: Any = None

    @property
    def kinds(self):
        return {file.table.alias: file.kind for file in self.proposal.files}

    @property
    def asked(self):
        return [doubt.code for doubt in self.proposal.blocking]

    @property
    def told(self):
        return [doubt.code for doubt in self.proposal.doubts if not doubt.is_blocking]

    def roles(self, alias):
        (file,) = (each for each in self.proposal.files if each.table.alias == alias)
        return {role: found.column for role, found in file.roles.items()}

    def confidence(self, alias):
        (file,) = (each for each in self.proposal.files if each.table.alias == alias)
        return file.confidence

    def rows(self, table, *columns):
        """The named columns of the first rows that the import would make."""
        return [tuple(row[name] for name in columns) for row in self.result.samples[table]]

    def doubt(self, code):
        return next(each for each in self.proposal.doubts if each.code == code)


@pytest.fixture
def proposed(tmp_path):
    """Propose for `files` (name → text or bytes), and try the import if nothing stops it."""

    def proposed(files, *, sets=(), currency="CAD", **answers):
        exports, home = tmp_path / "exports", tmp_path / "home"
        for folder in (exports, home):
            folder.mkdir(exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (exports / name).write_bytes(data)
        agreement = SimpleNamespace(time_zone="America/Toronto", currency="CAD", version="1.0")
        workspace = SimpleNamespace(
            folder=home, lake=Lake(home / "lake"), agreement_at=lambda moment: agreement
        )
        said = Answers(currency=currency, sets=sets_of(sets), **answers)
        with opened(workspace, [exports], NOW) as session:
            session.read(lambda what, n: None)
            found = Proposed(session.propose("x", said, "en"))
            if found.proposal.mapping is not None and not found.asked:
                found.result = session.run(
                    found.proposal.mapping, is_dry_run=True, max_rejects="100%", sample_rows=50
                )
        return found

    return proposed
