"""The shortest sections that can bring the next change of a step: the rule's own counting, run ahead.

Which days count, in which state a day is judged and what a condition asks is answered by the engine; here one only
looks for the first day on which a section can end when every figure still unknown is what it has to be.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lagezentrum.engine.count_start import CountStart, count_start
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.evidence import ONE_DAY, Condition, Evidence, Lane, indicators_of
from lagezentrum.engine.outcome import Change, MissingValue, Replay
from lagezentrum.engine.progress import day_mark
from lagezentrum.law.model import StepName
from lagezentrum.outlook.earliest.model import Box, Break, Need, Needs, Path, Way, Word

_MOST_BOXES = 8
"""A section whose alternatives after a break are looked for; of a longer one only its first and last days are."""


@dataclass
class Search:
    """Looks ahead for one step under one rule in one area.

    Attributes:
        evidence: the figures up to `day`, and none after it.
        replay: the episodes of this step, judged up to `horizon` over these figures.
        area, rule, step: what is looked for; `area` as the rule judges it.
        day: the last day whose figures are looked at.
        horizon: the last day looked at.
        decisions: those the replay was given.
    """

    evidence: Evidence
    replay: Replay
    area: str
    rule: str
    step: StepName
    day: date
    horizon: date
    decisions: tuple[Decision, ...]
    _starts: dict[date, CountStart | None] = field(default_factory=dict)
    _held: dict[tuple[str, str, Lane, date], bool | None] = field(default_factory=dict)
    _sections: dict[tuple[str, str, date, date], tuple[date, ...]] = field(default_factory=dict)
    _effects: dict[tuple[str, str, date], date | None] = field(default_factory=dict)

    def start(self, day: date) -> CountStart | None:
        """The state in which a day is judged if no section completes before."""
        if day not in self._starts:
            self._starts[day] = count_start(
                self.evidence, self.replay, self.area, self.rule, self.step, day, self.decisions
            )
        return self._starts[day]

    def last_day(self) -> date | None:
        """The last day in a row that a version with this step judges; None if that lies beyond the horizon."""
        for day in self._days(self.day + ONE_DAY):
            if self.start(day) is None:
                return day - ONE_DAY
        return None

    def ways(self, change: Change) -> tuple[Way, ...]:
        """Every way to a change that is still open, the nearest first."""
        possible = self._first_ends(change)
        certain = self._first_ends(change, strict=True)
        ways = []
        for lane in dict.fromkeys([*possible, *certain]):  # the next version may have other ways
            sure = self._path(change, lane, *certain[lane]) if lane in certain else None
            earliest = self._path(change, lane, *possible[lane]) if lane in possible else sure
            if earliest is not None:
                ways.append(Way(earliest, sure))
        return tuple(sorted(ways, key=lambda way: (way.earliest.effect, way.earliest.section_end)))

    def otherwise(self, change: Change, ways: tuple[Way, ...]) -> date | None:
        """The earliest effect along any way if the next day that the nearest way needs does not bring it."""
        nearest = ways[0].earliest
        if not nearest.breaks:
            return None
        found = self._first_ends(change, broken=_Broken(nearest.breaks[0].day, nearest.ways, nearest.version))
        return min((start.condition.effect_of(end) for end, start in found.values()), default=None)

    def after_ending_first(self) -> date | None:
        """The earliest effect of a new raise of a step that is raised but does not hold: it must end and begin anew."""
        ends = self._first_ends("lower").values()
        if not ends:
            return None
        begins = min(end for end, _start in ends) + ONE_DAY
        for end in self._days(max(begins, self.day + ONE_DAY)):
            start = self.start(end)
            if start is None:
                return None
            condition = Condition(self.evidence, start.condition.version, self.rule, "raising", self.step, self.area)
            days = condition.last_days(end, max(begins, condition.counting_starts))
            if condition.counts(end) and len(days) == condition.section.days:
                return self._effect(condition, end)
        return None

    # -- where a section can end --------------------------------------------------------------------------------

    def _first_ends(
        self, change: Change, *, strict: bool = False, broken: "_Broken | None" = None, only: Lane | None = None
    ) -> dict[Lane, tuple[date, CountStart]]:
        """The first day on which a section can end, by lane.

        Args:
            change: to what.
            strict: whether missing values of past days stay missing; else they may be what they have to be.
            broken: a day to come that does not bring what a lane needs.
            only: look for this lane alone.
        """
        found: dict[Lane, tuple[date, CountStart]] = {}
        for end, start in self._judged(change, strict=strict):
            condition = start.condition
            lanes = condition.lanes if only is None else tuple(lane for lane in condition.lanes if lane == only)
            days = self._section(condition, end, start.first)
            whole = bool(days) and self._effect(condition, end) is not None
            for lane in lanes:
                if not whole or lane in found or (broken is not None and broken.spoils(condition, lane, days)):
                    continue
                if self._can_end(condition, lane, days, strict=strict):
                    found[lane] = (end, start)
            if end > self.day and lanes and all(lane in found for lane in lanes):
                break
        return found

    def _judged(self, change: Change, *, strict: bool) -> Iterator[tuple[date, CountStart]]:
        """The days on which a section to this change may end, with the state in which each is judged."""
        following = self.start(self.day + ONE_DAY)
        first = self.day + ONE_DAY
        if not strict and following is not None:
            first = min(first, following.judged_from)
        for day in self._days(first):
            start = self.start(day)
            if start is None:
                if day > self.day and change == "lower":
                    return  # what lasts so long lapses; a rule that comes (again) can raise anew
            elif start.raised == (change == "lower"):
                yield day, start

    def _can_end(self, condition: Condition, lane: Lane, days: tuple[date, ...], *, strict: bool) -> bool:
        """Whether what is known lets a section of these days be met along a lane."""
        answers = [self._holds(condition, lane, day) for day in days if day <= self.day]
        if False in answers or (strict and None in answers):
            return False
        if days[-1] > self.day:
            return True
        # A section that may have been complete before says something only as long as nothing has broken it since.
        since = (days[-1] + ONE_DAY * n for n in range(1, (self.day - days[-1]).days + 1))
        return None in answers and all(
            self._holds(condition, lane, day) is not False for day in since if condition.counts(day)
        )

    def _holds(self, condition: Condition, lane: Lane, day: date) -> bool | None:
        key = (condition.version.version, condition.part, lane, day)
        if key not in self._held:
            self._held[key] = condition.lane_holds(lane, day)
        return self._held[key]

    def _section(self, condition: Condition, end: date, first: date) -> tuple[date, ...]:
        """The days of a section that ends on a day, none of them before `first`; empty if there is none."""
        key = (condition.version.version, condition.part, end, first)
        if key not in self._sections:
            days = condition.last_days(end, first) if condition.counts(end) else ()
            self._sections[key] = days if len(days) == condition.section.days else ()
        return self._sections[key]

    def _effect(self, condition: Condition, end: date) -> date | None:
        """The effect of a section; None where the rule is gone before: then there is nothing to begin or to end."""
        key = (condition.version.version, condition.part, end)
        if key not in self._effects:
            self._effects[key] = self._effect_of(condition, end)
        return self._effects[key]

    def _effect_of(self, condition: Condition, end: date) -> date | None:
        effect = condition.effect_of(end)
        day = end
        while day < effect:
            day += ONE_DAY
            if self.evidence.version_judging(self.area, self.rule, self.step, day) is None:
                return None
        return effect

    def _days(self, first: date) -> Iterator[date]:
        day = first
        while day <= self.horizon:
            yield day
            day += ONE_DAY

    # -- what it takes ------------------------------------------------------------------------------------------

    def _path(self, change: Change, lane: Lane, end: date, start: CountStart) -> Path:
        condition = start.condition
        days = condition.last_days(end, start.first)
        boxes = tuple(self._boxes(condition, lane, days))
        ahead = [day for day in days if day > self.day]
        told = ahead if len(ahead) <= _MOST_BOXES else [*ahead[: _MOST_BOXES - 1], ahead[-1]]
        return Path(
            version=condition.version.version,
            calendar=condition.calendar.title,
            ways=lane,
            boxes=boxes,
            needed=condition.section.days,
            section_end=end,
            effect=condition.effect_of(end),
            breaks=tuple(Break(day, self._after_break(change, condition, lane, day)) for day in told),
            hangs_on=self._missing(condition, lane, days),
        )

    def _after_break(self, change: Change, condition: Condition, lane: Lane, day: date) -> date | None:
        broken = _Broken(day, lane, condition.version.version)
        found = self._first_ends(change, strict=True, broken=broken, only=lane).get(lane)
        return None if found is None else found[1].condition.effect_of(found[0])

    def _boxes(self, condition: Condition, lane: Lane, days: tuple[date, ...]) -> Iterator[Box]:
        day = days[0]
        while day <= days[-1]:
            answer = self._holds(condition, lane, day) if day <= self.day and condition.counts(day) else False
            mark = day_mark(condition, lane, day, answer, self.day)
            needs = self._needs(condition, lane) if mark.kind in ("future", "missing") else ()
            yield Box(mark, needs)
            day += ONE_DAY

    @staticmethod
    def _needs(condition: Condition, lane: Lane) -> Needs:
        return tuple(tuple(need_of(condition, indicator) for indicator in way) for way in lane)

    def _missing(self, condition: Condition, lane: Lane, days: tuple[date, ...]) -> tuple[MissingValue, ...]:
        return tuple(
            sorted(
                MissingValue(name, condition.where(name), day)
                for day in days
                if day <= self.day and self._holds(condition, lane, day) is None
                for name in indicators_of(lane)
                if condition.holds(name, day) is None
            )
        )


@dataclass(frozen=True)
class _Broken:
    """A day that does not bring what a lane needs by the ranges of one version; another version may judge otherwise."""

    day: date
    lane: Lane
    version: str

    def spoils(self, condition: Condition, lane: Lane, days: tuple[date, ...]) -> bool:
        """Whether a section along a lane can not be met because of it."""
        return self.day in days and lane == self.lane and condition.version.version == self.version


def need_of(condition: Condition, indicator: str) -> Need:
    """What an indicator must be for a day to count for a condition."""
    wanted = condition.range(indicator)
    word: Word = "above" if wanted.above is not None else "at_least"
    if condition.part == "lifting":
        strictly = condition.version.rules[condition.rule].lifting.out_of_range == "strictly_below"
        word = "at_most" if wanted.above is not None and not strictly else "below"
    return Need(indicator, condition.where(indicator), word, wanted.threshold)
