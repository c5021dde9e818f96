"""Minimum-cost flow by OR-Tools, which is an optional extra."""

from typing import Any

import numpy as np

from lagezentrum.staffing.federal.network import Network
from lagezentrum.staffing.federal.problem import Ints


class ExtraMissing(ImportError):
    """OR-Tools is not installed. `de` and `en` say what to do."""

    def __init__(self) -> None:
        self.de = (
            "Für Pools in Bundesgröße fehlt OR-Tools. "
            "Installieren Sie die Erweiterung: pip install 'lagezentrum[federal]'"
        )
        self.en = "Pools of federal size need OR-Tools. Install the extra: pip install 'lagezentrum[federal]'"
        super().__init__(self.en)


def _solver() -> Any:
    try:
        from ortools.graph.python import min_cost_flow
    except ImportError as error:
        raise ExtraMissing from error
    return min_cost_flow.SimpleMinCostFlow()


def least_cost(net: Network, sources: Ints, supply: Ints, lent: tuple[Ints, Ints, Ints] | None = None) -> Ints:
    """Flow on every arc of `net`, then on those of `lent` (authority, outlet, capacity) where given.

    `sources` are nodes with `supply` quarters each. With `lent` they are authorities, numbered from 0, whose nodes come
    after all others, and what they keep costs nothing.
    """
    solver = _solver()
    tail, head, capacity, cost = net.tail, net.head, net.capacity, net.cost
    if lent is not None:
        authority, outlet, most = lent
        sources = sources + net.nodes
        tail = np.concatenate([tail, authority + net.nodes, sources])
        head = np.concatenate([head, outlet, np.full(len(sources), net.sink)])
        capacity = np.concatenate([capacity, most, supply])
        cost = np.concatenate([cost, np.zeros(len(most) + len(sources), np.int64)])
    solver.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    solver.set_nodes_supplies(sources, supply)
    solver.set_node_supply(net.sink, -int(supply.sum()))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow has no optimum: {status}")
    size = len(net.tail) + (0 if lent is None else len(lent[0]))
    flows: Ints = np.asarray(solver.flows(np.arange(size)), dtype=np.int64)
    return flows
