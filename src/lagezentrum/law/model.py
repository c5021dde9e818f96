"""A regulation as types: what a legislator decides, and nothing an engine adds.

Every part that states law carries `cite`: the anchors of the provisions in `norm.md` it stands on.
German terms of art and their English names are mapped in the glossary.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from lagezentrum.law.misfits import misfit
from lagezentrum.law.ranges import Range
from lagezentrum.law.text import Text as Text

Scope = Literal["state", "district"]
Part = Literal["raising", "lifting"]
StepName = str
"""Name of what a rule raises: a level as text ("1", "2", …) or a consequence without a level ("3G")."""
Way = tuple[str, ...]
"""Indicators that must meet a condition together."""


class _Element(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Cited(_Element):
    """A part of the law with the provisions (anchors of `norm.md`) it rests on."""

    cite: Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(min_length=1)]


class Period(Cited):
    """A period in whole days, both ends included; an open end is left out."""

    from_: date = Field(alias="from")
    to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to is not None and self.to < self.from_:
            raise misfit(
                de=f"der Zeitraum endet ({self.to}), bevor er beginnt ({self.from_})",
                en=f"the period ends ({self.to}) before it begins ({self.from_})",
            )
        return self

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.from_ <= day and (self.to is None or day <= self.to)


class Territory(Cited):
    """Where a version holds: the Land keys it names, or every Land but some."""

    states: tuple[str, ...] = ()
    except_states: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.states) == bool(self.except_states):
            raise misfit(
                de="entweder `states` oder `except_states` muss dastehen, nicht beides und nicht keines",
                en="name either `states` or `except_states`",
            )
        return self

    def covers(self, area: str) -> bool:
        """Whether the district or Land with key `area` lies in the territory."""
        state = area[:2]
        return state in self.states if self.states else state not in self.except_states

    def overlaps(self, other: "Territory") -> bool:
        """Whether some Land lies in both territories."""
        if self.states and other.states:
            return bool(set(self.states) & set(other.states))
        if self.states or other.states:
            named, open_ = (self, other) if self.states else (other, self)
            return not set(named.states) <= set(open_.except_states)
        return True


class Indicator(Cited):
    """A published figure that the law looks at, and in which reading."""

    title: Text
    scope: Scope
    unit: str
    publisher: str
    revision: Literal["as_first_published"]
    decimals: int | Literal["exact"] = Field(description="decimals in which the value is compared")

    @property
    def precision(self) -> int | None:
        """Number of decimals compared, or None where the value counts exactly as published."""
        return None if self.decimals == "exact" else self.decimals


class Ranges(Cited):
    """The ranges of one indicator, by level."""

    levels: dict[int, Range]


class Route(_Element):
    """Which indicators must meet a condition together.

    Exactly one form: `single: a` · `all_of: [a, b]` · `any_of: [a, b]` · `lead: a` with `any_of: [b, c]` ·
    `at_least: 2` with `of: [a, b, c]`.
    """

    single: str | None = None
    all_of: tuple[str, ...] = ()
    lead: str | None = None
    any_of: tuple[str, ...] = ()
    at_least: int | None = None
    of: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = [
            self.single is not None,
            bool(self.all_of),
            self.lead is not None or bool(self.any_of),
            self.at_least is not None or bool(self.of),
        ]
        if forms.count(True) != 1:
            raise misfit(
                de="ein Weg hat genau eine Form: `single`, `all_of`, `any_of` (mit oder ohne `lead`) "
                "oder `at_least` mit `of`",
                en="a route takes exactly one form: `single`, `all_of`, `any_of` (with or without `lead`), "
                "or `at_least` with `of`",
            )
        if self.lead is not None and not self.any_of:
            raise misfit(
                de="zu `lead` gehört `any_of`: die Indikatoren, von denen einer hinzukommen muss",
                en="`lead` needs `any_of`: the indicators of which one must join it",
            )
        if forms[3] and (self.at_least is None or not 1 <= self.at_least <= len(self.of)):
            raise misfit(
                de="zu `at_least` gehört `of` mit mindestens so vielen Indikatoren",
                en="`at_least` needs `of` with at least that many indicators",
            )
        return self

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Each set of indicators that suffices, in the order of the law."""
        if self.single is not None:
            return ((self.single,),)
        if self.all_of:
            return (self.all_of,)
        if self.at_least is not None:
            return tuple(combinations(self.of, self.at_least))
        if self.lead is not None:
            return tuple((self.lead, other) for other in self.any_of)
        return tuple((name,) for name in self.any_of)

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator named, once each."""
        return tuple(dict.fromkeys(name for way in self.ways for name in way))


class Effect(Cited):
    """When a completed section takes effect: whole calendar days after its last day."""

    days_after: int = Field(ge=0, le=60, strict=True)


class Section(Cited):
    """How days are counted to a section (Fünftagesabschnitt and its like), and when it takes effect."""

    days: int = Field(ge=1, le=60, strict=True)
    calendar: str
    other_days: Literal["neither_count_nor_interrupt"]
    missing_value: Literal["undetermined"]
    throughout: Literal["same_indicators", "any_each_day"] = Field(
        description="whether one way must be met on all days, or on each day some way"
    )
    starts: date | Literal["anew", "carries_over"] = Field(
        description="first day that may count: the version's first day, the predecessor's, or a date"
    )
    effect: Effect


class Raising(Cited):
    """When a level is reached."""

    route: Route
    section: str


class Lifting(Cited):
    """When a level is no longer reached.

    `out_of_range`: an indicator counts as out of range when its value does `not_reach` the range, or only
    when it lies `strictly_below` its lower end. `counts_after`: days count from the day after the raising
    section ended, or from the day after the level took effect. `as_a_rule`: the authority may set another date.
    """

    route: Route
    out_of_range: Literal["not_reached", "strictly_below"]
    section: str
    counts_after: Literal["section", "effect"]
    as_a_rule: bool


class Discretion(Cited):
    """A choice the law leaves to the authority."""

    kind: Literal["confined_outbreak", "other_lifting_date"]
    title: Text


class Consequence(Cited):
    """Something that holds without a level, with the ranges that bring it about."""

    name: StepName
    title: Text
    ranges: dict[str, Range]


class Rule(Cited):
    """One way in which levels (or one consequence) come about, for the state or for each district."""

    title: Text
    scope: Scope
    consequence: Consequence | None = None
    raising: Raising
    lifting: Lifting
    authority: Text
    modality: Literal["shall", "may", "by_law"]
    discretion: tuple[Discretion, ...] = ()


class FixedLevel(Cited):
    """A level that the regulation itself sets, whatever the indicators say.

    With `until: lifted` the level then behaves as if determined under `rule`; otherwise it holds for `from`…`to`
    and overrides everything.
    """

    level: int = Field(ge=1, strict=True)
    area: str
    from_: date = Field(alias="from")
    to: date | None = None
    until: Literal["lifted"] | None = None
    rule: str | None = None

    @model_validator(mode="after")
    def _ends_somehow(self) -> Self:
        if (self.to is None) == (self.until is None):
            raise misfit(
                de="eine festgesetzte Stufe endet entweder mit `to: DATUM` oder mit `until: lifted`",
                en="a fixed level ends by `to: DATE` or by `until: lifted`",
            )
        if self.until is not None and self.rule is None:
            raise misfit(
                de="zu `until: lifted` gehört `rule`: die Regel, nach der die Stufe aufgehoben wird",
                en="`until: lifted` needs `rule`: the rule by which it is lifted",
            )
        if self.to is not None and self.to < self.from_:
            raise misfit(
                de=f"die festgesetzte Stufe endet ({self.to}), bevor sie beginnt ({self.from_})",
                en=f"the fixed level ends ({self.to}) before it begins ({self.from_})",
            )
        return self


class Version(_Element):
    """One version of a regulation as it was in force, complete in itself."""

    regulation: str
    version: str
    title: Text
    kind: Literal["new", "amendment"]
    in_force: Period
    territory: Territory
    indicators: dict[str, Indicator] = Field(default_factory=dict)
    levels: dict[int, Text] = Field(default_factory=dict)
    ranges: dict[str, Ranges] = Field(default_factory=dict)
    sections: dict[str, Section] = Field(default_factory=dict)
    rules: dict[str, Rule] = Field(default_factory=dict)
    fixed_levels: tuple[FixedLevel, ...] = ()

    @field_validator("version", mode="before")
    @classmethod
    def _version_is_named_by_a_day(cls, value: object) -> object:
        return value.isoformat() if isinstance(value, date) else value

    def steps(self, rule: str) -> tuple[StepName, ...]:
        """What a rule can raise, lowest first: level numbers as text, or the name of its consequence."""
        consequence = self.rules[rule].consequence
        return (consequence.name,) if consequence else tuple(str(level) for level in sorted(self.levels))

    def range_for(self, rule: str, step: StepName, indicator: str) -> Range:
        """The range that `indicator` must reach for `step` under `rule`."""
        consequence = self.rules[rule].consequence
        return consequence.ranges[indicator] if consequence else self.ranges[indicator].levels[int(step)]

    def section(self, rule: str, part: Part) -> Section:
        """The section by which `rule` raises or lifts."""
        return self.sections[getattr(self.rules[rule], part).section]

    def citations(self) -> Iterator[str]:
        """Every provision cited anywhere in this version."""
        yield from _citations(self)


def _citations(part: object) -> Iterator[str]:
    if isinstance(part, Cited):
        yield from part.cite
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _citations(getattr(part, name))
    elif isinstance(part, dict):
        for item in part.values():
            yield from _citations(item)
    elif isinstance(part, tuple):
        for item in part:
            yield from _citations(item)


class Regulation(_Element):
    """All versions of a regulation, in the order in which they came into force."""

    id: str
    versions: tuple[Version, ...]

    def for_area(self, area: str) -> tuple[Version, ...]:
        """The versions that hold in `area`, oldest first."""
        return tuple(version for version in self.versions if version.territory.covers(area))

    def in_force(self, area: str, day: date) -> Version | None:
        """The version in force in `area` on `day`, or None."""
        return next((v for v in self.versions if v.in_force.covers(day) and v.territory.covers(area)), None)

    def named(self, version: str) -> Version | None:
        """The version called `version`, or None."""
        return next((v for v in self.versions if v.version == version), None)

    def counting_starts(self, version: Version, rule: str, part: Part) -> date:
        """The first day that may count under `version`, following amendments that let sections carry on.

        A rule that the predecessor did not have starts with the version itself.
        """
        starts = version.section(rule, part).starts
        if isinstance(starts, date):
            return starts
        if starts == "carries_over":
            earlier = self.predecessor(version)
            if earlier is not None and rule in earlier.rules:
                return self.counting_starts(earlier, rule, part)
        return version.in_force.from_

    def predecessor(self, version: Version) -> Version | None:
        """The version that held in the same territory until the day before, or None."""
        day_before = version.in_force.from_ - timedelta(days=1)
        for other in self.versions:
            if other.in_force.to == day_before and other.territory.overlaps(version.territory):
                return other
        return None
