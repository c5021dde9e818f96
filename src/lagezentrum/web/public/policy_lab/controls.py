"""What can be moved on the page: the parameters of a compiled version, gathered where one number stands for all rules.

Pure. What would make the kernel go through the season day by day is not offered, for it takes ten times as long: other
routes, one calendar up and another down, counting for lifting from the effect on. Designs of the lab have all of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from lagezentrum.law.model import Text
from lagezentrum.outlook.packed import Packed, Parameter, parameters
from lagezentrum.web.public.policy_lab.choices import choice_title, what_title

Value = Decimal | str
Group = Literal["threshold", "raising", "lifting", "further"]

MOST_DAYS = 21
"""The longest section and the longest delay that the page offers."""
HIGHEST: Mapping[str, Decimal] = {"percent": Decimal(100), "percent_of_beds": Decimal(100)}
HIGHEST_OTHERWISE = Decimal(10_000)
"""No threshold above it; a bound, so that an address can not ask for anything that a form would not."""
CALENDAR = "kalender"
"""The key of the control for all calendars together."""
_STEPS = tuple(Decimal(step) for step in ("10", "5", "1", "0.5", "0.1"))
_POSITIONS = 100
"""Of a slider at least; a coarser one could not be set to a number one has in mind."""


@dataclass(frozen=True)
class Control:
    """One thing to move.

    Attributes:
        key: name in the address; with `*` for every rule.
        sets: the parameters of the lab that it stands for, with `*` for every rule.
        group: where it stands on the page.
        label: what it is.
        in_law: the value in the version.
        unit: of its numbers; empty for choices.
        low, high: bounds of a number.
        places: decimals of a number; a figure published with fewer would make finer thresholds pointless.
        top, step: highest position and step of the slider.
        choices: value and title; empty for numbers.
        indicator, level: of a threshold, else empty.
    """

    key: str
    sets: tuple[str, ...]
    group: Group
    label: Text
    in_law: Value
    unit: str = ""
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    places: int = 0
    top: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    choices: tuple[tuple[str, Text], ...] = ()
    indicator: str = ""
    level: str = ""

    @property
    def finest(self) -> Decimal:
        """The smallest difference between two of its numbers."""
        return Decimal(1).scaleb(-self.places)


def controls(packed: Packed, day: date, states: Iterable[str]) -> tuple[Control, ...]:
    """The controls of a version: thresholds figure by figure, then raising, lifting, and the rest.

    Args:
        packed: the compiled version.
        day: the first day whose figures may count; a calendar that does not reach back so far is not offered.
        states: keys of the Länder in question.
    """
    known = parameters(packed)
    found = list(_thresholds(packed, [p for p in known if p.kind == "threshold"]))
    offered = _calendars(packed, day, tuple(states))
    by_what: dict[str, list[Parameter]] = {}
    for parameter in known:
        rule, _, what = parameter.key.partition(".")
        if parameter.kind not in ("threshold", "counts_after", "route"):
            by_what.setdefault(f"{rule}.{what}" if parameter.kind == "applies" else what, []).append(parameter)
    for what, same in by_what.items():
        if same[0].kind == "applies" and len(packed.rules) == 1:
            continue  # without its only rule there is nothing to see
        together = len({(p.in_law, p.choices) for p in same}) == 1 and len(same) == len(packed.rules)
        for parameter in same[:1] if together and len(same) > 1 else same:
            alone = not (together and len(same) > 1)
            found.append(_of_rule(packed, parameter, what, alone, offered))
    found = _one_calendar(found)
    order: tuple[Group, ...] = ("threshold", "raising", "lifting", "further")
    return tuple(sorted(found, key=lambda control: order.index(control.group)))


def _thresholds(packed: Packed, known: Iterable[Parameter]) -> Iterable[Control]:
    by_indicator: dict[str, list[tuple[Parameter, str]]] = {}
    for parameter in known:
        threshold = next(t for t in packed.thresholds if t.key == parameter.key)
        by_indicator.setdefault(threshold.indicator, []).append((parameter, threshold.step))
    for indicator, steps in by_indicator.items():
        declared = packed.version.indicators[indicator]
        places = declared.precision if declared.precision is not None else 1
        in_law = [Decimal(str(parameter.in_law)) for parameter, _ in steps]
        top, step = _scale(in_law, places)
        high = HIGHEST.get(declared.unit, HIGHEST_OTHERWISE)
        for (parameter, level), value in zip(steps, in_law, strict=True):
            title = packed.version.levels.get(int(level)) if level.isdigit() else None
            yield Control(
                parameter.key, (parameter.key,), "threshold", title or Text(de=level, en=level), _plain(value),
                declared.unit, Decimal(0), high, places, min(top, high), step, (), indicator, level,
            )  # fmt: skip


def _scale(in_law: Sequence[Decimal], places: int) -> tuple[Decimal, Decimal]:
    """Highest position and step of the sliders of one figure: up to twice the law, whose values can all be set."""
    highest, finest = 2 * max(in_law), Decimal(1).scaleb(-places)
    fitting = (s for s in _STEPS if s >= finest and highest >= _POSITIONS * s and all(v % s == 0 for v in in_law))
    step = next(fitting, finest)
    return _plain(-(-highest // step) * step), step


def _of_rule(
    packed: Packed, parameter: Parameter, what: str, alone: bool, calendars: tuple[tuple[str, Text], ...]
) -> Control:
    """A control of one rule, or with `*` of all."""
    rule = parameter.key.partition(".")[0]
    key = parameter.key if alone else f"*.{what}"
    part = what.partition(".")[0]
    group: Group = "further"
    if parameter.kind in ("days", "effect", "calendar"):
        group = "raising" if part == "raising" else "lifting"
    title = what_title(parameter.kind, part)
    if alone and len(packed.rules) > 1:
        of = packed.version.rules[rule].title
        title = Text(de=f"{of.de}: {title.de}", en=f"{of.en}: {title.en}")
    if parameter.choices:
        names = calendars if parameter.kind == "calendar" else tuple(
            (name, choice_title(parameter.kind, name)) for name in parameter.choices
        )  # fmt: skip
        return Control(key, (key,), group, title, str(parameter.in_law), choices=names)
    low = Decimal(int(parameter.low))
    high = Decimal(max(MOST_DAYS, int(parameter.in_law)))
    return Control(key, (key,), group, title, Decimal(int(parameter.in_law)), parameter.unit, low, high, 0, high)


def _one_calendar(found: list[Control]) -> list[Control]:
    """One control where all parts count by one calendar; else each stays, for the law itself counts differently."""
    of_calendar = [control for control in found if control.key.endswith(".calendar")]
    if len({control.in_law for control in of_calendar}) != 1:
        return found
    one = replace(
        of_calendar[0],
        key=CALENDAR,
        sets=tuple(key for control in of_calendar for key in control.sets),
        label=what_title("calendar", "raising"),
    )
    return [*(control for control in found if control not in of_calendar), one]


def expanded(moved: Iterable[Control], values: Mapping[str, Value]) -> dict[str, Value]:
    """Values of controls as values of the parameters they stand for."""
    return {key: values[control.key] for control in moved if control.key in values for key in control.sets}


def _calendars(packed: Packed, day: date, states: tuple[str, ...]) -> tuple[tuple[str, Text], ...]:
    """The calendars that say of every day of the period whether it counts; those with days of their own only in law."""
    used = {part.calendar for rule in packed.rules for part in rule.parts}
    found = []
    for name in packed.calendar_ids:
        calendar = packed.calendars[name]
        try:
            for state in states:
                calendar.counts(day, state)
        except ValueError:
            continue
        if name in used or not calendar.own_holidays:
            found.append((name, calendar.title))
    return tuple(found)


def _plain(number: Decimal) -> Decimal:
    """Without zeros at the end: 6.0 is 6."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
