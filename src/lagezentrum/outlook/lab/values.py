"""The values of a varied parameter: a list, or a range in steps, checked against what the parameter allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault
from lagezentrum.outlook.lab import faults
from lagezentrum.outlook.lab.design import MOST_VALUES, Value
from lagezentrum.outlook.packed import Parameter

_RANGE = Text(
    de="eine Liste von Werten oder `{from: …, to: …, step: …}`", en="a list of values or `{from: …, to: …, step: …}`"
)


@dataclass(frozen=True)
class ReadValues:
    """The values read, and what is wrong with them."""

    values: tuple[Value, ...]
    faults: tuple[Fault, ...] = ()


def affected(known: Mapping[str, Parameter], key: str) -> tuple[Parameter, ...]:
    """The parameters that a key means: one, or with `*.` the one of every rule; none if there is no such parameter."""
    if key in known:
        return (known[key],)
    if not key.startswith("*."):
        return ()
    return tuple(
        parameter
        for name, parameter in known.items()
        if not name.startswith("ranges.") and name.partition(".")[2] == key[2:]
    )


def read_values(parameter: Parameter, key: str, given: Any) -> ReadValues:
    """Every value that an entry under `vary` means, in order and once each."""
    if isinstance(given, dict):
        return _range(parameter, key, given)
    listed = given if isinstance(given, list) else [given]
    if not listed or given is None:
        return ReadValues((), (faults.empty_values(key),))
    if len(listed) > MOST_VALUES:
        return ReadValues((), (faults.too_many_values(key, len(listed), MOST_VALUES),))
    read = [checked_value(parameter, value) for value in listed]
    wrong = tuple(value for value in read if isinstance(value, Fault))
    return ReadValues(tuple(dict.fromkeys(v for v in read if not isinstance(v, Fault))), wrong)


def checked_value(parameter: Parameter, given: Any, line: int | None = None) -> Value | Fault:
    """One value as the kernel takes it, or what is wrong with it; `line` is that of a table, if it stands in one."""
    place = parameter.key if line is None else f"{parameter.key} (Zeile/line {line})"
    if parameter.choices:
        if given in parameter.choices:
            return str(given)
        return faults.unknown_word(Text(de=f"Wert für {place}:", en=f"value for {place}:"), given, parameter.choices)
    try:
        number = Decimal(str(given))
    except InvalidOperation:
        number = Decimal("NaN")
    low, high = parameter.low, parameter.high
    fits = isfinite(float(number)) and low <= number <= high
    if isinstance(given, bool) or not fits or (parameter.whole and number != int(number)):
        kind = ("ganze Zahl", "whole number") if parameter.whole else ("Zahl", "number")
        up = "" if high == float("inf") else f" … {high:g}"
        return faults.wrong_kind(
            place, given, Text(de=f"eine {kind[0]} ab {low:g}{up}", en=f"a {kind[1]} from {low:g}{up}")
        )
    return float(number)


def _range(parameter: Parameter, key: str, given: Mapping[str, Any]) -> ReadValues:
    if parameter.choices or not {"from", "to"} <= set(given) <= {"from", "to", "step"}:
        return ReadValues((), (faults.wrong_kind(key, dict(given), _RANGE),))
    ends = [checked_value(parameter, given[end]) for end in ("from", "to")]
    wrong = tuple(end for end in ends if isinstance(end, Fault))
    if wrong:
        return ReadValues((), wrong)
    step = given.get("step", 1 if parameter.whole else None)
    if step is None:
        return ReadValues((), (faults.key_missing(f"{key}: step", _STEP),))
    try:
        low, high, by = (Decimal(str(value)) for value in (given["from"], given["to"], step))
    except InvalidOperation:
        return ReadValues((), (faults.wrong_kind(key, dict(given), _RANGE),))
    if high < low or not by.is_finite() or by <= 0 or (parameter.whole and by != int(by)):
        return ReadValues((), (faults.backward_range(key, low, high, by),))
    number = int((high - low) / by) + 1
    if number > MOST_VALUES:
        return ReadValues((), (faults.too_many_values(key, number, MOST_VALUES),))
    return ReadValues(tuple(float(low + by * place) for place in range(number)))


_STEP = Text(
    de="in welchen Schritten; feiner als die Nachkommastellen der Zahl ändert nichts",
    en="in which steps; finer than the decimals of the figure changes nothing",
)
