"""What a cell means: each function takes a cell and gives its value, or says why it is none and what to do."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from lagezentrum.law.problems import nearest
from lagezentrum.staffing.intake.cells import Cell, text_of
from lagezentrum.staffing.intake.problems import Unfit, unfit
from lagezentrum.staffing.model import QUARTERS

T = TypeVar("T")

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_PERHAPS_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_PSEUDONYM = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9._-]{0,23}")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")
_UNIT = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9 ./-]{0,19}")
_LONGEST_TEXT = 200

_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
LANGUAGES = frozenset(_CODES.split())
"""Language codes of ISO 639-1."""


def pseudonym(cell: Cell) -> str:
    """A pseudonym given by the lender: letters, digits, `.`, `_`, `-`, with a digit, so that no name gets in."""
    text = text_of(cell)
    if _PSEUDONYM.fullmatch(text):
        return text
    raise unfit(
        de=(
            "keine Kennung: bis zu 24 Buchstaben (A–Z), Ziffern, Punkt, Strich, mit mindestens einer Ziffer",
            "Namen werden nicht erhoben; die Kennung vergibt die Dienststelle und nur sie kann sie auflösen.",
            "Vergeben Sie eine laufende Nummer, zum Beispiel K-0017.",
        ),
        en=(
            "no pseudonym: up to 24 letters (A–Z), digits, points, hyphens, with at least one digit",
            "Names are not collected; the authority gives the pseudonym, and it alone can resolve it.",
            "Give a running number, such as K-0017.",
        ),
    )


def key(cell: Cell) -> str:
    """The key of an authority."""
    text = text_of(cell)
    if _KEY.fullmatch(text):
        return text
    raise unfit(
        de=(
            "kein Schlüssel: bis zu 20 Buchstaben (A–Z), Ziffern, Punkt, Strich",
            "Der Schlüssel verbindet die Dateien miteinander.",
            "Nehmen Sie den Schlüssel aus der Liste der Dienststellen.",
        ),
        en=(
            "no key: up to 20 letters (A–Z), digits, points, hyphens",
            "The key ties the files together.",
            "Take the key from the list of authorities.",
        ),
    )


def unit(cell: Cell) -> str:
    """The sign of an organisational unit, with a digit, so that no name gets in."""
    text = text_of(cell)
    if _UNIT.fullmatch(text):
        return text
    raise unfit(
        de=(
            "kein Zeichen einer Organisationseinheit mit Ziffer",
            "Wer freigegeben hat, wird als Stelle festgehalten und nicht mit Namen.",
            "Tragen Sie das Organisationszeichen ein, zum Beispiel Z 1.2 oder Dez-11.",
        ),
        en=(
            "no sign of an organisational unit with a digit",
            "Who released somebody is recorded as an office, not by name.",
            "Fill in the sign of the unit, such as Z 1.2 or Dez-11.",
        ),
    )


def words(cell: Cell) -> str:
    """The name of an authority or the reason of its exclusion, on one line."""
    text = " ".join(text_of(cell).split())
    if text and len(text) <= _LONGEST_TEXT and text.isprintable():
        return text
    raise unfit(
        de=("zu lang oder nicht druckbar", "Es steht auf Schreiben und in Listen.", "Kürzen Sie auf 200 Zeichen."),
        en=("too long or not printable", "It stands on letters and in lists.", "Shorten it to 200 characters."),
    )


def number(cell: Cell) -> float:
    """A number with decimal comma or point."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        return float(cell)
    text = text_of(cell)
    if isinstance(cell, str) and _PERHAPS_THOUSANDS.fullmatch(text):
        raise _two_readings(text)
    if not isinstance(cell, bool | date) and _NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    raise unfit(
        de=(
            "keine Zahl",
            "Hier wird gerechnet.",
            "Schreiben Sie Ziffern mit Komma, ohne Tausenderpunkt, ohne Einheit.",
        ),
        en=("no number", "This is computed with.", "Write digits with a decimal comma, no thousands, no unit."),
    )


def _two_readings(text: str) -> Unfit:
    """`1.000` is one or a thousand."""
    joined = text.replace(".", "").replace(",", "")
    return unfit(
        de=(
            "eine Zahl, die sich auf zwei Arten lesen lässt",
            "Das Zeichen vor drei Ziffern kann ein Komma sein oder Tausender trennen; geraten wird nicht.",
            f"Schreiben Sie {joined}, oder höchstens zwei Stellen nach dem Komma.",
        ),
        en=(
            "a number that can be read in two ways",
            "The mark before three digits may be a decimal point or separate thousands; nothing is guessed.",
            f"Write {joined}, or two decimals at most.",
        ),
    )


def between(low: float, high: float) -> Callable[[Cell], float]:
    """A number within bounds, both included."""

    def read(cell: Cell) -> float:
        value = number(cell)
        if low <= value <= high:
            return value
        raise _outside(low, high)

    return read


def whole(low: int, high: int) -> Callable[[Cell], int]:
    """A whole number within bounds, both included."""

    def read(cell: Cell) -> int:
        value = number(cell)
        if value.is_integer() and low <= value <= high:
            return int(value)
        raise _outside(low, high)

    return read


def _outside(low: float, high: float) -> Unfit:
    return unfit(
        de=(f"nicht von {low:g} bis {high:g}", "Ein solcher Wert ist ein Versehen.", "Prüfen Sie den Wert."),
        en=(f"not from {low:g} to {high:g}", "Such a value is a slip.", "Check the value."),
    )


def quarters(most: int) -> Callable[[Cell], int]:
    """A share of working time (VZÄ) in quarters, at least one and at most `most` of them."""

    def read(cell: Cell) -> int:
        value = number(cell) * QUARTERS
        if value.is_integer() and 1 <= value <= most:
            return int(value)
        high = f"{most / QUARTERS:g}".replace(".", ",")
        raise unfit(
            de=(
                f"kein Vielfaches von 0,25 VZÄ bis {high}",
                "Gerechnet wird in Vierteln einer vollen Stelle, damit Summen genau stimmen.",
                "Runden Sie auf Viertel: 0,25, 0,5, 0,75, 1.",
            ),
            en=(
                f"no multiple of 0.25 FTE up to {high.replace(',', '.')}",
                "Quarters of a full-time post are counted, so that sums are exact.",
                "Round to quarters: 0.25, 0.5, 0.75, 1.",
            ),
        )

    return read


def yes_no(cell: Cell) -> bool:
    """`j` or `n`."""
    return one_of({"j": True, "ja": True, "n": False, "nein": False})(cell)


def one_of(meanings: Mapping[str, T]) -> Callable[[Cell], T]:
    """One of some words, whatever their case."""
    folded = {word.casefold(): meaning for word, meaning in meanings.items()}

    def read(cell: Cell) -> T:
        text = text_of(cell).casefold()
        if text in folded:
            return folded[text]
        named, close = ", ".join(meanings), nearest(text, meanings)
        raise unfit(
            de=(
                "keines der Wörter, die hier stehen können" + (f"; ist {close} gemeint?" if close else ""),
                "Freitext wird nicht erhoben.",
                f"Schreiben Sie eines von: {named}.",
            ),
            en=(
                "none of the words that can stand here" + (f"; did you mean {close}?" if close else ""),
                "Free text is not collected.",
                f"Write one of: {named}.",
            ),
        )

    return read


def languages(cell: Cell) -> frozenset[str]:
    """Language codes of ISO 639-1, separated by commas, semicolons, slashes or blanks."""
    codes = frozenset(re.split(r"[\s,;/]+", text_of(cell).casefold())) - {""}
    strange = sorted(codes - LANGUAGES)
    if not strange:
        return codes
    raise unfit(
        de=(
            f"kein Sprachcode nach ISO 639-1: {', '.join(strange)}",
            "Nur mit festen Codes lassen sich Sprachen abgleichen.",
            "Schreiben Sie zwei Buchstaben je Sprache, zum Beispiel tr, ar, ru.",
        ),
        en=(
            f"no language code of ISO 639-1: {', '.join(strange)}",
            "Languages can be matched by fixed codes alone.",
            "Write two letters for each language, such as tr, ar, ru.",
        ),
    )


def district(known: Mapping[str, object]) -> Callable[[Cell], str]:
    """The AGS of a known district. Spreadsheets drop a leading zero; four digits can mean nothing else."""

    def read(cell: Cell) -> str:
        text = text_of(cell)
        ags = text.zfill(5) if len(text) == 4 and text.isdigit() else text
        if ags in known:
            return ags
        close = nearest(ags, known)
        raise unfit(
            de=(
                "kein Kreis mit diesem Schlüssel (AGS)" + (f"; ist {close} gemeint?" if close else ""),
                "Vom Kreis hängt ab, welche Einsatzorte erreichbar sind.",
                "Schreiben Sie die fünf Ziffern des Landkreises oder der kreisfreien Stadt, keine Adresse.",
            ),
            en=(
                "no district of this key (AGS)" + (f"; did you mean {close}?" if close else ""),
                "Which places can be reached hangs on the district.",
                "Write the five digits of the district, no address.",
            ),
        )

    return read
