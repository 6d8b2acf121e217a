"""The mapping by which an export is imported again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from boucle.warehouse.exporting import exported_columns
from boucle.warehouse.imports.mapping_faults import EXTRA_COLUMNS, IMPORTABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boucle.tables import Column
    from boucle.warehouse.exporting import Exported

_HEAD = """\
# Written by `boucle export`. In a new workspace: boucle import FOLDER --mapping {name}
source = {source}
time_zone = "Etc/UTC"
decimal = "."
thousands = ""
"""


def export_mappings(exported: Sequence[Exported]) -> dict[str, str]:
    """Return a mapping file for each system that rows came from: its name, its text.

    Two systems may use the same key for two things, so each is imported under its own name.
    """
    sources = sorted({source for each in exported for source in each.sources})
    names = [_file_name(source, is_only=len(sources) == 1) for source in sources]
    return {
        name: _mapping(name, source, [each for each in exported if source in each.sources])
        for name, source in zip(names, sources, strict=True)
    }


def _file_name(source: str, *, is_only: bool) -> str:
    return "mapping.toml" if is_only else f"mapping-{source}.toml"


def _mapping(name: str, source: str, exported: Iterable[Exported]) -> str:
    parts = [_HEAD.format(name=name, source=_quoted(source))]
    parts += [_block(each, source) for each in exported if each.name in IMPORTABLE]
    return "\n".join(parts)


def _block(exported: Exported, source: str) -> str:
    is_text = exported.path.suffix == ".csv"
    columns = [
        column
        for column in exported_columns(exported.name)
        if column.name in EXTRA_COLUMNS or column.name not in ("source", "recorded_at")
    ]
    lines = [
        f"[files.{exported.name}]",
        f"path = {_quoted(exported.path.name)}",
        *(['encoding = "utf-8"', 'delimiter = ","'] if is_text else ()),
        "",
        "[[rows]]",
        f'table = "{exported.name}"',
        f'file = "{exported.name}"',
        f"where = {{ source = [{_quoted(source)}] }}",
        "[rows.columns]",
        *(_column(column) for column in columns),
    ]
    return "\n".join(lines) + "\n"


def _column(column: Column) -> str:
    # An import reads N/A and its like as empty; here they are what somebody's data say.
    kept = f'{{ column = "{column.name}", empty = [] }}'
    return f"{column.name} = " + (kept if column.type == "text" else f'"{column.name}"')


def _quoted(words: str) -> str:
    # JSON's strings are TOML's, but for one sign.
    return re.sub("\x7f", r"\\u007f", json.dumps(words, ensure_ascii=False))
