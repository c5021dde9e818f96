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
"""Days for which values that lie far apart in memory are brought near before they are read."""


@inner
def _read(values: Any, places: Any, days: Any, back: int, fill: float, read: Any) -> int:
    """For each counted day the values of the one so many counted days before, as known then; how many are missing."""
    missing, last, width = 0, values.shape[1] - 1, len(places)
    together = places[width - 1] - places[0] == width - 1
    for number in range(back, len(days)):
        day = days[number - back]
        row = values[day, min(days[number] - day, last)]
        if last > 0 and number + AHEAD < len(days):
            later = days[number + AHEAD - back]
            begin = (later * (last + 1) + min(days[number + AHEAD] - later, last)) * values.shape[2] + places[0]
            for place in range(begin, begin + width + 7, 8):  # numbers in a cache line
                fetch(values, place)
        to = read[(number - back) * width : (number - back + 1) * width]
        if together:
            here = row[places[0] : places[0] + width]
            for lane in range(width):
                value = here[lane]
                missing += value != value
                to[lane] = value if value == value else fill
        else:
            for lane in range(width):
                value = row[places[lane]]
                missing += value != value
                to[lane] = value if value == value else fill
    return missing


@inner
def _extend(read: Any, low: Any, high: Any) -> None:
    """Lowest and highest value of sections that are one day longer."""
    for place in range(len(low)):
        value = read[place]
        low[place] = min(value, low[place])
        high[place] = max(value, high[place])


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
    kinds, limits, starts, scales = sections
    size = slots.shape[2] * len(lands)
    all_low, all_high, all_read = np.empty(size), np.empty(size), np.empty(size)
    missing = 0
    for kind in range(len(kinds)):
        slots[:, kind] = -1 if kinds[kind, 3] else kinds[kind, 5]
    for lane in range(len(lands)):
        if (lands[:lane] == lands[lane]).any():
            continue  # done with an earlier place of the same Land
        own = np.flatnonzero(lands == lands[lane])
        width, places = len(own), begin + own
        kind = 0
        while kind < len(kinds):
            behind = kind + 1
            while behind < len(kinds) and kinds[behind, 0] == kinds[kind, 0] and kinds[behind, 1] == kinds[kind, 1]:
                behind += 1
            first = kinds[kind, 1]
            days = first + np.flatnonzero(counts[kinds[kind, 0], first:, lands[lane]])
            size = len(days) * width
            low, high, read = all_low[:size], all_high[:size], all_read[:size]
            low[:], high[:] = np.inf, -np.inf
            for back in range(min(len(days), kinds[behind - 1, 2])):
                if back == 0 or values.shape[1] > 1:
                    missing += _read(values, places, days, back, fill, read)
                place = back * width
                _extend(read, low[place:], high[place:])
                while kind < behind and kinds[kind, 2] == back + 1:
                    ends = low[place:] if kinds[kind, 3] else high[place:]
                    scale = scales[kind, 0], scales[kind, 1], int(scales[kind, 2]), kind
                    _place(ends, kinds[kind, 3], limits[kind], starts[kind], scale, days[back:], own, slots)
                    kind += 1
            kind = behind
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
