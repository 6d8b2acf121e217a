"""A proposed mapping on the terminal: what files are, doubts, ten rows, questions."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer

from boucle.cli.words import LANGUAGE, say, tell
from boucle.language import formats
from boucle.warehouse.imports.proposing.kind_words import KIND_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.table import Table

    from boucle.language import Text
    from boucle.warehouse.imports.proposing.doubts import Choice, Doubt
    from boucle.warehouse.imports.proposing.plan import Line, RowsPlan
    from boucle.warehouse.imports.proposing.proposal import Proposal
    from boucle.warehouse.imports.proposing.recognising import Found, Recognised
    from boucle.warehouse.imports.result import ImportResult

_WIDE = 200
# From this confidence on a column needs no words.
_SURE = 0.9
_SHOWN_COLUMNS, _SHOWN_ROWS, _SHOWN_NAMES = 8, 10, 3
# What people look for first in a row; the other tables only name things.
_FACTS = ("leads", "opportunities", "spend", "activities")
# What a file of a kind makes first.
_TABLES_OF = {"deals": "opportunities"}
# Columns that are the same in every row, and say nothing about the file.
_MADE = frozenset({"subject", "evidence", "team"})


class Terminal:
    """Whoever reads standard error, and answers if it is a terminal."""

    def __init__(self) -> None:
        self.is_there = sys.stdin.isatty() and sys.stderr.isatty()

    def reads(self, proposal: Proposal, tried: ImportResult | None) -> None:
        """Print the proposal: files, columns, doubts, and rows as they would be."""
        console = _console()
        for file in proposal.files:
            if file.kind not in {"nothing", "ignored"}:
                _print_file(console, file, [p for p in proposal.rows if p.file is file.table])
        _print_doubts(console, proposal)
        if tried is not None:
            _print_samples(console, tried, ZoneInfo(proposal.time_zone))

    def hears(self, lines: Sequence[Text]) -> None:
        """Print some lines."""
        tell(*lines)

    def settles(self, doubt: Doubt) -> Choice:
        """Ask about one doubt until the answer is one of its choices."""
        typer.echo(f"\n{doubt.text.in_(LANGUAGE)}", err=True)
        for number, choice in enumerate(doubt.choices, start=1):
            typer.echo(f"  {number}. {choice.words.in_(LANGUAGE)}  ({choice.written})", err=True)
        n = len(doubt.choices)
        asked = say(fr=f"Votre choix (1 à {n})", en=f"Your choice (1 to {n})")
        while True:
            answer = _answer(asked)
            if answer.isdecimal() and 1 <= int(answer) <= n:
                return doubt.choices[int(answer) - 1]
            typer.echo(say(fr=f"Un nombre de 1 à {n}.", en=f"A number from 1 to {n}."), err=True)

    def accepts(self) -> bool:
        """Ask for the yes, in the reader's language."""
        asked = say(fr="Importer ainsi? [o/N]", en="Import this way? [y/N]")
        return _answer(asked).lower() in {"o", "oui", "y", "yes"}


def _answer(asked: str) -> str:
    """Ask on standard error: standard output is for results. The end of input ends it all."""
    typer.echo(f"{asked} : " if LANGUAGE == "fr" else f"{asked}: ", nl=False, err=True)
    line = sys.stdin.readline()
    if not line:
        raise typer.Abort
    return line.strip()


def _console() -> Console:
    from rich.console import Console  # start-up

    # In a pipe nothing is cut; names come from files: brackets in them are no styles.
    width = None if sys.stderr.isatty() else _WIDE
    return Console(stderr=True, width=width, markup=False, emoji=False, highlight=False)


def _table(*columns: str) -> Table:
    from rich.table import Table  # start-up

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="underline")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _print_file(console: Console, file: Recognised, plans: Sequence[RowsPlan]) -> None:
    count = formats.number(file.table.n_rows, LANGUAGE)
    kind = KIND_WORDS[file.kind].in_(LANGUAGE)
    sure = formats.share(file.confidence, LANGUAGE, digits=0)
    told = say(
        fr=f"\n{file.table.title} ({count} lignes) : {kind}, confiance {sure}",
        en=f"\n{file.table.title} ({count} rows): {kind}, confidence {sure}",
    )
    console.print(told, style="bold")
    own = _TABLES_OF.get(file.kind, file.kind)
    main = [plan for plan in plans if plan.table == own]
    for number, plan in enumerate(main):
        console.print(_block(plan, is_first=number == 0))
    others = dict.fromkeys(plan.table for plan in plans if plan.table != own)
    if others:
        listed = ", ".join(others)
        console.print(say(fr=f"  et aussi : {listed}", en=f"  and also: {listed}"))


def _block(plan: RowsPlan, *, is_first: bool) -> Table:
    """Return what each column comes from; of further blocks of a table only how rows end."""
    table = _table(
        f"→ {plan.table}",
        say(fr="Colonne", en="Column"),
        say(fr="Exemple", en="Example"),
        say(fr="Pas sûr", en="Not sure"),
    )
    if plan.lead_source is not None:
        _add_row(table, "channel", str(plan.lead_source["column"]), plan.source_found)
    for line in plan.lines:
        if line.target not in _MADE and (is_first or line.target in {"outcome", "closed_at"}):
            _add_row(table, line.target, _written(line), line.found)
    return table


def _add_row(table: Table, target: str, written: str, found: Found | None) -> None:
    if found is None:
        table.add_row(target, written, "", "")
        return
    doubt = ""
    if found.confidence < _SURE:
        share = formats.share(found.confidence, LANGUAGE, digits=0)
        doubt = f"{share} — {found.why.in_(LANGUAGE)}"
    table.add_row(target, written, found.example, doubt)


def _written(line: Line) -> str:
    spec = dict(line.spec)
    first = spec.pop("column", None)
    if first is None and "value" in spec:
        return f"= {spec['value']}"
    words = [str(first)] if first is not None else []
    values = spec.pop("values", None)
    if values:
        words.append(", ".join(f"{key or '∅'} → {value}" for key, value in values.items()))
    words += [f"{key} = {value}" for key, value in spec.items()]
    return "; ".join(words)


def _print_doubts(console: Console, proposal: Proposal) -> None:
    if not proposal.doubts:
        return
    console.print("\n" + say(fr="Doutes", en="Doubts"), style="bold")
    ask, know = say(fr="À décider", en="To decide"), say(fr="À savoir", en="To know")
    for doubt in proposal.doubts:
        mark = ask if doubt.is_blocking else know
        console.print(f"  {mark} [{doubt.code}] {doubt.shown.in_(LANGUAGE)}", soft_wrap=True)
        for choice in doubt.choices if doubt.is_blocking else ():
            console.print(f"      {choice.written}   {choice.words.in_(LANGUAGE)}", soft_wrap=True)


def _print_samples(console: Console, tried: ImportResult, zone: ZoneInfo) -> None:
    title = say(
        fr="Ce que deviendraient les premières lignes", en="What the first rows would become"
    )
    console.print(f"\n{title}", style="bold")
    for name in sorted(tried.samples, key=_place):
        n_shown = _SHOWN_ROWS if name in _FACTS else _SHOWN_NAMES
        _print_sample(console, name, tried.samples[name][:n_shown], zone)
    if tried.n_rejected_rows:
        n = formats.number(tried.n_rejected_rows, LANGUAGE)
        aside = say(
            fr=f"Lignes qui seraient mises de côté : {n}.", en=f"Rows that would be set aside: {n}."
        )
        console.print(aside)


def _place(name: str) -> tuple[int, str]:
    return (_FACTS.index(name) if name in _FACTS else len(_FACTS), name)


def _print_sample(
    console: Console, name: str, rows: Sequence[dict[str, object]], zone: ZoneInfo
) -> None:
    columns = rows[0] if rows else {}
    shown = [each for each in columns if any(row[each] is not None for row in rows)]
    if not shown:
        return
    table = _table(f"{name}: {shown[0]}", *shown[1:_SHOWN_COLUMNS])
    for row in rows:
        table.add_row(*(_cell(row[column], zone) for column in shown[:_SHOWN_COLUMNS]))
    console.print(table)


def _cell(value: object, zone: ZoneInfo) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        # The lake's moments are UTC; a day is shown as a day.
        moment = value.replace(tzinfo=UTC).astimezone(zone)
        is_day = moment.timetz().replace(tzinfo=None) == time()
        return f"{moment:%Y-%m-%d}" if is_day else f"{moment:%Y-%m-%d %H:%M}"
    return "—" if value is None else str(value)
