"""From values to event planes, compiled: the days on which a section is complete.

A section of n counted days that ends on day t is complete for raising where the lowest of its n values lies above the
limit, and for lifting where the highest does not. Both are taken once for all limits; where they stand in the order of
the limits says for which of them the section is complete. A plane then takes over all days of the next one.
Loops run over days and lanes as one axis, so that they become vector instructions.
"""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.bits import ONE, ZERO
from lagezentrum.outlook.packed.compiling import entry, inner
from lagezentrum.outlook.packed.lanes import fetch, load, spread, store
from lagezentrum.outlook.packed.words import LANES

AHEAD = 24
"""Days by which values that lie far apart in memory are fetched before they are read; measured: more gain nothing."""
LINE = 8
"""Values in a cache line."""
TOGETHER = 1024
"""Sections worked on together: their lowest and highest values, 8 KB each, stay in the smallest cache."""


@inner
def _read(values: Any, begin: int, width: int, days: Any, fill: float, read: Any) -> int:
    """The values of all counted days in places that lie side by side; how many are missing."""
    missing = 0
    for number in range(len(days)):
        here = values[days[number], 0, begin : begin + width]
        to = read[number * width : (number + 1) * width]
        for lane in range(width):
            value = here[lane]
            missing += value != value
            to[lane] = value if value == value else fill
    return missing


@inner
def _extend(read: Any, low: Any, high: Any) -> None:
    """Lowest and highest value of sections that begin one counted day earlier."""
    for place in range(len(read)):
        value = read[place]
        low[place] = min(value, low[place])
        high[place] = max(value, high[place])


@inner
def _rows_as_known(days: Any, back: int, lags: int, start: int, rows: Any) -> None:
    """For some counted days the rows of the values, so many counted days before, as known then."""
    for place in range(len(rows)):
        day = days[start + place - back]
        rows[place] = np.uint64(day * lags + min(days[start + place] - day, lags - 1))


@inner
def _extend_as_known(
    values: Any, rows: Any, count: int, begin: int, width: int, fill: float, low: Any, high: Any
) -> int:
    """The same for values as known on the last day of each section; how many are missing.

    rows: of `count` days on which sections end, then of some days after them, to be brought near.
    """
    missing, places, first = 0, np.uint64(values.shape[2]), np.uint64(begin)
    flat = values.reshape(-1)
    if width == 1:
        for number in range(count):
            value = flat[rows[number] * places + first]
            missing += value != value
            value = value if value == value else fill
            low[number] = min(value, low[number])
            high[number] = max(value, high[number])
        return missing
    for number in range(count):
        if number + AHEAD < len(rows):
            later = np.int64(rows[number + AHEAD] * places + first)
            for place in range(later, later + width + LINE - 1, LINE):
                fetch(values, place)
        at = np.int64(rows[number] * places + first)
        here = flat[at : at + width]
        lowest, highest = low[number * width : (number + 1) * width], high[number * width : (number + 1) * width]
        for lane in range(width):
            value = here[lane]
            missing += value != value
            value = value if value == value else fill
            lowest[lane] = min(value, lowest[lane])
            highest[lane] = max(value, highest[lane])
    return missing


@inner
def _place(values: Any, above: int, limits: Any, starts: Any, scale: Any, days: Any, own: Any, slots: Any) -> None:
    """For sections that end on some days: how many limits lie strictly below their values.

    First near the right place by size, then limit by limit, without a branch that would have to be guessed.
    """
    origin, factor, most, kind = scale
    last, width = float(len(starts) - 1), len(own)
    for number in range(len(days)):
        day = days[number]
        for lane in range(width):
            value = values[number * width + lane]
            near = (value - origin) * factor
            near = near if near > 0.0 else 0.0
            near = near if near < last else last
            below = starts[np.uint32(np.int32(near))]
            for _ in range(most):
                below += limits[np.uint32(below)] < value
            place = np.uint64(own[lane])
            slots[place // np.uint64(LANES), kind, day, place % np.uint64(LANES)] = below - above


@inner
def _classify_places(
    values: Any, fill: float, sections: Any, kind: int, behind: int, days: Any, begin: int, own: Any, slots: Any
) -> int:
    """Kinds of sections that differ in their length only, in places that lie side by side; how many values are missing.

    days: the counted days. own: the places, counted from `begin` on.
    """
    kinds, limits, starts, scales = sections
    width, as_known, missing = len(own), values.shape[1] > 1, 0
    read = np.empty(0 if as_known else len(days) * width)
    if not as_known:
        missing += _read(values, begin + own[0], width, days, fill, read)
    together = max(LINE, TOGETHER // width)
    low, high, rows = np.empty(together * width), np.empty(together * width), np.empty(together + AHEAD, np.uint64)
    for start in range(0, len(days), together):
        stop, current = min(start + together, len(days)), kind
        low[:], high[:] = np.inf, -np.inf
        for back in range(min(stop, kinds[behind - 1, 2])):
            end = max(start, back)
            lowest, highest = low[(end - start) * width :], high[(end - start) * width :]
            if as_known:
                ahead = rows[: min(stop + AHEAD, len(days)) - end]
                _rows_as_known(days, back, values.shape[1], end, ahead)
                missing += _extend_as_known(values, ahead, stop - end, begin + own[0], width, fill, lowest, highest)
            else:
                _extend(read[(end - back) * width : (stop - back) * width], lowest, highest)
            while current < behind and kinds[current, 2] == back + 1:
                scale = scales[current, 0], scales[current, 1], int(scales[current, 2]), current
                above = kinds[current, 3]
                chosen = lowest if above else highest
                _place(chosen, above, limits[current], starts[current], scale, days[end:stop], own, slots)
                current += 1
    return missing


@entry
def classify(values: Any, fill: float, sections: Any, counts: Any, lands: Any, begin: int, slots: Any) -> bool:
    """For each kind of section and each day the plane from which on, or up to which, a section is complete.

    Args:
        values: days × lags × places; on day t the value of day d is the one of lag min(t - d, lags - 1).
        fill: what a missing value counts as.
        sections: kinds, limits, starts and scales of `tables.Sections`.
        counts: calendars × days × Länder; whether a day counts.
        lands: the Land of each place, from `begin` on.
        begin: the first place.
        slots: blocks × kinds × days × lanes. Raising: the last plane of the kind with a complete section, -1 for none.
            Lifting: the first such plane, the number of planes for none.

    Returns:
        Whether a value was missing.
    """
    kinds, missing = sections[0], 0
    for kind in range(len(kinds)):
        slots[:, kind] = -1 if kinds[kind, 3] else kinds[kind, 5]
    first = 0
    while first < len(lands):
        width = 1
        while first + width < len(lands) and lands[first + width] == lands[first]:
            width += 1
        own = np.arange(first, first + width)
        kind = 0
        while kind < len(kinds):
            behind = kind + 1
            while behind < len(kinds) and kinds[behind, 0] == kinds[kind, 0] and kinds[behind, 1] == kinds[kind, 1]:
                behind += 1
            begins = kinds[kind, 1]
            days = begins + np.flatnonzero(counts[kinds[kind, 0], begins:, lands[first]])
            missing += _classify_places(values, fill, sections, kind, behind, days, begin, own, slots)
            kind = behind
        first += width
    return missing > 0


@entry
def event_planes(slots: Any, kinds: Any, columns: Any, planes: Any) -> None:
    """The planes of some kinds in one block: planes × words × lanes, from what `classify` found.

    slots: blocks × kinds × days × lanes. columns: the place of each lane in slots, counted on from block to block; -1
    for a lane without one.
    """
    words, days = planes.shape[1], slots.shape[2]
    together = columns.min() == columns.max()
    most = 0
    for kind in range(len(kinds)):
        most = max(most, kinds[kind, 5])
    own = np.empty((most + 2, LANES), np.uint64)  # a plane in front and one behind for days without a section
    for kind in range(len(kinds)):
        above, begin, count = kinds[kind, 3], kinds[kind, 4], kinds[kind, 5]
        for w in range(words):
            own[: count + 2] = ZERO
            for day in range(w * 64, min(w * 64 + 64, days)):
                bit = ONE << np.uint64(day & 63)
                if together:
                    slot = slots[columns[0] // LANES, kind, day, columns[0] % LANES] + 1
                    store(own, slot, load(own, slot) | spread(bit))
                else:
                    for lane in range(LANES):
                        if columns[lane] >= 0:
                            slot = slots[columns[lane] // LANES, kind, day, columns[lane] % LANES] + 1
                            own[slot, lane] |= bit
            gathered = spread(ZERO)
            for number in range(count):
                plane = count - 1 - number if above else number
                gathered = gathered | load(own, plane + 1)
                store(planes, (begin + plane) * words + w, gathered)
