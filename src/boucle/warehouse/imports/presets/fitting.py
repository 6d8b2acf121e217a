"""Finding the preset that files were made for, by their names and headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.errors.imports import ImportFileNotSingleError
from boucle.language import Text
from boucle.warehouse.imports.checking import wanted_columns
from boucle.warehouse.imports.headers import bare_names, header_of, own_names
from boucle.warehouse.imports.mapping import load, places
from boucle.warehouse.imports.presets import preset_names
from boucle.warehouse.imports.sources import (
    UNKNOWN,
    found_files,
    has_name,
    ignored_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from boucle.errors import BoucleError
    from boucle.warehouse.imports.mapping import (
        ColumnMapping,
        FileMapping,
        Mapping,
        RowsMapping,
    )

# From this share of the columns on, a preset is taken without asking, where files bear the names
# that it looks for. By headers alone all of them must be there: `Campaign`, `Day` and `Cost` may
# stand in anybody's sheet.
SURE_SHARE = 0.75
# How much more sure a preset must be to beat another one on the same files.
_CLEAR_MARGIN = 0.15

_FITS = Text(
    fr="{name} : {files} ({n} des {n_all} colonnes qu'elle remplit y sont)",
    en="{name}: {files} ({n} of the {n_all} columns that it fills are there)",
)


@dataclass(frozen=True, slots=True)
class PresetFit:
    """A preset that reads some of the files.

    `n_filled` of the `n_columns` columns that the preset fills from these files have what they
    need in the headers; of files that are known by their headers alone it is the columns that the
    preset reads. `aside` are files that the preset knows and leaves aside, `unknown` those that it
    does not know, `fault` what would refuse the import.
    """

    name: str
    read: tuple[Path, ...]
    aside: tuple[Path, ...]
    unknown: tuple[Path, ...]
    n_filled: int
    n_columns: int
    is_named: bool
    fault: BoucleError | None = None

    @property
    def sure_share(self) -> float:
        """How sure the fit is: the share of the preset's columns that the files fill."""
        return self.n_filled / self.n_columns if self.n_columns else 0.0

    @property
    def is_sure(self) -> bool:
        """Whether the preset may be taken without asking."""
        return self.sure_share >= (SURE_SHARE if self.is_named else 1.0)

    @property
    def why(self) -> Text:
        """What speaks for the preset."""
        files = ", ".join(path.name for path in self.read)
        return _FITS.format(name=self.name, files=files, n=self.n_filled, n_all=self.n_columns)


@dataclass(frozen=True, slots=True)
class FittingPreset:
    """The presets that fit, surest first; those that a surer one beats on all their files are gone.

    Only where `preset` is one may it be taken without asking; else `doubt` says why not.
    """

    fits: tuple[PresetFit, ...]

    @property
    def preset(self) -> PresetFit | None:
        """The preset to take: it fits alone, and surely."""
        return self.fits[0] if self.fits and self.doubt is None else None

    @property
    def doubt(self) -> Text | None:
        """What keeps a preset that fits from being taken; None where none fits, too."""
        names = ", ".join(each.name for each in self.fits)
        whys = Text(
            fr="; ".join(each.why.fr for each in self.fits),
            en="; ".join(each.why.en for each in self.fits),
        )
        if len(self.fits) > 1:
            words = _SEVERAL if self._are_apart() else _AMBIGUOUS
            return words.format(names=names, whys=whys)
        if self.fits and (fault := self.fits[0].fault) is not None:
            return fault.text
        if self.fits and not self.fits[0].is_sure:
            return _UNSURE.format(names=names, whys=whys)
        return None

    def _are_apart(self) -> bool:
        read = [path for each in self.fits for path in each.read]
        return len(read) == len(set(read))


_SEVERAL = Text(
    fr="ces fichiers viennent de plusieurs produits. Importez-les un à la fois, avec --mapping et "
    "chacun de ces noms : {whys}",
    en="these files come from several products. Import them one at a time, with --mapping and each "
    "of these names: {whys}",
)
_AMBIGUOUS = Text(
    fr="plusieurs correspondances toutes prêtes conviennent aux mêmes fichiers. Choisissez-en une "
    "par --mapping : {whys}",
    en="several presets fit the same files. Choose one with --mapping: {whys}",
)
_UNSURE = Text(
    fr="une correspondance toute prête conviendrait, sans que ce soit sûr. Si c'est bien elle, "
    "dites --mapping {names} ; {whys}",
    en="a preset may fit, but not surely. If it is the right one, say --mapping {names}; {whys}",
)


def fitting_preset(paths: Sequence[Path], *, home: Path | None = None) -> FittingPreset:
    """Find the preset that files were made for.

    Parameters
    ----------
    paths
        Files, or folders to look in, as for an import.
    home
        The folder of the workspace, whose own files are not meant.

    Returns
    -------
    FittingPreset
        ``preset`` is the one to take, None if none fits, several do, or the only one is not sure;
        ``doubt`` then names them. Only names and headers are read.
    """
    fits = [fit for name in preset_names() if (fit := _fit(name, paths, home)) is not None]
    fits.sort(key=lambda fit: (-fit.sure_share, -len(fit.read), fit.name))
    return FittingPreset(
        tuple(fit for fit in fits if not any(_beats(other, fit) for other in fits))
    )


def _beats(one: PresetFit, other: PresetFit) -> bool:
    """Tell whether `one` reads all that `other` does, and is clearly surer or reads more."""
    if one is other or not set(other.read) <= set(one.read):
        return False
    if one.sure_share >= other.sure_share + _CLEAR_MARGIN:
        return True
    return len(one.read) > len(other.read) and one.sure_share >= other.sure_share


def _fit(name: str, paths: Sequence[Path], home: Path | None) -> PresetFit | None:
    mapping = load(name)
    faults: list[BoucleError] = []
    found = found_files(mapping, paths, faults, home=home)
    read = tuple(dict.fromkeys(path for files in found.values() for path in files))
    if not read or not all(isinstance(each, ImportFileNotSingleError) for each in faults):
        return None
    left = ignored_files(mapping, paths, read, home=home)
    named = {alias: _are_named(mapping.files[alias], files) for alias, files in found.items()}
    filled = list(_filled(mapping, found, named))
    return PresetFit(
        name,
        read,
        tuple(each.path for each in left if each.why != UNKNOWN),
        tuple(each.path for each in left if each.why == UNKNOWN),
        sum(filled),
        len(filled),
        any(named.values()),
        faults[0] if faults else None,
    )


def _are_named(spec: FileMapping, files: Sequence[Path]) -> bool:
    """Tell whether files were found by their names, and not by their headers alone."""
    patterns = [each for each in spec.path if each != "*"]
    return bool(files) and all(has_name(path, patterns) for path in files)


def _filled(
    mapping: Mapping, found: dict[str, list[Path]], named: dict[str, bool]
) -> Iterator[bool]:
    """Yield for each column that the preset fills from these files whether they can."""
    columns = {
        alias: [_columns(mapping, alias, path) for path in files] for alias, files in found.items()
    }
    for rows in mapping.rows:
        if not found[rows.file]:
            continue
        if not named[rows.file]:
            yield from (_has(name, rows, columns) for name in rows.raw_columns)
            continue
        for spec in rows.columns.values():
            if spec.given_columns:
                yield _is_filled(spec, rows, columns)


def _columns(mapping: Mapping, alias: str, path: Path) -> set[str]:
    spec = mapping.files[alias]
    header = tuple(bare_names(header_of(path, spec) or (), spec).values())
    return {*header, *own_names(header, spec, wanted_columns(mapping, alias))}


def _is_filled(spec: ColumnMapping, rows: RowsMapping, columns: dict[str, list[set[str]]]) -> bool:
    ways = [places(each) or (each,) for each in spec.columns] or [spec.given_columns]
    return any(all(_has(name, rows, columns) for name in way) for way in ways)


def _has(name: str, rows: RowsMapping, columns: dict[str, list[set[str]]]) -> bool:
    if name in rows.made_columns:
        return True
    alias, dot, own = name.partition(".")
    if dot and alias in {join.file for join in rows.join}:
        return any(own in each for each in columns[alias])
    return any(name in each for each in columns[rows.file])
