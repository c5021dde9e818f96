"""Days by how much is reported on them: a public holiday is like a Sunday, the day after it like a Monday."""

from datetime import date, timedelta

import numpy as np

from lagezentrum.law.calendars import german_holidays
from lagezentrum.outlook.forecast.panel import Ints

MONDAY, SUNDAY = 0, 6


def reporting_days(first: date, length: int, state: str) -> Ints:
    """For each of `length` days from `first` on, the weekday (0 Monday … 6 Sunday) it is like.

    Args:
        first: the first day.
        length: how many days.
        state: Land key, 01 to 16, whose public holidays count; anything else (00 for Germany): none do.
    """
    kinds = np.empty(length, dtype=np.int64)
    for row in range(length):
        day = first + timedelta(days=row)
        kinds[row] = _kind(day, state)
    return kinds


def _kind(day: date, state: str) -> int:
    weekday = day.weekday()
    if _is_holiday(day, state):
        return SUNDAY
    if weekday < SUNDAY and _is_holiday(day - timedelta(days=1), state):
        return MONDAY
    return weekday


def _is_holiday(day: date, state: str) -> bool:
    return "01" <= state <= "16" and day in german_holidays(state, day.year)
