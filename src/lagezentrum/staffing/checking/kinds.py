"""What a value in a plan file may be. A kind takes a value as JSON gave it and returns it read, or raises `Wrong`."""

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

Kind = Callable[[Any], Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEARS = range(1900, 2201)
_LARGEST = 1_000_000


class Wrong(Exception):
    """A value is not what it has to be: the demand, in German and English, to be put behind "erwartet:"."""

    def __init__(self, de: str, en: str) -> None:
        super().__init__(en)
        self.de = de
        self.en = en


def text(value: Any) -> str:
    """A text that can be written again."""
    if not isinstance(value, str):
        raise Wrong("ein Text", "a text")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Wrong("ein Text aus gültigen Unicode-Zeichen", "a text of valid Unicode characters")
    return value


def key(value: Any) -> str:
    """A text that is not empty."""
    if not text(value):
        raise Wrong("ein nicht leerer Text", "a text that is not empty")
    return str(value)


def truth(value: Any) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise Wrong("true oder false", "true or false")
    return value


def day(value: Any) -> date:
    """A day as `2020-11-09`, between 1900 and 2200."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            if found.year in _YEARS:
                return found
    raise Wrong("ein Tag als JJJJ-MM-TT (1900 bis 2200)", "a day as YYYY-MM-DD (1900 to 2200)")


def monday(value: Any) -> date:
    """A day that is a Monday."""
    found = day(value)
    if found.weekday() != 0:
        raise Wrong("ein Montag", "a Monday")
    return found


def whole(low: int = 0, high: int = _LARGEST) -> Kind:
    """A whole number within limits, both inclusive."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Wrong(f"eine ganze Zahl von {low} bis {high}", f"a whole number from {low} to {high}")
        return value

    return read


def number(low: float = -math.inf, high: float = math.inf) -> Kind:
    """A finite number within limits, both inclusive."""

    def read(value: Any) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                found = float(value)
            except OverflowError:
                found = math.inf
            if math.isfinite(found) and low <= found <= high:
                return found
        bounds = "" if math.isinf(low) else f" ({low:g} … {high:g})"
        raise Wrong(f"eine endliche Zahl{bounds}", f"a finite number{bounds}")

    return read


def one_of(*words: str) -> Kind:
    """One of the words of an enumeration."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise Wrong(f"eines von {', '.join(words)}", f"one of {', '.join(words)}")
        return value

    return read


def optional(kind: Kind) -> Kind:
    """`null`, or what another kind allows."""

    def read(value: Any) -> Any:
        return None if value is None else kind(value)

    return read


def several(kind: Kind) -> Kind:
    """A list without repetitions."""

    def read(value: Any) -> frozenset[Any]:
        if not isinstance(value, list):
            raise Wrong("eine Liste", "a list")
        found = [kind(one) for one in value]
        if len(set(found)) < len(found):
            raise Wrong("eine Liste ohne Wiederholung", "a list without repetitions")
        return frozenset(found)

    return read
