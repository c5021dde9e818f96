"""Pictures of policies as points: two measures weighed, and one measure on two readings of the figures."""

from collections.abc import Sequence
from itertools import pairwise

from lagezentrum.outlook.lab.drawing import FRONT, GREY, LAW, Canvas, ticks

Point = tuple[float, float]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _BOTTOM = 760, 480, 60, 20, 60


class _Field:
    """Axes of a picture of points, drawn at once."""

    def __init__(
        self, canvas: Canvas, points: Sequence[Point], titles: tuple[str, str], top: float, alike: bool = False
    ) -> None:
        self._top = top
        both = [[p[axis] for p in points] for axis in (0, 1)]
        self.x, self.y = (ticks(both[0] + both[1]),) * 2 if alike else (ticks(both[0]), ticks(both[1]))
        for tick in self.x:
            x, y = self.at((tick, self.y[0]))
            canvas.line(x, y, x, top)
            canvas.text(x, y + 18, tick)
        for tick in self.y:
            x, y = self.at((self.x[0], tick))
            canvas.line(x, y, _WIDTH - _RIGHT, y)
            canvas.text(x - 8, y + 4, tick, anchor="end")
        canvas.text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 14, f"→ {titles[0]}")
        canvas.text(12, top - 14, f"↑ {titles[1]}", anchor="start")

    def at(self, point: Point) -> Point:
        x = _LEFT + (point[0] - self.x[0]) / (self.x[-1] - self.x[0]) * (_WIDTH - _LEFT - _RIGHT)
        y = _HEIGHT - _BOTTOM - (point[1] - self.y[0]) / (self.y[-1] - self.y[0]) * (_HEIGHT - _BOTTOM - self._top)
        return x, y

    def dots(self, points: Sequence[Point]) -> str:
        """Small grey points as one element."""
        path = "".join("M{:.1f},{:.1f}h.01".format(*self.at(p)) for p in points)
        return f'<path d="{path}" stroke="{GREY}" stroke-width="5" stroke-linecap="round" opacity=".55"/>'


def _cross(at: Point) -> str:
    return f'<path d="M{at[0]:.1f},{at[1]:.1f}m-8,0h16m-8,-8v16" stroke="{LAW}" stroke-width="3"/>'


def _disc(at: Point, colour: str = FRONT) -> str:
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="4" fill="{colour}"/>'


def _legend(canvas: Canvas, y: float, marks: Sequence[tuple[str, str]]) -> None:
    """Marks with their words, above the field."""
    for place, (mark, word) in enumerate(marks):
        canvas.add(f'<g transform="translate({_LEFT + 8 + place * 215},{y - 4})">{mark}</g>')
        canvas.text(_LEFT + 22 + place * 215, y, word, anchor="start")


def weighed(
    points: Sequence[Point], front: Sequence[Point], law: Point | None, titles: tuple[str, str],
    words: tuple[str, str, str], description: str, *, comma: bool = False,
) -> str:  # fmt: skip
    """Policies as points, those that no other beats joined by a line, the law as a cross.

    Args:
        points: x and y of every policy.
        front: of those that no other beats, by x.
        law: of the law, or None.
        titles: of the axes, x first.
        words: of the legend: tried, front, law.
        description: read out in place of the picture.
        comma: whether decimals stand behind a comma.
    """
    canvas = Canvas(comma)
    field = _Field(canvas, [*points, *front, *([law] if law else [])], titles, top=64)
    canvas.add(field.dots(points))
    steps = [point for one, two in pairwise(front) for point in (one, (two[0], one[1]))]  # nothing lies in between
    line = " ".join("{:.1f},{:.1f}".format(*field.at(p)) for p in [*steps, *front[-1:]])
    canvas.add(f'<polyline points="{line}" fill="none" stroke="{FRONT}" stroke-width="2"/>')
    canvas.add(*[_disc(field.at(p)) for p in front])
    marks = [(_disc((0, 0), GREY), words[0]), (_disc((0, 0)), words[1])]
    if law:
        canvas.add(_cross(field.at(law)))
        marks.append((_cross((0, 0)), words[2]))
    _legend(canvas, 20, marks)
    return canvas.svg(_WIDTH, _HEIGHT, f"{titles[1]} / {titles[0]}", description)


def compared(
    points: Sequence[Point], law: Point | None, heading: str, titles: tuple[str, str], words: tuple[str, str, str],
    description: str, *, comma: bool = False,
) -> str:  # fmt: skip
    """One measure of each policy on two readings; on the line both are the same.

    Args:
        points: of every policy the measure on the one reading and on the other.
        law: of the law, or None.
        heading: the measure, with its unit.
        titles: of the axes, x first; both have one scale.
        words: of the legend: policies, law, the line of equality.
        description: read out in place of the picture.
        comma: whether decimals stand behind a comma.
    """
    canvas = Canvas(comma)
    field = _Field(canvas, [*points, *([law] if law else [])], titles, top=82, alike=True)
    canvas.text(_LEFT, 20, heading, anchor="start", bold=True)
    canvas.line(*field.at((field.x[0], field.x[0])), *field.at((field.x[-1], field.x[-1])), GREY, 1.5)
    canvas.add(field.dots(points))
    marks = [(_disc((0, 0), GREY), words[0])]
    if law:
        canvas.add(_cross(field.at(law)))
        marks.append((_cross((0, 0)), words[1]))
    stroke = f'<line x1="-9" x2="9" stroke="{GREY}" stroke-width="1.5"/>'
    _legend(canvas, 44, [*marks, (stroke, words[2])])
    return canvas.svg(_WIDTH, _HEIGHT, f"{heading}: {titles[1]} / {titles[0]}", description)
