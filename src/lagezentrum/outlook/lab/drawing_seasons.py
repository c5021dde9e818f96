"""The season under several rules, one strip for each: which share of districts is at which level on each day."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.lab.drawing import GREY, Canvas

LEVEL_COLOURS = ("#eef0f4", "#f6d55c", "#ed8b3b", "#9c1f4e", "#5d1033", "#3d0a22", "#2a0718", "#1a040f", "#000000")
_WIDTH, _LEFT, _TALL, _GAP, _TOP = 760, 10, 60, 44, 78


def seasons(
    rows: Sequence[tuple[str, NDArray[np.float64]]], days: Sequence[str], title: str, words: Sequence[str],
    description: str,
) -> str:  # fmt: skip
    """Strips under each other.

    Args:
        rows: name, and levels × days of shares that sum to 1.
        days: as YYYY-MM-DD.
        title: what is shown.
        words: name of each level, lowest first.
        description: read out in place of the picture.
    """
    canvas = Canvas(comma=False)
    canvas.text(_LEFT, 20, title, anchor="start", bold=True)
    x = float(_LEFT)
    for colour, word in zip(LEVEL_COLOURS, words, strict=False):
        canvas.box(x, 32, 14, 14, colour, GREY)
        canvas.text(x + 20, 44, word, anchor="start", size=12)
        x += 44 + 7 * len(word)
    wide = _WIDTH - 2 * _LEFT
    for number, (name, shares) in enumerate(rows):
        top = _TOP + number * (_TALL + _GAP)
        canvas.text(_LEFT, top - 6, name, anchor="start", size=12)
        step = wide / shares.shape[1]
        stacked = np.cumsum(shares[::-1], axis=0)[::-1]  # highest level at the bottom
        for level in range(shares.shape[0]):
            tops = [top + _TALL * (1 - float(s)) for s in stacked[level]]
            path = "".join(f"L{_LEFT + i * step:.1f},{y:.1f}H{_LEFT + (i + 1) * step:.1f}" for i, y in enumerate(tops))
            fill = LEVEL_COLOURS[level]
            canvas.add(f'<path d="M{_LEFT},{top + _TALL}{path}V{top + _TALL}Z" fill="{fill}"/>')
        canvas.box(_LEFT, top, wide, _TALL, "none", GREY)
        for i, day in enumerate(days):
            if day.endswith("-01"):
                x = _LEFT + i * step
                canvas.line(x, top, x, top + _TALL + 5, GREY)
                if x < _WIDTH - 60:
                    canvas.text(x + 3, top + _TALL + 14, f"{day[5:7]}/{day[:4]}", size=11, anchor="start")
    return canvas.svg(_WIDTH, _TOP + len(rows) * (_TALL + _GAP) - 16, title, description)
