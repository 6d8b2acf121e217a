"""Doubts: what a person must know, or settle, before a proposed mapping may be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a doubt changes in the report decides where it stands: outcomes and money first.
_OUTCOMES = ("outcome_unknown", "stage_words", "converted_words", "only_won")
_MONEY = (
    *("two_amounts", "currency_sign", "currencies_mixed", "currency_unsaid", "decimal_sign"),
    *(
        "spend_twice",
        "rows_twice",
        "amount_joined",
        "several_amounts",
        "zero_amounts",
        "revenue_unit",
    ),
)
_DATES = (
    *("date_order", "two_digit_year", "two_close_dates", "two_dates", "several_dates"),
    *("date_role", "stages_undated", "all_mql", "time_zone_assumed"),
)
_KEYS = (
    *("join_many_to_many", "keys_repeated", "keys_unmatched", "key_left_out", "deals_unlinked"),
    "spellings",
)
_CHANNELS = (
    *("no_source", "source_as_channel", "source_by_rules", "deal_source_as_campaign"),
    *("channel_by_name", "channels_do_not_meet"),
)
_FILES = (
    "totals_among_rows",
    "role_missing",
    "kind_guessed",
    "rows_left_out",
    "preset_fits",
    "columns_unused",
    "file_ignored",
)
ORDER = (*_OUTCOMES, *_MONEY, *_DATES, *_KEYS, *_CHANNELS, *_FILES)


_NO_WORDS = Text(fr="", en="")
_SHOWN_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle a doubt: the words, and the option that says it."""

    words: Text
    option: str
    value: str

    @property
    def written(self) -> str:
        """The option as typed on a command line."""
        is_bare = all(sign.isalnum() or sign in "-_./=," for sign in self.value) and self.value
        shown = self.value if is_bare else "'" + self.value.replace("'", "'\\''") + "'"
        return f"{self.option} {shown}"


def set_option(said: str) -> str:
    """Write ``--set`` with what it says, as typed on a command line.

    >>> set_option("deals.Deal Value=amount")
    "--set 'deals.Deal Value=amount'"
    """
    return Choice(_NO_WORDS, "--set", said).written


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that is not sure.

    `text` says what was seen, what the proposal does about it and how to say otherwise.
    `is_blocking`: nothing is imported before somebody settles it, by one of `choices`.
    `place` is the file or the column it is about.
    """

    code: str
    text: Text
    place: str = ""
    is_blocking: bool = False
    choices: tuple[Choice, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def shown(self) -> Text:
        """The text with the examples, for whoever looks; a file that stays has none of them."""
        if not self.examples:
            return self.text
        return Text(fr="{text} Par exemple : {all}.", en="{text} For example: {all}.").format(
            text=self.text, all=", ".join(self.examples)
        )

    @property
    def file(self) -> str:
        """What the mapping calls the file it is about, empty if it is about several."""
        return self.place.partition(".")[0]

    @property
    def rank(self) -> tuple[bool, int, str]:
        """What sorts doubts: those that stop, then by what they change."""
        return not self.is_blocking, ORDER.index(self.code), self.place


def columns_of(columns: Iterable[tuple[str, str]]) -> Text:
    """List columns, each with its file, in the quotes of each language; many are cut short."""
    pairs = list(columns)
    more = f", … ({len(pairs)})" if len(pairs) > _SHOWN_COLUMNS else ""
    shown = pairs[:_SHOWN_COLUMNS]
    return Text(
        fr=", ".join(f"« {column} » ({file})" for column, file in shown) + more,
        en=", ".join(f"“{column}” ({file})" for column, file in shown) + more,
    )


def asked(code: str, text: Text, place: str, choices: Iterable[Choice]) -> Doubt:
    """Return a doubt that stops the import until one of `choices` settles it."""
    return Doubt(code, text, place, is_blocking=True, choices=tuple(choices))


def setting(words: Text, said: str) -> Choice:
    """Return the choice that ``--set`` with what it says makes."""
    return Choice(words, "--set", said)
