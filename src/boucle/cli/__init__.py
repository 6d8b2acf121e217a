"""The commands: parse, call one operation, print."""

from __future__ import annotations


def main() -> None:
    """Run the command line; the entry point of `boucle`."""
    from boucle.cli.app import run  # importing `boucle.cli` alone must stay free

    run()
