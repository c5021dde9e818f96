"""Who works elsewhere than in the week before, and why: one answer for the report and for the board."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lagezentrum.documents.pool.report_data import Reason
from lagezentrum.staffing.model import Instance, Person, Plan, WishKind, last_day

_SAME = 0.05
"""Full-time posts by which a need may differ and still be called the same: it is written with one decimal."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Where everybody is in the week and was in the week before: receivers by key of person."""

    instance: Instance
    week: date
    people: Mapping[str, Person]
    now: Mapping[str, str]
    before: Mapping[str, str]

    @classmethod
    def of(cls, instance: Instance, plan: Plan, week: date) -> "Moves":
        """Those of a week of a plan."""
        people = {person.key: person for person in instance.people}
        now = {row.person: row.receiver for row in plan.assignments if row.week == week}
        return cls(instance, week, people, now, _week_before(instance, plan, week))

    def counted(self, receiver: str) -> Counter[Reason]:
        """Why people came to a receiver or left it, and how many for each reason."""
        reasons = [self._why_here(key, receiver) for key, place in self.now.items() if place == receiver]
        reasons += [self._why_gone(key) for key, place in self.before.items() if self._gone(key, place, receiver)]
        return Counter(reason for reason in reasons if reason is not None)

    def reasons(self, receiver: str, needs: tuple[float, float] | None) -> tuple[Reason, ...]:
        """Why a receiver has other people; `needs`: before and now, where both are known."""
        found = set(self.counted(receiver))
        moved = None if needs is None else need_moved(*needs)
        if found and moved is not None:
            found.add(moved)
        return tuple(reason for reason in Reason if reason in found)

    def _gone(self, person: str, place: str, receiver: str) -> bool:
        return place == receiver and self.now.get(person) != receiver

    def _why_here(self, key: str, receiver: str) -> Reason | None:
        if self.before.get(key) == receiver:
            return None
        if self._wished(key, WishKind.PIN, receiver):
            return Reason.BY_HAND
        if key in self.before:
            return Reason.FROM_ELSEWHERE
        earlier = self.people[key].available_from <= self.week - timedelta(weeks=1)
        return Reason.FROM_RESERVE if earlier else Reason.NEWLY_AVAILABLE

    def _why_gone(self, key: str) -> Reason:
        if self._wished(key, WishKind.RECALL):
            return Reason.RECALLED
        person = self.people.get(key)
        if person is None or person.available_to < last_day(self.week):
            return Reason.WINDOW_ENDED
        if self._wished(key, WishKind.FORBID, self.before[key]) or self._wished(key, WishKind.PIN):
            return Reason.BY_HAND
        return Reason.TO_ELSEWHERE if key in self.now else Reason.NOT_PLANNED

    def _wished(self, person: str, kind: WishKind, receiver: str | None = None) -> bool:
        return any(
            wish.kind is kind
            and wish.person == person
            and wish.first <= self.week <= wish.last
            and (receiver is None or wish.receiver in (None, receiver))
            for wish in self.instance.wishes
        )


def need_moved(before: float, now: float) -> Reason | None:
    """Whether a need rose or fell, in full-time posts as they are written."""
    if abs(now - before) <= _SAME:
        return None
    return Reason.NEED_ROSE if now > before else Reason.NEED_FELL


def _week_before(instance: Instance, plan: Plan, week: date) -> dict[str, str]:
    if week == min(instance.weeks):
        return {row.person: row.receiver for row in instance.standing}
    return {row.person: row.receiver for row in plan.assignments if row.week == week - timedelta(weeks=1)}
