"""The two laws of mangled files, for any table of which it is known what its rows say."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import SimpleNamespace

# One copy in so many is imported for good: it takes three times as long as a dry run.
WRITTEN_EVERY = 5
Said = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Subject:
    """A real table to mangle. `said` puts a row in the terms of `kept`, which reads the lake.

    `companions` are the other files of the export, as they are. `rows_of` is the table of the lake
    that has one row for each row of the file.
    """

    name: str
    kinds: Sequence[str]
    records: list[list[str]]
    companions: Mapping[str, str]
    mapping: Any
    zone: str
    rows_of: str
    said: Callable[[Mapping[str, str]], tuple[str, ...]]
    kept: Callable[[SimpleNamespace, list[dict[str, Any]]], Said]

    def sheet(self, mangling: SimpleNamespace) -> Any:
        """Return the table, whole."""
        header, *records = self.records
        kinds = dict(zip(header, self.kinds, strict=True))
        return mangling.sheets.sheet(self.name, kinds, records)

    def brought_in(
        self, mangling: SimpleNamespace, folder: Path, content: bytes, number: int
    ) -> Any:
        """Import `content` as the table, beside its companions."""
        files = folder / str(number) / "files"
        files.mkdir(parents=True)
        for name, text in self.companions.items():
            (files / name).write_text(text, encoding="utf-8")
        (files / f"{self.name}.csv").write_bytes(content)
        is_written = number % WRITTEN_EVERY == 0
        return mangling.importing.bring_in(
            files, self.mapping, zone=self.zone, is_written=is_written
        )


def check_harmed(
    subject: Subject, mangling: SimpleNamespace, folder: Path, numbers: Sequence[int]
) -> None:
    """Harmed rows are set aside, each other row stands as it says, in whatever form.

    The number of a copy is its seed, so that one that fails can be made again.
    """
    sheets = mangling.sheets
    n_read = 0
    for number in numbers:
        rng = random.Random(number)
        table = subject.sheet(mangling)
        sheets.harm(rng, table, rng.choice((0, 1, 2, 4)))
        form = mangling.forms.any_form(rng, table)
        what = f"copy {number}: {table.done} as {form}"

        outcome = subject.brought_in(mangling, folder, mangling.forms.saved(table, form), number)

        if outcome.error is not None:
            assert table.done, f"{what}: refused, {outcome.error}"
            continue
        n_read += 1
        now = subject.kept(mangling, outcome.rows[subject.rows_of])
        good, either = (
            {row.cells[0]: subject.said(row.said) for row in table.rows if row.fate == fate}
            for fate in (sheets.GOOD, sheets.EITHER)
        )
        assert {key: now.get(key) for key in good} == good, what
        others = {key: each for key, each in now.items() if key not in good}
        assert others.items() <= either.items(), what
        n_bad = sum(row.fate == sheets.BAD for row in table.rows)
        n_bad += sum(key not in now for key in either)
        assert outcome.result.n_rejected_rows == n_bad, what
        assert outcome.result.tables[subject.rows_of].n_repeated == table.n_repeated, what
    assert n_read >= len(numbers) * 0.8, "too many copies were refused whole"


def check_torn(
    subject: Subject, mangling: SimpleNamespace, folder: Path, numbers: Sequence[int]
) -> None:
    """A torn file is refused, or read as it says: nobody's row is made up or lost in silence."""
    plain, readings = mangling.importing.plain, mangling.importing.readings
    whole = subject.sheet(mangling)
    base = {row.cells[0]: subject.said(row.said) for row in whole.rows}
    content = mangling.forms.saved(whole, mangling.forms.plain_form(whole))
    for number in numbers:
        torn, how = mangling.tearing.torn(random.Random(1_000_000 + number), content)

        outcome = subject.brought_in(mangling, folder, torn, number)

        if outcome.error is not None:
            continue
        now = subject.kept(mangling, outcome.rows[subject.rows_of])
        what = f"copy {number}, {how}"
        records = readings(torn)
        for key, said in now.items():
            if base.get(key) != said:
                # What is told may explain a row that is not there, never one that nobody wrote.
                wanted = {plain(cell) for cell in (key, *said)}
                assert any(wanted <= {"", *each} for some in records for each in some), (
                    f"{what}: nobody wrote {key}: {said}"
                )
        if outcome.is_silent:
            n_told = {len({each[0] for each in some}) - 1 for some in records}
            assert len(now) in n_told, f"{what}: rows were lost"
