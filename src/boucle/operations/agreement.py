"""Check, show, compare and render agreements, as YAML or as documents that carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from boucle.agreement.document.reading import kind_of, read
from boucle.agreement.loader import CheckResult, check_text
from boucle.agreement.loader import check as check_yaml
from boucle.agreement.wording import shown as as_written
from boucle.errors.agreement import AgreementFaultsError
from boucle.errors.commands import UnwritableFileError
from boucle.language import LANGUAGES, Text
from boucle.operations.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from boucle.agreement.diff import Change
    from boucle.agreement.document.rendering import DocumentFormat
    from boucle.agreement.schema import Agreement
    from boucle.errors.agreement import Fault
    from boucle.language import Language

_SHORT = 12
_LONGEST_VALUE = 200
_OK = Text(
    fr="{file}\u00a0: OK, {code} version {version}, {state}, SHA-256 {sha256}",
    en="{file}: OK, {code} version {version}, {state}, SHA-256 {sha256}",
)
_SIGNED = Text(fr="signée", en="signed")
_DRAFT = Text(fr="ébauche", en="draft")
_WARNING = Text(fr="avertissement\u00a0: {words}", en="warning: {words}")
_SAME = Text(fr="Aucune différence de contenu.", en="No difference in content.")
_CHANGES = {
    "added": Text(fr="{section}, {path}\u00a0: ajouté {new}", en="{section}, {path}: added {new}"),
    "removed": Text(
        fr="{section}, {path}\u00a0: retiré {old}", en="{section}, {path}: removed {old}"
    ),
    "changed": Text(
        fr="{section}, {path}\u00a0: {old} devient {new}",
        en="{section}, {path}: {old} becomes {new}",
    ),
    "reordered": Text(
        fr="{section}, {path}\u00a0: l'ordre devient {new}",
        en="{section}, {path}: the order becomes {new}",
    ),
}


def check_files(files: Iterable[Path]) -> Iterator[Text]:
    """Yield a line for each good file and for each warning and fault.

    Raises
    ------
    AgreementFaultsError
        At the end, with the faults of every file, if there are any.
    AgreementDocumentError
        If a document cannot be read back.
    """
    faults: list[Fault] = []
    for file in files:
        result = _checked(file)
        yield from _lines(file, result)
        faults += result.faults
    if faults:
        raise AgreementFaultsError(faults)


def shown(file: Path, language: Language) -> str:
    """Return the agreement in `file` as text.

    Raises
    ------
    AgreementFaultsError, AgreementDocumentError
        If `file` holds no agreement.
    """
    from boucle.agreement.document.outline import outline  # start-up
    from boucle.agreement.document.text import text  # start-up

    return text(outline(_agreed(file), language))


def difference(old: Path, new: Path) -> Iterator[Text]:
    """Yield a line for each thing that `new` changes from `old`.

    Raises
    ------
    AgreementFaultsError, AgreementDocumentError
        If one of them holds no agreement.
    """
    from boucle.agreement.diff import difference as differences  # start-up

    changes = differences(_agreed(old), _agreed(new))
    if not changes:
        yield _SAME
    for change in changes:
        yield _change(change)


def rendered(file: Path, format: str, out: Path | None, language: Language) -> Path:  # noqa: A002 - the option's name
    """Write the agreement in `file` as a document and return where it stands.

    Parameters
    ----------
    file
        An agreement, or a document that carries one.
    format
        ``html``, ``docx``, ``pdf`` or ``yaml``.
    out
        Where to write; beside `file`, with language and format in the name, if not given.
    language
        Of the document.

    Raises
    ------
    AgreementFaultsError, AgreementDocumentError
        If `file` holds no agreement.
    UnwritableFileError
        If the document cannot be written; nothing half-written is left.
    """
    from boucle.agreement.document.rendering import rendered as document_of  # start-up

    agreement = _agreed(file)
    target = out if out is not None else file.with_name(f"{_stem(file)}.{language}.{format}")
    if target.exists() and target.samefile(file):
        why = Text(fr="c'est le fichier lu", en="it is the file being read")
        raise UnwritableFileError(str(target), why)
    if not target.parent.is_dir():
        why = Text(fr="le dossier n'existe pas", en="the folder does not exist")
        raise UnwritableFileError(str(target), why)
    made = document_of(agreement, _yaml(file), cast("DocumentFormat", format), language)
    write_whole(target, made)
    return target


def _checked(file: Path) -> CheckResult:
    if kind_of(file) is None:
        return check_yaml(file)
    return check_text(read(file), name=str(file))


def _agreed(file: Path) -> Agreement:
    result = _checked(file)
    if result.agreement is None:
        raise AgreementFaultsError(result.faults)
    return result.agreement


def _yaml(file: Path) -> str:
    if kind_of(file) is not None:
        return read(file)
    # As the loader reads it: one way to end a line, no byte order mark.
    return file.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _lines(file: Path, result: CheckResult) -> Iterator[Text]:
    from boucle.agreement.versions import is_signed  # start-up

    agreement = result.agreement
    if agreement is not None:
        yield _OK.format(
            file=file,
            code=agreement.code,
            version=agreement.version,
            state=_SIGNED if is_signed(agreement) else _DRAFT,
            sha256=agreement.sha256[:_SHORT],
        )
    for fault in result.faults:
        yield fault.sentence()
    for warning in result.warnings:
        yield _WARNING.format(words=warning.sentence())


def _change(change: Change) -> Text:
    facts = {"section": change.section, "path": change.path}
    values = {"old": _value(change.old), "new": _value(change.new)}
    return _CHANGES[change.kind].format(**facts, **values)


def _value(value: object) -> Text:
    said = Text(*(_said(value, language) for language in LANGUAGES))
    return Text(fr=f"«\u00a0{said.fr}\u00a0»", en=f"“{said.en}”")


def _said(value: object, language: Language) -> str:
    """Return a value in one line, a text in one language, cut where it is long."""
    if isinstance(value, dict) and set(value) == set(LANGUAGES):
        words = str(value[language])
    elif isinstance(value, Text):
        words = value.in_(language)
    elif isinstance(value, dict):
        words = ", ".join(f"{key} {_said(each, language)}" for key, each in value.items())
    elif isinstance(value, tuple | list):
        words = ", ".join(_said(each, language) for each in value)
    else:
        words = value if isinstance(value, str) else str(as_written(value))
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_VALUE else words[: _LONGEST_VALUE - 1] + "…"


def _stem(file: Path) -> str:
    """Return the name without its ending and, on a document, without its language."""
    stem = file.stem
    for language in LANGUAGES:
        if kind_of(file) is not None:
            stem = stem.removesuffix(f".{language}")
    return stem
