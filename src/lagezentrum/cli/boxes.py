"""The five boxes: one per day of a running section."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from lagezentrum.cli.language import Language

if TYPE_CHECKING:
    from lagezentrum.engine.progress import DayMark

_STYLE = {"reached": "bold green", "missed": "", "missing": "bold magenta", "future": "dim", "skipped": "dim"}


def boxes(marks: "Iterable[DayMark]", language: Language) -> Text:
    """The boxes in one line, each with its day: "Fr 10.[?] Sa 11.[✓] So 12. – …"."""
    from lagezentrum.engine.wording import MARKS

    line = Text()
    for mark in marks:
        if line:
            line.append(" ")
        weekday, number = language.short_day(mark.day).split()[:2]
        line.append(f"{weekday} {number[:3] if language.code == 'de' else number}")
        box = MARKS[mark.kind]
        line.append(f" {box} " if mark.kind == "skipped" else f"[{box}]", style=_STYLE[mark.kind])
    return line


def plain_boxes(marks: "Iterable[DayMark]") -> str:
    """The boxes without their days: "?✓–✓✓✓"."""
    from lagezentrum.engine.wording import MARKS

    return "".join(MARKS[mark.kind] for mark in marks)
