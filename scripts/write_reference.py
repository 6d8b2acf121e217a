"""Write the reference pages that come from the code: tables, errors, commands, figures."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import boucle.errors
from boucle.tables.reference import tables_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import click

    from boucle.errors import BoucleError
    from boucle.language import Text

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
WRITTEN = "Written by `make docs` from {where}: change it there.\n"
LOCALES = {"fr": "fr_CA.UTF-8", "en": "en_CA.UTF-8"}


def page(*parts: str) -> str:
    """Return the parts of a page, an empty line between them."""
    return "\n".join(part if part.endswith("\n") else f"{part}\n" for part in parts)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def error_classes() -> list[type[BoucleError]]:
    """Return every error of Boucle, by code."""
    for module in pkgutil.iter_modules(boucle.errors.__path__):
        importlib.import_module(f"boucle.errors.{module.name}")
    return sorted(_leaves(boucle.errors.BoucleError), key=lambda leaf: leaf.code)


def _leaves(parent: type[BoucleError]) -> Iterator[type[BoucleError]]:
    for child in parent.__subclasses__():
        # Only ours: a test or a plugin may have leaves of its own.
        if child.__module__.startswith("boucle."):
            yield child
            yield from _leaves(child)


def errors_page() -> str:
    """Return the page of the error codes."""
    rows = [
        (
            f"`{leaf.code}`",
            f"`{leaf.__name__}`",
            " ".join((leaf.__doc__ or "").split("\n\n")[0].split()),
            "yes" if leaf.retryable else "",
        )
        for leaf in error_classes()
    ]
    return page(
        "# Errors",
        WRITTEN.format(where="`boucle.errors`"),
        "A command that is refused prints one line, `error[code]: text`, in the reader's language, "
        "and ends\nwith status 2. From Python the same error is an exception: its `code` is "
        'stable, its facts are\nattributes, `in_language("fr")` gives its text. A *retryable* '
        "error may pass by itself: wait and try\nagain. All derive from `BoucleError` and stand in "
        "`boucle.errors`.",
        table(("code", "class", "when", "retryable"), rows),
    )


def figures_page() -> str:
    """Return the page of the closed-loop report's figures."""
    # Slow: the engine comes too.
    from boucle.reporting.closed_loop import definitions, disagreement_words, table_words
    from boucle.reporting.money import words  # slow

    def texts(words: Mapping[str, Text]) -> list[tuple[str, ...]]:
        return [(f"`{key}`", text.en, text.fr) for key, text in words.items()]

    return page(
        "# Figures of the closed-loop report",
        WRITTEN.format(where="`boucle.reporting.closed_loop.definitions`"),
        f"{definitions.REPORT.en}\n\n*{definitions.REPORT.fr}*",
        table(("key", "definition", "définition"), texts(definitions.DEFINITIONS)),
        "## Models that share credit",
        "`credit` and `credit_wins` hold a number for each of the seven rules, in every row. "
        "The rows by channel and by\ncampaign also have `credit_intervals` and "
        "`credit_wins_intervals`: for all nine models `value`, `n` (won cases with\na touchpoint "
        "there), `low` and `high` ([intervals](../methods/credit_intervals.md); `null` where no "
        "win was touched).\nWins without a known touchpoint are in the row of no name, so that "
        "each model adds up to all that was won.",
        table(("key", "model", "modèle"), texts(definitions.EVERY_MODEL)),
        "## Where the models disagree",
        "`disagreement` holds `unit` (`amount`, or `wins` where no amount is known), "
        "`reference_model`, `n_models`, `leaders` (how many\nmodels put a channel first) and "
        "`rows`, one a named channel, the widest spread first: `reference` (a figure), "
        "`lowest` and `highest`\n(`model`, `value`), `best_rank`, `worst_rank`, `spread_share` and "
        "`intervals_overlap`.",
        table(
            ("key", "definition", "définition"),
            [
                (f"`{name}`", meaning.en, meaning.fr)
                for name, (_, meaning) in disagreement_words.columns("w").items()
            ],
        ),
        "## Money",
        "Under the key `money`; what looks over the whole record is `null` where one month is "
        "asked for.\nHow each is computed stands in [the method](../methods/money.md).",
        table(("key", "what", "contenu"), texts(words.KEYS)),
        table(("measure", "definition", "définition"), texts(words.MEANINGS)),
        "## The journey of a win",
        "Each row of `wins` also holds `people` (`person`, `contact_id`, `contact_role`, "
        "`n_touchpoints`),\n`gaps` (`after`, `before`, `from`, `to`, `days`), and:",
        table(
            ("key", "definition", "définition"),
            texts(
                {
                    name: table_words.MEANINGS[name]
                    for name in ("journey_days", "unknown_days", "known_share", "person")
                }
            ),
        ),
        "## Why a figure is empty",
        "A figure that can't be computed is `null`, and `reasons` names why by its key.",
        table(("code", "reason", "raison"), texts(definitions.REASONS)),
    )


def commands_page() -> str:
    """Return the page of the commands: their help in both languages."""
    helps = {language: _helps_in(language) for language in ("en", "fr")}
    parts = [
        f"## {name}\n\n```text\n{helps['en'][name]}\n```\n\n```text\n{helps['fr'][name]}\n```"
        for name in helps["en"]
    ]
    return page(
        "# Commands",
        WRITTEN.format(where="`boucle … --help`"),
        "The language follows `--lang`, then the locale, then French. Results go to standard "
        "output, words for\npeople to standard error.",
        *parts,
    )


def _helps_in(language: str) -> dict[str, str]:
    # The language is settled when the commands are imported: each needs a process of its own.
    environment = {**os.environ, "LC_ALL": LOCALES[language], "COLUMNS": "80"}
    done = subprocess.run(  # noqa: S603 - this very file
        [sys.executable, __file__, "--helps"],
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def help_pages() -> dict[str, str]:
    """Return the help page of every command, by its full name, in this process's language."""
    import typer

    from boucle.cli.app import build

    return dict(_helps(typer.main.get_command(build()), None, "boucle"))


def _helps(
    command: click.Command, parent: click.Context | None, name: str
) -> Iterator[tuple[str, str]]:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    yield context.command_path, command.get_help(context).rstrip()
    for child_name, child in getattr(command, "commands", {}).items():
        yield from _helps(child, context, child_name)


def findings_page() -> str:
    """Return the page of what data health may find."""
    from boucle.reporting.health.said import GROUPS  # slow: the engine comes along

    parts = [
        f"## {name}\n\n" + table(("code", "what, and what it changes", "constat, et effet"), [
            (
                f"`{code}`",
                f"{words.what.en} {words.changes.en}",
                f"{words.what.fr} {words.changes.fr}",
            )
            for code, words in group.items()
        ])
        for name, group in GROUPS.items()
    ]  # fmt: skip
    return page(
        "# Findings of data health",
        WRITTEN.format(where="`boucle.reporting.health`"),
        "What `boucle doctor` and the page of data health may say, by its stable `code`. Names in "
        "braces are filled\nin; each finding also has one step to take. How each is found stands "
        "in [the method](../methods/data_health.md).",
        *parts,
    )


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables_page,
    "errors.md": errors_page,
    "commands.md": commands_page,
    "figures.md": figures_page,
    "findings.md": findings_page,
}


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, written in PAGES.items():
        (FOLDER / name).write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--helps"]:
        print(json.dumps(help_pages()))
    else:
        main()
