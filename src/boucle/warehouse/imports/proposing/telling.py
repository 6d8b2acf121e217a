"""What a proposal leaves open of files: kinds, columns that nothing reads, how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.doubts import Doubt, asked, set_option, setting
from boucle.warehouse.imports.proposing.kind_words import KIND_WORDS, ROLE_WORDS
from boucle.warehouse.imports.proposing.profile import is_period
from boucle.warehouse.imports.proposing.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boucle.warehouse.imports.proposing.plan import Bench, RowsPlan
    from boucle.warehouse.imports.proposing.recognising import Recognised
    from boucle.warehouse.imports.proposing.seeing import Seen, SeenTable

# Under this a file of facts is asked about, and one of names is told to be a guess.
_UNSURE = 0.7
_FACTS = frozenset({"leads", "deals", "spend", "activities"})
_LIKELY = ("leads", "deals", "spend")
# So many columns that are read explain a file, however many others it has.
_ENOUGH_COLUMNS = 8
_SHOWN, _CHOICES = 12, 4
_LEAST_PERIODS = 3
# How much of its confidence a file keeps: for each doubt that stops, for each that may change a
# figure, and if nothing reads its columns.
_STOPPED, _OPEN, _UNREAD = 0.8, 0.97, 0.5
# Told for completeness: they make nothing less sure.
_SETTLED = frozenset({"columns_unused", "file_ignored", "source_as_channel", "time_zone_assumed"})
# What a file must have to be of a kind: one column of each group.
_NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "leads": (("key", "created", "email", "full_name", "last_name", "company", "source"),),
    "deals": (("key", "name", "amount", "status", "closed", "created", "company"),),
    "spend": (("spent_on",), ("cost",)),
    "activities": (("occurred_at",), ("kind",)),
    "accounts": (("key", "name"),),
    "users": (("key", "name", "email"),),
    "contacts": (("key", "email"),),
    "campaigns": (("key", "name"),),
}
_MISSING = Text(
    fr="{file} serait {kind}, mais aucune colonne n'y dit {role}.",
    en="{file} would be {kind}, but no column in it says {role}.",
)


def set_aside_incomplete(bench: Bench) -> None:
    """Ask for the columns without which a file can't be what a person says; make nothing of it."""
    for file in bench.files:
        groups = _NEEDED.get(file.kind, ())
        lacking = [group for group in groups if not any(role in file.roles for role in group)]
        for group in lacking:
            bench.doubts.append(_missing(file, group[0]))
        if lacking:
            file.kind = "nothing"


def _missing(file: Recognised, role: str) -> Doubt:
    alias = file.table.alias
    fits = KINDS[file.kind].by_name[role].fits
    free = [
        name
        for name, profile in file.table.profiles.items()
        if profile.kind in fits and all(each.column != name for each in file.roles.values())
    ]
    text = _MISSING.format(file=file.table.title, kind=KIND_WORDS[file.kind], role=ROLE_WORDS[role])
    choices = [
        setting(Text(fr=name, en=name), f"{alias}.{name}={role}") for name in free[:_CHOICES]
    ]
    ignore = Text(fr="ignorer ce fichier", en="ignore this file")
    return asked("role_missing", text, alias, [*choices, setting(ignore, f"{alias}=ignore")])


def tell_files(bench: Bench, seen: Seen) -> None:
    """Name the files that are ignored, those that may be something else, and unread columns."""
    for hint in seen.hints:
        text = Text(
            fr="Une correspondance toute prête conviendrait peut-être (--mapping). {hint}",
            en="A ready-made mapping may fit (--mapping). {hint}",
        ).format(hint=hint)
        bench.doubts.append(Doubt("preset_fits", text))
    _tell_ignored(bench, seen)
    for file in bench.files:
        if file.kind not in {"nothing", "ignored"}:
            _tell_unread(bench, file)
            file.confidence = _explained(bench, file)
            _tell_kind(bench, file)
            file.confidence = _confidence(bench, file)


def _tell_ignored(bench: Bench, seen: Seen) -> None:
    """Name the files of which nothing is made, once for each reason."""
    by_reason: dict[Text, list[str]] = {}
    for title, why in seen.ignored:
        by_reason.setdefault(why, []).append(title)
    text = Text(fr="Fichiers ignorés ({files}) : {why}", en="Files ignored ({files}): {why}")
    for why, titles in by_reason.items():
        said = text.format(files=_some(titles), why=why)
        bench.doubts.append(Doubt("file_ignored", said, titles[0]))
    asked_about = {each.place for each in bench.doubts if each.code == "role_missing"}
    left = [
        file.table
        for file in bench.files
        if file.kind == "nothing" and file.table.alias not in bench.joined | asked_about
    ]
    for why, tables in _reasons(left).items():
        why_these = why.format(alias=tables[0].alias, kinds="|".join(KINDS))
        said = text.format(files=_some([table.title for table in tables]), why=why_these)
        bench.doubts.append(Doubt("file_ignored", said, tables[0].alias))


_NO_ROWS = Text(
    fr="rien sous l'en-tête. Exportez-les de nouveau si des lignes y étaient attendues.",
    en="nothing below the header. Export them again if they should have rows.",
)
_CROSSTAB = Text(
    fr="une colonne par mois. Ce tableau croisé ne se lit pas tel quel : refaites-le avec une "
    "ligne par mois et par canal (mois, canal, coût).",
    en="a column for each month. Such a crosstab is not read as it is: make it anew with a row for "
    "each month and channel (month, channel, cost).",
)
_UNKNOWN = Text(
    fr="rien n'y fait des pistes, des affaires, des dépenses ou ce qui les entoure. Autrement : "
    "--set {alias}={kinds}",
    en="nothing in them makes leads, deals, spend or what goes with them. Otherwise: --set "
    "{alias}={kinds}",
)


def _reasons(tables: Iterable[SeenTable]) -> dict[Text, list[SeenTable]]:
    """Return the files of which nothing is made, by the reason."""
    found: dict[Text, list[SeenTable]] = {}
    for table in tables:
        why = _CROSSTAB if _is_crosstab(table) else _UNKNOWN
        found.setdefault(why if table.n_rows else _NO_ROWS, []).append(table)
    return found


def _is_crosstab(table: SeenTable) -> bool:
    """Tell whether columns are named by months, or by days."""
    return sum(map(is_period, table.columns)) >= _LEAST_PERIODS


def _some(names: Sequence[str]) -> str:
    more = f", … ({len(names)})" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _tell_kind(bench: Bench, file: Recognised) -> None:
    if file.is_said or (file.confidence >= _UNSURE and not file.second):
        return
    if file.confidence < _UNSURE and file.kind in _FACTS:
        bench.doubts.append(_kind_asked(file))
        return
    text = Text(
        fr="{file} est lu comme {kind}; ce pourrait être autre chose. Autrement : {option}",
        en="{file} is read as {kind}; it might be something else. Otherwise: {option}",
    ).format(
        file=file.table.title, kind=KIND_WORDS[file.kind],
        option=set_option(f"{file.table.alias}={file.second or 'ignore'}"),
    )  # fmt: skip
    bench.doubts.append(Doubt("kind_guessed", text, file.table.alias))


def _kind_asked(file: Recognised) -> Doubt:
    alias = file.table.alias
    text = Text(
        fr="On n'est pas sûr de ce que contient {file} : probablement {kind}.",
        en="What {file} holds is not sure: probably {kind}.",
    ).format(file=file.table.title, kind=KIND_WORDS[file.kind])
    kinds = dict.fromkeys(filter(None, (file.kind, file.second, *_LIKELY, "ignore")))
    words = KIND_WORDS | {"ignore": Text(fr="ignorer ce fichier", en="ignore this file")}
    choices = [setting(words[kind], f"{alias}={kind}") for kind in kinds]
    return asked("kind_guessed", text, alias, choices)


def _explained(bench: Bench, file: Recognised) -> float:
    """Weigh how clear the kind was by the share of columns that are read."""
    if file.is_said:
        return 1.0
    filled = [name for name, each in file.table.profiles.items() if each.kind != "empty"]
    read = _read(bench, file.table)
    n_enough = max(1, min(len(filled), _ENOUGH_COLUMNS))
    share = min(1.0, sum(name in read for name in filled) / n_enough)
    return file.confidence * (_UNREAD + (1 - _UNREAD) * share)


def _confidence(bench: Bench, file: Recognised) -> float:
    """Weigh how sure a file is by the doubts about it."""
    confidence = file.confidence
    for doubt in bench.doubts:
        if doubt.file == file.table.alias and doubt.code not in {*_SETTLED, "kind_guessed"}:
            confidence *= _STOPPED if doubt.is_blocking else _OPEN
    return round(confidence, 2)


def _read(bench: Bench, table: SeenTable) -> set[str]:
    return {name for plan in bench.rows for name in columns_read(plan, table)}


def _tell_unread(bench: Bench, file: Recognised) -> None:
    """Name the columns that nothing reads, those that might have been dates or amounts first."""
    read, profiles = _read(bench, file.table), file.table.profiles
    # What is asked about is not forgotten.
    read |= {each.place.partition(".")[2] for each in bench.doubts if each.is_blocking}
    unread = [name for name in profiles if name not in read and profiles[name].kind != "empty"]
    if not unread:
        return
    unread.sort(key=lambda name: (profiles[name].kind not in {"date", "money"}, name))
    text = Text(
        fr="Colonnes de {file} que rien ne lit ({n}) : {shown}. Autrement : --set "
        "{alias}.COLONNE=rôle",
        en="Columns of {file} that nothing reads ({n}): {shown}. Otherwise: --set "
        "{alias}.COLUMN=role",
    ).format(n=len(unread), file=file.table.title, shown=_some(unread), alias=file.table.alias)
    bench.doubts.append(Doubt("columns_unused", text, file.table.alias))


def columns_read(plan: RowsPlan, table: SeenTable) -> set[str]:
    """Return the columns of `table` that a block reads, tests or joins by."""
    prefix = f"{table.alias}."
    named = {str(line.spec["column"]) for line in plan.lines if "column" in line.spec}
    templates = [str(line.spec["template"]) for line in plan.lines if "template" in line.spec]
    named |= {name for name in table.columns for each in templates if f"{{{name}}}" in each}
    if plan.lead_source:
        named.add(str(plan.lead_source["column"]))
    if plan.file is table:
        ours = {name for join in plan.joins for name in join.on.values()}
        return named | ours | {*plan.where, *plan.where_not, *plan.present, *plan.absent}
    theirs = {name for join in plan.joins if join.table is table for name in join.on}
    return theirs | {name.removeprefix(prefix) for name in named if name.startswith(prefix)}
