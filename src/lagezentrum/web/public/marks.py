"""The mark of what holds in an area: the same on map, strip, table and paper.

A mark is a sign (digit or letters), a lightness that falls with the level, and a pattern; see `css/marks.css`. It tells
what is in force. Whether more was reached may be open besides: that is a small question mark on it, never its fill.
"""

from dataclasses import dataclass, replace
from typing import Literal

from lagezentrum.engine.standing import Standing
from lagezentrum.law.model import Text

Kind = Literal["0", "1", "2", "3", "3g", "none"]

COLOURS: dict[Kind, str] = {
    "0": "#f3f5f9",
    "1": "#f4d35e",
    "2": "#e0813a",
    "3": "#8c1740",
    "3g": "#b9d6f2",
    "none": "#ffffff",
}
"""The fills of `marks.css`, for drawings that travel without a style sheet."""

HIGHEST = 3
"""Levels above it share the fill of the highest; their sign tells them apart."""


@dataclass(frozen=True)
class Mark:
    """Kind (fill and pattern), sign, and what it means in words; `is_open` if missing values decide about more."""

    kind: Kind
    sign: str
    title: Text
    is_open: bool = False

    @property
    def spoken(self) -> Text:
        """Everything that the mark shows, in words."""
        if not self.is_open:
            return self.title
        return Text(de=f"{self.title.de}; {OPEN.de}", en=f"{self.title.en}; {OPEN.en}")

    @property
    def in_force(self) -> "Mark":
        """The mark of what is in force alone."""
        return replace(self, is_open=False)

    @property
    def rank(self) -> tuple[int, str]:
        """Sorts marks from the highest level down."""
        order = {"3g": 1, "0": 2, "none": 3}
        return (order[self.kind], self.sign) if self.kind in order else (-int(self.sign), self.sign)


NONE = Mark("none", "–", Text(de="keine Fassung in Kraft", en="no version in force"))
OPEN = Text(
    de="offen, ob mehr erreicht ist, weil Werte fehlen",
    en="undetermined whether more was reached, as values are missing",
)
"""What the small question mark means."""
NOTHING = Mark("0", "0", Text(de="keine Warnstufe", en="no warning level"))


def level_mark(level: int, title: Text | None = None) -> Mark:
    """The mark of a level; `title` is its title in the regulation."""
    if level == 0:
        return NOTHING
    kinds: dict[int, Kind] = {1: "1", 2: "2", 3: "3"}
    named = title or Text(de=f"Warnstufe {level}", en=f"warning level {level}")
    return Mark(kinds[min(level, HIGHEST)], str(level), named)


def step_mark(step: str) -> Mark:
    """The mark of a level or a consequence by its name, such as "2" or "3G"."""
    if step.isdigit():
        return level_mark(int(step))
    return Mark("3g", step, Text(de=f"{step}-Regel ohne Warnstufe", en=f"{step} rule without a level"))


def mark_of(standing: Standing, *, is_open: bool = False) -> Mark:
    """The mark of what holds.

    Args:
        standing: what holds in an area on a day.
        is_open: whether missing values leave open if more than that was reached there.
    """
    if standing.version is None:
        return NONE
    found = NOTHING
    if standing.level:
        found = level_mark(standing.level, standing.version.levels.get(standing.level))
    elif standing.consequences:
        found = step_mark(standing.consequences[0][0])
    return replace(found, is_open=is_open)


LEGEND = (
    NOTHING,
    step_mark("3G"),
    *(level_mark(level) for level in (1, 2, 3)),
    NONE,
)
