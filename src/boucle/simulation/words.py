"""Columns of text as numbers: a place in a list of words, or the number of a key.

A million rows of text would be a million Python objects. These are one array of small integers,
and become text only where a file or a test asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

# Keys of a block start at a multiple of this: no block has as many rows of anything.
STRIDE = 10_000_000
_DIGITS = 6
# Keys that lie closer together than so many numbers a row are listed without looking.
_DENSE = 4


class Words:
    """A text column: `codes` are places in `words`; -1 is an empty text."""

    def __init__(self, codes: NDArray[Any], words: Sequence[str]) -> None:
        self.codes = codes.astype(np.int8) if codes.dtype == bool else codes
        self.words = tuple(words)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: Any) -> Words:
        return Words(self.codes[rows], self.words)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001
        found: NDArray[Any] = np.array([*self.words, ""], dtype=object)[self.codes]
        return found

    def __eq__(self, other: object) -> Any:
        if not isinstance(other, str):
            return np.asarray(self) == np.asarray(other)
        return self.is_in(other)

    def __ne__(self, other: object) -> Any:
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tolist())

    def tolist(self) -> list[str]:
        """Return the texts."""
        return list(np.asarray(self))

    def is_in(self, *words: str) -> NDArray[np.bool_]:
        """Tell which rows hold one of `words`; "" is the empty text."""
        wanted = [place for place, word in enumerate(self.words) if word in words]
        found = np.isin(self.codes, wanted)
        return found | (self.codes < 0) if "" in words else found

    def blank(self, where: NDArray[np.bool_]) -> Words:
        """Return the column with an empty text `where`."""
        return Words(np.where(where, -1, self.codes), self.words)

    def arrow(self) -> pa.Array:
        """Return the column for a file; an empty text is null."""
        import pyarrow as pa  # start-up

        # A list with a word twice is no dictionary to those who write files.
        listed = [word for word in dict.fromkeys(self.words) if word]
        place = np.array([listed.index(word) if word else -1 for word in (*self.words, "")])
        codes = place[self.codes].astype(np.int32)
        return pa.DictionaryArray.from_arrays(
            pa.array(codes, mask=codes < 0), pa.array(listed, pa.string())
        )


class Keys:
    """A column of keys such as ``P-000012``: a prefix and numbers; -1 is no key."""

    def __init__(self, prefix: str, numbers: NDArray[Any]) -> None:
        self.prefix, self.numbers = prefix, numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, rows: Any) -> Keys:
        return Keys(self.prefix, self.numbers[rows])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001
        return np.array(self.tolist(), dtype=object)

    def __eq__(self, other: object) -> Any:
        return np.asarray(self) == np.asarray(other)

    def __ne__(self, other: object) -> Any:
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tolist())

    def tolist(self) -> list[str]:
        """Return the texts."""
        return self.plain().fill_null("").to_pylist()  # type: ignore[no-any-return]

    def blank(self, where: NDArray[np.bool_]) -> Keys:
        """Return the column without a key `where`."""
        return Keys(self.prefix, np.where(where, -1, self.numbers))

    def arrow(self) -> pa.Array:
        """Return the column for a file, each key once and places in them; no key is null."""
        import pyarrow as pa  # start-up

        known = self.numbers >= 0
        if not known.any():
            return pa.nulls(len(self), pa.dictionary(pa.int32(), pa.string()))
        first, last = int(self.numbers[known].min()), int(self.numbers.max())
        if last - first > _DENSE * len(self):
            every, places = np.unique(self.numbers, return_inverse=True)
        else:
            every, places = np.arange(first, last + 1), self.numbers - first
        texts = Keys(self.prefix, every).plain()
        return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32), mask=~known), texts)

    def plain(self) -> pa.Array:
        """Return the column for a file, one text a row: for a table's own key.

        All keys are written into one buffer, digit by digit: a text of its own each would be slow.
        """
        import pyarrow as pa  # start-up

        known = self.numbers >= 0
        if not known.any():
            return pa.nulls(len(self), pa.string())
        numbers = self.numbers[known].astype(np.int64)
        head = f"{self.prefix}-".encode()
        most = max(_DIGITS, len(str(int(numbers.max()))))
        cells = np.empty((len(numbers), len(head) + most), dtype=np.uint8)
        cells[:, : len(head)] = np.frombuffer(head, dtype=np.uint8)
        left = numbers
        for place in range(cells.shape[1] - 1, len(head) - 1, -1):
            left, digit = np.divmod(left, 10)
            cells[:, place] = digit + ord("0")
        n_digits = np.full(len(numbers), most)
        for digits in range(_DIGITS, most):
            n_digits -= numbers < 10**digits
        ends = np.zeros(len(known) + 1, dtype=np.int32)
        lengths = np.zeros(len(known), dtype=np.int32)
        lengths[known] = len(head) + n_digits
        np.cumsum(lengths, out=ends[1:])
        if (n_digits < most).any():
            digit_at = np.arange(cells.shape[1]) - len(head)
            cells = cells[(digit_at < 0) | (digit_at >= (most - n_digits)[:, None])]
        mask = None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))
        return pa.StringArray.from_buffers(
            len(known), pa.py_buffer(ends), pa.py_buffer(cells), mask, -1
        )


Text = Words | Keys


def same(word: str, n: int) -> Words:
    """Return `n` times one word.

    >>> same("call", 2).tolist()
    ['call', 'call']
    """
    return Words(np.zeros(n, dtype=np.int8), (word,))


def ids(prefix: str, n: int, block: int = 0) -> Keys:
    """Return `n` keys such as ``L-000001``; those of a later block have larger numbers.

    >>> ids("L", 2).tolist()
    ['L-000001', 'L-000002']
    >>> ids("L", 1, block=3).tolist()
    ['L-30000001']
    """
    return Keys(prefix, np.arange(1, n + 1) + block * STRIDE)


def keys_of(keys: Text, rows: NDArray[Any]) -> Any:
    """Return the keys of `rows`; a row of -1 has none, which is an empty text."""
    return keys[np.maximum(rows, 0)].blank(rows < 0)


def stacked(columns: list[Any]) -> Any:
    """Put columns of text under each other."""
    if all(isinstance(each, Keys) for each in columns):
        (prefix,) = {each.prefix for each in columns}
        return Keys(prefix, np.concatenate([each.numbers for each in columns]))
    words = tuple(dict.fromkeys(word for each in columns for word in each.words))
    parts = [np.array([*map(words.index, each.words), -1])[each.codes] for each in columns]
    return Words(np.concatenate(parts), words)
