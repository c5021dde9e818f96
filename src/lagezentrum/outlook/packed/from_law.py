"""Compile a version of a regulation into a plan for packed bits; what the bits can not express is refused in words.

No rule is written here: routes, sections, calendars, ranges and what lifts a level are read from the version.
"""

from collections.abc import Sequence
from datetime import date

from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Part, Regulation, Route, StepName, Text, Version, Way
from lagezentrum.outlook.packed.plan import LEVELS, Packed, PartPlan, RulePlan, Threshold

MOST_STEPS = 8
"""Far more than any ordinance has; room is taken for every step."""


class CannotPack(ValueError):
    """A version says something that packed bits can not express.

    Attributes:
        text: what, where and what to do, in both languages.
    """

    def __init__(self, de: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(de=de, en=en)


def compile_rules(
    version: Version, calendars: Calendars, *, outcome: str = LEVELS, fixed_levels: bool = False
) -> Packed:
    """Compile the rules of one version that lead to one outcome.

    Args:
        version: the version; where it carries on its predecessor's count, nothing is carried: a sweep starts anew.
        calendars: the calendars known; a policy may choose any of them.
        outcome: `levels`, or the name of a consequence (`3G`).
        fixed_levels: whether a level that the version sets itself until lifted is set in every policy too.

    Raises:
        CannotPack: with what the plan can not express, in both languages.
    """
    names = [
        name
        for name, rule in version.rules.items()
        if (rule.consequence is None if outcome == LEVELS else rule.consequence and rule.consequence.name == outcome)
    ]
    if not names:
        raise _no_rules(version, outcome)
    steps = version.steps(names[0])
    if len(steps) > MOST_STEPS:
        raise CannotPack(
            de=f"{version.version} hat {len(steps)} Stufen; höchstens {MOST_STEPS} lassen sich packen",
            en=f"{version.version} has {len(steps)} levels; at most {MOST_STEPS} can be packed",
        )
    if fixed_levels:
        _refuse_overriding_levels(version)
    thresholds: dict[str, Threshold] = {}
    rules = tuple(_rule_plan(version, name, steps, thresholds, fixed_levels) for name in names)
    return Packed(
        version,
        calendars,
        outcome,
        steps,
        tuple(thresholds.values()),
        rules,
        tuple(sorted(calendars.by_id)),
        fixed_levels,
    )


def stretched(packed: Packed, first: date, last: date) -> Regulation:
    """The regulation that a sweep judges: the version alone, in force from `first` to `last`.

    Days that it lets count before its first day, and levels it sets itself, move with it. The other evaluators give
    for it what a sweep gives for the policy "as in law".
    """
    version = packed.version
    shift = first - version.in_force.from_
    data = version.model_dump(by_alias=True)
    data["in_force"] |= {"from": first, "to": last}
    for section in data["sections"].values():
        if isinstance(section["starts"], date):
            section["starts"] += shift
    kept = [f for f in data["fixed_levels"] if packed.fixed_levels and f["until"] == "lifted"]
    data["fixed_levels"] = tuple(f | {"from": f["from"] + shift} for f in kept)
    return Regulation(id=version.regulation, versions=(Version.model_validate(data),))


def _no_rules(version: Version, outcome: str) -> CannotPack:
    if outcome == LEVELS:
        return CannotPack(
            de=f"{version.regulation}, Fassung {version.version}, hat keine Regel, die eine Stufe auslöst (sie setzt "
            "Stufen selbst fest oder kennt keine). Wählen Sie eine Fassung mit Regeln.",
            en=f"{version.regulation}, version {version.version}, has no rule that raises a level (it sets levels "
            "itself, or knows none). Choose a version with rules.",
        )
    known = sorted({rule.consequence.name for rule in version.rules.values() if rule.consequence})
    return CannotPack(
        de=f"Fassung {version.version} kennt keine Folge {outcome!r}; sie kennt: {', '.join(known) or 'keine'}.",
        en=f"version {version.version} knows no consequence {outcome!r}; it knows: {', '.join(known) or 'none'}.",
    )


def _refuse_overriding_levels(version: Version) -> None:
    for fixed in version.fixed_levels:
        if fixed.to is not None:
            raise CannotPack(
                de=f"Fassung {version.version} setzt Stufe {fixed.level} vom {fixed.from_} bis {fixed.to} fest, was "
                "auch immer die Zahlen sagen. Übersetzen Sie ohne festgesetzte Stufen.",
                en=f"version {version.version} sets level {fixed.level} from {fixed.from_} to {fixed.to} whatever the "
                "figures say. Compile without fixed levels.",
            )


def _rule_plan(
    version: Version, name: str, steps: Sequence[StepName], thresholds: dict[str, Threshold], fixed_levels: bool
) -> RulePlan:
    rule = version.rules[name]
    indicators = dict.fromkeys((*rule.raising.route.indicators, *rule.lifting.route.indicators))
    if rule.scope == "state":
        local = [i for i in indicators if version.indicators[i].scope != "state"]
        if local:
            raise CannotPack(
                de=f"Regel {name!r} gilt für das Land, hängt aber an {local[0]!r}, einer Zahl der Kreise. Eine solche "
                "Regel lässt sich nicht packen.",
                en=f"rule {name!r} is decided for the Land but hangs on {local[0]!r}, a figure of districts. Such a "
                "rule can not be packed.",
            )
    places: list[tuple[tuple[str, int], ...]] = []
    for step in steps:
        here = []
        for indicator in indicators:
            range_ = version.range_for(name, step, indicator)
            key = f"ranges.{indicator}.{step}" if rule.consequence is None else f"{name}.{indicator}"
            thresholds.setdefault(key, Threshold(key, indicator, step, range_.above is None, float(range_.threshold)))
            here.append((indicator, list(thresholds).index(key)))
        places.append(tuple(here))
    first = version.in_force.from_
    fixed = [
        ((f.from_ - first).days, steps.index(str(f.level)) + 1)
        for f in version.fixed_levels
        if fixed_levels and f.until == "lifted" and f.rule == name
    ]
    return RulePlan(
        name,
        rule.scope == "state",
        _part_plan(version, name, "raising", rule.raising.route),
        _part_plan(version, name, "lifting", rule.lifting.route),
        tuple(places),
        rule.lifting.out_of_range == "strictly_below",
        rule.lifting.counts_after == "effect",
        tuple(fixed),
    )


def _part_plan(version: Version, rule: str, part: Part, route: Route) -> PartPlan:
    section = version.section(rule, part)
    first = version.in_force.from_
    starts = (section.starts - first).days if isinstance(section.starts, date) else 0
    if starts > 0:
        raise CannotPack(
            de=f"Regel {rule!r}: die Zählung beginnt am {section.starts}, nach dem ersten Tag der Fassung ({first}). "
            "Ein späterer Beginn lässt sich nicht packen.",
            en=f"rule {rule!r}: counting starts on {section.starts}, after the version's first day ({first}). A later "
            "start can not be packed.",
        )
    return PartPlan(
        part,
        _variants(route),
        section.throughout == "any_each_day",
        section.days,
        section.effect.days_after,
        section.calendar,
        starts,
    )


def _variants(route: Route) -> tuple[tuple[str, tuple[Way, ...]], ...]:
    """The version's own route, and the same indicators each alone or all together, where that is another route."""
    names = route.indicators
    own = frozenset(frozenset(way) for way in route.ways)
    variants = [("law", route.ways)]
    for name, ways in (("any", tuple((i,) for i in names)), ("all", (names,))):
        if frozenset(frozenset(way) for way in ways) != own and len(names) > 1:
            variants.append((name, ways))
    return tuple(variants)
