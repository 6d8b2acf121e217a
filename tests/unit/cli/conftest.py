"""The command line run in this process, in either language, and workspaces to run it on."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from boucle.operations.demo import ENDS_ON
from boucle.operations.importing import imported
from boucle.operations.init import init_workspace
from boucle.simulation import simulate
from boucle.warehouse.workspace import Workspace

IMPORTED_AT = datetime(2026, 11, 2, 14, tzinfo=UTC)
LOCALES = {"fr": "fr_CA.UTF-8", "en": "en_CA.UTF-8"}


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """The one line that a refused command prints."""
        assert (self.status, self.out) == (2, ""), self
        (line,) = self.err.splitlines()
        return line.replace("\u00a0", " ")

    @property
    def told(self) -> str:
        """What was said to people, as one line of plain spaces."""
        return " ".join(self.err.split())


class CommandLine:
    """The modules of `boucle.cli` in one language: their texts are settled when they load."""

    def __init__(self, language):
        self.language = language
        self.modules = {}

    @contextmanager
    def loaded(self):
        before = _taken_out()
        sys.modules |= self.modules
        environment = {name: os.environ.pop(name, None) for name in ("LC_ALL", "LC_MESSAGES")}
        environment["LANG"] = os.environ.get("LANG")
        os.environ["LANG"] = LOCALES[self.language]
        try:
            yield importlib.import_module("boucle.cli.app")
        finally:
            self.modules = _taken_out()
            sys.modules |= before
            os.environ |= {name: value for name, value in environment.items() if value}


def _taken_out():
    names = [each for each in sys.modules if each.startswith("boucle.cli.") or each == "boucle.cli"]
    return {name: sys.modules.pop(name) for name in names}


@pytest.fixture(scope="session")
def command_lines():
    return {language: CommandLine(language) for language in LOCALES}


@pytest.fixture
def run(command_lines, monkeypatch, capsys):
    """Run `boucle` as typed, in French unless `language` says otherwise."""

    def run(*arguments, language="fr"):
        monkeypatch.setattr(sys, "argv", ["boucle", *map(str, arguments)])
        capsys.readouterr()
        with command_lines[language].loaded() as app, pytest.raises(SystemExit) as ended:
            app.run()
        said = capsys.readouterr()
        return Ran(ended.value.code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """A workspace in which nothing was imported; not to be written to."""
    folder = tmp_path_factory.mktemp("blank") / "W"
    init_workspace(folder, language="fr")
    return folder


@pytest.fixture
def workspace(blank, tmp_path):
    """A workspace of the test's own, in which nothing was imported."""
    return shutil.copytree(blank, tmp_path / "W")


@pytest.fixture(scope="session")
def company(tmp_path_factory):
    """The workspace of a small simulated company; not to be written to."""
    folder = tmp_path_factory.mktemp("company") / "Boréalis, l'essai"
    made = simulate(contacts=200, seed=7, ends_on=ENDS_ON, folder=folder.parent / "exports")
    text = files("boucle.simulation").joinpath("agreement-1.0.0.yaml").read_text("utf-8")
    workspace = Workspace.init(folder, text, language="fr")
    imported(workspace, [made.folder], made.mapping, now=IMPORTED_AT, max_rejects="5%")
    return folder
