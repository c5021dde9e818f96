"""The sweep as others would write it: Polars expressions for one policy, a Numba automaton cell by cell, plain Python.

All judge the ordinance of 24 Nov 2021: hospitalisation with intensive care for the Land, hospitalisation with new cases
for the district, three levels; raised when both were reached on the last `n_up` counted days, lifted when one of both
was not reached on the last `n_down`. Results are the eight metrics of a sweep.
"""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

from lagezentrum.outlook.packed import Policies, Series

Metrics = NDArray[np.int16]
OTHERS = ("icu_share", "new_cases")


@dataclass(frozen=True)
class Dense:
    """Values by area (days × areas), and which days count."""

    hospitalisation: NDArray[np.float64]
    icu_share: NDArray[np.float64]
    new_cases: NDArray[np.float64]
    counts: NDArray[np.bool_]

    @classmethod
    def of(cls, series: Series, counts: NDArray[np.bool_]) -> "Dense":
        """Spread the figures and counted days of the Länder over their areas."""
        lands = [series.states.index(area[:2]) for area in series.areas]
        values = series.values
        return cls(
            np.ascontiguousarray(values["hospitalisation"][:, lands]),
            np.ascontiguousarray(values["icu_share"][:, lands]),
            values["new_cases"],
            np.ascontiguousarray(counts[:, lands]),
        )


def numbers_of(policies: Policies, p: int) -> tuple[NDArray[np.float64], tuple[int, int, int, int]]:
    """Thresholds (hospitalisation, icu_share, new_cases × level) and (n_up, effect_up, n_down, effect_down)."""
    keys = policies.thresholds[:, p]
    order = np.array([[keys[0], keys[2], keys[4]], [keys[1], keys[3], keys[5]], [keys[6], keys[7], keys[8]]])
    days, effect = policies.days[:, p], policies.effect[:, p]
    return order, (int(days[0]), int(effect[0]), int(days[1]), int(effect[1]))


def polars_frame(dense: Dense) -> pl.DataFrame:
    """The tidy table, one row per area and day."""
    days, areas = dense.new_cases.shape
    return pl.DataFrame(
        {
            "area": np.repeat(np.arange(areas, dtype=np.int32), days),
            "day": np.tile(np.arange(days, dtype=np.int32), areas),
            **{name: getattr(dense, name).T.reshape(-1) for name in ("hospitalisation", *OTHERS, "counts")},
        }
    )


def polars_sweep(frame: pl.DataFrame, thresholds: NDArray[np.float64], numbers: tuple[int, int, int, int]) -> Metrics:
    """One policy by Polars: rolling sums over counted days, a latch by forward fill, delays by shifts."""
    n_up, effect_up, n_down, effect_down = numbers
    names = ("hospitalisation", *OTHERS)
    reached = {(i, k): pl.col(name) > thresholds[i, k] for i, name in enumerate(names) for k in range(3)}
    latches = []
    for other in (1, 2):
        for k in range(3):
            h, o = reached[0, k], reached[other, k]
            up = (h & o).cast(pl.Int32).rolling_sum(n_up).over("area") == n_up
            down = [(x.cast(pl.Int32).rolling_sum(n_down).over("area") == 0) for x in (h, o)]
            latches.append(
                pl.when(up).then(1).when(down[0] | down[1]).then(0).otherwise(None).cast(pl.Int8).alias(f"l{other}{k}")
            )
    counted = frame.lazy().filter(pl.col("counts")).select("area", "day", *latches)
    near, width = min(effect_up, effect_down), abs(effect_up - effect_down) + 1

    def in_force(name: str) -> pl.Expr:
        held = pl.col(name).forward_fill().over("area").fill_null(0).shift(near).over("area").fill_null(0)
        if width == 1:
            return held == 1
        if effect_down > effect_up:
            return held.rolling_max(width, min_samples=1).over("area") == 1
        return held.rolling_min(width).over("area").fill_null(0) == 1

    level = pl.max_horizontal(
        pl.when(in_force(f"l1{k}") | in_force(f"l2{k}")).then(k + 1).otherwise(0).cast(pl.Int8) for k in range(3)
    )
    course = (
        frame.lazy()
        .select("area", "day")
        .join(counted, on=["area", "day"], how="left", maintain_order="left")
        .select("area", "day", level.alias("level"))
        .with_columns(before=pl.col("level").shift(1).over("area").fill_null(0))
    )
    lv = pl.col("level")
    table = (
        course.group_by("area", maintain_order=True)
        .agg(
            *[(lv == k).sum().alias(f"d{k}") for k in range(4)],
            (lv != pl.col("before")).sum().alias("switches"),
            *[pl.col("day").filter(lv >= k).min().fill_null(-1).alias(f"f{k}") for k in (1, 2, 3)],
        )
        .sort("area")
        .drop("area")
        .collect()
    )
    metrics: Metrics = table.to_numpy().astype(np.int16)
    return metrics


@njit(cache=True, nogil=True)
def scalar_sweep(
    hospitalisation: Any, icu_share: Any, new_cases: Any, counts: Any, thresholds: Any, numbers: Any, out: Any
) -> None:
    """All policies by an automaton that goes from day to day with counters; out: policies × areas × 8."""
    days, areas = new_cases.shape
    held = np.zeros(days, np.int8)
    for p in range(out.shape[0]):
        n_up, effect_up, n_down, effect_down = numbers[p]
        for area in range(areas):
            held[:] = 0
            for other in range(2):
                for k in range(3):
                    limit_h, limit_o = thresholds[p, 0, k], thresholds[p, 1 + other, k]
                    up = low_h = low_o = 0
                    raised, begins = False, 0
                    for day in range(days):
                        if not counts[day, area]:
                            continue
                        h = hospitalisation[day, area] > limit_h
                        o = (icu_share[day, area] if other == 0 else new_cases[day, area]) > limit_o
                        up = up + 1 if h and o else 0
                        low_h = 0 if h else low_h + 1
                        low_o = 0 if o else low_o + 1
                        if not raised and up >= n_up:
                            raised, begins = True, day + effect_up
                        elif raised and (low_h >= n_down or low_o >= n_down):
                            raised = False
                            for at in range(begins, min(day + effect_down, days)):
                                held[at] = max(held[at], k + 1)
                    if raised:
                        for at in range(begins, days):
                            held[at] = max(held[at], k + 1)
            for column in range(8):
                out[p, area, column] = 0 if column < 5 else -1
            last = 0
            for day in range(days):
                level = held[day]
                out[p, area, level] += 1
                if level != last:
                    out[p, area, 4] += 1
                    last = level
                for k in range(1, level + 1):
                    if out[p, area, 4 + k] < 0:
                        out[p, area, 4 + k] = day


def scalar_in_threads(
    dense: Dense, thresholds: NDArray[np.float64], numbers: NDArray[np.int64], threads: int
) -> Metrics:
    """All policies by the automaton, an equal part of them in each thread."""
    values = (dense.hospitalisation, dense.icu_share, dense.new_cases, dense.counts)
    out = np.empty((len(numbers), dense.new_cases.shape[1], 8), dtype=np.int16)
    bounds = np.linspace(0, len(numbers), threads + 1).astype(int)
    parts = [slice(*pair) for pair in itertools.pairwise(bounds)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda part: scalar_sweep(*values, thresholds[part], numbers[part], out[part]), parts))
    return out


def plain_path(
    values: tuple[list[float], list[float], list[float]], limits: NDArray[np.float64], counts: list[bool]
) -> list[int]:
    """The level on each day of one course in one area by plain Python: five days up and down, effect after two."""
    days = len(counts)
    level = [0] * days
    for other in (1, 2):
        for k in range(3):
            limit_h, limit_o = float(limits[0, k]), float(limits[other, k])
            up = low_h = low_o = 0
            raised, begins = False, 0
            for day in range(days):
                if not counts[day]:
                    continue
                h, o = values[0][day] > limit_h, values[other][day] > limit_o
                up = up + 1 if h and o else 0
                low_h = 0 if h else low_h + 1
                low_o = 0 if o else low_o + 1
                if not raised and up >= 5:
                    raised, begins = True, day + 2
                elif raised and (low_h >= 5 or low_o >= 5):
                    raised = False
                    for at in range(begins, min(day + 2, days)):
                        level[at] = max(level[at], k + 1)
            if raised:
                for at in range(begins, days):
                    level[at] = max(level[at], k + 1)
    return level
