"""The observed days of a rule, gone through once: they are the same for all paths."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.paths.work import Rules, Work
from lagezentrum.outlook.packed.tables import Flags

Ints = NDArray[np.int64]


def settled(work: Work) -> Work:
    """The same work with all that observed days change in the starts of its rules: they need no second look."""
    return replace(
        work,
        of_state=_settled(work, work.of_state, np.arange(len(work.of_state.starts))),
        of_district=_settled(work, work.of_district, work.lands),
    )


def _settled(work: Work, rules: Rules, lands: Ints) -> Rules:
    starts = rules.starts.copy()
    for rule in range(len(rules.planes)):
        starts[:, rule] = _through(work, rules, rule, lands)
    return replace(rules, starts=starts)


def _through(work: Work, rules: Rules, rule: int, lands: Ints) -> Ints:
    """The starts of one rule (places × steps × columns) after the observed days."""
    starts, numbers = rules.starts[:, rule].copy(), rules.numbers[rule]
    raised, counts_from, changes_from, past, anew, still = np.moveaxis(starts, 2, 0)
    first, known, rows = work.sizes
    begin = int(changes_from.min(initial=known))
    if begin < known:
        complete = [_complete(work, rules, rule, part, lands) for part in (0, 1)]
        before, day_of = work.calendar.before, work.calendar.day_of

        where = np.broadcast_to(lands[:, None], raised.shape)

        def due(part: int, day: Ints, place: Ints = where) -> Ints:
            """The row on which that many days have been counted from a row on."""
            count, _, which = numbers[part, :3]
            found = day_of[which, place, before[which, place, np.minimum(day, rows)] + count - 1]
            result: Ints = np.where(day >= rows, rows, np.minimum(found, rows))
            return result

        ready = np.maximum(np.where(raised == 1, due(1, counts_from), due(0, counts_from)), changes_from)
        for row in range(begin, known):
            may = ready <= row
            rise = may & (raised == 0) & complete[0][row]
            lower = may & (raised == 1) & complete[1][row]
            if rise.any() or lower.any():
                floor = max(row + int(numbers[0, 1]), first) + 1 if rules.after_effect[rule] else row + 1
                counts_from[rise], counts_from[lower] = floor, row + 1
                ready[rise] = due(1, counts_from[rise], where[rise])
                ready[lower] = due(0, counts_from[lower], where[lower])
                raised[rise], raised[lower], still[lower] = 1, 0, 0
            past[:] = (past << 1) | raised
            anew[:] = (anew << 1) | (raised & ~still & 1)
    np.maximum(changes_from, known, out=changes_from)
    return starts


def _complete(work: Work, rules: Rules, rule: int, part: int, lands: Ints) -> Flags:
    """Observed rows × places × steps, whether a section is complete."""
    wanted, _, calendar, each = rules.numbers[rule, part]
    known, own = work.sizes[1], len(work.land.cuts)
    counted = work.calendar.counts[calendar, :known][:, lands, None]
    shape = (known, len(lands), work.steps)
    ways = [np.flatnonzero(way) for way in rules.ways[rule, part] if way.any()]

    def holds(slot: Any) -> Flags:
        planes = rules.planes[rule, part, :, slot]
        seen = [work.land.seen[lands, plane] if plane < own else work.area.seen[:, plane - own] for plane in planes]
        result: Flags = (np.stack(seen, axis=-1) != (part == 1)).transpose(1, 0, 2)
        return result

    met = [np.logical_and.reduce([holds(slot) for slot in way]) for way in ways]
    result: Flags = np.zeros(shape, dtype=np.bool_)
    for today in [np.logical_or.reduce(met)] if each else met:
        run = np.zeros(shape[1:], dtype=np.int64)
        for row in range(int(rules.begins[rule, part]), known):
            run = np.where(counted[row], np.where(today[row], run + 1, 0), run)
            result[row] |= counted[row] & (run >= wanted)
    return result
