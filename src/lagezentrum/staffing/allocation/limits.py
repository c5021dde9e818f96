"""Rows of the limits of a week: ceiling, places, arrivals, lenders, reserve, and those of later weeks."""

from collections.abc import Hashable

from lagezentrum.staffing.allocation.arrays import INFINITY, Arrays
from lagezentrum.staffing.allocation.later import Later
from lagezentrum.staffing.allocation.situation import Situation


def add_limits(arrays: Arrays, situation: Situation, without: frozenset[Hashable], later: Later) -> None:
    """Add a row for each limit that can bind, named like `("seats", "03241")`, but for those left out."""
    instance, eligible = situation.instance, situation.eligible
    limits: list[tuple[tuple[str, ...], int | None]] = [(("ceiling",), instance.rules.ceiling)]
    for receiver in eligible.receivers.values():
        limits += [(("seats", receiver.key), receiver.seats), (("accesses", receiver.key), receiver.accesses)]
        if not situation.alone:
            limits.append((("arrivals", receiver.key), receiver.max_arrivals))
    offered: dict[str, int] = {}
    for candidate in situation.candidates:
        person = candidate.person
        offered[person.lender] = offered.get(person.lender, 0) + person.quarters
    for lender in sorted(instance.lenders, key=lambda row: row.key):
        if lender.max_quarters is not None and offered.get(lender.key, 0) > lender.max_quarters:
            limits.append((("lender", lender.key), lender.max_quarters))
    reserve = situation.wishes.reserve(situation.week)
    if reserve:
        there = sum(eligible.people[key].quarters for key in situation.allowed)
        limits.append((("reserve",), there - reserve))
    for name, most in limits:
        if most is not None and name not in without:
            arrays.row(name, -INFINITY, float(most))
    for of_later, left in later.rows():
        arrays.row(of_later, -INFINITY, left)
    for number in range(_unmet(situation)):
        arrays.row(("wish", number), 1.0, INFINITY)


def _unmet(situation: Situation) -> int:
    """Wishes that nothing can meet: each gets a row without entries, which makes the model infeasible."""
    candidates = {candidate.person.key: candidate for candidate in situation.candidates}
    unmet = len(situation.impossible())
    for key, receivers in situation.wishes.pinned(situation.week).items():
        candidate = candidates.get(key)
        unmet += candidate is None or len(receivers) > 1 or bool(receivers & candidate.closed)
    return unmet
