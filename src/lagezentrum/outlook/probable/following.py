"""Evaluators made of others: each rule is followed along the paths once, whatever is asked of it."""

from dataclasses import dataclass, field

import numpy as np

from lagezentrum.outlook.forecast.chances import Chances, Evaluator, Levels, Unknown, probabilities
from lagezentrum.outlook.forecast.paths import Paths


@dataclass
class Once:
    """An evaluator that remembers what it said of the paths asked about last."""

    inner: Evaluator
    _said: dict[Unknown, tuple[Paths, Levels]] = field(default_factory=dict)

    @property
    def areas(self) -> tuple[str, ...]:
        """The districts it answers for."""
        return self.inner.areas

    @property
    def said(self) -> tuple[Levels, ...]:
        """What is remembered: one answer, or two where missing figures were asked about."""
        return tuple(levels for _paths, levels in self._said.values())

    def __call__(self, paths: Paths, unknown: Unknown) -> Levels:
        """The level in force, (1 + days) × A × P."""
        held = self._said.get(unknown)
        if held is not None and held[0] is paths:
            return held[1]
        levels = self.inner(paths, unknown)
        if paths.number > 2:  # two paths are the extreme courses, asked about once
            self._said[unknown] = (paths, levels)
        return levels


@dataclass
class Highest:
    """The highest level by two evaluators; the second one may answer for one area, which then stands for all."""

    one: Evaluator
    other: Evaluator

    @property
    def areas(self) -> tuple[str, ...]:
        """The districts it answers for."""
        return self.one.areas

    def __call__(self, paths: Paths, unknown: Unknown) -> Levels:
        """The level in force, (1 + days) × A × P."""
        return np.maximum(self.one(paths, unknown), self.other(paths, unknown))


@dataclass
class Settled:
    """An evaluator that says of every path the same: 1 + days levels that are certain."""

    areas: tuple[str, ...]
    levels: Levels

    def __call__(self, paths: Paths, unknown: Unknown) -> Levels:  # noqa: ARG002 - what is certain hangs on neither
        """The level in force, (1 + days) × 1 × 1."""
        return self.levels[:, None, None]


@dataclass(frozen=True)
class Followed:
    """What paths say by some rules: the chances, and the lowest and highest level on the day of origin by area."""

    chances: Chances
    today: tuple[tuple[int, int], ...]

    @property
    def settled(self) -> Levels:
        """The level of the first area on the day of origin and after it, 0 where it is not certain."""
        low, high = self.today[0]
        certain = np.maximum(self.chances.certain_level[:, 0], 0)
        return np.concatenate([[low if low == high else 0], certain]).astype(np.int8)


def followed(paths: Paths, evaluator: Evaluator, levels: tuple[int, ...]) -> Followed:
    """Follow some rules along paths.

    Args:
        paths: of every indicator that the rules look at.
        evaluator: of these rules.
        levels: the levels asked about, lowest first.
    """
    kept = Once(evaluator)
    found = probabilities(paths, kept, levels)
    runs = [levels_of[0] for levels_of in kept.said]
    low = np.minimum.reduce([run.min(axis=1) for run in runs])
    high = np.maximum.reduce([run.max(axis=1) for run in runs])
    return Followed(found, tuple((int(a), int(b)) for a, b in zip(low, high, strict=True)))
