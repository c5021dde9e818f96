"""A law that nothing ever tries to break proves little: without a rule, plans of the random pools break it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lagezentrum.staffing import allocation, checking, plan_file
from lagezentrum.staffing.model import Consent, Instance, Mode, Skill
from tests.staffing.random_instances import small

Relax = Callable[[Instance], Instance]
TRIES = 150


def rules(**changed: Any) -> Relax:
    return lambda instance: replace(instance, rules=replace(instance.rules, **changed))


def people(**changed: Any) -> Relax:
    return lambda instance: replace(instance, people=tuple(replace(one, **changed) for one in instance.people))


def receivers(**changed: Any) -> Relax:
    return lambda instance: replace(instance, receivers=tuple(replace(one, **changed) for one in instance.receivers))


def lenders(**changed: Any) -> Relax:
    return lambda instance: replace(instance, lenders=tuple(replace(one, **changed) for one in instance.lenders))


def pools(**changed: Any) -> Relax:
    return lambda instance: replace(instance, pools=tuple(replace(one, **changed) for one in instance.pools))


def always(instance: Instance) -> Instance:
    """Windows that hold for the whole plan."""
    first, last = instance.weeks[0], instance.weeks[-1] + timedelta(days=6)
    return people(available_from=first, available_to=last)(instance)


def any_stay(instance: Instance) -> Instance:
    return pools(min_stay_weeks=0)(rules(min_stay_weeks=0)(instance))


RELAXED: list[tuple[int, Relax]] = [
    (2, always),
    (3, people(consent=Consent.GIVEN)),
    (4, rules(staff_council_required=False)),
    (5, rules(training_required=False)),
    (6, people(skill=Skill.LEAD)),
    (7, people(mode=Mode.BOTH)),
    (7, rules(default_max_km=1000)),
    (7, receivers(remote_possible=True)),
    (8, lenders(excluded=None)),
    (8, lenders(max_quarters=None)),
    (9, receivers(seats=None)),
    (9, receivers(accesses=None)),
    (10, receivers(max_arrivals=None)),
    (10, rules(earliest_arrival=None)),
    (11, rules(ceiling=None)),
    (12, any_stay),
    (13, pools(max_weeks=None)),
    (14, people(team=None)),
    (15, lambda instance: replace(instance, wishes=())),
]


@pytest.mark.parametrize(("rule", "relax"), RELAXED)
def test_without_a_rule_some_plan_breaks_it(rule: int, relax: Relax) -> None:
    for seed in range(TRIES):
        instance = small(seed)
        try:
            plan = allocation.plan(relax(instance), with_bound=False)
        except allocation.Unsatisfiable:
            continue
        found = {violation.rule for violation in checking.check(plan_file.write(instance, plan)).violations}
        if rule in found:
            return
    pytest.fail(f"rule {rule} never forbade anything in {TRIES} pools")
