"""Paths followed through a rule: the latch, delays and counts, on blocks of words that stay in the cache."""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.compiling import entry, inner
from lagezentrum.outlook.packed.paths.sections import sections
from lagezentrum.outlook.packed.paths.vectors import (
    BYTES,
    both,
    count,
    either,
    fill,
    latch,
    same,
    tally,
    without,
)
from lagezentrum.outlook.packed.paths.work import IN_FORCE, OUT_OF_FORCE

_NONE, _EVERY = np.uint64(0), np.uint64(0xFFFFFFFFFFFFFFFF)


@inner
def _completes(before: Any, day_of: Any, day: int, wanted: int, rows: int) -> int:
    """The day on which that many days have been counted from a day on; `rows` if none."""
    return rows if day >= rows else min(day_of[before[day] + wanted - 1], rows)


@inner
def _some(blocks: int, number: int, spare: int) -> bool:
    """Whether a bit is set in one of neighbouring blocks."""
    fill(spare, _NONE)
    for n in range(number):
        either((spare, spare, blocks + n * BYTES))
    return bool(count(spare, spare))


@inner
def _follow(
    planes: Any, rule: Any, start: Any, overlay: Any, calendar: Any, sizes: Any, seen: Any, masks: Any, room: Any
) -> None:
    """Follow one step of one rule; adds the paths in force on each day ahead to the blocks from room[-1] on."""
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
    fill(history, _NONE)
    fill(history + BYTES, _EVERY)
    late_up, late_down = days_up[first_up:], days_down[first_down:]
    room_up, room_down = (out_up, one, rises, spare), (out_down, one, rises, spare)
    if start[0]:
        sections(planes[1], ways[1], numbers[1], True, late_down, seen, masks, history, room_down)
        changes = _some(out_down, len(late_down), spare)
        if changes:
            sections(planes[0], ways[0], numbers[0], False, late_up, seen, masks, history, room_up)
    else:
        sections(planes[0], ways[0], numbers[0], False, late_up, seen, masks, history, room_up)
        changes = _some(out_up, len(late_up), spare)
        if changes:
            sections(planes[1], ways[1], numbers[1], True, late_down, seen, masks, history, room_down)
    if not changes:  # in any path, as where figures are far from a threshold
        if start[3] == 0 and not overlay.any():
            return  # never in force, then
        begin = rows
    fill(ready, _EVERY)
    fill(nothing, _NONE)
    waits = (overlay == OUT_OF_FORCE).any()  # then raises that come later take effect without the first one
    anew = one  # the sections are done with
    fill(anew, _NONE)
    fill(anew + BYTES, _EVERY)
    fill(first_raise, _EVERY if start[0] and start[5] else _NONE)
    states = np.zeros((2, rows + 1), np.int64)  # after each day: which block of the history, and of later raises
    for back in range(min(known + 1, 64)):
        states[0, known - back], states[1, known - back] = start[3] >> back & 1, start[4] >> back & 1
    due_up, due_down = np.zeros(rows + 1, np.int64), np.zeros(rows + 1, np.int64)
    up, down, state = before_up[begin], before_down[begin], 1 if start[0] else 0
    for day in range(known, begin):
        states[0, day + 1], states[1, day + 1] = states[0, known], states[1, known]
    free = 2  # blocks 0 and 1 stand for none and every path
    waiting_up, waiting_down = up, down
    for day in range(begin, rows):
        counts_up = up < len(days_up) and days_up[up] == day
        counts_down = down < len(days_down) and days_down[down] == day
        if counts_up or counts_down:
            again_up = again_down = nothing  # those that may change again from now on; mostly of one day each
            while waiting_up < up and due_up[waiting_up] <= day:
                if again_up != nothing:
                    either((ready, ready, again_up))
                again_up = rises + waiting_up * BYTES
                waiting_up += 1
            while waiting_down < down and due_down[waiting_down] <= day:
                if again_down != nothing:
                    either((ready, ready, again_down))
                again_down = falls + waiting_down * BYTES
                waiting_down += 1
            now, after = history + state * BYTES, history + free * BYTES
            risen, fallen = rises + up * BYTES, falls + down * BYTES
            complete = out_up + (up - first_up) * BYTES if counts_up and up >= first_up else nothing
            broken = out_down + (down - first_down) * BYTES if counts_down and down >= first_down else nothing
            latch((risen, fallen, after, ready, now, ready, complete, broken, again_up, again_down))
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
def _total(
    held: int, steps: int, days: int, since: int, ever: int, spare: int, valid: int, at_least: Any, changed: Any
) -> None:
    """Paths at or above each step on each day, and those whose level was ever another since a day."""
    fill(ever, _NONE)
    for day in range(days):
        noted = ever if day > since else spare
        for step in range(steps - 1, -1, -1):
            here = held + (step * days + day) * BYTES
            higher = here if step + 1 == steps else here + days * BYTES
            at_least[step, day] += tally(here, higher, held + (step * days + since) * BYTES, noted, valid)
        if day > since:
            changed[day] += count(ever, valid)


@entry
def follow_place(
    planes: Any,
    ways: Any,
    numbers: Any,
    after_effect: Any,
    begins: Any,
    starts: Any,
    overlays: Any,
    before: Any,
    day_of: Any,
    sizes: Any,
    land_seen: Any,
    area_seen: Any,
    land_masks: int,
    area_masks: int,
    blocks: int,
    room: Any,
    above: int,
    kept: int,
    valid: int,
    since: int,
    at_least: Any,
    changed: Any,
) -> None:
    """Follow all rules of one place along all paths, block by block.

    Arrays come one by one: Numba takes its time to find out what is in a tuple.

    Args:
        planes: rules × parts × steps × figures, the plane of each condition.
        ways: rules × parts × ways × figures.
        numbers: rules × parts × (days, effect, calendar, each day).
        after_effect: whether days count after the effect, of each rule.
        begins: the first day that may count, rules × parts.
        starts: rules × steps × (raised, first day that may count, first day that may change).
        overlays: rules × steps × days from the last observed one; 1 where not in force, 2 where in force, whatever
            the paths bring; 0 elsewhere.
        before: of the Land, counted days before each day: calendars × days.
        day_of: of the Land, the day of each number: calendars × days.
        sizes: first day in force, observed days, all days.
        land_seen: whether the Land's observed days reach each plane (planes × days).
        area_seen: the same of the area.
        land_masks: address of the Land's blocks × planes × days ahead.
        area_masks: the same of the area.
        blocks: how many blocks of words the paths fill.
        room: eight addresses to work at.
        above: address of what holds by the Land's rules, blocks × steps × days; 0 if nothing.
        kept: address to which what holds is written, in the same form; 0 if it is not wanted.
        valid: address of the blocks of words whose bits stand for paths.
        since: the day against which a change is seen, counted from the last observed one.
        at_least: paths at or above each step, steps × days; added to.
        changed: paths that ever had another level by a day; added to.
    """
    steps, days = planes.shape[2], overlays.shape[2]
    first, known, rows = sizes[0], sizes[1], sizes[2]
    ahead, held = rows - known, room[7]
    whole, calendar = (land_seen, area_seen, known, ahead), (before, day_of)
    at = (room[0], room[1], room[2], room[3], room[4], room[5], room[6])
    for block in range(blocks):
        in_block = block * ahead * BYTES
        here = (land_masks + len(land_seen) * in_block, area_masks + len(area_seen) * in_block)
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
                    (first, known, rows),
                    whole,
                    here,
                    at + (held + step * days * BYTES,),  # noqa: RUF005 (as compiled code can say it)
                )
        _total(held, steps, days, since, room[6] + 4 * BYTES, room[6], valid + block * BYTES, at_least, changed)
        if kept:
            for row in range(steps * days):
                same((kept + offset + row * BYTES, held + row * BYTES))
