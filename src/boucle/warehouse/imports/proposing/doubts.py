"""Doubts: what a person must know, or settle, before a proposed mapping may be used."""

from __future__ import annotations

from dataclasses import dataclass
from boucle.language import Text


# What a doubt changes in the report decides where it stands: outcomes and money first.
ORDER = (
    "outcome_unknown", "stage_words", "two_amounts", "currency_sign", "currencies_mixed",
    "decimal_sign", "spend_twice", "date_order", "two_digit_year", "join_many_to_many",
    "two_close_dates", "two_dates", "keys_repeated", "dates_unreadable", "only_won", "amount_joined", "amounts_missing",
    "currency_assumed", "zero_amounts", "all_mql", "stages_undated", "keys_unmatched", "key_left_out",
    "deals_unlinked", "source_as_channel", "source_by_rules", "deal_source_as_campaign", "spellings",
    "channel_by_name", "channels_do_not_meet", "several_amounts", "several_dates", "date_role", "kind_guessed", "time_zone_assumed", "revenue_unit",
    "rows_left_out", "columns_unused", "file_ignored",
)  # fmt: skip


_NO_WORDS = Text(fr="", en="")


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

    @property
    def rank(self) -> tuple[bool, int, str]:
        """What sorts doubts: those that stop, then by what they change."""
        return not self.is_blocking, ORDER.index(self.code), self.place
