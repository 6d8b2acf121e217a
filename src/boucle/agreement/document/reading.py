"""Reads the agreement's YAML back from a document that Boucle made."""

from __future__ import annotations

import logging
import zipfile
import zlib
from contextlib import contextmanager
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from boucle.agreement.document.carried import (
    ATTACHMENT,
    NAMESPACE,
    SCRIPT_ID,
    digest,
    out_of_script,
    unsealed,
)
from boucle.agreement.reading import MAX_CHARACTERS
from boucle.errors.documents import AgreementDocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DocumentKind = Literal["html", "docx", "pdf"]

# A document is its text several times over, and its styles.
_LONGEST = 40 * MAX_CHARACTERS
_SUFFIXES: dict[str, DocumentKind] = {
    ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip


class _CannotReadError(Exception):
    """Why a document cannot be read back; `read` adds which one."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def kind_of(path: Path) -> DocumentKind | None:
    """Return the kind of document that the file's first bytes or its name tell; None for others."""
    try:
        with path.open("rb") as file:
            start = file.read(512)
    except OSError:
        return None  # the reader of agreements says what is wrong with the file
    if start.startswith(b"%PDF"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "docx"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    return _SUFFIXES.get(path.suffix.lower())


def read(path: Path) -> str:
    """Return the YAML that the document at `path` carries.

    Raises
    ------
    AgreementDocumentError
        If it is damaged, carries no agreement, or one that was edited in place.
    """
    kind = kind_of(path)
    if kind is None:
        raise AgreementDocumentError(str(path), "no_yaml")
    try:
        return _CARRIED[kind](_raw(path))
    except _CannotReadError as error:
        raise AgreementDocumentError(str(path), error.reason) from None
    except OSError as error:
        raise AgreementDocumentError(str(path), "damaged") from error


def _raw(path: Path) -> bytes:
    if path.stat().st_size > _LONGEST:
        raise _CannotReadError("too_long")
    return path.read_bytes()


class _ScriptReader(HTMLParser):
    """Keeps what stands in the script element that carries the agreement."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text: str | None = None
        self.is_closed = False
        self.digest = ""
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("id") == SCRIPT_ID:
            self._is_inside, self.text = True, ""
            self.digest = given.get("data-sha256") or ""

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.text = (self.text or "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._is_inside:
            self._is_inside, self.is_closed = False, True


def _from_html(raw: bytes) -> str:
    reader = _ScriptReader()
    try:
        # Editors on Windows end lines with two characters; YAML and HTML count them as one.
        reader.feed(raw.decode("utf-8-sig").replace("\r\n", "\n"))
        reader.close()
    except UnicodeDecodeError:
        raise _CannotReadError("damaged") from None
    if reader.text is None:
        raise _CannotReadError("no_yaml")
    if not reader.is_closed:
        raise _CannotReadError("damaged")
    # The line end after the opening tag is the template's.
    return _checked(out_of_script(reader.text).removeprefix("\n"), reader.digest)


def _from_docx(raw: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            names = [name for name in archive.namelist() if name.startswith("customXml/item")]
            parts = [_part(archive, name) for name in names]
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError):
        raise _CannotReadError("damaged") from None
    for part in parts:
        if NAMESPACE.encode() in part:
            return _from_part(part)
    raise _CannotReadError("no_yaml")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LONGEST:
        raise _CannotReadError("too_long")
    return archive.read(name)


def _from_part(part: bytes) -> str:
    from docx.oxml import parse_xml  # start-up

    try:
        # Its parser resolves no entities: the file may come from anybody.
        root = parse_xml(part)
    except SyntaxError:
        raise _CannotReadError("damaged") from None
    if root.tag != f"{{{NAMESPACE}}}agreement":
        raise _CannotReadError("no_yaml")
    return _checked(root.text or "", root.get("sha256", ""))


def _from_pdf(raw: bytes) -> str:
    from pypdf import PdfReader  # start-up
    from pypdf.errors import PyPdfError  # start-up

    try:
        with _silenced("pypdf"):
            attached = PdfReader(BytesIO(raw)).attachments.get(ATTACHMENT)
        text = attached[0].decode() if attached else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, zlib.error,
            RecursionError, IndexError):  # fmt: skip
        # A broken file trips the reader in as many ways as there are to break one.
        raise _CannotReadError("damaged") from None
    if text is None:
        raise _CannotReadError("no_yaml")
    return _checked(*unsealed(text))


@contextmanager
def _silenced(name: str) -> Iterator[None]:
    """Keep a library's warnings off the screen: our error says what is wrong with the file."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _checked(yaml: str, expected: str) -> str:
    if digest(yaml) != expected:
        raise _CannotReadError("edited")
    return yaml


_CARRIED: dict[DocumentKind, Callable[[bytes], str]] = {
    "html": _from_html,
    "docx": _from_docx,
    "pdf": _from_pdf,
}
