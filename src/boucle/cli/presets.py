"""`boucle presets list|show`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from boucle.cli.groups import add_group
from boucle.cli.options import Format, FormatOption, LangOption
from boucle.cli.words import LANGUAGE, say
from boucle.language import Text


class PresetFormat(StrEnum):
    """What a preset is shown as."""

    TOML = "toml"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    about = Text(
        fr="Les correspondances toutes prêtes, par produit.",
        en="The ready-made mappings, by product.",
    )
    add_group(app, "presets", about, {
        "list": (list_, Text(fr="Les nommer, avec ce que chacune lit.",
                 en="Name them, with what each reads.")),
        "show": (show, Text(fr="Lire une correspondance, pour la copier et la changer.",
                 en="Read a mapping, to copy and change it.")),
    })  # fmt: skip


def list_(format_: FormatOption = Format.TABLE, lang: LangOption = None) -> None:
    """List the presets."""
    from boucle.cli.printing import print_listing  # start-up
    from boucle.operations.presets import listed_presets  # start-up

    print_listing(listed_presets(lang.value if lang else LANGUAGE), format_)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help=say(
                fr="Un nom de « boucle presets list ».", en="A name of “boucle presets list”."
            ),
        ),
    ],
    format_: Annotated[
        PresetFormat, typer.Option("--format", help=say(fr="toml ou json.", en="toml or json."))
    ] = PresetFormat.TOML,
    lang: LangOption = None,
) -> None:
    """Print a preset."""
    from boucle.operations.presets import preset_parts, shown_preset  # start-up
    from boucle.operations.writing import to_json  # start-up

    del lang  # read from the command line before the commands are declared
    is_json = format_ is PresetFormat.JSON
    text = to_json(preset_parts(name)) + "\n" if is_json else shown_preset(name)
    sys.stdout.write(text)
