"""What holds, what was found and what must be decided, on a day and as known at a moment.

Gathers figures, decisions and the regulation, lets the engine compute, and keeps the results as long as nothing new is
recorded. Nothing is decided here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache

from django.conf import settings

from lagezentrum.engine.decisions import Decision, Suspension
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import Episode, Finding, Replay
from lagezentrum.engine.progress import Progress, progress
from lagezentrum.engine.standing import Standing, Standings
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation, StepName
from lagezentrum.outlook.earliest import AreaOutlook, Outlooks, as_told, look_ahead
from lagezentrum.sources.areas import Area
from lagezentrum.web import knowledge, replays
from lagezentrum.web.archive.readings import Withheld
from lagezentrum.web.ledger import figures, folding, law
from lagezentrum.web.ledger.determination import CourtSuspension, Determination
from lagezentrum.web.ledger.effect import matter_source
from lagezentrum.web.ledger.suspending import suspensions_of
from lagezentrum.web.today import BERLIN, now, today
from lagezentrum.web.work_list import WorkList, build

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Met:
    """What the rule finds reached in an area on a day, whatever was ordered.

    Attributes:
        level: the highest level reached, 0 for none.
        episodes: those by which it is reached.
        consequences: consequences without a level that are reached, with their episodes.
    """

    level: int
    episodes: tuple[Episode, ...]
    consequences: tuple[tuple[StepName, Episode], ...]


@dataclass(frozen=True)
class Situation:
    """Everything about one day.

    Attributes:
        on: the day asked about.
        as_of: the last moment, not after the one asked about, at which more became known; None: all on record.
        judged_until: the last day whose figures were looked at: `on`, but not later than the figures go.
        decided_until: the last day whose orders were looked at: `on`, but not later than the present day.
        regulation: its versions announced by then.
        applied: the same as applied then: the last version holds on where nobody knew that another was to follow.
        announced_until: the last day for which a version had been announced; None: all on file has been.
        calendars: the calendars it counts by.
        areas: every area judged, by its key, Länder first.
        figures: what was published, as the engine takes it.
        decisions: published decisions, of all days (or up to `as_of`).
        determinations: every matter of the ledger.
        replay: the rule alone: no decision known, every change effective at the earliest date.
        ordered: the rule with the decisions taken: nothing takes effect that nobody determined.
        withheld: files held back, for whose figures nothing is known.
    """

    on: date
    as_of: datetime | None
    judged_until: date
    decided_until: date
    regulation: Regulation
    applied: Regulation
    announced_until: date | None
    calendars: Calendars
    areas: Mapping[str, Area]
    figures: Figures
    decisions: tuple[Decision, ...]
    determinations: tuple[Determination, ...]
    replay: Replay
    ordered: Replay
    withheld: tuple[Withheld, ...]

    @cached_property
    def suspensions(self) -> tuple[Suspension, ...]:
        """What courts suspended, of all days, as far as it was confirmed (by `as_of`)."""
        return suspensions_of(self.determinations)

    def suspended(self, area: str, day: date) -> tuple[tuple[Determination, CourtSuspension], ...]:
        """The determinations whose suspension makes a difference in an area on a day, each with that suspension."""
        named = {pause.source for pause in self.standings.on(area, day).suspensions}
        return tuple(
            (found, pause)
            for found in self.determinations
            if matter_source(found) in named
            for pause in found.suspensions
            if pause.covers(day)
        )

    @cached_property
    def standings(self) -> Standings:
        """What holds by orders and by the regulation itself, for any area and day."""
        return Standings(self.applied, self.ordered, self.judged_until, self.suspensions)

    @cached_property
    def computed(self) -> Standings:
        """What would hold if every finding took effect at its earliest date, for any area and day."""
        return Standings(self.applied, self.replay, self.judged_until)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the rule that change something, by what was ordered so far."""
        return self.standings.effective_findings()

    def standing(self, area: str) -> Standing:
        """What is in force in an area on the day, by orders and by the regulation."""
        return self.standings.on(area, self.on)

    def met(self, area: str) -> Met:
        """What is reached in an area (or its Land) at the end of the day, whatever was ordered."""
        here = [
            e
            for e in self.replay.episodes
            if e.area in (area, area[:2]) and e.met_on <= self.on and (e.lowered_on is None or e.lowered_on > self.on)
        ]
        level = max((int(e.step) for e in here if e.step.isdigit()), default=0)
        return Met(
            level,
            tuple(e for e in here if e.step == str(level)),
            tuple((e.step, e) for e in here if not e.step.isdigit()),
        )

    @cached_property
    def _outlooks(self) -> Outlooks:
        """The outlook of every area: judged at once, and looked for in an area when it is asked for."""
        return look_ahead(
            self.applied,
            self.calendars,
            self.figures,
            tuple(self.areas),
            self.judged_until,
            present=self.decided_until,
            known_at=None if self.as_of is None else figures.local(self.as_of),
            decisions=self.decisions,
            suspensions=self.suspensions,
            assume="nothing",
        )

    def earliest(self, area: str) -> AreaOutlook:
        """When what holds in an area can change at the earliest, by orders taken and the versions announced so far."""
        return self._outlooks.of(area)

    def progress(self, area: str) -> tuple[Progress, ...]:
        """The running section of every step of every rule that applies in an area, rules and steps in their order.

        The days that may come are those of the outlook, so that nothing names another one.
        """
        version = self.regulation.in_force(area, self.judged_until)
        found = []
        for rule in version.rules if version else ():
            for step in version.steps(rule) if version else ():
                running = progress(
                    self.applied,
                    self.calendars,
                    self.figures,
                    self.ordered,
                    area,
                    rule,
                    step,
                    self.judged_until,
                    known_at=None if self.as_of is None else figures.local(self.as_of),
                    decisions=self.decisions,
                )
                if running is not None:
                    found.append(as_told(running, self.earliest(area)))
        return tuple(found)

    def with_decision(self, decision: Decision) -> Standings:
        """What would hold if this decision were published as well: a preview of what changes for whom."""
        until = max(self.decided_until, decision.decided_on)
        decisions = (*self.decisions, decision)
        replay = replays.computed(self.applied, self.figures, self.as_of, until, decisions)
        return Standings(self.applied, replay, until, self.suspensions)

    def work_list(self, areas: Collection[str] | None = None) -> WorkList:
        """What must be decided in some areas (None: all), as of the day."""
        return build(self, areas)


def situation(on: date, as_of: datetime | None = None) -> Situation:
    """The situation on a day, as known at a moment (aware; None: all on record)."""
    name = settings.REGULATION
    known_at = None if as_of is None else knowledge.last_change(as_of)
    present = today() if known_at is None else known_at.astimezone(BERLIN).date()
    announced = law.known_on(present)
    until = min(on, present, law.last_day(law.regulation(name, announced)) or on)
    return _situation(name, announced, on, known_at, until, present, knowledge.heads())


@lru_cache(maxsize=32)
def _situation(
    name: str,
    announced: date,
    on: date,
    as_of: datetime | None,
    until: date,
    present: date,
    heads: knowledge.Heads,
) -> Situation:
    """The situation as long as neither archive nor ledger has a new head, and the day is the same."""
    known = figures.first_published() if as_of is None else figures.known_at(as_of)
    decisions = folding.decisions(as_of)
    withheld = figures.withheld(as_of or max((now(), *figures.moments()[-1:])))
    judged = _last_judged(known, withheld, until, present)
    awaited = frozenset(
        (i, a) for held in withheld if present in held.days for i in held.indicators for a in held.areas
    )
    question = replays.Question(name, announced, as_of, until, present, awaited, heads)
    return Situation(
        on=on,
        as_of=as_of,
        judged_until=judged,
        decided_until=until,
        regulation=law.regulation(name, announced),
        applied=law.applied(name, announced),
        announced_until=law.announced_until(name, announced),
        calendars=law.library().calendars,
        areas=law.areas(name),
        figures=known,
        decisions=decisions,
        determinations=folding.determinations(as_of),
        replay=replays.replayed(question, None),
        ordered=replays.replayed(question, decisions),
        withheld=withheld,
    )


def _last_judged(known: Figures, withheld: tuple[Withheld, ...], until: date, present: date) -> date:
    """The last day whose figures count as looked at.

    The figures of the present day are not missing before they have come; those of days before it are.
    """
    span = known.span()
    come = span is None or span[1] >= present or any(present in held.days for held in withheld)
    return until if come or until < present else until - _ONE_DAY
