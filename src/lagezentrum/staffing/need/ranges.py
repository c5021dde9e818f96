"""A quantity that is not known exactly: from low over likely to high."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Which end of a range is meant."""

    LOW = "low"
    LIKELY = "likely"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Range:
    """Low, likely and high value of a quantity that is zero or more.

    Raises:
        ValueError: a value is negative or no number, or they are not in ascending order.
    """

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not all(math.isfinite(value) and value >= 0 for value in (self.low, self.likely, self.high)):
            raise ValueError(f"a range consists of numbers that are zero or more, not {self}")
        if not self.low <= self.likely <= self.high:
            raise ValueError(f"a range ascends from low over likely to high, not {self}")

    @classmethod
    def exactly(cls, value: float) -> "Range":
        """A quantity that is known, or assumed, to be one number."""
        return cls(value, value, value)

    @classmethod
    def spanning(cls, low: float, likely: float, high: float) -> "Range":
        """A range whose ends give way where the likely value lies beyond them by rounding."""
        return cls(min(low, likely), likely, max(high, likely))

    def at(self, level: Level) -> float:
        """One of the three values."""
        return {Level.LOW: self.low, Level.LIKELY: self.likely, Level.HIGH: self.high}[level]

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def times(self, factor: float) -> "Range":
        """Each value multiplied by a factor that is zero or more."""
        return Range(self.low * factor, self.likely * factor, self.high * factor)

    def beyond(self, own: float) -> "Range":
        """What is left of each value after `own`, never below zero."""
        return Range(*(max(0.0, value - own) for value in (self.low, self.likely, self.high)))

    def holds(self, value: float, tolerance: float = 1e-9) -> bool:
        """Whether a value lies within the range."""
        return self.low - tolerance <= value <= self.high + tolerance


NOTHING = Range.exactly(0.0)
