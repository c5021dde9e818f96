"""Reading the files of one version into types, with every fault told in its place."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from lagezentrum.law.calendars import Calendar
from lagezentrum.law.checks import check_version
from lagezentrum.law.misfits import in_words
from lagezentrum.law.model import Version
from lagezentrum.law.problems import Fault, LawError, fault, in_backticks, nearest
from lagezentrum.law.source_text import KeyPath, SourceText, read_source_text
from lagezentrum.law.text import Text

_Model = TypeVar("_Model", bound=BaseModel)
_EXAMPLE = Text(de="CONTRIBUTING.md zeigt ein Beispiel.", en="See CONTRIBUTING.md.")


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
            source.problem(
                (),
                *fault(
                    de=("erwartet werden Schlüssel mit Werten", "Die Datei hat keine Schlüssel.", _EXAMPLE.de),
                    en=("expected keys and values", "The file has no keys.", _EXAMPLE.en),
                ),
            )
        return None
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        for found in _one_per_place(error, source):
            _note_fault(source, model, found)
        return None


def _one_per_place(error: ValidationError, source: SourceText) -> list[Any]:
    """The faults with one per place: where a key takes either of two types, each type complains by itself."""
    found: dict[KeyPath, Any] = {}
    for one in error.errors():
        place: KeyPath = tuple(one["loc"])
        if one["type"] not in ("missing", "extra_forbidden"):
            # The last part may name a type instead of a key; the file knows which.
            while place and place not in source.lines:
                place = place[:-1]
        if place not in found or one["type"] == "literal_error":
            found[place] = {**one, "loc": place}
    return list(found.values())


def _note_fault(source: SourceText, model: type[BaseModel], found: Any) -> None:
    path: KeyPath = tuple(found["loc"])
    name = ".".join(str(part) for part in path).encode("utf-8", "backslashreplace").decode("utf-8")
    given = found["input"]
    match found["type"]:
        case "extra_forbidden":
            source.problem(path, *_unknown_key(name, str(path[-1]), _keys_at(model, path[:-1])))
        case "missing" | "too_short" if path[-1] == "cite":
            source.problem(path, *_missing_citation(name))
        case "missing":
            source.problem(path, *_missing_key(name, path[-1]))
        case "literal_error":
            expected = found["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            source.problem(path, *_unknown_word(name, str(given), expected))
        case "string_type" if isinstance(given, int):
            source.problem(path, *_number_for_a_name(name, given))
        case _:
            source.problem(path, *_unfit(name, in_words(found), given))


def _unknown_key(name: str, last: str, known: list[str]) -> Fault:
    close = nearest(last, known)
    one_of = ", ".join(known)
    return fault(
        de=(
            f"unbekannter Schlüssel {name!r}" + (f"; ist {close!r} gemeint?" if close else ""),
            "Ein Schlüssel, den niemand liest, würde unbemerkt nichts bewirken.",
            f"Möglich sind: {in_backticks(known)}.",
        ),
        en=(
            f"unknown key {name!r}" + (f"; did you mean {close!r}?" if close else ""),
            "A key nobody reads would silently change nothing.",
            f"Use one of: {one_of}.",
        ),
    )


def _missing_citation(name: str) -> Fault:
    return fault(
        de=(
            f"die Fundstelle fehlt: {name!r}",
            "Eine Regel ohne Vorschrift lässt sich weder erklären noch verteidigen.",
            "Ergänzen Sie `cite:` mit einem Anker aus norm.md.",
        ),
        en=(
            f"missing citation: {name!r}",
            "A rule without a provision can not be explained or defended.",
            "Add `cite:` with an anchor of norm.md.",
        ),
    )


def _missing_key(name: str, last: str | int) -> Fault:
    return fault(
        de=(f"der Schlüssel {name!r} fehlt", "Ohne ihn ist die Regel unvollständig.", f"Ergänzen Sie `{last}:`."),
        en=(f"missing key {name!r}", "The rule is incomplete without it.", f"Add `{last}:`."),
    )


def _unknown_word(name: str, given: str, expected: list[str]) -> Fault:
    close = nearest(given, expected)
    one_of = ", ".join(expected)
    return fault(
        de=(
            f"{name}: unbekanntes Wort {given!r}" + (f"; ist {close!r} gemeint?" if close else ""),
            "Nur Wörter mit fester Bedeutung lassen sich ausführen.",
            f"Möglich sind: {in_backticks(expected)}.",
        ),
        en=(
            f"{name}: unknown word {given!r}" + (f"; did you mean {close!r}?" if close else ""),
            "Only words with a fixed meaning can be carried out.",
            f"Use one of: {one_of}.",
        ),
    )


def _number_for_a_name(name: str, given: int) -> Fault:
    return fault(
        de=(
            f"{name}: {given} wird als Zahl gelesen, ist aber ein Name oder ein Schlüssel",
            "Die Schlüssel von Landkreisen und Ländern sind Text; als Zahl verlören sie eine führende Null.",
            f'Setzen Sie Anführungszeichen: "{given}".',
        ),
        en=(
            f"{name}: {given} is read as a number, but is a name or a key",
            "Keys of districts and Länder are text; as numbers they would lose a leading zero.",
            f'Put it in quotes: "{given}".',
        ),
    )


def _unfit(name: str, said: Text, given: object) -> Fault:
    shown = not isinstance(given, dict | list)
    return fault(
        de=(
            f"{name}: {said.de}" + (f" (gegeben: {given!r})" if shown else ""),
            "Der Wert passt nicht zu dem, was dieser Schlüssel bedeutet.",
            "Berichtigen Sie den Wert; CONTRIBUTING.md zeigt jeden Schlüssel mit einem Beispiel.",
        ),
        en=(
            f"{name}: {said.en}" + (f" (given: {given!r})" if shown else ""),
            "The value does not fit what this key means.",
            "Correct the value; CONTRIBUTING.md shows each key with an example.",
        ),
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
