"""Paths by compiled code: place by place, all days of some paths together, several places at a time.

See `chances` for what it is about, `reading` and `latch` for the two halves of the work.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.paths.latch import follow_place
from lagezentrum.outlook.packed.paths.observed import settled
from lagezentrum.outlook.packed.paths.reading import read_place
from lagezentrum.outlook.packed.paths.vectors import BLOCK
from lagezentrum.outlook.packed.paths.work import Rules, Side, Work
from lagezentrum.outlook.packed.tables import Words

Counts = NDArray[np.int64]
_SINGLE = 5
"""Blocks of a room that stand alone: ready, none, a spare one, still in the first raise, ever changed."""


def follow(work: Work, *, keep: bool, threads: int) -> tuple[Counts, Counts, Words | None, bool]:
    """Follow the rules along all paths.

    Args:
        work: what is to be done.
        keep: whether the paths themselves are wanted.
        threads: how many places are worked on at a time.

    Returns:
        steps × A × (1 + days), paths at or above each step from the last observed day on; A × (1 + days), paths
        that ever had another level since `work.since`; if wanted, steps × (1 + days) × A × words, the paths at or
        above each step; and whether a path had a missing value on a day that counts.
    """
    run = _Run(settled(work), keep)
    with ThreadPoolExecutor(threads) as pool:
        for one in (run.land, run.area):
            for done in [pool.submit(run.work_through, one) for _ in range(threads)]:
                done.result()
    kept = None
    if keep:
        places = run.kept.reshape(len(work.lands), run.blocks, work.steps, work.days, BLOCK)
        words = places.transpose(2, 3, 0, 1, 4).reshape(work.steps, work.days, len(work.lands), -1)
        kept = words[..., : work.words]
    return run.at_least.transpose(1, 0, 2), run.changed, kept, run.missing


class _Run:
    """Arrays of one run. Addresses of them go to compiled code, so they must live as long as it works."""

    def __init__(self, work: Work, keep: bool) -> None:
        self._work, self._ahead = work, work.days - 1
        self.blocks = -(-work.words // BLOCK)
        self._lands = len(work.land.seen)
        areas, days = len(work.lands), work.steps * work.days
        self._masks = _room(self._lands, self.blocks * len(work.land.cuts) * self._ahead * BLOCK)
        self._held = _room(self._lands, self.blocks * days * BLOCK)
        self.kept = _room(areas if keep else 0, self.blocks * days * BLOCK)
        self.at_least: Counts = np.zeros((areas, work.steps, work.days), dtype=np.int64)
        self.changed: Counts = np.zeros((areas, work.days), dtype=np.int64)
        self.missing = False
        bits = np.zeros(self.blocks * BLOCK * 64, dtype=np.uint8)
        bits[: work.count] = 1
        self._valid = np.packbits(bits, bitorder="little").view(np.uint64)
        arrays = (self._masks, self._held, self.kept, self._valid)
        self._own, self._held_at, self._kept_at, self._valid_at = (array.ctypes.data for array in arrays)
        self._sizes, self._looked = np.array(work.sizes), work.looked_at
        self._before, self._day_of = (
            np.ascontiguousarray(table.swapaxes(0, 1)) for table in (work.calendar.before, work.calendar.day_of)
        )
        self._sources = [_sources(side) for side in (work.land, work.area)]
        self.land, self.area = iter(range(self._lands)), iter(range(areas))

    def work_through(self, places: Any) -> None:
        """Take places (shared with other threads) until none is left."""
        work, state = self._work, places is self.land
        rows = work.sizes[2] + 3
        sizes = [rows] * 6 + [_SINGLE, work.steps * work.days]
        room = _room(1, sum(sizes) * BLOCK)
        ends = np.cumsum([0, *sizes[:-1]]) * BLOCK * 8 + room.ctypes.data
        masks = _room(1, 0 if state else self.blocks * len(work.area.cuts) * self._ahead * BLOCK)
        rules, own = work.of_state if state else work.of_district, masks.ctypes.data
        for place in places:
            self._one(place, state, rules, own, ends)

    def _one(self, place: int, state: bool, rules: Rules, masks: int, room: NDArray[np.int64]) -> None:
        work = self._work
        land = place if state else int(work.lands[place])
        side, number = (work.land, 0) if state else (work.area, 1)
        own = self._own + land * self._masks.strides[0]
        if len(side.cuts):
            sources, _ = self._sources[number]
            self.missing |= read_place(
                place,
                sources,
                side.spans,
                side.cuts,
                self._looked[land],
                work.count,
                work.reached,
                own if state else masks,
            )
        if state and not len(rules.planes):
            return
        held = self._held_at + land * self._held.strides[0]
        areas = (np.zeros((0, work.sizes[1]), dtype=np.bool_)) if state else work.area.seen[place]
        follow_place(
            rules.planes,
            rules.ways,
            rules.numbers,
            rules.after_effect,
            rules.begins,
            rules.starts[place],
            rules.overlays[place],
            self._before[land],
            self._day_of[land],
            self._sizes,
            work.land.seen[land],
            areas,
            own,
            masks,
            self.blocks,
            room,
            0 if state or not len(work.of_state.planes) else held,
            held if state else self._kept_at + place * self.kept.strides[0] if len(self.kept) else 0,
            self._valid_at,
            work.since,
            np.zeros_like(self.at_least[0]) if state else self.at_least[place],
            np.zeros_like(self.changed[0]) if state else self.changed[place],
        )


def _sources(side: Side) -> tuple[NDArray[np.int64], list[Any]]:
    """Where the paths of each figure stand, and the arrays that must be kept meanwhile."""
    arrays = [
        values if values.strides[2] == values.itemsize and values.dtype in (np.float32, np.float64) else _dense(values)
        for values in side.paths
    ]
    table = [(a.ctypes.data, a.strides[0], a.strides[1], int(a.itemsize == 8)) for a in arrays]
    return np.array(table, dtype=np.int64).reshape(-1, 4), arrays


def _room(rows: int, words: int) -> Words:
    """Words that begin where a line of the cache begins, so that no register is filled from two lines."""
    line = 8
    whole = np.zeros(rows * words + line, dtype=np.uint64)
    skipped = -(whole.ctypes.data // 8) % line
    return whole[skipped : skipped + rows * words].reshape(rows, words)


def _dense(values: Any) -> Any:
    return np.ascontiguousarray(values, dtype=np.float32 if values.itemsize <= 4 else np.float64)
