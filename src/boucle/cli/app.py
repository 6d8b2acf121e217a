"""The whole command tree, and what becomes of an error."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from boucle.cli import (
    agreement,
    analytics,
    backup,
    demo,
    doctor,
    export,
    import_,
    init,
    presets,
    privacy,
    report,
    simulate,
)
from boucle.cli.groups import Group
from boucle.cli.options import LangOption
from boucle.cli.usage import help_page, usage_error
from boucle.cli.words import LANGUAGE, say
from boucle.errors import BoucleError, SystemRefusalError
from boucle.errors.system import system_reason

EXIT_REFUSED = 2
_RARE_COLLECTIONS = (200_000, 50, 50)
# What a shell expects of a program that Ctrl-C ended.
EXIT_INTERRUPTED = 130


def _show_version(is_asked: bool) -> None:  # noqa: FBT001 - the parser calls it so
    if is_asked:
        from importlib.metadata import version  # start-up

        typer.echo(f"boucle {version('boucle')}")
        raise typer.Exit


def build() -> typer.Typer:
    """Return the application with its commands."""
    app = typer.Typer(
        cls=Group,
        name="boucle",
        help=say(
            fr="Boucle ferme la boucle entre le marketing et les ventes : une entente, chaque "
            "piste suivie, les mêmes chiffres pour les deux équipes.",
            en="Boucle closes the loop between marketing and sales: one agreement, every lead "
            "followed, the same figures for both teams.",
        ),
        epilog=say(
            fr="Pour commencer : boucle demo (une entreprise fictive), puis boucle init DOSSIER.",
            en="To begin: boucle demo (a fictitious company), then boucle init FOLDER.",
        ),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_every_command)
    for module in (
        demo, simulate, init, import_, presets, doctor, report, export, agreement, analytics,
        privacy, backup,
    ):  # fmt: skip
        module.register(app)
    return app


def _every_command(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help=say(fr="Montrer la version.", en="Show the version."),
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Take the options that stand before the command."""
    del version  # shown by its callback
    del lang  # read from the command line before the commands are declared


def run() -> None:
    """Parse the command line and run it; our errors become one line and exit status 2."""
    # Writing queries makes millions of small objects: looking for cycles among them as often as
    # Python does by default costs an eighth of a report, and the process is over soon.
    gc.set_threshold(*_RARE_COLLECTIONS)
    try:
        status = build()(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        status = EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader (`head`, say) has seen enough; Python would complain again at exit.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - what is not ours is raised again
        sys.exit(_ended_by(error))
    if status == EXIT_INTERRUPTED:
        typer.echo(say(fr="Interrompu.", en="Interrupted."), err=True)
    sys.exit(status if isinstance(status, int) else 0)


def _ended_by(error: Exception) -> int:
    """Say what went wrong and return the exit status; what is nobody's fault but ours is raised."""
    if isinstance(error, BoucleError):
        return _refused(error)
    if isinstance(error, OSError):
        why = system_reason(error)
        return _refused(SystemRefusalError(str(error.filename or Path.cwd()), why))
    if (page := help_page(error)) is not None:
        typer.echo(page)
        return 0
    if (usage := usage_error(error)) is not None:
        return _refused(usage)
    raise error


def _refused(error: BoucleError) -> int:
    line = " ".join(error.in_language(LANGUAGE).split())
    typer.echo(f"error[{error.code}]: {line}", err=True)
    return EXIT_REFUSED
