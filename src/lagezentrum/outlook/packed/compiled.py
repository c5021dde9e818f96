"""The automaton on packed bits, compiled by Numba: event planes in, planes of what is in force and metrics out.

A plane holds, for one threshold and run length, the days on which a section is complete. With U the days on which a
raising section is complete and D those for lifting, "raised" over 64 days is the carry chain of one addition: U
generates a carry, neither U nor D propagates it, D stops it. Where a section may not reach back behind the last change
and the planes alone do not see to that, the events are gone through one by one (`_scan_lane`); they are few.
Arrays are blocked by lanes (see `words.py`); inner loops run over lanes, so that they become vector instructions.
"""

from typing import Any

import numpy as np
from numba import njit

from lagezentrum.outlook.packed.bits import ALL, ONE, TOP, ZERO, popcount, trailing_zeros
from lagezentrum.outlook.packed.words import LANES

_compile = njit(cache=True, nogil=True, error_model="numpy")


@_compile
def _combined(planes: Any, indices: Any, ways: Any, out: Any) -> None:
    """OR over ways of AND over the figures of a way; ways: W × I flags, a way without figures is none."""
    words = planes.shape[1]
    for w in range(words):
        for lane in range(LANES):
            out[w, lane] = ZERO
    for way in range(ways.shape[0]):
        if not ways[way].any():
            continue
        for w in range(words):
            for lane in range(LANES):
                word = ALL
                for i in range(ways.shape[1]):
                    if ways[way, i]:
                        word &= planes[indices[i], w, lane]
                out[w, lane] |= word


@_compile
def _one_longer(run: Any, met: Any, counted: Any, longer: Any) -> None:
    """Days in `met` whose counted day before lies in `run`.

    The bit of a day moves to the next counted day by a shift and an addition that carries it through what is left out.
    """
    carry = np.zeros(LANES, np.uint64)
    for w in range(met.shape[0]):
        for lane in range(LANES):
            before = run[w - 1, lane] >> TOP if w > 0 else ZERO
            shifted = (run[w, lane] << ONE) | before
            left_out = ~counted[w, lane]
            start = shifted & left_out
            total = start + left_out + carry[lane]
            carry[lane] = ((start & left_out) | ((start | left_out) & ~total)) >> TOP
            longer[w, lane] = met[w, lane] & (shifted | total)


@_compile
def _run_through(met: Any, counted: Any, days: int, run: Any) -> None:
    """Days that end a row of `days` counted days in `met` (which lies in `counted`); days between do not interrupt."""
    run[:] = met
    longer = np.empty_like(met)
    for _ in range(days - 1):
        _one_longer(run, met, counted, longer)
        run[:] = longer


@_compile
def _latch(u: Any, ua: int, ub: int, u_either: Any, d: Any, da: int, db: int, d_either: Any, out: Any) -> None:
    """Raised days from raising and lifting events of one or two planes each.

    u, d: planes × words × lanes, and which of them. out: one word more, of which the first stays empty.
    """
    for w in range(u.shape[1]):
        for lane in range(LANES):
            a, b = u[ua, w, lane], u[ub, w, lane]
            up = (a & b) | ((a | b) & u_either)
            a, b = d[da, w, lane], d[db, w, lane]
            hold = up | ~((a & b) | ((a | b) & d_either))
            total = hold + up + (out[w, lane] >> TOP)
            out[w + 1, lane] = up | (hold & (total ^ hold ^ up))


@_compile
def _lengthen(run: Any, by: int) -> None:
    """Lengthen each run of days at its end; `by` below 0 shortens it at its beginning."""
    left = abs(by)
    step = 1
    while left > 0:
        move = np.uint64(min(step, left))
        back = np.uint64(64) - move
        for below in range(run.shape[0] - 1):
            w = run.shape[0] - 1 - below
            word, before = run[w], run[w - 1]
            if by > 0:
                for lane in range(LANES):
                    word[lane] |= (word[lane] << move) | (before[lane] >> back)
            else:
                for lane in range(LANES):
                    word[lane] &= (word[lane] << move) | (before[lane] >> back)
        left -= step
        step *= 2


@_compile
def _join(run: Any, shift: Any, held: Any) -> None:
    """Add runs of days, so many days later, to what is in force (one empty word in front of both)."""
    back = TOP - shift
    for w in range(run.shape[0] - 1):
        for lane in range(LANES):
            held[w + 1, lane] |= (run[w + 1, lane] << shift) | ((run[w, lane] >> ONE) >> back)


@_compile
def _next(plane: Any, lane: int, day: int, days: int) -> int:
    """The first day from `day` on whose bit is set; `days` if none."""
    if day >= days:
        return days
    w = day >> 6
    word = plane[w, lane] & (ALL << np.uint64(day & 63))
    while word == ZERO:
        w += 1
        if w == plane.shape[0]:
            return days
        word = plane[w, lane]
    found: Any = min((w << 6) + np.int64(trailing_zeros(word)), days)
    return int(found)


@_compile
def _completes(before: Any, day_of: Any, day: int, count: int, days: int) -> int:
    """The day on which `count` counted days from `day` on are full; `days` if not before."""
    if day >= days:
        return days
    found: Any = min(np.int64(day_of[before[day] + count - 1]), days)
    return int(found)


@_compile
def _scan_lane(
    u: Any, d: Any, lane: int, up: Any, up_day: Any, down: Any, down_day: Any, numbers: Any, fixed: int, held: Any
) -> None:
    """Go through the events of one lane, where no section may reach back behind the last change.

    numbers: counted days and effect of raising, then of lifting; whether lifting counts after the effect; first day in
    force; number of days. `fixed` is the day on which the version itself raises the step; -1 if it does not.
    """
    n_up, effect_up, n_down, effect_down = numbers[0], numbers[1], numbers[2], numbers[3]
    after_effect, first, days = numbers[4], numbers[5], numbers[6]
    set_on = fixed if fixed >= 0 else days
    search, lowered = 0, -1
    while True:
        raised = _next(u, lane, search, days)
        if lowered < set_on <= raised and set_on < days:
            raised, begins, counts = set_on, set_on, set_on
        elif raised < days:
            begins = max(raised + effect_up, first)
            counts = begins + 1 if after_effect else raised + 1
        else:
            return
        lowered = _next(d, lane, _completes(down, down_day, counts, n_down, days), days)
        if raised < set_on <= lowered and set_on < days:
            begins = min(begins, set_on)
        ends = min(lowered + effect_down, days) if lowered < days else days
        for day in range(max(begins, 0), ends):
            held[(day >> 6) + 1, lane] |= ONE << np.uint64(day & 63)
        if lowered >= days:
            return
        search = _completes(up, up_day, lowered + 1, n_up, days)


@_compile
def _in_force(
    planes: Any, counted: Any, ordinals: Any, days_of: Any, states: Any, rules: Any, p: int, scratch: Any, held: Any
) -> None:
    """For one policy and one block: the days on which each step is in force by any rule.

    held: steps (or more) × words × lanes, with one empty word in front of the days.
    """
    places, forms, ways, numbers, choices, fixed, first, days = rules
    u, d, met, run, lane_numbers = scratch
    held[:] = ZERO
    for rule in range(places.shape[1]):
        applies, general, floored = choices[p, rule, 0], choices[p, rule, 1], choices[p, rule, 2]
        if not applies:
            continue
        n_up, effect_up, calendar_up, each_up, route_up = numbers[p, rule, 0]
        n_down, effect_down, calendar_down, each_down, route_down = numbers[p, rule, 1]
        shift = np.uint64(min(effect_up, effect_down))
        for step in range(fixed.shape[1]):
            up_places, down_places = places[p, rule, 0, step], places[p, rule, 1, step]
            if general:
                if each_up:
                    _combined(planes, up_places, ways[rule, 0, route_up], met)
                    _run_through(met, counted[calendar_up], n_up, u[0])
                else:
                    _combined(planes, up_places, ways[rule, 0, route_up], u[0])
                if each_down:
                    _combined(planes, down_places, ways[rule, 1, route_down], met)
                    _run_through(met, counted[calendar_down], n_down, d[0])
                else:
                    _combined(planes, down_places, ways[rule, 1, route_down], d[0])
            if floored:
                lane_numbers[0], lane_numbers[1], lane_numbers[2], lane_numbers[3] = (
                    n_up,
                    effect_up,
                    n_down,
                    effect_down,
                )
                lane_numbers[4], lane_numbers[5], lane_numbers[6] = choices[p, rule, 3], first, days
                for lane in range(LANES):
                    state = states[lane]
                    if state >= 0:
                        _scan_lane(
                            u[0],
                            d[0],
                            lane,
                            ordinals[calendar_up, state],
                            days_of[calendar_up, state],
                            ordinals[calendar_down, state],
                            days_of[calendar_down, state],
                            lane_numbers,
                            fixed[rule, step],
                            held[step],
                        )
                continue
            if general:
                _latch(u, 0, 0, ZERO, d, 0, 0, ZERO, run)
            else:
                up_form, down_form = forms[rule, 0, route_up], forms[rule, 1, route_down]
                _latch(
                    planes,
                    up_places[up_form[0]],
                    up_places[up_form[1]],
                    ALL if up_form[2] else ZERO,
                    planes,
                    down_places[down_form[0]],
                    down_places[down_form[1]],
                    ALL if down_form[2] else ZERO,
                    run,
                )
            if effect_up != effect_down:
                _lengthen(run, effect_down - effect_up)
            _join(run, shift, held[step])


@_compile
def _scratch(words: int) -> Any:
    """Room for the planes of one step, used over and over; the first word of a run stays empty."""
    return (
        np.empty((1, words, LANES), np.uint64),
        np.empty((1, words, LANES), np.uint64),
        np.empty((words, LANES), np.uint64),
        np.zeros((words + 1, LANES), np.uint64),
        np.empty(7, np.int64),
    )


@_compile
def _cumulate(plane: Any, above: Any, sums: Any, switching: Any) -> None:
    """Add the next higher step to a step; count its days into sums and mark where it begins or ends."""
    for lane in range(LANES):
        sums[lane] = ZERO
    for w in range(switching.shape[0]):
        for lane in range(LANES):
            word = plane[w + 1, lane] | above[w + 1, lane]
            plane[w + 1, lane] = word
            sums[lane] += popcount(word)
            switching[w, lane] |= word ^ ((word << ONE) | (plane[w, lane] >> TOP))


@_compile
def _count(plane: Any, sums: Any) -> None:
    """Number of days of a plane in each lane."""
    for lane in range(LANES):
        sums[lane] = ZERO
    for w in range(plane.shape[0]):
        for lane in range(LANES):
            sums[lane] += popcount(plane[w, lane])


@_compile
def _first(plane: Any, lane: int) -> int:
    """The first day of a plane that has one."""
    w = 1
    while plane[w, lane] == ZERO:
        w += 1
    found: Any = (w - 1) * 64 + np.int64(trailing_zeros(plane[w, lane]))
    return int(found)


@_compile
def _keep_valid(plane: Any, valid: Any) -> None:
    """Leave out the days before the first and behind the last."""
    for w in range(valid.shape[0]):
        mask = valid[w]
        if mask != ALL:
            for lane in range(LANES):
                plane[w, lane] &= mask


@_compile
def _measure(held: Any, valid: Any, real: Any, with_real: bool, first: int, days: int, room: Any, result: Any) -> None:
    """Metrics of one block: columns × lanes, from planes by step; cumulates them in place from the highest down.

    held: as `_in_force` leaves it, with one more step, empty, behind.
    """
    sums, switching, differing = room
    steps = held.shape[0] - 1
    switching[:] = ZERO
    for step in range(steps - 1, -1, -1):
        _keep_valid(held[step, 1:], valid)
        _cumulate(held[step], held[step + 1], sums, switching)
        for lane in range(LANES):
            higher = result[steps + 1, lane] if step + 1 < steps else 0
            total = np.int64(sums[lane])
            result[step + 1, lane] = total - higher
            result[steps + 1, lane] = total
            result[steps + 2 + step, lane] = _first(held[step], lane) - first if total else -1
    for lane in range(LANES):
        result[0, lane] = days - first - result[steps + 1, lane]
    _keep_valid(switching, valid)
    _count(switching, sums)
    for lane in range(LANES):
        result[steps + 1, lane] = np.int64(sums[lane])
    if with_real:
        differing[:] = ZERO
        for step in range(steps):
            differing |= (held[step, 1:] ^ real[step]) & real[steps]
        _count(differing, sums)
        for lane in range(LANES):
            result[2 * steps + 2, lane] = np.int64(sums[lane])


@_compile
def sweep_states(table: Any, counted: Any, ordinals: Any, days_of: Any, states: Any, rules: Any, held: Any) -> None:
    """What is in force in each Land, into held: policies × blocks × steps × words × lanes."""
    steps, words = held.shape[2], held.shape[3]
    scratch = _scratch(words)
    one = np.zeros((steps, words + 1, LANES), np.uint64)
    for block in range(table.shape[0]):
        for p in range(held.shape[0]):
            _in_force(table[block], counted[block], ordinals, days_of, states[block], rules, p, scratch, one)
            held[p, block] = one[:, 1:]


@_compile
def _lands_of(states: Any, lanes: int, lands: Any, masks: Any) -> int:
    """The different Länder of a block and, for each, a mask of its lanes; how many there are."""
    found = 0
    masks[:] = ZERO
    for lane in range(lanes):
        place = 0
        while place < found and lands[place] != states[lane]:
            place += 1
        if place == found:
            lands[found] = states[lane]
            found += 1
        masks[place, lane] = ALL
    return found


@_compile
def _add_lands(of_states: Any, lands: Any, masks: Any, found: int, held: Any) -> None:
    """Add what is in force in the Länder (blocks × steps × words × lanes) to what is in force in their areas."""
    for place in range(found):
        block, column, mask = lands[place] // LANES, lands[place] % LANES, masks[place]
        for step in range(of_states.shape[1]):
            plane = held[step]
            for w in range(of_states.shape[2]):
                word = of_states[block, step, w, column]
                if word != ZERO:
                    for lane in range(LANES):
                        plane[w + 1, lane] |= word & mask[lane]


@_compile
def sweep_areas(
    table: Any,
    counted: Any,
    ordinals: Any,
    days_of: Any,
    states: Any,
    rules: Any,
    of_states: Any,
    valid: Any,
    real: Any,
    with_real: bool,
    metrics: Any,
    kept: Any,
) -> None:
    """Metrics of every policy and area, and if wanted the planes.

    of_states: what is in force in the Länder, from `sweep_states`. metrics: policies × areas × columns (one more for
    disagreement if with_real). kept: policies × blocks × steps × words × lanes, or policies × 0 × …
    """
    first, days = rules[6], rules[7]
    policies, areas = metrics.shape[0], metrics.shape[1]
    steps, words = of_states.shape[2], of_states.shape[3]
    scratch = _scratch(words)
    held = np.zeros((steps + 1, words + 1, LANES), np.uint64)
    room = np.empty(LANES, np.uint64), np.empty((words, LANES), np.uint64), np.empty((words, LANES), np.uint64)
    result = np.empty((metrics.shape[2], LANES), np.int64)
    lands, masks = np.empty(LANES, np.int64), np.empty((LANES, LANES), np.uint64)
    for block in range(states.shape[0]):
        lanes = min(LANES, areas - block * LANES)
        known = real[block if with_real else 0]
        found = _lands_of(states[block], lanes, lands, masks)
        for p in range(policies):
            _in_force(table[block], counted[block], ordinals, days_of, states[block], rules, p, scratch, held)
            if of_states.shape[1] > 0:
                _add_lands(of_states[p], lands, masks, found, held)
            _measure(held, valid, known, with_real, first, days, room, result)
            for lane in range(lanes):
                for column in range(result.shape[0]):
                    metrics[p, block * LANES + lane, column] = result[column, lane]
            if kept.shape[1] > 0:
                kept[p, block] = held[:steps, 1:]


@_compile
def _reached(values: Any, limit: float, closed: bool, words: Any) -> None:
    """Days on which each lane reaches a limit. values: days × lanes; words: words × lanes."""
    octets = words.view(np.uint8).reshape(words.shape[0], LANES, 8)
    eight = np.empty(LANES, np.uint8)
    days = values.shape[0]
    words[:] = ZERO
    for begin in range(0, days, 8):
        for lane in range(LANES):
            eight[lane] = 0
        for bit in range(min(8, days - begin)):
            row = values[begin + bit]
            flag = np.uint8(1 << bit)
            if closed:
                for lane in range(LANES):
                    eight[lane] |= flag if row[lane] >= limit else np.uint8(0)
            else:
                for lane in range(LANES):
                    eight[lane] |= flag if row[lane] > limit else np.uint8(0)
        for lane in range(LANES):
            octets[begin >> 6, lane, (begin >> 3) & 7] = eight[lane]


@_compile
def event_planes(
    values: Any, limits: Any, specs: Any, counted: Any, _counts: Any, _lands: Any, _longest: int, out: Any
) -> None:
    """Days that complete a section, for each plane of one figure.

    values: days × 1 × places, a missing one far below or above every limit. specs: planes in order × (whether a value
    equal to the limit reaches it, place of the limit, whether it is to be reached, calendar, first row, days). counted:
    blocks × calendars × words × lanes. out: blocks × planes × words × lanes. The arguments not used here are for
    `known_event_planes`.
    """
    words = out.shape[2]
    reached, met = np.empty((words, LANES), np.uint64), np.empty((words, LANES), np.uint64)
    run, longer = np.empty((words, LANES), np.uint64), np.empty((words, LANES), np.uint64)
    for block in range(out.shape[0]):
        lanes = values[:, 0, block * LANES : (block + 1) * LANES]
        length = 0
        for plane in range(specs.shape[0]):
            spec, before = specs[plane], specs[max(plane - 1, 0)]
            if plane == 0 or spec[0] != before[0] or spec[1] != before[1]:
                _reached(lanes, limits[spec[1]], spec[0] != 0, reached)
                length = 0
            if length == 0 or spec[2] != before[2] or spec[3] != before[3] or spec[4] != before[4]:
                flip = ZERO if spec[2] else ALL
                days = counted[block, spec[3]]
                for w in range(words):
                    for lane in range(LANES):
                        met[w, lane] = (reached[w, lane] ^ flip) & days[w, lane]
                for day in range(spec[4]):
                    for lane in range(LANES):
                        met[day >> 6, lane] &= ~(ONE << np.uint64(day & 63))
                run[:] = met
                length = 1
            while length < spec[5]:
                _one_longer(run, met, counted[block, spec[3]], longer)
                run, longer = longer, run
                length += 1
            out[block, plane] = run


@_compile
def _spans(counts: Any, first: int, days: int, lags: int, spans: Any) -> None:
    """For each lag the days that look back so far to fill a section of `days`: into spans, lags × words × Länder.

    The last row of spans holds the days on which the section is full. counts: rows × Länder; `first`: the first row
    that may count.
    """
    spans[:] = ZERO
    for land in range(counts.shape[1]):
        for day in range(first, counts.shape[0]):
            if not counts[day, land]:
                continue
            bit = ONE << np.uint64(day & 63)
            found, back = 0, 0
            while found < days and back <= day - first and back < lags:
                if counts[day - back, land]:
                    spans[back, day >> 6, land] |= bit
                    found += 1
                back += 1
            if found == days:
                spans[lags, day >> 6, land] |= bit


@_compile
def known_event_planes(
    values: Any, limits: Any, specs: Any, _counted: Any, counts: Any, lands: Any, longest: int, out: Any
) -> None:
    """The same with values as known on the last day of each section.

    values: days × lags × places. counts: calendars × days × Länder. lands: the Land of each
    place. longest: days that a section may span.
    """
    words, lags = out.shape[2], longest
    kinds = np.zeros((specs.shape[0], 3), np.int64)
    kind_of = np.zeros(specs.shape[0], np.int64)
    known = 0
    for plane in range(specs.shape[0]):
        kind = 0
        while kind < known and not (kinds[kind] == specs[plane, 3:6]).all():
            kind += 1
        if kind == known:
            kinds[known] = specs[plane, 3:6]
            known += 1
        kind_of[plane] = kind
    spans = np.empty((known, lags + 1, words, counts.shape[2]), np.uint64)
    for kind in range(known):
        _spans(counts[kinds[kind, 0]], kinds[kind, 1], kinds[kind, 2], lags, spans[kind])
    reached = np.empty((values.shape[1], words, LANES), np.uint64)
    wide = np.empty((known, lags + 1, words, LANES), np.uint64)
    one = np.empty((words, LANES), np.uint64)
    near = np.empty((values.shape[1], values.shape[0], LANES), np.float64)
    for block in range(out.shape[0]):
        begin = block * LANES
        for lane in range(LANES):
            place = begin + lane
            for kind in range(known):
                for lag in range(lags + 1):
                    for w in range(words):
                        wide[kind, lag, w, lane] = spans[kind, lag, w, lands[place]] if place < len(lands) else ZERO
        for lag in range(near.shape[0]):
            near[lag] = values[:, lag, begin : begin + LANES]
        for plane in range(specs.shape[0]):
            spec, before = specs[plane], specs[max(plane - 1, 0)]
            if plane == 0 or spec[0] != before[0] or spec[1] != before[1]:
                for lag in range(near.shape[0]):
                    _reached(near[lag], limits[spec[1]], spec[0] != 0, reached[lag])
            flip = ZERO if spec[2] else ALL
            asked = wide[kind_of[plane]]
            for w in range(words):
                for lane in range(LANES):
                    one[w, lane] = asked[lags, w, lane]
            for lag in range(lags):
                shift = np.uint64(lag & 63)
                back = TOP - shift
                then, looking = reached[min(lag, values.shape[1] - 1)], asked[lag]
                for w in range(lag >> 6, words):
                    low, high = then[max(w - (lag >> 6) - 1, 0)], then[w - (lag >> 6)]
                    for lane in range(LANES):  # nothing looks back behind the first day, whatever is shifted in there
                        value = (high[lane] << shift) | ((low[lane] >> ONE) >> back)
                        one[w, lane] &= (value ^ flip) | ~looking[w, lane]
            out[block, plane] = one
