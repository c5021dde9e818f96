"""The season under a rule as strips, with what it is compared with below, as SVG in a few paths for each district.

Drawn here and not in a template: a page has one for each district, and a slider waits for all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from numpy.typing import NDArray

from lagezentrum.engine.wording.phrases import Language, text
from lagezentrum.law.model import Version
from lagezentrum.web.public import language
from lagezentrum.web.public.marks import NONE, level_mark
from lagezentrum.web.public.policy_lab.answer import Course
from lagezentrum.web.public.policy_lab.sentences import between, level_title, more_and_less
from lagezentrum.web.public.strip import Month

HEIGHT = 30
_MAIN, _DIFFERENCE, _GHOST = (1, 15), (18, 3), (23, 6)
"""Top and height of each of the three bands."""
_ROOM = 12
"""Width from which a run carries its sign."""
_WIDEST, _NARROWEST, _WIDE = 8, 3, 560
_DAY = timedelta(days=1)
_OPEN = "open"


@dataclass(frozen=True)
class Run:
    """Days in a row with the same lowest and highest level."""

    begin: int
    length: int
    low: int
    high: int


def day_width(days: int) -> int:
    """Pixels of a day: beside the sliders a season must fit, and a single day must be seen."""
    return min(_WIDEST, max(_NARROWEST, _WIDE // days))


def months(first: date, last: date) -> tuple[Month, ...]:
    """The months above the strips."""
    days = (last - first).days + 1
    each = day_width(days)
    starts = [0, *(n for n in range(1, days) if (first + n * _DAY).day == 1)]
    ends = [*starts[1:], days]
    return tuple(Month(first + a * _DAY, a * each, (b - a) * each) for a, b in zip(starts, ends, strict=True))


def runs(low: NDArray[np.int8], high: NDArray[np.int8]) -> list[Run]:
    """The runs of one district."""
    cuts = np.flatnonzero((low[1:] != low[:-1]) | (high[1:] != high[:-1])) + 1
    begins = [0, *cuts.tolist()]
    return [
        Run(begin, end - begin, int(low[begin]), int(high[begin]))
        for begin, end in zip(begins, [*begins[1:], len(low)], strict=True)
    ]


def strips(version: Version, course: Course, ghost: Course, first: date) -> tuple[SafeString, ...]:
    """A drawing for each district, in the order of the courses.

    Args:
        version: whose levels have the titles.
        course: what is shown.
        ghost: what it is compared with, below.
        first: first day of the period.
    """
    spoken, days = language.current(), course.low.shape[1]
    each = day_width(days)
    dates = _dates(first, days, spoken)
    above, below = course.low > ghost.high, (course.high < ghost.low)
    known = ghost.low >= 0
    more, less = above & known, below & known
    return tuple(
        mark_safe(  # noqa: S308 (numbers, and titles that are escaped)
            _strip(version, runs(*pair), runs(*other), up, down, each, days, dates, spoken)
        )
        for pair, other, up, down in zip(
            zip(course.low, course.high, strict=True), zip(ghost.low, ghost.high, strict=True), more, less, strict=True
        )
    )


def _strip(
    version: Version, main: Sequence[Run], ghost: Sequence[Run], more: NDArray[np.bool_], less: NDArray[np.bool_],
    each: int, days: int, dates: tuple[str, ...], spoken: Language,
) -> str:  # fmt: skip
    told = [f"{_run_title(version, run, spoken)} {_days_of(run, dates)}" for run in main]
    told.append(more_and_less(int(more.sum()), int(less.sum()), spoken))
    label = escape("; ".join(told))
    width = each * days
    parts = [
        f'<svg class="lz-strip" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}" role="img" '
        f'aria-label="{label}">',
        *_band(ghost, _GHOST, each),
        *_band(main, _MAIN, each),
        _bars("lz-more", more, each),
        _bars("lz-less", less, each),
    ]
    for run in main:
        if run.length * each >= _ROOM:
            kind, sign = _look(run)
            middle = (run.begin + run.length / 2) * each
            parts.append(
                f'<text x="{middle:g}" y="{_MAIN[0] + _MAIN[1] - 3}" text-anchor="middle" '
                f'class="lz-sign lz-sign--small lz-sign--{kind}">{sign}</text>'
            )
    parts.append("</svg>")
    return "".join(parts)


def _band(found: Sequence[Run], band: tuple[int, int], each: int) -> Iterator[str]:
    """One path for each kind of run."""
    top, height = band
    by_kind: dict[str, list[str]] = {}
    for run in found:
        width = run.length * each
        by_kind.setdefault(_look(run)[0], []).append(f"M{run.begin * each} {top}h{width}v{height}h-{width}z")
    for kind, pieces in by_kind.items():
        yield f'<path class="lz-run lz-run--{kind}" fill="url(#lz-p{kind})" d="{"".join(pieces)}"/>'


def _bars(name: str, days: NDArray[np.bool_], each: int) -> str:
    """The days that are above or below what is compared."""
    if not days.any():
        return ""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], days.view(np.int8), [0]])))
    top, height = _DIFFERENCE
    pieces = []
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        width = (end - begin) * each
        pieces.append(f"M{begin * each} {top}h{width}v{height}h-{width}z")
    return f'<path class="{name}" d="{"".join(pieces)}"/>'


def _look(run: Run) -> tuple[str, str]:
    """Kind of the fill, and the sign."""
    return (_OPEN, "?") if run.low != run.high else _look_of(run.low)


@lru_cache(maxsize=16)
def _look_of(level: int) -> tuple[str, str]:
    mark = NONE if level < 0 else level_mark(level)
    return mark.kind, mark.sign


def _run_title(version: Version, run: Run, spoken: Language) -> str:
    if run.low < 0:
        return text(NONE.title, spoken)
    if run.low == run.high:
        return level_title(version, run.low, spoken)
    return between(level_title(version, run.low, spoken), level_title(version, run.high, spoken), spoken)


def _days_of(run: Run, dates: tuple[str, ...]) -> str:
    begin, end = dates[run.begin], dates[run.begin + run.length - 1]
    return begin if run.length == 1 else f"{begin}–{end}"


@lru_cache(maxsize=16)
def _dates(first: date, days: int, _spoken: Language) -> tuple[str, ...]:
    return tuple(language.tiny_date(first + n * _DAY) for n in range(days))
