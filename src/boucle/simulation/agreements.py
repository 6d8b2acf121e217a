"""The agreements that fit a simulated company, with the days on which they take effect."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

from boucle.simulation.versions import VERSIONS, versions_of

if TYPE_CHECKING:
    from pathlib import Path

    from boucle.simulation.scenario import Scenario

_FILES = {"1.0.0": "agreement-1.0.0.yaml", "2.0.0": "agreement.yaml"}
_IN_FORCE = re.compile(r"^in_force_on: .*$", re.MULTILINE)
# The signatures and the remark above them: they are those of the text with its own day.
_SIGNATURES = re.compile(r"^(#[^\n]*SHA-256[^\n]*\n)?signatures:\n(  [^\n]*\n)+\n?", re.MULTILINE)


def texts(scenario: Scenario) -> dict[str, str]:
    """Return the text of each version; one whose first day is another's is no longer signed."""
    own = dict(VERSIONS)
    found = {}
    for version, day in versions_of(scenario):
        packaged = resources.files("boucle.simulation") / _FILES[version]
        text = packaged.read_text(encoding="utf-8")
        if day != own[version]:
            text = _SIGNATURES.sub("", _IN_FORCE.sub(f"in_force_on: {day}", text))
        found[version] = text
    return found


def write_agreements(folder: Path, scenario: Scenario) -> None:
    """Write one file a version, as a workspace holds them."""
    folder.mkdir()
    for version, text in texts(scenario).items():
        (folder / f"{version}.yaml").write_text(text, encoding="utf-8")
