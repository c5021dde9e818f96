"""Minimum stay as rows between the models of neighbouring weeks.

Who arrives at a receiver in week s, and may by rules 2 to 8 serve in week s + 1, is there in week s + 1 (rule 12). So
for each person x(s) ≤ x(s - 1) + x(s + 1), where x is 1 in the weeks they are there; added up over the people of a
receiver who have the same skill, working time and, where told apart, home, this is a row that every valid plan obeys.
People in teams, those whom a wish names and those whose stay is a single week are left out; longer stays count as
stays of two weeks.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.allocation.network import Network
from lagezentrum.staffing.allocation.situation import WEEK, Situation, Wishes
from lagezentrum.staffing.model import Mode, Person, Skill

_FAR = 2
_ANYWHERE = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Kind:
    """People whom the rows need not tell apart."""

    skill: Skill
    quarters: int
    ahead: int
    """following weeks without a break in which rules 2 to 8 let them serve, at most 2"""
    home: tuple[float, float]
    """where somebody lives who works on site alone; zeros for others, and where homes are not told apart"""

    def at(self, receiver: str) -> "Place":
        """Of these people those at a receiver."""
        return receiver, self.skill, self.quarters, self.home


Place = tuple[str, Skill, int, tuple[float, float]]
"""Receiver, and skill, quarters and home of a `Kind`."""


def binds(eligible: Eligibility) -> bool:
    """Whether anybody has to stay for more than a week."""
    stays = (_stay_weeks(eligible, person) for person in eligible.people.values())
    return len(eligible.weeks) > 1 and any(weeks >= _FAR for weeks in stays)


def kinds(eligible: Eligibility, wishes: Wishes, week: date, *, homes: bool = False) -> Callable[[Person], Hashable]:
    """The mark that tells people apart in the model of a week: a `Kind`, or None for whom the rows leave out.

    With `homes`, people who work on site alone are told apart by where they live: more rows, a tighter model.
    """

    def kind(person: Person) -> Kind | None:
        if person.team is not None or wishes.mentions(person.key) or _stay_weeks(eligible, person) < _FAR:
            return None
        ahead = 0
        while ahead < _FAR and eligible.barrier(person.key, week + (ahead + 1) * WEEK) is None:
            ahead += 1
        return Kind(person.skill, person.quarters, ahead, home_of(person) if homes else _ANYWHERE)

    return kind


def home_of(person: Person) -> tuple[float, float]:
    """Where somebody lives whom distance ties to places; zeros for everybody who also works remotely."""
    return (person.latitude, person.longitude) if person.mode is Mode.ON_SITE else _ANYWHERE


def _stay_weeks(eligible: Eligibility, person: Person) -> int:
    pool = eligible.pools.get(person.pool)
    own = pool.min_stay_weeks if pool is not None else None
    return eligible.instance.rules.min_stay_weeks if own is None else own


def alone(situation: Situation, *, homes: bool = False) -> Network:
    """The model of a week by itself, in which people may also be where nobody needs them; `homes` as in `kinds`."""
    mark = kinds(situation.eligible, situation.wishes, situation.week, homes=homes)
    return Network(situation, mark=mark, idle=True)


def columns(network: Network, ahead: int, *, arrivals: bool = False) -> dict[Place, list[int]]:
    """Columns that send people to a receiver, by kind of people.

    Args:
        network: a model whose marks are those of `kinds`.
        ahead: only people who may serve in at least so many following weeks.
        arrivals: only those that bring somebody who was not there in the week before.
    """
    found: dict[Place, list[int]] = defaultdict(list)
    for arc in network.arcs:
        if arc.receiver is None:
            continue
        first = network.groups[arc.group][0] if arc.group is not None else None
        mark = arc.hub.mark if arc.hub is not None else network.mark(first.person) if first is not None else None
        stays = first is not None and first.at == arc.receiver
        if isinstance(mark, Kind) and mark.ahead >= ahead and not (arrivals and stays):
            found[mark.at(arc.receiver)].append(arc.column)
    return found
