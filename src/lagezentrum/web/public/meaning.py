"""What a level means, as far as the regulation's data say it: which figures must reach what, and what then applies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lagezentrum.engine.observations import Observation
from lagezentrum.engine.progress import Progress
from lagezentrum.engine.standing import Standing
from lagezentrum.engine.wording.phrases import WORDS, amount, listed, text
from lagezentrum.law.model import Text, Version
from lagezentrum.law.norm import Provision
from lagezentrum.law.ranges import as_compared
from lagezentrum.web import doors
from lagezentrum.web.public import language
from lagezentrum.web.situation import Situation


@dataclass(frozen=True)
class Condition:
    """The condition of a step under one rule, in words; it must hold on so many counted days in a row."""

    rule: str
    text: str
    days: int


@dataclass(frozen=True)
class Need:
    """What one indicator must do for a day of a section to count, and what it did on the last day that is known.

    Attributes:
        title: the indicator.
        limit: what is needed, in words: "mehr als 6".
        day: the last counted day.
        value: its value as compared, in words; None where it is missing.
        holds: whether it was enough; None where it is missing.
    """

    title: str
    limit: str
    day: date
    value: str | None
    holds: bool | None


def needs(version: Version, running: Progress) -> tuple[Need, ...]:
    """What the indicators of the way that has come furthest need, and where they stand."""
    judged = [mark for mark in running.marks if mark.kind in ("reached", "missed", "missing")]
    if not judged:
        return ()
    last = judged[-1]
    return tuple(_need(version, running, name, last.day, found) for name, found in last.readings if name in running.way)


def _need(version: Version, running: Progress, name: str, day: date, found: Observation | None) -> Need:
    spoken = language.current()
    declared, range_ = version.indicators[name], version.range_for(running.rule, running.step, name)
    value = None
    if found is not None and found.value is not None:
        value = as_compared(found.value, declared.precision)
    if running.change == "raise":
        word = range_.word
        holds = None if value is None else range_.reached_by(value)
    elif version.rules[running.rule].lifting.out_of_range == "strictly_below":
        word = "below"
        holds = None if value is None else range_.strictly_below(value)
    else:
        word = "at_most" if range_.word == "above" else "below"
        holds = None if value is None else not range_.reached_by(value)
    return Need(
        text(declared.title, spoken),
        f"{WORDS[spoken][word]} {amount(range_.threshold, declared.unit, spoken)}",
        day,
        None if value is None else amount(value, declared.unit, spoken),
        holds,
    )


def not_counted(seen: Situation) -> Text | None:
    """Why the day of a situation counts in no section: the name of its Sunday or holiday; None where it counts."""
    land = next(iter(seen.areas))
    version = seen.regulation.in_force(land, seen.on)
    calendars = {section.calendar for section in version.sections.values()} if version is not None else set()
    reasons = [seen.calendars[name].left_out(seen.on, land[:2]) for name in sorted(calendars)]
    return reasons[0] if reasons and None not in reasons else None


def what_applies(version: Version, norm: Mapping[str, Mapping[str, Provision]]) -> tuple[Provision, ...]:
    """What the regulation orders where a level holds: what is not carried out here, rules at doors, its terms."""
    at_doors = doors.cited(version.regulation, version.version)
    terms = {rule.consequence.name for rule in version.rules.values() if rule.consequence is not None}
    return tuple(
        provision
        for provision in norm.get(version.version, {}).values()
        if provision.status == "not encoded" or provision.title in terms or provision.anchor in at_doors
    )


def conditions(standing: Standing) -> tuple[Condition, ...]:
    """What must be reached for what holds, by each rule of the version in force."""
    version = standing.version
    if version is None or standing.fixed is not None:
        return ()
    steps = [str(standing.level)] if standing.level else [step for step, _ in standing.consequences]
    return tuple(c for step in steps for c in conditions_of(version, step))


def conditions_of(version: Version, step: str) -> tuple[Condition, ...]:
    """What must be reached for a step, by each rule that can raise it."""
    spoken = language.current()
    found = []
    for name, rule in version.rules.items():
        if step not in version.steps(name):
            continue
        ways = [
            listed([_reaches(version, name, step, indicator) for indicator in way], spoken)
            for way in rule.raising.route.ways
        ]
        words = f"; {WORDS[spoken]['or']} ".join(ways)
        found.append(Condition(text(rule.title, spoken), words, version.section(name, "raising").days))
    return tuple(found)


def thresholds(version: Version, indicator: str) -> dict[str, Decimal]:
    """The lower end of the range of each step that an indicator counts for, by the sign of the step."""
    found: dict[str, Decimal] = {}
    for name, rule in version.rules.items():
        if indicator in rule.raising.route.indicators:
            for step in version.steps(name):
                found.setdefault(step, version.range_for(name, step, indicator).threshold)
    return found


def _reaches(version: Version, rule: str, step: str, indicator: str) -> str:
    spoken = language.current()
    range_, declared = version.range_for(rule, step, indicator), version.indicators[indicator]
    return (
        f"{text(declared.title, spoken)} {WORDS[spoken][range_.word]} {amount(range_.threshold, declared.unit, spoken)}"
    )
