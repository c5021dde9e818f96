"""Numbers and dates in German text: found, and brought into a form in which they can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from lagezentrum.engine.wording.phrases import MONTHS, WEEKDAYS

_SHORT: Final = {"Jän": 1, "Mrz": 3, "Sept": 9} | {month[:3]: place for place, month in enumerate(MONTHS["de"], 1)}
_MONTHS: Final = "|".join([*MONTHS["de"], *(rf"{month}\b\.?" for month in _SHORT)])
_WEEKDAYS: Final = "|".join([*WEEKDAYS["de"], *(rf"{day[:2]}\.?" for day in WEEKDAYS["de"])])
_LEAD: Final = rf"(?:\b(?P<%s>{_WEEKDAYS}),?\s+(?:den\s+)?)?"

_TOKEN: Final = re.compile(
    r"(?P<digest>\b[0-9a-f]{64}\b)"
    r"|(?P<iso>\b\d{4}-\d{2}-\d{2}\b)"
    rf"|{_LEAD % 'wd_long'}\b(?P<d_long>\d{{1,2}})\.\s*(?P<m_long>{_MONTHS})(?!\w)(?:\s+(?P<y_long>\d{{4}})\b)?"
    rf"|{_LEAD % 'wd_short'}\b(?P<d_short>\d{{1,2}})\.(?P<m_short>\d{{1,2}})\.(?P<y_short>\d{{4}}|\d{{2}})?(?!\d)"
    r"|(?P<access>\b\d+G(?:\+|plus\b|\b))"
    r"|(?P<number>(?:(?<![\w.,)%–-])[–−-])?\d+(?:[.,]\d+)*)"
)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A number or date in a text.

    Attributes:
        value: the same for every way of writing the same thing; a date with the wrong weekday has one of its own.
        written: as it stands.
        start, end: its place in the text.
    """

    value: str
    written: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The numbers and dates of a text, in order."""
    for found in _TOKEN.finditer(text):
        yield Token(_value(found), " ".join(found[0].split()), found.start(), found.end())


def _value(found: re.Match[str]) -> str:
    for kind in ("digest", "iso", "access"):
        if found[kind]:
            return found[kind].replace("plus", "+")
    if found["number"]:
        return _number(found["number"])
    suffix = "long" if found["d_long"] else "short"
    month_text = found[f"m_{suffix}"]
    month = _month(month_text) if suffix == "long" else int(month_text)
    year_text = found[f"y_{suffix}"] or ""
    year = f"20{year_text}" if len(year_text) == 2 else year_text or "--"
    written = f"{year}-{month:02d}-{int(found[f'd_{suffix}']):02d}"
    return f"{found[f'wd_{suffix}']} {written}" if _contradicts(found[f"wd_{suffix}"], written) else written


def _month(written: str) -> int:
    return MONTHS["de"].index(written) + 1 if written in MONTHS["de"] else _SHORT[written.rstrip(".")]


def _contradicts(weekday: str | None, written: str) -> bool:
    """Whether the weekday is not the one of the date."""
    if weekday is None or written.startswith("--"):
        return False
    try:
        day = date.fromisoformat(written)
    except ValueError:  # such as 31.11.: no date at all, and equal to none
        return False
    return not WEEKDAYS["de"][day.weekday()].startswith(weekday.rstrip(".")[:2])


def _number(written: str) -> str:
    """Without the marks of thousands and with a decimal point; 7,0 and 7 are the same, 7 and -7 are not."""
    if written[0] in "–−-":
        return f"-{_number(written[1:])}"
    if _THOUSANDS.fullmatch(written):
        written = written.replace(".", "")
    plain = written.replace(",", ".")
    if plain.count(".") > 1:
        return written
    return format(Decimal(plain).normalize(), "f")
