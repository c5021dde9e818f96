"""Ranges of values in words: `above` (mehr als), `at_least`, `below`, `at_most` (höchstens).

Words, not symbols: a regulation says "more than 6 up to at most 9", and so does its YAML.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from lagezentrum.law.misfits import misfit
from lagezentrum.law.text import Text


class Range(BaseModel):
    """A range of values with a lower word and, except at the top, an upper word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    above: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None

    @model_validator(mode="after")
    def _one_word_per_side(self) -> Self:
        if (self.above is None) == (self.at_least is None):
            raise misfit(
                de="ein Wertebereich braucht genau ein unteres Wort: `above` oder `at_least`",
                en="a range needs exactly one lower word: `above` or `at_least`",
            )
        if self.at_most is not None and self.below is not None:
            raise misfit(
                de="ein Wertebereich hat höchstens ein oberes Wort: `at_most` oder `below`",
                en="a range takes at most one upper word: `at_most` or `below`",
            )
        upper = self.at_most if self.at_most is not None else self.below
        if upper is not None and upper <= self.threshold:
            raise misfit(
                de=f"das obere Ende {upper} liegt nicht über dem unteren Ende {self.threshold}",
                en=f"the upper end {upper} is not above the lower end {self.threshold}",
            )
        return self

    @property
    def threshold(self) -> Decimal:
        """The lower end, whichever word it carries."""
        lower = self.above if self.above is not None else self.at_least
        assert lower is not None  # noqa: S101 (checked when the range was built)
        return lower

    @property
    def word(self) -> str:
        """The lower comparison word: `above` or `at_least`."""
        return "above" if self.above is not None else "at_least"

    def reached_by(self, value: Decimal) -> bool:
        """Whether `value` lies in this range or in a higher one ("mindestens den Wertebereich")."""
        return value > self.threshold if self.above is not None else value >= self.threshold

    def strictly_below(self, value: Decimal) -> bool:
        """Whether `value` lies strictly below the lower end; a value equal to it does not."""
        return value < self.threshold


def as_compared(value: Decimal, decimals: int | None) -> Decimal:
    """The value in the precision in which the law compares it: rounded half up, or exact for None."""
    if decimals is None:
        return value
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def seams(ranges: Mapping[int, Range]) -> list[tuple[int, Text]]:
    """Gaps and overlaps between the ranges of successive levels, as (level, description)."""
    levels = sorted(ranges)
    found = [
        (level, description)
        for level, following in pairwise(levels)
        if (description := _seam(level, ranges[level], following, ranges[following])) is not None
    ]
    if levels and _upper_end(ranges[levels[-1]]) is not None:
        highest = levels[-1]
        description = Text(
            de=f"die höchste Stufe {highest} hat ein oberes Ende: Werte darüber haben keine Stufe",
            en=f"the highest level {highest} has an upper end: values above it have no level",
        )
        found.append((highest, description))
    return found


def _upper_end(range_: Range) -> Decimal | None:
    return range_.at_most if range_.at_most is not None else range_.below


def _seam(level: int, this: Range, following: int, that: Range) -> Text | None:
    """What is wrong where one range ends and the next begins; None if nothing is."""
    upper = _upper_end(this)
    if upper is None:
        return Text(
            de=f"Stufe {level} hat kein oberes Ende, obwohl Stufe {following} folgt",
            en=f"level {level} has no upper end although level {following} follows",
        )
    if upper < that.threshold:
        return Text(
            de=f"Lücke zwischen {upper} (Ende von Stufe {level}) und {that.threshold}",
            en=f"gap between {upper} (end of level {level}) and {that.threshold}",
        )
    if upper > that.threshold:
        return Text(
            de=f"Überschneidung: Stufe {level} endet bei {upper}, Stufe {following} beginnt bei {that.threshold}",
            en=f"overlap: level {level} ends at {upper}, {following} begins at {that.threshold}",
        )
    if (this.at_most is not None) == (that.above is not None):
        return None
    contained = this.at_most is not None
    return Text(
        de=f"Stufen {level} und {following}: {'beide enthalten' if contained else 'keine enthält'} genau {upper}",
        en=f"levels {level} and {following}: {'both contain' if contained else 'neither contains'} exactly {upper}",
    )
