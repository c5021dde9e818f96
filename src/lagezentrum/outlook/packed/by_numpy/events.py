"""From values to event planes by NumPy (see `compiled/events.py`)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.packing import Flags, Words
from lagezentrum.outlook.packed.words import LANES


def classify(
    values: NDArray[np.float64],
    fill: float,
    sections: tuple[Any, ...],
    counts: Flags,
    lands: NDArray[np.int64],
    begin: int,
    slots: NDArray[np.int16],
) -> bool:
    """For each kind of section and each day the plane from which on, or up to which, a section is complete."""
    kinds, limits = sections[:2]
    missing, last = False, values.shape[1] - 1
    slots[:] = np.where(kinds[:, 3] == 1, -1, kinds[:, 5])[:, np.newaxis, np.newaxis]
    for land in np.unique(lands):
        own = np.flatnonzero(lands == land)
        for calendar, first in np.unique(kinds[:, :2], axis=0):
            chosen = np.flatnonzero((kinds[:, 0] == calendar) & (kinds[:, 1] == first))
            days = first + np.flatnonzero(counts[calendar, first:, land])
            low = np.full((len(days), len(own)), np.inf)
            high = -low
            for back in range(min(len(days), int(kinds[chosen, 2].max()))):
                ends, begins = days[back:], days[: len(days) - back]
                read = values[begins[:, np.newaxis], np.minimum(ends - begins, last)[:, np.newaxis], begin + own]
                unknown = np.isnan(read)
                missing |= bool(unknown.any())
                read = np.where(unknown, fill, read)
                low, high = np.minimum(low[-len(ends) :], read), np.maximum(high[-len(ends) :], read)
                for kind in chosen[kinds[chosen, 2] == back + 1]:
                    above, count = kinds[kind, 3], kinds[kind, 5]
                    below = np.searchsorted(limits[kind, :count], low if above else high)
                    slots[own // LANES, kind, ends[:, np.newaxis], own % LANES] = below - above
    return missing


def event_planes(slots: NDArray[np.int16], kinds: NDArray[np.int64], columns: NDArray[np.int64], planes: Words) -> None:
    """The planes of some kinds in one block: each takes over the days of the next one."""
    lanes = np.flatnonzero(columns >= 0)
    day, lane = np.meshgrid(np.arange(slots.shape[2]), lanes, indexing="ij")
    bit = np.left_shift(np.uint64(1), (day & 63).astype(np.uint64))
    chosen = slots[columns[lanes] // LANES, :, :, columns[lanes] % LANES].astype(np.int64)  # lanes × kinds × days
    for kind, (*_, above, begin, count) in enumerate(kinds):
        slot = chosen[:, kind].T
        inside = (slot >= 0) & (slot < count)
        own = np.zeros((count, planes.shape[1], LANES), dtype=np.uint64)
        place = (slot * planes.shape[1] + (day >> 6)) * LANES + lane
        np.add.at(own.reshape(-1), place[inside], bit[inside])  # different days are different bits
        order = slice(None, None, -1) if above else slice(None)
        np.bitwise_or.accumulate(own[order], axis=0, out=planes[begin : begin + count][order])
