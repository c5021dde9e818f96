"""Access scenarios: a person, a place, a moment and a step in, the answer out; YAML files beside the rules they test.

    title: {de: …, en: …}
    source: …
    cite: access-restaurants
    given: {at: 2021-12-06T12:00, step: 2, place: restaurant, setting: indoors}
    cases:
      - {vaccinated: 2021-06-01, tests: [antigen@2021-12-06T08:00], expect: allowed, requirement: 2G+}

What stands under `given` holds for every case that does not say otherwise.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from lagezentrum.law.access.dated import Element
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.reading import access_of
from lagezentrum.law.access.words import TESTS, ContactData, Mask, Requirement, Setting, Step, TestKind
from lagezentrum.law.library import Library
from lagezentrum.law.model import Cited, Text
from lagezentrum.law.problems import LawError, Problem, fault, known_ones, unknown
from lagezentrum.law.reading import validated
from lagezentrum.law.source_text import SourceText, read_source_text

FOLDER = "access-scenarios"
_PROVISION = Text(de="Vorschrift", en="provision")
_STEP = Text(de="Stufe", en="step")
_PLACE = Text(de="Art von Ort", en="kind of place")
_PROVES_NOTHING = Text(
    de="Ein Szenario, das nennt, was es nicht gibt, beweist nichts.",
    en="A scenario that names what does not exist proves nothing.",
)
_TEST = re.compile(rf"({'|'.join(TESTS)})@(.+)")


def _moment(value: object) -> object:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise ValueError(
            "a moment is written as YYYY-MM-DDThh:mm, with an offset where it is not local time"
        ) from error


def _test(value: object) -> object:
    match = _TEST.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"a test is written as KIND@MOMENT, the kind one of {', '.join(TESTS)}")
    return match[1], _moment(match[2])


Moment = Annotated[datetime, BeforeValidator(_moment)]
StepName = Annotated[Step, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]
Taken = Annotated[tuple[TestKind, datetime], BeforeValidator(_test)]


class AccessCase(Element):
    """One question and its answer.

    Attributes:
        at: the moment, in local time unless it has an offset.
        step: what holds in the area.
        place, setting, people, capacity_used, operator: where.
        vaccinated … mask: what the person shows.
        expect: the answer; `depends_on` names the facts it depends on.
        requirement: what must be shown; not looked at where left out.
        wear: the mask that is a duty, `none` for none on record; not looked at where left out.
        contact_data: how contact data are collected; not looked at where left out.
        repeat: how often a week the test is repeated; not looked at where left out.
        changes: what would change the answer, as kinds of proof or test joined by "+"; not looked at where left out.
        counts: the kinds of proof and test that count at the moment; not looked at where left out.
    """

    at: Moment
    step: StepName
    place: str
    setting: Setting | None = None
    people: int | None = None
    capacity_used: Decimal | None = None
    operator: Literal["2G"] | None = None
    vaccinated: date | None = None
    boosted: date | None = None
    recovered: date | None = None
    tests: tuple[Taken, ...] = ()
    age: int | None = None
    pupil_tested_at_school: bool = False
    medical_certificate: bool = False
    study_participant: bool = False
    role: Literal["guest", "staff"] = "guest"
    close_contact: bool | None = None
    mask: Mask | None = None
    expect: Literal["allowed", "not allowed", "depends on", "not encoded"]
    depends_on: tuple[str, ...] = ()
    requirement: Requirement | None = None
    wear: Mask | None = None
    contact_data: ContactData | Literal["none"] | None = None
    repeat: int | None = None
    changes: tuple[str, ...] | None = None
    counts: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _names_what_it_depends_on(self) -> Self:
        if (self.expect == "depends on") != bool(self.depends_on):
            raise ValueError("`depends on` names the facts in `depends_on`; no other answer does")
        return self


class AccessScenario(Cited):
    """Cases that show one thing about who may enter.

    Attributes:
        title: what is shown.
        source: where the facts come from; `constructed: …` for invented people.
        cases: questions and answers.
    """

    title: Text
    source: str = Field(min_length=1)
    cases: tuple[AccessCase, ...] = Field(min_length=1)


class _File(AccessScenario):
    """The file as written: `given` holds for every case that does not say otherwise."""

    given: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, data: object) -> object:
        if not isinstance(data, Mapping):
            return data
        given, cases = data.get("given"), data.get("cases")
        if not isinstance(given, Mapping) or not isinstance(cases, list):
            return data
        return {**data, "cases": [{**given, **case} if isinstance(case, Mapping) else case for case in cases]}


def read_access_scenario(file: Path, rules: AccessRules, anchors: Iterable[str]) -> AccessScenario:
    """Read and check an access scenario.

    Args:
        file: the file.
        rules: the access rules of its version.
        anchors: anchors of the provisions in the `norm.md` of its version.

    Raises:
        LawError: with every problem of the file.
    """
    source = read_source_text(file)
    scenario = validated(source, _File)
    if scenario is not None:
        _check_names(scenario, source, rules, tuple(anchors))
    if source.problems or scenario is None:
        raise LawError(source.problems)
    return scenario


def read_access_scenarios(library: Library, name: str) -> dict[Path, tuple[AccessRules, AccessScenario]]:
    """Every access scenario of a regulation with the rules it tests, by file.

    Raises:
        UnknownRegulation: there is no such regulation.
        LawError: with every problem of all its access scenarios and of the rules they test.
    """
    found: dict[Path, tuple[AccessRules, AccessScenario]] = {}
    problems: list[Problem] = []
    for folder in library.version_folders(name):
        try:
            rules = access_of(library, name, folder.name)
        except LawError as error:
            problems.extend(error.problems)
            continue
        for file in sorted(folder.glob(f"{FOLDER}/*.yaml")):
            if rules is None:
                problems.append(
                    Problem(
                        file,
                        0,
                        *fault(
                            de=(
                                "ein Szenario ohne Regeln",
                                "Es gibt nichts, was es prüft.",
                                "Schreiben Sie access.yaml.",
                            ),
                            en=("a scenario without rules", "There is nothing that it tests.", "Write access.yaml."),
                        ),
                    )
                )
                continue
            try:
                found[file] = rules, read_access_scenario(file, rules, library.norm(name, folder.name))
            except LawError as error:
                problems.extend(error.problems)
    if problems:
        raise LawError(problems)
    return found


def _check_names(scenario: _File, source: SourceText, rules: AccessRules, anchors: tuple[str, ...]) -> None:
    named = [(("cite", n), _PROVISION, anchor, anchors) for n, anchor in enumerate(scenario.cite)]
    for n, case in enumerate(scenario.cases):
        named.append((("cases", n), _STEP, case.step, rules.steps))
        if case.expect != "not encoded":
            named.append((("cases", n), _PLACE, case.place, tuple(rules.places)))
    for path, kind, name, known in named:
        if name not in known:
            source.problem(path, unknown(kind, name, known), _PROVES_NOTHING, known_ones(known))
