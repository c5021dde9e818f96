"""Policies as a structure of arrays: one row per parameter, one column per policy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.law.model import Text
from lagezentrum.outlook.packed.parameters import Parameter, parameters
from lagezentrum.outlook.packed.plan import Packed

Ints = NDArray[np.int32]


class UnfitPolicy(ValueError):
    """A policy names an unknown parameter or a value outside its range.

    Attributes:
        text: what, where and what to do, in both languages.
    """

    def __init__(self, de: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(de=de, en=en)


@dataclass(frozen=True)
class Policies:
    """P policies for a compiled version. Parts are counted rule by rule, raising before lifting.

    Attributes:
        thresholds: thresholds × P, in the units of their figures.
        days, effect: parts × P, counted days of a section and days until it takes effect.
        calendar: parts × P, place in `Packed.calendar_ids`.
        route: parts × P, place of the variant in `PartPlan.routes`.
        each_day: parts × P, 1 where on each day some way suffices.
        strictly_below, after_effect, applies: rules × P, 0 or 1.
    """

    thresholds: NDArray[np.float64]
    days: Ints
    effect: Ints
    calendar: Ints
    route: Ints
    each_day: Ints
    strictly_below: Ints
    after_effect: Ints
    applies: Ints

    def __len__(self) -> int:
        return int(self.thresholds.shape[1])

    def __getitem__(self, chosen: slice | NDArray[np.int64]) -> "Policies":
        """The policies of a slice or of some positions; arrays stay whole rows."""
        return replace(self, **{f.name: np.ascontiguousarray(getattr(self, f.name)[:, chosen]) for f in fields(self)})

    @classmethod
    def of(cls, packed: Packed, values: Mapping[str, Any] | None = None, count: int | None = None) -> "Policies":
        """Policies "as in law", with the named parameters varied.

        Args:
            packed: the compiled version.
            values: for a key (or a key with `*` for every rule) one value for all policies, or one for each; for
                choices the name of the choice. What comes later overrides what came before.
            count: number of policies; by default the length of the longest value, at least 1.

        Raises:
            UnfitPolicy: an unknown key, a value outside its range, or lengths that differ.
        """
        given = dict(values or {})
        known = {parameter.key: parameter for parameter in parameters(packed)}
        arrays = [(p, _numbers(p, value)) for key, value in given.items() for p in _matching(known, key)]
        size = count or max((len(array) for _, array in arrays), default=1)
        policies = _as_in_law(packed, size)
        places = _places(packed)
        for parameter, array in arrays:
            if len(array) not in (1, size):
                raise UnfitPolicy(
                    de=f"{parameter.key}: {len(array)} Werte für {size} Regeln; geben Sie einen Wert oder {size}.",
                    en=f"{parameter.key}: {len(array)} values for {size} policies; give one value or {size}.",
                )
            name, row = places[parameter.key]
            getattr(policies, name)[row, :] = array
        return policies


def _matching(known: Mapping[str, Parameter], key: str) -> list[Parameter]:
    if key in known:
        return [known[key]]
    if key.startswith("*."):
        found = [p for name, p in known.items() if name.partition(".")[2] == key[2:] and not name.startswith("ranges.")]
        if found:
            return found
    raise UnfitPolicy(
        de=f"Einen Parameter {key!r} gibt es nicht. Bekannt sind: {', '.join(known)}.",
        en=f"There is no parameter {key!r}. Known are: {', '.join(known)}.",
    )


def _numbers(parameter: Parameter, value: Any) -> NDArray[np.float64]:
    """The values of one parameter as numbers, checked."""
    listed = [value] if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray) else value
    if parameter.choices:
        unknown = [v for v in listed if v not in parameter.choices]
        if unknown:
            choices = ", ".join(parameter.choices)
            raise UnfitPolicy(
                de=f"{parameter.key}: {unknown[0]!r} gibt es nicht; wählen Sie aus: {choices}.",
                en=f"{parameter.key}: no such choice {unknown[0]!r}; choose from: {choices}.",
            )
        return np.array([parameter.choices.index(v) for v in listed], dtype=np.float64)
    try:
        numbers = np.asarray(listed, dtype=np.float64).reshape(-1)
    except (TypeError, ValueError):
        raise UnfitPolicy(
            de=f"{parameter.key}: {listed!r} sind keine Zahlen.", en=f"{parameter.key}: {listed!r} are no numbers."
        ) from None
    fits = np.isfinite(numbers) & (numbers >= parameter.low) & (numbers <= parameter.high)
    if parameter.whole:
        fits &= numbers == np.floor(numbers)
    if not fits.all():
        wrong = numbers[~fits][0]
        whole_de, whole_en = ("ganze Zahlen ", "whole numbers ") if parameter.whole else ("Zahlen ", "numbers ")
        raise UnfitPolicy(
            de=f"{parameter.key}: {wrong:g} geht nicht; erlaubt sind {whole_de}von {parameter.low:g} bis "
            f"{parameter.high:g}.",
            en=f"{parameter.key}: {wrong:g} is not possible; allowed are {whole_en}from {parameter.low:g} to "
            f"{parameter.high:g}.",
        )
    return numbers


def _as_in_law(packed: Packed, size: int) -> Policies:
    parts = [part for rule in packed.rules for part in rule.parts]

    def rows(values: Sequence[int]) -> Ints:
        return np.repeat(np.array(values, dtype=np.int32)[:, np.newaxis], size, axis=1)

    return Policies(
        np.repeat(np.array([t.in_law for t in packed.thresholds])[:, np.newaxis], size, axis=1),
        rows([part.days for part in parts]),
        rows([part.effect for part in parts]),
        rows([packed.calendar_ids.index(part.calendar) for part in parts]),
        rows([0 for _ in parts]),
        rows([part.each_day for part in parts]),
        rows([rule.strictly_below for rule in packed.rules]),
        rows([rule.after_effect for rule in packed.rules]),
        rows([1 for _ in packed.rules]),
    )


def _places(packed: Packed) -> dict[str, tuple[str, int]]:
    """For each parameter the array and the row that hold it."""
    places = {threshold.key: ("thresholds", row) for row, threshold in enumerate(packed.thresholds)}
    kinds = {"days": "days", "effect": "effect", "calendar": "calendar", "route": "route", "throughout": "each_day"}
    for number, rule in enumerate(packed.rules):
        for offset, part in enumerate(rule.parts):
            for kind, name in kinds.items():
                places[f"{rule.rule}.{part.part}.{kind}"] = (name, 2 * number + offset)
        places[f"{rule.rule}.lifting.out_of_range"] = ("strictly_below", number)
        places[f"{rule.rule}.lifting.counts_after"] = ("after_effect", number)
        places[f"{rule.rule}.applies"] = ("applies", number)
    return places
