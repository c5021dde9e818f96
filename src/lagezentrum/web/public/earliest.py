"""The card "at the earliest" of an area's page: each level that can change, its boxes, and the sentence with its if."""

from dataclasses import dataclass

from lagezentrum.engine.progress import DayMark
from lagezentrum.outlook.earliest import StepOutlook
from lagezentrum.outlook.earliest.wording import sentence
from lagezentrum.web.public import language
from lagezentrum.web.public.sentences import day_words
from lagezentrum.web.situation import Situation


@dataclass(frozen=True)
class EarliestStep:
    """One level or consequence that can change.

    Attributes:
        found: when, and by what.
        words: that in one sentence, with what has to happen and from when otherwise.
        marks: the days of the section that decides; empty where no figures to come do.
        last_break: the latest day on which a single value breaks the section, in words; empty where none is needed.
    """

    found: StepOutlook
    words: str
    marks: tuple[DayMark, ...]
    last_break: str

    @property
    def lowering(self) -> bool:
        """Whether it would end."""
        return self.found.change == "lower"


def earliest_steps(seen: Situation, area: str) -> tuple[EarliestStep, ...]:
    """The levels and consequences that can change in an area, as a page tells them: of what holds only the highest."""
    outlook = seen.earliest(area)
    level = outlook.standing.level
    found = []
    for step in outlook.steps:
        if step.step.isdigit() and step.change == "lower" and int(step.step) < level:
            continue
        path = step.deciding.nearest if step.deciding is not None else None
        latest = path.last_break if path is not None else None
        found.append(
            EarliestStep(
                step,
                sentence(step, seen.applied, language.current()),
                tuple(box.mark for box in path.boxes) if path is not None else (),
                day_words(latest.day) if latest is not None else "",
            )
        )
    return tuple(found)
