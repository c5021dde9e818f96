"""The exact model of one week: classes of equal people, hubs for remote work, segments of need.

For somebody who works remotely one office is as good as another, but for languages. So equal people form a class, a
class sends people to a *hub* (work, quarters, languages), and hubs send them on to receivers: arcs for people
plus arcs for
receivers, instead of people times receivers. People on site, and those whom a wish, a team or a minimum stay ties to
places, have arcs of their own. All arcs are whole numbers; the model is exact, not an approximation.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable

from lagezentrum.staffing.allocation.arcs import Arc, Hub
from lagezentrum.staffing.allocation.arrays import INFINITY, Arrays
from lagezentrum.staffing.allocation.coverage import incomplete_cost, segments, unmet_cost, waits_for_completion
from lagezentrum.staffing.allocation.later import Later
from lagezentrum.staffing.allocation.limits import add_limits
from lagezentrum.staffing.allocation.objective import known_people, service_cost, still_needed
from lagezentrum.staffing.allocation.situation import Candidate, Situation
from lagezentrum.staffing.allocation.teams import add_rows
from lagezentrum.staffing.model import Mode, Person, Skill


class Network:
    """The model of a situation as arrays, and what its columns mean."""

    def __init__(
        self,
        situation: Situation,
        without: frozenset[Hashable] = frozenset(),
        apart: frozenset[str] = frozenset(),
        *,
        mark: Callable[[Person], Hashable] | None = None,
        idle: bool = False,
    ) -> None:
        """Build the model.

        Args:
            situation: the week.
            without: names of limits to leave out, such as `("seats", "03241")`.
            apart: people who get arcs of their own to every place, so that they can be sent anywhere by hand.
            mark: people of unequal marks are told apart, on hubs too.
            idle: people may also be where nobody needs their work, as a minimum stay can ask.
        """
        self.situation, self.without, self._apart = situation, without, apart
        self.mark, self._idle = mark or (lambda _: None), idle
        self.arrays = Arrays()
        self.groups: list[tuple[Candidate, ...]] = []
        self.arcs: list[Arc] = []
        self.fills: dict[tuple[str, Skill], list[int]] = defaultdict(list)
        self._receivers = situation.eligible.receivers
        self._rules = situation.instance.rules
        self._later = Later(situation, without)
        self._needed: dict[str, list[Skill]] = defaultdict(list)
        for receiver, skill in sorted(situation.needs):
            self._needed[receiver].append(skill)
        reached = self._receivers if idle else self._needed
        self._asked = frozenset[str]().union(*(self._receivers[key].languages for key in reached))
        self._on_site_only = {key: place for key, place in self._receivers.items() if not place.remote_possible}
        self._spoken: dict[Skill, frozenset[str]] = {}
        for key, skills in self._needed.items():
            if self._receivers[key].remote_possible:
                for skill in skills:
                    self._spoken[skill] = self._spoken.get(skill, frozenset()) | self._receivers[key].languages
        if idle:
            self._spoken = dict.fromkeys(Skill, self._asked)
        self._teams: dict[str, list[int]] = defaultdict(list)
        self._hubs: dict[Hub, int] = {}
        self._supply()
        add_limits(self.arrays, situation, without, self._later)
        for key, known in known_people(situation.eligible, situation.needs, situation.previous, situation.week).items():
            row = self.arrays.row(("known", key), float(still_needed(situation.needs, key, len(known))), INFINITY)
            self.arrays.column(self._rules.change_cost, INFINITY, False, [(row, 1.0)])
        for group in self._merged():
            self._add(group)
        teams = {team: groups for team, groups in self._teams.items() if ("team", team) not in without}
        placed = (arc for arc in self.arcs if arc.group is not None and arc.receiver is not None)
        add_rows(self.arrays, situation, teams, ((arc.group or 0, arc.receiver or "", arc.column) for arc in placed))
        self._hub_arcs()

    # --- rows ---------------------------------------------------------------------------------------------------

    def _supply(self) -> None:
        """Rows "filled ≤ sent" with the falling cost of unmet need."""
        sizes = {candidate.person.quarters for candidate in self.situation.candidates}
        arrays, rules = self.arrays, self._rules
        for (key, skill), need in sorted(self.situation.needs.items()):
            receiver = self._receivers[key]
            row = arrays.row(("need", key, skill), 0.0, INFINITY)
            parts = segments(need, receiver, rules, sizes)
            arrays.offset += unmet_cost(need, 0.0, receiver, rules)
            for part in parts:
                self.fills[key, skill].append(arrays.column(-part.value, part.quarters, False, [(row, -1.0)]))
        for key, skills in sorted(self._needed.items()):
            if waits_for_completion(self._receivers[key], rules):
                extra = incomplete_cost(self.situation.needs, self._receivers[key], rules)
                arrays.offset += extra
                done = arrays.column(-extra, 1.0 if sizes else 0.0, True, ())
                for skill in skills:
                    fills = self.fills[key, skill]
                    row = arrays.row(("done", key, skill), 0.0, INFINITY)
                    whole = sum(arrays.upper[fill] for fill in fills)
                    arrays.fill(row, [*((fill, 1.0) for fill in fills), (done, -whole)])

    # --- people -------------------------------------------------------------------------------------------------

    def _merged(self) -> list[tuple[Candidate, ...]]:
        """Candidates with equal arcs and equal limits, in the order of their keys."""
        groups: dict[Hashable, list[Candidate]] = defaultdict(list)
        for candidate in self.situation.candidates:
            groups[self._kind(candidate)].append(candidate)
        return [tuple(group) for group in groups.values()]

    def _kind(self, candidate: Candidate) -> Hashable:
        person = candidate.person
        if person.team is not None or candidate.must is not None or person.key in self._apart:
            return person.key
        site = None if person.mode is Mode.REMOTE else (person.latitude, person.longitude, person.max_km)
        return (
            person.lender if ("lender", person.lender) in self.arrays.numbers else "",
            person.pool, person.quarters, person.skill, person.languages & self._asked, person.mode, site,
            candidate.at, candidate.closed, candidate.may_arrive, candidate.charged, self.mark(person),
            self._later.profile(candidate.stays), self._later.profile(candidate.bound),
        )  # fmt: skip

    def _add(self, group: tuple[Candidate, ...]) -> None:
        candidate, number, arrays = group[0], len(self.groups), self.arrays
        self.groups.append(group)
        person, size = candidate.person, float(len(group))
        must = candidate.must is not None
        row = arrays.row(("group", number), size if must else -INFINITY, size)
        if person.team is not None:
            self._teams[person.team].append(number)
        common = [(row, 1.0)]
        pool = self.situation.eligible.pools[person.pool]
        for name, value in (
            (("ceiling",) if pool.counts_to_ceiling else None, 1.0),
            (("lender", person.lender), float(person.quarters)),
            (("reserve",), float(person.quarters)),
        ):
            if name in arrays.numbers:
                common.append((arrays.numbers[name], value))
        tied = person.team is not None or must or candidate.closed or person.key in self._apart
        open_modes = {Mode.REMOTE, Mode.ON_SITE} & pool.modes
        remote = person.mode is not Mode.ON_SITE and Mode.REMOTE in open_modes
        hubs = remote and candidate.may_arrive and not tied
        # Whoever can use hubs needs arcs of their own only to stay, and to places without remote work.
        places = self._receivers if not hubs else {} if person.mode is Mode.REMOTE else self._on_site_only
        if hubs and candidate.at in self._receivers:
            places = {**places, candidate.at: self._receivers[candidate.at]}
        for key, receiver in places.items():
            stays = key == candidate.at
            if key in candidate.closed or (must and key != candidate.must) or not (stays or candidate.may_arrive):
                continue
            work = self._work(candidate, key)
            if not work:
                continue
            if remote and receiver.remote_possible:
                if stays or not hubs:
                    self._direct(number, key, work, Mode.REMOTE, common)
            elif Mode.ON_SITE in self.situation.eligible.modes(person.key, key):
                self._direct(number, key, work, Mode.ON_SITE, common)
        if hubs:
            self._to_hubs(number, common)

    def _work(self, candidate: Candidate, receiver: str) -> list[Skill]:
        """Work worth considering at a receiver: what it needs, and the person's own where they may have to stay."""
        person = candidate.person
        able = self.situation.eligible.skills(person.key)
        found = [skill for skill in self._needed.get(receiver, ()) if skill in able]
        held = self._idle or person.team is not None or candidate.must is not None or person.key in self._apart
        if able and (held or (candidate.charged and receiver == candidate.at)):
            own = person.skill if person.skill in able else min(able)
            found += [own] if own not in found else []
        return found

    def _direct(self, number: int, key: str, work: list[Skill], mode: Mode, common: list[tuple[int, float]]) -> None:
        candidate, arrays, rules = self.groups[number][0], self.arrays, self._rules
        person, receiver, stays = candidate.person, self._receivers[key], key == candidate.at
        entries = list(common)
        for name in (
            ("seats", key) if mode is Mode.ON_SITE else None,
            ("accesses", key),
            None if stays else ("arrivals", key),
        ):
            if name in arrays.numbers:
                entries.append((arrays.numbers[name], 1.0))  # noqa: PERF401
        entries += self._later.entries(arrays.numbers, candidate, key)
        cost = service_cost(rules) - rules.language_gain * bool(person.languages & receiver.languages)
        if mode is Mode.ON_SITE:
            cost += rules.km_cost * self.situation.eligible.kilometres(person.key, key)
        if stays and candidate.charged:
            entries.append((arrays.numbers["known", key], 1.0))
        for skill in work:
            need = arrays.numbers.get(("need", key, skill))
            own = [*entries, (need, float(person.quarters))] if need is not None else entries
            price = cost + rules.mismatch_cost * (skill is not person.skill)
            column = arrays.column(price, float(len(self.groups[number])), True, own)
            self.arcs.append(Arc(column, number, None, key, skill, mode))

    def _to_hubs(self, number: int, common: list[tuple[int, float]]) -> None:
        group, arrays, rules = self.groups[number], self.arrays, self._rules
        candidate = group[0]
        person = candidate.person
        able = self.situation.eligible.skills(person.key)
        entries = common + self._later.entries(arrays.numbers, candidate, None)
        for skill in sorted(able & self._spoken.keys()):
            hub = Hub(
                skill, person.quarters, person.languages & self._spoken[skill],
                self._later.profile(candidate.stays), self.mark(person),
            )  # fmt: skip
            if hub not in self._hubs:
                self._hubs[hub] = arrays.row(("hub", hub), 0.0, 0.0)
            price = service_cost(rules) + rules.mismatch_cost * (skill is not person.skill)
            column = arrays.column(price, float(len(group)), True, [*entries, (self._hubs[hub], 1.0)])
            self.arcs.append(Arc(column, number, hub, None, skill, Mode.REMOTE))

    def _hub_arcs(self) -> None:
        arrays, rules = self.arrays, self._rules
        sizes: dict[Hub, int] = defaultdict(int)
        for arc in self.arcs:
            if arc.hub is not None and arc.group is not None:
                sizes[arc.hub] += len(self.groups[arc.group])
        for hub, row in self._hubs.items():
            for key, receiver in self._receivers.items():
                need = arrays.numbers.get(("need", key, hub.skill))
                if not receiver.remote_possible or (need is None and not self._idle):
                    continue
                entries = [(row, -1.0)] + ([(need, float(hub.quarters))] if need is not None else [])
                for name in (("accesses", key), ("arrivals", key)):
                    if name in arrays.numbers:
                        entries.append((arrays.numbers[name], 1.0))  # noqa: PERF401
                entries += self._later.at_receiver(arrays.numbers, hub.stays, key)
                price = -rules.language_gain * bool(hub.languages & receiver.languages)
                column = arrays.column(price, float(sizes[hub]), True, entries)
                self.arcs.append(Arc(column, None, hub, key, hub.skill, Mode.REMOTE))
