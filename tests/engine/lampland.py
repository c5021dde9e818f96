"""Random cases in Lampland: regulations derived from the shipped toy, figures with gaps, decisions."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

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


@cache
def shipped() -> tuple[Regulation, Calendars]:
    """The toy regulation as shipped, and the calendars."""
    library = Library()
    return library.regulation("toy/lampland"), library.calendars


def observation(indicator: str, area: str, day: date, value: str | None, late: int = 0) -> Observation:
    """A figure published on the morning of its day, or `late` days later."""
    moment = datetime.combine(day + timedelta(days=late), time.min)
    return Observation(indicator, area, day, None if value is None else Decimal(value), moment, "drawn")


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    """Series that dwell at a value for some days, with gaps, late publications and corrections."""
    observations = []
    for indicator, area in SERIES:
        position = 0
        while position < len(DAYS):
            value = draw(st.sampled_from(VALUES[indicator]))
            for day in DAYS[position : position + draw(st.integers(1, 9))]:
                observations.append(observation(indicator, area, day, value))
                position += 1
    for _ in range(draw(st.integers(0, 4))):  # single days that differ, are late, or are corrected later
        indicator, area = draw(st.sampled_from(SERIES))
        day, value = draw(st.sampled_from(DAYS)), draw(st.sampled_from(VALUES[indicator]))
        late = draw(st.integers(0, 5))
        if late == 0:
            observations = [o for o in observations if (o.indicator, o.area, o.day) != (indicator, area, day)]
        observations.append(observation(indicator, area, day, value, late))
    return Figures(observations)


def _changed(version: Version, changes: dict[str, Any]) -> Version:
    """The version with other values at dotted paths, validated like a file."""
    data = version.model_dump(by_alias=True)
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


@st.composite
def regulations(draw: st.DrawFn) -> Regulation:
    """One to three versions in a row, each with its own thresholds, routes, counting, effects and lifting."""
    toy, _ = shipped()
    cuts = sorted(draw(st.sets(st.integers(3, len(DAYS) - 3), max_size=2)))
    versions = []
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(DAYS) + 20], strict=True)):
        changes: dict[str, Any] = {
            "version": str(DAYS[start]),
            "in_force.from": DAYS[start],
            "in_force.to": FIRST + timedelta(days=end - 1),
            "sections.three-days.days": draw(st.integers(1, 5)),
            "sections.three-days.calendar": draw(st.sampled_from(["lampentage", "kalender-90"])),
            "sections.three-days.throughout": draw(st.sampled_from(["same_indicators", "any_each_day"])),
            "sections.three-days.starts": draw(st.sampled_from(["anew", "carries_over"])),
            "sections.three-days.effect.days_after": draw(st.integers(0, 3)),
            "ranges.glow.levels": draw(
                st.sampled_from(
                    [
                        {1: {"above": 2, "at_most": 4}, 2: {"above": 4}},
                        {1: {"at_least": 3, "below": 4}, 2: {"at_least": 4}},
                    ]
                )
            ),
            "rules.local.raising.route": draw(st.sampled_from(ROUTES["local"])),
            "rules.local.lifting.route": draw(st.sampled_from(ROUTES["local"])),
            "rules.statewide.raising.route": draw(st.sampled_from(ROUTES["statewide"])),
            "rules.statewide.lifting.route": draw(st.sampled_from(ROUTES["statewide"])),
            "indicators.flicker.decimals": draw(st.sampled_from([1, 1, 0, "exact"])),
        }
        for rule in ("local", "statewide", "flicker-alone"):
            changes[f"rules.{rule}.lifting.counts_after"] = draw(st.sampled_from(["section", "effect"]))
            changes[f"rules.{rule}.lifting.out_of_range"] = draw(st.sampled_from(["not_reached", "strictly_below"]))
        if number == 0 and draw(st.booleans()):
            changes["version"], changes["in_force.from"] = str(DAYS[2]), DAYS[2]
            changes["sections.three-days.starts"] = DAYS[draw(st.integers(0, 2))]
        if draw(st.integers(0, 3)) == 0:
            level = draw(st.integers(1, 2))
            fixed = {"level": level, "area": LAND, "from": changes["in_force.from"], "cite": ("statewide",)}
            changes["fixed_levels"] = ({**fixed, "until": "lifted", "rule": "statewide"},)
        version = _changed(toy.versions[0], changes)
        if draw(st.integers(0, 4)) == 0:  # a version may do without a rule
            dropped = draw(st.sampled_from(["local", "statewide", "flicker-alone"]))
            kept = {name: rule for name, rule in version.rules.items() if name != dropped}
            fixed_levels = tuple(f for f in version.fixed_levels if f.rule != dropped)
            version = version.model_copy(update={"rules": kept, "fixed_levels": fixed_levels})
        versions.append(version)
    return Regulation(id="toy/lampland", versions=tuple(versions))


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Decision, ...]:
    """A few decisions of every kind."""
    drawn = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["determined", "refrained", "lifted"]))
        rule = draw(st.sampled_from(["statewide", "local", "flicker-alone"]))
        area = LAND if rule == "statewide" else draw(st.sampled_from(DISTRICTS))
        step = "LANTERN" if rule == "flicker-alone" else draw(st.sampled_from(["1", "2"]))
        day = draw(st.sampled_from(DAYS))
        later = day + timedelta(days=draw(st.integers(0, 12)))
        if kind == "refrained":
            until = draw(st.sampled_from([None, later]))
            drawn.append(Decision("refrained", rule, area, step, day, until=until))
        else:
            drawn.append(Decision("determined" if kind == "determined" else "lifted", rule, area, step, day, later))
    return tuple(drawn)


@cache
def calendars() -> Calendars:
    """The shipped calendars, and one in which every day of Lampland counts."""
    _, known = shipped()
    every_day = known["kalendertage"].model_copy(update={"calendar": "kalender-90"})
    return Calendars({**known.by_id, "kalender-90": every_day})
