"""Every small change somebody could make to a shipped version by mistake: a number, a word, a date, a route."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from lagezentrum.law.model import Regulation, Version

STEPS = (Decimal("0.1"), Decimal("-0.1"), Decimal(1), Decimal(-1))
OTHER_WORD = {"above": "at_least", "at_least": "above", "at_most": "below", "below": "at_most"}
OTHER_CALENDARS = {
    "werktage": ("kalendertage", "arbeitstage"),
    "kalendertage": ("werktage", "arbeitstage"),
    "arbeitstage": ("werktage", "kalendertage"),
    "lampentage": ("kalendertage",),
}
OTHER_STATE = {"03": "04", "09": "08", "90": "91"}

Data = dict[str, Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Mutation:
    """One change to one version: what was changed, and the regulation as it would then stand."""

    version: str
    what: str
    regulation: Regulation

    @property
    def mutant(self) -> Version:
        """The version that was changed."""
        position = [v.version for v in self.regulation.versions].index(self.version)
        return self.regulation.versions[position]


def mutations(regulation: Regulation) -> Iterator[Mutation]:
    """Every mutation of every version of a regulation, one change at a time."""
    for position, version in enumerate(regulation.versions):
        original: Data = version.model_dump(by_alias=True)
        for what, changes in _changes(original):
            data = deepcopy(original)
            for path, value in changes.items():
                _put(data, path, value)
            versions = list(regulation.versions)
            versions[position] = Version.model_validate(data)
            yield Mutation(version.version, what, Regulation(id=regulation.id, versions=tuple(versions)))


def _put(data: Any, path: Path, value: Any) -> None:
    *parents, last = path
    for part in parents:
        data = data[part]
    data[last] = value


def _changes(data: Data) -> Iterator[tuple[str, Mapping[Path, Any]]]:
    yield from _dates(data)
    yield from _territory(data)
    yield from _indicators(data)
    for indicator, table in data["ranges"].items():
        yield from _range_table(("ranges", indicator, "levels"), table["levels"])
    for name, section in data["sections"].items():
        yield from _section(("sections", name), section, data["in_force"]["from"])
    for name, rule in data["rules"].items():
        yield from _rule(("rules", name), rule, data)
        yield (
            f"rules.{name} dropped",
            {
                ("rules",): {n: r for n, r in data["rules"].items() if n != name},
                ("fixed_levels",): [f for f in data["fixed_levels"] if f["rule"] != name],
            },
        )
    for position, fixed in enumerate(data["fixed_levels"]):
        yield from _fixed_level(position, fixed, data)


def _shifted(path: Path, day: date) -> Iterator[tuple[str, Mapping[Path, Any]]]:
    for days in (1, -1):
        yield f"{_dotted(path)} {days:+d} day", {path: day + timedelta(days=days)}


def _dates(data: Data) -> Iterator[tuple[str, Mapping[Path, Any]]]:
    for end in ("from", "to"):
        yield from _shifted(("in_force", end), data["in_force"][end])


def _territory(data: Data) -> Iterator[tuple[str, Mapping[Path, Any]]]:
    for key in ("states", "except_states"):
        if data["territory"][key]:
            changed = tuple(OTHER_STATE[state] for state in data["territory"][key])
            yield f"territory.{key} → {changed}", {("territory", key): changed}


def _indicators(data: Data) -> Iterator[tuple[str, Mapping[Path, Any]]]:
    for name, indicator in data["indicators"].items():
        other = "district" if indicator["scope"] == "state" else "state"
        yield f"indicators.{name}.scope → {other}", {("indicators", name, "scope"): other}
        for decimals in ("exact", 0):
            yield f"indicators.{name}.decimals → {decimals}", {("indicators", name, "decimals"): decimals}


def _range_table(path: Path, levels: dict[int, Data]) -> Iterator[tuple[str, Mapping[Path, Any]]]:
    """Each lower end moved, and its word swapped, together with the upper end of the level below."""
    for level, wanted in levels.items():
        word = "above" if wanted["above"] is not None else "at_least"
        below = levels.get(level - 1)
        upper = None if below is None else "at_most" if below["at_most"] is not None else "below"
        for step in STEPS:
            changes: dict[Path, Any] = {(*path, level, word): wanted[word] + step}
            if upper:
                changes[*path, level - 1, upper] = wanted[word] + step
            yield f"{_dotted(path)}.{level} {step:+}", changes
        changes = {(*path, level, word): None, (*path, level, OTHER_WORD[word]): wanted[word]}
        if upper:
            changes |= {(*path, level - 1, upper): None, (*path, level - 1, OTHER_WORD[upper]): wanted[word]}
        yield f"{_dotted(path)}.{level} {word} → {OTHER_WORD[word]}", changes


def _section(path: Path, section: Data, first: date) -> Iterator[tuple[str, Mapping[Path, Any]]]:
    for step in (1, -1):
        yield f"{_dotted(path)}.days {step:+d}", {(*path, "days"): section["days"] + step}
        yield (
            f"{_dotted(path)}.effect {step:+d}",
            {(*path, "effect", "days_after"): section["effect"]["days_after"] + step},
        )
    for calendar in OTHER_CALENDARS[section["calendar"]]:
        yield f"{_dotted(path)}.calendar → {calendar}", {(*path, "calendar"): calendar}
    other = {"same_indicators": "any_each_day", "any_each_day": "same_indicators"}[section["throughout"]]
    yield f"{_dotted(path)}.throughout → {other}", {(*path, "throughout"): other}
    starts = section["starts"]
    for word in ("anew", "carries_over"):
        if starts != word:
            yield f"{_dotted(path)}.starts → {word}", {(*path, "starts"): word}
    if starts != "carries_over":
        yield from _shifted((*path, "starts"), first if starts == "anew" else starts)


def _rule(path: Path, rule: Data, data: Data) -> Iterator[tuple[str, Mapping[Path, Any]]]:
    other = "district" if rule["scope"] == "state" else "state"
    yield f"{_dotted(path)}.scope → {other}", {(*path, "scope"): other}
    if rule["consequence"]:
        for indicator, wanted in rule["consequence"]["ranges"].items():
            table = (*path, "consequence", "ranges")
            for step in STEPS:
                yield (
                    f"{_dotted(table)}.{indicator} {step:+}",
                    {(*table, indicator, "above"): wanted["above"] + step},
                )
            swapped = {(*table, indicator, "above"): None, (*table, indicator, "at_least"): wanted["above"]}
            yield f"{_dotted(table)}.{indicator} above → at_least", swapped
    for part in ("raising", "lifting"):
        for route in _routes(rule[part]["route"]):
            yield f"{_dotted(path)}.{part}.route → {route}", {(*path, part, "route"): route}
        for section in data["sections"]:
            if section != rule[part]["section"]:
                yield f"{_dotted(path)}.{part}.section → {section}", {(*path, part, "section"): section}
    for key, words in (
        ("out_of_range", ("not_reached", "strictly_below")),
        ("counts_after", ("section", "effect")),
    ):
        word = next(word for word in words if word != rule["lifting"][key])
        yield f"{_dotted(path)}.lifting.{key} → {word}", {(*path, "lifting", key): word}


def _routes(route: Data) -> Iterator[Data]:
    """Other routes over the same indicators: one asked for too little, too much, or left out."""
    if route["lead"]:
        names = (route["lead"], *route["any_of"])
        yield {"any_of": names}
        yield from ({"single": name} for name in names)
        if len(names) > 2:
            yield {"all_of": names}
    elif route["any_of"] or route["all_of"]:
        names = route["any_of"] or route["all_of"]
        yield {"all_of" if route["any_of"] else "any_of": names}
        yield from ({"single": name} for name in names)
    elif route["at_least"] is not None:
        number, names = route["at_least"], route["of"]
        yield from ({"at_least": other, "of": names} for other in (number - 1, number + 1))
        yield from ({"at_least": number, "of": tuple(n for n in names if n != left_out)} for left_out in names)


def _fixed_level(position: int, fixed: Data, data: Data) -> Iterator[tuple[str, Mapping[Path, Any]]]:
    path: Path = ("fixed_levels", position)
    for level in data["levels"]:
        if level != fixed["level"]:
            yield f"{_dotted(path)}.level → {level}", {(*path, "level"): level}
    for end in ("from", "to"):
        if fixed[end] is not None:
            yield from _shifted((*path, end), fixed[end])
    yield f"{_dotted(path)}.area", {(*path, "area"): OTHER_STATE[fixed["area"]]}
    rest = tuple(f for n, f in enumerate(data["fixed_levels"]) if n != position)
    yield f"{_dotted(path)} dropped", {("fixed_levels",): rest}
    if fixed["until"] == "lifted":
        yield (
            f"{_dotted(path)}.until → the version's end",
            {
                (*path, "until"): None,
                (*path, "rule"): None,
                (*path, "to"): data["in_force"]["to"],
            },
        )
        for rule in data["rules"]:
            if rule != fixed["rule"]:
                yield f"{_dotted(path)}.rule → {rule}", {(*path, "rule"): rule}


def _dotted(path: Path) -> str:
    return ".".join(str(part) for part in path)
