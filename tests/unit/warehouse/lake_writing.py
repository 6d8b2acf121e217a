"""Writers in processes of their own, some of which are killed. Run by the tests, not collected.

``python lake_writing.py kill FOLDER…`` copies nothing: each folder is a lake, whose name is the
step after which its writer dies. ``python lake_writing.py write FOLDER WHO N`` commits N times.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import ibis.backends.duckdb
import pandas as pd
import pyarrow as pa

from boucle.warehouse.lake import Lake

# Both are else imported late, by each process anew.
assert ibis.backends.duckdb
assert pd
MARCH = datetime(2026, 3, 1, tzinfo=UTC)


def stage_import(writer, word, keys=("a", "b")):
    """Stage an import over three tables: every row says `word`, so that a mixture shows."""
    accounts = [{"account_id": key, "name": word} for key in keys]
    contacts = [{"contact_id": key, "first_name": word} for key in keys]
    leads = [{"lead_id": key, "service_interest": word} for key in keys]
    for table, rows in (("accounts", accounts), ("contacts", contacts), ("leads", leads)):
        writer.stage(table, pa.Table.from_pylist(rows), source="crm")


def words(lake):
    """Return the words that a reader sees in each table."""
    tables = lake.tables()
    return [
        sorted(tables.accounts.name.execute()),
        sorted(tables.contacts.first_name.execute()),
        sorted(tables.leads.service_interest.execute()),
    ]


def die_at(last_step):
    def at_step(step):
        if step == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    return at_step


def write_and_die(folder):
    step = folder.name.replace("_", " ")
    now = datetime(2026, 3, 9, tzinfo=UTC)
    with Lake(folder).writer(who="doomed", now=now, at_step=die_at(step)) as writer:
        stage_import(writer, "new")
        writer.commit("new")


def write_often(folder, who, n):
    lake = Lake(folder)
    for number in range(n):
        now = datetime.now(tz=UTC)
        with lake.writer(who=who, now=now, wait_seconds=60) as writer:
            stage_import(writer, f"{who} {number}")
            writer.commit(f"{who} {number}")
        time.sleep(0.02)


def main(what, *arguments):
    if what == "write":
        folder, who, n = arguments
        write_often(Path(folder), who, int(n))
        return
    # Forked before the engine starts, so that libraries are imported once for all of them.
    for folder in arguments:
        child = os.fork()
        if child == 0:
            try:
                write_and_die(Path(folder))
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"no step {folder}"


if __name__ == "__main__":
    main(*sys.argv[1:])
