"""A proof as a page shows it: one row for each day, one column for each indicator, and the boxes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lagezentrum.documents.change_proof import ChangeProof, Day, UsedFigure
from lagezentrum.engine.progress import MarkKind
from lagezentrum.engine.wording import MARKS
from lagezentrum.law.model import Text, Version

_KINDS: dict[bool | None, MarkKind] = {True: "reached", False: "missed", None: "missing"}


@dataclass(frozen=True)
class Box:
    """A day as a box: what it is, its sign, the name of what it is left out for."""

    day: date
    kind: MarkKind
    sign: str
    reason: Text | None


@dataclass(frozen=True)
class Row:
    """A day of the section with its figures, in the order of the columns; none on a day that does not count."""

    day: date
    left_out: Text | None
    figures: tuple[UsedFigure, ...]


@dataclass(frozen=True)
class Shown:
    """A proof on a page."""

    proof: ChangeProof
    columns: tuple[tuple[str, Text], ...]
    rows: tuple[Row, ...]
    boxes: tuple[Box, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def lowering(self) -> bool:
        """Whether it is about a step that is no longer met."""
        return self.proof.change == "lower"

    @property
    def met_days(self) -> int:
        """Days of the section on which the condition was met for certain."""
        return sum(box.kind == "reached" for box in self.boxes)


def shown(proof: ChangeProof, version: Version | None) -> Shown:
    """A proof with the titles of its indicators."""
    names = tuple(dict.fromkeys(f.indicator for day in proof.days for f in day.figures))
    titles = version.indicators if version else {}
    return Shown(
        proof=proof,
        columns=tuple((n, titles[n].title if n in titles else Text(de=n, en=n)) for n in names),
        rows=tuple(Row(day.day, day.left_out, day.figures) for day in proof.days),
        boxes=_boxes(proof),
        notes=tuple(dict.fromkeys(f.note for day in proof.days for f in day.figures if f.note)),
        sources=tuple(dict.fromkeys(f.source for day in proof.days for f in day.figures if f.source)),
    )


def from_content(content: Mapping[str, Any], version: Version | None) -> Shown:
    """A proof as it stands in the ledger."""
    return shown(ChangeProof.model_validate(content), version)


def _boxes(proof: ChangeProof) -> tuple[Box, ...]:
    """The days as boxes, judged along the way that has come furthest where one way must be met throughout."""
    counted = [day for day in proof.days if day.left_out is None]
    judged = [[_met(day, way) for day in counted] for way in proof.ways]
    if proof.throughout != "same_indicators":
        each_day = zip(*judged, strict=True)
        judged = [[True if True in day else None if None in day else False for day in each_day]]
    best = max(judged, key=lambda days: (-days.count(False), days.count(True)))
    kinds: dict[date, MarkKind] = {day.day: _KINDS[met] for day, met in zip(counted, best, strict=True)}
    return tuple(
        Box(day.day, kind, MARKS[kind], day.left_out) for day in proof.days for kind in [kinds.get(day.day, "skipped")]
    )


def _met(day: Day, way: tuple[str, ...]) -> bool | None:
    holds = {figure.indicator: figure.holds for figure in day.figures}
    found = [holds.get(name) for name in way]
    return False if False in found else None if None in found else True
