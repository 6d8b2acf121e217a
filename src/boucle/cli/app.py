"""The whole command tree, and what becomes of an error."""

from __future__ import annotations

import sys

import typer

from boucle.cli import (
    agreement,
    analytics,
    demo,
    import_,
    init,
    report,
)
from boucle.cli.groups import Group
from boucle.cli.usage import usage_error
from boucle.cli.words import LANGUAGE, say
from boucle.errors import BoucleError

EXIT_REFUSED = 2
# What a shell expects of a program that Ctrl-C ended.
EXIT_INTERRUPTED = 130


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
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    for module in (demo, init, import_, report, agreement, analytics):
        module.register(app)
    return app


def run() -> None:
    """Parse the command line and run it; our errors become one line and exit status 2."""
    try:
        status = build()(standalone_mode=False)
    except BoucleError as error:
        sys.exit(_refused(error))
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader (`head`, say) has seen enough; Python would complain again at exit.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if (usage := usage_error(error)) is None:
            raise
        sys.exit(_refused(usage))
    sys.exit(status if isinstance(status, int) else 0)


def _refused(error: BoucleError) -> int:
    line = " ".join(error.in_language(LANGUAGE).split())
    typer.echo(f"error[{error.code}]: {line}", err=True)
    return EXIT_REFUSED
