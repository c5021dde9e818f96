"""What the automaton works on: which event planes the policies need, and how each rule combines them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.law.model import Way
from lagezentrum.outlook.packed.parameters import MOST_DAYS, MOST_EFFECT
from lagezentrum.outlook.packed.plan import Packed, PartPlan, RulePlan
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.series import Series
from lagezentrum.outlook.packed.words import LANES, WORD, blocks_for, words_for

Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]

ABOVE, AT_LEAST = 0, 1
"""How a value reaches a threshold: only above it, or also when it equals it."""


@dataclass(frozen=True)
class Calendar:
    """The counted days of the calendars that the policies use, C calendars × rows × S Länder, in three forms.

    Attributes:
        used: places of the calendars in `Packed.calendar_ids`.
        counts: C × rows × S; whether a day counts.
        before: C × S × (rows + 2); counted days before a row.
        day_of: C × S × ordinals; the row of the n-th counted day, far away where the series ends before.
    """

    used: tuple[int, ...]
    counts: Flags
    before: NDArray[np.int64]
    day_of: NDArray[np.int64]


def calendar_of(packed: Packed, series: Series, policies: Policies) -> Calendar:
    """Count the days of every calendar the policies use, in every Land of the series."""
    used = tuple(int(place) for place in np.unique(policies.calendar))
    rows, states = series.rows, series.states
    days: list[date] = [series.day(row) for row in range(rows)]
    counts = np.zeros((len(used), rows, len(states)), dtype=np.bool_)
    for number, place in enumerate(used):
        calendar = packed.calendars[packed.calendar_ids[place]]
        for column, state in enumerate(states):
            counts[number, :, column] = [calendar.counts(day, state) for day in days]
    before = np.zeros((len(used), len(states), rows + 2), dtype=np.int64)
    np.cumsum(counts.transpose(0, 2, 1), axis=2, out=before[:, :, 1:-1])
    before[:, :, -1] = before[:, :, -2]
    day_of = np.full((len(used), len(states), rows + MOST_DAYS + 2), rows + MOST_EFFECT + 1, dtype=np.int64)
    for number in range(len(used)):
        for column in range(len(states)):
            counted = np.flatnonzero(counts[number, :, column])
            day_of[number, column, : len(counted)] = counted
    return Calendar(used, counts, before, day_of)


@dataclass(frozen=True)
class Group:
    """The rules of one scope with all they need, for areas or for Länder in lanes.

    Attributes:
        specs: for each figure its planes: (word, threshold, reached, calendar, first row, days), and the
            thresholds.
        places: P × rules × parts × steps × figures; the plane of each.
        forms: rules × parts × routes × (first figure, second, whether either suffices); -1 where no such form fits.
        ways: rules × parts × routes × ways × figures.
        numbers: P × rules × parts × (days, effect, calendar, each day, route).
        choices: P × rules × (applies, general, floored, after effect).
        fixed: rules × steps; row on which the version itself sets the step, -1 if it does not.
        states: blocks × lanes; place of the Land of each lane, -1 for a lane without a place.
    """

    specs: tuple[tuple[str, NDArray[np.int64], NDArray[np.float64]], ...]
    places: NDArray[np.int32]
    forms: NDArray[np.int64]
    ways: Flags
    numbers: NDArray[np.int32]
    choices: NDArray[np.int32]
    fixed: NDArray[np.int64]
    states: NDArray[np.int64]

    @property
    def planes(self) -> int:
        """Number of planes."""
        return sum(len(specs) for _, specs, _ in self.specs)

    def rules(self, first: int, rows: int, chosen: slice) -> tuple[Any, ...]:
        """What the automaton asks of some policies, as one tuple."""
        return (
            self.places[chosen],
            self.forms,
            self.ways,
            self.numbers[chosen],
            self.choices[chosen],
            self.fixed,
            first,
            rows,
        )


def group_of(packed: Packed, series: Series, policies: Policies, calendar: Calendar, *, state: bool) -> Group:
    """Work out the planes and combinations of the rules of one scope."""
    chosen = [(number, rule) for number, rule in enumerate(packed.rules) if rule.state == state]
    figures = max((len(rule.thresholds[0]) for _, rule in chosen), default=1)
    variants = [variant for _, rule in chosen for part in rule.parts for variant in part.routes]
    routes = max((len(part.routes) for _, rule in chosen for part in rule.parts), default=1)
    widest = max((len(ways) for _, ways in variants), default=1)
    shape = (len(chosen), 2, routes)
    forms, ways = np.full((*shape, 3), -1, dtype=np.int64), np.zeros((*shape, widest, figures), dtype=np.bool_)
    numbers = np.zeros((len(policies), len(chosen), 2, 5), dtype=np.int32)
    choices = np.zeros((len(policies), len(chosen), 4), dtype=np.int32)
    fixed = np.full((len(chosen), len(packed.steps)), -1, dtype=np.int64)
    calendar_places = np.full(len(packed.calendar_ids), -1, dtype=np.int32)
    calendar_places[list(calendar.used)] = np.arange(len(calendar.used))
    for row, (number, rule) in enumerate(chosen):
        names = [name for name, _ in rule.thresholds[0]]
        for offset, part in enumerate(rule.parts):
            place = 2 * number + offset
            several = np.array([len(w) > 1 for _, w in part.routes])
            route = policies.route[place]
            numbers[:, row, offset, 0] = policies.days[place]
            numbers[:, row, offset, 1] = policies.effect[place]
            numbers[:, row, offset, 2] = calendar_places[policies.calendar[place]]
            numbers[:, row, offset, 3] = policies.each_day[place] & several[route]
            numbers[:, row, offset, 4] = route
            for variant, (_, taken) in enumerate(part.routes):
                for position, way in enumerate(taken):
                    ways[row, offset, variant, position, [names.index(name) for name in way]] = True
                forms[row, offset, variant] = _form(taken, names)
        for offset, steps in rule.fixed:
            fixed[row, :steps] = series.lead + offset
        choices[:, row] = _choices(rule, number, policies, numbers[:, row], forms[row])
    places, specs = _planes(packed, series, policies, chosen, numbers, figures)
    keys = series.states if state else series.areas
    states = np.full((blocks_for(len(keys)), LANES), -1, dtype=np.int64)
    states.reshape(-1)[: len(keys)] = [series.states.index(key[:2]) for key in keys]
    return Group(specs, places, forms, ways, numbers, choices, fixed, states)


def _form(ways: Sequence[Way], names: Sequence[str]) -> tuple[int, int, int]:
    """A route of one figure, of two together, or of either of two; anything else has no short form."""
    if len(ways) == 1 and len(ways[0]) <= 2:
        return names.index(ways[0][0]), names.index(ways[0][-1]), 0
    if len(ways) == 2 and all(len(way) == 1 for way in ways):
        return names.index(ways[0][0]), names.index(ways[1][0]), 1
    return -1, -1, -1


def _choices(
    rule: RulePlan, number: int, policies: Policies, numbers: NDArray[np.int32], forms: NDArray[np.int64]
) -> NDArray[np.int32]:
    """By policy: whether the rule applies, needs its general form, and must go through the events one by one."""
    meet = np.array([[_meet(up, down) for _, down in rule.lifting.routes] for _, up in rule.raising.routes])
    up, down = numbers[:, 0], numbers[:, 1]
    after_effect = policies.after_effect[number]
    floored = (after_effect == 1) | (up[:, 2] != down[:, 2]) | ~meet[up[:, 4], down[:, 4]] | bool(rule.fixed)
    short = (forms[0, up[:, 4], 0] >= 0) & (forms[1, down[:, 4], 0] >= 0)
    general = floored | ~short | (up[:, 3] == 1) | (down[:, 3] == 1)
    return np.stack([policies.applies[number], general, floored, after_effect], axis=1).astype(np.int32)


def _meet(raising: Sequence[Way], lifting: Sequence[Way]) -> bool:
    """Whether every way up shares a figure with every way down.

    Then a day that completes a section of one kind breaks every section of the other kind that counts it, so with one
    calendar no section reaches back behind the last change by itself.
    """
    return all(set(up) & set(down) for up in raising for down in lifting)


def _planes(
    packed: Packed,
    series: Series,
    policies: Policies,
    chosen: Sequence[tuple[int, RulePlan]],
    numbers: NDArray[np.int32],
    figures: int,
) -> tuple[NDArray[np.int32], tuple[tuple[str, NDArray[np.int64], NDArray[np.float64]], ...]]:
    """The plane that each policy needs for each rule, part, step and figure, and what every plane is."""
    shape = (len(policies), len(chosen), 2, len(packed.steps), figures)
    places, specs, begin = np.full(shape, -1, dtype=np.int32), [], 0
    for name in packed.indicators:
        used = [
            (row, offset, step, position, threshold)
            for row, (_, rule) in enumerate(chosen)
            for offset in range(2)
            for step in range(len(packed.steps))
            for position, (figure, threshold) in enumerate(rule.thresholds[step])
            if figure == name
        ]
        if not used:
            continue
        rows = sorted({threshold for *_, threshold in used})
        values, ranks = np.unique(policies.thresholds[rows], return_inverse=True)
        ranks = ranks.reshape(len(rows), len(policies))
        sides = (2, max(1, len(values)), 2, int(numbers[..., 2].max()) + 1, series.lead + 1, MOST_DAYS + 1)
        codes = [
            _codes(
                series,
                policies,
                chosen[row],
                offset,
                packed.thresholds[threshold].at_least,
                ranks[rows.index(threshold)],
                numbers[:, row, offset],
                sides,
            )
            for row, offset, _, _, threshold in used
        ]
        distinct, inverse = _distinct(codes, int(np.prod(sides)))
        for (row, offset, step, position, _), found in zip(used, inverse, strict=True):
            places[:, row, offset, step, position] = begin + found
        specs.append((name, np.stack(np.unravel_index(distinct, sides), axis=1).astype(np.int64), values))
        begin += len(distinct)
    return places, tuple(specs)


def _codes(
    series: Series,
    policies: Policies,
    rule: tuple[int, RulePlan],
    offset: int,
    at_least: bool,
    ranks: NDArray[np.int64],
    numbers: NDArray[np.int32],
    sides: tuple[int, ...],
) -> NDArray[np.int64]:
    """One number for each policy that names its plane; `sides` are the ranges of what it is made of."""
    number, plan = rule
    part: PartPlan = plan.parts[offset]
    side = np.full(len(policies), AT_LEAST if at_least else ABOVE)
    if offset == 1:
        side = np.where(policies.strictly_below[number] == 1, AT_LEAST, side)
    days = np.where(numbers[:, 3] == 1, 1, numbers[:, 0])
    first = np.full(len(policies), max(0, series.lead + part.starts))
    above = np.full(len(policies), 1 - offset)
    codes: NDArray[np.int64] = np.ravel_multi_index((side, ranks, above, numbers[:, 2], first, days), sides)
    return codes


def _distinct(codes: Sequence[NDArray[np.int64]], limit: int) -> tuple[NDArray[np.int64], list[NDArray[np.int64]]]:
    """The distinct codes, and for each code its place among them."""
    if limit > 50_000_000:
        distinct, inverse = np.unique(np.stack(codes), return_inverse=True)
        return distinct, list(inverse.reshape(len(codes), -1))
    present = np.zeros(limit, dtype=np.bool_)
    for code in codes:
        present[code] = True
    place = np.cumsum(present, dtype=np.int64) - 1
    return np.flatnonzero(present), [place[code] for code in codes]


def lanes_of(plane: NDArray[Any], fill: Any) -> NDArray[Any]:
    """Places (last axis) filled up to whole blocks."""
    missing = blocks_for(plane.shape[-1]) * LANES - plane.shape[-1]
    return np.pad(plane, [(0, 0)] * (plane.ndim - 1) + [(0, missing)], constant_values=fill)


def packed_days(days: Flags) -> Words:
    """Pack rows × places (filled up to blocks) to blocks × words × lanes."""
    rows, places = days.shape
    whole = np.zeros((words_for(rows) * WORD, places), dtype=np.bool_)
    whole[:rows] = days
    octets = np.packbits(whole.reshape(-1, WORD, places), axis=1, bitorder="little")
    words = np.ascontiguousarray(octets.transpose(0, 2, 1)).view("<u8")[:, :, 0].astype(np.uint64)
    return np.ascontiguousarray(words.reshape(-1, places // LANES, LANES).transpose(1, 0, 2))


def unpacked_days(words: Words, rows: int) -> NDArray[np.uint8]:
    """Unpack … × words × lanes to … × rows × lanes of 0 and 1."""
    octets = np.ascontiguousarray(np.moveaxis(words, -2, -1)).astype("<u8").view(np.uint8)
    bits = np.unpackbits(octets, axis=-1, bitorder="little")[..., :rows]
    return np.moveaxis(bits, -1, -2)


def filled(values: NDArray[np.float64], *, reached: bool) -> NDArray[np.float64]:
    """Values (days × places, or days × lags × places) as days × lags × lanes; missing ones reach all, or nothing."""
    every = values if values.ndim == 3 else values[:, np.newaxis]
    known = np.where(np.isnan(every), np.inf if reached else -np.inf, every)
    return np.ascontiguousarray(lanes_of(known, -np.inf))


def longest_span(calendar: Calendar, policies: Policies) -> int:
    """Days from the first to the last day of the longest section that any policy counts."""
    longest = 1
    for days in np.unique(policies.days):
        for before, day_of in zip(calendar.before, calendar.day_of, strict=True):
            for counted, rows in zip(before, day_of, strict=True):
                full = rows[: counted[-1]]
                if len(full) >= days:
                    longest = max(longest, int((full[days - 1 :] - full[: len(full) - days + 1]).max()) + 1)
    return longest
