"""Where somebody wants to come in, as far as it is said."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lagezentrum.law.access.words import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as asked about; None stands for what is not said, and the answer may then depend on it.

    Attributes:
        kind: a kind of place of the version's access rules, such as `restaurant`.
        setting: indoors or outdoors.
        people: how many people come together.
        capacity_used: percent of the capacity that is used.
        operator: `2G` where the operator requires it of his own will.
    """

    kind: str
    setting: Setting | None = None
    people: int | None = None
    capacity_used: Decimal | None = None
    operator: Literal["2G"] | None = None

    def __post_init__(self) -> None:
        if self.people is not None and self.people < 1:
            raise ValueError("a number of people is at least 1")
        if self.capacity_used is not None and not 0 <= self.capacity_used <= 100:
            raise ValueError("a capacity is used to between 0 and 100 percent")
