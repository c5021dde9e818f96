"""Every small change somebody could make by mistake to the rules at a door: a number, a word, a date, a row."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.words import MASKS, REQUIREMENTS

Path = tuple[str | int, ...]
Data = dict[str, Any]

OTHER_WORD = {"above": "at_least", "at_least": "above", "at_most": "below", "below": "at_most"}
OTHER_UNIT = {"days": "months", "months": "days"}
NUMBERS = ("days", "months", "per_week", *OTHER_WORD)
TOLD_ONLY = ("title", "cite", "source", "source_class", "uncertain", "not_encoded", "courts", "on_site", "on_arrival")
"""What is told but decides nothing: no answer depends on it."""


def mutants(rules: AccessRules) -> Iterator[tuple[str, AccessRules | None]]:
    """Every mutant with what was changed; None where the types themselves refuse it."""
    original = rules.model_dump(by_alias=True)
    for path, value in _changes(original, ()):
        data = deepcopy(original)
        _put(data, path, value)
        what = f"{'.'.join(map(str, path))} → {value}"
        try:
            yield what, AccessRules.model_validate(data)
        except ValidationError:
            yield what, None


REMOVED = "(removed)"


def _put(data: Any, path: Path, value: Any) -> None:
    *parents, last = path
    for part in parents:
        data = data[part]
    if value == REMOVED:
        del data[last]
    elif isinstance(value, tuple) and value[:1] == ("renamed",):
        data[value[1]] = data[last]
        data[last] = None
    else:
        data[last] = value


def _changes(data: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            here = (*path, key)
            if key in TOLD_ONLY or value is None or value == ():
                continue
            yield from _of_key(key, value, here, data)
            yield from _changes(value, here)
        if path and path[-1] in ("exemptions", "places"):
            yield from (((*path, key), REMOVED) for key, part in data.items() if not _says_nothing(part))
        return
    if isinstance(data, (list, tuple)) and path[-1] not in ("tests", "steps", "settings", "where", "proofs"):
        for position, part in enumerate(data):
            yield from _changes(part, (*path, position))


def _of_key(key: str, value: Any, here: Path, data: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    if key in NUMBERS and isinstance(value, (int, Decimal)):
        yield from ((here, value + change) for change in (1, -1))
    if key in OTHER_WORD:
        yield here, ("renamed", OTHER_WORD[key])
    if key in OTHER_UNIT:
        yield here, ("renamed", OTHER_UNIT[key])
    if isinstance(value, date):
        yield from ((here, value + timedelta(days=change)) for change in (1, -1))
        yield here, None
    if key in ("requirement", "instead_of"):
        place = REQUIREMENTS.index(value)
        yield from ((here, other) for other in REQUIREMENTS[max(0, place - 1) : place + 2] if other != value)
    if key == "mask":
        yield from ((here, other) for other in (*MASKS, None) if other != value)
    if key == "contact_data":
        yield here, "collected" if value == "electronic_only" else "electronic_only"
        yield here, None
    if key == "effect":
        yield from ((here, other) for other in ("admits", "counts_as_tested") if other != value)
    if key == "time_zone":
        yield here, "UTC"
    if key in ("except_places", "repeat", "booster", "capacity", "staff", "operator", "people"):
        yield here, () if key == "except_places" else None
    if key == "tests" and data.get("requirement", "3G") not in ("3G", "2G+"):
        return  # no test is asked for, so which kinds are accepted changes nothing
    if key in ("tests", "otherwise_tests", "steps", "settings", "where") and isinstance(value, tuple | list):
        yield from ((here, tuple(other for other in value if other != part)) for part in value)
    if key == "rows":
        yield from ((here, [*value[:number], *value[number + 1 :]]) for number in range(len(value)))
    if key == "proofs" and isinstance(value, tuple):
        yield from ((here, tuple(other for other in value if other != part)) for part in value)


def _says_nothing(part: Data) -> bool:
    """Whether a kind of place is there only to say that it is not encoded; without it the answer is the same."""
    rows = part.get("rows", ())
    return bool(rows) and all(row["requirement"] is None for row in rows)
