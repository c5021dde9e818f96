"""Episodes in columns while a scan writes them, so that many begin or end in one vector operation."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lagezentrum.engine.fast.windows import Bools, Grid, Ints
from lagezentrum.engine.outcome import Basis, Episode
from lagezentrum.law.model import StepName

BASES: tuple[Basis, ...] = ("finding", "decision", "regulation")
NEVER = np.iinfo(np.int32).min
"""Stands for "no day" in a column of rows."""

_FIRST_CAPACITY = 256


class EpisodeTable:
    """Columns of episodes; days are rows of the grid, NEVER for none.

    `step` and `area` are positions; the other columns mean what the fields of `Episode` mean.
    """

    _DTYPES: tuple[tuple[str, type], ...] = (
        ("step", np.int32),
        ("area", np.int32),
        ("basis", np.int32),
        ("met_on", np.int32),
        ("effective", np.int32),
        ("lowered_on", np.int32),
        ("ends", np.int32),
        ("determined", np.bool_),
        ("refrained", np.bool_),
        ("lift_determined", np.bool_),
        ("lapsed", np.bool_),
    )

    step: Ints
    area: Ints
    basis: Ints
    met_on: Ints
    effective: Ints
    lowered_on: Ints
    ends: Ints
    determined: Bools
    refrained: Bools
    lift_determined: Bools
    lapsed: Bools

    def __init__(self) -> None:
        self.length = 0
        for name, dtype in self._DTYPES:
            setattr(self, name, np.zeros(_FIRST_CAPACITY, dtype=dtype))

    def begin(
        self, steps: Ints, areas: Ints, basis: Basis, met_on: int, effective: int, *, determined: bool = False
    ) -> Ints:
        """Add open episodes for pairs of step and area; returns their positions."""
        first, self.length = self.length, self.length + len(steps)
        while self.length > len(self.step):
            for name, _ in self._DTYPES:
                setattr(self, name, np.concatenate([getattr(self, name), np.zeros_like(getattr(self, name))]))
        new = slice(first, self.length)
        self.step[new], self.area[new] = steps, areas
        self.basis[new], self.met_on[new], self.effective[new] = BASES.index(basis), met_on, effective
        self.lowered_on[new] = self.ends[new] = NEVER
        self.determined[new] = determined
        return np.arange(first, self.length, dtype=np.int32)

    def episodes(self, rule: str, steps: tuple[StepName, ...], grid: Grid) -> Iterator[Episode]:
        """The episodes as they are told to the rest of the program."""
        for i in range(self.length):
            met, effective, lowered, ends = (
                None if row == NEVER else grid.day(int(row))
                for row in (self.met_on[i], self.effective[i], self.lowered_on[i], self.ends[i])
            )
            assert met is not None  # noqa: S101 (every episode has begun)
            yield Episode(
                rule,
                grid.areas[self.area[i]],
                steps[self.step[i]],
                BASES[self.basis[i]],
                met,
                effective,
                bool(self.determined[i]),
                bool(self.refrained[i]),
                lowered,
                ends,
                bool(self.lift_determined[i]),
                bool(self.lapsed[i]),
            )

    def levels(self, steps: tuple[StepName, ...], length: int, areas: int) -> NDArray[np.int8]:
        """The highest level in force, `length` days × `areas`; 0 for none. Steps must be levels, lowest first."""
        plane = np.zeros((length, areas), dtype=np.int8)
        known = slice(0, self.length)
        for position, step in enumerate(steps):
            here = (self.step[known] == position) & (self.effective[known] != NEVER)
            begins = np.clip(self.effective[known][here], 0, length)
            ends = self.ends[known][here]
            ends = np.maximum(np.where(ends == NEVER, length, np.clip(ends, 0, length)), begins)
            change = np.zeros((length + 1, areas), dtype=np.int8)
            np.add.at(change, (begins, self.area[known][here]), 1)
            np.add.at(change, (ends, self.area[known][here]), -1)
            plane[np.cumsum(change[:length], axis=0, dtype=np.int8) > 0] = int(step)
        return plane
