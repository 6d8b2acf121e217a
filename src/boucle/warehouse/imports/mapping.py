"""The mapping file: which file, which column, how dates and numbers are written.

Described key by key in ``docs/reference/mapping.md``.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from boucle.errors import ParameterError
from boucle.errors.imports import MappingFaultsError, MappingNotFoundError
from boucle.errors.system import system_reason
from boucle.language import Text
from boucle.warehouse.imports.currency_codes import CURRENCY_CODES
from boucle.warehouse.imports.inheriting import inherited, with_words
from boucle.warehouse.imports.presets import preset_names, preset_text

Scalar = str | int | float | bool

_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
_NO_UTF_8 = Text(fr="il n'est pas en UTF-8", en="it is not in UTF-8")


# Where a time zone is asked for: that of the agreement in force.
AGREEMENT = "agreement"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | int | float) else value


def _as_texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: _text_of(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_text_of(each) for each in value]
    return _text_of(value)


def _text_of(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_texts), BeforeValidator(_as_list)]
DecimalSign = Literal[".", ",", "mixed"]
DateOrder = Literal["day", "month"]
ThousandsSign = Literal[" ", ",", ".", "'", ""]


def places(template: str) -> tuple[str, ...]:
    """Return the columns that a template names.

    >>> places("{campaign_id}#{day}"), places("day")
    (('campaign_id', 'day'), ())
    """
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


class ColumnMapping(_Strict):
    """Where one canonical column comes from, and how it is written there."""

    column: str | None = None
    columns: Texts = ()
    value: Annotated[str | None, BeforeValidator(_text_of)] = None
    template: str | None = None
    when: dict[str, Texts] = Field(default_factory=dict)
    beside: dict[str, Texts] = Field(default_factory=dict)
    values: Annotated[dict[str, str] | None, BeforeValidator(_as_texts)] = None
    tells_others: bool = False
    default: Annotated[str | None, BeforeValidator(_text_of)] = None
    decimal: DecimalSign | None = None
    thousands: ThousandsSign | None = None
    scale: float | None = None
    empty: Texts | None = None
    date_format: Texts | None = None
    date_order: DateOrder | None = None
    time_zone: str | None = None

    @property
    def raw_columns(self) -> tuple[str, ...]:
        """The columns of the files that this one reads."""
        return tuple(dict.fromkeys((*self.given_columns, *self.when)))

    @property
    def given_columns(self) -> tuple[str, ...]:
        """Those whose cells make the value; `when` only decides whether it stands."""
        if self.template is not None:
            return places(self.template)
        if self.columns:
            return tuple(name for each in self.columns for name in (places(each) or (each,)))
        return (self.column,) if self.column is not None else ()


class LeadSource(_Strict):
    """The column of a leads file that says where a lead came from; of several the first filled."""

    column: Annotated[Texts, Field(min_length=1)]
    as_: Literal["origin_source", "channel"] = Field("origin_source", alias="as")


class JoinMapping(_Strict):
    """Another file whose columns are added, by a key: ``on = {theirs = "ours"}``."""

    file: str
    on: Annotated[dict[str, str], Field(min_length=1)]
    pick: Literal["first", "last"] | None = None


class FileMapping(_Strict):
    """One file, or several of one shape when `path` is a glob.

    With `needs` a file is known by its header: it has these columns, and may lack the others.
    """

    path: Texts
    sheet: str | None = None
    encoding: str | None = None
    delimiter: Annotated[str | None, Field(min_length=1, max_length=1)] = None
    is_optional: bool = False
    is_single: bool = False
    instead_of: str | None = None
    needs: Texts = ()
    prefix: Texts = ()
    names: dict[str, Texts] = Field(default_factory=dict)
    from_header: dict[str, Texts] = Field(default_factory=dict)
    names_time_zone: str | None = None


class SplitMapping(_Strict):
    """A column whose cells hold several values, parted by any of the signs in `at`."""

    column: str
    at: Annotated[str, Field(min_length=1)]


class UnpivotMapping(_Strict):
    """Columns whose headers carry a word at ``*``: each filled cell becomes a row.

    The word is then the column `name` and the cell the column `value`.
    """

    columns: Annotated[Texts, Field(min_length=1)]
    name: str
    value: str


def _as_column(value: object) -> object:
    return {"column": value} if isinstance(value, str | list) else value


class RowsMapping(_Strict):
    """One block: each row of `file` that passes `where` makes one row of `table`."""

    table: str
    file: str
    columns: dict[str, Annotated[ColumnMapping, BeforeValidator(_as_column)]]
    join: tuple[JoinMapping, ...] = ()
    where: dict[str, Texts] = Field(default_factory=dict)
    where_not: dict[str, Texts] = Field(default_factory=dict)
    where_present: Texts = ()
    where_absent: Texts = ()
    split: SplitMapping | None = None
    unpivot: UnpivotMapping | None = None
    deleted_if: Texts = ()
    deleted_when: dict[str, Texts] = Field(default_factory=dict)
    is_deletion: bool = False
    latest_by: Texts = ()
    is_history: bool = False
    is_if_unrecorded: bool = False
    first_at: Texts = ()
    is_added_up: bool = False
    lead_source: Annotated[LeadSource | None, BeforeValidator(_as_column)] = None

    @property
    def raw_columns(self) -> tuple[str, ...]:
        """The columns of the files that this block reads, each once, in order."""
        named = [name for spec in self.columns.values() for name in spec.raw_columns]
        named += [*self.where, *self.where_not, *self.where_present, *self.where_absent]
        named += [*self.deleted_if, *self.deleted_when, *self.latest_by, *self.first_at]
        named += [ours for join in self.join for ours in join.on.values()]
        if self.split:
            named.append(self.split.column)
        if self.lead_source:
            named += self.lead_source.column
        return tuple(name for name in dict.fromkeys(named) if name not in self.made_columns)

    @property
    def made_columns(self) -> tuple[str, ...]:
        """The columns that the block makes itself, see `UnpivotMapping`."""
        return (self.unpivot.name, self.unpivot.value) if self.unpivot else ()

    @property
    def may_delete(self) -> bool:
        """Whether rows of the block can say that their record was deleted."""
        return bool(self.deleted_if or self.deleted_when or self.is_deletion)


class Words(_Strict):
    """What a mapping says to people, in both languages; a text alone stands for both."""

    fr: str
    en: str


def _as_words(value: object) -> object:
    return {"fr": value, "en": value} if isinstance(value, str) else value


class IgnoredMapping(_Strict):
    """Files that come with the others and are not read, and why."""

    path: Texts
    why: Annotated[Words, BeforeValidator(_as_words)]


class Mapping(_Strict):
    """A whole mapping file."""

    source: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
    files: dict[str, FileMapping]
    words: dict[str, dict[str, str]] = Field(default_factory=dict)
    extends: None = None  # taken in before the schema is looked at, see `inherited`
    rows: Annotated[tuple[RowsMapping, ...], Field(min_length=1)]
    about: Annotated[Words | None, BeforeValidator(_as_words)] = None
    ignored: tuple[IgnoredMapping, ...] = ()
    currency: Annotated[str | None, Field(pattern=r"^[A-Z]{3}$")] = None
    is_currency_needed: bool = False
    time_zone: str | None = None
    date_format: Texts | None = None
    date_order: DateOrder | None = None
    decimal: DecimalSign | None = None
    thousands: ThousandsSign | None = None
    empty: Texts = ()


def load(path_or_name: str | Path, *, folder: Path | None = None) -> Mapping:
    """Read a mapping file, checked whole.

    Parameters
    ----------
    path_or_name
        A ``.toml`` file, or the name of one in `folder` (the workspace's ``mappings/``), or
        of a preset.
    folder
        Where names are looked up.

    Raises
    ------
    MappingNotFoundError
        If there is no such file.
    MappingFaultsError
        If it is not a mapping; with every fault at once.
    """
    path = Path(path_or_name)
    if not path.is_file() and folder is not None:
        path = folder / f"{path_or_name}.toml"
    text, name = _found(str(path_or_name), path, folder)
    return parse(text, name=name, folder=folder)


def _found(given: str, path: Path, folder: Path | None) -> tuple[str, str]:
    """Return the text of a mapping, and what it is called."""
    if path.is_file():
        return _content(path), path.name
    if (preset := preset_text(given)) is not None:
        return preset, given
    own = [each.stem for each in folder.glob("*.toml")] if folder else []
    raise MappingNotFoundError(given, {*own, *preset_names()})


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = system_reason(error) if isinstance(error, OSError) else _NO_UTF_8
        fault = Text(
            fr="le fichier ne se lit pas ({why}). Il faut du texte en UTF-8.",
            en="the file can't be read ({why}). It must be text in UTF-8.",
        ).format(why=why)
        raise MappingFaultsError(path.name, [fault]) from error


def _place(error: tomllib.TOMLDecodeError) -> Text:
    """Say where the parser stopped; it tells so in words only."""
    found = _PLACE.search(str(error))
    if found is None:
        return Text(fr=" à la fin", en=" at the end")
    return Text(
        fr=" à la ligne {line}, colonne {column}", en=" at line {line}, column {column}"
    ).format(**found.groupdict())


def parse(text: str, *, name: str, folder: Path | None = None) -> Mapping:
    """Read the text of a mapping file; `name` is what errors call it. Raises like `load`.

    `folder` is where the mapping that this one `extends` is looked up, before the presets.
    """
    # pydantic and this module are needed by imports alone: no start-up concern here.
    from boucle.warehouse.imports.mapping_faults import canonical_faults, schema_faults

    def below(base: str, is_preset: bool) -> dict[str, Any]:  # noqa: FBT001
        path = Path(base) if is_preset or folder is None else folder / f"{base}.toml"
        return _toml(*_found(base, path, folder))

    faults: list[Text] = []
    own = name.removesuffix(".toml")
    raw = with_words(inherited(_toml(text, name), below, above=(own,)), faults)
    mapping: Mapping | None = None
    try:
        mapping = Mapping.model_validate(raw)
    except ValidationError as error:
        faults += schema_faults(error)
    faults += canonical_faults(raw)
    if faults or mapping is None:
        raise MappingFaultsError(name, faults)
    return mapping


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = Text(
            fr="ce n'est pas du TOML valide{place} (l'analyseur dit : {why}).",
            en="this is not valid TOML{place} (the parser says: {why}).",
        ).format(place=_place(error), why=str(error).partition(" (at ")[0])
        raise MappingFaultsError(name, [fault]) from error


def in_currency(mapping: Mapping, currency: str) -> Mapping:
    """Return the mapping with amounts in `currency`, where rows do not say their own.

    Raises
    ------
    ParameterError
        If `currency` is no code of a currency.
    """
    code = currency.strip().upper()
    if code not in CURRENCY_CODES:
        raise ParameterError(
            "currency",
            currency,
            Text(fr="le code d'une devise, comme CAD", en="a currency's code, as CAD"),
        )
    return mapping.model_copy(update={"currency": code})
