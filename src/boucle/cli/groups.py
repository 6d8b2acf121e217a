"""Help pages in the reader's language: the parser's own words are English only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from boucle.cli.words import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from boucle.language import Text

_FRENCH = (
    (r"^Usage: ", "Emploi : "),
    (r"\[OPTIONS\] COMMAND \[ARGS\]\.\.\.", "[OPTIONS] COMMANDE [ARGUMENTS]..."),
    (r"^Commands:", "Commandes :"),
    (r"^Options:", "Options :"),
    (r"^Arguments:", "Arguments :"),
    (r"Show this message and exit\.", "Montrer cette aide."),
    (r"\[required\]", "[obligatoire]"),
    (r"\[default:(\s+)", r"[par défaut :\1"),
    (r"; required\]", "; obligatoire]"),
)


# What the parser writes for itself: `{DIR}` for an argument, its Python type, a range.
_BRACES = re.compile(r"\{([A-Z|.]+)\}(?:\.\.\.)?")
_TYPE = re.compile(r"^(  [A-Z|.]+)( <[^>]+>)", re.MULTILINE)
_BOUNDS = r"(?:\d+<=)?x[<>]=\d+"
_RANGES = (
    (re.compile(rf";\s+{_BOUNDS}\]"), "]"),
    (re.compile(rf"\[{_BOUNDS};\s+"), "["),
    (re.compile(rf"\s+\[{_BOUNDS}\]"), ""),
)


# No line may end between a French sign and its word: lines are not broken at this blank.
_FIXED = "\u00a0"
_BESIDE_SIGNS = re.compile(r"(?<=«) | (?=[»:])")


def _unbroken(words: str) -> str:
    return _BESIDE_SIGNS.sub(_FIXED, words) if LANGUAGE == "fr" else words


def _readable(help_page: str) -> str:
    page = _BRACES.sub(r"\1", help_page.replace(_FIXED, " "))
    page = _TYPE.sub(lambda found: found[1] + " " * len(found[2]), page)
    for bounds, instead in _RANGES:
        page = bounds.sub(instead, page)
    return _in_french(page) if LANGUAGE == "fr" else page


def _in_french(help_page: str) -> str:
    for english, french in _FRENCH:
        help_page = re.sub(english, french, help_page, flags=re.MULTILINE)
    return help_page


class Command(TyperCommand):
    """A command whose help page is wholly in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        for each in self.get_params(ctx):
            if getattr(each, "help", None):
                each.help = _unbroken(each.help)  # type: ignore[attr-defined]
        return _readable(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help page is wholly in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return _readable(super().get_help(ctx))


def add_group(
    app: typer.Typer,
    name: str,
    about: Text,
    commands: Mapping[str, tuple[Callable[..., None], Text]],
) -> None:
    """Add the group `name` to `app`, its commands by name with what each does."""
    group = typer.Typer(
        cls=Group, no_args_is_help=True, rich_markup_mode=None, help=about.in_(LANGUAGE)
    )
    for own_name, (function, words) in commands.items():
        group.command(own_name, cls=Command, help=words.in_(LANGUAGE))(function)
    app.add_typer(group, name=name)
