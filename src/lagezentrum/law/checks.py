"""Whether the parts of a version fit together, and the versions of a regulation with each other.

A file can be well formed and still be no law: a citation into nothing, a gap between two ranges, two versions
in force on one day. Every such fault is found when the regulation is read, not when a day meets it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from lagezentrum.law.calendars import Calendar
from lagezentrum.law.model import Ranges, Version
from lagezentrum.law.problems import Problem, nearest
from lagezentrum.law.ranges import seams
from lagezentrum.law.source_text import KeyPath, SourceText, read_source_text


def check_version(
    version: Version, source: SourceText, anchors: tuple[str, ...], calendars: Mapping[str, Calendar]
) -> None:
    """Note in `source` every fault between the parts of a version and in its place among the folders."""
    _check_names(version, source, anchors, calendars)
    _check_levels(version, source)
    _check_ranges(version, source)
    _check_fixed_levels(version, source)
    _check_folder(version, source)


def _check_names(
    version: Version, source: SourceText, anchors: tuple[str, ...], calendars: Mapping[str, Calendar]
) -> None:
    for path, name in _named(version):
        kind, known = _namespace(path, version, anchors, calendars)
        if name not in known:
            close = nearest(name, known)
            source.problem(
                path,
                f"unknown {kind} {name!r}" + (f"; did you mean {close!r}?" if close else ""),
                "A reference into nothing can not be followed or explained.",
                f"Known: {', '.join(known) or 'none'}."
                + (" Provisions are declared in norm.md beside this file." if kind == "provision" else ""),
            )


def _namespace(
    path: KeyPath, version: Version, anchors: tuple[str, ...], calendars: Mapping[str, Calendar]
) -> tuple[str, tuple[str, ...]]:
    if "cite" in path:
        return "provision", anchors
    if path[-1] == "calendar":
        return "calendar", tuple(calendars)
    if path[-1] == "section":
        return "section", tuple(version.sections)
    if path[0] == "fixed_levels":
        return "rule", tuple(version.rules)
    return "indicator", tuple(version.indicators)


def _named(part: Any, path: KeyPath = ()) -> Iterable[tuple[KeyPath, str]]:
    """Every place in a version that names a provision, calendar, section, rule or indicator."""
    if isinstance(part, BaseModel):
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            here = (*path, field.alias or name)
            if name == "cite":
                yield from (((*here, i), anchor) for i, anchor in enumerate(value))
            elif name in ("calendar", "single", "lead", "section", "rule") and isinstance(value, str):
                yield here, value
            elif name in ("all_of", "any_of", "of"):
                yield from (((*here, i), indicator) for i, indicator in enumerate(value))
            elif name == "ranges":
                yield from (((*here, indicator), indicator) for indicator in value)
                yield from _named(value, here)
            else:
                yield from _named(value, here)
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _named(value, (*path, key))
    elif isinstance(part, tuple):
        for position, value in enumerate(part):
            yield from _named(value, (*path, position))


def _check_levels(version: Version, source: SourceText) -> None:
    declared = sorted(version.levels)
    if declared != list(range(1, len(declared) + 1)):
        source.problem(
            ("levels",),
            f"levels are numbered {declared}",
            "A level is named by its number from 1 for the lowest threshold; a hole would look like a missing level.",
            "Number the levels 1, 2, 3 … without a hole.",
        )


def _check_ranges(version: Version, source: SourceText) -> None:
    levels = set(version.levels)
    for indicator, ranges in version.ranges.items():
        _check_range_table(indicator, ranges, levels, source)
    for name, rule in version.rules.items():
        needed = {*rule.raising.route.indicators, *rule.lifting.route.indicators}
        table = "consequence.ranges" if rule.consequence else "ranges"
        have = set(rule.consequence.ranges if rule.consequence else version.ranges)
        for indicator in sorted(needed - have):
            source.problem(
                ("rules", name),
                f"rule {name!r} looks at {indicator!r}, which has no range",
                "Without a range nobody can tell whether it is reached.",
                f"Add {indicator!r} to `{table}`, or leave it out of the route.",
            )
        if rule.scope == "state":
            for indicator in sorted(needed & set(version.indicators)):
                if version.indicators[indicator].scope == "district":
                    source.problem(
                        ("rules", name, "scope"),
                        f"statewide rule {name!r} looks at {indicator!r}, which is published by district",
                        "A state has no district figure.",
                        "Make the rule's scope `district`, or use a statewide indicator.",
                    )


def _check_range_table(indicator: str, ranges: Ranges, levels: set[int], source: SourceText) -> None:
    path: KeyPath = ("ranges", indicator, "levels")
    if set(ranges.levels) != levels:
        source.problem(
            path,
            f"ranges of {indicator!r} are given for levels {sorted(ranges.levels)}, declared are {sorted(levels)}",
            "Every level needs a range, and every range a level.",
            "Give one range per level declared under `levels`.",
        )
    for level, description in seams(ranges.levels):
        source.problem(
            (*path, level),
            f"ranges of {indicator!r}: {description}",
            "A value in a gap or an overlap would have no level or two.",
            "Let each range begin where the one below ends: `at_most: X`, then `above: X`.",
        )


def _check_fixed_levels(version: Version, source: SourceText) -> None:
    for position, fixed in enumerate(version.fixed_levels):
        path: KeyPath = ("fixed_levels", position)
        if fixed.level not in version.levels:
            source.problem(
                (*path, "level"),
                f"fixed level {fixed.level} is not declared under `levels`",
                "A level without a name and ranges means nothing to anybody.",
                f"Declared: {sorted(version.levels)}.",
            )
        if not version.territory.covers(fixed.area):
            source.problem(
                (*path, "area"),
                f"fixed level {fixed.level} is set for area {fixed.area!r}, outside the territory",
                "A regulation can not fix levels where it does not hold.",
                "Name a Land key of `territory`, or the AGS of a district in it.",
            )
        for day in filter(None, (fixed.from_, fixed.to)):
            if not version.in_force.covers(day):
                source.problem(
                    path,
                    f"fixed level {fixed.level} touches {day}, when this version is not in force",
                    "A regulation can not fix levels outside its own time.",
                    "Keep `from` and `to` inside `in_force`.",
                )


def _check_folder(version: Version, source: SourceText) -> None:
    folder = source.file.parent
    if folder.name != version.version:
        source.problem(
            ("version",),
            f"version {version.version!r} lies in a folder called {folder.name!r}",
            "Folder and version name the same thing; two names for it mislead.",
            "Rename the folder, or correct `version`.",
        )
    named = "/".join(folder.parts[-3:-1])
    if named != version.regulation:
        source.problem(
            ("regulation",),
            f"regulation {version.regulation!r} lies below {named!r}",
            "The id of a regulation is the path of its folder.",
            "Move the folder, or correct `regulation`.",
        )
    day = version.version[:10]
    if day != version.in_force.from_.isoformat():
        source.problem(
            ("in_force", "from"),
            f"version {version.version!r} is in force from {version.in_force.from_}",
            "A version is named by the day it came into force (with a suffix for a territory of its own).",
            "Correct the name or the date.",
        )


def check_versions(versions: Iterable[tuple[Path, Version]]) -> list[Problem]:
    """Problems between versions of one regulation.

    Two in force at the same place and time, a rule that changes its scope, or a count that carries over from a
    version that is not there.
    """
    known = sorted(versions, key=lambda pair: (pair[1].in_force.from_, pair[1].version))
    problems: list[Problem] = []
    for position, (_, earlier) in enumerate(known):
        for file, later in known[position + 1 :]:
            end = earlier.in_force.to or date.max
            if later.in_force.from_ <= end and earlier.territory.overlaps(later.territory):
                line = read_source_text(file).line(("in_force", "from"))
                problems.append(
                    Problem(
                        file,
                        line,
                        f"version {later.version} begins while version {earlier.version} is in force"
                        + (f" (until {earlier.in_force.to})" if earlier.in_force.to else " (without an end)"),
                        "On such a day two different rules would hold in the same place.",
                        f"End version {earlier.version} the day before, or separate their territories.",
                    )
                )
    problems.extend(_changed_scopes(known))
    for file, version in known:
        if not any(_precedes(earlier, version) for _, earlier in known):
            problems.extend(_carried_from_nowhere(file, version))
    return problems


def _changed_scopes(known: Iterable[tuple[Path, Version]]) -> Iterator[Problem]:
    """Rules that are for the Land in one version and for districts in another."""
    first: dict[str, Version] = {}
    for file, version in known:
        for name, rule in version.rules.items():
            before = first.setdefault(name, version)
            if before.rules[name].scope != rule.scope:
                yield Problem(
                    file,
                    read_source_text(file).line(("rules", name, "scope")),
                    f"rule {name!r} is for the {rule.scope} here, but for the {before.rules[name].scope} "
                    f"in version {before.version}",
                    "What holds goes on from version to version under the name of its rule.",
                    "Correct `scope`, or give the rule another name.",
                )


def _precedes(earlier: Version, later: Version) -> bool:
    day_before = later.in_force.from_ - timedelta(days=1)
    return earlier.in_force.to == day_before and earlier.territory.overlaps(later.territory)


def _carried_from_nowhere(file: Path, version: Version) -> Iterator[Problem]:
    for name, section in version.sections.items():
        if section.starts == "carries_over":
            yield Problem(
                file,
                read_source_text(file).line(("sections", name, "starts")),
                f"section {name!r} carries over, but no version was in force on the day before",
                "There is no running count that could go on.",
                "Use `starts: anew`, or correct `in_force.to` of the version before.",
            )
