"""From a flow in quarters to whole people on every arc, and from arcs to people."""

import numpy as np

from lagezentrum.staffing.federal.problem import Floats, Ints


def apportion(node: Ints, people: Floats, total: Ints) -> Ints:
    """Whole people on arcs out of `node`, near `people`, whose sum at each node is `total`.

    Largest remainders get one more; ties go to the first arc. A node with people has at least one arc.
    """
    whole = np.floor(people + 1e-9).astype(np.int64)
    rest = people - whole
    order = np.lexsort((np.arange(len(node)), -rest, node))
    where = node[order]
    starts = np.flatnonzero(np.concatenate([[True], where[1:] != where[:-1]])) if len(where) else np.zeros(0, np.int64)
    lengths = np.diff(np.concatenate([starts, [len(where)]]))
    rank = np.arange(len(where)) - np.repeat(starts, lengths)
    degree = np.repeat(lengths, lengths)
    missing = total - np.bincount(node, weights=whole, minlength=len(total)).astype(np.int64)
    wanted = np.maximum(missing, 0)[where]
    whole[order] += wanted // np.maximum(degree, 1) + (rank < wanted % np.maximum(degree, 1))
    surplus = np.maximum(-missing, 0)
    while surplus.any():  # more than there are: the smallest remainders give back
        takes = order[::-1][(whole[order[::-1]] > 0) & (surplus[node[order[::-1]]] > 0)]
        _, first = np.unique(node[takes], return_index=True)
        whole[takes[first]] -= 1
        surplus[node[takes[first]]] -= 1
    return whole


def deal(people: Ints, node: Ints, tail: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Give each arc its number of the people at its tail, in their order: people (by arc's tail), arc of each."""
    by_node = np.argsort(node, kind="stable")
    arcs = np.argsort(tail, kind="stable")
    return people[by_node], np.repeat(arcs, count[arcs])
