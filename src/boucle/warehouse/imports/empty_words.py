"""Words that people and programs put into empty cells: ``N/A``, ``None``, ``-``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.tables import TABLES
from boucle.warehouse.imports.sql import BLANKS, parquet, quoted, texts, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import duckdb

    from boucle.tables import Column
    from boucle.warehouse.imports.mapping import ColumnMapping
    from boucle.warehouse.imports.raw_file import RawFile

# No name and no word is written like this: they are empty wherever they stand.
MARKS = (
    *("-", "--", "---", "–", "—", "n/a", "#n/a", "#n/d", r"\n", "<na>", "(blank)", "(vide)"),
    *("(null)", "(empty)"),
)
# These may be words: a country's code is NA, people are called Null. They are empty only where a
# word can't stand: in keys, numbers, dates, closed lists.
WORDS = (
    *("na", "n.a.", "none", "null", "nil", "nan", "s.o.", "s/o", "sans objet", "n/d", "n.d.", "nd"),
    *("vide", "aucun", "aucune", "$ -", "$-", "- $", "- €", "-$"),
)
# What spreadsheets show of a formula that failed: a value is lost there, so it is not nothing.
FORMULA_ERRORS = (
    *("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!"),
    *("#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!"),
)
_LONGEST, _MOST_BLANKS = max(map(len, (*MARKS, *WORDS))), 8
_FIRST_SIGNS = tuple(
    sorted({ord(sign) for word in (*MARKS, *WORDS) for sign in word[0] + word[0].upper()})
    + [ord(blank) for blank in BLANKS]
)

_EMPTIED = Text(
    fr="dans `{file}`, {n} cellule(s) de `{column}` disent {words} : elles sont lues comme vides. "
    "Si c'est une valeur, écrivez `empty = []` pour cette colonne.",
    en="in `{file}`, {n} cell(s) of `{column}` say {words}: they are read as empty. If that is a "
    "value, write `empty = []` for this column.",
)
_KEPT = Text(
    fr="dans `{file}`, {n} cellule(s) de `{column}` disent {words} : c'est gardé comme du texte. "
    "Si cela ne veut rien dire, ajoutez le mot à `empty` pour cette colonne.",
    en="in `{file}`, {n} cell(s) of `{column}` say {words}: it is kept as text. If it means "
    "nothing, add the word to `empty` for this column.",
)


def is_key(name: str) -> bool:
    """Tell whether the column `name` holds keys, of its own rows or of others'."""
    return name.endswith("_id") or any(
        name in table.key and table.column(name).type == "text" and name != "currency"
        for table in TABLES.values()
    )


def empty_words(column: Column, spec: ColumnMapping) -> tuple[str, ...]:
    """Return the words, in lower case, that mean nothing in `column` unless the mapping says so.

    A column with `empty` of its own has said which words those are; a word that `values` lists, or
    that the column's own list has, is a value.
    """
    if spec.empty is not None:
        return ()
    is_text = column.type == "text" and not column.vocabulary and column.name != "currency"
    words = MARKS if is_text and not is_key(column.name) else (*MARKS, *WORDS)
    kept = {key.strip().lower() for key in spec.values or {}} | {*(column.vocabulary or ())}
    return tuple(word for word in words if word not in kept)


class WordsFound:
    """The words of `MARKS` and `WORDS` that stand in each column of the files, counted once."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._found: dict[tuple[str, str], dict[str, int]] = {}

    def look(self, raw: RawFile, columns: Iterable[str]) -> None:
        """Count the words in `columns` of a file."""
        for name in columns:
            if name in raw.columns:
                found = self._con.execute(_words_in(raw, name)).fetchall()
                self._found[str(raw.path), name] = dict(found)

    def words(self, files: Iterable[RawFile], column: str, words: Iterable[str]) -> list[str]:
        """Return which of `words` stand in a column, as written there."""
        wanted = set(words)
        found = {
            word: None
            for raw in files
            for word in self._found.get((str(raw.path), column), {})
            if word.lower() in wanted
        }
        return list(found)

    def told(
        self, files: Iterable[RawFile], column: str, emptied: Iterable[str], said: Iterable[str]
    ) -> Iterator[Text]:
        """Say of each file which words were read as empty, and which were kept as text.

        `said` are those that the mapping itself calls empty or maps to a value.
        """
        wanted, silent = set(emptied), set(said)
        for raw in files:
            counts = self._found.get((str(raw.path), column), {})
            told = {word: n for word, n in counts.items() if word not in silent}
            for sentence, is_emptied in ((_EMPTIED, True), (_KEPT, False)):
                some = {w: n for w, n in told.items() if (w.lower() in wanted) is is_emptied}
                if some:
                    words = ", ".join(f"`{word}`" for word in some)
                    yield sentence.format(
                        file=raw.name, n=sum(some.values()), column=column, words=words
                    )


def _words_in(raw: RawFile, name: str) -> str:
    column, cell = quoted(name), trimmed(quoted(name))
    longest = _LONGEST + _MOST_BLANKS
    # Length and first sign leave few cells, and cost a tenth of what cutting blanks does.
    return (
        f"SELECT {cell}, count(*) FROM {parquet(raw.staged)} "  # noqa: S608
        f"WHERE length({column}) <= {longest} AND ascii({column}) IN {_FIRST_SIGNS} "
        f"AND lower({cell}) IN {texts((*MARKS, *WORDS))} GROUP BY 1 ORDER BY 2 DESC, 1"
    )
