"""What is measured, each in a process of its own: `python -m bench.tasks NAME FOLDER`.

Each prints seconds of wall clock and of processor from when its imports are done, and the most
memory that the process ever held, imports included.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import UTC, datetime
from importlib import import_module, resources
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from bench import journeys

if TYPE_CHECKING:
    from collections.abc import Callable

_OF_A_REPORT = (
    "boucle.agreement.calendar",
    "boucle.agreement.checks",
    "boucle.agreement.reading",
    "boucle.operations.closed_loop",
    "boucle.reporting.closed_loop.report",
    "boucle.warehouse.reading",
    "boucle.warehouse.workspace",
    "deltalake",
    "holidays",
    "pyarrow.dataset",
    "ibis.backends.duckdb",
    "ibis.backends.duckdb.converter",
    "boucle.agreement.calendar.from_agreement",
    "boucle.agreement.canonical",
    "boucle.agreement.conditions",
    "ruamel.yaml",
)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
# What a person of the story does.
_TOUCHPOINTS_A_PERSON = 9
_WORKERS = 2
# Linux counts the largest memory in KiB, macOS in bytes.
_MEMORY_UNITS_A_MIB = 2**20 if sys.platform == "darwin" else 2**10


def import_export(folder: Path) -> Callable[[], Any]:
    """Import the largest file of the export into a workspace of its own."""
    from boucle.warehouse.imports.run import import_files

    workspace = new_workspace(folder)
    return lambda: import_files(
        workspace, [folder / "export"], _mapping(folder, "touchpoints"), now=NOW
    )


def bare_read_csv(folder: Path) -> Callable[[], Any]:
    """Read the same file into the engine, every cell as text."""
    import duckdb

    file = folder / "export" / "touchpoints.csv"
    return lambda: duckdb.sql(
        f"CREATE TABLE read AS SELECT * FROM read_csv('{file}', all_varchar = true)"
    )


def closed_loop(folder: Path) -> Callable[[], Any]:
    """Make the closed-loop report's JSON."""
    load_report()
    from boucle.operations.closed_loop import Wanted, closed_loop_report

    return lambda: closed_loop_report(folder / "workspace", Wanted(format="json", out="-"))


def nothing(_folder: Path) -> Callable[[], Any]:
    """Load what a report needs, and make none."""
    load_report()
    return lambda: None


def load_report() -> None:
    """Load every module that the report loads on its way: the budget is of the work after it."""
    for module in _OF_A_REPORT:
        import_module(module)


def bare_group(folder: Path) -> Callable[[], Any]:
    """Count the touchpoints of the workspace by source, campaign and month."""
    import duckdb

    files = f"{folder}/workspace/lake/touchpoints/**/*.parquet"
    return lambda: duckdb.sql(
        f"SELECT origin_source, campaign_id, date_trunc('month', occurred_at), count(*) "
        f"FROM read_parquet('{files}') GROUP BY ALL"
    ).fetchall()


def judging(folder: Path) -> Callable[[], Any]:
    """Gather the facts that definitions read, for every lead, and apply every definition."""
    from boucle.agreement import load
    from boucle.analytics import scoring
    from boucle.warehouse.engine import engine

    agreement = load(resources.files("boucle.simulation").joinpath("agreement.yaml"))
    files = sorted((folder / "judged").glob("*.parquet"))
    tables = SimpleNamespace(**{file.stem: engine().read_parquet(file) for file in files})

    def judge() -> Any:
        facts = scoring.case_facts(
            tables,
            agreement,
            moment=NOW,
            columns=scoring.judged_columns(agreement),
            materialise=lambda table: table.cache(),
        ).cache()
        return scoring.judged(facts, agreement).cache().count().execute()

    return judge


def bare_count(folder: Path) -> Callable[[], Any]:
    """Count the touchpoints of each person of the same files, and the kinds of them."""
    import duckdb

    files = folder / "judged" / "touchpoints.parquet"
    return lambda: duckdb.sql(
        f"CREATE TABLE counted AS SELECT contact_id, kind, count(*) AS n, max(occurred_at) AS last "
        f"FROM read_parquet('{files}') GROUP BY ALL"
    )


def simulated_company(folder: Path) -> Callable[[], Any]:
    """Simulate a company with as many touchpoints as `folder` says, two processes writing it."""
    import shutil

    from boucle.operations.demo import ENDS_ON
    from boucle.simulation import simulate

    n = int((folder / "n_touchpoints").read_text())
    shutil.rmtree(folder / "simulated", ignore_errors=True)
    return lambda: simulate(
        contacts=n // _TOUCHPOINTS_A_PERSON, seed=7, ends_on=ENDS_ON, folder=folder / "simulated",
        touchpoints=n, form="parquet", workers=_WORKERS,
    )  # fmt: skip


def bare_write(folder: Path) -> Callable[[], Any]:
    """Write as many rows of the columns of touchpoints, the same words in all of them."""
    import duckdb

    n = int((folder / "n_touchpoints").read_text())
    words = ", ".join(f"'{word}' AS {word}" for word in ("source", "medium", "kind", "content"))
    return lambda: duckdb.sql(
        f"COPY (SELECT 'G-' || i AS touchpoint_id, 'PER-' || i // 9 AS contact_id, "
        f"'ENT-' || i // 14 AS account_id, TIMESTAMP '2026-01-01' + to_seconds(i % 90000000) "
        f"AS occurred_at, {words}, false AS is_offline FROM range({n}) AS rows(i)) "
        f"TO '{folder}/bare.parquet'"
    )


def new_workspace(folder: Path) -> Any:
    """Make the workspace of `folder` anew, with the demo's agreement."""
    import shutil

    from boucle.warehouse.workspace import Workspace

    shutil.rmtree(folder / "workspace", ignore_errors=True)
    text = resources.files("boucle.simulation").joinpath("agreement.yaml").read_text("utf-8")
    return Workspace.init(folder / "workspace", text)


def import_others(folder: Path) -> None:
    """Import every other file, for the report."""
    from boucle.warehouse.imports.run import import_files
    from boucle.warehouse.workspace import Workspace

    workspace = Workspace.open(folder / "workspace")
    for file in sorted((folder / "export").glob("*.toml")):
        if file.stem != "touchpoints":
            import_files(workspace, [folder / "export"], _mapping(folder, file.stem), now=NOW)


def _mapping(folder: Path, table: str) -> Any:
    from boucle.warehouse.imports import mapping

    return mapping.load(folder / "export" / f"{table}.toml")


TASKS = {
    task.__name__: task
    for task in (
        import_export,
        bare_read_csv,
        nothing,
        closed_loop,
        bare_group,
        judging,
        bare_count,
        simulated_company,
        bare_write,
        *journeys.TASKS,
    )
}


def main() -> None:
    name, folder = sys.argv[1:]
    ready = TASKS[name](Path(folder))
    wall, processor = time.perf_counter(), time.process_time()
    ready()
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    measured = {
        "seconds": time.perf_counter() - wall,
        "processor_seconds": time.process_time() - processor + others.ru_utime + others.ru_stime,
        # Of several processes only the largest is known: as if all had held so much at once.
        "peak_mib": (own.ru_maxrss + _WORKERS * others.ru_maxrss) / _MEMORY_UNITS_A_MIB,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
