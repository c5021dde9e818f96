"""What it would cost elsewhere if a receiver got more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from lagezentrum.staffing.explanation.resolving import PlannedWeek
from lagezentrum.staffing.model import QUARTERS, Assignment, Instance, Plan

MOST_LOST = 3 * QUARTERS
"""Quarters that another office loses at most where ties leave a choice."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A receiver gets `plus` full-time posts more in a week: who loses, and what the objective loses."""

    receiver: str
    week: date
    plus: float
    """full-time posts asked for"""
    possible: bool
    """False: no valid distribution gives it that much"""
    relaxed: float | None
    """rise of the linear relaxation (people divisible), an estimate at once; None: not even that is possible"""
    cost: float | None = None
    """rise of the objective against the plan, whole people; below 0 only within the gap of the plan, and where the plan
    gave something up in this week for the sake of the next"""
    between: tuple[float, float] | None = None
    """proven limits of the rise from optimum to optimum"""
    changes: tuple[tuple[str, float], ...] = ()
    """receiver → full-time posts gained (+) or lost (-), those without change left out; the receiver first"""
    idle_before: float = 0.0
    """full-time posts of people who may serve in the week and are not in service"""
    idle_after: float = 0.0
    moved: int = 0
    """people whose place differs from the plan"""


def what_if(
    instance: Instance, plan: Plan, receiver: str, week: date, plus: float, *, whole: bool = True, gap: float = 1e-4
) -> WhatIf:
    """What "+`plus` here" would cost, by solving the week again with the weeks before it as planned.

    Args:
        instance: as planned.
        plan: its plan.
        receiver: where.
        week: when.
        plus: full-time posts more than in the plan; time beyond the person who completes a need does not count.
        whole: with whole people too, and not the linear relaxation alone.
        gap: as in `allocation.week`.

    Raises:
        KeyError: receiver or week unknown.
    """
    return asked(PlannedWeek(instance, plan, week), receiver, plus, whole=whole, gap=gap)


def asked(planned: PlannedWeek, receiver: str, plus: float, *, whole: bool = True, gap: float = 1e-4) -> WhatIf:
    """The same for a week that is prepared already: the relaxation then takes milliseconds.

    Raises:
        KeyError: receiver unknown.
    """
    if receiver not in planned.eligible.receivers:
        raise KeyError(receiver)
    before = planned.by_receiver(planned.rows)
    target = before.get(receiver, 0) + ceil(QUARTERS * plus - 1e-9)
    columns = {column: 1.0 for key, fills in planned.network.fills.items() if key[0] == receiver for column in fills}
    at_least = planned.relaxed(columns, target) if columns else None
    idle = planned.idle(planned.rows) / QUARTERS
    if not whole or at_least is None:
        return WhatIf(receiver, planned.week, plus, at_least is not None, at_least, idle_before=idle, idle_after=idle)
    found = planned.at_least(receiver, target, gap, None)
    if found is not None and _most_lost(planned, before, found.assignments, receiver) > MOST_LOST:
        found = planned.at_least(receiver, target, gap, MOST_LOST) or found
    if found is None:
        return WhatIf(receiver, planned.week, plus, False, at_least, idle_before=idle, idle_after=idle)
    after = planned.by_receiver(found.assignments)
    gains = {key: (after.get(key, 0) - had) / QUARTERS for key, had in before.items()}
    changes = sorted(((key, gain) for key, gain in gains.items() if gain), key=lambda row: (row[0] != receiver, row))
    places = {row.person: row.receiver for row in planned.rows}
    now = {row.person: row.receiver for row in found.assignments}
    low = planned.bound if planned.bound is not None else planned.objective
    return WhatIf(
        receiver,
        planned.week,
        plus,
        True,
        at_least,
        found.objective - planned.objective,
        (max(0.0, found.bound - planned.objective), found.objective - low),
        tuple(changes),
        idle,
        planned.idle(found.assignments) / QUARTERS,
        sum(places.get(key) != now.get(key) for key in places.keys() | now.keys()),
    )


def _most_lost(planned: PlannedWeek, before: Mapping[str, int], rows: tuple[Assignment, ...], receiver: str) -> int:
    """Quarters that the other receiver which loses most loses."""
    after = planned.by_receiver(rows)
    return max((had - after.get(key, 0) for key, had in before.items() if key != receiver), default=0)
