"""Published values of one figure as columns, and which of several values for one cell is meant."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Published:
    """N published values, in the order of their cells and within a cell in the order in which they were told.

    A cell is an area on a reference day, counted day by day: day × areas + area. Where two values of a cell are known,
    the one told later counts; "there is none" counts like a value.

    Attributes:
        cell: N, never decreasing.
        published: N, moment of publication in microseconds.
        known: N, moment from which the value was known; not before its publication.
        value: N; NaN where the publisher said that there is none.
        decides: N; False for a past day that its publisher computed anew. None: every value may decide.
    """

    cell: Ints
    published: Ints
    known: Ints
    value: Floats
    decides: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.cell)

    def __getitem__(self, chosen: Any) -> "Published":
        """Some of the values: a slice, a mask or places."""
        decides = None if self.decides is None else self.decides[chosen]
        published = self.published[chosen]
        known = published if self.known is self.published else self.known[chosen]
        return Published(self.cell[chosen], published, known, self.value[chosen], decides)

    def in_order(self) -> bool:
        """Whether the cells never decrease."""
        return not bool((self.cell[1:] < self.cell[:-1]).any())

    def falls_within_cells(self) -> bool:
        """Whether within a cell something told later was published earlier."""
        return bool(((self.cell[1:] == self.cell[:-1]) & (self.published[1:] < self.published[:-1])).any())

    def sorted(self) -> "Published":
        """The same with every cell in order of publication; what was published at once stays in its order."""
        return self[self.order()]

    def order(self) -> NDArray[np.intp]:
        """The places that put every cell in order of publication; what was published at once stays in its order."""
        return np.lexsort((self.published, self.cell))

    def first_deciding(self) -> "Published":
        """Of each cell the value published first that may decide; "there is none" is no publication of a value."""
        told = self.sorted() if self.falls_within_cells() else self
        can = ~np.isnan(told.value) if told.decides is None else ~np.isnan(told.value) & told.decides
        places = np.flatnonzero(can)
        return told[places[_first_of_each(told.cell[places])]]

    def last(self) -> "Published":
        """Of each cell the value told last."""
        return self[_last_of_each(self.cell)]

    def by(self, moment: int) -> "Published":
        """What was known at a moment."""
        return self[self.known <= moment]

    def ever_known(self) -> "Published":
        """Without what counted at no moment, because something told later was known as early.

        Within a cell the moments of what is left increase.
        """
        left = self
        while len(left) > 1:
            overtaken = (left.cell[1:] == left.cell[:-1]) & (left.known[1:] <= left.known[:-1])
            if not overtaken.any():
                break
            left = left[np.append(~overtaken, True)]
        return left

    @staticmethod
    def joined(parts: "list[Published]") -> "Published":
        """Several pieces, one after another."""
        if len(parts) == 1:
            return parts[0]
        published = np.concatenate([part.published for part in parts])
        same = all(part.known is part.published for part in parts)
        decide = [part.decides for part in parts if part.decides is not None]
        return Published(
            np.concatenate([part.cell for part in parts]),
            published,
            published if same else np.concatenate([part.known for part in parts]),
            np.concatenate([part.value for part in parts]),
            np.concatenate(decide) if len(decide) == len(parts) else None,
        )


def _first_of_each(cell: Ints) -> NDArray[np.bool_]:
    begins = np.ones(len(cell), dtype=np.bool_)
    np.not_equal(cell[1:], cell[:-1], out=begins[1:])
    return begins


def _last_of_each(cell: Ints) -> NDArray[np.bool_]:
    ends = np.ones(len(cell), dtype=np.bool_)
    np.not_equal(cell[1:], cell[:-1], out=ends[:-1])
    return ends
