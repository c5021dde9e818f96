"""What follows from the assignments of a plan: coverage, its smallest value and Gini coefficient, changes.

Coverage of a receiver in a week: posts put to work for each kind of work, counted up to the need for it, over the whole
need. Change: somebody who was at a receiver in the week before and is not there now.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lagezentrum.staffing.checking.schedule import Schedule
from lagezentrum.staffing.checking.violations import STATEMENT, Violation

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of one week; None where nobody needs anybody."""

    week: date
    people: int
    need_fte: float
    covered_fte: float
    coverage: float | None
    minimum_coverage: float | None
    gini: float | None
    changes: int
    of_receiver: dict[str, float]


def weekly(schedule: Schedule) -> tuple[Week, ...]:
    """The figures of each week of the plan."""
    return tuple(_week(schedule, week) for week in schedule.contents.weeks)


def _week(schedule: Schedule, week: date) -> Week:
    contents = schedule.contents
    given: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in schedule.of_week[week]:
        given[row.receiver, row.skill] += contents.people[row.person].quarters
    need: defaultdict[str, float] = defaultdict(float)
    covered: defaultdict[str, float] = defaultdict(float)
    wanted: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row_of_need in contents.needs:
        if row_of_need.week == week:
            wanted[row_of_need.receiver, row_of_need.skill] += row_of_need.fte
    for (receiver, skill), fte in sorted(wanted.items()):
        need[receiver] += fte
        covered[receiver] += min(fte, given[receiver, skill] / 4)
    shares = {name: covered[name] / fte for name, fte in sorted(need.items()) if fte > 0}
    total, met = sum(need.values()), sum(covered.values())
    left = sum(
        1
        for name in contents.people
        if (before := schedule.before(name, week)) is not None and schedule.place.get((name, week)) != before
    )
    return Week(
        week,
        len({row.person for row in schedule.of_week[week]}),
        total,
        met,
        met / total if total > 0 else None,
        min(shares.values()) if shares else None,
        gini(list(shares.values())) if shares else None,
        left,
        shares,
    )


def gini(values: list[float]) -> float:
    """Gini coefficient: half the mean absolute difference of all pairs over the mean; 0 where all are 0."""
    total = sum(values)
    if total == 0:
        return 0.0
    ordered = sorted(values)
    weighted = sum((2 * rank - len(ordered) - 1) * value for rank, value in enumerate(ordered, start=1))
    return weighted / (len(ordered) * total)


def misstatements(schedule: Schedule, weeks: tuple[Week, ...]) -> Iterator[Violation]:
    """Where `results` state something else than what follows, lack a week, or state a bound above the objective."""
    results = {row.week: row for row in schedule.contents.results}
    if [row.week for row in schedule.contents.results] != list(schedule.contents.weeks):
        yield Violation(
            STATEMENT,
            "„results“ hat nicht genau eine Zeile je Woche des Plans.",
            '"results" does not have exactly one row per week of the plan.',
        )
    for found in weeks:
        row = results.get(found.week)
        if row is None:
            continue
        if row.bound > row.objective + TOLERANCE * max(1.0, abs(row.objective)):
            yield Violation(
                STATEMENT,
                f"Die Schranke {row.bound:g} liegt über dem Zielwert {row.objective:g}.",
                f"The bound {row.bound:g} is above the objective {row.objective:g}.",
                found.week,
            )
        for name, stated in row.stated.items():
            computed = getattr(found, name)
            if computed is None or abs(computed - stated) > TOLERANCE:
                shown = "–" if computed is None else f"{computed:g}"
                yield Violation(
                    STATEMENT,
                    f"{name}: angegeben {stated:g}, aus den Einsätzen folgt {shown}.",
                    f"{name}: stated {stated:g}, the assignments give {shown}.",
                    found.week,
                )
