"""`python -m bench`: measure every speed budget, as seconds and as a ratio within the run."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import company, journeys, measuring, tasks
from bench.table import Line, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measuring import Measured

_REPORT_MIB = 1536
_SIMULATED = 10_000_000
_JOURNEYS, _CHANNELS, _CAMPAIGNS = 10_000_000, 12, 1_000
_JOURNEYS_MIB = 2048
_BOUCLE = "from boucle.cli import main; main()"


def main() -> None:
    asked = _arguments()
    divisor = 10 if asked.quick else 1
    with tempfile.TemporaryDirectory(prefix="boucle-bench-") as name:
        folder = Path(name)
        print(f"Making a company of seed {company.SEED}…", file=sys.stderr)
        if not asked.attribution:
            company.write_export(folder / "export", company.REPORTED.divided_by(divisor))
            company.write_tables(folder / "judged", company.JUDGED.divided_by(divisor))
            (folder / "n_touchpoints").write_text(str(_SIMULATED // divisor))
        for file, size, channels in (
            (journeys.MILLIONS, _JOURNEYS, _CHANNELS),
            (journeys.MILLION, _JOURNEYS // 10, _CHANNELS),
            (journeys.CAMPAIGNS, _JOURNEYS // 10, _CAMPAIGNS),
        ):
            journeys.write_journeys(folder / file, size // divisor, channels)
        lines = []
        for line in _chosen(folder, asked):
            print(f"{line.what}: {line.measured.seconds:.2f} s", file=sys.stderr)
            lines.append(line.without_budget() if asked.quick else line)
    if asked.quick:
        print("A tenth of the size, to which no budget applies: read the ratios.")
    print(f"Medians of {asked.runs} runs on {os.cpu_count()} cores.")
    print(written(lines))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--runs", type=int, default=5, help="runs of each, of which the median")
    parser.add_argument("--attribution", action="store_true", help="attribution alone")
    return parser.parse_args()


def _chosen(folder: Path, asked: argparse.Namespace) -> Iterator[Line]:
    if not asked.attribution:
        yield from _lines(folder, asked.runs)
    yield from _attribution(folder, asked.runs)


def _lines(folder: Path, runs: int) -> Iterator[Line]:
    yield from _starts(folder, runs)
    yield Line(
        "import 1 million CSV rows",
        measuring.task("import_export", folder, runs=runs),
        "bare read_csv",
        measuring.task("bare_read_csv", folder, runs=runs),
        budget_seconds=20,
    )
    tasks.import_others(folder)
    group = measuring.task("bare_group", folder, runs=runs)
    yield Line(
        "closed-loop JSON, 1 million touchpoints",
        measuring.task("closed_loop", folder, runs=runs),
        "bare scan and group",
        group,
        budget_seconds=5,
        budget_mib=_REPORT_MIB,
    )
    yield Line(
        "judge 1 million leads",
        measuring.task("judging", folder, runs=runs),
        "bare scan and group",
        measuring.task("bare_count", folder, runs=runs),
        budget_seconds=10,
    )
    yield Line(
        "simulate 10 million touchpoints",
        measuring.task("simulated_company", folder, runs=runs),
        "bare write of as many",
        measuring.task("bare_write", folder, runs=runs),
        budget_seconds=60,
        budget_mib=1024,
    )


def _attribution(folder: Path, runs: int) -> Iterator[Line]:
    def measured(task: str) -> Measured:
        return measuring.task(task, folder, runs=runs)

    credit = measured("credit_in_one_pass")
    yield Line(
        "credit of 10 million touchpoints",
        credit,
        "bare ordered lists",
        measured("bare_paths"),
        budget_mib=_JOURNEYS_MIB,
        budget_ratio=1.5,
    )
    yield Line(
        "the same with intervals",
        measured("credit_with_intervals"),
        "without",
        credit,
        budget_mib=_JOURNEYS_MIB,
        budget_ratio=2,
    )
    yield Line(
        "the same, end to end",
        credit,
        "pandas and ChannelAttribution",
        measuring.task("paths_and_library", folder, runs=1),
        budget_ratio=1 / 8,
    )
    yield Line(
        "credit of 1 million touchpoints",
        measured("credit_of_a_million"),
        "bare ordered lists",
        measured("bare_paths_of_a_million"),
        budget_seconds=1.5,
    )
    yield Line(
        "Markov of 1,000 campaigns, 1 million touchpoints",
        measured("markov_of_campaigns"),
        "bare ordered lists",
        measured("bare_paths_of_campaigns"),
        budget_seconds=5,
    )


def _starts(folder: Path, runs: int) -> Iterator[Line]:
    """Yield the starts of processes; a report's start is in no budget, yet everybody waits it."""
    nothing = measuring.start("-c", "pass", folder=folder, runs=runs)
    yield Line(
        "boucle --help",
        measuring.start("-c", _BOUCLE, "--help", folder=folder, runs=runs),
        "an empty Python",
        nothing,
        budget_seconds=0.3,
    )
    yield Line(
        "start of a report",
        measuring.start("-m", "bench.tasks", "nothing", str(folder), folder=folder, runs=runs),
        "import duckdb, ibis",
        measuring.start("-c", "import duckdb, ibis", folder=folder, runs=runs),
    )


if __name__ == "__main__":
    main()
