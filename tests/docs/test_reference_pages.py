"""The generated pages are those that the code would write now."""

from __future__ import annotations

import re

import pytest

from boucle.tables import BOOKKEEPING, CASE_FACTS, TABLES

EVERY_COLUMN = [
    pytest.param(column, id=f"{table}.{column.name}")
    for table, columns in (
        *((name, table.columns) for name, table in TABLES.items()),
        ("case_facts", CASE_FACTS.columns),
        ("bookkeeping", BOOKKEEPING),
    )
    for column in columns
]


@pytest.mark.parametrize(
    "name", ["tables.md", "errors.md", "commands.md", "figures.md", "findings.md"]
)
def test_reference_page_is_current(write_reference, name):
    written = (write_reference.FOLDER / name).read_text(encoding="utf-8")

    assert written == write_reference.PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("column", EVERY_COLUMN)
def test_column_says_what_it_means_in_both_languages(column):
    for words in (column.meaning.fr, column.meaning.en):
        assert words.endswith((".", "…"))
        assert words[0].isupper()
    assert column.meaning.fr != column.meaning.en


def test_every_command_has_its_entry_and_every_entry_its_command(write_reference, root):
    page = (root / "docs/reference/commands.md").read_text(encoding="utf-8")
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]

    assert headings == list(write_reference.help_pages())


def test_front_pages_name_only_commands_that_exist(write_reference, root):
    known = set(write_reference.help_pages())
    said = {
        command
        for page in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md")
        for command in re.findall(
            r"\bboucle(?: [a-z][a-z-]+)?(?: closed-loop| check)?(?= -|[`\n])",
            (root / page).read_text(encoding="utf-8"),
        )
    }

    assert said <= known
