"""From the runs of a sweep to columns: least and greatest value by district, and totals of each policy."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.lab.design import Lead, Metric
from lagezentrum.outlook.packed import NEVER, Metrics

Columns = dict[str, NDArray[Any]]

NO_LEAD = -32_768
"""Lead time where the level or the crossing never came."""
NO_MEAN = -1e9
"""The mean lead time of no district at all; never NaN, which other programs take for a large number."""

MISSING = {"first": NEVER, "lead_time": NO_LEAD, "lead_mean": NO_MEAN}
"""By the beginning of a column's name: the number that stands for "there is none"."""


def district_columns(
    metrics: Metrics, wanted: Sequence[Metric], steps: int, lead: Lead | None, crossing: NDArray[np.int64]
) -> Columns:
    """Columns of P × A; each measure twice, `_min` and `_max`: no missing values can lead to less, or to more."""
    columns: Columns = {}
    metrics = replace(metrics, low=_by_column(metrics.low), high=_by_column(metrics.high))

    def pair(name: str, one: NDArray[Any], other: NDArray[Any]) -> None:
        columns[f"{name}_min"] = one.astype(np.int16, copy=False)
        columns[f"{name}_max"] = other.astype(np.int16, copy=False)

    if "days" in wanted:
        for level in range(steps + 1):
            pair(f"days_{level}", *metrics.interval(f"days_{level}"))
        for level in range(steps, 0, -1):
            pair(f"days_from_{level}", *metrics.interval(f"days_from_{level}"))
    if "switches" in wanted:
        pair("switches", *metrics.interval("switches"))
    if "first_day" in wanted:
        for level in range(1, steps + 1):
            pair(f"first_{level}", *metrics.interval(f"first_{level}"))
    if lead is not None:
        early, late = metrics.interval(f"first_{lead.level}")
        pair("lead_time", _lead(late, crossing), _lead(early, crossing))
    if metrics.disagreement is not None and "disagreement" in wanted:
        pair("disagreement", *metrics.disagreement)
    columns["certain"] = metrics.certain
    return columns


def total_columns(columns: Columns, latest_lead: NDArray[np.int64] | None) -> Columns:
    """Columns of P: sums over districts, the earliest first day, the mean lead time of the districts that have one.

    Sums of least values are a lower bound that the districts need not reach together, where they hang on the same
    missing value in opposite ways; they are never too high.

    Args:
        columns: of the districts.
        latest_lead: A, the lead time of a level that first comes on the last day; None where none is asked for.
    """
    totals: Columns = {}
    for name, column in columns.items():
        if name.startswith("first_"):
            late = np.where(column == NEVER, np.iinfo(np.int16).max, column).min(axis=1)
            totals[name] = np.where(late == np.iinfo(np.int16).max, NEVER, late).astype(np.int16)
        elif name == "certain":
            totals["uncertain_areas"] = (~column).sum(axis=1, dtype=np.int32)
        elif not name.startswith("lead_time"):
            totals[name] = column.sum(axis=1, dtype=np.int32)
    if latest_lead is not None:
        least, most = (columns[f"lead_time_{end}"].astype(np.int64) for end in ("min", "max"))
        always, perhaps = least != NO_LEAD, (least == NO_LEAD) & (most != NO_LEAD)
        low, high = _least_mean(least, always, latest_lead, perhaps), -_least_mean(-most, always, -most, perhaps)
        totals["lead_mean_min"] = np.where(always.any(axis=1), low, NO_MEAN)
        totals["lead_mean_max"] = np.where(np.isfinite(high), high, NO_MEAN)
        for end, there in (("min", always), ("max", always | perhaps)):
            totals[f"lead_areas_{end}"] = there.sum(axis=1, dtype=np.int32)
    return totals


def _least_mean(
    values: NDArray[np.int64], always: NDArray[np.bool_], others: NDArray[np.int64], perhaps: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """P, the least mean of the `values` that are always there with any of the `others` that may be; infinite if none.

    A further value lowers the mean as long as it lies below it, so the least ones are taken first.
    """
    number, total = always.sum(axis=1), np.where(always, values, 0).sum(axis=1)
    means: NDArray[np.float64] = np.where(number > 0, total / np.maximum(number, 1), np.inf)
    rows = np.flatnonzero(perhaps.any(axis=1))
    if len(rows):
        there = perhaps[rows]
        ordered = np.sort(np.where(there, np.broadcast_to(others, perhaps.shape)[rows], 1 << 32), axis=1)
        taken = np.arange(1, there.shape[1] + 1)
        sums = total[rows, np.newaxis] + np.cumsum(ordered, axis=1)
        with_others = np.where(
            taken <= there.sum(axis=1)[:, np.newaxis], sums / (number[rows, np.newaxis] + taken), np.inf
        )
        means[rows] = np.minimum(means[rows], with_others.min(axis=1))
    return means


def missing_mark(name: str) -> float | None:
    """The number that stands for "there is none" in a column, or None where there always is one."""
    return next((mark for beginning, mark in MISSING.items() if name.startswith(beginning + "_")), None)


def _by_column(run: NDArray[np.int16]) -> NDArray[np.int16]:
    """The same numbers, each column in one piece of memory: everything here goes column by column."""
    return np.moveaxis(np.ascontiguousarray(np.moveaxis(run, 2, 0)), 0, 2)


def _lead(first: NDArray[np.int16], crossing: NDArray[np.int64]) -> NDArray[np.int64]:
    lead: NDArray[np.int64] = crossing[np.newaxis, :] - first.astype(np.int64)
    lead[(first == NEVER) | (crossing == NEVER)[np.newaxis, :]] = NO_LEAD
    return lead
