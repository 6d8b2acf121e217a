"""Words of the files that the agreement does not know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ibis import _

from boucle.analytics.health.finding import Finding
from boucle.analytics.health.suspects import examples, n_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import ibis.expr.types as ir

    from boucle.agreement.schema import Agreement
    from boucle.analytics.health.fill import TableFill
    from boucle.analytics.health.known import CanonicalTables

# The most frequent ones: a longer list is read by nobody.
MOST_WORDS = 8


def unmapped(
    tables: CanonicalTables, filled: Mapping[str, TableFill], agreement: Agreement
) -> Iterator[Finding]:
    """Find services, territories, reasons and personas that the agreement does not name.

    Parameters
    ----------
    tables
        Canonical tables as known at a moment.
    filled
        From `fill`: empty columns are not asked.
    agreement
        Whose words are meant. A list that it leaves empty is not held against anything.

    Returns
    -------
    iterator of Finding
        One an unknown word and column, the most frequent first, at most eight a column; ``facts``
        has the word as ``name``. Case counts: the agreement's codes are what figures match.

    Notes
    -----
    Runs a query a column that has values, and one for the examples of each word.
    """
    for table, column, key, figure, words in _asked(agreement):
        if words and filled[table].n_filled[column]:
            yield from _unknown(
                tables.table(table), table, column, key=key, figure=figure, words=words
            )


def _asked(agreement: Agreement) -> Iterator[tuple[str, str, str, str, frozenset[str]]]:
    services = frozenset(each.code for each in agreement.services)
    yield "opportunities", "service", "opportunity_id", "return_on_margin", services
    yield "leads", "service_interest", "lead_id", "none", services
    territories = frozenset(each.code for each in agreement.territories)
    yield "accounts", "territory", "account_id", "none", territories
    reasons = frozenset(each.code for each in agreement.reasons)
    yield "dispositions", "reason_code", "disposition_id", "none", reasons
    personas = frozenset(each.code for each in agreement.personas)
    yield "observations", "persona", "observation_id", "none", personas


def _unknown(
    rows: ir.Table, table: str, column: str, *, key: str, figure: str, words: frozenset[str]
) -> Iterator[Finding]:
    given = rows.filter(_[column].strip() != "")
    strange = given.filter(given[column].notin(sorted(words)))
    counts = strange.group_by(name=column).agg(n=_.count()).order_by(_.n.desc(), "name")
    found = counts.limit(MOST_WORDS).to_pyarrow().to_pylist()
    n_of = n_rows(given) if found else 0
    for row in found:
        yield Finding(
            "unknown_word", "unmapped", "doubtful" if figure != "none" else "remark",
            table, column, n=row["n"], n_of=n_of,
            examples=examples(strange.filter(strange[column] == row["name"]), key),
            figure=figure, facts={"name": row["name"]},
        )  # fmt: skip


def unlisted(channels: ir.Table, n_touchpoints: int) -> Iterator[Finding]:
    """Find channels that the agreement does not name, and sources that none of its rules takes.

    Parameters
    ----------
    channels
        From `boucle.analytics.facts.unlisted_channels`: ``what``, ``value``, ``n_touchpoints``.
    n_touchpoints
        Touchpoints of the table, of which these are a part.

    Returns
    -------
    iterator of Finding
        The most frequent first, at most eight.
    """
    largest = channels.order_by(_.n_touchpoints.desc(), "what", "value").limit(MOST_WORDS)
    for row in largest.to_pyarrow().to_pylist():
        is_channel = row["what"] == "channel"
        yield Finding(
            "unlisted_channel" if is_channel else "unlisted_source", "unmapped", "doubtful",
            "touchpoints", "channel" if is_channel else "origin_source",
            n=row["n_touchpoints"], n_of=n_touchpoints, figure="credit",
            facts={"name": row["value"]},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StrangeWord:
    """A word of a file that its mapping does not know, in `n_rows` of the file's `n_of` rows.

    `table` and `column` are the canonical ones. The rows were read as `read_as`, left empty where
    that is an empty text, set aside where it is None.
    """

    file: str
    n_of: int
    table: str
    column: str
    word: str
    n_rows: int
    read_as: str | None


# What a word of a column decides in the report.
_DECIDES = {
    ("opportunities", "outcome"): "win_share",
    ("stage_changes", "to_stage"): "counts",
    ("touchpoints", "kind"): "credit",
}


def unmapped_words(words: Iterable[StrangeWord]) -> Iterator[Finding]:
    """Find words of files that their mapping does not know.

    Parameters
    ----------
    words
        As the last import of each file told them.

    Returns
    -------
    iterator of Finding
        One a word: ``set_aside_word`` where its rows are not in, ``assumed_word`` where they were
        read as something; ``facts`` has the word as ``name``, the ``file``, and ``read_as``.
    """
    for each in words:
        figure = _DECIDES.get((each.table, each.column), "none")
        yield Finding(
            "set_aside_word" if each.read_as is None else "assumed_word", "unmapped",
            "doubtful" if figure != "none" else "remark", each.table, each.column,
            n=each.n_rows, n_of=each.n_of, figure=figure,
            facts={"name": each.word, "file": each.file, "read_as": each.read_as or "—"},
        )  # fmt: skip


def unread_columns(files: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Finding]:
    """Find the columns of files that no line of a mapping reads.

    Parameters
    ----------
    files
        Name of each file, and its columns that nothing reads.

    Returns
    -------
    iterator of Finding
        One a file that has any; ``examples`` are the first columns.
    """
    for name, columns in files:
        names = list(columns)
        if names:
            yield Finding(
                "unread_columns", "unmapped", "remark", "", "", n=len(names),
                examples=tuple(names[:MOST_WORDS]), facts={"name": name},
            )  # fmt: skip
