"""Plan files: an instance and a plan as canonical JSON and back (docs/pool-plan-format.md). Bytes in, bytes out."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from math import isfinite
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import rfc8785

from lagezentrum.staffing.model import (
    Assignment,
    Instance,
    Lender,
    Need,
    Person,
    Plan,
    Pool,
    Receiver,
    Rules,
    Standing,
    WeekResult,
    Wish,
)

FORMAT = "lagezentrum/pool-plan/1"
T = TypeVar("T")
_KINDS: Mapping[str, type] = {
    "pools": Pool,
    "lenders": Lender,
    "receivers": Receiver,
    "people": Person,
    "needs": Need,
    "standing": Standing,
    "wishes": Wish,
}
_FIELDS = ("format", "weeks", "rules", *_KINDS, "assignments", "results", "joint_bound")


class PlanFileError(Exception):
    """Why bytes are not a plan file: the place (such as `people[3].mode`) and the reason in both languages."""

    def __init__(self, place: str, de: str, en: str) -> None:
        super().__init__(f"{place}: {en}")
        self.place, self.de, self.en = place, de, en


def write(instance: Instance, plan: Plan) -> bytes:
    """The plan file of an instance and its plan: equal content gives equal bytes, whatever the order of the tuples."""
    whole = {
        "format": FORMAT,
        "weeks": sorted(week.isoformat() for week in instance.weeks),
        "rules": _plain(instance.rules),
        **{name: _sorted(getattr(instance, name)) for name in _KINDS},
        "assignments": _sorted(plan.assignments),
        "results": _sorted(plan.weeks),
        "joint_bound": plan.joint_bound,
    }
    return rfc8785.dumps(whole)


def read(content: bytes) -> tuple[Instance, Plan]:
    """What a plan file says. Only its form is tested here; `staffing.checking` tests whether the plan is valid.

    Raises:
        PlanFileError: no JSON, a field missing, unknown or of another kind, or a key that appears twice.
    """
    try:
        whole = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise PlanFileError(
            f"Byte {error.start}",
            "kein UTF-8. Bitte die Datei unverändert übernehmen.",
            "not UTF-8. Take the file as it was made.",
        ) from None
    except (ValueError, RecursionError) as error:
        raise PlanFileError("JSON", f"kein lesbares JSON ({error}).", f"not readable as JSON ({error}).") from None
    if not isinstance(whole, dict):
        raise PlanFileError("JSON", "Erwartet wird ein Objekt.", "An object is expected.")
    if whole.get("format") != FORMAT:
        found = whole.get("format")
        raise PlanFileError(
            "format", f"Erwartet wird „{FORMAT}“, gefunden: {found!r}.", f'"{FORMAT}" is expected, found: {found!r}.'
        )
    _same_names(set(whole), set(_FIELDS), set(_FIELDS), "")
    rows: dict[str, Any] = {name: _rows(kind, whole[name], name) for name, kind in _KINDS.items()}
    for name in ("pools", "lenders", "receivers", "people"):
        _unique((row.key for row in rows[name]), name)
    instance = Instance(
        weeks=tuple(_value(date, day, f"weeks[{row}]") for row, day in enumerate(_list(whole["weeks"], "weeks"))),
        rules=_record(Rules, whole["rules"], "rules"),
        **rows,
    )
    bound = _value(float | None, whole["joint_bound"], "joint_bound")
    plan = Plan(
        _rows(Assignment, whole["assignments"], "assignments"), _rows(WeekResult, whole["results"], "results"), bound
    )
    return instance, plan


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        msg = f"a name appears twice among {sorted(name for name, _ in pairs)[:20]}"
        raise ValueError(msg)
    return found


def _sorted(rows: Iterable[Any]) -> list[Any]:
    return sorted((_plain(row) for row in rows), key=_order)


def _order(row: Mapping[str, Any]) -> list[tuple[bool, float, str]]:
    """Field by field, so that keys decide; what is not known comes first."""
    return [(value is not None, value if isinstance(value, int | float) else 0.0, str(value)) for value in row.values()]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | tuple):
        return sorted(_plain(part) for part in value)
    return value


def _unique(keys: Iterable[str], place: str) -> None:
    seen: set[str] = set()
    for row, key in enumerate(keys):
        if key in seen:
            raise PlanFileError(f"{place}[{row}].key", f"„{key}“ kommt zweimal vor.", f'"{key}" appears twice.')
        seen.add(key)


def _same_names(found: set[str], known: set[str], needed: set[str], place: str) -> None:
    for name in sorted(needed - found):
        raise PlanFileError(f"{place}{name}", "Das Feld fehlt.", "The field is missing.")
    for name in sorted(found - known):
        raise PlanFileError(
            f"{place}{name}",
            f"Das Feld ist unbekannt; bekannt sind {', '.join(sorted(known))}.",
            f"The field is unknown; known are {', '.join(sorted(known))}.",
        )


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise PlanFileError(place, "Erwartet wird eine Liste.", "A list is expected.")
    return value


def _rows(kind: type[T], value: Any, place: str) -> tuple[T, ...]:
    return tuple(_record(kind, row, f"{place}[{number}]") for number, row in enumerate(_list(value, place)))


def _record(kind: type[T], value: Any, place: str) -> T:
    if not isinstance(value, dict):
        raise PlanFileError(place, "Erwartet wird ein Objekt.", "An object is expected.")
    types, parts = get_type_hints(kind), fields(kind)  # type: ignore[arg-type]  # only dataclasses are asked for
    needed = {part.name for part in parts if part.default is MISSING and part.default_factory is MISSING}
    _same_names(set(value), set(types), needed, f"{place}.")
    return kind(**{name: _value(types[name], value[name], f"{place}.{name}") for name in types if name in value})


def _value(kind: Any, value: Any, place: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        if value is None:
            return None
        return _value(next(part for part in inner if part is not NoneType), value, place)
    if origin in (tuple, frozenset):
        return origin(_value(inner[0], part, f"{place}[{row}]") for row, part in enumerate(_list(value, place)))
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PlanFileError(
                place, f"„{value}“ ist kein Tag der Form JJJJ-MM-TT.", f'"{value}" is no day such as 2020-11-09.'
            ) from None
    if isinstance(kind, type) and issubclass(kind, Enum):
        known = [part.value for part in kind]
        if value in known:
            return kind(value)
        raise PlanFileError(
            place,
            f"{value!r} ist unbekannt; möglich: {', '.join(known)}.",
            f"{value!r} is unknown; possible: {', '.join(known)}.",
        )
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return float(value)
    if kind in (int, str, bool) and type(value) is kind:
        return value
    names = {date: ("Tag", "a day"), float: ("Zahl", "a number"), int: ("ganze Zahl", "a whole number"),
             str: ("Text", "text"), bool: ("Ja oder Nein", "true or false")}  # fmt: skip
    de, en = names.get(kind, (str(kind), str(kind)))
    raise PlanFileError(place, f"Erwartet: {de}; gefunden: {value!r}.", f"Expected {en}, found {value!r}.")
