"""Runs a task some times, each in a process of its own, and keeps the medians."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Measured:
    """Medians over the runs; the memory is the most of any run."""

    seconds: float
    processor_seconds: float
    peak_mib: float | None = None


def task(name: str, folder: Path, *, runs: int) -> Measured:
    """Measure one of `bench.tasks`, from when its imports are done."""
    return _median([_measured(_output(_command(name, folder), folder)) for _ in range(runs)])


def _measured(output: str) -> dict[str, float]:
    # What is compared with may have said something before.
    line = next(line for line in output.splitlines() if line.startswith("{"))
    found: dict[str, float] = json.loads(line)
    return found


def start(*arguments: str, folder: Path, runs: int) -> Measured:
    """Measure a whole Python process, from its start to its end."""
    # Once for nothing: the first start writes the compiled modules that an installation has.
    _output([sys.executable, *arguments], folder)
    return _median([_timed([sys.executable, *arguments], folder) for _ in range(runs)])


def _command(name: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "bench.tasks", name, str(folder)]


def _output(command: list[str], folder: Path) -> str:
    # Compiled modules go to the folder of the run, whatever the environment says of them.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        command, env=environment, cwd=_ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.stdout


def _timed(command: list[str], folder: Path) -> dict[str, float]:
    before, wall = _processor_of_children(), time.perf_counter()
    _output(command, folder)
    return {
        "seconds": time.perf_counter() - wall,
        "processor_seconds": _processor_of_children() - before,
    }


def _processor_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _median(measured: list[dict[str, float]]) -> Measured:
    return Measured(
        statistics.median(each["seconds"] for each in measured),
        statistics.median(each["processor_seconds"] for each in measured),
        max((each["peak_mib"] for each in measured if "peak_mib" in each), default=None),
    )
