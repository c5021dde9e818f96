"""Figures as arrays, in the reading of the law, for the areas and days of a sweep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from lagezentrum.engine.fast.windows import grid_of, plane_key
from lagezentrum.engine.observations import Figures
from lagezentrum.outlook.packed.plan import Packed

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """Values of the figures a plan looks at; NaN where no value is known.

    The territory of the version is not asked: a rule may be tried elsewhere.

    Attributes:
        first: first day on which the rule is taken to be in force.
        areas: keys of A districts.
        states: keys of their S Länder, in order.
        lead: rows before `first`, whose figures may count (`Packed.lead_in`).
        values: for each figure rows × A (scope district) or rows × S (scope state), rounded as the law compares.
        of_state: the figures of scope state.
    """

    first: date
    areas: tuple[str, ...]
    states: tuple[str, ...]
    lead: int
    values: Mapping[str, Floats]
    of_state: frozenset[str]

    @classmethod
    def of(
        cls,
        packed: Packed,
        figures: Figures,
        areas: Sequence[str],
        first: date,
        last: date,
        known_at: datetime | None = None,
    ) -> "Series":
        """Bring figures as first published, of those known at a moment, into arrays.

        Args:
            packed: the compiled version.
            figures: what was published.
            areas: keys of districts.
            first: first day on which the rule is taken to be in force.
            last: last such day.
            known_at: figures published later are not known; None: all on record.
        """
        states = states_of(areas)
        begin = first - timedelta(days=packed.lead_in)
        values: dict[str, Floats] = {}
        for scope, places in (("district", tuple(areas)), ("state", states)):
            names = [n for n in packed.indicators if packed.version.indicators[n].scope == scope]
            if names and places:
                chosen = {name: packed.version.indicators[name] for name in names}
                version = packed.version.model_copy(update={"indicators": chosen})
                grid = grid_of(figures, [version], places, begin, last, known_at)
                for name in names:
                    values[name] = grid.values[plane_key(packed.version, name)]
        return cls(first, tuple(areas), states, packed.lead_in, values, figures_of_state(packed))

    @property
    def rows(self) -> int:
        """Days from the first that may count to the last, lead included."""
        return len(next(iter(self.values.values())))

    @property
    def days(self) -> int:
        """Days on which the rule is in force."""
        return self.rows - self.lead

    def day(self, row: int) -> date:
        """The day of a row."""
        return self.first + timedelta(days=row - self.lead)

    def check(self, packed: Packed) -> None:
        """Whether every figure of the plan is there in the right shape.

        Raises:
            ValueError: a figure is missing or has another shape.
        """
        for name in packed.indicators:
            if name not in self.values:
                raise ValueError(f"the series has no values of {name!r}, which {packed.version.version} looks at")
            places = len(self.states) if name in self.of_state else len(self.areas)
            shape = self.values[name].shape
            if (shape[0], shape[-1]) != (self.rows, places):
                raise ValueError(f"values of {name!r} have shape {shape}, not {self.rows} days × … × {places} places")
        if self.of_state & set(packed.indicators) != figures_of_state(packed):
            raise ValueError(f"figures of the Land are {sorted(figures_of_state(packed))}, not {sorted(self.of_state)}")
        if self.lead < packed.lead_in:
            raise ValueError(
                f"{packed.version.version} lets {packed.lead_in} days before its first one count; "
                f"the series has {self.lead}"
            )


@dataclass(frozen=True)
class KnownSeries(Series):
    """Values as they were known on later mornings: for each figure rows × lags × places.

    On the morning of day t the value of day d is the one of lag min(t - d, lags - 1). A section that ends on day t is
    judged by what was known on that morning, as an authority that recomputes every morning would judge it.
    """


def figures_of_state(packed: Packed) -> frozenset[str]:
    """The figures of a plan that are given by Land."""
    return frozenset(name for name in packed.indicators if packed.version.indicators[name].scope == "state")


def states_of(areas: Sequence[str]) -> tuple[str, ...]:
    """Keys of the Länder of some districts, in order."""
    return tuple(sorted({area[:2] for area in areas}))
