"""Scenarios: series in, expected findings out, one small YAML file each, kept beside the norm they test.

A scenario is read as strictly as the law: it must say where its facts come from (`source`) and which provisions
it shows (`cite`), and may name only rules, areas and indicators that exist. `engine/rehearsal.py` plays it.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from lagezentrum.law import scenario_faults as faults
from lagezentrum.law.library import Library
from lagezentrum.law.misfits import misfit
from lagezentrum.law.model import Cited, Regulation, Text
from lagezentrum.law.problems import LawError, Problem
from lagezentrum.law.reading import validated
from lagezentrum.law.scenario_values import Area, Series, Step, Value
from lagezentrum.law.source_text import KeyPath, SourceText, read_source_text
from lagezentrum.law.version_faults import INDICATOR, PROVISION, RULE


class _Element(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LatePublication(_Element):
    """A figure not published on the morning of its day but later: a late report, or a correction."""

    indicator: str
    area: Area
    day: date
    value: Value
    published: date

    @model_validator(mode="after")
    def _later(self) -> Self:
        if self.published <= self.day:
            raise misfit(
                de=f"veröffentlicht am {self.published}, also nicht nach dem Tag {self.day}, für den der Wert gilt",
                en=f"published on {self.published}, which is not after its day {self.day}",
            )
        return self


class Order(_Element):
    """A decision of an authority, as far as the rule needs it."""

    kind: Literal["determined", "refrained", "lifted"]
    rule: str
    area: Area
    level: Step
    decided_on: date
    effective: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if (self.kind == "refrained") != (self.effective is None):
            raise misfit(
                de="`determined` und `lifted` brauchen `effective`; `refrained` hat keines",
                en="`determined` and `lifted` need `effective`; `refrained` has none",
            )
        if self.kind != "refrained" and self.until is not None:
            raise misfit(de="nur `refrained` hat `until`", en="only `refrained` takes `until`")
        return self


class ExpectedFinding(_Element):
    """A finding that must come out.

    The section is given by all its days, or by its last day alone. `hangs_on` names the missing values of an
    undetermined finding by indicator, `run_end` the last day of its run if longer than one section. `remark`
    says why a finding changes nothing, where it does not.
    """

    rule: str
    area: Area
    level: Step
    change: Literal["raise", "lower"]
    section: tuple[date, ...] = ()
    section_end: date | None = None
    earliest_effect: date
    status: Literal["found", "undetermined"] = "found"
    hangs_on: dict[str, tuple[date, ...]] = Field(default_factory=dict)
    run_end: date | None = None
    remark: Literal["already in force", "without effect"] | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if bool(self.section) == (self.section_end is not None):
            raise misfit(
                de="entweder `section` (alle gezählten Tage) oder `section_end` (der letzte) muss dastehen",
                en="give either `section` (all counted days) or `section_end` (the last)",
            )
        if (self.status == "undetermined") != bool(self.hangs_on):
            raise misfit(
                de="eine ungeklärte Feststellung nennt in `hangs_on` die Werte, an denen sie hängt; eine andere nicht",
                en="an undetermined finding names the values it hangs on in `hangs_on`; no other does",
            )
        return self

    @property
    def last_day(self) -> date:
        """The day that completes the section."""
        return self.section_end or self.section[-1]


class Expectation(_Element):
    """What must come out, and nothing else.

    Attributes:
        rules: the rules whose findings are listed in full; all rules where left out.
        findings: every finding of these rules in the areas of the scenario.
        in_force: by day and area the level in force; 0 for none, null where no version is in force.
        consequences: by day and area the consequences without a level that are in force.
    """

    rules: tuple[str, ...] = ()
    findings: tuple[ExpectedFinding, ...]
    in_force: dict[date, dict[Area, int | None]] = Field(default_factory=dict)
    consequences: dict[date, dict[Area, tuple[Step, ...]]] = Field(default_factory=dict)


class Scenario(Cited):
    """Series of figures and what the rule must make of them.

    Attributes:
        title: what the scenario shows.
        source: where the facts come from; `constructed: …` for an invented series.
        areas: the areas judged.
        figures: by indicator and area the value of each day, published that morning; null: none was published.
        late: figures published later than their day.
        from_: findings whose section ends before this day are not looked at.
        until: the last day judged.
        known_at: figures published after this day are not known.
        decisions: orders of authorities.
        expect: what must come out.
    """

    title: Text
    source: str = Field(min_length=1)
    areas: tuple[Area, ...] = Field(min_length=1)
    figures: dict[str, dict[Area, Series]]
    late: tuple[LatePublication, ...] = ()
    from_: date = Field(alias="from")
    until: date
    known_at: date | None = None
    decisions: tuple[Order, ...] = ()
    expect: Expectation

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until < self.from_:
            raise misfit(
                de=f"das Szenario endet ({self.until}), bevor es beginnt ({self.from_})",
                en=f"the scenario ends ({self.until}) before it begins ({self.from_})",
            )
        return self


def read_scenario(file: Path, regulation: Regulation, anchors: Iterable[str]) -> Scenario:
    """Read and check a scenario file.

    Args:
        file: the file.
        regulation: the regulation it belongs to.
        anchors: anchors of the provisions in the `norm.md` of its version.

    Raises:
        LawError: with every problem of the file.
    """
    source = read_source_text(file)
    scenario = validated(source, Scenario)
    if scenario is not None:
        _check_names(scenario, source, regulation, tuple(anchors))
        _check_days(scenario, source)
    if source.problems or scenario is None:
        raise LawError(source.problems)
    return scenario


def read_scenarios(library: Library, name: str) -> dict[Path, Scenario]:
    """Every scenario of the regulation with id `name`, by file, version after version.

    Raises:
        UnknownRegulation: there is no such regulation.
        LawError: with every problem of all its scenario files.
    """
    regulation = library.regulation(name)
    scenarios: dict[Path, Scenario] = {}
    problems: list[Problem] = []
    for folder in library.folders[name]:
        anchors = library.norm(name, folder.name)
        for file in sorted(folder.glob("scenarios/*.yaml")):
            try:
                scenarios[file] = read_scenario(file, regulation, anchors)
            except LawError as error:
                problems.extend(error.problems)
    if problems:
        raise LawError(problems)
    return scenarios


def _check_names(scenario: Scenario, source: SourceText, regulation: Regulation, anchors: tuple[str, ...]) -> None:
    known = {
        PROVISION: anchors,
        INDICATOR: tuple(dict.fromkeys(name for v in regulation.versions for name in v.indicators)),
        RULE: tuple(dict.fromkeys(name for v in regulation.versions for name in v.rules)),
        faults.LEVEL: tuple(dict.fromkeys(s for v in regulation.versions for rule in v.rules for s in v.steps(rule))),
        faults.AREA: scenario.areas,
    }
    for path, kind, name in _named(scenario):
        if name not in known[kind]:
            source.problem(path, *faults.unknown_name(kind, name, known[kind]))


def _named(scenario: Scenario) -> Iterable[tuple[KeyPath, Text, str]]:
    yield from ((("cite", n), PROVISION, anchor) for n, anchor in enumerate(scenario.cite))
    yield from ((("figures", name), INDICATOR, name) for name in scenario.figures)
    yield from ((("late", n, "indicator"), INDICATOR, late.indicator) for n, late in enumerate(scenario.late))
    yield from ((("expect", "rules", n), RULE, rule) for n, rule in enumerate(scenario.expect.rules))
    for n, order in enumerate(scenario.decisions):
        yield ("decisions", n, "rule"), RULE, order.rule
        yield ("decisions", n, "level"), faults.LEVEL, order.level
    for n, finding in enumerate(scenario.expect.findings):
        path: KeyPath = ("expect", "findings", n)
        yield (*path, "rule"), RULE, finding.rule
        yield (*path, "area"), faults.AREA, finding.area
        yield (*path, "level"), faults.LEVEL, finding.level
        yield from (((*path, "hangs_on", name), INDICATOR, name) for name in finding.hangs_on)
    for key in ("in_force", "consequences"):
        for day, by_area in getattr(scenario.expect, key).items():
            for area in by_area:
                yield ("expect", key, day.isoformat(), area), faults.AREA, area


def _check_days(scenario: Scenario, source: SourceText) -> None:
    expect = scenario.expect
    for n, finding in enumerate(expect.findings):
        path: KeyPath = ("expect", "findings", n)
        if not scenario.from_ <= finding.last_day <= scenario.until:
            source.problem(path, *faults.section_outside(finding.last_day, scenario.from_, scenario.until))
        if expect.rules and finding.rule not in expect.rules:
            source.problem((*path, "rule"), *faults.rule_not_listed(finding.rule))
    for key in ("in_force", "consequences"):
        for day in getattr(expect, key):
            if day > scenario.until:
                source.problem(("expect", key, day.isoformat()), *faults.day_after_the_end(day, scenario.until))
