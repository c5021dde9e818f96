"""Days and weeks as people write them in files; nothing is guessed."""

import re
from datetime import date, datetime, timedelta

from lagezentrum.staffing.intake.cells import Cell, text_of
from lagezentrum.staffing.intake.problems import Unfit, unfit

_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_WEEKS = (
    re.compile(r"(?P<year>\d{4})-?W(?P<week>\d{1,2})"),
    re.compile(r"(?:KW ?)?(?P<week>\d{1,2}) ?/ ?(?P<year>\d{4})"),
)
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


def day(cell: Cell) -> date:
    """A day: a date cell, `09.11.2020` or `2020-11-09`."""
    found: date | None = None
    if isinstance(cell, date) and not isinstance(cell, datetime):
        found = cell
    elif isinstance(cell, str):
        text = text_of(cell)
        german, iso = _GERMAN_DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
        try:
            if german:
                found = date(int(german[3]), int(german[2]), int(german[1]))
            elif iso:
                found = date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            found = None
    if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return found
    raise unfit(
        de=(
            "kein Tag",
            "Von Tagen hängt ab, wann jemand eingesetzt werden kann; geraten wird nicht.",
            "Schreiben Sie 09.11.2020 oder 2020-11-09, das Jahr mit vier Ziffern.",
        ),
        en=(
            "no day",
            "When somebody can be deployed hangs on days; nothing is guessed.",
            "Write 09.11.2020 or 2020-11-09, the year with four digits.",
        ),
    )


def week(cell: Cell) -> date:
    """A week as its Monday: `2020-W46`, `46/2020`, `KW 46/2020`, or any Monday."""
    try:
        found = day(cell)
    except Unfit:
        found = None
    if found is None:
        text = text_of(cell).upper()
        for form in _WEEKS:
            if said := form.fullmatch(text):
                try:
                    found = date.fromisocalendar(int(said["year"]), int(said["week"]), 1)
                except ValueError:
                    found = None
    if found is not None and found.weekday() == 0 and _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return found
    monday = "" if found is None else f"{found - timedelta(days=found.weekday()):%d.%m.%Y}"
    raise unfit(
        de=(
            "keine Kalenderwoche mit Jahr",
            "Ein Bedarf gilt für eine Woche von Montag bis Freitag.",
            f"Schreiben Sie 2020-W46 oder 46/2020{f', oder den Montag {monday}' if monday else ''}.",
        ),
        en=(
            "no calendar week with its year",
            "A need holds for a week from Monday to Friday.",
            f"Write 2020-W46 or 46/2020{f', or the Monday {monday}' if monday else ''}.",
        ),
    )
