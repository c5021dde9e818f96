"""A number with a comparison word: ages, numbers of people, shares of a capacity."""

from decimal import Decimal
from typing import Self

from pydantic import model_validator

from lagezentrum.law.access.dated import Element


class Limit(Element):
    """A number with exactly one comparison word."""

    above: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None

    @model_validator(mode="after")
    def _one_word(self) -> Self:
        if sum(value is not None for value in (self.above, self.at_least, self.at_most, self.below)) != 1:
            raise ValueError("give exactly one of `above`, `at_least`, `at_most`, `below`")
        return self

    @property
    def word(self) -> str:
        """The comparison word."""
        return next(name for name in ("above", "at_least", "at_most", "below") if getattr(self, name) is not None)

    @property
    def number(self) -> Decimal:
        """The number compared with."""
        value: Decimal = getattr(self, self.word)
        return value

    def met_by(self, value: Decimal | int) -> bool:
        """Whether `value` lies on the side that the word names."""
        match self.word:
            case "above":
                return value > self.number
            case "at_least":
                return value >= self.number
            case "at_most":
                return value <= self.number
        return value < self.number
