"""What the lab says of a rule, in words. Pure; numbers come as the smallest and largest that missing values allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lagezentrum.engine.wording.phrases import Language, amount, text
from lagezentrum.law.model import Text, Version
from lagezentrum.web.public.marks import level_mark
from lagezentrum.web.public.policy_lab.controls import Control, Value


@dataclass(frozen=True)
class Extent:
    """A number, or the smallest and the largest that missing values leave possible."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether nothing missing decides."""
        return self.low == self.high

    def written(self, spoken: Language) -> str:
        """As in "1.203", "310–319"."""
        return counted(self.low, spoken) if self.exact else f"{counted(self.low, spoken)}–{counted(self.high, spoken)}"


def counted(number: int, spoken: Language) -> str:
    """A whole number with its thousands apart."""
    return f"{number:,}".replace(",", ".") if spoken == "de" else f"{number:,}"


def level_title(version: Version, level: int, spoken: Language) -> str:
    """What a level is called in a version; "keine Warnstufe" for 0."""
    return text(level_mark(level, version.levels.get(level)).title, spoken)


def between(one: str, other: str, spoken: Language) -> str:
    """That missing values decide between two levels."""
    return f"offen: {one} bis {other}" if spoken == "de" else f"open: {one} to {other}"


def more_and_less(more: int, less: int, spoken: Language) -> str:
    """On how many days a course lies above and below the one it is compared with."""
    if spoken == "de":
        return f"verglichen damit höher an {more}, niedriger an {less} Tagen"
    return f"compared with that, higher on {more}, lower on {less} days"


def result(
    version: Version, asked: Sequence[Extent], other: Sequence[Extent], against: str, alike: bool, spoken: Language
) -> str:
    """One sentence: on how many district-days each level holds, and on how many it does in what it is compared with.

    Args:
        version: whose levels have the titles.
        asked: district-days at each level from 1 on, under the rule.
        other: the same in what it is compared with.
        against: `real` or `law`.
        alike: whether both have the same level everywhere on every day; sums alone can not tell.
        spoken: the language.
    """
    german = spoken == "de"
    if list(asked) == list(other):
        parts = [f"{level_title(version, n, spoken)} {_on(german)} {days.written(spoken)}" for n, days in _each(asked)]
        lead = text((_ALIKE if alike else _AS_MANY)[against], spoken)
        return f"{lead} {_unit(', '.join(parts), german)}."
    parts = []
    for (n, days), instead in zip(_each(asked), other, strict=True):
        same = days == instead
        word = "" if same else f" {'statt' if german else 'instead of'} {instead.written(spoken)}"
        parts.append(f"{level_title(version, n, spoken)} {_on(german)} {days.written(spoken)}{word}")
    said = _unit(", ".join(parts), german)
    return f"{said[0].upper()}{said[1:]}."


def changes(
    moved: Sequence[Control], values: Mapping[str, Value], titles: Mapping[str, Text], spoken: Language
) -> tuple[str, ...]:
    """What differs from the law: "Warnstufe 1, 7-Tage-Hospitalisierungsinzidenz: 5,5 statt 3".

    Args:
        moved: the controls.
        values: those that differ.
        titles: of the figures.
        spoken: the language.
    """
    instead = "statt" if spoken == "de" else "instead of"
    found = []
    for control in moved:
        if control.key in values:
            figure = f", {text(titles[control.indicator], spoken)}" if control.indicator else ""
            name = f"{text(control.label, spoken)}{figure}"
            new, old = (value_words(control, value, spoken) for value in (values[control.key], control.in_law))
            found.append(f"{name[0].upper()}{name[1:]}: {new} {instead} {old}")
    return tuple(found)


def value_words(control: Control, value: Value, spoken: Language) -> str:
    """A value of a control as written: a number with its sign of percent, or the title of a choice."""
    if isinstance(value, str):
        return text(dict(control.choices)[value], spoken)
    return amount(value, control.unit, spoken)


_ALIKE = {
    "real": Text(de="Wie wirklich in Kraft:", en="As really in force:"),
    "law": Text(de="Wie im Gesetz:", en="As in law:"),
}
_AS_MANY = {
    "real": Text(
        de="So oft wie wirklich in Kraft, aber nicht überall an denselben Tagen:",
        en="As often as really in force, but not everywhere on the same days:",
    ),
    "law": Text(
        de="So oft wie im Gesetz, aber nicht überall an denselben Tagen:",
        en="As often as in law, but not everywhere on the same days:",
    ),
}


def _each(days: Sequence[Extent]) -> Sequence[tuple[int, Extent]]:
    return list(enumerate(days, 1))


def _on(german: bool) -> str:
    return "an" if german else "on"


def _unit(said: str, german: bool) -> str:
    return f"{said} {'Kreistagen' if german else 'district-days'}"
