"""What the template of the form shows: controls with their sliders, period and readings, versions, problems."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lagezentrum.engine.wording.phrases import Language, number, text
from lagezentrum.law.model import Text
from lagezentrum.outlook.lab.units import unit_title
from lagezentrum.web.public import language
from lagezentrum.web.public.policy_lab import asked as words
from lagezentrum.web.public.policy_lab import sentences
from lagezentrum.web.public.policy_lab.asked import Asked
from lagezentrum.web.public.policy_lab.choices import LABELS, OPTIONS
from lagezentrum.web.public.policy_lab.controls import Control, Group, Value
from lagezentrum.web.public.policy_lab.question import Question


@dataclass(frozen=True)
class Knob:
    """A control as the form shows it: a number with its slider, or a list.

    Attributes:
        name, id: of the field.
        label: what it is.
        value: as typed, or as it is.
        position: of the slider.
        in_law: the value in law, in words.
        law: the same as the field would show it.
        changed: whether it differs from the law.
        error: what is wrong, or empty.
        control: bounds and steps.
        choices: value, title and whether chosen; empty for numbers.
    """

    name: str
    id: str
    label: str
    value: str
    position: str
    in_law: str
    law: str
    changed: bool
    error: str
    control: Control
    choices: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class Knobs:
    """Controls that stand together, with their heading and unit."""

    title: str
    unit: str
    knobs: tuple[Knob, ...]


def address(name: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The address of a page of the lab that asks something."""
    return f"{reverse(f'public:{name}')}?{urlencode(pairs, safe='*')}"


def form(question: Question) -> dict[str, Any]:
    """The form: controls group by group, period, readings, and the versions to choose from."""
    spoken, asked, offer = language.current(), question.asked, question.offer
    versions = [_version(question, place, spoken) for place in range(len(question.offers))]
    choice = {"versions": versions, "refused": [version for version in versions if version.refusal]}
    if asked is None or offer is None or question.season is None:
        return choice
    knobs = [_knob(control, asked, spoken) for control in offer.moved]
    indicators = offer.version.indicators
    figures = dict.fromkeys(knob.control.indicator for knob in knobs if knob.control.indicator)
    groups = [
        Knobs(
            text(indicators[name].title, spoken),
            text(unit_title(indicators[name].unit), spoken),
            tuple(knob for knob in knobs if knob.control.indicator == name),
        )
        for name in figures
    ]
    return choice | {
        "asked": asked,
        "thresholds": groups,
        "raising": _of(knobs, "raising"),
        "lifting": _of(knobs, "lifting"),
        "further": _of(knobs, "further"),
        "further_open": any(knob.changed or knob.error for knob in _of(knobs, "further")),
        "period": [_day_field(name, asked, question, spoken) for name in (words.FIRST, words.LAST)],
        "lists": [_list(name, asked, question, spoken) for name in (words.FIGURES, words.GAPS, words.AGAINST)],
        "reset": address("lab", replace(asked, values={}).address),
    }


def summary(question: Question) -> tuple[tuple[str, str, str], ...]:
    """What is wrong: name and id of each field, and the problem."""
    if question.asked is None or question.offer is None:
        return ()
    spoken, names = language.current(), {}
    indicators = question.offer.version.indicators
    for control in question.offer.moved:
        figure = f"{text(indicators[control.indicator].title, spoken)}, " if control.indicator else ""
        names[control.key] = figure + text(control.label, spoken)
    names |= {name: text(label, spoken) for name, label in LABELS.items()}
    return tuple(
        (names.get(name, name), field_id(name) if name in names else "regel", text(problem, spoken))
        for name, problem in question.problems.items()
    )


def _of(knobs: Sequence[Knob], group: Group) -> tuple[Knob, ...]:
    return tuple(knob for knob in knobs if knob.control.group == group)


def _knob(control: Control, asked: Asked, spoken: Language) -> Knob:
    value = asked.values.get(control.key, control.in_law)
    return Knob(
        control.key,
        field_id(control.key),
        text(control.label, spoken),
        asked.typed[control.key]
        if control.key in asked.problems and control.key in asked.typed
        else _shown(value, spoken),
        "" if isinstance(value, str) else f"{value:f}",
        sentences.value_words(control, control.in_law, spoken),
        _shown(control.in_law, spoken),
        control.key in asked.values,
        _said(asked.problems.get(control.key), spoken),
        control,
        tuple((name, text(title, spoken), name == value) for name, title in control.choices),
    )


def field_id(name: str) -> str:
    """The id of a field, from its name; versions are chosen by links."""
    return "fassungen" if name == words.VERSION else "f-" + name.replace("*", "alle").replace(".", "-")


def _shown(value: Value, spoken: Language) -> str:
    return value if isinstance(value, str) else number(value, spoken)


def _said(problem: Text | None, spoken: Language) -> str:
    return "" if problem is None else text(problem, spoken)


@dataclass(frozen=True)
class VersionLink:
    """A version to choose: its first and last day, its address, or why it can not be computed."""

    first: Any
    last: Any
    address: str
    current: bool
    refusal: str


def _version(question: Question, place: int, spoken: Language) -> VersionLink:
    offer, asked = question.offers[place], question.asked
    in_force = offer.version.in_force
    pairs = [(words.VERSION, offer.version.version)]
    if asked is not None:
        pairs += [pair for pair in replace(asked, values={}).address if pair[0] != words.VERSION]
    current = question.offer is not None and offer.version.version == question.offer.version.version
    return VersionLink(in_force.from_, in_force.to, address("lab", pairs), current, _said(offer.refusal, spoken))


@dataclass(frozen=True)
class Plain:
    """A day, or a list that is no part of the rule."""

    name: str
    id: str
    label: str
    value: str
    low: str
    high: str
    error: str
    choices: tuple[tuple[str, str, bool], ...] = ()


def _day_field(name: str, asked: Asked, question: Question, spoken: Language) -> Plain:
    assert question.season is not None  # noqa: S101 (there is a question)
    day = asked.first if name == words.FIRST else asked.last
    value = asked.typed[name] if name in asked.problems and name in asked.typed else day.isoformat()
    return Plain(
        name,
        field_id(name),
        text(LABELS[name], spoken),
        value,
        question.season.first.isoformat(),
        question.season.last.isoformat(),
        _said(asked.problems.get(name), spoken),
    )


def _list(name: str, asked: Asked, question: Question, spoken: Language) -> Plain:
    assert question.season is not None  # noqa: S101 (there is a question)
    chosen = dict(asked.address).get(name, next(iter(OPTIONS[name])))
    at_hand = [
        (key, text(title, spoken), key == chosen)
        for key, title in OPTIONS[name].items()
        if name != words.FIGURES or words.READINGS[key] in question.season.figures
    ]
    error = _said(asked.problems.get(name), spoken)
    return Plain(name, field_id(name), text(LABELS[name], spoken), "", "", "", error, tuple(at_hand))
