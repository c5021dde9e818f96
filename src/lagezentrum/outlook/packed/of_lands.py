"""What is judged once for a whole Land: its rules, and its figures for the rules of its areas."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.cases import Case, Kernel
from lagezentrum.outlook.packed.packing import Flags, Words
from lagezentrum.outlook.packed.sections import Sections
from lagezentrum.outlook.packed.words import LANES

Slots = NDArray[np.int16]
"""Places among the planes of one kind. `sweeping` judges so few policies together that a kind never has more planes."""

FILLS = (-np.inf, np.inf)
"""What a missing value counts as in the low and in the high run."""


class OfLands(NamedTuple):
    """What was found for all Länder in both runs, the same arrays where nothing is missing.

    Attributes:
        slots: by figure, what `classify` says: blocks × kinds × days × lanes. For the sections of the areas.
        held: runs × S × P × steps × words, what is in force; runs × 0 × … if no rule is decided for Länder. One run
            where nothing that these rules look at is missing.
        differs: S; whether both runs do, in what is in force or in the figures for the rules of the areas.
    """

    slots: tuple[dict[str, Slots], dict[str, Slots]]
    held: Words
    differs: Flags


def classified(
    case: Case, kernel: Kernel, sections: Sections, lands: NDArray[np.int64], begin: int, fill: float, slots: Slots
) -> bool:
    """Where the values of one figure in some places stand among the limits of its sections."""
    known = case.series.values[sections.figure]
    values = known if known.ndim == 3 else known[:, np.newaxis]
    return kernel.classify(values, fill, sections.arrays, case.calendar.counts, lands, begin, slots)


def room_for_slots(case: Case, sections: Sections, blocks: int) -> Slots:
    """Where `classify` writes to: blocks × kinds × days × lanes."""
    if int(sections.kinds[:, 5].max()) > np.iinfo(np.int16).max:
        raise ValueError(f"{sections.figure!r} is compared with too many limits at once; judge fewer policies together")
    return np.empty((blocks, len(sections.kinds), case.series.rows, LANES), dtype=np.int16)


def _slots_of(case: Case, kernel: Kernel, sections: Sections) -> tuple[Slots, Slots]:
    """The same for all Länder, in both runs."""
    ways: list[Slots] = []
    for fill in FILLS:
        ways.append(room_for_slots(case, sections, len(case.lands.states)))
        if not classified(case, kernel, sections, np.arange(len(case.series.states)), 0, fill, ways[-1]):
            break
    return ways[0], ways[-1]


def slots_of_lands(case: Case, kernel: Kernel) -> tuple[dict[str, Slots], dict[str, Slots]]:
    """What the rules for areas ask of the figures of Länder, in both runs."""
    both = {
        sections.figure: _slots_of(case, kernel, sections)
        for sections in case.areas.sections
        if sections.figure in case.series.of_state
    }
    return {name: low for name, (low, _) in both.items()}, {name: high for name, (_, high) in both.items()}


def judge_lands(case: Case, kernel: Kernel, enclosing: bool) -> OfLands:
    """Judge the rules for Länder, and classify the figures of Länder for the rules for areas.

    enclosing: as `running.run` takes it.
    """
    lands, steps, words = len(case.series.states), case.steps, case.words
    slots = [_slots_of(case, kernel, sections) for sections in case.lands.sections]
    runs = 2 if any(low is not high for low, high in slots) else 1
    held = np.zeros((runs, lands if case.by_lands else 0, case.policies, steps, words), dtype=np.uint64)
    if case.by_lands:
        tables = kernel.aligned((runs, case.lands.planes, words, LANES))
        room = kernel.room(steps, words)
        for block, states in enumerate(case.lands.states):
            columns = np.where(states >= 0, block * LANES + np.arange(LANES), -1)
            for way, table in enumerate(tables):
                for sections, both in zip(case.lands.sections, slots, strict=True):
                    kernel.event_planes(both[way], sections.kinds, columns, table)
            kernel.sweep_states(
                tables,
                case.counted_lands[block],
                case.calendar.before,
                case.calendar.day_of,
                states,
                case.lands.rules(case.series.lead, case.series.rows),
                enclosing,
                room,
                held,
            )
    own = slots_of_lands(case, kernel)
    differs = (held[0] != held[-1]).any(axis=(1, 2, 3)) if case.by_lands else np.zeros(lands, np.bool_)
    for name, low in own[0].items():
        if low is not own[1][name]:
            differs |= (low != own[1][name]).any(axis=(1, 2)).reshape(-1)[:lands]
    return OfLands(own, held, differs)
