"""What may vary between policies, named after the parts of the regulation it stands in."""

from dataclasses import dataclass
from typing import Literal

from lagezentrum.law.model import Text
from lagezentrum.outlook.packed.plan import Packed, PartPlan, RulePlan

Kind = Literal[
    "threshold", "days", "effect", "calendar", "route", "throughout", "out_of_range", "counts_after", "applies"
]

MOST_DAYS = 60
"""Counted days of a section at most; for each of them room is taken."""
MOST_EFFECT = 60
"""Days until an effect at most: fewer than a word has bits, so that a delay is a single shift."""

THROUGHOUT = ("same_indicators", "any_each_day")
OUT_OF_RANGE = ("not_reached", "strictly_below")
COUNTS_AFTER = ("section", "effect")
APPLIES = ("no", "yes")


@dataclass(frozen=True)
class Parameter:
    """One thing that may vary between policies.

    Attributes:
        key: `ranges.INDICATOR.STEP`, `RULE.PART.WHAT`, or for consequences `RULE.INDICATOR`. In a design `*` may stand
            for every rule, as in `*.lifting.days`.
        kind: what kind of thing it is.
        unit: unit of its values; empty for choices.
        low, high: range of numbers; for choices 0 and the number of choices less one.
        choices: names to choose from; empty for numbers.
        in_law: the value in the version: a number, or the name of a choice.
        title: what it is, for readers.
    """

    key: str
    kind: Kind
    unit: str
    low: float
    high: float
    choices: tuple[str, ...]
    in_law: float | str
    title: Text

    @property
    def whole(self) -> bool:
        """Whether only whole numbers are allowed."""
        return self.kind in ("days", "effect")


def parameters(packed: Packed) -> tuple[Parameter, ...]:
    """Everything that may vary in a compiled version, in the order of the version: thresholds, then rule by rule."""
    found = [_threshold(packed, position) for position in range(len(packed.thresholds))]
    for rule in packed.rules:
        found.extend(_of_rule(packed, rule))
    return tuple(found)


def _threshold(packed: Packed, position: int) -> Parameter:
    threshold = packed.thresholds[position]
    indicator = packed.version.indicators[threshold.indicator]
    word_de, word_en = ("mindestens", "at least") if threshold.at_least else ("mehr als", "more than")
    label = packed.version.levels.get(int(threshold.step)) if threshold.step.isdigit() else None
    step = label or Text(de=threshold.step, en=threshold.step)
    return Parameter(
        threshold.key,
        "threshold",
        indicator.unit,
        0.0,
        float("inf"),
        (),
        threshold.in_law,
        Text(de=f"{step.de}: {indicator.title.de} {word_de}", en=f"{step.en}: {indicator.title.en} {word_en}"),
    )


def _of_rule(packed: Packed, rule: RulePlan) -> list[Parameter]:
    title = packed.version.rules[rule.rule].title
    found = [parameter for part in rule.parts for parameter in _of_part(packed, rule, part, title)]
    found.append(
        _choice(
            f"{rule.rule}.lifting.out_of_range",
            "out_of_range",
            OUT_OF_RANGE,
            OUT_OF_RANGE[rule.strictly_below],
            Text(de=f"{title.de}: wann ein Wert aus dem Bereich ist", en=f"{title.en}: when a value is out of range"),
        )
    )
    found.append(
        _choice(
            f"{rule.rule}.lifting.counts_after",
            "counts_after",
            COUNTS_AFTER,
            COUNTS_AFTER[rule.after_effect],
            Text(
                de=f"{title.de}: ab wann Tage zur Aufhebung zählen", en=f"{title.en}: from when days count for lifting"
            ),
        )
    )
    found.append(
        _choice(
            f"{rule.rule}.applies",
            "applies",
            APPLIES,
            "yes",
            Text(de=f"{title.de}: ob die Regel gilt", en=f"{title.en}: whether the rule applies"),
        )
    )
    return found


def _of_part(packed: Packed, rule: RulePlan, part: PartPlan, title: Text) -> list[Parameter]:
    prefix = f"{rule.rule}.{part.part}"
    de, en = ("Auslösung", "raising") if part.part == "raising" else ("Aufhebung", "lifting")

    def named(what_de: str, what_en: str) -> Text:
        return Text(de=f"{title.de}, {de}: {what_de}", en=f"{title.en}, {en}: {what_en}")

    days = named("Zähltage", "counted days")
    effect = named("Tage bis zur Wirkung", "days until it takes effect")
    found = [
        Parameter(f"{prefix}.days", "days", "counted_days", 1, MOST_DAYS, (), float(part.days), days),
        Parameter(f"{prefix}.effect", "effect", "days", 0, MOST_EFFECT, (), float(part.effect), effect),
        _choice(
            f"{prefix}.calendar",
            "calendar",
            packed.calendar_ids,
            part.calendar,
            named("welche Tage zählen", "which days count"),
        ),
    ]
    if len(part.routes) > 1:
        names = tuple(name for name, _ in part.routes)
        found.append(
            _choice(f"{prefix}.route", "route", names, "law", named("welche Zahlen zusammen", "which figures together"))
        )
    if any(len(ways) > 1 for _, ways in part.routes):
        found.append(
            _choice(
                f"{prefix}.throughout",
                "throughout",
                THROUGHOUT,
                THROUGHOUT[part.each_day],
                named("ob an allen Tagen dieselben Zahlen", "whether the same figures on all days"),
            )
        )
    return found


def _choice(key: str, kind: Kind, choices: tuple[str, ...], in_law: str, title: Text) -> Parameter:
    return Parameter(key, kind, "", 0, len(choices) - 1, choices, in_law, title)
