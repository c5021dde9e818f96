"""Heat maps side by side on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.lab.drawing import GREY, INK, Canvas

_RAMP = ((247, 251, 255), (107, 174, 214), (8, 48, 107))
_NONE = "#f3f3f3"
_WIDTH, _LEFT, _TOP = 760, 66, 104
_SCALE = 160
"""Width of the scale of colours."""


@dataclass(frozen=True)
class Panel:
    """One heat map: rows × columns of values (NaN: none), with the names of rows and columns."""

    title: str
    values: NDArray[np.float64]
    rows: Sequence[str]
    columns: Sequence[str]


def heat_maps(
    panels: Sequence[Panel], title: str, axes: tuple[str, str], without: str, description: str, *, comma: bool = False
) -> str:
    """Heat maps side by side; values are written in where there is room.

    Args:
        panels: at least one, all with the same rows and columns.
        title: what is shown, with its unit.
        axes: what the rows are, and what the columns are ("" for none).
        without: the word for cells without a value.
        description: read out in place of the picture.
        comma: whether decimals stand behind a comma.
    """
    known = np.concatenate([panel.values[~np.isnan(panel.values)] for panel in panels])
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
    rows, columns = panels[0].values.shape
    across = min(len(panels), 1 if columns > 14 else 3)
    wide = (_WIDTH - 10) / across
    cell = max(6, min(46, (wide - _LEFT - 14) // max(columns, 1)))
    tall = max(6, min(28, 600 // max(rows, 1)))
    high_ = tall * rows + 62
    canvas = Canvas(comma)
    canvas.text(10, 20, title, anchor="start", bold=True)
    canvas.text(10, 40, f"↓ {axes[0]}", anchor="start", size=12)
    if axes[1]:
        canvas.text(10, 57, f"→ {axes[1]}", anchor="start", size=12)
    _scale(canvas, low, high, without if any(np.isnan(panel.values).any() for panel in panels) else "")
    for number, panel in enumerate(panels):
        left, top = _LEFT + (number % across) * wide, _TOP + (number // across) * high_
        canvas.text(left, top - 8, panel.title, anchor="start", size=12)
        for row in range(rows):
            if row % max(1, -(-14 // tall)) == 0:
                canvas.text(left - 6, top + row * tall + tall / 2 + 4, panel.rows[row], anchor="end", size=11)
            for column in range(columns):
                value = float(panel.values[row, column])
                x, y = left + column * cell, top + row * tall
                fill, share = _shade(value, low, high)
                canvas.box(x, y, cell, tall, fill, "#fff")
                if cell >= 34 and tall >= 16 and not isnan(value):
                    ink = "#fff" if share > 0.55 else INK
                    canvas.text(x + cell / 2, y + tall / 2 + 4, value, size=11, fill=ink)
        for column in range(0, columns, max(1, int(-(-34 // cell)))):
            canvas.text(left + column * cell + cell / 2, top + rows * tall + 15, panel.columns[column], size=11)
    return canvas.svg(_WIDTH, _TOP + -(-len(panels) // across) * high_ - 20, title, description)


def _scale(canvas: Canvas, low: float, high: float, without: str) -> None:
    """The colours with the values at their ends."""
    left, top = _WIDTH - _SCALE - 50, 48
    for step in range(_SCALE):
        canvas.box(left + step, top, 1.5, 10, _shade(step / (_SCALE - 1), 0, 1)[0])
    canvas.box(left, top, _SCALE, 10, "none", GREY)
    canvas.text(left - 6, top + 9, low, anchor="end", size=11)
    canvas.text(left + _SCALE + 6, top + 9, high, anchor="start", size=11)
    if without:
        canvas.box(left, top + 16, 10, 10, _NONE, GREY)
        canvas.text(left + 15, top + 25, without, anchor="start", size=11)


def _shade(value: float, low: float, high: float) -> tuple[str, float]:
    if isnan(value):
        return _NONE, 0.0
    share = (value - low) / (high - low) if high > low else 0.5
    one, other = (_RAMP[0], _RAMP[1]) if share < 0.5 else (_RAMP[1], _RAMP[2])
    part = share * 2 % 1 if share < 1 else 1.0
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(one, other, strict=True)), share
