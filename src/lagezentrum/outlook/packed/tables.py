"""What the automaton works on: which event planes the policies need, and how each rule combines them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.law.calendars import Calendar as CountingDays
from lagezentrum.law.model import Way
from lagezentrum.outlook.packed.packing import Flags, Words
from lagezentrum.outlook.packed.parameters import MOST_DAYS, MOST_EFFECT
from lagezentrum.outlook.packed.plan import Packed, RulePlan
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.sections import Sections, planes_of
from lagezentrum.outlook.packed.series import KnownSeries, Series
from lagezentrum.outlook.packed.words import LANES, LATCH_HEAD, blocks_for

__all__ = ["Calendar", "Flags", "Group", "Words", "calendar_of", "group_of"]


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
    counts = np.zeros((len(used), rows, len(states)), dtype=np.bool_)
    for number, place in enumerate(used):
        calendar = packed.calendars[packed.calendar_ids[place]]
        for column, state in enumerate(states):
            counts[number, :, column] = _counts(calendar, state, series.day(0), rows)
    before = np.zeros((len(used), len(states), rows + 2), dtype=np.int64)
    np.cumsum(counts.transpose(0, 2, 1), axis=2, out=before[:, :, 1:-1])
    before[:, :, -1] = before[:, :, -2]
    day_of = np.full((len(used), len(states), rows + MOST_DAYS + 2), rows + MOST_EFFECT + 1, dtype=np.int64)
    for number in range(len(used)):
        for column in range(len(states)):
            counted = np.flatnonzero(counts[number, :, column])
            day_of[number, column, : len(counted)] = counted
    return Calendar(used, counts, before, day_of)


@lru_cache(maxsize=256)
def _counts(calendar: CountingDays, state: str, begin: date, rows: int) -> Flags:
    """Which days of a calendar count; asked again and again by the sweeps of one season."""
    days = [calendar.counts(begin + timedelta(days=row), state) for row in range(rows)]
    return np.array(days, dtype=np.bool_)


@dataclass(frozen=True)
class Group:
    """The rules of one scope with all they need, for areas or for Länder in lanes.

    Attributes:
        sections: the planes, figure by figure.
        places: P × rules × parts × steps × figures; the plane of each.
        forms: rules × parts × routes × (first figure, second, whether either suffices); -1 where no such form fits.
        ways: rules × parts × routes × ways × figures.
        numbers: P × rules × parts × (days, effect, calendar, each day, route).
        choices: P × rules × (applies, general, floored, after effect).
        fixed: rules × steps; row on which the version itself sets the step, -1 if it does not.
        states: blocks × lanes; place of the Land of each lane, -1 for a lane without a place.
        latches: P × rules × what the short way takes (see `_latches`).
    """

    sections: tuple[Sections, ...]
    places: NDArray[np.int32]
    forms: NDArray[np.int64]
    ways: Flags
    numbers: NDArray[np.int32]
    choices: NDArray[np.int32]
    fixed: NDArray[np.int64]
    states: NDArray[np.int64]
    latches: NDArray[np.int32]

    @property
    def planes(self) -> int:
        """Number of planes."""
        return sum(int(one.kinds[:, 5].sum()) for one in self.sections)

    def least_held(self, *, as_known: bool) -> NDArray[np.int64]:
        """P, days that a step is in force at least; very many where no rule of the group applies.

        As long as a section for lifting, which begins after the raise; with values as they were known, which may have
        changed since, one day. What lowering takes longer to have effect than raising adds to it.
        """
        days, effect = self.numbers[:, :, 1, 0].astype(np.int64), self.numbers[:, :, :, 1].astype(np.int64)
        held = np.maximum((1 if as_known else days) + effect[:, :, 1] - effect[:, :, 0], 1)
        applied: NDArray[np.int64] = np.where(self.choices[:, :, 0] == 1, held, MOST_DAYS << 16)
        least: NDArray[np.int64] = applied.min(axis=1, initial=MOST_DAYS << 16)
        return least

    def rules(self, first: int, rows: int) -> tuple[Any, ...]:
        """What the automaton asks of the policies, as one tuple."""
        return self.places, self.ways, self.numbers, self.choices, self.fixed, first, rows, self.latches


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
    places, sections = planes_of(packed, series, policies, chosen, numbers, figures)
    latches = _latches(places, forms, numbers, choices, as_known=isinstance(series, KnownSeries))
    keys = series.states if state else series.areas
    states = np.full((blocks_for(len(keys)), LANES), -1, dtype=np.int64)
    states.reshape(-1)[: len(keys)] = [series.states.index(key[:2]) for key in keys]
    return Group(sections, places, forms, ways, numbers, choices, fixed, states, latches)


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


def _latches(
    places: NDArray[np.int32],
    forms: NDArray[np.int64],
    numbers: NDArray[np.int32],
    choices: NDArray[np.int32],
    *,
    as_known: bool,
) -> NDArray[np.int32]:
    """By policy and rule what the short way takes.

    (whether two planes each are enough, shorter delay, difference of the delays, whether lowering takes the longer one,
    least days from a change to the one that the difference could swallow, whether either plane raises, whether either
    lifts), then for each step the places of two planes that raise and of two that lift. A section that ends after a
    change begins after it, so that a change lasts as many days as a section has; not so with values as they were known,
    which may have changed since.
    """
    policies, rules, _, steps, _ = places.shape
    latches = np.zeros((policies, rules, LATCH_HEAD + 4 * steps), dtype=np.int32)
    every = np.arange(policies)
    for rule in range(rules):
        days, effect = numbers[:, rule, :, 0], numbers[:, rule, :, 1]
        longer = effect[:, 1] > effect[:, 0]
        least = np.ones(policies) if as_known else np.where(longer, days[:, 1], days[:, 0])
        up, down = (forms[rule, part, numbers[:, rule, part, 4]] for part in (0, 1))
        low, by = effect.min(axis=1), np.abs(effect[:, 1] - effect[:, 0])
        table = [choices[:, rule, 1] == 0, low, by, longer, least, up[:, 2], down[:, 2]]
        for step in range(steps):
            table += [places[every, rule, 0, step, up[:, figure]] for figure in (0, 1)]
            table += [places[every, rule, 1, step, down[:, figure]] for figure in (0, 1)]
        latches[:, rule] = np.stack(table, axis=1)
    return latches


def _meet(raising: Sequence[Way], lifting: Sequence[Way]) -> bool:
    """Whether every way up shares a figure with every way down.

    Then a day that completes a section of one kind breaks every section of the other kind that counts it, so with one
    calendar no section reaches back behind the last change by itself.
    """
    return all(set(up) & set(down) for up in raising for down in lifting)
