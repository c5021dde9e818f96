"""Which missing values leave a section open, and what they would have to be for it to be complete."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lagezentrum.engine.evidence import ONE_DAY, Condition, Evidence
from lagezentrum.engine.outcome import Finding, MissingValue
from lagezentrum.engine.proof.parts import Demand, OpenDays, OpenWay, Word
from lagezentrum.law.model import Part


def word_of(condition: Condition, indicator: str) -> Word:
    """The comparison word that a value must satisfy: that of the range, or its opposite for a lifting."""
    lower = condition.range(indicator).word
    if condition.part == "raising":
        return "above" if lower == "above" else "at_least"
    if condition.version.rules[condition.rule].lifting.out_of_range == "strictly_below" or lower == "at_least":
        return "below"
    return "at_most"


def open_days(condition: Condition, section: tuple[date, ...]) -> Iterable[OpenDays]:
    """The days and ways that missing values leave open: all days together, or each by itself."""
    together = condition.section.throughout == "same_indicators"
    for days in [section] if together else [(day,) for day in section]:
        if condition.verdict(days) is not None:
            continue
        ways = []
        for way in condition.route.ways:
            answers = [condition.way_holds(way, day) for day in days]
            if False not in answers and None in answers:
                demands = tuple(_demands(condition, way, days))
                ways.append(OpenWay(indicators=way, demands=demands))
        yield OpenDays(days=days, ways=tuple(ways))


def _demands(condition: Condition, way: tuple[str, ...], days: tuple[date, ...]) -> Iterable[Demand]:
    for day in days:
        for name in way:
            if condition.holds(name, day) is None:
                yield Demand(
                    indicator=name,
                    title=condition.version.indicators[name].title,
                    area=condition.where(name),
                    day=day,
                    unit=condition.version.indicators[name].unit,
                    word=word_of(condition, name),
                    threshold=condition.range(name).threshold,
                )


def run_up_to(evidence: Evidence, finding: Finding, day: date) -> Finding:
    """A run of undetermined sections as it stood on a day: its sections up to then, and the values they hang on."""
    version = evidence.version_judging(finding.area, finding.rule, finding.step, finding.section_end)
    if version is None or finding.run_end <= day:
        return finding
    part: Part = "raising" if finding.change == "raise" else "lifting"
    condition = Condition(evidence, version, finding.rule, part, finding.step, finding.area)
    missing: set[MissingValue] = set()
    end, run_end = finding.section_end, finding.section_end
    while end <= day:
        if condition.counts(end):
            run_end = end
            open_ = open_days(condition, condition.last_days(end, finding.section[0]))
            demands = (demand for days in open_ for way in days.ways for demand in way.demands)
            missing.update(MissingValue(d.indicator, d.area, d.day) for d in demands)
        end += ONE_DAY
    return replace(finding, run_end=run_end, hangs_on=tuple(sorted(missing)))


def section_up_to(evidence: Evidence, finding: Finding, day: date) -> Finding:
    """A run of undetermined sections told by the last of them that ended by `day`, and the values that one hangs on."""
    version = evidence.version_judging(finding.area, finding.rule, finding.step, finding.section_end)
    if version is None:
        return finding
    part: Part = "raising" if finding.change == "raise" else "lifting"
    condition = Condition(evidence, version, finding.rule, part, finding.step, finding.area)
    section = condition.last_days(min(day, finding.run_end), finding.section[0])
    if len(section) < len(finding.section) or condition.verdict(section) is not None:
        return finding
    demands = [demand for days in open_days(condition, section) for way in days.ways for demand in way.demands]
    missing = {MissingValue(d.indicator, d.area, d.day) for d in demands}
    effect = condition.effect_of(section[-1])
    return replace(finding, section=section, hangs_on=tuple(sorted(missing)), earliest_effect=effect)
