"""Chances that each level is in force, from many possible paths of the figures at once.

64 paths share a machine word. Day by day, one bit of each says whether its section is complete, whether it is raised
and whether enough days have been counted since it last changed; so every path follows the rule by itself, with the
same plan as a sweep. Observed days are the same for all paths.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.paths import by_numpy
from lagezentrum.outlook.packed.paths.plan import Cut, work_of
from lagezentrum.outlook.packed.paths.work import Paths, Start
from lagezentrum.outlook.packed.plan import Packed
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.series import Series
from lagezentrum.outlook.packed.sweeping import Engine, engines

Chances = NDArray[np.float64]


@dataclass(frozen=True)
class LevelChances:
    """Chances over the days ahead, counted from the day after the last observed one.

    Attributes:
        at_least: steps × A × days, the share of paths with level k or a higher one in force: low run (missing
            observed values reach no range) and high run (they reach all).
        changed: A × days, the share of paths whose level was, on some day up to that one, another than on the last
            observed day: low and high run.
        count: number of paths.
    """

    at_least: tuple[Chances, Chances]
    changed: tuple[Chances, Chances]
    count: int


def level_chances(
    packed: Packed,
    series: Series,
    paths: Mapping[str, NDArray[np.floating[Any]]],
    *,
    policies: Policies | None = None,
    starts: Mapping[str, Start] | None = None,
    engine: Engine | None = None,
    threads: int = 1,
) -> LevelChances:
    """Follow the rule along every path of the figures.

    Args:
        packed: the compiled version, without fixed levels.
        series: the observed days.
        paths: for each figure places × days ahead × paths, with the decimals the law compares; path c of one
            figure belongs to path c of every other.
        policies: one policy; by default as in law.
        starts: by rule, how it stands before the first row; by default nothing is raised.
        engine: which engine; by default the fastest at hand.
        threads: how many places are worked on at a time.

    Raises:
        ValueError: shapes do not fit, a path has a missing value on a day that counts, or there is not exactly one
            policy.
    """
    policy = policies or Policies.of(packed)
    check(packed, series, paths, policy)
    if any(rule.fixed for rule in packed.rules):
        raise ValueError("paths can not be judged with fixed levels; give them as starts")
    missing = any(np.isnan(series.values[name]).any() for name in packed.indicators)
    runs = []
    for reached in (False, True) if missing else (False,):
        work = work_of(packed, series, paths, policy, starts or {}, reached=reached)
        at_least, changed, _, gaps = _engine(engine).follow(work, keep=False, threads=threads)
        if gaps:
            raise ValueError(f"paths of {work.gaps()[0]!r} have missing values; every path must be complete")
        runs.append((at_least[..., 1:] / work.count, changed[..., 1:] / work.count))
    low, high = runs[0], runs[-1]
    return LevelChances((low[0], high[0]), (low[1], high[1]), work.count)


def path_levels(
    packed: Packed,
    series: Series,
    paths: Mapping[str, Paths],
    *,
    reached: bool,
    starts: Mapping[str, Start] | None = None,
    cut: Cut | None = None,
    skipped: int = 0,
    engine: Engine | None = None,
    threads: int = 1,
) -> NDArray[np.int8]:
    """The level in force along every path by the version's own rules; levels that it fixes itself are left out.

    Args:
        packed: the compiled version.
        series: the observed days.
        paths: for each figure places × days ahead × paths.
        reached: whether a missing value, observed or of a path, reaches every range or none.
        starts: by rule, how it stands before the first row, or after the days that are settled.
        cut: the least value of a path that reaches a threshold; by default the threshold, in the paths' precision.
        skipped: so many days from the last observed one on are not wanted.
        engine: which engine; by default the fastest at hand.
        threads: how many places are worked on at a time.

    Returns:
        (1 + days ahead - skipped) × A × paths, from the last observed day on: how many of the steps are in force.

    Raises:
        ValueError: shapes do not fit.
    """
    policy = Policies.of(packed)
    check(packed, series, paths, policy)
    work = work_of(packed, series, paths, policy, starts or {}, reached=reached, cut=cut)
    _, _, kept, _ = _engine(engine).follow(work, keep=True, threads=threads)
    octets = np.ascontiguousarray(kept[:, skipped:]).astype("<u8", copy=False).view(np.uint8)
    levels: NDArray[np.int8] = np.zeros((*octets.shape[1:3], work.count), dtype=np.int8)
    for step in octets:
        levels += np.unpackbits(step, axis=-1, count=work.count, bitorder="little").view(np.int8)
    return levels


def _engine(engine: Engine | None) -> Any:
    if (engine or engines()[0]) == "numpy":
        return by_numpy
    from lagezentrum.outlook.packed.paths import compiled  # loading the compiler takes a while

    return compiled


def check(packed: Packed, series: Series, paths: Mapping[str, Paths], policy: Policies) -> None:
    """Whether series, paths and policy fit together.

    Raises:
        ValueError: shapes do not fit, or there is not exactly one policy.
    """
    series.check(packed)
    if len(policy) != 1:
        raise ValueError(f"paths are judged by one policy, not {len(policy)}")
    shapes = set()
    for name in packed.indicators:
        if name not in paths:
            raise ValueError(f"there are no paths of {name!r}, which {packed.version.version} looks at")
        places = len(series.states if name in series.of_state else series.areas)
        if paths[name].ndim != 3 or paths[name].shape[0] != places:
            raise ValueError(f"paths of {name!r} have shape {paths[name].shape}, not {places} × days × paths")
        shapes.add(paths[name].shape[1:])
    if len(shapes) != 1:
        raise ValueError(f"figures differ in days and paths: {sorted(shapes)}")
    if min(shapes.pop()) < 1:
        raise ValueError("paths need at least one day and one path")
