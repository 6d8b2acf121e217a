"""Some cases as arrays: their paths under each other, and where each begins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from boucle.analytics.attribution.packed import (
    CODE_AT,
    CODE_BITS,
    DIRECT_AT,
    IS_LEAD,
    IS_OPPORTUNITY,
    PAYLOAD_BITS,
    WEIGHT_AT,
    WEIGHT_BITS,
)

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Batch:
    """`number` and `second` have one item a touchpoint, `starts` and the others one a case."""

    number: NDArray[np.int64]
    second: NDArray[np.int64]
    starts: NDArray[np.int64]
    is_won: NDArray[np.bool_]
    amount: NDArray[np.float64]
    group: NDArray[np.int64]

    @classmethod
    def of_arrow(cls, rows: pa.RecordBatch) -> Batch:
        """Read a batch of `Packing.paths` or `Packing.tied_paths`."""
        paths = rows["path"]
        number = paths.flatten().to_numpy()
        offsets = paths.offsets.to_numpy()
        if "seconds" in rows.schema.names:
            second = rows["seconds"].flatten().to_numpy()
        else:
            second = number >> PAYLOAD_BITS
        return cls(
            number=number,
            second=second,
            starts=(offsets[:-1] - offsets[0]).astype(np.int64),
            is_won=rows["is_won"].to_numpy(zero_copy_only=False).astype(bool),
            amount=rows["amount"].to_numpy(zero_copy_only=False).astype(float),
            group=rows["group"].to_numpy(zero_copy_only=False).astype(np.int64),
        )

    @cached_property
    def size(self) -> NDArray[np.int64]:
        """How many touchpoints each case has."""
        return np.append(self.starts[1:], len(self.number)) - self.starts

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """Where the last touchpoint of each case is."""
        return self.starts + self.size - 1

    @cached_property
    def case(self) -> NDArray[np.int64]:
        """The case of each touchpoint, by its place in the batch."""
        return np.repeat(np.arange(len(self.starts)), self.size)

    @cached_property
    def code(self) -> NDArray[np.int64]:
        """The channel of each touchpoint."""
        return self._part(CODE_AT, CODE_BITS)

    @property
    def weight_code(self) -> NDArray[np.int64]:
        """The level of weight of each touchpoint."""
        return self._part(WEIGHT_AT, WEIGHT_BITS)

    @property
    def is_direct(self) -> NDArray[np.bool_]:
        """Whether each touchpoint is direct."""
        return self._has(1 << DIRECT_AT)

    @property
    def is_lead(self) -> NDArray[np.bool_]:
        """Whether each touchpoint made the lead."""
        return self._has(IS_LEAD)

    @property
    def is_opportunity(self) -> NDArray[np.bool_]:
        """Whether each touchpoint made the opportunity."""
        return self._has(IS_OPPORTUNITY)

    def _part(self, at: int, bits: int) -> NDArray[np.int64]:
        part: NDArray[np.int64] = (self.number >> at) & (2**bits - 1)
        return part

    def _has(self, bit: int) -> NDArray[np.bool_]:
        return np.not_equal(np.bitwise_and(self.number, bit), 0)

    def tied(self) -> NDArray[np.bool_]:
        """Say of each case whether the sort left an order open: one second, unlike touchpoints."""
        same = (self.second[1:] == self.second[:-1]) & (self.number[1:] != self.number[:-1])
        places = np.flatnonzero(same & (self.case[1:] == self.case[:-1]))
        tied = np.zeros(len(self.starts), bool)
        tied[self.case[places]] = True
        return tied

    def of(self, cases: NDArray[np.bool_]) -> Batch:
        """Return the batch of some of the cases."""
        if cases.all():
            return self
        rows = np.repeat(cases, self.size)
        sizes = self.size[cases]
        arrays: dict[str, Any] = {
            name: getattr(self, name)[cases] for name in ("is_won", "amount", "group")
        }
        return Batch(
            number=self.number[rows],
            second=self.second[rows],
            starts=np.cumsum(sizes) - sizes,
            **arrays,
        )
