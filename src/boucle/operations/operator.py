"""Who runs a command, as the system knows them."""

from __future__ import annotations

import getpass

_UNKNOWN = "?"


def operator() -> str:
    """Return the name of the account that runs this process."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number without a name
        return _UNKNOWN
