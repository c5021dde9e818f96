"""German first, English second: each text stands once in both, side by side, and a language picks one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lagezentrum.law.model import Text

Code = Literal["de", "en"]
_SEAM = "\x1f"


@dataclass(frozen=True, slots=True)
class Language:
    """One of the two languages of the product."""

    code: Code

    def __call__(self, de: str, en: str) -> str:
        """The wording in this language."""
        return de if self.code == "de" else en

    def of(self, text: "Text") -> str:
        """The wording that the law brings along."""
        return text.de if self.code == "de" else text.en

    def half(self, text: str) -> str:
        """The half of a recorded text that reads "deutsch / english"; the whole where it has no halves."""
        from lagezentrum.engine.wording.phrases import half

        return half(text, self.code)

    def day(self, day: date) -> str:
        """A day for a table: "01.12.2021", "1 Dec 2021"."""
        return f"{day:%d.%m.%Y}" if self.code == "de" else f"{day.day} {self.month(day)} {day.year}"

    def short_day(self, day: date) -> str:
        """A day whose year is clear: "Mi 01.12.", "Wed 1 Dec"."""
        from lagezentrum.engine.wording.phrases import WEEKDAYS

        weekday = WEEKDAYS[self.code][day.weekday()]
        return f"{weekday[:2]} {day:%d.%m.}" if self.code == "de" else f"{weekday[:3]} {day.day} {self.month(day)}"

    def long_day(self, day: date) -> str:
        """A day in a sentence: "Mittwoch, 1. Dezember 2021", "Wednesday, 1 December 2021"."""
        from lagezentrum.engine.wording.phrases import long_date

        return long_date(day, self.code)

    def month(self, day: date) -> str:
        """The first three letters of a month."""
        from lagezentrum.engine.wording.phrases import MONTHS

        return MONTHS[self.code][day.month - 1][:3]

    def number(self, value: Decimal | int) -> str:
        """A number with the marks of the language for thousands and decimals; its digits as they are."""
        text = f"{value:,}"
        return text.translate(str.maketrans(",.", ".,")) if self.code == "de" else text

    def listed(self, words: Sequence[str]) -> str:
        """Words as an enumeration: "a, b und c"."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self('und', 'and')} {words[-1]}"


def both(de: str, en: str) -> str:
    """A help text in both languages, until `picked` takes one."""
    return f"{de}{_SEAM}{en}"


def picked(text: str, language: Language) -> str:
    """The half of a help text in one language."""
    de, seam, en = text.partition(_SEAM)
    return language(de, en) if seam else text
