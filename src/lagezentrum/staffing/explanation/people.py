"""Why a person is where the plan puts them."""

from dataclasses import dataclass
from datetime import date

from lagezentrum.staffing.allocation.situation import Candidate
from lagezentrum.staffing.explanation.resolving import PlannedWeek
from lagezentrum.staffing.model import Instance, Mode, Plan


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place for a person: what it would cost, or which rule forbids it."""

    receiver: str | None
    """None: not in service"""
    cost: float | None
    """rise of the objective by solving again with whole people; None: forbidden, impossible or not asked"""
    relaxed: float | None
    """rise of the linear relaxation, an estimate; None: forbidden or impossible"""
    rule: str | None
    """why not (`remote`, `distance`, `mode`, `forbidden`, `arrival`, `no_work`, `limits`); None: allowed"""


@dataclass(frozen=True, slots=True)
class PersonReasons:
    """Where a person is in a week and what the alternatives would cost."""

    person: str
    week: date
    receiver: str | None
    barrier: str | None
    """what keeps the person from any service in that week, such as `window` (rules 2 to 8); None: nothing"""
    held: str | None
    """`pin`, `stay`, `team` or `wish` (recalled, forbidden) where that decides; None: the objective does"""
    alternatives: tuple[Alternative, ...]
    """the cheapest first, those that are forbidden last"""


def person(instance: Instance, plan: Plan, key: str, week: date, *, limit: int = 2, gap: float = 1e-4) -> PersonReasons:
    """Why a person is there in a week; all other places by the relaxation, the `limit` cheapest with whole people.

    Raises:
        KeyError: person or week unknown.
    """
    planned = PlannedWeek(instance, plan, week, apart=frozenset({key}))
    who = planned.eligible.people[key]
    here = next((row.receiver for row in planned.rows if row.person == key), None)
    barrier = planned.eligible.barrier(key, week)
    candidate = next((one for one in planned.situation.candidates if one.person.key == key), None)
    if barrier is not None or candidate is None:
        return PersonReasons(key, week, here, barrier, None if barrier else "wish", ())
    held = _held(planned, candidate)
    if held is not None:
        return PersonReasons(key, week, here, None, held, ())
    places = [place for place in [None, *planned.eligible.receivers] if place != here]
    found = [_relaxed(planned, candidate, place) for place in places]
    open_ = sorted((one for one in found if one.relaxed is not None), key=lambda one: (one.relaxed, one.receiver or ""))
    closed = sorted((one for one in found if one.relaxed is None), key=lambda one: one.receiver or "")
    whole = [_whole(planned, who.key, one, gap) for one in open_[:limit]]
    return PersonReasons(key, week, here, None, None, (*whole, *open_[limit:], *closed))


def _held(planned: PlannedWeek, candidate: Candidate) -> str | None:
    if planned.situation.wishes.pins(candidate.person.key, planned.week):
        return "pin"
    if candidate.must is not None:
        return "stay"
    return "team" if candidate.person.team is not None else None


def _relaxed(planned: PlannedWeek, candidate: Candidate, place: str | None) -> Alternative:
    network, key = planned.network, candidate.person.key
    number = next(row for row, group in enumerate(network.groups) if group[0].person.key == key)
    arcs = [arc for arc in network.arcs if arc.group == number]
    if place is None:
        rise = planned.relaxed({}, 0.0, closed=[arc.column for arc in arcs])
        return Alternative(None, None, rise, None if rise is not None else "limits")
    columns = {arc.column: 1.0 for arc in arcs if arc.receiver == place}
    if not columns:
        return Alternative(place, None, None, _why_not(planned, candidate, place))
    rise = planned.relaxed(columns, 1.0)
    return Alternative(place, None, rise, None if rise is not None else "limits")


def _whole(planned: PlannedWeek, key: str, one: Alternative, gap: float) -> Alternative:
    found = planned.with_person(key, one.receiver, gap)
    if found is None:
        return Alternative(one.receiver, None, one.relaxed, "limits")
    return Alternative(one.receiver, found.objective - planned.objective, one.relaxed, None)


def _why_not(planned: PlannedWeek, candidate: Candidate, place: str) -> str:
    """The rule that keeps a person from a receiver."""
    if place in candidate.closed:
        return "forbidden"
    who, receiver = candidate.person, planned.eligible.receivers[place]
    if not planned.eligible.modes(who.key, place):
        if who.mode is Mode.REMOTE:
            return "mode" if receiver.remote_possible else "remote"
        pool = planned.eligible.pools[who.pool]
        return "distance" if Mode.ON_SITE in pool.modes else "mode"
    if place != candidate.at and not candidate.may_arrive:
        return "arrival"
    return "no_work"
