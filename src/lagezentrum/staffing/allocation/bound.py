"""A lower bound of what all weeks together cost: of every valid plan, however it was made.

Left out are the cost of changes, the longest stay and the limits of arrivals. The minimum stay is kept as rows
between weeks (`allocation.stays`) that every valid plan obeys. Weeks are taken in blocks. Rows within a block are kept
as they are; those between blocks are priced (Lagrangian relaxation): for any prices p ≥ 0 of rows A x ≥ b, no plan
costs less than p · b + min (c - pᵀ A) x, and without the rows that minimum is a sum over blocks, each with whole people
and a proven bound of its own. The prices are the dual values of the linear program over all weeks; the bound holds for
any others, so nothing depends on how exactly that program is solved. A block shows what people who can not be divided
cost from week to week, which single weeks do not.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import highspy
import numpy as np

from lagezentrum.staffing.allocation.arrays import INFINITY, Arrays, Floats, quiet
from lagezentrum.staffing.allocation.conflicts import Unsatisfiable, find
from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.allocation.network import Network
from lagezentrum.staffing.allocation.one_week import solve
from lagezentrum.staffing.allocation.situation import Situation
from lagezentrum.staffing.allocation.solving import Infeasible, possible, proven
from lagezentrum.staffing.allocation.stays import Place, alone, binds, columns, home_of
from lagezentrum.staffing.model import QUARTERS, Instance

_BLOCK = 4
"""weeks whose rows are kept together: the more, the tighter the bound and the longer the search"""


@dataclass(slots=True)
class _Link:
    """A row over several weeks: the sum of its entries is at least `low`."""

    low: float
    entries: list[tuple[int, int, float]]
    """number of the week, column in its model, factor"""


def joint_bound(instance: Instance, *, gap: float = 1e-4) -> float:
    """A lower bound of the total objective of all weeks planned at once.

    Before `earliest_arrival` only those of `standing` may serve, at their receivers.

    Args:
        instance: what is known.
        gap: how exactly each week is solved; the bound holds whatever it is.

    Raises:
        Unsatisfiable: wishes and rules exclude one another.
    """
    eligible = Eligibility(instance)
    weeks = [
        Situation(instance, week, instance.standing, eligible=eligible, alone=True) for week in sorted(instance.weeks)
    ]
    if not binds(eligible):
        return sum(solve(week, gap).bound for week in weeks)
    networks = [alone(week, homes=True) for week in weeks]
    links = _links(instance, networks)
    total = 0.0
    blocks = _blocks(weeks)
    block_of = {week: number for number, block in enumerate(blocks) for week in block}
    kept: dict[int, list[_Link]] = defaultdict(list)
    for link, price in zip(links, _prices(networks, links).tolist(), strict=True):
        touched = {block_of[week] for week, _, _ in link.entries}
        if len(touched) == 1:
            kept[touched.pop()].append(link)
            continue
        total += price * link.low
        for week, column, factor in link.entries:
            networks[week].arrays.cost[column] -= price * factor
    for number, block in enumerate(blocks):
        try:
            total += proven(_together(networks, block, kept[number]), gap)
        except Infeasible:  # with nobody else in service the rows between weeks hold, so it is a week by itself
            week = next((week for week in block if not possible(networks[week])), block[0])
            raise Unsatisfiable(find(weeks[week])) from None
    return total


def _blocks(weeks: list[Situation]) -> list[range]:
    """Which weeks are taken together: four at a time.

    Weeks in all of which the need is more than everybody's working time are taken one by one: all serve in them and
    hardly anybody moves, so that a block would show next to nothing and take several times as long.
    """
    scarce = [
        sum(week.needs.values()) > sum(candidate.person.quarters for candidate in week.candidates) / QUARTERS
        for week in weeks
    ]
    found: list[range] = []
    for begin in range(0, len(weeks), _BLOCK):
        block = range(begin, min(begin + _BLOCK, len(weeks)))
        found += [range(week, week + 1) for week in block] if all(scarce[begin : block.stop]) else [block]
    return found


def _together(networks: list[Network], weeks: Iterable[int], links: Iterable[_Link]) -> Arrays:
    """Some weeks as one model, with the links between them in the order given."""
    found = Arrays()
    first = {week: found.extend(networks[week].arrays, whole=True) for week in weeks}
    for number, link in enumerate(links):
        row = found.row(("link", number), link.low, INFINITY)
        found.fill(row, ((first[week] + column, factor) for week, column, factor in link.entries))
    return found


def _links(instance: Instance, networks: list[Network]) -> list[_Link]:
    people = {person.key: person for person in instance.people}
    before: dict[Place, int] = {}
    for row in instance.standing:
        person = people[row.person]
        place = row.receiver, person.skill, person.quarters, home_of(person)
        before[place] = before.get(place, 0) + 1
    every = [columns(network, 0) for network in networks]
    on = [columns(network, 1) for network in networks]
    far = [columns(network, 2) for network in networks]
    found = []
    for week in range(len(networks) - 1):
        for place, there in sorted(on[week].items()):
            entries = [(week, column, -1.0) for column in there]
            entries += [(week + 1, column, 1.0) for column in every[week + 1].get(place, ())]
            if week:
                entries += [(week - 1, column, 1.0) for column in far[week - 1].get(place, ())]
            found.append(_Link(0.0 if week else -float(before.get(place, 0)), entries))
    return found


def _prices(networks: list[Network], links: list[_Link]) -> Floats:
    """Dual values of the links in the linear program over all weeks, none below 0; zeros where it has no solution."""
    together = _together(networks, range(len(networks)), links)
    rows = [together.numbers["link", number] for number in range(len(links))]
    solver = quiet()
    for option, value in (("solver", "ipm"), ("run_crossover", "off"), ("presolve", "choose")):
        solver.setOptionValue(option, value)  # whatever comes out are prices, and any prices will do
    solver.passModel(together.model())  # without whole numbers
    solver.run()
    if solver.getModelStatus() not in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnknown}:
        return np.zeros(len(links))
    duals = np.array(solver.getSolution().row_dual)
    prices: Floats = np.maximum(np.nan_to_num(duals[rows]), 0.0) if len(duals) else np.zeros(len(links))
    return prices
