"""Errors about mapping files and about the files they bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors.base import BoucleError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class MappingNotFoundError(BoucleError, LookupError):
    """No mapping file has this name."""

    code = "mapping.not_found"

    def __init__(self, given: str, known: Iterable[str]) -> None:
        self.given, self.known = given, tuple(sorted(known))
        super().__init__(
            Text(
                fr="Aucun fichier de correspondance ne s'appelle `{given}`. Noms connus : {known}. "
                "Donnez le chemin d'un fichier .toml ou l'un de ces noms.",
                en="No mapping file is called `{given}`. Known names: {known}. "
                "Give the path of a .toml file or one of these names.",
            ).format(given=given, known=", ".join(self.known) or "—")
        )


class MappingFaultsError(BoucleError, ValueError):
    """A mapping file does not hold what a mapping must; `faults` has every one of them."""

    code = "mapping.faults"

    def __init__(self, name: str, faults: Sequence[Text]) -> None:
        self.name, self.faults = name, tuple(faults)
        super().__init__(
            Text(
                fr="La correspondance {name} est refusée : {faults} "
                "Voir docs/reference/mapping.md.",
                en="Mapping {name} is refused: {faults} See docs/reference/mapping.md.",
            ).format(name=name, faults=joined(self.faults))
        )


class ImportPathMissingError(BoucleError, FileNotFoundError):
    """A path to import from does not exist."""

    code = "import.path_missing"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            Text(
                fr="Le chemin `{given}` n'existe pas. Donnez des fichiers ou des dossiers "
                "existants.",
                en="Path `{given}` does not exist. Give files or folders that exist.",
            ).format(given=given)
        )


class ImportFileMissingError(BoucleError, FileNotFoundError):
    """A file that the mapping names is not among the paths."""

    code = "import.file_missing"

    def __init__(
        self, alias: str, pattern: str, present: Iterable[str], needs: Iterable[str] = ()
    ) -> None:
        self.alias, self.pattern = alias, pattern
        self.present, self.needs = tuple(present), tuple(needs)
        columns = Text(fr=", avec les colonnes {names},", en=", with the columns {names},")
        super().__init__(
            Text(
                fr="Le fichier `{pattern}` (files.{alias}){columns} est introuvable; les fichiers "
                "donnés sont : {present}. Ajoutez-le, corrigez `path` ou écrivez "
                "`is_optional = true`.",
                en="File `{pattern}` (files.{alias}){columns} is not there; the files given are: "
                "{present}. Add it, correct `path` or set `is_optional = true`.",
            ).format(
                alias=alias,
                pattern=pattern,
                columns=columns.format(names=", ".join(self.needs)) if self.needs else "",
                present=_some(self.present),
            )
        )


class ImportFileNotSingleError(BoucleError, ValueError):
    """Several files stand where the mapping reads one alone."""

    code = "import.file_not_single"

    def __init__(self, alias: str, several: Iterable[str]) -> None:
        self.alias, self.several = alias, tuple(several)
        super().__init__(
            Text(
                fr="Plusieurs fichiers ({several}) conviennent à files.{alias}, qui n'en lit qu'un "
                "seul : les mêmes montants pourraient y être deux fois. Donnez un seul de ces "
                "fichiers.",
                en="Several files ({several}) fit files.{alias}, which reads one alone: the same "
                "amounts could stand in them twice. Give only one of these files.",
            ).format(alias=alias, several=_some(self.several))
        )


class ImportNothingFitsError(BoucleError, FileNotFoundError):
    """None of the files is one that the mapping reads."""

    code = "import.nothing_fits"

    def __init__(self, source: str, patterns: Iterable[str]) -> None:
        self.source, self.patterns = source, tuple(patterns)
        super().__init__(
            Text(
                fr="Aucun des fichiers donnés n'est de ceux que lit la correspondance de "
                "`{source}` : {patterns}. Donnez-en au moins un, ou choisissez une autre "
                "correspondance (`boucle presets list`).",
                en="None of the files given is one that the mapping of `{source}` reads: "
                "{patterns}. Give at least one, or choose another mapping (`boucle presets list`).",
            ).format(source=source, patterns=_some(self.patterns))
        )


class CurrencyUnknownError(BoucleError, ValueError):
    """Nothing says in which currency the amounts of a file are."""

    code = "import.currency_unknown"

    def __init__(self, file: str, n_rows: int) -> None:
        self.file, self.n_rows = file, n_rows
        super().__init__(
            Text(
                fr="La monnaie des montants de `{file}` n'est pas connue (lignes sans monnaie : "
                "{n}). Ajoutez le fichier des comptes, qui la donne, ou dites-la : "
                '`--currency CAD`, ou `currency = "CAD"` dans la correspondance.',
                en="The currency of the amounts in `{file}` is not known (rows without one: {n}). "
                "Add the file of accounts, which gives it, or say it: `--currency CAD`, or "
                '`currency = "CAD"` in the mapping.',
            ).format(file=file, n=n_rows)
        )


class UnreadableFileError(BoucleError, ValueError):
    """A file is not what its reader needs; `why` says what is wrong and what to do."""

    code = "import.unreadable_file"

    def __init__(self, file: str, why: Text) -> None:
        self.file, self.why = file, why
        super().__init__(
            Text(
                fr="Le fichier `{file}` est illisible : {why}",
                en="File `{file}` can't be read: {why}",
            ).format(file=file, why=why)
        )


class MissingHeaderError(BoucleError, ValueError):
    """A file lacks a column that the mapping names."""

    code = "import.missing_column"

    def __init__(self, file: str, column: str, nearest: str | None, present: Iterable[str]) -> None:
        self.file, self.column, self.nearest = file, column, nearest
        self.present = tuple(present)
        hint = Text(fr="", en="")
        if nearest:
            hint = Text(fr=" Vouliez-vous dire `{n}`?", en=" Did you mean `{n}`?").format(n=nearest)
        super().__init__(
            Text(
                fr="Le fichier `{file}` n'a pas de colonne `{column}`; il a {present}.{hint} "
                "Corrigez le nom dans la correspondance.",
                en="File `{file}` has no column `{column}`; it has {present}.{hint} "
                "Correct the name in the mapping.",
            ).format(file=file, column=column, present=_some(self.present), hint=hint)
        )


class AmbiguousColumnError(BoucleError, ValueError):
    """The values of a column can be read in two ways."""

    code = "import.ambiguous_column"

    def __init__(self, file: str, column: str, given: str, setting: Text) -> None:
        self.file, self.column, self.given = file, column, given
        super().__init__(
            Text(
                fr="Dans `{file}`, les valeurs de la colonne `{column}`, telles que `{given}`, se "
                "lisent de deux façons. Dites laquelle dans la correspondance : {setting}.",
                en="In `{file}`, the values of column `{column}`, such as `{given}`, can be read "
                "in two ways. Say which in the mapping: {setting}.",
            ).format(file=file, column=column, given=given, setting=setting)
        )


class JoinNotUniqueError(BoucleError, ValueError):
    """A joined file has two different rows for one key."""

    code = "import.join_not_unique"

    def __init__(self, file: str, columns: Sequence[str], given: str, lines: Sequence[int]) -> None:
        self.file, self.columns, self.given, self.lines = file, tuple(columns), given, tuple(lines)
        super().__init__(
            Text(
                fr="Le fichier joint `{file}` a des lignes différentes ({lines}) pour "
                "{columns} = `{given}`. Il en faut une seule par clé : corrigez le fichier ou la "
                "jointure.",
                en="The joined file `{file}` has different rows (lines {lines}) for "
                "{columns} = `{given}`. It must have one per key: correct the file or the join.",
            ).format(
                file=file,
                lines=", ".join(map(str, lines)),
                columns=", ".join(columns),
                given=given,
            )
        )


class ImportFaultsError(BoucleError, ValueError):
    """Several things stand against an import; `faults` has them all."""

    code = "import.faults"

    def __init__(self, faults: Sequence[BoucleError]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            Text(
                fr="L'importation est refusée pour {n} raisons : {faults}",
                en="The import is refused for {n} reasons: {faults}",
            ).format(n=len(self.faults), faults=joined([each.text for each in self.faults]))
        )


class TooManyRejectsError(BoucleError, ValueError):
    """More rows of a file than allowed can't be read; nothing was imported."""

    code = "import.too_many_rejects"

    def __init__(
        self, *, file: str, n_rejected: int, n_rows: int, allowed: str, first: Text
    ) -> None:
        self.file, self.n_rejected, self.n_rows, self.allowed = file, n_rejected, n_rows, allowed
        self.first = first
        super().__init__(
            Text(
                fr="Lignes rejetées de `{file}` : {n_rejected} sur {n_rows} (maximum permis : "
                "{allowed}); rien n'a été importé. La première : {first} Corrigez le fichier ou "
                "la correspondance, ou augmentez `--max-rejects`.",
                en="Rejected rows of `{file}`: {n_rejected} of {n_rows} (at most {allowed} "
                "allowed); nothing was imported. The first: {first} Correct the file or the "
                "mapping, or raise `--max-rejects`.",
            ).format(n_rejected=n_rejected, n_rows=n_rows, file=file, allowed=allowed, first=first)
        )


class KeysOfOtherSourceError(BoucleError, ValueError):
    """Leads, deals or costs have the keys of another source's; nothing was imported."""

    code = "import.keys_of_other_source"

    def __init__(self, table: str, *, source: str, other: str, n_keys: int) -> None:
        self.table, self.source, self.other, self.n_keys = table, source, other, n_keys
        super().__init__(
            Text(
                fr="Des clés de `{table}` (lignes : {n_keys}) sont déjà là sous la source "
                "« {other} » : avec « {source} », elles compteraient deux fois. Rien n'est "
                "importé. Si c'est le même système, gardez son nom (`source`, ou --name {other}); "
                "sinon, mettez un préfixe à ses clés (`template` dans la correspondance).",
                en="Keys of `{table}` (rows: {n_keys}) are there already under the source "
                "“{other}”: with “{source}” they would count twice. Nothing is imported. If it is "
                "the same system, keep its name (`source`, or --name {other}); if not, put a "
                "prefix before its keys (`template` in the mapping).",
            ).format(table=table, n_keys=n_keys, other=other, source=source)
        )


class UndecidedProposalError(BoucleError, ValueError):
    """A proposed mapping has doubts that somebody must settle; `options` say how, one a doubt."""

    code = "import.undecided"

    def __init__(self, doubts: Sequence[Text], options: Sequence[str]) -> None:
        self.doubts, self.options = tuple(doubts), tuple(options)
        super().__init__(
            Text(
                fr="Rien n'est importé : {n} à décider. {doubts}",
                en="Nothing is imported: {n} to decide. {doubts}",
            ).format(n=len(self.doubts), doubts=joined(self.doubts))
        )


class UnconfirmedProposalError(BoucleError):
    """A proposed mapping was shown, and nobody is there to say yes."""

    code = "import.unconfirmed"

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Rien n'est importé : personne n'a dit oui. Ajoutez --yes pour accepter cette "
                "correspondance, --dry-run pour seulement la voir, ou donnez-en une avec "
                "--mapping.",
                en="Nothing is imported: nobody said yes. Add --yes to accept this mapping, "
                "--dry-run only to see it, or give one with --mapping.",
            )
        )


class NothingRecognisedError(BoucleError, ValueError):
    """No file holds anything that a mapping could be proposed for."""

    code = "import.nothing_recognised"

    def __init__(self, files: Sequence[Text]) -> None:
        self.files = tuple(files)
        super().__init__(
            Text(
                fr="Aucun fichier ne ressemble à des pistes, des affaires ou des dépenses : "
                "{files}. Vous pouvez aussi écrire une correspondance (docs/reference/mapping.md).",
                en="No file looks like leads, deals or spend: {files}. You may also write a "
                "mapping (docs/reference/mapping.md).",
            ).format(files=joined([_unended(each) for each in files]) if files else "—")
        )


class MappingExistsError(BoucleError, FileExistsError):
    """A mapping of this name is there and says something else; it is not overwritten."""

    code = "mapping.exists"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            Text(
                fr="mappings/{name}.toml existe déjà et dit autre chose. Employez-la avec "
                "--mapping {name}; pour une nouvelle proposition, renommez d'abord ce fichier. "
                "Si ces données viennent d'un autre système, donnez-leur un nom avec --name.",
                en="mappings/{name}.toml is there already and says something else. Use it with "
                "--mapping {name}; for a new proposal, rename that file first. If these data come "
                "from another system, give them a name with --name.",
            ).format(name=name)
        )


def _unended(text: Text) -> Text:
    return Text(fr=text.fr.removesuffix("."), en=text.en.removesuffix("."))


def joined(texts: Sequence[Text], *, most: int = 12) -> Text:
    """Join the texts, numbered, in one line; those after `most` are only counted."""
    if len(texts) == 1:
        return texts[0]
    shown = texts[:most]
    more = len(texts) - len(shown)
    fr = " ".join(f"({i}) {text.fr}" for i, text in enumerate(shown, start=1))
    en = " ".join(f"({i}) {text.en}" for i, text in enumerate(shown, start=1))
    if more:
        return Text(fr=f"{fr} Et {more} de plus.", en=f"{en} And {more} more.")
    return Text(fr=fr, en=en)


def _some(names: Sequence[str], most: int = 12) -> str:
    more = f", … ({len(names)})" if len(names) > most else ""
    return ", ".join(names[:most]) + more if names else "—"
