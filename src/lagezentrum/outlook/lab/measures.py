"""From the two runs of a sweep to columns: smallest and largest value by district, and totals of each policy."""

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
    """Columns of P × A; each measure twice, `_min` and `_max`, equal where no missing value decides."""
    columns: Columns = {}
    metrics = replace(metrics, low=_by_column(metrics.low), high=_by_column(metrics.high))

    def pair(name: str, one: NDArray[Any], other: NDArray[Any]) -> None:
        columns[f"{name}_min"] = one.astype(np.int16, copy=False)
        columns[f"{name}_max"] = other.astype(np.int16, copy=False)

    if "days" in wanted:
        for level in range(steps + 1):
            pair(f"days_{level}", *metrics.interval(f"days_{level}"))
        one, other = metrics.low[:, :, 0] * 0, metrics.high[:, :, 0] * 0
        for level in range(steps, 0, -1):
            one, other = one + metrics.low[:, :, level], other + metrics.high[:, :, level]
            pair(f"days_from_{level}", np.minimum(one, other), np.maximum(one, other))
    if "switches" in wanted:
        pair("switches", *metrics.interval("switches"))
    if "first_day" in wanted:
        for level in range(1, steps + 1):
            pair(f"first_{level}", *metrics.interval(f"first_{level}"))
    if lead is not None:
        early, late = metrics.interval(f"first_{lead.level}")
        pair("lead_time", _lead(late, crossing), _lead(early, crossing))
    if metrics.disagreement is not None and "disagreement" in wanted:
        pair("disagreement", np.minimum(*metrics.disagreement), np.maximum(*metrics.disagreement))
    columns["certain"] = metrics.certain
    return columns


def total_columns(columns: Columns, with_lead: bool) -> Columns:
    """Columns of P: sums over districts, the earliest first day, the mean lead time of the districts that have one.

    A sum of smallest values is a lower bound that the districts need not reach together, where they hang on the same
    missing value in opposite ways; it is never too high.
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
    if with_lead:
        for end in ("min", "max"):
            column = columns[f"lead_time_{end}"].astype(np.int64)
            there = column != NO_LEAD
            number = there.sum(axis=1)
            total = np.where(there, column, 0).sum(axis=1)
            totals[f"lead_mean_{end}"] = np.where(number > 0, total / np.maximum(number, 1), NO_MEAN)
            totals[f"lead_areas_{end}"] = number.astype(np.int32)
    return totals


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
