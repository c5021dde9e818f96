"""A week as the planner meets it: who may serve, who has to stay, who may arrive, what later weeks ask for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lagezentrum.staffing.allocation.coverage import Needs, needs_of
from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.allocation.objective import has_work
from lagezentrum.staffing.model import Instance, Person, Standing, Wish, WishKind

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom rules 2 to 8 allow to serve in the week, and what wishes and earlier weeks say about them."""

    person: Person
    at: str | None
    """receiver in the week before"""
    must: str | None
    """has to serve at this receiver (pin, minimum stay)"""
    closed: frozenset[str]
    """receivers forbidden by a wish"""
    may_arrive: bool
    charged: bool
    """`at` has work for them: their leaving may cost a change"""
    stays: tuple[date, ...]
    """later weeks to which an arrival now would bind them"""
    bound: tuple[date, ...]
    """later weeks to which staying at `at` binds them already"""


class Wishes:
    """The wishes of an instance by week and person."""

    def __init__(self, instance: Instance) -> None:
        self._by_person: dict[str, list[Wish]] = defaultdict(list)
        self._reserves = []
        for wish in instance.wishes:
            if wish.kind is WishKind.RESERVE:
                self._reserves.append(wish)
            elif wish.person is not None:
                self._by_person[wish.person].append(wish)

    def _active(self, person: str, week: date, kind: WishKind) -> list[Wish]:
        return [
            wish for wish in self._by_person.get(person, ()) if wish.kind is kind and wish.first <= week <= wish.last
        ]

    def pins(self, person: str, week: date) -> frozenset[str]:
        """Receivers to which a person is pinned in a week; more than one can not be met."""
        return frozenset(w.receiver for w in self._active(person, week, WishKind.PIN) if w.receiver is not None)

    def out(self, person: str, week: date) -> bool:
        """Whether a person is recalled, or forbidden everywhere."""
        nowhere = any(wish.receiver is None for wish in self._active(person, week, WishKind.FORBID))
        return nowhere or bool(self._active(person, week, WishKind.RECALL))

    def closed(self, person: str, week: date) -> frozenset[str]:
        """Receivers for which a person must not work in a week."""
        return frozenset(w.receiver for w in self._active(person, week, WishKind.FORBID) if w.receiver is not None)

    def reserve(self, week: date) -> int:
        """Quarters that have to stay unassigned in a week: the largest of the reserves."""
        return max((w.quarters or 0 for w in self._reserves if w.first <= week <= w.last), default=0)

    def pinned(self, week: date) -> dict[str, frozenset[str]]:
        """Everybody who is pinned in a week."""
        found = {person: self.pins(person, week) for person in sorted(self._by_person)}
        return {person: receivers for person, receivers in found.items() if receivers}

    def mentions(self, person: str) -> bool:
        """Whether any wish names a person."""
        return person in self._by_person


class Situation:
    """One week of an instance, given who is in service in the week before."""

    def __init__(
        self,
        instance: Instance,
        week: date,
        standing: Iterable[Standing],
        used: Mapping[str, int] | None = None,
        *,
        eligible: Eligibility | None = None,
        alone: bool = False,
        stay_counts: bool = True,
    ) -> None:
        """Gather what holds in a week.

        Args:
            instance: what is known.
            week: a Monday of it.
            standing: who is in service in the week before.
            used: weeks of this plan in which a person served already (rule 13).
            eligible: of the same instance, to be used again.
            alone: leave out what weeks ask of one another (changes, minimum and longest stay, arrivals).
            stay_counts: False leaves out the minimum stay, to see whether it is what makes a week impossible.
        """
        self.instance, self.week, self.alone, self._stay_counts = instance, week, alone, stay_counts
        self.eligible = eligible or Eligibility(instance)
        self.needs: Needs = needs_of(instance, week)
        self.wishes = Wishes(instance)
        self.before = {row.person: row for row in standing}
        self.used = dict(used or {})
        self.last = max(instance.weeks)
        self.frozen = instance.rules.earliest_arrival is not None and week < instance.rules.earliest_arrival
        self.allowed = tuple(self.eligible.allowed(week))
        self.candidates = tuple(candidate for key in self.allowed if (candidate := self._candidate(key)) is not None)

    @property
    def previous(self) -> dict[str, str]:
        """Person → receiver in the week before; empty where weeks are looked at alone."""
        return {} if self.alone else {key: row.receiver for key, row in self.before.items()}

    def stay_weeks(self, person: Person) -> int:
        """Weeks that the person stays at least where they arrive."""
        own = self.eligible.pools[person.pool].min_stay_weeks
        return self.instance.rules.min_stay_weeks if own is None else own

    def binding(self, key: str, receiver: str, week: date) -> bool:
        """Whether a minimum stay at a receiver would hold in a week: no rule and no wish takes the person away.

        Of a team any one who is taken away ends the stay of all.
        """
        return all(self._remains(one, receiver, week) for one in self._together(key))

    def _together(self, key: str) -> tuple[str, ...]:
        """The person and, of a team, everybody else in it."""
        team = self.eligible.people[key].team
        return (key,) if team is None else self.eligible.teams[team]

    def _remains(self, key: str, receiver: str, week: date) -> bool:
        if self.wishes.mentions(key):
            pins = self.wishes.pins(key, week)
            if (
                self.wishes.out(key, week)
                or receiver in self.wishes.closed(key, week)
                or (pins and receiver not in pins)
            ):
                return False
        return bool(self.eligible.work(key, receiver, week))

    def _candidate(self, key: str) -> Candidate | None:
        person, week, wishes = self.eligible.people[key], self.week, self.wishes
        named = wishes.mentions(key)
        if named and wishes.out(key, week):
            return None
        pins = wishes.pins(key, week) if named else frozenset()
        closed = wishes.closed(key, week) if named else frozenset()
        row = self.before.get(key)
        if self.alone:
            must = min(pins, default=None)
            held = row.receiver if row is not None and self.frozen else None
            return Candidate(person, held, must, closed, not self.frozen, False, (), ())
        at = row.receiver if row is not None else None
        ends = row.since + self.stay_weeks(person) * WEEK if row is not None else week
        bound = self._weeks(key, at, ends) if at is not None else ()
        must = min(pins, default=None)
        if must is None and at is not None and self._stay_counts and week < ends and self.binding(key, at, week):
            must = at
        stays = self._weeks(key, None, week + self.stay_weeks(person) * WEEK)
        longest = self.eligible.pools[person.pool].max_weeks
        may_arrive = not self.frozen
        if longest is not None:
            left = (
                longest
                - self.used.get(key, 0)
                - sum(
                    bool(wishes.pins(key, later))
                    for later in self.eligible.weeks
                    if later > week and later not in stays
                )
            )
            may_arrive = may_arrive and left >= 1 + len(stays)
            if left < 1 and must is None:
                return None
        charged = at is not None and has_work(self.eligible, self.needs, key, at, week)
        return Candidate(person, at, must, closed, may_arrive, charged, stays, bound)

    def impossible(self) -> dict[Wish, str]:
        """Wishes of the week that can not be met whoever else serves where, and what stands against each."""
        found: dict[Wish, str] = {}
        for wish in self.instance.wishes:
            if not wish.first <= self.week <= wish.last or wish.person is None:
                continue
            if wish.kind is WishKind.RECALL and not self._in_time(wish):
                found[wish] = "notice"
            elif wish.kind is WishKind.PIN and (against := self._against_pin(wish)) is not None:
                found[wish] = against
        return found

    def _in_time(self, wish: Wish) -> bool:
        person = self.eligible.people.get(wish.person or "")
        lender = self.eligible.lenders.get(person.lender) if person is not None else None
        if lender is None or not lender.notice_days:
            return True
        return wish.announced_on is not None and wish.first >= wish.announced_on + timedelta(days=lender.notice_days)

    def _against_pin(self, wish: Wish) -> str | None:
        key, receiver = wish.person or "", wish.receiver or ""
        if key not in self.eligible.people or receiver not in self.eligible.receivers:
            return "unknown"
        barrier = self.eligible.barrier(key, self.week)
        if barrier is not None:
            return barrier
        if not self.eligible.skills(key):
            return "skill"
        if not self.eligible.modes(key, receiver):
            return "distance"
        longest = self.eligible.pools[self.eligible.people[key].pool].max_weeks
        return "longest" if longest is not None and self.used.get(key, 0) >= longest and not self.alone else None

    def _weeks(self, key: str, receiver: str | None, end: date) -> tuple[date, ...]:
        """Weeks after this one and before `end` in which a stay binds (at any receiver: None)."""
        found, later = [], self.week + WEEK
        while later < end and later <= self.last:
            if receiver is None:
                free = all(
                    self.eligible.barrier(one, later) is None and not self.wishes.out(one, later)
                    for one in self._together(key)
                )
            else:
                free = self.binding(key, receiver, later)
            if free:
                found.append(later)
            later += WEEK
        return tuple(found)
