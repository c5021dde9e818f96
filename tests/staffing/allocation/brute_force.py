"""The best distribution of a tiny week by trying every one; it knows limits and the plain objective, no solver."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from lagezentrum.staffing.allocation import objective
from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.model import Assignment, Instance, Mode


def distributions(instance: Instance, week: date, previous: Mapping[str, str]) -> Iterator[tuple[Assignment, ...]]:
    """Every distribution of a week within limits (no wishes, teams, minimum or longest stay)."""
    eligible = Eligibility(instance)
    choices: list[list[Assignment | None]] = []
    for key in sorted(eligible.people):
        options = [
            Assignment(week, receiver, key, skill, mode)
            for receiver in eligible.receivers
            for skill in sorted(eligible.work(key, receiver, week))
            for mode in sorted(eligible.modes(key, receiver))
        ]
        choices.append([None, *options])
    for choice in product(*choices):
        rows = tuple(row for row in choice if row is not None)
        if _within(instance, eligible, rows, previous):
            yield rows


def best(instance: Instance, week: date, previous: Mapping[str, str]) -> float:
    """The smallest objective of all distributions."""
    return min(objective(instance, rows, week, previous) for rows in distributions(instance, week, previous))


def _within(
    instance: Instance, eligible: Eligibility, rows: tuple[Assignment, ...], previous: Mapping[str, str]
) -> bool:
    counted = [row for row in rows if eligible.pools[eligible.people[row.person].pool].counts_to_ceiling]
    if instance.rules.ceiling is not None and len(counted) > instance.rules.ceiling:
        return False
    for lender in instance.lenders:
        lent = sum(eligible.people[row.person].quarters for row in rows if row.person.startswith(f"{lender.key}/"))
        if lender.max_quarters is not None and lent > lender.max_quarters:
            return False
    for place in instance.receivers:
        here = [row for row in rows if row.receiver == place.key]
        sizes = (
            (place.seats, sum(row.mode is Mode.ON_SITE for row in here)),
            (place.accesses, len(here)),
            (place.max_arrivals, sum(previous.get(row.person) != place.key for row in here)),
        )
        if any(most is not None and size > most for most, size in sizes):
            return False
    return True
