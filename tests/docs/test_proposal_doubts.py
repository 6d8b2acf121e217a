"""Every doubt that a proposal may have is described, and every one described may be had."""

from __future__ import annotations

import re
from pathlib import Path

from boucle.warehouse.imports.proposing.doubts import ORDER

ROOT = Path(__file__).resolve().parents[2]


def test_doubts_are_described():
    page = (ROOT / "docs/reference/proposed-mappings.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    described = [code for row in rows for code in re.findall(r"`(\w+)`", row)]

    assert sorted(described) == sorted(ORDER)


def test_doubts_are_used():
    folder = ROOT / "src/boucle/warehouse/imports/proposing"
    code = "".join(
        path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.name != "doubts.py"
    )

    assert [each for each in ORDER if f'"{each}"' not in code] == []
