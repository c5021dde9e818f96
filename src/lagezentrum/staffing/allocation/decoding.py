"""From whole numbers on arcs back to people, always the same way: equal people in the order of their keys."""

from collections import defaultdict
from collections.abc import Mapping

from lagezentrum.staffing.allocation.arcs import Arc, Hub
from lagezentrum.staffing.allocation.arrays import Floats
from lagezentrum.staffing.allocation.network import Network
from lagezentrum.staffing.allocation.situation import Candidate
from lagezentrum.staffing.model import Assignment, Mode, Skill


def assignments(
    network: Network, values: Floats, prefer: Mapping[str, tuple[str, Skill]] | None = None
) -> tuple[Assignment, ...]:
    """The assignments that a solution stands for, sorted.

    Args:
        network: the model.
        values: a solution of it in whole numbers.
        prefer: person → receiver and work; where equal people may be exchanged, each is left there.
    """
    week, prefer = network.situation.week, prefer or {}
    counts = [round(float(values[arc.column])) for arc in network.arcs]
    waiting = {number: list(group) for number, group in enumerate(network.groups)}
    in_hub: dict[Hub, list[Candidate]] = defaultdict(list)
    places: dict[Hub, list[str]] = defaultdict(list)
    sent: list[tuple[Arc, int]] = []
    found: list[Assignment] = []
    for arc, count in zip(network.arcs, counts, strict=True):
        if count and arc.group is not None:
            sent.append((arc, count))
        elif count and arc.hub is not None and arc.receiver is not None:
            places[arc.hub] += [arc.receiver] * count
    for arc, count in sorted(sent, key=lambda row: row[0].receiver is None):
        if arc.group is None:
            continue
        taken = _chosen(waiting[arc.group], arc, count, prefer)
        if arc.hub is not None:
            in_hub[arc.hub] += taken
        elif arc.receiver is not None:
            found += [Assignment(week, arc.receiver, who.person.key, arc.skill, arc.mode) for who in taken]
    for hub, people in in_hub.items():
        for receiver, who in _spread(people, places[hub], prefer):
            found.append(Assignment(week, receiver, who.person.key, hub.skill, Mode.REMOTE))
    return tuple(sorted(found))


def _chosen(waiting: list[Candidate], arc: Arc, count: int, prefer: Mapping[str, tuple[str, Skill]]) -> list[Candidate]:
    """The first of equal people, those first who were to be there anyway; they no longer wait then."""

    def elsewhere(who: Candidate) -> bool:
        receiver, skill = prefer.get(who.person.key, (None, None))
        return skill != arc.skill or (arc.receiver is not None and receiver != arc.receiver)

    taken = sorted(waiting, key=elsewhere)[:count]
    keys = {who.person.key for who in taken}
    waiting[:] = [who for who in waiting if who.person.key not in keys]
    return taken


def _spread(
    people: list[Candidate], receivers: list[str], prefer: Mapping[str, tuple[str, Skill]]
) -> list[tuple[str, Candidate]]:
    """People of a hub to receivers: where they were to be or were, if there is a place, then in the order of keys."""
    waiting, free, found = sorted(people, key=lambda who: who.person.key), list(receivers), []
    for wanted in (lambda who: prefer.get(who.person.key, (None, None))[0], lambda who: who.at):
        for who in list(waiting):
            receiver = wanted(who)
            if receiver in free:
                free.remove(receiver)
                waiting.remove(who)
                found.append((receiver, who))
    return found + list(zip(free, waiting, strict=True))
