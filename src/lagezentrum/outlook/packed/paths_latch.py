"""Courses followed through a rule: the latch, delays and counts, on blocks of words that stay in the cache."""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.compiling import entry, inner
from lagezentrum.outlook.packed.paths_sections import sections
from lagezentrum.outlook.packed.paths_vectors import (
    BYTES,
    both,
    count,
    differing,
    either,
    fill,
    latch,
    same,
    without,
)
from lagezentrum.outlook.packed.paths_work import IN_FORCE, OUT_OF_FORCE

_NONE, _EVERY = np.uint64(0), np.uint64(0xFFFFFFFFFFFFFFFF)


@inner
def _completes(before: Any, day_of: Any, day: int, wanted: int, rows: int) -> int:
    """The day on which that many days have been counted from a day on; `rows` if none."""
    return rows if day >= rows else min(day_of[before[day] + wanted - 1], rows)


@inner
def _follow(
    planes: Any, rule: Any, start: Any, overlay: Any, calendar: Any, sizes: Any, seen: Any, masks: Any, room: Any
) -> None:
    """Follow one step of one rule; adds the courses in force on each day ahead to the blocks from room[-1] on."""
    ways, numbers, after_effect, begins = rule
    before, day_of = calendar
    first, known, rows = sizes
    out_up, out_down, one, rises, falls, history, single, held = room
    ready, nothing, spare, first_raise = single, single + BYTES, single + 2 * BYTES, single + 3 * BYTES
    count_up, effect_up, calendar_up = numbers[0, :3]
    count_down, effect_down, calendar_down = numbers[1, :3]
    before_up, before_down = before[calendar_up], before[calendar_down]
    days_up = day_of[calendar_up, : before_up[rows]]
    days_down = day_of[calendar_down, : before_down[rows]]
    if start[0]:
        begin = _completes(before_down, day_of[calendar_down], start[1], count_down, rows)
    else:
        begin = _completes(before_up, day_of[calendar_up], start[1], count_up, rows)
    begin = min(max(begin, start[2]), rows)  # nothing can change before
    first_up = max(before_up[begins[0]], before_up[begin] - count_up + 1, 0)
    first_down = max(before_down[begins[1]], before_down[begin] - count_down + 1, 0)
    sections(planes[0], ways[0], numbers[0], False, days_up[first_up:], seen, masks, (out_up, one, rises, spare))
    sections(planes[1], ways[1], numbers[1], True, days_down[first_down:], seen, masks, (out_down, one, rises, spare))
    fill(ready, _EVERY)
    fill(nothing, _NONE)
    waits = (overlay == OUT_OF_FORCE).any()  # then raises that come later take effect without the first one
    anew = one  # the sections are done with
    for where in (history, anew):
        fill(where, _NONE)
        fill(where + BYTES, _EVERY)
    fill(first_raise, _EVERY if start[0] and start[5] else _NONE)
    states = np.zeros((2, rows + 1), np.int64)  # after each day: which block of the history, and of later raises
    for back in range(min(known + 1, 64)):
        states[0, known - back], states[1, known - back] = start[3] >> back & 1, start[4] >> back & 1
    due_up, due_down = np.zeros(rows + 1, np.int64), np.zeros(rows + 1, np.int64)
    up, down, state = before_up[begin], before_down[begin], 1 if start[0] else 0
    for day in range(known, begin):
        states[0, day + 1], states[1, day + 1] = states[0, known], states[1, known]
    free = 2  # blocks 0 and 1 stand for none and every course
    waiting_up, waiting_down = up, down
    for day in range(begin, rows):
        while waiting_up < up and due_up[waiting_up] <= day:
            either((ready, ready, rises + waiting_up * BYTES))
            waiting_up += 1
        while waiting_down < down and due_down[waiting_down] <= day:
            either((ready, ready, falls + waiting_down * BYTES))
            waiting_down += 1
        counts_up = up < len(days_up) and days_up[up] == day
        counts_down = down < len(days_down) and days_down[down] == day
        if counts_up or counts_down:
            now, after = history + state * BYTES, history + free * BYTES
            risen, fallen = rises + up * BYTES, falls + down * BYTES
            complete = out_up + (up - first_up) * BYTES if counts_up and up >= first_up else nothing
            broken = out_down + (down - first_down) * BYTES if counts_down and down >= first_down else nothing
            latch((risen, fallen, after, ready, now, ready, complete, broken))
            state, free = free, free + 1
            if waits:
                without((first_raise, first_raise, fallen))
                without((anew + state * BYTES, after, first_raise))
            if counts_up:
                floor = max(day + effect_up, first) + 1 if after_effect else day + 1
                due_up[up] = _completes(before_down, day_of[calendar_down], floor, count_down, rows)
                up += 1
            if counts_down:
                due_down[down] = _completes(before_up, day_of[calendar_up], day + 1, count_up, rows)
                down += 1
        for which in range(2):
            states[which, day + 1] = state if state > 1 else states[which, day]
    near, far = min(effect_up, effect_down), max(effect_up, effect_down)
    for row in range(len(overlay)):
        day, here = known - 1 + row, held + row * BYTES
        if overlay[row] == IN_FORCE:
            fill(here, _EVERY)
        elif day >= first:
            later = overlay[row] == OUT_OF_FORCE
            states_of, at = (anew, states[1]) if later else (history, states[0])
            if effect_down >= effect_up:
                for back in range(near, far + 1):
                    either((here, here, states_of + at[max(day - back + 1, 0)] * BYTES))
            else:
                same((spare, states_of + at[max(day - near + 1, 0)] * BYTES))
                for back in range(near + 1, far + 1):
                    both((spare, spare, states_of + at[max(day - back + 1, 0)] * BYTES))
                either((here, here, spare))


@inner
def _total(held: int, steps: int, days: int, since: int, ever: int, valid: int, at_least: Any, changed: Any) -> None:
    """Courses at or above each step on each day, and those whose level was ever another since a day."""
    fill(ever, _NONE)
    for day in range(days):
        for step in range(steps - 1, -1, -1):
            here = held + (step * days + day) * BYTES
            if step + 1 < steps:
                either((here, here, here + days * BYTES))
            at_least[step, day] += count(here, valid)
            if day > since:
                differing((ever, here, held + (step * days + since) * BYTES, ever))
        if day > since:
            changed[day] += count(ever, valid)


@entry
def follow_place(
    planes: Any,
    rules: Any,
    starts: Any,
    overlays: Any,
    calendar: Any,
    sizes: Any,
    seen: Any,
    masks: Any,
    blocks: int,
    room: Any,
    above: int,
    kept: int,
    valid: int,
    since: int,
    at_least: Any,
    changed: Any,
) -> None:
    """Follow all rules of one place along all courses, block by block.

    Args:
        planes: rules × parts × steps × figures, the plane of each condition.
        rules: ways (rules × parts × ways × figures), numbers (rules × parts × (days, effect, calendar, each day)),
            whether days count after the effect (rules) and the first day that may count (rules × parts).
        starts: rules × steps × (raised, first day that may count, first day that may change).
        overlays: rules × steps × days from the last observed one; 1 where not in force, 2 where in force, whatever
            the courses bring; 0 elsewhere.
        calendar: of the Land, counted days before each day and the day of each number: calendars × days.
        sizes: first day in force, observed days, all days.
        seen: of the Land and of the area, whether the observed days reach each plane (planes × days).
        masks: addresses of blocks × planes × days ahead, of the Land and of the area.
        blocks: how many blocks of words the courses fill.
        room: addresses to work at.
        above: address of what holds by the Land's rules, blocks × steps × days; 0 if nothing.
        kept: address to which what holds is written, in the same form; 0 if it is not wanted.
        valid: address of the blocks of words whose bits stand for courses.
        since: the day against which a change is seen, counted from the last observed one.
        at_least: courses at or above each step, steps × days; added to.
        changed: courses that ever had another level by a day; added to.
    """
    ways, numbers, after_effect, begins = rules
    steps, days = planes.shape[2], overlays.shape[2]
    _, known, rows = sizes
    ahead, held = rows - known, room[7]
    whole = (seen[0], seen[1], known, ahead, len(seen[0]))
    for block in range(blocks):
        here = (masks[0] + block * len(seen[0]) * ahead * BYTES, masks[1] + block * len(seen[1]) * ahead * BYTES)
        offset = block * steps * days * BYTES
        for row in range(steps * days):
            if above:
                same((held + row * BYTES, above + offset + row * BYTES))
            else:
                fill(held + row * BYTES, _NONE)
        for number in range(len(planes)):
            rule = (ways[number], numbers[number], after_effect[number], begins[number])
            for step in range(steps):
                _follow(
                    planes[number, :, step],
                    rule,
                    starts[number, step],
                    overlays[number, step],
                    calendar,
                    sizes,
                    whole,
                    here,
                    room[:7] + (held + step * days * BYTES,),  # noqa: RUF005 (as compiled code can say it)
                )
        _total(held, steps, days, since, room[6] + 4 * BYTES, valid + block * BYTES, at_least, changed)
        if kept:
            for row in range(steps * days):
                same((kept + offset + row * BYTES, held + row * BYTES))
