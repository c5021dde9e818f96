"""Small parts of sentences in German and English: dates, numbers, places, lists."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from lagezentrum.law.model import Text

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")

WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: dict[Language, tuple[str, ...]] = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

WORDS: dict[Language, dict[str, str]] = {
    "de": {
        "above": "mehr als",
        "at_least": "mindestens",
        "at_most": "höchstens",
        "below": "weniger als",
        "yes": "ja",
        "no": "nein",
        "unknown": "offen",
        "and": "und",
        "or": "oder",
        "level": "Stufe",
        "days": "Tagen",
        "percent": "\u00a0%",
        "more": "{n} weitere",
    },
    "en": {
        "above": "above",
        "at_least": "at least",
        "at_most": "at most",
        "below": "below",
        "yes": "yes",
        "no": "no",
        "unknown": "open",
        "and": "and",
        "or": "or",
        "level": "level",
        "days": "days",
        "percent": "\u00a0%",
        "more": "{n} more",
    },
}

# How a German name takes "in": with the article its kind demands.
_ARTICLES = (
    ("Region ", "in der "),
    ("Grafschaft ", "in der "),
    ("Stadt ", "in der "),
    ("Hansestadt ", "in der "),
    ("Landkreis ", "im "),
    ("Kreis ", "im "),
)
_LISTED = 6  # a longer list is told by its beginning


def text(title: Text, language: Language) -> str:
    """A title in a language."""
    return title.de if language == "de" else title.en


def half(recorded: str, language: Language) -> str:
    """The half of a recorded text "deutsch / english" in a language; the whole where it has no halves."""
    halves = recorded.split(" / ")
    if len(halves) % 2:
        return recorded
    middle = len(halves) // 2
    return " / ".join(halves[:middle] if language == "de" else halves[middle:])


def long_date(day: date, language: Language) -> str:
    """A date with its weekday and year: "Mittwoch, 1. Dezember 2021"."""
    return f"{short_date(day, language)} {day.year}"


def short_date(day: date, language: Language) -> str:
    """A date with its weekday: "Mittwoch, 1. Dezember"."""
    return f"{WEEKDAYS[language][day.weekday()]}, {bare_date(day, language)}"


def bare_date(day: date, language: Language) -> str:
    """A date without weekday and year: "1. Dezember"."""
    point = "." if language == "de" else ""
    return f"{day.day}{point} {MONTHS[language][day.month - 1]}"


def moment(at: datetime, language: Language) -> str:
    """A moment; the time of day only where it is on record."""
    day = long_date(at.date(), language)
    if at.time() == time.min:
        return day
    return f"{day}, {at:%H.%M} Uhr" if language == "de" else f"{day}, {at:%H:%M}"


def number(value: Decimal, language: Language) -> str:
    """A number as written: with a decimal comma in German."""
    written = f"{value:f}"
    return written.replace(".", ",") if language == "de" else written


def numbered(number: int | str, one: str, many: str) -> str:
    """A number, as counted or already written out, with its noun: "1 Datei", "8.235 Dateien"."""
    return f"{number} {one if str(number) == '1' else many}"


def amount(value: Decimal, unit: str, language: Language) -> str:
    """A number with its unit where that is a percentage; other units stand in the title of the indicator."""
    percent = WORDS[language]["percent"] if unit.startswith("percent") else ""
    return number(value, language) + percent


def place(area: str, names: Mapping[str, str], language: Language) -> str:
    """Where: "in der Region Hannover", "im Heidekreis", "in Niedersachsen"; the key where no name is given."""
    name = names.get(area, area)
    if language == "en":
        return f"in {name}"
    if name.endswith("kreis"):
        return f"im {name}"
    article = next((article for start, article in _ARTICLES if name.startswith(start)), "in ")
    return article + name


def listed(parts: Sequence[str], language: Language, joint: Literal["and", "or"] = "and") -> str:
    """A list in words; a long one is cut short and says how much is left."""
    shown = list(parts)
    if len(shown) > _LISTED:
        shown = [*shown[: _LISTED - 1], WORDS[language]["more"].format(n=len(shown) - _LISTED + 1)]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {WORDS[language][joint]} {shown[-1]}"


def counted_days(calendar: Text, language: Language) -> str:
    """What days a calendar counts, as in "3 von 5 Werktagen": its title without the explanation in brackets."""
    title = text(calendar, language).split(" (")[0]
    if language == "en":
        return title[:1].lower() + title[1:]
    return f"{title}n" if title.endswith("e") else title


def level_title(step: str, title: Text, language: Language) -> str:
    """The title of a level, led by its number where the title does not end with it."""
    written = text(title, language)
    if not step.isdigit() or written.endswith(f" {step}"):
        return written
    return f"{WORDS[language]['level']} {step} ({written})"
