"""What the three states of a day are told from, and one day told. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.outcome import Episode, Finding, Replay
from lagezentrum.engine.standing import Standing, Standings
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation, StepName, Text, Version

Key = tuple[str, str, StepName]
"""Rule, area where it is judged, step."""


@dataclass(frozen=True, slots=True)
class Order:
    """A published decision, and the determination it comes from."""

    determination: str
    decision: Decision


@dataclass(frozen=True)
class Ground:
    """What days are told from.

    Attributes:
        regulation: its versions as applied then.
        announced_until: the last day for which a version had been announced; None: all on file has been.
        calendars: the calendars its sections name.
        findings: what the rule finds in the figures, whatever was ordered.
        ordered: what holds by orders and the regulation alone, nothing assumed.
        standings: the same, told for any area and day, with what a court suspended.
        until: last day judged in both.
        orders: the published decisions, in the order in which they were taken.
        first_record: first day for which a figure or an order is on record; None: nothing is.
        last_figures: last day with published figures; None: there are none.
        withheld: areas and days whose figures are held back.
        present: today, or the day as of which all this is known; the days after it lie ahead.
    """

    regulation: Regulation
    announced_until: date | None
    calendars: Calendars
    findings: Replay
    ordered: Replay
    standings: Standings
    until: date
    orders: tuple[Order, ...]
    first_record: date | None
    last_figures: date | None
    withheld: Collection[tuple[str, date]]
    present: date

    def standing(self, area: str, day: date) -> Standing:
        """What holds in an area on a day by orders and by the regulation; no version where none was announced yet."""
        if self.is_unannounced(day):
            return Standing(area, day, None, 0, (), None, ())
        return self.standings.on(area, day)

    def is_unannounced(self, day: date) -> bool:
        """Whether it was not yet known by then which version holds on a day."""
        return self.announced_until is not None and day > self.announced_until

    def title(self, version: Version, rule: str | None, step: StepName) -> Text:
        """What a level or consequence is called; versions that fix a level may leave that to the others."""
        named = version.rules.get(rule) if rule is not None else None
        if named is not None and named.consequence is not None:
            return named.consequence.title
        for other in (version, *self.regulation.versions):
            if step.isdigit() and int(step) in other.levels:
                return other.levels[int(step)]
        return Text(de=step, en=step)

    @cached_property
    def episodes(self) -> dict[Key, list[Episode]]:
        """Of `findings`, by step."""
        return _by_step(self.findings)

    @cached_property
    def ordered_episodes(self) -> dict[Key, list[Episode]]:
        """Of `ordered`, by step."""
        return _by_step(self.ordered)

    @cached_property
    def open_findings(self) -> dict[Key, list[Finding]]:
        """Findings that hang on missing figures, by step."""
        found: dict[Key, list[Finding]] = defaultdict(list)
        for finding in self.findings.findings:
            if finding.status == "undetermined":
                found[finding.rule, finding.area, finding.step].append(finding)
        return found

    @cached_property
    def orders_by_rule(self) -> dict[tuple[str, str], list[Order]]:
        """The orders by rule and area."""
        found: dict[tuple[str, str], list[Order]] = defaultdict(list)
        for order in self.orders:
            found[order.decision.rule, order.decision.area].append(order)
        return found


def _by_step(replay: Replay) -> dict[Key, list[Episode]]:
    found: dict[Key, list[Episode]] = defaultdict(list)
    for episode in replay.episodes:
        found[episode.rule, episode.area, episode.step].append(episode)
    return found


def rules_for(version: Version, area: str) -> Iterator[tuple[str, str]]:
    """The rules of a version that can bring something about in an area, and where each is judged."""
    for name, rule in version.rules.items():
        if rule.scope == "state":
            yield name, area[:2]
        elif len(area) > 2:
            yield name, area


def highest(steps: Iterator[StepName] | Collection[StepName]) -> int:
    """The highest level among steps; 0 for none."""
    return max((int(step) for step in steps if step.isdigit()), default=0)
