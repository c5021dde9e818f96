"""Which work a person may be given where, by rules 2 to 8 of a valid plan (docs/pool-plan-format.md)."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from math import asin, ceil, cos, radians, sin, sqrt

from lagezentrum.staffing.model import SERVES, Consent, Instance, Mode, Person, Receiver, Skill, last_day

EARTH_KM = 6371.0


def kilometres(person: Person, receiver: Receiver) -> int:
    """Distance as the crow flies on a sphere of radius 6,371 km, rounded up to whole kilometres."""
    south, north = radians(person.latitude), radians(receiver.latitude)
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin(radians(receiver.longitude - person.longitude) / 2) ** 2
    return ceil(2 * EARTH_KM * asin(sqrt(min(1.0, half))))


class Eligibility:
    """Rules 2 to 8 for an instance. Answers do not depend on who else is sent where."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.people = {person.key: person for person in instance.people}
        self.receivers = {receiver.key: receiver for receiver in sorted(instance.receivers, key=lambda row: row.key)}
        self.lenders = {lender.key: lender for lender in instance.lenders}
        self.pools = {pool.key: pool for pool in instance.pools}
        self.teams: dict[str, tuple[str, ...]] = {}
        for key, person in sorted(self.people.items()):
            if person.team is not None:
                self.teams[person.team] = (*self.teams.get(person.team, ()), key)
        self._km: dict[tuple[float, float, str], int] = {}

    def barrier(self, key: str, week: date) -> str | None:
        """What keeps a person from any service in a week: `lender`, `consent`, `window` …; None: nothing does."""
        person, rules = self.people[key], self.instance.rules
        lender = self.lenders.get(person.lender)
        if lender is None or lender.excluded is not None or person.pool not in self.pools:
            return "lender"
        if person.consent is Consent.REFUSED:
            return "consent"
        if not (person.available_from <= week and last_day(week) <= person.available_to):
            return "window"
        if rules.staff_council_required and (person.staff_council_on is None or person.staff_council_on > week):
            return "staff_council"
        if rules.training_required and (person.trained_on is None or person.trained_on > week):
            return "training"
        return None

    def skills(self, key: str) -> frozenset[Skill]:
        """The work a person can be given (rule 6)."""
        person = self.people[key]
        return SERVES[person.skill] & self.pools[person.pool].skills

    def modes(self, key: str, receiver: str) -> frozenset[Mode]:
        """How a person may work for a receiver (rule 7): remote, on site, both or neither."""
        person, place, found = self.people[key], self.receivers[receiver], set()
        open_modes = self.pools[person.pool].modes
        if person.mode is not Mode.ON_SITE and place.remote_possible and Mode.REMOTE in open_modes:
            found.add(Mode.REMOTE)
        if person.mode is not Mode.REMOTE and Mode.ON_SITE in open_modes:
            farthest = self.instance.rules.default_max_km if person.max_km is None else person.max_km
            if self.kilometres(key, receiver) <= farthest:
                found.add(Mode.ON_SITE)
        return frozenset(found)

    def kilometres(self, key: str, receiver: str) -> int:
        """Distance of rule 7, computed once for each point and receiver."""
        person = self.people[key]
        place = person.latitude, person.longitude, receiver
        if place not in self._km:
            self._km[place] = kilometres(person, self.receivers[receiver])
        return self._km[place]

    def work(self, key: str, receiver: str, week: date) -> frozenset[Skill]:
        """The work that rules 2 to 8 allow a person at a receiver in a week; empty: none."""
        if receiver not in self.receivers or self.barrier(key, week) is not None or not self.modes(key, receiver):
            return frozenset()
        return self.skills(key)

    def anywhere(self, key: str, week: date) -> bool:
        """Whether rules 2 to 8 allow a person some assignment in a week."""
        if self.barrier(key, week) is not None or not self.skills(key):
            return False
        return any(self.modes(key, receiver) for receiver in self.receivers)

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """The weeks of the plan, ascending."""
        return tuple(sorted(self.instance.weeks))

    def allowed(self, week: date) -> Iterator[str]:
        """People whom rules 2 to 8 allow some assignment in a week, by key."""
        return (key for key in sorted(self.people) if self.anywhere(key, week))
