"""Rules about several weeks or several people: minimum stay (12), longest stay (13), teams (14)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from lagezentrum.staffing.checking.contents import Person
from lagezentrum.staffing.checking.layout import FORBID, PIN, RECALL
from lagezentrum.staffing.checking.permission import Permission
from lagezentrum.staffing.checking.schedule import Schedule
from lagezentrum.staffing.checking.violations import Violation
from lagezentrum.staffing.checking.words import german_day


class Stays:
    """Finds who leaves too early, who stays too long, and torn teams."""

    def __init__(self, schedule: Schedule, permission: Permission) -> None:
        self._schedule = schedule
        self._contents = schedule.contents
        self._permission = permission
        self._teams: defaultdict[str, list[Person]] = defaultdict(list)
        for person in self._contents.people.values():
            if person.team is not None:
                self._teams[person.team].append(person)

    def violations(self) -> Iterator[Violation]:
        """Everything that rules 12 to 14 find."""
        for person in self._contents.people.values():
            yield from self._left_early(person)
            yield from self._too_long(person)
        for team, members in sorted(self._teams.items()):
            for week in self._contents.weeks:
                yield from self._torn(team, members, week)

    def _left_early(self, person: Person) -> Iterator[Violation]:
        least = self._contents.pools[person.pool].min_stay_weeks
        least = self._contents.rules.min_stay_weeks if least is None else least
        standing = self._contents.standing.get(person.key)
        receiver = None if standing is None else standing.receiver
        until = None if standing is None else standing.since + timedelta(weeks=least)
        for week in self._contents.weeks:
            now = self._schedule.place.get((person.key, week))
            early = until is not None and week < until and now != receiver
            if early and receiver is not None and not self._may_leave(person, receiver, week):
                yield Violation(
                    12,
                    f"{person.key} kann {receiver} frühestens am {german_day(until)} verlassen.",
                    f"{person.key} can leave {receiver} on {until} at the earliest.",
                    week, person.key, receiver,
                )  # fmt: skip
            if now != receiver:
                receiver, until = now, None if now is None else week + timedelta(weeks=least)

    def _may_leave(self, person: Person, receiver: str, week: date) -> bool:
        """Whether a wish, or rules 2 to 8, end the stay of a person or of one of the person's team in this week."""
        place = self._contents.receivers[receiver]
        members = [person] if person.team is None else self._teams[person.team]
        names = {member.key for member in members}
        for wish in self._contents.wishes:
            if wish.person in names and wish.first <= week <= wish.last:
                if wish.kind == RECALL or (wish.kind == FORBID and wish.receiver in {None, receiver}):
                    return True
                if wish.kind == PIN and wish.receiver != receiver:
                    return True
        return any(not self._permission.could_serve(member, place, week) for member in members)

    def _too_long(self, person: Person) -> Iterator[Violation]:
        most = self._contents.pools[person.pool].max_weeks
        weeks = sorted(self._schedule.of_person[person.key])
        if most is not None and len(weeks) > most:
            yield Violation(
                13,
                f"{person.key} ist {len(weeks)} Wochen im Einsatz, höchstens {most} sind möglich.",
                f"{person.key} is in service for {len(weeks)} weeks, at most {most} are possible.",
                weeks[most],
                person.key,
            )

    def _torn(self, team: str, members: list[Person], week: date) -> Iterator[Violation]:
        places = {self._schedule.place.get((member.key, week)) for member in members}
        if len(places) > 1:
            where = ", ".join(sorted(place or "–" for place in places))
            yield Violation(
                14,
                f"Das Team {team} ist getrennt: {where}.",
                f"The team {team} is torn: {where}.",
                week,
                min(member.key for member in members),
            )
