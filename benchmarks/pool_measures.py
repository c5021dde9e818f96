"""What `benchmarks.pool` measures, each in a process of its own: `python -m benchmarks.pool_measures NAME [NUMBER …]`.

Prints one line of JSON: seconds of the work alone, peak memory of the process, and what came out.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

Result = dict[str, Any]


def week_ours(gap: float) -> Result:
    """One week by `allocation.week`."""
    from benchmarks.pool_instance import autumn
    from lagezentrum.staffing import allocation

    instance = autumn()
    begun = time.perf_counter()
    found = allocation.week(instance, instance.weeks[0], gap=gap)
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "objective": found.objective, "bound": found.bound, "people": len(found.assignments)}


def week_mip(gap: float, limit: float) -> Result:
    """One week by the person × office model in HiGHS."""
    from benchmarks import pool_rivals as rivals
    from benchmarks.pool_instance import autumn
    from lagezentrum.staffing import allocation

    instance = autumn()
    week = instance.weeks[0]
    begun = time.perf_counter()
    model = rivals.person_by_office(instance, week, ())
    chosen, bound, done = rivals.solve_highs(instance, model, gap, limit)
    rows = rivals.as_assignments(model, week, chosen)
    seconds = time.perf_counter() - begun
    return {
        "seconds": seconds, "objective": allocation.objective(instance, rows, week, {}), "bound": bound, "done": done,
        "columns": len(model.columns),
    }  # fmt: skip


def week_cp_sat(limit: float) -> Result:
    """One week by the person × office model in CP-SAT."""
    from benchmarks import pool_rivals as rivals
    from benchmarks.pool_instance import autumn
    from lagezentrum.staffing import allocation

    instance = autumn()
    week = instance.weeks[0]
    begun = time.perf_counter()
    model = rivals.person_by_office(instance, week, ())
    chosen = rivals.solve_cp_sat(instance, model, limit, workers=2)
    rows = rivals.as_assignments(model, week, chosen)
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "objective": allocation.objective(instance, rows, week, {}), "found": bool(chosen)}


def rolling_ours(gap: float) -> Result:
    """Twelve weeks by `allocation.plan`, and the joint bound beside it."""
    from benchmarks.pool_instance import autumn
    from lagezentrum.staffing import allocation, checking, plan_file

    instance = autumn()
    begun = time.perf_counter()
    plan = allocation.plan(instance, gap=gap, with_bound=False)
    seconds = time.perf_counter() - begun
    bound = allocation.joint_bound(instance, gap=gap)
    checked = checking.check(plan_file.write(instance, plan))
    return {
        "seconds": seconds, "objective": sum(week.objective for week in plan.weeks), "bound": bound,
        "bound_seconds": time.perf_counter() - begun - seconds, "violations": len(checked.violations),
        "changes": sum(week.changes for week in checked.weeks),
    }  # fmt: skip


def rolling_mip(gap: float, limit: float) -> Result:
    """Twelve weeks, one after the other, by the person × office model in HiGHS."""
    from benchmarks import pool_rivals as rivals
    from benchmarks.pool_instance import autumn
    from lagezentrum.staffing import checking, plan_file
    from lagezentrum.staffing.model import Plan, WeekResult

    instance = autumn()
    begun = time.perf_counter()
    cost, rows, met = rivals.rolling(instance, gap, limit)
    seconds = time.perf_counter() - begun
    results = tuple(WeekResult(week, 0.0, 0.0) for week in instance.weeks)
    checked = checking.check(plan_file.write(instance, Plan(rows, results)))
    return {"seconds": seconds, "objective": cost, "weeks_done": met, "violations": len(checked.violations)}


def what_if(plus: float) -> Result:
    """The first office by key gets more: relaxation, whole people, against planning the week anew."""
    from benchmarks.pool_instance import autumn
    from lagezentrum.staffing import allocation, explanation
    from lagezentrum.staffing.explanation.counterfactual import asked
    from lagezentrum.staffing.explanation.resolving import PlannedWeek

    instance = autumn(weeks=1)
    week = instance.weeks[0]
    begun = time.perf_counter()
    plan = allocation.plan(instance, with_bound=False)
    full = time.perf_counter() - begun
    office = min(receiver.key for receiver in instance.receivers if receiver.areas)
    begun = time.perf_counter()
    explanation.what_if(instance, plan, office, week, plus, whole=False)
    unprepared = time.perf_counter() - begun
    planned = PlannedWeek(instance, plan, week)
    asked(planned, office, plus, whole=False)  # the first question solves the relaxation
    begun = time.perf_counter()
    asked(planned, office, plus, whole=False)
    prepared = time.perf_counter() - begun
    begun = time.perf_counter()
    found = asked(planned, office, plus)
    whole = time.perf_counter() - begun
    largest = max((-fte for key, fte in found.changes if key != office), default=0.0)
    return {
        "full": full, "unprepared": unprepared, "prepared": prepared, "whole": whole, "cost": found.cost,
        "largest_loss": largest,
    }  # fmt: skip


def federal_ours(people: float, authorities: float) -> Result:
    """One federal week by `federal.distribute`, verified person by person."""
    from benchmarks.pool_federal_check import verify
    from benchmarks.pool_federal_data import pool
    from lagezentrum.staffing.federal import distribute

    given = pool(int(people), int(authorities))
    begun = time.perf_counter()
    found = distribute(given.people, given.offices, given.prices)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": seconds, "objective": found.objective, "bound": found.bound, "gap": found.gap, "mb": peak,
        "classes": found.classes, "sent": int((found.office >= 0).sum()),
        "available": int(given.people.available.sum()), "faults": verify(given, found),
    }  # fmt: skip


def federal_mip(people: float, authorities: float, gap: float, limit: float) -> Result:
    """One federal week as the class program in HiGHS."""
    from benchmarks.pool_class_mip import solve
    from benchmarks.pool_federal_data import pool

    given = pool(int(people), int(authorities))
    begun = time.perf_counter()
    objective, bound, done = solve(given, gap, limit)
    return {"seconds": time.perf_counter() - begun, "objective": objective, "bound": bound, "done": done}


MEASURES: dict[str, Callable[..., Result]] = {
    measure.__name__: measure
    for measure in (
        week_ours, week_mip, week_cp_sat, rolling_ours, rolling_mip, what_if, federal_ours, federal_mip,
    )
}  # fmt: skip


def main() -> None:
    """Measure and print."""
    name, *numbers = sys.argv[1:]
    result = MEASURES[name](*(float(number) for number in numbers))
    result.setdefault("mb", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
