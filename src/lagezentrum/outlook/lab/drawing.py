"""Pictures of a run as SVG: points with their front, heat maps side by side, levels through the season.

Each is a drawing of its own: no style sheet, no script, no font file, and words for those who do not see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import floor, isnan, log10

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]

_INK, _GREY, _PALE = "#23283a", "#6b7285", "#d9dce4"
_FRONT, _LAW = "#9c1f4e", "#005b8f"
_RAMP = ((247, 251, 255), (107, 174, 214), (8, 48, 107))
LEVEL_COLOURS = ("#eef0f4", "#f6d55c", "#ed8b3b", "#9c1f4e", "#5d1033", "#3d0a22", "#2a0718", "#1a040f", "#000000")


@dataclass(frozen=True)
class Panel:
    """One heat map: rows × columns of values (NaN: none), with the names of rows and columns."""

    title: str
    values: NDArray[np.float64]
    rows: Sequence[str]
    columns: Sequence[str]


def scatter(
    points: Sequence[Point],
    front: Sequence[Point],
    law: Point | None,
    x_title: str,
    y_title: str,
    words: tuple[str, str, str],
) -> str:
    """Policies as points, the front as a line, the law as a cross; `words` names the three in the legend."""
    width, height, left, bottom, top = 760, 460, 70, 60, 34
    everything = [*points, *front, *([law] if law else [])]
    x_ticks, y_ticks = (_ticks([p[axis] for p in everything]) for axis in (0, 1))

    def at(point: Point) -> str:
        x = left + (point[0] - x_ticks[0]) / (x_ticks[-1] - x_ticks[0]) * (width - left - 20)
        y = height - bottom - (point[1] - y_ticks[0]) / (y_ticks[-1] - y_ticks[0]) * (height - bottom - top)
        return f"{x:.1f},{y:.1f}"

    parts = []
    for tick in x_ticks:
        x, y = at((tick, y_ticks[0])).split(",")
        parts.append(
            f'<line x1="{x}" x2="{x}" y1="{y}" y2="{top}" stroke="{_PALE}"/>{_text(x, height - bottom + 18, tick)}'
        )
    for tick in y_ticks:
        x, y = at((x_ticks[0], tick)).split(",")
        parts.append(f'<line x1="{x}" x2="{width - 20}" y1="{y}" y2="{y}" stroke="{_PALE}"/>')
        parts.append(_text(left - 8, float(y) + 4, tick, anchor="end"))
    dots = "".join(f"M{at(p)}h0" for p in points)
    parts.append(f'<path d="{dots}" stroke="{_GREY}" stroke-width="3" stroke-linecap="round" opacity=".45"/>')
    steps = [point for one, two in pairwise(front) for point in (one, (two[0], one[1]))]  # nothing lies in between
    line = " ".join(at(p) for p in [*steps, *front[-1:]])
    parts.append(f'<polyline points="{line}" fill="none" stroke="{_FRONT}" stroke-width="2"/>')
    parts += [f'<circle cx="{at(p).split(",")[0]}" cy="{at(p).split(",")[1]}" r="4" fill="{_FRONT}"/>' for p in front]
    if law:
        x, y = at(law).split(",")
        parts.append(f'<path d="M{x},{y}m-8,0h16m-8,-8v16" stroke="{_LAW}" stroke-width="3"/>')
    parts.append(_text((left + width) / 2, height - 14, x_title))
    parts.append(
        f'<text transform="translate(16,{(height - bottom + top) / 2}) rotate(-90)" text-anchor="middle">'
        f"{escape(y_title)}</text>"
    )
    for place, (word, colour) in enumerate(zip(words, (_GREY, _FRONT, _LAW), strict=True)):
        if place < 2 or law:
            parts.append(f'<circle cx="{left + 6 + place * 210}" cy="16" r="5" fill="{colour}"/>')
            parts.append(_text(left + 17 + place * 210, 20, word, anchor="start"))
    return _svg(width, height, f"{y_title} / {x_title}", parts)


def heat_maps(panels: Sequence[Panel], title: str, row_title: str, column_title: str) -> str:
    """Heat maps side by side on one scale; values are written in where there is room."""
    known = np.concatenate([panel.values[~np.isnan(panel.values)] for panel in panels]) if panels else np.empty(0)
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
    rows, columns = panels[0].values.shape
    across = min(len(panels), 1 if columns > 14 else 3)
    cell = max(6, min(46, 700 // (across * max(columns, 1)) - 6))
    tall = max(6, min(28, 600 // max(rows, 1)))
    wide, high_ = cell * columns + 90, tall * rows + 78
    parts = [_text(10, 18, title, anchor="start", bold=True)]
    for number, panel in enumerate(panels):
        left, top = 10 + (number % across) * wide + 62, 34 + (number // across) * high_ + 24
        parts.append(_text(left, top - 8, panel.title, anchor="start"))
        for row in range(rows):
            if row % max(1, 14 // tall) == 0:
                parts.append(_text(left - 6, top + row * tall + tall / 2 + 4, panel.rows[row], anchor="end", size=11))
            for column in range(columns):
                value = float(panel.values[row, column])
                x, y = left + column * cell, top + row * tall
                fill, share = _shade(value, low, high)
                parts.append(f'<rect x="{x}" y="{y}" width="{cell}" height="{tall}" fill="{fill}" stroke="#fff"/>')
                if cell >= 34 and tall >= 16 and not isnan(value):
                    ink = "#fff" if share > 0.55 else _INK
                    parts.append(_text(x + cell / 2, y + tall / 2 + 4, _short(value), size=11, fill=ink))
        for column in range(0, columns, max(1, 34 // cell)):
            x = left + column * cell + cell / 2
            parts.append(_text(x, top + rows * tall + 14, panel.columns[column], size=11))
        parts.append(
            _text(left + cell * columns / 2, top + rows * tall + 32, f"↓ {row_title}   → {column_title}", size=11)
        )
    width = 10 + across * wide + 10
    height = 34 + -(-len(panels) // across) * high_ + 10
    return _svg(max(width, 560), height, title, parts)


def seasons(
    rows: Sequence[tuple[str, NDArray[np.float64]]], days: Sequence[str], title: str, words: Sequence[str]
) -> str:
    """One strip for each rule: which share of districts is at which level on each day (levels × days, sums to 1)."""
    left, width, tall, gap = 10, 740, 70, 40
    parts = [_text(left, 18, title, anchor="start", bold=True)]
    for place, word in enumerate(words):
        x = left + place * 110
        parts.append(f'<rect x="{x}" y="28" width="14" height="14" fill="{LEVEL_COLOURS[place]}" stroke="{_GREY}"/>')
        parts.append(_text(x + 19, 40, word, anchor="start", size=12))
    for number, (name, shares) in enumerate(rows):
        top = 74 + number * (tall + gap)
        parts.append(_text(left, top - 6, name, anchor="start", size=12))
        step = width / shares.shape[1]
        stacked = np.cumsum(shares[::-1], axis=0)[::-1]  # highest level at the bottom
        for level in range(shares.shape[0]):
            tops = [top + tall * (1 - float(s)) for s in stacked[level]]
            path = "".join(f"L{left + i * step:.1f},{y:.1f}H{left + (i + 1) * step:.1f}" for i, y in enumerate(tops))
            parts.append(f'<path d="M{left},{top + tall}{path}V{top + tall}Z" fill="{LEVEL_COLOURS[level]}"/>')
        for i, day in enumerate(days):
            if day.endswith("-01"):
                x = left + i * step
                parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{top + tall}" stroke="#fff"/>')
                parts.append(_text(x, top + tall + 14, day[:7], size=11, anchor="start"))
    return _svg(left * 2 + width, 74 + len(rows) * (tall + gap), title, parts)


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="{_INK}">'
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _text(
    x: float | str,
    y: float,
    content: float | str,
    *,
    anchor: str = "middle",
    size: int = 13,
    bold: bool = False,
    fill: str = "",
) -> str:
    said = content if isinstance(content, str) else _short(content)
    extra = (' font-weight="600"' if bold else "") + (f' fill="{fill}"' if fill else "")
    where = x if isinstance(x, str) else f"{x:.1f}"
    return f'<text x="{where}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"{extra}>{escape(said)}</text>'


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.1f}"


def _shade(value: float, low: float, high: float) -> tuple[str, float]:
    if isnan(value):
        return "#f3f3f3", 0.0
    share = (value - low) / (high - low) if high > low else 0.5
    one, other = (_RAMP[0], _RAMP[1]) if share < 0.5 else (_RAMP[1], _RAMP[2])
    part = share * 2 % 1 if share < 1 else 1.0
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(one, other, strict=True)), share


def _ticks(values: Sequence[float]) -> list[float]:
    """Round numbers around some values, at least two."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    step: float = 10.0 ** floor(log10((high - low) / 4))
    for factor in (5, 2):
        if (high - low) / (step * factor) >= 4:
            step *= factor
            break
    first = floor(low / step)
    count = int(-(-high // step)) - first
    return [round((first + n) * step, 10) for n in range(max(count, 1) + 1)]
