"""A person's rights: a file of all that is held of them, erasure, and the list of the erased."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boucle
from boucle.errors import UnknownPersonError
from boucle.language import Text, formats
from boucle.operations.listing import Listing, ListingColumn
from boucle.operations.operator import operator
from boucle.operations.person import Asked, Person, person
from boucle.operations.writing import to_json, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.warehouse.lake import Commit
    from boucle.warehouse.privacy.erasing import Erasable
    from boucle.warehouse.privacy.personal_file import PersonalFile
    from boucle.warehouse.workspace import Workspace

_STDOUT = "-"
_NO_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Exported:
    """A person's file: the `path` it was written to, or its `text` for standard output."""

    path: Path | None
    text: str | None
    lines: tuple[Text, ...]


def export_person(
    folder: Path,
    asked: Asked,
    *,
    format_: str,
    out: str | None,
    now: datetime | None = None,
) -> Exported:
    """Gather all that is held of a person, as JSON or as a zip of CSV files.

    The register of the workspace says who asked, when, and for which key.

    Raises
    ------
    BoucleError
        If the workspace, the person or the place to write to is not right.
    """
    from boucle.warehouse.privacy.personal_file import personal_file  # start-up
    from boucle.warehouse.privacy.register import note  # start-up

    workspace = boucle.open(folder)
    who = person(workspace, asked)
    held = personal_file(workspace, who.contacts)
    note(
        workspace.folder, "export",
        who=operator(), at=now or datetime.now(tz=UTC), contacts=who.contacts,
        facts={"format": format_},
    )  # fmt: skip
    lines = tuple(_lines_of_export(held, who))
    if format_ == "json" and out in {None, _STDOUT}:
        return Exported(None, to_json(held.as_json()), lines)
    content = to_json(held.as_json()) if format_ == "json" else _zipped(held)
    path = Path(out or f"{_file_name(who.contacts[0])}.zip")
    write_whole(path, content)
    return Exported(path, None, lines)


@dataclass(frozen=True, slots=True)
class Plan:
    """An erasure that was not yet done: who, what would go by table, and what to say of it."""

    folder: Path
    person: Person
    emails: tuple[str, ...]
    listing: Listing
    lines: tuple[Text, ...]


def planned_erasure(folder: Path, asked: Asked) -> Plan:
    """Show what erasing a person would take out. Nothing is written.

    Raises
    ------
    BoucleError
        If the workspace or the person is not right.
    """
    from boucle.warehouse.privacy.erasing import erasable  # start-up
    from boucle.warehouse.privacy.people import others_with_address  # start-up

    workspace = boucle.open(folder)
    who = person(workspace, asked, may_be_absent=True)
    emails = (asked.email,) if asked.email else ()
    found = erasable(workspace, who.contacts, emails)
    # Somebody whose rows were all rejected stands in no table.
    if asked.email and not who.contacts and not found.files and not found.versions:
        raise UnknownPersonError(asked.email)
    sharing = others_with_address(workspace, who.contacts)
    lines = tuple(_lines_of_plan(workspace, who, found, sharing))
    return Plan(folder, who, emails, _listing(workspace, found), lines)


def erase_person(plan: Plan, *, reason: str | None = None, now: datetime | None = None) -> Text:
    """Erase the person of `plan`, and say what was done.

    Raises
    ------
    BoucleError
        If somebody writes to the lake, or the disk is full; the next command that writes
        finishes what was begun.
    """
    from boucle.warehouse.privacy.register import note, scrubbed  # start-up

    workspace, at, who = boucle.open(plan.folder), now or datetime.now(tz=UTC), operator()
    contacts, facts = plan.person.contacts, {"reason": reason} if reason else {}
    # First, and cleaned by the erasure itself, should a key or the reason name the person.
    note(workspace.folder, "erase asked", who=who, at=at, contacts=contacts, facts=facts)
    commit = workspace.lake.erase(contacts, who=who, now=at, emails=plan.emails)
    note(
        workspace.folder, "erase done",
        who=who, at=at, contacts=scrubbed(workspace.folder, contacts), facts=_counts(commit),
    )  # fmt: skip
    return Text(
        fr="Effacé : {n} versions de lignes. Ce qui a été mis sur la liste n'en sort plus : une "
        "importation ou une restauration ne ramène pas la personne.",
        en="Erased: {n} versions of rows. What was put on the list stays on it: no import or "
        "restore brings the person back.",
    ).format(n=formats.count(commit.n_rows if commit else 0))


def save_suppressions(folder: Path, out: Path) -> Text:
    """Write the list of those who were erased to `out`; a list that is there is added to.

    Raises
    ------
    BoucleError
        If the workspace or the place is not right, or `out` is another file.
    """
    from boucle.warehouse.lake.suppression import LIST_FILE  # start-up
    from boucle.warehouse.lake.suppression_list import SuppressionList  # start-up

    workspace = boucle.open(folder)
    listed = SuppressionList.read(workspace.lake.folder / LIST_FILE)
    listed.merge(SuppressionList.read(out))
    listed.is_pending = False
    write_whole(out, listed.as_json())
    return Text(
        fr="Liste des personnes effacées ({n}) : {out}. Elle ne nomme personne; gardez-la avec "
        "vos copies, hors de l'espace de travail.",
        en="List of erased people ({n}): {out}. It names nobody; keep it with your backups, "
        "outside the workspace.",
    ).format(n=formats.count(len(listed)), out=out)


def _counts(commit: Commit | None) -> dict[str, Any]:
    if commit is None:
        return {"commit_seq": None, "versions": {}}
    return {"commit_seq": commit.commit_seq, "versions": dict(commit.table_rows)}


def _file_name(contact_id: str) -> str:
    safe = "".join(each if each.isalnum() or each in "-_" else "_" for each in contact_id)
    return f"renseignements-{safe}"


def _zipped(held: PersonalFile) -> bytes:
    parts = {f"{each.table.name}.csv": each.rows for each in held.tables}
    parts |= {
        "columns.csv": held.columns(),
        "rejects.csv": list(held.rejects),
        "files.csv": [{"file": each} for each in held.files],
        "commits.csv": list(held.commits),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, rows in sorted(parts.items()):
            if rows:
                entry = zipfile.ZipInfo(name, _NO_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, _csv(rows))
    return out.getvalue()


def _csv(rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    # Spreadsheet programs need the mark to read accents.
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else value


def _listing(workspace: Workspace, found: Erasable) -> Listing:
    commit = workspace.lake.last_commit()
    return Listing(
        title=Text(fr="Ce qui serait effacé", en="What would be erased"),
        definition=Text(
            fr="Versions de lignes dont un nom, une adresse, un numéro ou un commentaire serait "
            "effacé. Les clés, les dates, les codes et les montants restent : les chiffres ne "
            "changent pas.",
            en="Versions of rows of which a name, an address, a number or a comment would be "
            "erased. Keys, dates, codes and amounts stay: figures do not change.",
        ),
        columns=(
            ListingColumn("table", Text(fr="Table", en="Table")),
            ListingColumn("versions", Text(fr="Versions", en="Versions"), "count"),
        ),
        rows=[{"table": name, "versions": n} for name, n in found.versions.items()],
        as_of=(commit.committed_at if commit else None) or datetime.now(tz=UTC),
        time_zone=workspace.agreement.time_zone,
    )


def _lines_of_export(held: PersonalFile, who: Person) -> Iterator[Text]:
    yield from _merged(who)
    yield Text(
        fr="{n} lignes dans {tables} tables, toutes versions comprises; {rejects} lignes mises de "
        "côté; {files} fichiers qui nomment la personne.",
        en="{n} rows in {tables} tables, every version counted; {rejects} rows set aside; "
        "{files} files that name the person.",
    ).format(
        n=formats.count(sum(len(each.rows) for each in held.tables)),
        tables=len(held.tables),
        rejects=formats.count(len(held.rejects)),
        files=formats.count(len(held.files)),
    )
    yield _FREE_TEXT


def _lines_of_plan(
    workspace: Workspace, who: Person, found: Erasable, sharing: list[str]
) -> Iterator[Text]:
    yield from _merged(who)
    for each in found.files:
        what = (
            _REMOVED if each.what == "removed" else _CLEANED.format(n=formats.count(each.n_records))
        )
        yield Text(fr="  {path} : {what}", en="  {path}: {what}").format(
            path=each.path.relative_to(workspace.folder), what=what
        )
    if sharing:
        yield Text(
            fr="D'autres contacts portent la même adresse et restent : {keys}. L'adresse n'est "
            "donc pas mise sur la liste.",
            en="Other contacts have the same address and stay: {keys}. So the address is not put "
            "on the list.",
        ).format(keys=", ".join(sharing))
    yield _FREE_TEXT
    yield Text(
        fr="Les copies de sauvegarde déjà faites gardent la personne; une restauration l'efface "
        "de nouveau si elle connaît la liste (voir boucle restore --help).",
        en="Backups made before keep the person; a restore erases them again if it knows the list "
        "(see boucle restore --help).",
    )


_REMOVED = Text(fr="supprimé (il peut être refait)", en="removed (it can be made again)")
_CLEANED = Text(fr="{n} lignes nettoyées", en="{n} lines cleaned")
_FREE_TEXT = Text(
    fr="Un commentaire écrit à propos de quelqu'un d'autre peut nommer la personne sans que rien "
    "ne le dise : seules ses adresses de courriel y sont trouvées.",
    en="A comment written about somebody else may name the person with nothing to tell it: only "
    "their e-mail addresses are found there.",
)


def _merged(who: Person) -> Iterator[Text]:
    if who.merged:
        yield Text(
            fr="Avec les contacts fusionnés : {keys}.", en="With the contacts merged: {keys}."
        ).format(keys=", ".join(who.merged))
