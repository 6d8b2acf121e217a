"""The columns of files that a mapping does not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.imports.headers import at_star

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.warehouse.imports.block import Block
    from boucle.warehouse.imports.raw_file import RawFile


def unread_columns(blocks: Iterable[Block], alias: str, raw: RawFile) -> tuple[str, ...]:
    """Return the columns of `raw`, a file of `alias`, that no block reads, in the file's order."""
    read: set[tuple[str, str]] = set()
    for block in blocks:
        read |= {block.located(name) for name in block.rows.raw_columns}
        # The keys that a file is joined by are read, though the block names the other side only.
        read |= {(join.file, theirs) for join in block.rows.join for theirs in join.on}
        unpivot = block.rows.unpivot if block.rows.file == alias else None
        patterns = unpivot.columns if unpivot else ()
        read |= {(alias, name) for name in raw.columns if at_star(patterns, name) is not None}
    return tuple(name for name in raw.columns if (alias, name) not in read)
