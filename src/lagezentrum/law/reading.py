"""Reading the files of one version into types, with every fault told in its place."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from lagezentrum.law.calendars import Calendar
from lagezentrum.law.checks import check_version
from lagezentrum.law.model import Version
from lagezentrum.law.problems import LawError, nearest
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
        check_version(version, source, tuple(anchors), calendars)
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
        for fault in _one_per_place(error, source):
            _note_fault(source, model, fault)
        return None


def _one_per_place(error: ValidationError, source: SourceText) -> list[Any]:
    """The faults with one per place: where a key takes either of two types, each type complains by itself."""
    found: dict[KeyPath, Any] = {}
    for fault in error.errors():
        place: KeyPath = tuple(fault["loc"])
        if fault["type"] not in ("missing", "extra_forbidden"):
            # The last part may name a type instead of a key; the file knows which.
            while place and place not in source.lines:
                place = place[:-1]
        if place not in found or fault["type"] == "literal_error":
            found[place] = {**fault, "loc": place}
    return list(found.values())


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
        case "missing" | "too_short" if path[-1] == "cite":
            source.problem(
                path,
                f"missing citation: {name!r}",
                "A rule without a provision can not be explained or defended.",
                "Add `cite:` with an anchor of norm.md.",
            )
        case "missing":
            source.problem(path, f"missing key {name!r}", "The rule is incomplete without it.", f"Add `{path[-1]}:`.")
        case "literal_error":
            expected = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            close = nearest(str(given), expected)
            source.problem(
                path,
                f"{name}: unknown word {given!r}" + (f"; did you mean {close!r}?" if close else ""),
                "Only words with a fixed meaning can be carried out.",
                f"Use one of: {', '.join(expected)}.",
            )
        case "string_type" if isinstance(given, int):
            source.problem(
                path,
                f"{name}: {given} is read as a number, but is a name or a key",
                "Keys of districts and Länder are text; as numbers they would lose a leading zero.",
                f'Put it in quotes: "{given}".',
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


def _raise_if_any(source: SourceText) -> None:
    if source.problems:
        raise LawError(source.problems)
