"""What programs read of a cell that is no single value."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def reasons_text(reasons: Mapping[str, str]) -> str:
    """Return why figures are empty, by their stable names.

    >>> reasons_text({"cost_per_win": "no_wins", "win_share": "n_under_10"})
    'cost_per_win=no_wins; win_share=n_under_10'
    """
    return "; ".join(f"{name}={code}" for name, code in reasons.items())
