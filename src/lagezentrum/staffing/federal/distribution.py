"""Distribution of one week at federal size: hub-network flow, whole people per authority, a small integer program."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagezentrum.staffing.federal import network as hub
from lagezentrum.staffing.federal.classes import Classes, Outlets, merge
from lagezentrum.staffing.federal.dealing import apportion, deal
from lagezentrum.staffing.federal.flow import least_cost
from lagezentrum.staffing.federal.lending import whole_people, worth
from lagezentrum.staffing.federal.problem import (
    LEVELS,
    ON_SITE,
    REMOTE,
    Floats,
    Ints,
    Offices,
    Prices,
    Workforce,
    check_problem,
)
from lagezentrum.staffing.federal.residual import Leftovers, place_leftovers
from lagezentrum.staffing.federal.steps import segments, total_unmet, unmet
from lagezentrum.staffing.model import QUARTERS

_SMALL = 40
"""quarters of need below which one more person per size is placed by the program: there whole people matter"""
_WINDOW = 32
"""quarters beyond what a place has for sure that people left over may fill"""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Where each person works; -1: is not sent. `bound` is proven: no distribution of whole people costs less."""

    office: NDArray[np.int16]
    work: NDArray[np.int8]
    mode: NDArray[np.int8]
    objective: float
    bound: float
    classes: int

    @property
    def gap(self) -> float:
        """What may still be gained, as a share of the objective."""
        return (self.objective - self.bound) / abs(self.objective) if self.objective else 0.0


def distribute(people: Workforce, offices: Offices, prices: Prices, *, residual_gap: float = 5e-5) -> Distribution:
    """Distribute one week.

    The objective is that of `staffing.allocation` for equal coverage without changes: unmet need by steps, service,
    mismatch, distance, language. Equal arrays give equal results.

    Raises:
        Impossible: the arrays do not fit one another.
        ExtraMissing: OR-Tools is not installed.
    """
    check_problem(people, offices)
    kilometres = offices.kilometres()
    outlets, classes = merge(people, offices, kilometres, prices)
    quarters = classes.count * outlets.size[classes.outlet]
    supply = np.bincount(classes.authority, weights=quarters, minlength=len(people.limits)).astype(np.int64)
    supply = np.minimum(supply, people.limits)
    smallest = int(outlets.size[classes.outlet].min()) if len(classes.outlet) else 1
    covered = segments(offices.need, prices, smallest)
    net = hub.build(outlets, offices, kilometres, prices, covered, int(quarters.sum()) + 1)
    flows = least_cost(net, np.arange(len(supply)), supply, (classes.authority, classes.outlet, quarters))
    nothing = total_unmet(offices.need, np.zeros(offices.need.shape, np.int64), prices)
    bound = nothing + float((flows[: len(net.tail)] * net.cost).sum()) / hub.SCALE
    gain = worth(net, flows[: len(net.tail)])
    lent = whole_people(classes, outlets, flows[len(net.tail) :], gain, people.limits)
    sent = np.bincount(classes.outlet, weights=lent, minlength=net.outlets).astype(np.int64)
    flows = least_cost(net, np.arange(net.outlets), sent * outlets.size)
    counts = _whole_arcs(net, outlets, flows, sent, offices, prices, bound * residual_gap)
    person, place, mode = _people(net, classes, lent, counts)
    return _result(people, offices, prices, kilometres, person, place, mode, bound, len(classes.count))


def _whole_arcs(
    net: hub.Network, outlets: Outlets, flows: Ints, sent: Ints, offices: Offices, prices: Prices, allowed: float
) -> Ints:  # fmt: skip
    """Whole people on every arc but those of covered need; who is left at a hub or place is placed by a program."""
    size = _sizes(net, outlets)
    counts = np.zeros(len(net.tail), np.int64)
    at = np.zeros(net.nodes, np.int64)
    at[: net.outlets] = sent
    sites = (hub.UNUSED, hub.SITE_REMOTE, hub.SITE_ANY, hub.SITE_ASKS)
    for groups, low, high in (
        (sites, outlets.remote, net.outlets),
        ((hub.UNUSED, hub.REMOTE), 0, outlets.remote),
        ((hub.HUB_ASKS, hub.HUB_ANY), int(net.hubs[0]), int(net.hubs[1])),
    ):
        rows = _rows(net, groups)
        rows = rows[(net.tail[rows] >= low) & (net.tail[rows] < high)]
        total = np.where((np.arange(net.nodes) >= low) & (np.arange(net.nodes) < high), at, 0)
        counts[rows] = apportion(net.tail[rows], flows[rows] / size[net.tail[rows]], total)
        np.add.at(at, net.head[rows], counts[rows])
    rows = _rows(net, (hub.ANY_OFFICE, hub.PLACE_OFFICE))
    counts[rows] = flows[rows] // size[net.tail[rows]]
    small = QUARTERS * offices.need.ravel()[net.head[rows] - int(net.hubs[3])] < _SMALL
    counts[rows] = np.maximum(counts[rows] - small, 0)
    first, last = int(net.hubs[1]), int(net.hubs[3])
    for _ in range(2):  # rounding above may have sent fewer than the flow wanted
        over = np.bincount(net.tail[rows], weights=counts[rows], minlength=net.nodes).astype(np.int64) - at
        for node in np.flatnonzero(over[first:last] > 0) + first:
            mine = rows[(net.tail[rows] == node) & (counts[rows] > 0)][: over[node]]
            counts[mine] -= 1
    left = at - np.bincount(net.tail[rows], weights=counts[rows], minlength=net.nodes).astype(np.int64)
    final = _rows(net, (hub.HUB_ASKS, hub.SITE_ASKS, hub.ANY_OFFICE, hub.PLACE_OFFICE))
    begun = np.bincount(
        net.head[final] - last, weights=counts[final] * size[net.tail[final]], minlength=offices.need.size
    ).astype(np.int64)
    open_rows = rows[left[net.tail[rows]] > 0]
    nodes, tail = np.unique(net.tail[open_rows], return_inverse=True)
    leftovers = Leftovers(
        left[nodes], tail, net.head[open_rows] - last, size[net.tail[open_rows]],
        net.cost[open_rows] * size[net.tail[open_rows]] / hub.SCALE,
    )  # fmt: skip
    counts[open_rows] += place_leftovers(leftovers, _falls(offices.need, begun, prices), allowed)
    return counts


def _falls(need: Floats, begun: Ints, prices: Prices) -> Floats:
    """What each of the next quarters at a place lowers the cost of unmet need."""
    ahead = np.arange(_WINDOW + 1)
    costs = [unmet(float(wanted), have + ahead, prices) for wanted, have in zip(need.ravel(), begun, strict=True)]
    falls: Floats = -np.diff(np.array(costs), axis=1)
    return np.round(falls, 9)


def _sizes(net: hub.Network, outlets: Outlets) -> Ints:
    """Quarters of a person at every node that people pass."""
    size = np.ones(net.nodes, np.int64)
    by_language, any_hub, first_place, first_need = (int(number) for number in net.hubs)
    size[: net.outlets] = outlets.size
    size[by_language:any_hub] = outlets.size[: outlets.remote]
    size[any_hub:first_place] = np.arange(first_place - any_hub) % 4 + 1
    size[first_place:first_need] = net.place[3]
    return size


def _rows(net: hub.Network, groups: tuple[str, ...]) -> Ints:
    return np.concatenate([np.arange(net.groups[group].start, net.groups[group].stop) for group in groups])


def _people(net: hub.Network, classes: Classes, lent: Ints, counts: Ints) -> tuple[Ints, Ints, Ints]:
    """People sent, the place of need of each and how they work: the first of each class, dealt out along the arcs."""
    first = np.repeat(classes.start, lent) + _count_up(lent)
    person, node = classes.order[first], np.repeat(classes.outlet, lent)
    by_language, any_hub, last = int(net.hubs[0]), int(net.hubs[1]), int(net.hubs[3])
    remote = any_hub - by_language
    on_site = np.zeros(len(net.tail), bool)
    for group in (hub.SITE_ASKS, hub.PLACE_OFFICE):
        on_site[net.groups[group]] = True
    done: list[tuple[Ints, Ints, Ints]] = []
    for groups, low, high in (
        ((hub.UNUSED, hub.SITE_REMOTE, hub.SITE_ANY, hub.SITE_ASKS), remote, net.outlets),
        ((hub.UNUSED, hub.REMOTE), 0, remote),
        ((hub.HUB_ASKS, hub.HUB_ANY), by_language, any_hub),
        ((hub.ANY_OFFICE, hub.PLACE_OFFICE), any_hub, last),
    ):
        rows = _rows(net, groups)
        rows = rows[(net.tail[rows] >= low) & (net.tail[rows] < high)]
        here = (node >= low) & (node < high)
        present = np.bincount(node[here], minlength=net.nodes)
        leaving = np.bincount(net.tail[rows], weights=counts[rows], minlength=net.nodes).astype(np.int64)
        stay = np.flatnonzero(present > leaving)  # who is left at a hub or place is not sent
        tails = np.concatenate([net.tail[rows], stay])
        heads = np.concatenate([net.head[rows], np.full_like(stay, net.sink)])
        site = np.concatenate([on_site[rows], np.zeros(len(stay), bool)])
        dealt, arc = deal(person[here], node[here], tails, np.concatenate([counts[rows], (present - leaving)[stay]]))
        arrived = heads[arc]
        final = (arrived >= last) & (arrived < net.sink)
        done.append((dealt[final], arrived[final] - last, np.where(site[arc][final], ON_SITE, REMOTE)))
        moving = arrived < last
        person, node = np.concatenate([person[~here], dealt[moving]]), np.concatenate([node[~here], arrived[moving]])
    parts = [np.concatenate(part) for part in zip(*done, strict=True)]
    return parts[0], parts[1], parts[2]


def _count_up(counts: Ints) -> Ints:
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return np.arange(int(counts.sum())) - starts


def _result(
    people: Workforce, offices: Offices, prices: Prices, kilometres: Ints, person: Ints, place: Ints, mode: Ints,
    bound: float, classes: int,
) -> Distribution:  # fmt: skip
    office, work = np.divmod(place, LEVELS)
    came = np.bincount(place, weights=people.quarters[person], minlength=offices.need.size).astype(np.int64)
    cost = total_unmet(offices.need, came.reshape(offices.need.shape), prices)
    cost += prices.service * len(person)
    cost += prices.mismatch * int((people.level[person] != work).sum())
    cost -= prices.language * int(offices.asks[office, people.language[person]].sum())
    on_site = mode == ON_SITE
    cost += prices.km * int(kilometres[people.district[person], office][on_site].sum())
    size = len(people.authority)
    where, what, how = np.full(size, -1, np.int16), np.full(size, -1, np.int8), np.full(size, -1, np.int8)
    where[person], what[person], how[person] = office, work, mode
    return Distribution(where, what, how, cost, bound, classes)
