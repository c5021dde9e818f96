"""The level in force on each day by the reference evaluator, for one policy written out as law."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from lagezentrum.engine import fast, reference
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.packed import Packed


def levels_by(
    evaluator: str,
    packed: Packed,
    regulation: Regulation,
    calendars: Calendars,
    figures: Figures,
    areas: tuple[str, ...],
    first: date,
    last: date,
    decisions: tuple[Decision, ...] = (),
) -> NDArray[np.int8]:
    """Areas × days, the highest step in force by the rules of a district or of its Land."""
    replay = {"reference": reference.replay, "fast": fast.replay}[evaluator]
    states = sorted({area[:2] for area in areas})
    episodes = replay(regulation, calendars, figures, [*states, *areas], last, decisions=decisions).episodes
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    levels = np.zeros((len(areas), len(days)), dtype=np.int8)
    for episode in episodes:
        if episode.step not in packed.steps or episode.effective is None:
            continue
        begin = max((episode.effective - first).days, 0)
        end = len(days) if episode.ends is None else (episode.ends - first).days
        for row, area in enumerate(areas):
            if area.startswith(episode.area):
                levels[row, begin : max(end, 0)] = np.maximum(
                    levels[row, begin : max(end, 0)], packed.steps.index(episode.step) + 1
                )
    return levels


def metrics_of(levels: NDArray[np.int8], steps: int) -> NDArray[np.int16]:
    """Areas × columns, counted the plain way."""
    rows = []
    for course in levels:
        before = [0, *course[:-1]]
        firsts = [next((d for d, level in enumerate(course) if level >= k), -1) for k in range(1, steps + 1)]
        switches = sum(a != b for a, b in zip(course, before, strict=True))
        rows.append([*(int((course == k).sum()) for k in range(steps + 1)), switches, *firsts])
    return np.array(rows, dtype=np.int16)
