"""The agreement that a new workspace starts from."""

from __future__ import annotations

from importlib.resources import files


def starter_text() -> str:
    """Return the text of the starter agreement, comments and all."""
    return (files("boucle.agreement") / "starter.yaml").read_text(encoding="utf-8")
