"""The agreement that a new workspace starts from."""

from __future__ import annotations

import json
from importlib.resources import files

_CURRENCY, _TIME_ZONE = "currency: CAD\n", "time_zone: America/Toronto\n"


def starter_text(*, currency: str | None = None, time_zone: str | None = None) -> str:
    """Return the text of the starter agreement, comments and all.

    `currency` (as ``CAD``) and `time_zone` (IANA) replace those of the starter; the loader judges
    them like any other value of a file.
    """
    text = (files("boucle.agreement") / "starter.yaml").read_text(encoding="utf-8")
    # A JSON string is a YAML string too, whatever was typed.
    if currency is not None:
        text = text.replace(_CURRENCY, f"currency: {json.dumps(currency)}\n", 1)
    if time_zone is not None:
        text = text.replace(_TIME_ZONE, f"time_zone: {json.dumps(time_zone)}\n", 1)
    return text
