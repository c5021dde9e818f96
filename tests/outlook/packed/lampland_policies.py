"""Random laws of Lampland, policies and figures for sweeps; series end near word borders."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.model import Version
from lagezentrum.outlook.packed import Packed, Policies, compile_rules, parameters
from tests.engine import lampland

FIRST = date(2024, 1, 10)
LENGTHS = [1, 5, 63, 64, 65, 100, 127, 128, 129]
AREAS = lampland.DISTRICTS
STEADY = {
    "glow": ["1.5", "2", "2.1", "4", "4.1"],
    "soot": ["5", "5.1", "9", "9.1"],
    "flicker": ["2", "10", "10.1", "25"],
}


@st.composite
def plans(draw: st.DrawFn) -> Packed:
    """A version of Lampland with drawn routes, counting and lifting, compiled."""
    toy, _ = lampland.shipped()
    changes: dict[str, Any] = {
        "sections.three-days.throughout": draw(st.sampled_from(["same_indicators", "any_each_day"])),
        "sections.three-days.starts": draw(
            st.sampled_from(["anew", toy.versions[0].in_force.from_, date(2023, 12, 29)])
        ),
        "ranges.glow.levels": draw(
            st.sampled_from(
                [{1: {"above": 2, "at_most": 4}, 2: {"above": 4}}, {1: {"at_least": 2}, 2: {"at_least": 4}}]
            )
        ),
        "indicators.flicker.decimals": draw(st.sampled_from([1, 0, "exact"])),
    }
    for rule in ("local", "statewide"):
        for part in ("raising", "lifting"):
            changes[f"rules.{rule}.{part}.route"] = draw(st.sampled_from(lampland.ROUTES[rule]))
    fixed_on = draw(st.sampled_from([None, 0, 0, 9]))
    if fixed_on is not None:
        day = toy.versions[0].in_force.from_ + timedelta(days=fixed_on)
        fixed = {"level": draw(st.integers(1, 2)), "area": "90", "from": day, "cite": ("statewide",)}
        changes["fixed_levels"] = ({**fixed, "until": "lifted", "rule": "statewide"},)
    data = toy.versions[0].model_dump(by_alias=True)
    for path, value in changes.items():
        here: Any = data
        *parents, last = path.split(".")
        for part in parents:
            here = here[part]
        here[last] = value
    outcome = draw(st.sampled_from(["levels", "levels", "levels", "LANTERN"]))
    version = Version.model_validate(data)
    return compile_rules(version, lampland.calendars(), outcome=outcome, fixed_levels=fixed_on is not None)


@st.composite
def policies(draw: st.DrawFn, packed: Packed, count: int) -> Policies:
    """Policies that differ in everything that may vary, some of it only now and then."""
    values: dict[str, Any] = {}
    drawn: dict[str, st.SearchStrategy[Any]] = {
        "days": st.sampled_from([1, 2, 3, 5]),
        "effect": st.sampled_from([0, 1, 2, 3, 7]),
        "calendar": st.sampled_from(["lampentage", "lampentage", "lampentage", "kalender-90"]),
        "out_of_range": st.sampled_from(["not_reached", "strictly_below"]),
        "counts_after": st.sampled_from(["section", "section", "effect"]),
        "applies": st.sampled_from(["yes", "yes", "yes", "no"]),
    }
    for parameter in parameters(packed):
        if parameter.kind == "threshold":
            each: st.SearchStrategy[Any] = st.sampled_from([float(v) for v in STEADY[parameter.key.split(".")[1]]])
        else:
            each = drawn.get(parameter.kind, st.sampled_from(parameter.choices or ("",)))
        values[parameter.key] = draw(st.lists(each, min_size=count, max_size=count))
    return Policies.of(packed, values)


@st.composite
def figures(draw: st.DrawFn, days: int) -> list[Observation]:
    """Series that dwell at a value for some days, with missing values; from before the first day on."""
    observations = []
    for indicator, area in lampland.SERIES:
        day = -20
        while day < days:
            value = draw(st.sampled_from([*STEADY[indicator], None]))
            for _ in range(draw(st.integers(1, 12 if value is not None else 3))):
                observations.append(lampland.observation(indicator, area, FIRST + timedelta(days=day), value))
                day += 1
    return observations


def filled(observations: list[Observation], value: str) -> Figures:
    """Every missing value taken to be `value`."""
    kept = [o for o in observations if o.value is not None]
    gaps = [lampland.observation(o.indicator, o.area, o.day, value) for o in observations if o.value is None]
    return Figures(kept + gaps)


def shipped_plan() -> Packed:
    """Lampland's levels as shipped."""
    toy, _ = lampland.shipped()
    return compile_rules(toy.versions[0], lampland.calendars())
