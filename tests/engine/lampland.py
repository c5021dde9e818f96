"""Random cases in Lampland: regulations derived from the shipped toy, figures with gaps, decisions.

Each case is read off a tape of random bytes, which hypothesis draws in one go: drawing every choice by itself would
take as long as judging the case. When hypothesis looks for the simplest failure, smaller bytes give simpler choices.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation, Version

LAND = "90"
DISTRICTS = ("90001", "90002", "90003")
AREAS = (LAND, *DISTRICTS)
FIRST = date(2024, 1, 1)
WEEKS = 6
LAST = FIRST + timedelta(days=7 * WEEKS - 1)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(7 * WEEKS))
SERIES = (("glow", LAND), ("soot", LAND), *(("flicker", district) for district in DISTRICTS))

# Values on, just above and around each threshold of the toy; None: nothing was published.
VALUES = {
    "glow": [None, "1.5", "2", "2.04", "2.1", "3", "4", "4.1", "6"],
    "soot": [None, "1", "5", "5.1", "8", "9", "9.04", "9.1"],
    "flicker": [None, "2", "5", "5.1", "10", "10.1", "15", "20", "20.1"],
}

Choice = TypeVar("Choice")
TAPE = 320
"""Bytes of a tape; a case that needs more takes the simplest choices from there on."""


class Tape:
    """Choices read off random bytes, one byte each."""

    def __init__(self, content: bytes) -> None:
        self._content = iter(content)

    def integer(self, lowest: int, highest: int) -> int:
        """A number from `lowest` to `highest`, which lie less than 256 apart."""
        return lowest + next(self._content, 0) % (highest - lowest + 1)

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        """One of at most 256 choices; the first is the simplest."""
        return choices[self.integer(0, len(choices) - 1)]


TAPES = st.binary(min_size=TAPE, max_size=TAPE).map(Tape)


@cache
def shipped() -> tuple[Regulation, Calendars]:
    """The toy regulation as shipped, and the calendars."""
    library = Library()
    return library.regulation("toy/lampland"), library.calendars


def observation(indicator: str, area: str, day: date, value: str | None, late: int = 0) -> Observation:
    """A figure published on the morning of its day, or `late` days later."""
    moment = datetime.combine(day + timedelta(days=late), time.min)
    return Observation(indicator, area, day, None if value is None else Decimal(value), moment, "drawn")


def _figures(tape: Tape) -> Figures:
    observations = []
    for indicator, area in SERIES:
        position = 0
        while position < len(DAYS):
            value = tape.one_of(VALUES[indicator])
            for day in DAYS[position : position + tape.integer(1, 9)]:
                observations.append(observation(indicator, area, day, value))
                position += 1
    for _ in range(tape.integer(0, 4)):  # single days that differ, are late, or are corrected later
        indicator, area = tape.one_of(SERIES)
        day, value = tape.one_of(DAYS), tape.one_of(VALUES[indicator])
        late = tape.integer(0, 5)
        if late == 0:
            observations = [o for o in observations if (o.indicator, o.area, o.day) != (indicator, area, day)]
        observations.append(observation(indicator, area, day, value, late))
    return Figures(observations)


def _changed(changes: dict[str, Any]) -> Version:
    """The shipped version with other values at dotted paths, validated like a file."""
    data = shipped()[0].versions[0].model_dump(by_alias=True)
    for path, value in changes.items():
        here: Any = data
        *parents, last = path.split(".")
        for part in parents:
            here = here[part]
        here[last] = value
    return Version.model_validate(data)


ROUTES = {
    "statewide": [
        {"lead": "glow", "any_of": ("soot",)},
        {"all_of": ("glow", "soot")},
        {"any_of": ("glow", "soot")},
        {"single": "soot"},
    ],
    "local": [
        {"lead": "glow", "any_of": ("flicker",)},
        {"lead": "glow", "any_of": ("flicker", "soot")},
        {"at_least": 2, "of": ("glow", "flicker", "soot")},
        {"any_of": ("glow", "flicker")},
        {"single": "flicker"},
    ],
}


def _regulation(tape: Tape) -> Regulation:
    cuts = sorted({tape.integer(3, len(DAYS) - 3) for _ in range(tape.integer(0, 2))})
    versions = []
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(DAYS) + 20], strict=True)):
        changes: dict[str, Any] = {
            "version": str(DAYS[start]),
            "in_force.from": DAYS[start],
            "in_force.to": FIRST + timedelta(days=end - 1),
            "sections.three-days.days": tape.integer(1, 5),
            "sections.three-days.calendar": tape.one_of(["lampentage", "kalender-90"]),
            "sections.three-days.throughout": tape.one_of(["same_indicators", "any_each_day"]),
            "sections.three-days.starts": tape.one_of(["anew", "carries_over"]),
            "sections.three-days.effect.days_after": tape.integer(0, 3),
            "ranges.glow.levels": tape.one_of(
                [
                    {1: {"above": 2, "at_most": 4}, 2: {"above": 4}},
                    {1: {"at_least": 3, "below": 4}, 2: {"at_least": 4}},
                ]
            ),
            "rules.local.raising.route": tape.one_of(ROUTES["local"]),
            "rules.local.lifting.route": tape.one_of(ROUTES["local"]),
            "rules.statewide.raising.route": tape.one_of(ROUTES["statewide"]),
            "rules.statewide.lifting.route": tape.one_of(ROUTES["statewide"]),
            "indicators.flicker.decimals": tape.one_of([1, 1, 0, "exact"]),
        }
        for rule in ("local", "statewide", "flicker-alone"):
            changes[f"rules.{rule}.lifting.counts_after"] = tape.one_of(["section", "effect"])
            changes[f"rules.{rule}.lifting.out_of_range"] = tape.one_of(["not_reached", "strictly_below"])
        if number == 0 and tape.integer(0, 1):
            changes["version"], changes["in_force.from"] = str(DAYS[2]), DAYS[2]
            changes["sections.three-days.starts"] = DAYS[tape.integer(0, 2)]
        if tape.integer(0, 3) == 0:
            level = tape.integer(1, 2)
            fixed = {"level": level, "area": LAND, "from": changes["in_force.from"], "cite": ("statewide",)}
            changes["fixed_levels"] = ({**fixed, "until": "lifted", "rule": "statewide"},)
        version = _changed(changes)
        if tape.integer(0, 4) == 0:  # a version may do without a rule
            dropped = tape.one_of(["local", "statewide", "flicker-alone"])
            kept = {name: rule for name, rule in version.rules.items() if name != dropped}
            fixed_levels = tuple(f for f in version.fixed_levels if f.rule != dropped)
            version = version.model_copy(update={"rules": kept, "fixed_levels": fixed_levels})
        versions.append(version)
    return Regulation(id="toy/lampland", versions=tuple(versions))


def _decisions(tape: Tape) -> tuple[Decision, ...]:
    drawn = []
    for _ in range(tape.integer(0, 4)):
        kind = tape.one_of(["determined", "refrained", "lifted"])
        rule = tape.one_of(["statewide", "local", "flicker-alone"])
        area = LAND if rule == "statewide" else tape.one_of(DISTRICTS)
        step = "LANTERN" if rule == "flicker-alone" else tape.one_of(["1", "2"])
        day = tape.one_of(DAYS)
        later = day + timedelta(days=tape.integer(0, 12))
        if kind == "refrained":
            until = tape.one_of([None, later])
            drawn.append(Decision("refrained", rule, area, step, day, until=until))
        else:
            drawn.append(Decision("determined" if kind == "determined" else "lifted", rule, area, step, day, later))
    return tuple(drawn)


def figures() -> st.SearchStrategy[Figures]:
    """Series that dwell at a value for some days, with gaps, late publications and corrections."""
    return TAPES.map(_figures)


def regulations() -> st.SearchStrategy[Regulation]:
    """One to three versions in a row, each with its own thresholds, routes, counting, effects and lifting."""
    return TAPES.map(_regulation)


def decisions() -> st.SearchStrategy[tuple[Decision, ...]]:
    """A few decisions of every kind."""
    return TAPES.map(_decisions)


@cache
def calendars() -> Calendars:
    """The shipped calendars, and one in which every day of Lampland counts."""
    _, known = shipped()
    every_day = known["kalendertage"].model_copy(update={"calendar": "kalender-90"})
    return Calendars({**known.by_id, "kalender-90": every_day})
