"""Rehearsing a scenario: the rule is played on its series, and every difference from what it expects is told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Protocol

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.outcome import Finding, Replay
from lagezentrum.engine.standing import Remark, Standings
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation, Text
from lagezentrum.law.scenarios import ExpectedFinding, Scenario


class ReplayFunction(Protocol):
    """An evaluator: `reference.replay` or `fast.replay`."""

    def __call__(
        self,
        regulation: Regulation,
        calendars: Calendars,
        figures: Figures,
        areas: Sequence[str],
        until: date,
        *,
        known_at: datetime | None = None,
        decisions: Iterable[Decision] = (),
    ) -> Replay:
        """Replay a regulation over figures."""


def rehearse(
    scenario: Scenario, regulation: Regulation, calendars: Calendars, replay: ReplayFunction
) -> tuple[Text, ...]:
    """Play a scenario and tell every difference from what it expects; empty if it passes."""
    outcome = replay(
        regulation,
        calendars,
        figures_of(scenario),
        scenario.areas,
        scenario.until,
        known_at=None if scenario.known_at is None else datetime.combine(scenario.known_at, time.max),
        decisions=decisions_of(scenario),
    )
    standings = Standings(regulation, outcome, scenario.until)
    return (*_findings_that_differ(scenario, outcome, standings), *_standings_that_differ(scenario, standings))


def figures_of(scenario: Scenario) -> Figures:
    """The figures of a scenario as published: each on the morning of its day, late ones on theirs."""
    observations = [
        Observation(indicator, area, day, value, datetime.combine(day, time.min), scenario.source)
        for indicator, by_area in scenario.figures.items()
        for area, series in by_area.items()
        for day, value in series.items()
    ]
    observations.extend(
        Observation(
            late.indicator,
            late.area,
            late.day,
            late.value,
            datetime.combine(late.published, time.min),
            scenario.source,
        )
        for late in scenario.late
    )
    return Figures(observations)


def decisions_of(scenario: Scenario) -> tuple[Decision, ...]:
    """The orders of a scenario as decisions."""
    return tuple(
        Decision(o.kind, o.rule, o.area, o.level, o.decided_on, o.effective, o.until, source=scenario.source)
        for o in scenario.decisions
    )


def _findings_that_differ(scenario: Scenario, outcome: Replay, standings: Standings) -> Iterator[Text]:
    rules = scenario.expect.rules
    found = [f for f in outcome.findings if f.section_end >= scenario.from_ and (not rules or f.rule in rules)]
    expected = Counter(_expected_in_words(finding) for finding in scenario.expect.findings)
    # A section told by its last day alone is compared by its last day alone.
    brief = {_key(f.rule, f.area, f.level, f.change, f.last_day) for f in scenario.expect.findings if not f.section}
    came = Counter(
        _found_in_words(
            finding,
            standings.remark(finding),
            in_full=_key(finding.rule, finding.area, finding.step, finding.change, finding.section_end) not in brief,
        )
        for finding in found
    )
    for words in _sorted(expected - came):
        yield Text(de=f"erwartet, aber nicht festgestellt: {words.de}", en=f"expected, but not found: {words.en}")
    for words in _sorted(came - expected):
        yield Text(de=f"festgestellt, aber nicht erwartet: {words.de}", en=f"found, but not expected: {words.en}")


def _sorted(told: Counter[Text]) -> list[Text]:
    return sorted(told.elements(), key=lambda words: words.en)


def _key(*parts: object) -> tuple[object, ...]:
    return parts


def _expected_in_words(finding: ExpectedFinding) -> Text:
    return _in_words(
        finding.rule,
        finding.area,
        finding.level,
        finding.change,
        finding.section or (finding.last_day,),
        finding.earliest_effect,
        [f"{name} {day}" for name, days in finding.hangs_on.items() for day in days],
        finding.run_end or finding.last_day,
        finding.remark,
    )


def _found_in_words(finding: Finding, remark: Remark | None, *, in_full: bool) -> Text:
    return _in_words(
        finding.rule,
        finding.area,
        finding.step,
        finding.change,
        finding.section if in_full else finding.section[-1:],
        finding.earliest_effect,
        [f"{missing.indicator} {missing.day}" for missing in finding.hangs_on],
        finding.run_end,
        remark,
    )


def _in_words(
    rule: str,
    area: str,
    step: str,
    change: str,
    section: Sequence[date],
    effect: date,
    missing: Iterable[str],
    run_end: date,
    remark: Remark | None,
) -> Text:
    """A finding in the words of the file that expects it, in one line."""
    what, days, open_ = f"{rule} {area} {change} {step}", ";".join(map(str, section)), ", ".join(sorted(missing))
    told = f" (remark: `{remark}`)" if remark else ""
    return Text(
        de=f"{what} durch {days}, ab {effect}"
        + (f", ungeklärt bis {run_end}, hängt an {open_}" if open_ else "")
        + told,
        en=f"{what} by {days}, from {effect}"
        + (f", undetermined until {run_end}, hanging on {open_}" if open_ else "")
        + told,
    )


def _standings_that_differ(scenario: Scenario, standings: Standings) -> Iterator[Text]:
    for day, by_area in scenario.expect.in_force.items():
        for area, expected in by_area.items():
            standing = standings.on(area, day)
            level = None if standing.version is None else standing.level
            if level != expected:
                wanted, holds = _level(expected), _level(level)
                yield Text(
                    de=f"{area} am {day}: erwartet wird {wanted.de}, in Kraft ist {holds.de}",
                    en=f"{area} on {day}: expected {wanted.en}, in force is {holds.en}",
                )
    for day, by_name in scenario.expect.consequences.items():
        for area, names in by_name.items():
            holding = {name for name, _ in standings.on(area, day).consequences}
            if holding != set(names):
                wanted, holds = _names(names), _names(holding)
                yield Text(
                    de=f"{area} am {day}: gelten soll {wanted.de}, in Kraft ist {holds.de}",
                    en=f"{area} on {day}: expected {wanted.en} to hold, in force is {holds.en}",
                )


def _level(level: int | None) -> Text:
    if level is None:
        return Text(de="keine Stufe (keine Fassung in Kraft)", en="no level (no version in force)")
    return Text(de=f"Stufe {level}", en=f"level {level}")


def _names(names: Iterable[str]) -> Text:
    named = ", ".join(sorted(names))
    return Text(de=named or "nichts", en=named or "nothing")
