"""The best plan of one week by trying every one: slow, plain, and written from the documented definition alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from math import ceil, prod

from lagezentrum.staffing import allocation, plan_file
from lagezentrum.staffing.checking import limits, wishes
from lagezentrum.staffing.checking.contents import Assignment as Row
from lagezentrum.staffing.checking.permission import Permission
from lagezentrum.staffing.checking.reading import read
from lagezentrum.staffing.checking.schedule import Schedule
from lagezentrum.staffing.checking.stays import Stays
from lagezentrum.staffing.model import SERVES, Assignment, Instance, Mode, Plan, Skill
from tests.staffing.properties.permitted import Option, kilometres, options

Choice = tuple[Option | None, ...]


def size(instance: Instance) -> int:
    """How many plans there are to try."""
    return prod(1 + len(options(instance, person, week)) for week in instance.weeks for person in instance.people)


def best(instance: Instance) -> float | None:
    """The least cost of a valid plan of the only week; None: there is no valid plan."""
    (week,) = instance.weeks
    contents = read(plan_file.write(instance, Plan((), ())))
    permission = Permission(contents)
    names = [person.key for person in instance.people]
    found: float | None = None
    for choice in product(*([None, *options(instance, person, week)] for person in instance.people)):
        cost = cost_of(instance, choice)
        if found is not None and cost >= found:
            continue
        rows = tuple(Row(week, o[0], name, o[1], o[2]) for name, o in zip(names, choice, strict=True) if o is not None)
        schedule = Schedule(replace(contents, assignments=rows))
        if not any(True for _ in _broken(schedule, permission)):
            found = cost
    return found


def best_of_all_weeks(instance: Instance) -> float | None:
    """The least cost of a valid plan of all weeks, each by the plain definition; None: there is no valid plan."""
    contents = read(plan_file.write(instance, Plan((), ())))
    permission = Permission(contents)
    before = {row.person: row.receiver for row in instance.standing}
    found: float | None = None
    for rows, cost in _courses(instance, instance.weeks, before):
        if found is None or cost < found:
            made = tuple(Row(row.week, row.receiver, row.person, row.skill, row.mode) for row in rows)
            if not any(True for _ in _broken(Schedule(replace(contents, assignments=made)), permission)):
                found = cost
    return found


def _courses(
    instance: Instance, weeks: tuple[date, ...], before: dict[str, str]
) -> Iterator[tuple[tuple[Assignment, ...], float]]:
    """Everything that could be done in some weeks, with what it costs; valid or not."""
    if not weeks:
        yield (), 0.0
        return
    for choice in product(*([None, *options(instance, person, weeks[0])] for person in instance.people)):
        rows = tuple(
            Assignment(weeks[0], option[0], person.key, option[1], option[2])
            for person, option in zip(instance.people, choice, strict=True)
            if option is not None
        )
        cost = allocation.objective(instance, rows, weeks[0], before)
        for later, more in _courses(instance, weeks[1:], {row.person: row.receiver for row in rows}):
            yield (*rows, *later), cost + more


def any_plan(instance: Instance) -> bool:
    """Whether any plan of all weeks is valid."""
    contents = read(plan_file.write(instance, Plan((), ())))
    permission = Permission(contents)
    slots = [(week, person) for week in instance.weeks for person in instance.people]
    for choice in product(*([None, *options(instance, person, week)] for week, person in slots)):
        rows = tuple(
            Row(week, option[0], person.key, option[1], option[2])
            for (week, person), option in zip(slots, choice, strict=True)
            if option is not None
        )
        if not any(True for _ in _broken(Schedule(replace(contents, assignments=rows)), permission)):
            return True
    return False


def _broken(schedule: Schedule, permission: Permission) -> Iterator[object]:
    yield from schedule.violations
    yield from limits.violations(schedule, permission)
    yield from Stays(schedule, permission).violations()
    yield from wishes.violations(schedule, permission)


def cost_of(instance: Instance, choice: Choice) -> float:
    """The objective of one week for equal coverage, summed up person by person and step by step."""
    (week,), rules = instance.weeks, instance.rules
    places = {receiver.key: receiver for receiver in instance.receivers}
    came: dict[tuple[str, Skill], float] = {}
    cost = 0.0
    for person, option in zip(instance.people, choice, strict=True):
        if option is None:
            continue
        receiver, skill, mode = option
        came[receiver, skill] = came.get((receiver, skill), 0.0) + person.quarters / 4
        cost += rules.language_gain + 1
        cost += rules.mismatch_cost if skill is not person.skill else 0
        cost += rules.km_cost * kilometres(person, places[receiver]) if mode is Mode.ON_SITE else 0
        cost -= rules.language_gain if person.languages & places[receiver].languages else 0
    needs: dict[tuple[str, Skill], float] = {}
    for need in instance.needs:
        if need.week == week and need.fte > 0:
            needs[need.receiver, need.skill] = needs.get((need.receiver, need.skill), 0.0) + need.fte
    last = min(4 * (rules.mismatch_cost + rules.km_cost * rules.default_max_km + rules.language_gain), 500)
    for place, fte in needs.items():
        steps = max(rules.min_steps, ceil(fte / rules.step_fte))
        filled = came.get(place, 0.0)
        for step in range(steps):
            value = 1000 + (last - 1000) * step / (steps - 1)
            cost += value * min(fte / steps, max(0.0, fte * (step + 1) / steps - filled))
    people = {person.key: (person, option) for person, option in zip(instance.people, choice, strict=True)}
    pools = {pool.key: pool for pool in instance.pools}
    for row in instance.standing:
        person, option = people[row.person]
        stays = option is not None and option[0] == row.receiver
        here = [o for o in options(instance, person, week) if o[0] == row.receiver]
        work = SERVES[person.skill] & pools[person.pool].skills
        if here and not stays and any((row.receiver, skill) in needs for skill in work):
            cost += rules.change_cost
    return cost
