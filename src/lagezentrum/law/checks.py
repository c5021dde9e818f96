"""Whether the parts of a version fit together, and the versions of a regulation with each other.

A file can be well formed and still be no law: a citation into nothing, a gap between two ranges, two versions
in force on one day. Every such fault is found when the regulation is read, not when a day meets it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from lagezentrum.law import version_faults as faults
from lagezentrum.law.calendars import Calendar
from lagezentrum.law.model import Ranges, Version
from lagezentrum.law.problems import Problem
from lagezentrum.law.ranges import seams
from lagezentrum.law.source_text import KeyPath, SourceText, read_source_text
from lagezentrum.law.text import Text


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
            source.problem(path, *faults.unknown_name(kind, name, known))


def _namespace(
    path: KeyPath, version: Version, anchors: tuple[str, ...], calendars: Mapping[str, Calendar]
) -> tuple[Text, tuple[str, ...]]:
    if "cite" in path:
        return faults.PROVISION, anchors
    if path[-1] == "calendar":
        return faults.CALENDAR, tuple(calendars)
    if path[-1] == "section":
        return faults.SECTION, tuple(version.sections)
    if path[0] == "fixed_levels":
        return faults.RULE, tuple(version.rules)
    return faults.INDICATOR, tuple(version.indicators)


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
        source.problem(("levels",), *faults.levels_with_holes(declared))


def _check_ranges(version: Version, source: SourceText) -> None:
    levels = set(version.levels)
    for indicator, ranges in version.ranges.items():
        _check_range_table(indicator, ranges, levels, source)
    for name, rule in version.rules.items():
        needed = {*rule.raising.route.indicators, *rule.lifting.route.indicators}
        table = "consequence.ranges" if rule.consequence else "ranges"
        have = set(rule.consequence.ranges if rule.consequence else version.ranges)
        for indicator in sorted(needed - have):
            source.problem(("rules", name), *faults.without_range(name, indicator, table))
        if rule.scope == "state":
            for indicator in sorted(needed & set(version.indicators)):
                if version.indicators[indicator].scope == "district":
                    source.problem(("rules", name, "scope"), *faults.statewide_by_district(name, indicator))


def _check_range_table(indicator: str, ranges: Ranges, levels: set[int], source: SourceText) -> None:
    path: KeyPath = ("ranges", indicator, "levels")
    if set(ranges.levels) != levels:
        source.problem(path, *faults.other_levels(indicator, sorted(ranges.levels), sorted(levels)))
    for level, description in seams(ranges.levels):
        source.problem((*path, level), *faults.seam(indicator, description))


def _check_fixed_levels(version: Version, source: SourceText) -> None:
    for position, fixed in enumerate(version.fixed_levels):
        path: KeyPath = ("fixed_levels", position)
        if fixed.level not in version.levels:
            source.problem((*path, "level"), *faults.fixed_at_no_level(fixed.level, sorted(version.levels)))
        if not version.territory.covers(fixed.area):
            source.problem((*path, "area"), *faults.fixed_outside_territory(fixed))
        for day in filter(None, (fixed.from_, fixed.to)):
            if not version.in_force.covers(day):
                source.problem(path, *faults.fixed_outside_time(fixed.level, day))


def _check_folder(version: Version, source: SourceText) -> None:
    folder = source.file.parent
    if folder.name != version.version:
        source.problem(("version",), *faults.folder_of_another_version(version.version, folder.name))
    named = "/".join(folder.parts[-3:-1])
    if named != version.regulation:
        source.problem(("regulation",), *faults.folder_of_another_regulation(version.regulation, named))
    day = version.version[:10]
    if day != version.in_force.from_.isoformat():
        source.problem(("in_force", "from"), *faults.named_by_another_day(version))


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
                problems.append(Problem(file, line, *faults.two_in_force(earlier, later)))
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
                    *faults.changed_scope(name, rule.scope, before.rules[name].scope, before.version),
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
                *faults.carried_from_nowhere(name),
            )
