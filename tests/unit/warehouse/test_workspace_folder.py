"""Making and opening a workspace."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from boucle.errors.warehouse import (
    WorkspaceFolderTakenError,
    WorkspaceNewerError,
    WorkspaceNotFoundError,
    WorkspaceSettingsError,
)
from boucle.warehouse.workspace import Workspace


@pytest.fixture(scope="module")
def agreement_text():
    from boucle.agreement.starter import starter_text

    return starter_text()


@pytest.fixture
def workspace(tmp_path, agreement_text):
    return Workspace.init(tmp_path / "atelier", agreement_text)


def test_a_new_workspace_has_its_folders_and_opens_again(workspace):
    found = sorted(path.name for path in workspace.folder.iterdir())
    opened = Workspace.open(str(workspace.folder))

    assert found == ["agreement", "boucle.toml", "lake", "mappings", "reports"]
    assert opened.settings == workspace.settings
    assert (opened.settings.name, opened.settings.language) == ("atelier", "fr")
    assert opened.agreement.version
    assert opened.lake.last_commit() is None


def test_an_empty_folder_may_become_a_workspace(tmp_path, agreement_text):
    made = Workspace.init(tmp_path, agreement_text, language="en", name='L\'"atelier" \\ ü')

    assert Workspace.open(tmp_path).settings == made.settings


def test_methods_read_touchpoints_and_outcomes(workspace):
    assert workspace.touchpoints.count().execute() == 0
    assert workspace.outcomes.count().execute() == 0


@pytest.mark.parametrize("is_workspace", [True, False])
def test_a_folder_that_holds_something_is_left_alone(
    tmp_path, workspace, agreement_text, is_workspace
):
    folder = workspace.folder if is_workspace else tmp_path
    before = sorted(folder.rglob("*"))

    with pytest.raises(WorkspaceFolderTakenError) as refusal:
        Workspace.init(folder, agreement_text)

    assert refusal.value.is_workspace is is_workspace
    assert sorted(folder.rglob("*")) == before


def test_a_folder_without_settings_is_no_workspace(tmp_path):
    with pytest.raises(WorkspaceNotFoundError, match=re.escape(str(tmp_path))):
        Workspace.open(tmp_path)


def settings_of(workspace, text):
    (workspace.folder / "boucle.toml").write_text(text, encoding="utf-8")
    return Workspace.open(workspace.folder)


def test_a_newer_workspace_is_refused_whatever_else_it_says(workspace):
    with pytest.raises(WorkspaceNewerError) as refusal:
        settings_of(workspace, 'workspace_version = 2\nfuture = "x"\n')

    assert (refusal.value.given, refusal.value.allowed) == (2, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            'workspace_version = 1\nname = "a"\nlanguage = "fr"\ncolour = 1\n',
            ["unknown key `colour`"],
            id="unknown key",
        ),
        pytest.param(
            'workspace_version = 1\nname = "a"\nlanguage = "de"\n',
            ["`language` is 'de', it must be fr or en"],
            id="unknown language",
        ),
        pytest.param(
            "workspace_version = true\nname = 3\n",
            ["workspace_version", "`name` is 3", "`language` is missing"],
            id="all faults at once",
        ),
        pytest.param("name = [", ["not valid TOML"], id="no TOML"),
    ],
)
def test_settings_are_refused_once_with_every_fault(workspace, text, said):
    with pytest.raises(WorkspaceSettingsError) as refusal:
        settings_of(workspace, text)

    assert [words for words in said if words not in str(refusal.value)] == []


def test_the_starter_is_installed_with_the_package():
    assert files("boucle.agreement").joinpath("starter.yaml").is_file()
