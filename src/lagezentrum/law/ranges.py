"""Ranges of values in words: `above` (mehr als), `at_least`, `below`, `at_most` (höchstens).

Words, not symbols: a regulation says "more than 6 up to at most 9", and so does its YAML.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


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
            raise ValueError("a range needs exactly one lower word: `above` or `at_least`")
        if self.at_most is not None and self.below is not None:
            raise ValueError("a range takes at most one upper word: `at_most` or `below`")
        upper = self.at_most if self.at_most is not None else self.below
        if upper is not None and upper <= self.threshold:
            raise ValueError(f"the upper end {upper} is not above the lower end {self.threshold}")
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


def seams(ranges: Mapping[int, Range]) -> list[tuple[int, str]]:
    """Gaps and overlaps between the ranges of successive levels, as (level, description)."""
    found: list[tuple[int, str]] = []
    levels = sorted(ranges)
    for level, following in pairwise(levels):
        this, that = ranges[level], ranges[following]
        upper = this.at_most if this.at_most is not None else this.below
        if upper is None:
            found.append((level, f"level {level} has no upper end although level {following} follows"))
        elif upper < that.threshold:
            found.append((level, f"gap between {upper} (end of level {level}) and {that.threshold}"))
        elif upper > that.threshold:
            found.append((level, f"overlap: level {level} ends at {upper}, {following} begins at {that.threshold}"))
        elif (this.at_most is not None) != (that.above is not None):
            kind = "both contain" if this.at_most is not None else "neither contains"
            found.append((level, f"levels {level} and {following}: {kind} exactly {upper}"))
    if levels and (ranges[levels[-1]].at_most is not None or ranges[levels[-1]].below is not None):
        found.append((levels[-1], f"the highest level {levels[-1]} has an upper end: values above it have no level"))
    return found
