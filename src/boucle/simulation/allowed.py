"""What the simulation's arguments may be, in words."""

from __future__ import annotations

from boucle.language import Text


def at_least(least: object) -> Text:
    """Say that nothing below `least` will do."""
    return Text(fr="au moins {least}", en="at least {least}").format(least=least)


def between(least: object, most: object) -> Text:
    """Say where the lowest and the highest allowed value lie."""
    return Text(fr="de {least} à {most}", en="from {least} to {most}").format(
        least=least, most=most
    )
