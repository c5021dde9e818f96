"""What later weeks ask of this one: who arrives now may have to stay when a pin or a reserve needs the place.

Rows exist only for later weeks within a minimum stay that have pins or reserves; without those, whoever fits today fits
tomorrow. A row says: people bound by then, plus those pinned by then, stay within the limit.
"""

from collections.abc import Hashable, Mapping
from datetime import date

from lagezentrum.staffing.allocation.situation import WEEK, Candidate, Situation
from lagezentrum.staffing.model import Mode

Entries = list[tuple[int, float]]


class Later:
    """Limits of later weeks, seen from a week."""

    def __init__(self, situation: Situation, without: frozenset[Hashable]) -> None:
        self._situation, self._without = situation, without
        self._weeks: tuple[date, ...] = ()
        self._pinned: dict[date, dict[str, frozenset[str]]] = {}
        if situation.alone or "later" in without:
            return
        longest = max((situation.stay_weeks(person) for person in situation.instance.people), default=1)
        weeks = [situation.week + WEEK * number for number in range(1, longest)]
        wishes = situation.wishes
        self._weeks = tuple(
            week for week in weeks if week <= situation.last and (wishes.reserve(week) or wishes.pinned(week))
        )
        self._pinned = {week: wishes.pinned(week) for week in self._weeks}

    def profile(self, weeks: tuple[date, ...]) -> tuple[date, ...]:
        """Those of some weeks that have rows."""
        return tuple(week for week in weeks if week in self._weeks)

    def rows(self) -> list[tuple[Hashable, float]]:
        """Names and limits, less what pinned people take."""
        found: list[tuple[Hashable, float]] = []
        situation = self._situation
        people, eligible = situation.eligible.people, situation.eligible
        for week in self._weeks:
            pinned = {key: min(places) for key, places in self._pinned[week].items() if key in people}
            reserve = situation.wishes.reserve(week)
            if reserve:
                spare = sum(people[key].quarters for key in eligible.allowed(week)) - reserve
                found.append((("later", week, "reserve"), spare - sum(people[key].quarters for key in pinned)))
            taken: dict[tuple[str, ...], int] = {}
            name: tuple[str, ...]
            for key, receiver in pinned.items():
                pool = eligible.pools.get(people[key].pool)
                for name, amount in (
                    (("accesses", receiver), 1),
                    (("seats", receiver), int(self._on_site(key, receiver))),
                    (("ceiling",), int(pool is not None and pool.counts_to_ceiling)),
                    (("lender", people[key].lender), people[key].quarters),
                ):
                    taken[name] = taken.get(name, 0) + amount
            for name, amount in sorted(taken.items()):
                most = self._most(name)
                if most is not None and name not in self._without:
                    found.append((("later", week, *name), most - amount))
        return found

    def _most(self, name: tuple[str, ...]) -> int | None:
        """The limit of that name; None: there is none."""
        instance, eligible = self._situation.instance, self._situation.eligible
        if name == ("ceiling",):
            return instance.rules.ceiling
        if name[0] == "lender":
            lender = eligible.lenders.get(name[1])
            return None if lender is None else lender.max_quarters
        place = eligible.receivers.get(name[1])
        return None if place is None else place.seats if name[0] == "seats" else place.accesses

    def _on_site(self, key: str, receiver: str) -> bool:
        eligible = self._situation.eligible
        return receiver in eligible.receivers and Mode.REMOTE not in eligible.modes(key, receiver)

    def entries(self, numbers: Mapping[Hashable, int], candidate: Candidate, receiver: str | None) -> Entries:
        """Entries of an arc of a candidate to a receiver, or to a hub (None)."""
        if not self._weeks:
            return []
        person, situation = candidate.person, self._situation
        weeks = candidate.bound if receiver is not None and receiver == candidate.at else candidate.stays
        found: Entries = []
        for week in self.profile(weeks):
            if person.key in self._pinned[week]:
                continue
            if receiver is not None and not situation.binding(person.key, receiver, week):
                continue
            pool = situation.eligible.pools[person.pool]
            names: list[tuple[tuple[str, ...], float]] = [
                (("reserve",), person.quarters),
                (("lender", person.lender), person.quarters),
                (("ceiling",), float(pool.counts_to_ceiling)),
            ]
            if receiver is not None:
                names.append((("accesses", receiver), 1.0))
                names.append((("seats", receiver), float(self._on_site(person.key, receiver))))
            for name, value in names:
                row = numbers.get(("later", week, *name))
                if row is not None and value:
                    found.append((row, float(value)))
        return found

    def at_receiver(self, numbers: Mapping[Hashable, int], stays: tuple[date, ...], receiver: str) -> Entries:
        """Entries of an arc from a hub to a receiver."""
        found = [numbers.get(("later", week, "accesses", receiver)) for week in stays]
        return [(row, 1.0) for row in found if row is not None]
