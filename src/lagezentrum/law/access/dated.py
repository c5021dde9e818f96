"""A part of the access rules that holds only in a part of the version's time, as after a court's decision."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from lagezentrum.law.model import Cited


class Element(BaseModel):
    """A part of the access rules: nothing but the keys it names, and unchangeable."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Dated(Cited):
    """Holds from the first to the last day named; where one is left out, as long as the version."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ is not None and self.to is not None and self.to < self.from_:
            raise ValueError(f"the period ends ({self.to}) before it begins ({self.from_})")
        return self

    def on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)
