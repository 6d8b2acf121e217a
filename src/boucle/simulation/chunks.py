"""Some blocks at a time, each time into files of their own, by one process or several."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from boucle.simulation.block import Block
from boucle.simulation.tally import Tally
from boucle.simulation.writing import Tables, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from boucle.simulation.firm import Firm

# Blocks a file: enough rows that a folder of them is read fast, few enough to share the work.
CHUNK = 16


def chunks_written(
    folder: Path, firm: Firm, workers: int, say: Callable[[str, int], None]
) -> Tally:
    """Write all blocks as canonical tables and return what they add up to.

    A file depends on its blocks alone, so that the bytes do not depend on the number of processes.
    """
    whole = Tally()
    n_blocks = len(firm.sizes)
    spans = [range(at, min(at + CHUNK, n_blocks)) for at in range(0, n_blocks, CHUNK)]
    say("files", 0)
    for tally in _tallies(folder, firm, spans, min(workers, len(spans))):
        whole.merge(tally)
        say("files", sum(whole.n_rows.values()))
    return whole


def _tallies(folder: Path, firm: Firm, spans: list[range], workers: int) -> Iterator[Tally]:
    if workers < 2:  # noqa: PLR2004 - one process is this one
        yield from (chunk_written(folder, firm, *each) for each in enumerate(spans))
        return
    # Start-up: only for large companies.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        done = [pool.submit(chunk_written, folder, firm, *each) for each in enumerate(spans)]
        try:
            for each in done:
                yield each.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, however it went.

    The queue between them would wait for ever: each process holds both of its ends.
    """
    import os  # start-up: only where there are several processes
    from multiprocessing import parent_process
    from threading import Thread

    def watch() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def chunk_written(folder: Path, firm: Firm, part: int, numbers: range) -> Tally:
    """Write some blocks as one part."""
    whole = Tally()
    with closing(Tables(folder, part)) as out:
        for number in numbers:
            block = Block(firm, number)
            block.make()
            tally = out.write(block)
            tally.n_rows = rows_of(block)
            whole.merge(tally)
    return whole
