"""The certain outlook of areas: every rule and step by itself, and what follows for what holds there."""

from dataclasses import dataclass, field, replace
from datetime import date

from lagezentrum.engine.count_start import latest
from lagezentrum.engine.decisions import Decision, Suspension
from lagezentrum.engine.evidence import ONE_DAY, Evidence
from lagezentrum.engine.outcome import Change, Episode, Replay
from lagezentrum.engine.progress import area_of_rule
from lagezentrum.engine.standing import Standings
from lagezentrum.law.model import StepName, Text, Version
from lagezentrum.outlook.earliest.combining import step_outlook
from lagezentrum.outlook.earliest.model import AreaOutlook, Prospect, State, Way
from lagezentrum.outlook.earliest.search import Search
from lagezentrum.outlook.earliest.settled import settled_changes


@dataclass(frozen=True)
class Outlooks:
    """Answers for areas what may come at the earliest. Made by `look_ahead`.

    Attributes:
        evidence: the figures up to `day`, and none after it.
        now: judged up to the present day over these figures.
        replay: judged up to `horizon` over the same, so that what comes without any figure is in it.
        standings: what that replay says of each day.
        day: the last day whose figures are looked at.
        present: the day from which one looks ahead.
        horizon: the last day looked at.
        decisions: those on record on the present day.
    """

    evidence: Evidence
    now: Replay
    replay: Replay
    standings: Standings
    day: date
    present: date
    horizon: date
    decisions: tuple[Decision, ...]
    suspensions: tuple[Suspension, ...]
    _kept: dict[str, AreaOutlook] = field(default_factory=dict)
    _found: dict[tuple[str, str, StepName, Change], Prospect] = field(default_factory=dict)
    """by area of the rule: what concerns the Land is looked for once for all its districts"""

    def of(self, area: str) -> AreaOutlook:
        """The outlook of a district, or of a Land."""
        if area not in self._kept:
            self._kept[area] = self._look(area)
        return self._kept[area]

    def _look(self, area: str) -> AreaOutlook:
        prospects = tuple(
            self._once(where, rule, step, change)
            for rule, step in self._rules_and_steps(area)
            if (where := area_of_rule(self.evidence.regulation, area, rule)) is not None
            for change in self._changes(where, rule, step)
        )
        standing = self.standings.on(area, self.present)
        settled = settled_changes(self.standings, self.suspensions, area, self.present, self.horizon)
        begins = {p: day for p in prospects if (day := self._begins(p)) is not None}
        names = [step for _rule, step in self._rules_and_steps(area)]
        if standing.fixed is not None:
            names.append(str(standing.fixed.level))
        steps = tuple(
            step_outlook(self.standings, standing, step, prospects, settled, self.horizon, begins)
            for step in dict.fromkeys(names)
        )
        found = [step for step in steps if step is not None]
        return AreaOutlook(
            area,
            self.day,
            self.present,
            standing,
            tuple(sorted(found, key=lambda s: (not s.step.isdigit(), s.step.zfill(3)))),
            prospects,
            settled,
        )

    def _rules_and_steps(self, area: str) -> list[tuple[str, StepName]]:
        """What the versions in force from the present day to the horizon can raise, in the order of the law."""
        versions = [
            v
            for v in self.evidence.regulation.for_area(area)
            if v.in_force.from_ <= self.horizon and (v.in_force.to is None or v.in_force.to >= self.present)
        ]
        found = [(rule, step) for v in versions for rule in v.rules for step in v.steps(rule)]
        return list(dict.fromkeys(found))

    # -- one rule, one step -------------------------------------------------------------------------------------

    def _search(self, area: str, rule: str, step: StepName) -> Search:
        own = tuple(e for e in self.replay.episodes if (e.area, e.rule, e.step) == (area, rule, step))
        return Search(
            self.evidence, Replay((), own), area, rule, step, self.day, self.horizon,
            tuple(d for d in self.decisions if (d.area, d.rule) == (area, rule)),
        )  # fmt: skip

    def _last(self, area: str, rule: str, step: StepName) -> Episode | None:
        """The episode that is open on the present day, or ended last before."""
        return latest(e for e in self.now.episodes if (e.area, e.rule, e.step) == (area, rule, step))

    def _changes(self, area: str, rule: str, step: StepName) -> tuple[Change, ...]:
        """Which changes can come next: the end of what holds (or will), and a raise where none is open."""
        last = self._last(area, rule, step)
        found = self._next_of(last)
        # What the regulation will set has to be lifted again. Where it is met but not determined, it may cease before
        # that and be set anew, or go on; the days that count for its end then hang on figures to come.
        undecided = last is not None and self._is_open(last)
        if "lower" not in found and not undecided and self._set_by_regulation(area, rule, step) is not None:
            return (*found, "lower")
        return found

    def _next_of(self, last: Episode | None) -> tuple[Change, ...]:
        if last is None or (last.lapsed and last.ends is not None and last.ends <= self.present):
            return ("raise",)
        if self._is_open(last):
            if last.effective is None:
                return ("raise",)
            return ("raise", "lower") if last.effective > self.present else ("lower",)
        return ("lower", "raise") if self._still_holds(last) else ("raise",)

    def _still_holds(self, last: Episode) -> bool:
        """Whether a step that was lowered is in force until its end comes."""
        return last.effective is not None and (last.ends is None or last.ends > self.present)

    def _begins(self, end: Prospect) -> date | None:
        """The day from which that will hold whose end is looked for; None if it holds, or no day is known."""
        days = [
            e.effective
            for e in self.replay.episodes
            if (e.area, e.rule, e.step) == (end.area, end.rule, end.step)
            and e.effective is not None
            and (e.ends is None or e.ends > max(e.effective, self.present))
        ]
        first = min(days, default=None)
        return first if end.change == "lower" and first is not None and first > self.present else None

    def _once(self, area: str, rule: str, step: StepName, change: Change) -> Prospect:
        key = (area, rule, step, change)
        if key not in self._found:
            self._found[key] = self._prospect(*key)
        return self._found[key]

    def _prospect(self, area: str, rule: str, step: StepName, change: Change) -> Prospect:
        last = self._last(area, rule, step)
        search = self._search(area, rule, step)
        blank = Prospect(rule, area, step, self._title(area, rule, step), change, "excluded", None)
        if last is not None:
            known = self._known(blank, search, last)
            if known is not None:
                return known
        ways = search.ways(change)
        itself = self._set_by_regulation(area, rule, step) if change == "raise" else None
        if itself is not None and (not ways or ways[0].earliest.effect >= itself):
            return replace(blank, state="settled", earliest=itself)
        refrained = change == "raise" and last is not None and last.refrained and self._is_open(last)
        if refrained:
            return self._despite_refraining(blank, search, ways)
        if not ways:
            return replace(blank, until=search.last_day())
        state, earliest = self._of_nearest(ways)
        return replace(blank, state=state, earliest=earliest, otherwise=search.otherwise(change, ways), ways=ways)

    def _of_nearest(self, ways: tuple[Way, ...]) -> tuple[State, date]:
        """How the nearest way stands, and the first day on which it can take effect."""
        nearest = ways[0].earliest
        if nearest.breaks:
            return "running", nearest.effect
        return "undetermined", max(nearest.effect, self.present + ONE_DAY)  # it waits for a value, or for an order

    def _despite_refraining(self, blank: Prospect, search: Search, ways: tuple[Way, ...]) -> Prospect:
        """A step of whose determination an authority refrains: once that ends, or once it was left and is met anew."""
        anew = search.after_ending_first()
        until = self._refrained_until(blank.area, blank.rule, blank.step)
        if ways and (anew is None or ways[0].earliest.effect <= anew):
            state, earliest = self._of_nearest(ways)
            otherwise = min((d for d in (search.otherwise("raise", ways), anew) if d is not None), default=None)
            return replace(blank, state=state, earliest=earliest, otherwise=otherwise, ways=ways, until=until)
        if anew is None:
            return replace(blank, until=search.last_day())
        return replace(blank, state="running", earliest=anew, until=until)

    def _known(self, blank: Prospect, search: Search, last: Episode) -> Prospect | None:
        """A change whose day stands already: ordered, or found and waiting for an order."""
        soonest = self.present + ONE_DAY  # nobody can order for a day that has begun
        if blank.change == "raise" and self._is_open(last) and not last.refrained:
            if last.effective is None:
                day = max(soonest, self._effect_of(search, last.met_on))
                return replace(blank, state="met", earliest=day, met_on=last.met_on)
            if last.effective > self.present:
                state: State = "settled" if last.determined else "met"
                return replace(blank, state=state, earliest=last.effective, met_on=last.met_on)
        if blank.change == "lower" and last.lowered_on is not None and self._still_holds(last):
            if last.ends is None:
                day = max(soonest, self._effect_of(search, last.lowered_on))
                return replace(blank, state="met", earliest=day, met_on=last.lowered_on)
            state = "settled" if last.lift_determined or last.lapsed else "met"
            return replace(blank, state=state, earliest=max(soonest, last.ends), met_on=last.lowered_on)
        return None

    def _set_by_regulation(self, area: str, rule: str, step: StepName) -> date | None:
        """The day ahead from which the regulation itself sets a step until it is lifted."""
        before = {e.met_on: e for e in self.now.episodes if (e.area, e.rule, e.step) == (area, rule, step)}
        days = []
        for episode in self.replay.episodes:
            if (episode.area, episode.rule, episode.step) != (area, rule, step) or not episode.determined:
                continue
            known = before.get(episode.met_on)
            if episode.effective is not None and (known is None or known.effective != episode.effective):
                days.append(episode.effective)
        return min((day for day in days if day > self.present), default=None)

    @staticmethod
    def _is_open(episode: Episode) -> bool:
        """Whether an episode lasts on the present day."""
        return episode.lowered_on is None

    @staticmethod
    def _effect_of(search: Search, end: date) -> date:
        start = search.start(end)
        return end if start is None else start.condition.effect_of(end)

    def _refrained_until(self, area: str, rule: str, step: StepName) -> date | None:
        """The last day of a refraining that is on record for a step or one below it."""
        days = [
            d.until
            for d in self.decisions
            if (d.kind, d.area, d.rule) == ("refrained", area, rule) and d.step in (step, *_below(step))
        ]
        return max((day for day in days if day is not None and day >= self.day), default=None)

    def _title(self, area: str, rule: str, step: StepName) -> Text:
        version = self._version_with(area, rule, step)
        if version is None:
            return Text(de=step, en=step)
        consequence = version.rules[rule].consequence
        return consequence.title if consequence is not None else version.levels[int(step)]

    def _version_with(self, area: str, rule: str, step: StepName) -> Version | None:
        day = self.present
        while day <= self.horizon:
            version = self.evidence.version_judging(area, rule, step, day)
            if version is not None:
                return version
            day += ONE_DAY
        return None


def _below(step: StepName) -> tuple[StepName, ...]:
    """The levels below a level; nothing lies below a consequence."""
    return tuple(str(level) for level in range(1, int(step))) if step.isdigit() else ()
