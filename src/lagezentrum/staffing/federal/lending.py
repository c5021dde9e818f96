"""Whole people of each authority: the flow splits some of them, the lending limit has to hold for whole ones."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from lagezentrum.staffing.federal.classes import Classes, Outlets
from lagezentrum.staffing.federal.network import (
    ANY_OFFICE,
    COVERED,
    HUB_ANY,
    HUB_ASKS,
    PLACE_OFFICE,
    REMOTE,
    SCALE,
    SITE_ANY,
    SITE_ASKS,
    SITE_REMOTE,
    Network,
)
from lagezentrum.staffing.federal.problem import SIZES, Floats, Ints

_NOTHING = -1e18
_ROUNDS = 4


def worth(net: Network, flows: Ints) -> Floats:
    """What one quarter more from each outlet would gain, in the units of the objective."""
    gain = np.full(net.nodes, _NOTHING)
    gain[net.sink] = 0.0
    rows = net.groups[COVERED]
    free = flows[rows] < net.capacity[rows]
    np.maximum.at(gain, net.tail[rows][free], -net.cost[rows][free] / SCALE)
    first_need = int(net.hubs[3])
    gain[first_need : net.sink] = np.maximum(gain[first_need : net.sink], 0.0)
    for group in (ANY_OFFICE, PLACE_OFFICE, HUB_ASKS, HUB_ANY, REMOTE, SITE_ANY, SITE_ASKS, SITE_REMOTE):
        rows = net.groups[group]
        np.maximum.at(gain, net.tail[rows], gain[net.head[rows]] - net.cost[rows] / SCALE)
    worth_of: Floats = np.maximum(gain[: net.outlets], 0.0)
    return worth_of


def whole_people(classes: Classes, outlets: Outlets, flows: Ints, gain: Floats, limits: Ints) -> Ints:
    """People lent of each class: what the flow has in whole people, then the best exchanges of each authority.

    What the flow split leaves a few quarters below the limit. One or two people are added, or take the place of one of
    shorter hours, whichever gains most at the prices of the flow.
    """
    size = outlets.size[classes.outlet]
    lent = flows // size
    price = gain[classes.outlet] * size
    number = len(limits)
    hours = range(1, SIZES + 1)
    for _ in range(_ROUNDS):
        used = np.bincount(classes.authority, weights=lent * size, minlength=number).astype(np.int64)
        left = limits - used
        stock = classes.count - lent
        one = [_best(classes, price, (stock > 0) & (size == hour), number) for hour in hours]
        pair = [_best(classes, price, (stock > 1) & (size == hour), number) for hour in hours]
        out = [_best(classes, -price, (lent > 0) & (size == hour), number) for hour in hours]
        nobody = np.zeros(number), np.full(number, -1)
        best, choice = np.full(number, 1e-9), np.full((3, number), -1)
        for gone, first, second in product(range(SIZES + 1), range(1, SIZES + 1), range(SIZES + 1)):
            if second > first or first + second <= gone:
                continue
            takes = [
                out[gone - 1] if gone else nobody,
                pair[first - 1] if first == second else one[first - 1],
                (pair if first == second else one)[second - 1] if second else nobody,
            ]
            gained = takes[0][0] + takes[1][0] + takes[2][0]
            better = (first + second - gone <= left) & (gained > best)
            best[better] = gained[better]
            for row, (_, which) in enumerate(takes):
                choice[row, better] = which[better]
        if (choice[1] < 0).all():
            break
        for row, change in enumerate((-1, 1, 1)):
            rows = choice[row][choice[row] >= 0]
            np.add.at(lent, rows, change)
    whole: Ints = lent
    return whole


def _best(classes: Classes, price: Floats, eligible: NDArray[np.bool_], number: int) -> tuple[Floats, Ints]:
    """The highest price among eligible classes of each authority, and the first class that has it."""
    rows = np.flatnonzero(eligible)
    best = np.full(number, _NOTHING)
    which = np.full(number, -1)
    ordered = rows[np.lexsort((rows, -price[rows], classes.authority[rows]))]
    authority, first = np.unique(classes.authority[ordered], return_index=True)
    best[authority] = price[ordered[first]]
    which[authority] = ordered[first]
    return best, which
