"""The five boxes as people are told them: what is counted, with the day that the outlook names and no other."""

from dataclasses import replace
from datetime import date

from lagezentrum.engine.progress import Progress
from lagezentrum.outlook.earliest.model import AreaOutlook, Path, Prospect


def as_told(seen: Progress, outlook: AreaOutlook) -> Progress:
    """A running section with the days of the outlook.

    Where the outlook rests on another section (the version ends, and the next one judges), its days are the boxes.
    Where it names no section (met, ordered, set by the regulation, or not to come any more), no day to come is a box.

    Args:
        seen: the running section on the outlook's last day with figures.
        outlook: of the area that it was asked for.
    """
    prospect = prospect_of(outlook, seen.rule, seen.step, seen.change)
    if prospect is None or prospect.earliest is None or prospect.nearest is None:
        earliest = None if prospect is None else prospect.earliest
        return replace(_so_far(seen, outlook.day), earliest_effect=earliest)
    path = prospect.nearest
    if path.section_end != seen.earliest_end:
        seen = _along(seen, path)
    return replace(seen, earliest_effect=prospect.earliest)


def prospect_of(outlook: AreaOutlook, rule: str, step: str, change: str) -> Prospect | None:
    """The change of a step under a rule, if it can come next."""
    return next((p for p in outlook.prospects if (p.rule, p.step, p.change) == (rule, step, change)), None)


def _so_far(seen: Progress, day: date) -> Progress:
    marks = tuple(mark for mark in seen.marks if mark.day <= day)
    return replace(seen, marks=marks, earliest_end=day if seen.complete else None)


def _along(seen: Progress, path: Path) -> Progress:
    return replace(
        seen,
        way=path.indicators,
        calendar=path.calendar,
        marks=tuple(box.mark for box in path.boxes),
        counted=path.counted,
        needed=path.needed,
        complete=False,
        earliest_end=path.section_end,
    )
