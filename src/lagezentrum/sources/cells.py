"""Single cells: days and figures. What is not plainly one is refused with the reason."""

import re
from datetime import date

from lagezentrum.law.problems import Fault, fault
from lagezentrum.law.text import Text
from lagezentrum.sources.problems import ProblemList

is_figure = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,8})?").fullmatch
"""Digits, and perhaps a decimal point with digits after it; no sign, no exponent, no spaces."""

is_count = re.compile(r"[0-9]{1,8}").fullmatch

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GERMAN_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})")
_WHOSE_DAY = Text(
    de="Zu welchem Tag eine Zahl gehört, entscheidet darüber, ob sie zählt.",
    en="Which day a figure belongs to decides whether it counts.",
)
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
    day, wrong = _day(text, earliest, latest)
    if wrong is not None:
        problems.add(line, *wrong)
        return None
    return day


def _day(text: str, earliest: date, latest: date) -> tuple[date | None, Fault | None]:
    """The day, or what is wrong with it."""
    if not _ISO_DAY.fullmatch(text):
        return None, _no_day(text)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, fault(
            de=(f"den Tag {text} gibt es im Kalender nicht", _WHOSE_DAY.de, "Berichtigen Sie Jahr, Monat oder Tag."),
            en=(f"{text} is no day of the calendar", _WHOSE_DAY.en, "Correct year, month or day."),
        )
    if day > latest:
        return None, fault(
            de=(
                f"{text} liegt in der Zukunft (nach dem {latest})",
                "Eine Zahl kann nicht vor ihrem Tag veröffentlicht worden sein.",
                "Berichtigen Sie das Datum; stimmt es, prüfen Sie die Uhr dieses Rechners.",
            ),
            en=(
                f"{text} lies in the future (after {latest})",
                "A figure can not have been published before its day.",
                "Correct the date; if it is right, check the clock of this computer.",
            ),
        )
    if day < earliest:
        return None, fault(
            de=(
                f"{text} liegt vor dem {earliest}, dem ersten Tag, an dem dies veröffentlicht sein kann",
                "Das Datum kann nicht stimmen.",
                "Berichtigen Sie Jahr, Monat oder Tag.",
            ),
            en=(
                f"{text} lies before {earliest}, the first day on which this could be published",
                "The date must be wrong.",
                "Correct year, month or day.",
            ),
        )
    return day, None


def _no_day(text: str) -> Fault:
    german_order = _GERMAN_DAY.fullmatch(text)
    return fault(
        de=(
            f"{text!r}, wo ein Tag erwartet wird: "
            + ("Tag und Monat in deutscher Schreibweise" if german_order else "kein Datum"),
            _WHOSE_DAY.de,
            "Schreiben Sie Tage als JJJJ-MM-TT; ist die Zeile um eine Spalte verschoben, stellen Sie sie wieder her.",
        ),
        en=(
            f"{text!r} where a day is expected: " + ("day and month in German order" if german_order else "not a date"),
            _WHOSE_DAY.en,
            "Write days as YYYY-MM-DD; if the row is shifted by a column, restore it.",
        ),
    )


def bad_figure(text: str, column: str) -> Fault:
    """Why `text` is no figure."""
    shown = f"{column}: {text!r}"
    if text.strip().lower().lstrip("+-") in _NOT_A_NUMBER:
        return fault(
            de=(
                f"{shown} ist keine Zahl",
                "Ein Wort anstelle einer Zahl könnte für null oder für mehr als jede Schwelle gehalten werden.",
                "Lassen Sie das Feld leer, wo es keine Zahl gibt.",
            ),
            en=(
                f"{shown} is not a number",
                "A word in place of a figure could be taken for zero or for more than any threshold.",
                "Leave the cell empty where there is no figure.",
            ),
        )
    if text.lstrip().startswith("-"):
        return fault(
            de=(
                f"{shown} ist negativ",
                "Negative Fälle oder Anteile gibt es nicht.",
                "Berichtigen Sie die Zahl, oder lassen Sie das Feld leer, wo es keine gibt.",
            ),
            en=(
                f"{shown} is negative",
                "There are no negative cases or shares.",
                "Correct it, or leave the cell empty where there is no figure.",
            ),
        )
    if "," in text:
        return fault(
            de=(
                f"{shown} enthält ein Komma",
                "Es könnte Dezimalkomma oder Tausendertrennung sein: ein Faktor von tausend.",
                "Schreiben Sie einen Dezimalpunkt und keine Trennzeichen für Tausender.",
            ),
            en=(
                f"{shown} has a comma",
                "It could mean a decimal comma or thousands: a factor of a thousand.",
                "Write a decimal point and no marks for thousands.",
            ),
        )
    return fault(
        de=(
            f"{shown} ist keine einfache Dezimalzahl",
            "Eine Zahl, die sich auf zwei Arten lesen lässt, kann nichts entscheiden.",
            "Schreiben Sie Ziffern mit Dezimalpunkt, etwa 123.4; ist die Zeile verschoben, stellen Sie sie wieder her.",
        ),
        en=(
            f"{shown} is not a plain decimal number",
            "A figure that can be read in two ways can not decide.",
            "Write digits with a decimal point, such as 123.4; if the row is shifted, restore it.",
        ),
    )


def absurd_figure(text: str, column: str, highest: str) -> Fault:
    """Why a figure above `highest` is refused."""
    return fault(
        de=(
            f"{column}: {text} liegt über {highest}, mehr als möglich ist",
            "Ein falsch gesetzter Dezimalpunkt oder eine verschobene Spalte würde eine Stufe in Kraft setzen.",
            "Berichtigen Sie die Zahl, oder lassen Sie das Feld leer, wo sie nicht bekannt ist.",
        ),
        en=(
            f"{column}: {text} is above {highest}, more than can be",
            "A misplaced decimal point or a shifted column would set a level in force.",
            "Correct it, or leave the cell empty where the figure is not known.",
        ),
    )


def other_name(given: str, key: str, name: str) -> Fault:
    """Why a row is refused whose name is not the one of its key."""
    return fault(
        de=(
            f"{given!r} ist nicht der Name von {key} ({name})",
            "Schlüssel und Name widersprechen sich, oder die Kodierung der Datei ist beschädigt.",
            "Stellen Sie die Zeile wieder her, oder speichern Sie die Datei als UTF-8.",
        ),
        en=(
            f"{given!r} is not the name of {key} ({name})",
            "Key and name contradict each other, or the encoding of the file is damaged.",
            "Restore the row, or save the file as UTF-8.",
        ),
    )
