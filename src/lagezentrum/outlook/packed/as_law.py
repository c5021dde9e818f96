"""A policy written out as a version of the regulation, to be read, kept, or judged by the other evaluators."""

from datetime import date
from decimal import Decimal
from typing import Any

from lagezentrum.law.model import Regulation, Version
from lagezentrum.outlook.packed.from_law import stretched
from lagezentrum.outlook.packed.parameters import COUNTS_AFTER, OUT_OF_RANGE, THROUGHOUT
from lagezentrum.outlook.packed.plan import Packed, RulePlan
from lagezentrum.outlook.packed.policies import Policies


def as_law(packed: Packed, policies: Policies, position: int, first: date, last: date) -> Regulation:
    """The regulation that a sweep judges for one policy: in force from `first` to `last`, with nothing before it.

    Upper ends of ranges are left out: a higher range includes the lower ones anyway.
    """
    (version,) = stretched(packed, first, last).versions
    data = version.model_dump(by_alias=True)
    data["rules"] = {
        plan.rule: _rule(packed, policies, position, number, data)
        for number, plan in enumerate(packed.rules)
        if policies.applies[number, position]
    }
    data["sections"] = {
        f"{plan.rule}-{part.part}": _section(packed, policies, position, 2 * number + offset, version, plan)
        for number, plan in enumerate(packed.rules)
        if policies.applies[number, position]
        for offset, part in enumerate(plan.parts)
    }
    data["fixed_levels"] = tuple(f for f in data["fixed_levels"] if f["rule"] in data["rules"])
    for row, threshold in enumerate(packed.thresholds):
        word = "at_least" if threshold.at_least else "above"
        range_ = {word: Decimal(str(float(policies.thresholds[row, position])))}
        if threshold.key.startswith("ranges."):
            data["ranges"][threshold.indicator]["levels"][int(threshold.step)] = range_
        else:
            rule = threshold.key.partition(".")[0]
            if rule in data["rules"]:
                data["rules"][rule]["consequence"]["ranges"][threshold.indicator] = range_
    return Regulation(id=version.regulation, versions=(Version.model_validate(data),))


def _rule(packed: Packed, policies: Policies, position: int, number: int, data: dict[str, Any]) -> dict[str, Any]:
    plan = packed.rules[number]
    rule: dict[str, Any] = data["rules"][plan.rule]
    for offset, part in enumerate(plan.parts):
        rule[part.part]["section"] = f"{plan.rule}-{part.part}"
        name, ways = part.routes[int(policies.route[2 * number + offset, position])]
        if name == "any":
            rule[part.part]["route"] = {"any_of": tuple(way[0] for way in ways)}
        elif name == "all":
            rule[part.part]["route"] = {"all_of": ways[0]}
    rule["lifting"]["out_of_range"] = OUT_OF_RANGE[policies.strictly_below[number, position]]
    rule["lifting"]["counts_after"] = COUNTS_AFTER[policies.after_effect[number, position]]
    return rule


def _section(
    packed: Packed, policies: Policies, position: int, place: int, version: Version, plan: RulePlan
) -> dict[str, Any]:
    section = version.section(plan.rule, "raising" if place % 2 == 0 else "lifting").model_dump(by_alias=True)
    section["days"] = int(policies.days[place, position])
    section["calendar"] = packed.calendar_ids[policies.calendar[place, position]]
    section["throughout"] = THROUGHOUT[policies.each_day[place, position]]
    section["effect"]["days_after"] = int(policies.effect[place, position])
    return section
