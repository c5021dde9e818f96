"""Reading the files of one version into types, with every fault told in its place."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from lagezentrum.law.calendars import Calendar
from lagezentrum.law.model import Ranges, Version
from lagezentrum.law.problems import LawError, Problem, nearest
from lagezentrum.law.ranges import seams
from lagezentrum.law.source_text import KeyPath, SourceText, read_source_text

_Model = TypeVar("_Model", bound=BaseModel)


def read_calendar(file: Path) -> Calendar:
    """Read a calendar file.

    Raises:
        LawError: with every problem of the file.
    """
    source = read_source_text(file)
    calendar = _validated(source, Calendar)
    _raise_if_any(source)
    assert calendar is not None  # noqa: S101 (a failed validation has raised)
    return calendar


def read_version(file: Path, anchors: Iterable[str], calendars: Mapping[str, Calendar]) -> Version:
    """Read and check a `regulation.yaml`.

    Args:
        file: the file.
        anchors: anchors of the provisions in the `norm.md` beside it.
        calendars: the calendars a rule may name.

    Raises:
        LawError: with every problem of the file.
    """
    source = read_source_text(file)
    version = _validated(source, Version)
    if version is not None:
        _check_names(version, source, tuple(anchors), calendars)
        _check_ranges(version, source)
        _check_fixed_levels(version, source)
        _check_folder(version, source)
    _raise_if_any(source)
    assert version is not None  # noqa: S101 (a failed validation has raised)
    return version


def validated(source: SourceText, model: type[_Model]) -> _Model | None:
    """The data of `source` as `model`; faults are noted in `source` and None is returned."""
    return _validated(source, model)


def _validated(source: SourceText, model: type[_Model]) -> _Model | None:
    if not isinstance(source.data, dict):
        if not source.problems:
            source.problem((), "expected keys and values", "The file has no keys.", "See CONTRIBUTING.md.")
        return None
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        for fault in error.errors():
            _note_fault(source, model, fault)
        return None


def _note_fault(source: SourceText, model: type[BaseModel], fault: Any) -> None:
    path: KeyPath = tuple(fault["loc"])
    name = ".".join(str(part) for part in path)
    given = fault["input"]
    match fault["type"]:
        case "extra_forbidden":
            known = _keys_at(model, path[:-1])
            close = nearest(str(path[-1]), known)
            source.problem(
                path,
                f"unknown key {name!r}" + (f"; did you mean {close!r}?" if close else ""),
                "A key nobody reads would silently change nothing.",
                f"Use one of: {', '.join(known)}.",
            )
        case "missing" if path[-1] == "cite":
            source.problem(
                path,
                f"missing citation: {name!r}",
                "A rule without a provision can not be explained or defended.",
                "Add `cite:` with an anchor of norm.md.",
            )
        case "missing":
            source.problem(
                path, f"missing key {name!r}", "The rule is incomplete without it.", f"Add `{path[-1]}:`."
            )
        case "literal_error":
            expected = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            close = nearest(str(given), expected)
            source.problem(
                path,
                f"{name}: unknown word {given!r}" + (f"; did you mean {close!r}?" if close else ""),
                "Only words with a fixed meaning can be carried out.",
                f"Use one of: {', '.join(expected)}.",
            )
        case _:
            shown = "" if isinstance(given, dict | list) else f" (given: {given!r})"
            source.problem(
                path,
                f"{name}: {fault['msg'].removeprefix('Value error, ')}{shown}",
                "The value does not fit what this key means.",
                "Correct the value; CONTRIBUTING.md shows each key with an example.",
            )


def _keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that may stand at `path` below a model."""
    here: Any = model
    for part in path:
        here = _step_into(here, part)
        if here is None:
            return []
    model_here = _model_in(here)
    if model_here is None:
        return []
    return [field.alias or name for name, field in model_here.model_fields.items()]


def _step_into(annotation: Any, part: str | int) -> Any:
    origin = get_origin(annotation)
    if origin is dict:
        return get_args(annotation)[1]
    if origin is tuple:
        return get_args(annotation)[0]
    model = _model_in(annotation)
    if model is None:
        return None
    for name, field in model.model_fields.items():
        if part in (name, field.alias):
            return field.annotation
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, UnionType):
        return next((m for option in get_args(annotation) if (m := _model_in(option))), None)
    return None


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
            elif name in ("calendar", "single", "lead", "section") and isinstance(value, str):
                yield here, value
            elif name == "rule" and value is not None:
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
    """Problems between versions of one regulation: two in force at the same place and time."""
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
    return problems


def _raise_if_any(source: SourceText) -> None:
    if source.problems:
        raise LawError(source.problems)
