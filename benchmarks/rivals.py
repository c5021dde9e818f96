"""The same replay as an analyst would write it: pandas with groupby and rolling, Polars with expressions.

Both start from one tidy table in memory (`ags`, `day`, `value`, `counts`, sorted by ags and day) and return the level
in force as an array of D days × A areas. They treat values as complete: the measured data have none missing.
"""

import numpy as np
import pandas as pd
import polars as pl
from numpy.typing import NDArray

Levels = NDArray[np.int8]


def pandas_replay(table: pd.DataFrame, thresholds: list[float], days: int, effect: int) -> Levels:
    """Level in force by pandas: rolling sums over counting days, a latch by forward fill, the effect by a shift."""
    counting = table[table["counts"]].copy()
    level = pd.Series(0, index=table.index, dtype="int8")
    for threshold in thresholds:
        counting["reached"] = (counting["value"] > threshold).astype("float64")
        run = counting.groupby("ags", sort=False)["reached"].rolling(days).sum()
        run.index = run.index.droplevel(0)
        latch = pd.Series(np.nan, index=counting.index)
        latch[run == days] = 1.0
        latch[run == 0] = 0.0
        on_all_days = latch.reindex(table.index)
        held = on_all_days.groupby(table["ags"], sort=False).ffill().fillna(0.0)
        in_force = held.groupby(table["ags"], sort=False).shift(effect).fillna(0.0)
        level += in_force.astype("int8")
    areas = table["ags"].nunique()
    result: Levels = level.to_numpy().reshape(areas, -1).T
    return result


def _latch(name: str, threshold: float, days: int) -> pl.Expr:
    """1 where the last `days` counting days are all above the threshold, 0 where none is, else null."""
    above = (pl.col("value") > threshold).cast(pl.Int32).rolling_sum(window_size=days).over("ags")
    return pl.when(above == days).then(1).when(above == 0).then(0).otherwise(None).cast(pl.Int8).alias(name)


def polars_replay(table: pl.DataFrame, thresholds: list[float], days: int, effect: int) -> Levels:
    """Level in force by Polars: the same expressions, lazily, on all threads."""
    frame = table.lazy()
    counting = frame.filter(pl.col("counts")).select(
        "ags", "day", *[_latch(f"latch{n}", threshold, days) for n, threshold in enumerate(thresholds)]
    )
    level = (
        frame.select("ags", "day")
        .join(counting, on=["ags", "day"], how="left", maintain_order="left")
        .select(
            pl.sum_horizontal(
                pl.col(f"latch{number}").forward_fill().shift(effect).over("ags").fill_null(0)
                for number in range(len(thresholds))
            ).alias("level"),
        )
        .collect()
    )
    areas = table["ags"].n_unique()
    result: Levels = level["level"].to_numpy().astype(np.int8).reshape(areas, -1).T
    return result
