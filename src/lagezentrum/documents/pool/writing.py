"""How numbers, days and lists are written in a report of one language."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lagezentrum.documents.pool.coverage_map import percent
from lagezentrum.engine.wording.phrases import Language, long_date, number
from lagezentrum.law.text import Text

UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes in one language; None is written as a question mark, never as zero."""

    language: Language

    def say(self, text: Text, **values: str) -> str:
        """A wording with its places filled."""
        return text.in_language(self.language).format(**values)

    def day(self, day: date) -> str:
        """A date with weekday and year."""
        return long_date(day, self.language)

    def fte(self, value: float | None, *, signed: bool = False) -> str:
        """Full-time posts with one decimal; a quarter post is not rounded away."""
        if value is None:
            return UNKNOWN
        exact = Decimal(repr(round(value, 6)))
        quarters = exact * 4 == (exact * 4).to_integral_value() and exact * 10 != (exact * 10).to_integral_value()
        rounded = exact.quantize(Decimal("0.01" if quarters else "0.1"), ROUND_HALF_UP)
        sign = "−" if rounded < 0 else "+" if signed and rounded > 0 else "±" if signed else ""
        return sign + self._grouped(abs(rounded))

    def part_of(self, part: float, whole: float) -> tuple[str, str]:
        """Full-time posts of a part and its whole, with as many decimals as tell them apart (three at most)."""
        written = self.fte(part), self.fte(whole)
        for step in ("0.01", "0.001"):
            if written[0] != written[1] or part == whole:
                break
            part_, whole_ = (Decimal(repr(round(value, 6))).quantize(Decimal(step)) for value in (part, whole))
            written = self._grouped(part_), self._grouped(whole_)
        return written

    def count(self, value: int) -> str:
        """A count with its thousands set apart."""
        return self._grouped(Decimal(value))

    def share(self, value: float | None) -> str:
        """A share in whole per cent."""
        return UNKNOWN if value is None else f"{percent(value)}\u00a0%"

    def exact_share(self, value: float) -> str:
        """A small share in per cent, with two decimals, rounded up: it is a limit."""
        rounded = Decimal(repr(value * 100)).quantize(Decimal("0.01"), "ROUND_CEILING")
        return f"{number(rounded, self.language)}\u00a0%"

    def hundredths(self, value: float) -> str:
        """A plain number with two decimals."""
        return number(Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP), self.language)

    def _grouped(self, value: Decimal) -> str:
        written = f"{value:,f}"
        return written.translate(str.maketrans(",.", ".,")) if self.language == "de" else written
