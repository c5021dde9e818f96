"""Plan files: bytes → contents, or every place at which they can not be read. Nothing is guessed, nothing left out."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from lagezentrum.staffing.checking import contents as parts
from lagezentrum.staffing.checking.kinds import Wrong, monday, number, optional
from lagezentrum.staffing.checking.layout import (
    FORBID,
    FORMAT,
    PIN,
    RECALL,
    RESERVE,
    RESULT,
    RULES,
    STATED,
    TABLES,
    Fields,
)

T = TypeVar("T")
_SHOWN = 60
_OTHER_PARTS = ("format", "weeks", "rules", "results")
_OPTIONAL_PARTS = ("joint_bound", "notes")
_NEEDED_BY_WISH = {PIN: ("person", "receiver"), FORBID: ("person",), RECALL: ("person",), RESERVE: ("quarters",)}


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in a file that can not be read, and why, in German and English."""

    place: str
    de: str
    en: str


class Unreadable(Exception):
    """A plan file that can not be read; it has at least one problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.place}: {problem.en}" for problem in self.problems))


def read(content: bytes) -> parts.Contents:
    """The contents of a plan file.

    Raises:
        Unreadable: not UTF-8, not JSON, a part or field missing, unknown or of another kind, a key twice, or a name
            that nobody has. All problems of the first kind that is found are told at once.
    """
    whole = _object(content)
    reader = _Reader()
    if whole.get("format") != FORMAT:
        reader.note(
            "format",
            f"erwartet: {FORMAT}, gefunden: {_short(whole.get('format'))}",
            f"expected: {FORMAT}, found: {_short(whole.get('format'))}",
        )
        reader.stop_if_any()
    for part in (*_OTHER_PARTS, *TABLES):
        if part not in whole:
            reader.note(part, "fehlt", "is missing")
    for part in whole:
        if part not in (*_OTHER_PARTS, *_OPTIONAL_PARTS, *TABLES):
            reader.note(_short(part), "gehört nicht in eine Plandatei", "does not belong in a plan file")
    reader.stop_if_any()
    weeks = tuple(_weeks(reader, whole["weeks"]))
    rules = reader.fields("rules", whole["rules"], RULES)
    tables = {name: reader.table(name, whole[name], fields) for name, fields in TABLES.items()}
    results = _results(reader, whole)
    reader.stop_if_any()
    found = parts.Contents(
        weeks,
        _made(parts.Rules, rules or {}),
        reader.keyed("pools", _all(tables["pools"], parts.Pool)),
        reader.keyed("lenders", _all(tables["lenders"], parts.Lender)),
        reader.keyed("receivers", _all(tables["receivers"], parts.Receiver)),
        reader.keyed("people", _all(tables["people"], parts.Person)),
        _all(tables["needs"], parts.Need),
        reader.keyed("standing", _all(tables["standing"], parts.Standing), "person"),
        _all(tables["wishes"], parts.Wish),
        _all(tables["assignments"], parts.Assignment),
        results,
    )
    _check_names(reader, found)
    reader.stop_if_any()
    return found


class _Reader:
    """Collects problems, so that a reader of the file learns of all of them at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, place: str, de: str, en: str) -> None:
        self.problems.append(Problem(place, de, en))

    def stop_if_any(self) -> None:
        if self.problems:
            raise Unreadable(self.problems)

    def value(self, place: str, kind: Callable[[Any], T], value: Any) -> T | None:
        try:
            return kind(value)
        except Wrong as wrong:
            found = _short(value)
            self.note(place, f"erwartet: {wrong.de}, gefunden: {found}", f"expected: {wrong.en}, found: {found}")
            return None

    def fields(self, place: str, value: Any, fields: Fields, more: Fields | None = None) -> dict[str, Any] | None:
        """An object with exactly these fields; those of `more` may be missing."""
        if not isinstance(value, dict):
            self.note(place, "erwartet: ein Objekt", "expected: an object")
            return None
        for name in fields:
            if name not in value:
                self.note(f"{place}.{name}", "fehlt", "is missing")
        for name in value:
            if name not in fields and name not in (more or {}):
                self.note(f"{place}.{_short(name)}", "unbekanntes Feld", "unknown field")
        known = {**fields, **(more or {})}
        return {
            name: self.value(f"{place}.{name}", known[name], content)
            for name, content in value.items()
            if name in known
        }

    def rows(self, place: str, value: Any) -> list[Any]:
        if isinstance(value, list):
            return value
        self.note(place, "erwartet: eine Liste", "expected: a list")
        return []

    def table(self, name: str, value: Any, fields: Fields) -> list[dict[str, Any]]:
        read = [self.fields(f"{name}[{number}]", row, fields) for number, row in enumerate(self.rows(name, value))]
        return [row for row in read if row is not None]

    def keyed(self, name: str, rows: tuple[T, ...], by: str = "key") -> dict[str, T]:
        found: dict[str, T] = {}
        for position, row in enumerate(rows):
            key: str = getattr(row, by)
            if key in found:
                self.note(f"{name}[{position}]", f"{_short(key)} steht zweimal da", f"{_short(key)} is there twice")
            found[key] = row
        return found


def _object(content: bytes) -> dict[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = _short(next(name for name in names if names.count(name) > 1))
            raise Unreadable([Problem(twice, "das Feld steht zweimal im selben Objekt", "field twice in one object")])
        return found

    try:
        whole = json.loads(content.decode("utf-8"), object_pairs_hook=unique)
    except UnicodeDecodeError as error:
        problem = Problem(f"Byte {error.start}", "die Datei ist nicht UTF-8", "the file is not UTF-8")
    except json.JSONDecodeError as error:
        place = f"{error.lineno}:{error.colno}"
        problem = Problem(place, "hier endet gültiges JSON (Zeile:Spalte)", f"not JSON (line:column): {error.msg}")
    except RecursionError:
        problem = Problem("JSON", "zu tief verschachtelt", "nested too deeply")
    except ValueError:
        problem = Problem("JSON", "eine Zahl mit zu vielen Stellen", "a number with too many digits")
    else:
        if isinstance(whole, dict):
            return whole
        problem = Problem("JSON", "erwartet: ein Objekt", "expected: an object")
    raise Unreadable([problem])


def _made(kind: type[T], row: Mapping[str, Any]) -> T:
    """A row as its type, which keeps what the checker looks at."""
    return kind(**{name: row[name] for name in kind.__dataclass_fields__})  # type: ignore[attr-defined]


def _all(rows: Iterable[Mapping[str, Any]], kind: type[T]) -> tuple[T, ...]:
    return tuple(_made(kind, row) for row in rows)


def _weeks(reader: _Reader, value: Any) -> Iterable[date]:
    rows = reader.rows("weeks", value)
    if not rows:
        reader.note("weeks", "mindestens eine Woche ist nötig", "at least one week is needed")
    before: date | None = None
    for position, row in enumerate(rows):
        week = reader.value(f"weeks[{position}]", monday, row)
        if week is None:
            return
        if before is not None and week - before != timedelta(weeks=1):
            reader.note(
                f"weeks[{position}]",
                f"{week} folgt nicht auf {before}: Wochen stehen aufsteigend und ohne Lücke",
                f"{week} does not follow {before}: weeks ascend without gaps",
            )
        before = week
        yield week


def _results(reader: _Reader, whole: Mapping[str, Any]) -> tuple[parts.Result, ...]:
    reader.value("joint_bound", optional(number()), whole.get("joint_bound"))
    found = []
    for position, row in enumerate(reader.rows("results", whole["results"])):
        values = reader.fields(f"results[{position}]", row, RESULT, STATED)
        if values is not None and None not in values.values() and all(name in values for name in RESULT):
            stated = {name: values[name] for name in STATED if name in values}
            found.append(parts.Result(values["week"], values["objective"], values["bound"], stated))
    return tuple(found)


def _check_names(reader: _Reader, found: parts.Contents) -> None:
    """Whoever is referred to has to be in the file. Assignments are the business of rule 1."""

    def known(place: str, name: str | None, among: Mapping[str, Any]) -> None:
        if name is not None and name not in among:
            reader.note(place, f"{_short(name)} kommt in der Datei nicht vor", f"{_short(name)} is not in the file")

    for person in found.people.values():
        place = f"people[{person.key}]"
        known(f"{place}.lender", person.lender, found.lenders)
        known(f"{place}.pool", person.pool, found.pools)
    for position, need in enumerate(found.needs):
        known(f"needs[{position}].receiver", need.receiver, found.receivers)
    for row in found.standing.values():
        known(f"standing[{row.person}].person", row.person, found.people)
        known(f"standing[{row.person}].receiver", row.receiver, found.receivers)
    for position, wish in enumerate(found.wishes):
        place = f"wishes[{position}]"
        known(f"{place}.person", wish.person, found.people)
        known(f"{place}.receiver", wish.receiver, found.receivers)
        for name in _NEEDED_BY_WISH[wish.kind]:
            if getattr(wish, name) is None:
                reader.note(f"{place}.{name}", f"fehlt: nötig für {wish.kind}", f"is missing: needed for {wish.kind}")
        if wish.last < wish.first:
            reader.note(f"{place}.last", f"liegt vor first ({wish.first})", f"is before first ({wish.first})")


def _short(value: Any) -> str:
    """A value as JSON, cut to what fits in a sentence; letters that can not be written are escaped."""
    try:
        shown = json.dumps(value, ensure_ascii=False)
    except (RecursionError, ValueError):
        shown = type(value).__name__
    shown = shown.encode("utf-8", "backslashreplace").decode("utf-8")
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
