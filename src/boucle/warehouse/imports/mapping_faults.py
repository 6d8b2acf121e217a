"""What can be wrong with a mapping file, in words, all of it at once.

A place is written as ``rows[2].columns.amount``: the second ``[[rows]]`` block.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from string import Formatter
from typing import TYPE_CHECKING, Any

from boucle.language import Text
from boucle.tables import TABLES
from boucle.warehouse.imports import mapping as schema
from boucle.warehouse.imports.currency_codes import CURRENCY_CODES
from boucle.warehouse.imports.dates import NAMED_FORMATS
from boucle.warehouse.imports.zones import zone_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel, ValidationError

    from boucle.tables import Table

# What a row carries beside its table's own columns.
EXTRA_COLUMNS = ("source_id", "entered_at")
# Boucle writes the commits itself.
IMPORTABLE = tuple(name for name in TABLES if name != "commits")

# The signs that the engine reads, at least one of them.
_DATE_FORMAT = re.compile(
    "|".join((r"(?:[^%]|%%)*(?:%-?[aAbBdmyYHIpMSfgzj](?:[^%]|%%)*)+", *NAMED_FORMATS))
)

_ALLOWED: dict[str, Text] = {
    "source": Text(
        fr="un nom fait de lettres, de chiffres, de « - », de « _ » et de « . »",
        en="a name of letters, digits, `-`, `_` and `.`",
    ),
    "currency": Text(fr="le code d'une devise, comme CAD", en="the code of a currency, as CAD"),
    "decimal": Text(fr="`.`, `,` ou `mixed`", en="`.`, `,` or `mixed`"),
    "thousands": Text(fr="` `, `,`, `.`, `'` ou vide", en="` `, `,`, `.`, `'` or empty"),
    "delimiter": Text(fr="un seul caractère", en="one character"),
    "as": Text(fr="`origin_source` ou `channel`", en="`origin_source` or `channel`"),
    "scale": Text(fr="un nombre", en="a number"),
    "extends": Text(
        fr="le nom d'une autre correspondance, qui ne s'appuie pas à son tour sur celle-ci",
        en="the name of another mapping, one that does not in turn stand on this one",
    ),
    "values": Text(
        fr="une table de mots, ou le nom d'une liste de [words]",
        en="a table of words, or the name of a list in [words]",
    ),
    **dict.fromkeys(
        (
            *("is_optional", "is_single", "is_history", "is_added_up", "is_currency_needed"),
            *("is_deletion", "is_if_unrecorded", "tells_others"),
        ),
        Text(fr="true ou false", en="true or false"),
    ),
    "pick": Text(fr="`first` ou `last`", en="`first` or `last`"),
    "at": Text(fr="les signes qui séparent les valeurs", en="the signs between the values"),
    "rows": Text(fr="au moins un bloc [[rows]]", en="at least one [[rows]] block"),
    "files": Text(fr="des tables [files.nom]", en="tables [files.name]"),
    "columns": Text(
        fr='une table `colonne = "colonne du fichier"`',
        en='a table `column = "column of the file"`',
    ),
}
_ANY_ALLOWED = Text(
    fr="un texte, ou ce que dit la référence pour cette clé",
    en="a text, or what the reference says for this key",
)


def schema_faults(error: ValidationError) -> list[Text]:
    """Say in both languages what pydantic found."""
    return [_schema_fault(each) for each in error.errors(include_url=False)]


def _schema_fault(found: Any) -> Text:
    loc = tuple(part for part in found["loc"] if part != "[key]")
    path, key = _path(loc), str(loc[-1]) if loc else ""
    if found["type"] == "extra_forbidden":
        return unknown(path, key, _keys_at(loc))
    if found["type"] == "missing":
        return Text(fr="`{path}` manque.", en="`{path}` is missing.").format(path=path)
    return _not_allowed(path, found["input"], key)


def _not_allowed(path: str, given: object, key: str) -> Text:
    return Text(
        fr="`{path}` vaut {given!r}; il faut {allowed}.",
        en="`{path}` is {given!r}; it must be {allowed}.",
    ).format(path=path, given=given, allowed=_ALLOWED.get(key, _ANY_ALLOWED))


def unknown(path: str, given: str, allowed: Iterable[str]) -> Text:
    """Say that a name is not known, and the nearest that is."""
    names = list(allowed)
    near = get_close_matches(given, names, n=1, cutoff=0.5)
    if near:
        return Text(
            fr="`{path}` : `{given}` est inconnu. Vouliez-vous dire `{near}`?",
            en="`{path}`: `{given}` is not known. Did you mean `{near}`?",
        ).format(path=path, given=given, near=near[0])
    return Text(
        fr="`{path}` : `{given}` est inconnu. Noms permis : {names}.",
        en="`{path}`: `{given}` is not known. Allowed are {names}.",
    ).format(path=path, given=given, names=", ".join(names) or "—")


def _path(loc: tuple[Any, ...]) -> str:
    path = ""
    for part in loc:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return path.removeprefix(".")


def _keys_at(loc: tuple[Any, ...]) -> list[str]:
    model: type[BaseModel] = schema.Mapping
    if loc[0] == "ignored" and len(loc) > 1:
        model = schema.Words if "why" in loc[:-1] else schema.IgnoredMapping
    if loc[0] == "about":
        model = schema.Words
    if loc[0] == "files" and len(loc) > 1:
        model = schema.FileMapping
    elif loc[0] == "rows" and len(loc) > 1:
        inner: dict[str, type[BaseModel]] = {
            "columns": schema.ColumnMapping,
            "join": schema.JoinMapping,
            "unpivot": schema.UnpivotMapping,
            "split": schema.SplitMapping,
            "lead_source": schema.LeadSource,
        }
        model = inner.get(str(loc[2]), schema.RowsMapping) if len(loc) > 3 else schema.RowsMapping  # noqa: PLR2004
    return [field.alias or name for name, field in model.model_fields.items()]


def canonical_faults(raw: dict[str, Any]) -> list[Text]:
    """Find names that no table, file or zone has. Works on any TOML, also a wrong one."""
    files = raw.get("files")
    aliases = list(files) if isinstance(files, dict) else []
    faults = [*_zone_faults("", raw), *_header_faults(files), *_named_zone_faults(files)]
    faults += _substitute_faults(files)
    faults += _currency_faults(raw.get("currency"))
    blocks = raw.get("rows")
    for i, block in enumerate(blocks if isinstance(blocks, list) else [], start=1):
        if isinstance(block, dict):
            faults += _block_faults(f"rows[{i}]", block, aliases)
    return faults


def _currency_faults(given: Any) -> Iterator[Text]:
    # What is no code at all is a fault of the schema.
    if isinstance(given, str) and re.fullmatch("[A-Z]{3}", given) and given not in CURRENCY_CODES:
        yield _not_allowed("currency", given, "currency")


def _substitute_faults(files: Any) -> Iterator[Text]:
    before: list[str] = []
    for alias, spec in files.items() if isinstance(files, dict) else ():
        given = spec.get("instead_of") if isinstance(spec, dict) else None
        if isinstance(given, str) and given not in before:
            yield unknown(f"files.{alias}.instead_of", given, before)
        before.append(alias)


def _named_zone_faults(files: Any) -> Iterator[Text]:
    for alias, spec in files.items() if isinstance(files, dict) else ():
        zone = spec.get("names_time_zone") if isinstance(spec, dict) else None
        known = (schema.AGREEMENT, *zone_names())
        if isinstance(zone, str) and zone not in known:
            yield unknown(f"files.{alias}.names_time_zone", zone, known)


def _header_faults(files: Any) -> Iterator[Text]:
    for alias, spec in files.items() if isinstance(files, dict) else ():
        given = spec.get("from_header") if isinstance(spec, dict) else None
        for name, patterns in given.items() if isinstance(given, dict) else ():
            for pattern in patterns if isinstance(patterns, list) else [patterns]:
                if isinstance(pattern, str) and pattern.count("*") != 1:
                    yield Text(
                        fr="`files.{alias}.from_header.{name}` vaut {given!r}; il faut un en-tête "
                        "avec un seul `*`, à la place de ce qui est lu.",
                        en="`files.{alias}.from_header.{name}` is {given!r}; it must be a header "
                        "with one `*`, in the place of what is read.",
                    ).format(alias=alias, name=name, given=pattern)


def _block_faults(path: str, block: dict[str, Any], aliases: list[str]) -> Iterator[Text]:
    yield from _file_faults(path, block, aliases)
    table = TABLES.get(str(block.get("table"))) if block.get("table") in IMPORTABLE else None
    if table is None:
        if "table" in block:
            yield unknown(f"{path}.table", str(block["table"]), IMPORTABLE)
        return
    if "lead_source" in block and table.name != "leads":
        yield Text(
            fr="`{path}.lead_source` ne va qu'avec la table `leads`.",
            en="`{path}.lead_source` goes with table `leads` only.",
        ).format(path=path)
    columns = block.get("columns")
    yield from _whole_block_faults(path, block, table)
    if isinstance(columns, dict):
        needed = table.key if block.get("is_deletion") is True else table.required
        yield from _column_faults(f"{path}.columns", columns, table, needed)


def _whole_block_faults(path: str, block: dict[str, Any], table: Table) -> Iterator[Text]:
    if block.get("is_history") and table.name != "stage_changes":
        yield Text(
            fr="`{path}.is_history` ne va qu'avec la table `stage_changes`.",
            en="`{path}.is_history` goes with table `stage_changes` only.",
        ).format(path=path)
    for key in ("is_if_unrecorded", "first_at"):
        if block.get(key) and not block.get("is_history"):
            yield Text(
                fr="`{path}.{key}` ne va qu'avec `is_history = true`.",
                en="`{path}.{key}` goes with `is_history = true` only.",
            ).format(path=path, key=key)
    columns = block.get("columns")
    mapped = columns if isinstance(columns, dict) else {}
    for key in ("is_added_up", "deleted_if", "deleted_when", "is_deletion", "latest_by"):
        if block.get(key) and not set(table.key) <= set(mapped):
            yield Text(
                fr="`{path}.{key}` exige que la clé de la table, `{name}`, soit dans `columns`.",
                en="`{path}.{key}` requires the key of the table, `{name}`, among `columns`.",
            ).format(path=path, key=key, name=", ".join(table.key))


def _file_faults(path: str, block: dict[str, Any], aliases: list[str]) -> Iterator[Text]:
    if "file" in block and block["file"] not in aliases:
        yield unknown(f"{path}.file", str(block["file"]), aliases)
    joins = block.get("join")
    for i, join in enumerate(joins if isinstance(joins, list) else [], start=1):
        if isinstance(join, dict) and join.get("file") not in aliases:
            yield unknown(f"{path}.join[{i}].file", str(join.get("file")), aliases)


def _column_faults(
    path: str, columns: dict[str, Any], table: Table, required: Iterable[str]
) -> Iterator[Text]:
    allowed = (*table.names, *EXTRA_COLUMNS)
    for name, spec in columns.items():
        if name not in allowed:
            yield unknown(f"{path}.{name}", name, allowed)
        if isinstance(spec, dict):
            yield from _spec_faults(f"{path}.{name}", spec)
            beside = spec.get("beside")
            for other in beside if isinstance(beside, dict) else ():
                if other not in columns:
                    yield unknown(f"{path}.{name}.beside", other, columns)
    # A key that is not mapped is made from the content.
    needed = [name for name in required if len(table.key) > 1 or name not in table.key]
    for name in needed:
        if name not in columns and name != "currency":
            yield Text(
                fr="`{path}` : la table `{table}` exige la colonne `{name}`. Ajoutez-la.",
                en="`{path}`: table `{table}` requires column `{name}`. Add it.",
            ).format(path=path, table=table.name, name=name)


def _spec_faults(path: str, spec: dict[str, Any]) -> Iterator[Text]:
    if sum(key in spec for key in ("column", "columns", "value", "template")) != 1:
        yield Text(
            fr="`{path}` : il faut exactement une clé parmi `column`, `columns`, `value` et "
            "`template`.",
            en="`{path}`: exactly one of `column`, `columns`, `value` and `template` is needed.",
        ).format(path=path)
    yield from _zone_faults(f"{path}.", spec, also=(schema.AGREEMENT,))
    several = spec.get("columns")
    for key, given in (
        ("template", spec.get("template")),
        *(("columns", each) for each in (several if isinstance(several, list) else [])),
    ):
        if isinstance(given, str) and not _is_template(given):
            yield Text(
                fr="`{path}.{key}` vaut {given!r}; il faut un texte avec des `{{colonne}}`.",
                en="`{path}.{key}` is {given!r}; it must be a text with `{{column}}` places.",
            ).format(path=path, key=key, given=given)
    if spec.get("decimal") and spec.get("decimal") == spec.get("thousands"):
        yield Text(
            fr="`{path}` : `decimal` et `thousands` ne peuvent être le même signe.",
            en="`{path}`: `decimal` and `thousands` can't be the same sign.",
        ).format(path=path)


def _format_faults(prefix: str, section: dict[str, Any]) -> Iterator[Text]:
    given = section.get("date_format")
    for each in given if isinstance(given, list) else [given]:
        if isinstance(each, str) and not _DATE_FORMAT.fullmatch(each):
            yield Text(
                fr="`{path}` vaut {given!r}; il faut un format comme `%d/%m/%Y` ou "
                "`%Y-%m-%d %H:%M:%S`.",
                en="`{path}` is {given!r}; it must be a format such as `%d/%m/%Y` or "
                "`%Y-%m-%d %H:%M:%S`.",
            ).format(path=f"{prefix}date_format", given=each)


def _zone_faults(
    prefix: str, section: dict[str, Any], also: tuple[str, ...] = ()
) -> Iterator[Text]:
    yield from _format_faults(prefix, section)
    zone = section.get("time_zone")
    known = (*also, *zone_names())
    if isinstance(zone, str) and zone not in known:
        yield unknown(f"{prefix}time_zone", zone, known)
    decimal = section.get("decimal")
    if not prefix and decimal and decimal == section.get("thousands"):
        yield Text(
            fr="`decimal` et `thousands` ne peuvent être le même signe.",
            en="`decimal` and `thousands` can't be the same sign.",
        )


def _is_template(template: str) -> bool:
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        return False
    return all(not spec and not conversion for _, _, spec, conversion in parts)
