"""A bar on the terminal while something takes long; silence elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from boucle.language import Language


_ROWS = Text(fr="lignes", en="rows")


@contextmanager
def progress_bar(
    language: Language, *, unit: Text = _ROWS, per_unit: int = 1
) -> Iterator[Callable[[str, int], None]]:
    """Give a function to call with what is being done and how much is done.

    It shows that number divided by `per_unit`, in `unit`.

    Nothing is drawn where standard error is no terminal: logs stay readable.
    """
    if not sys.stderr.isatty():
        yield lambda _what, _n_done: None
        return
    # Start-up: only for people who watch.
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn(f"{{task.completed:,.0f}} {unit.in_(language)}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def told(what: str, n_done: int) -> None:
            bar.update(task, description=what, completed=n_done / per_unit)

        yield told
