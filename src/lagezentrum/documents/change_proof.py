"""Why a change of a step was met, may have been, or was not: the record `lagezentrum.determination/1`.

It holds days, figures and comparisons and no wording. The ledger keeps the same record beside each determination, so
that an order can be made from either.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import rfc8785
from pydantic import BaseModel, ConfigDict

from lagezentrum.engine.outcome import Change
from lagezentrum.engine.progress import MarkKind
from lagezentrum.engine.reference import all_of, any_of
from lagezentrum.law.model import Text

_MARKS: dict[bool | None, MarkKind] = {True: "reached", False: "missed", None: "missing"}


class Piece(BaseModel):
    """A frozen piece of a record that knows its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class UsedFigure(Piece):
    """A figure of a counted day beside the range; `published` and what follows are None where it is missing.

    `holds`: whether it reaches the range (raising) or no longer does (lowering).
    """

    indicator: str
    area: str
    published: Decimal | None
    compared: Decimal | None
    word: str
    threshold: Decimal
    holds: bool | None
    published_at: datetime | None
    source: str
    note: str


class Day(Piece):
    """A day between the first and the last of the section; `left_out` says why it does not count."""

    day: date
    left_out: Text | None
    figures: tuple[UsedFigure, ...]


class MissingFigure(Piece):
    """A value that is not on record and decides."""

    indicator: str
    area: str
    day: date


class ChangeProof(Piece):
    """Why the condition for a change was met, or may have been, or was not.

    `status`: `found` and `undetermined` as the engine says; `not-found` where the last days are shown instead.
    """

    format: Literal["lagezentrum.determination/1"] = "lagezentrum.determination/1"
    regulation: str
    version: str
    rule: str
    area: str
    step: str
    change: Change
    known_at: datetime
    status: Literal["found", "undetermined", "not-found"]
    calendar: str
    needed: int
    throughout: str
    ways: tuple[tuple[str, ...], ...]
    section: tuple[date, ...]
    days: tuple[Day, ...]
    earliest_effect: date | None
    hangs_on: tuple[MissingFigure, ...]

    def content(self) -> dict[str, Any]:
        """The proof as JSON values."""
        return self.model_dump(mode="json")

    @property
    def sha256(self) -> str:
        """SHA-256 over its canonical JSON (RFC 8785), as hexadecimal digits."""
        return digest(self.content())

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators whose figures are shown, once each."""
        return tuple(dict.fromkeys(figure.indicator for day in self.days for figure in day.figures))

    @property
    def marks(self) -> tuple[MarkKind, ...]:
        """What each day was, along the way that came furthest where one way must be met throughout."""
        counted = [day for day in self.days if day.left_out is None]
        lanes = [[_met(day, way) for day in counted] for way in self.ways]
        if self.throughout != "same_indicators":
            lanes = [[any_of(judged) for judged in zip(*lanes, strict=True)]]
        best = max(lanes, key=lambda days: (-days.count(False), days.count(True)))
        judged = iter(best)
        return tuple("skipped" if day.left_out is not None else _MARKS[next(judged)] for day in self.days)

    @property
    def thresholds(self) -> Mapping[str, tuple[int, int]]:
        """Where the range of each indicator stands first: its day and its place among the figures of that day."""
        found: dict[str, tuple[int, int]] = {}
        for position, day in enumerate(self.days):
            for place, figure in enumerate(day.figures):
                found.setdefault(figure.indicator, (position, place))
        return found


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of JSON values, as hexadecimal digits."""
    return hashlib.sha256(rfc8785.dumps(dict(content))).hexdigest()


def _met(day: Day, way: tuple[str, ...]) -> bool | None:
    holds = {figure.indicator: figure.holds for figure in day.figures}
    return all_of(holds.get(name) for name in way)
