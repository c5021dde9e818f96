"""The season as a strip: what held in each area, in runs of days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lagezentrum.engine.wording.phrases import MONTHS, text
from lagezentrum.web.public import language
from lagezentrum.web.public.marks import Mark

ROW_HEIGHT = 22
_WIDE, _NARROWEST, _WIDEST = 900, 4, 8
"""Days are as wide as fits a page (px), within bounds in which a single day can be seen."""
_LETTER, _EDGES = 7.5, 8
"""Room for a letter of a month's name, and for both its edges (px)."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Run:
    """Days in a row with the same mark; `x` and `width` in the drawing."""

    first: date
    last: date
    mark: Mark
    x: int
    width: int

    @property
    def middle(self) -> float:
        """Where the sign stands."""
        return self.x + self.width / 2

    @property
    def has_room(self) -> bool:
        """Whether the sign fits."""
        return self.width >= 9 * len(self.mark.sign)


@dataclass(frozen=True)
class Month:
    """The days of a month in the drawing, from `first` on."""

    first: date
    x: int
    width: int

    @property
    def label(self) -> str:
        """The name of the month, with its year where one begins; shortened, or left out, where it has no room."""
        name = MONTHS[language.current()][self.first.month - 1]
        forms = (f"{name} {self.first.year}" if self.first.month == 1 else name, name, f"{name[:3]}.")
        return next((form for form in forms if _LETTER * len(form) + _EDGES <= self.width), "")


def runs(first: date, last: date, mark_on: Callable[[date], Mark]) -> tuple[Run, ...]:
    """The days from `first` to `last`, joined where the mark stays the same."""
    found: list[Run] = []
    start, current, each = first, mark_on(first), day_width(first, last)
    day = first + _DAY
    while day <= last:
        mark = mark_on(day)
        if mark != current:
            found.append(_run(first, start, day - _DAY, current, each))
            start, current = day, mark
        day += _DAY
    found.append(_run(first, start, last, current, each))
    return tuple(found)


def in_words(found: Iterable[Run]) -> str:
    """Runs for those who do not see them: "keine Warnstufe 25.8.–23.11.; Warnstufe 1 24.11.–30.11."."""
    return "; ".join(
        f"{text(run.mark.title, language.current())} {language.tiny_date(run.first)}–{language.tiny_date(run.last)}"
        for run in found
    )


def months(first: date, last: date) -> tuple[Month, ...]:
    """The months of a stretch of days, the first one as far as it is shown."""
    each = day_width(first, last)
    starts = [first, *(day for day in _days(first + _DAY, last) if day.day == 1)]
    ends = [*(start - _DAY for start in starts[1:]), last]
    return tuple(
        Month(start, (start - first).days * each, ((end - start).days + 1) * each)
        for start, end in zip(starts, ends, strict=True)
    )


def width(first: date, last: date) -> int:
    """Width of the drawing."""
    return ((last - first).days + 1) * day_width(first, last)


def day_width(first: date, last: date) -> int:
    """Width of a day in a drawing of the days from `first` to `last`."""
    return min(_WIDEST, max(_NARROWEST, _WIDE // ((last - first).days + 1)))


def _run(origin: date, first: date, last: date, mark: Mark, each: int) -> Run:
    return Run(first, last, mark, (first - origin).days * each, ((last - first).days + 1) * each)


def _days(first: date, last: date) -> list[date]:
    return [first + n * _DAY for n in range((last - first).days + 1)]
