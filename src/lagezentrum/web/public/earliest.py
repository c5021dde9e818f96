"""The card "at the earliest" of an area's page: each level that can change, its boxes, its day and what it takes."""

from dataclasses import dataclass

from lagezentrum.engine.progress import DayMark
from lagezentrum.outlook.earliest import StepOutlook
from lagezentrum.outlook.earliest.lines import Lines, lines_of
from lagezentrum.web.public import language
from lagezentrum.web.situation import Situation


@dataclass(frozen=True)
class EarliestStep:
    """One level or consequence that can change.

    Attributes:
        found: when, and by what.
        said: that in words, with what has to happen, from when otherwise, and until when a single value breaks it.
        marks: the days of the section that decides; empty where no figures to come do.
    """

    found: StepOutlook
    said: Lines
    marks: tuple[DayMark, ...]

    @property
    def lowering(self) -> bool:
        """Whether it would end."""
        return self.found.change == "lower"


def earliest_steps(seen: Situation, area: str) -> tuple[EarliestStep, ...]:
    """The levels and consequences that can change in an area, as a page tells them.

    Of the levels that hold only the highest; nothing of a consequence that a level makes needless.
    """
    outlook = seen.earliest(area)
    level = outlook.standing.level
    found = []
    for step in outlook.steps:
        if step.step.isdigit() and step.change == "lower" and int(step.step) < level:
            continue
        if outlook.needless(step):
            continue
        path = step.deciding.nearest if step.deciding is not None else None
        found.append(
            EarliestStep(
                step,
                lines_of(step, seen.applied, language.current()),
                tuple(box.mark for box in path.boxes) if path is not None else (),
            )
        )
    return tuple(found)
