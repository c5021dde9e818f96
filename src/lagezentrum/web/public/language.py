"""The language of the page, and small forms of dates and names in it."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from django.utils.translation import get_language

from lagezentrum.engine.wording.phrases import MONTHS, WEEKDAYS, Language
from lagezentrum.sources.areas import all_areas


def current() -> Language:
    """The language of the page: German, or English where that is asked for."""
    return "en" if (get_language() or "de").startswith("en") else "de"


def weekday(day: date) -> str:
    """As in "Mo", "Mon"."""
    language = current()
    return WEEKDAYS[language][day.weekday()][: 2 if language == "de" else 3]


def tiny_date(day: date) -> str:
    """As in "1.12.", "1 Dec"."""
    if current() == "de":
        return f"{day.day}.{day.month}."
    return f"{day.day} {MONTHS['en'][day.month - 1][:3]}"


def tight_date(day: date) -> str:
    """As in "Mi 1.12.2021", "Wed 1 Dec 2021"."""
    if current() == "de":
        return f"{weekday(day)} {day.day}.{day.month}.{day.year}"
    return f"{weekday(day)} {tiny_date(day)} {day.year}"


def unbroken(said: str) -> str:
    """With numbers and their percent signs on one line."""
    return said.replace(" %", "\u00a0%")


def area_title(ags: str) -> str:
    """As in "Region Hannover", "Stadt Oldenburg (Oldb)", "Niedersachsen"; the key where it is unknown."""
    return names().get(ags, ags)


@cache
def names() -> Mapping[str, str]:
    """The title of every area by its key."""
    return {ags: area.name if area.is_land else area.title for ags, area in all_areas().items()}
