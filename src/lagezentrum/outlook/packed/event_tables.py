"""The event planes of blocks of areas: some blocks are classified together, then each gets its planes."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lagezentrum.outlook.packed.cases import Case, Kernel
from lagezentrum.outlook.packed.of_lands import FILLS, OfLands, Slots, classified, room_for_slots
from lagezentrum.outlook.packed.packing import Words
from lagezentrum.outlook.packed.words import LANES

TOGETHER = 8
"""Blocks whose values are classified together, because they lie side by side in memory. Measured: of fewer every day
is read in too small pieces, of more the result outgrows the cache."""


class _Found(NamedTuple):
    """What `classify` says of some blocks in one run: the first of them, and by figure its slots."""

    begin: int
    slots: Mapping[str, Slots]


class EventTables:
    """Builds the event planes of blocks, in order; one for each thread."""

    def __init__(self, case: Case, kernel: Kernel, of_lands: OfLands) -> None:
        self._case, self._kernel, self._of_lands = case, kernel, of_lands
        self._ways: tuple[_Found, ...] = ()
        self._stop = 0

    @property
    def differ(self) -> bool:
        """Whether a figure of the areas classified last is missing, so that both runs may differ."""
        return len(self._ways) > 1

    def classify_from(self, block: int, stop: int) -> None:
        """See to it that a block is classified, if need be with those after it, before `stop`."""
        if self._ways and self._ways[0].begin <= block < self._stop:
            return
        self._stop = min(block + TOGETHER - block % TOGETHER, stop)
        case, begin, blocks = self._case, block * LANES, self._stop - block
        lands = case.land_of[begin : self._stop * LANES]
        self._ways = ()
        for fill in FILLS:
            missing, slots = False, {}
            for sections in case.areas.sections:
                if sections.figure not in case.series.of_state:
                    slots[sections.figure] = one = room_for_slots(case, sections, blocks)
                    missing |= classified(case, self._kernel, sections, lands, begin, fill, one)
            self._ways += (_Found(block, slots),)
            if not missing:
                break

    def build(self, block: int, way: int, table: Words) -> None:
        """Write the planes of a classified block: planes × words × lanes. way: 0 for the low run, 1 for the high."""
        states, found = self._case.areas.states[block], self._ways[min(way, len(self._ways) - 1)]
        for sections in self._case.areas.sections:
            if sections.figure in self._case.series.of_state:
                slots, columns = self._of_lands.slots[way][sections.figure], states
            else:
                begin = (block - found.begin) * LANES
                slots, columns = found.slots[sections.figure], np.where(states >= 0, begin + np.arange(LANES), -1)
            self._kernel.event_planes(slots, sections.kinds, columns, table)
