"""A mapping that builds on another one, and the lists of words that its columns share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from boucle.language import Text

Raw = dict[str, Any]


def inherited(raw: Raw, load: Callable[[str, bool], Raw], *, above: tuple[str, ...]) -> Raw:
    """Return a mapping as read, on top of the one that it `extends`.

    Single settings replace those below, `words` and `files` are completed name by name, blocks of
    `rows` are added after the others. `above` are the names on the way here, its own last: in a
    circle `extends` stays, and is told as a fault. A mapping may have the name of the preset that
    it completes; `load` is told so.
    """
    base = raw.get("extends")
    if not isinstance(base, str) or base in above[:-1]:
        return raw
    below = inherited(load(base, base == above[-1]), load, above=(*above, base))
    own = {key: value for key, value in raw.items() if key != "extends"}
    return {**below, **own, **{key: _merged(below, own, key) for key in ("words", "files")}} | {
        "rows": [*_list(below), *_list(own)]
    }


def _list(raw: Raw) -> list[Any]:
    rows = raw.get("rows", [])
    return rows if isinstance(rows, list) else [rows]


def _merged(below: Raw, own: Raw, key: str) -> Raw:
    """Complete the tables of `key` name by name."""
    under, over = below.get(key, {}), own.get(key, {})
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over  # type: ignore[no-any-return]  # told as a fault of the schema
    both = {
        name: {**under[name], **over[name]}
        for name in set(under) & set(over)
        if isinstance(under[name], dict) and isinstance(over[name], dict)
    }
    return {**under, **over, **both}


def with_words(raw: Raw, faults: list[Text]) -> Raw:
    """Return the mapping with each list of words in the place of its name; faults are added."""
    lists = raw.get("words")
    known = lists if isinstance(lists, dict) else {}
    rows = raw.get("rows")
    if not isinstance(rows, list):
        return raw
    blocks = [_in_block(f"rows[{i}]", each, known, faults) for i, each in enumerate(rows, 1)]
    return {**raw, "rows": blocks}


def _in_block(path: str, block: Any, known: Raw, faults: list[Text]) -> Any:
    columns = block.get("columns") if isinstance(block, dict) else None
    if not isinstance(columns, dict):
        return block
    filled = {
        name: _in_column(f"{path}.columns.{name}.values", spec, known, faults)
        for name, spec in columns.items()
    }
    return {**block, "columns": filled}


def _in_column(path: str, spec: Any, known: Raw, faults: list[Text]) -> Any:
    named = spec.get("values") if isinstance(spec, dict) else None
    if not isinstance(named, str | list):
        return spec
    words: Raw = {}
    for name in [named] if isinstance(named, str) else named:
        if not isinstance(known.get(name), dict):
            # `mapping_faults` reads the schema, which is made of this module.
            from boucle.warehouse.imports.mapping_faults import unknown

            faults.append(unknown(path, str(name), known))
            return {**spec, "values": {}}
        # The words of a second list stand for those that the first one gives.
        words = {key: known[name].get(each, each) for key, each in words.items()} or known[name]
    return {**spec, "values": words}
