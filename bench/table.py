"""The table that a run prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.measuring import Measured

_HEADS = ("what", "seconds", "processor", "peak MiB", "budget", "ratio", "to", "its seconds")


@dataclass(frozen=True)
class Line:
    """One measure beside its yardstick of the same run, and its budget."""

    what: str
    measured: Measured
    yardstick_name: str
    yardstick: Measured
    budget_seconds: float | None = None
    budget_mib: float | None = None
    # Most that the measure may be of its yardstick: 1.5 is half as long again, 0.125 an eighth.
    budget_ratio: float | None = None

    def without_budget(self) -> Line:
        return replace(self, budget_seconds=None, budget_mib=None, budget_ratio=None)

    def cells(self) -> tuple[str, ...]:
        peak = self.measured.peak_mib
        return (
            self.what,
            f"{self.measured.seconds:.2f}",
            f"{self.measured.processor_seconds:.2f}",
            "" if peak is None else f"{peak:.0f}",
            self._budget(),
            f"{self._ratio:.2f}",
            self.yardstick_name,
            f"{self.yardstick.seconds:.2f}",
        )

    def _budget(self) -> str:
        parts = []
        if self.budget_seconds is not None:
            parts.append(f"{self.budget_seconds:g} s")
        if self.budget_mib is not None:
            parts.append(f"{self.budget_mib:g} MiB")
        if self.budget_ratio is not None:
            parts.append(f"ratio {self.budget_ratio:g}")
        return f"{', '.join(parts)}: {'kept' if self._is_kept() else 'over'}" if parts else ""

    def _is_kept(self) -> bool:
        is_slow = self.budget_seconds is not None and self.measured.seconds > self.budget_seconds
        is_large = self.budget_mib is not None and (self.measured.peak_mib or 0) > self.budget_mib
        is_behind = self.budget_ratio is not None and self._ratio > self.budget_ratio
        return not is_slow and not is_large and not is_behind

    @property
    def _ratio(self) -> float:
        return self.measured.seconds / self.yardstick.seconds


def written(lines: Sequence[Line]) -> str:
    """Return the lines as a table of plain text."""
    return columns([_HEADS, *(line.cells() for line in lines)])


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of texts under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
