"""A bar on the terminal while something takes long; silence elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from boucle.language import Language


@contextmanager
def progress_bar(language: Language) -> Iterator[Callable[[str, int], None]]:
    """Give a function to call with what is being done and how many rows are done.

    Nothing is drawn where standard error is no terminal: logs stay readable.
    """
    if not sys.stderr.isatty():
        yield lambda _what, _n_rows: None
        return
    # Start-up: only for people who watch.
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    unit = "lignes" if language == "fr" else "rows"
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn(f"{{task.completed:,.0f}} {unit}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def told(what: str, n_rows: int) -> None:
            bar.update(task, description=what, completed=n_rows)

        yield told
