"""Single cells: days and figures. What is not plainly one is refused with the reason."""

import re
from datetime import date

from lagezentrum.sources.problems import ProblemList

is_figure = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,8})?").fullmatch
"""Digits, and perhaps a decimal point with digits after it; no sign, no exponent, no spaces."""

is_count = re.compile(r"[0-9]{1,8}").fullmatch

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GERMAN_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})")
_NOT_A_NUMBER = {"nan", "null", "none", "na", "n/a", "-", "–", "inf", "infinity", "#n/a", "#nv", "k.a."}


def read_day(text: str, line: int, problems: ProblemList, *, earliest: date, latest: date) -> date | None:
    """The day that `text` names, or None after noting why it is none.

    Args:
        text: the cell.
        line: its line.
        problems: where a fault is noted.
        earliest: first day for which the publisher can have said anything.
        latest: the last such day, at most the day of reading.
    """
    if not _ISO_DAY.fullmatch(text):
        found = "day and month in German order" if _GERMAN_DAY.fullmatch(text) else "not a date"
        problems.add(
            line,
            f"{text!r} where a day is expected: {found}",
            "Which day a figure belongs to decides whether it counts.",
            "Write days as YYYY-MM-DD; if the row is shifted by a column, restore it.",
        )
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        problems.add(
            line,
            f"{text} is no day of the calendar",
            "Which day a figure belongs to decides whether it counts.",
            "Correct year, month or day.",
        )
        return None
    if day > latest:
        problems.add(
            line,
            f"{text} lies in the future (after {latest})",
            "A figure can not have been published before its day.",
            "Correct the date; if it is right, check the clock of this computer.",
        )
        return None
    if day < earliest:
        problems.add(
            line,
            f"{text} lies before {earliest}, the first day on which this could be published",
            "The date must be wrong.",
            "Correct year, month or day.",
        )
        return None
    return day


def bad_figure(text: str, column: str) -> tuple[str, str, str]:
    """Why `text` is no figure: what, why it matters, what to do."""
    shown = f"{column}: {text!r}"
    if text.strip().lower().lstrip("+-") in _NOT_A_NUMBER:
        return (
            f"{shown} is not a number",
            "A word in place of a figure could be taken for zero or for more than any threshold.",
            "Leave the cell empty where there is no figure.",
        )
    if text.lstrip().startswith("-"):
        return (
            f"{shown} is negative",
            "There are no negative cases or shares.",
            "Correct it, or leave the cell empty where there is no figure.",
        )
    if "," in text:
        return (
            f"{shown} has a comma",
            "It could mean a decimal comma or thousands: a factor of a thousand.",
            "Write a decimal point and no marks for thousands.",
        )
    return (
        f"{shown} is not a plain decimal number",
        "A figure that can be read in two ways can not decide.",
        "Write digits with a decimal point, such as 123.4; if the row is shifted, restore it.",
    )


def absurd_figure(text: str, column: str, highest: str) -> tuple[str, str, str]:
    """Why a figure above `highest` is refused: what, why it matters, what to do."""
    return (
        f"{column}: {text} is above {highest}, more than can be",
        "A misplaced decimal point or a shifted column would set a level in force.",
        "Correct it, or leave the cell empty where the figure is not known.",
    )
