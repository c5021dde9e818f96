"""What a table of figures says anything about, and its values one by one for the engine."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.engine.observations import Observation
from lagezentrum.outlook.known import Published, Reading
from lagezentrum.sources.figure_table.batches import (
    EPOCH_DAY,
    NEVER,
    Wanted,
    in_any_order,
    places_of,
    row_group,
)
from lagezentrum.sources.figure_table.columns import Columns
from lagezentrum.sources.figure_table.layout import COUNTS_FROM
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.figure_table.reading import also_for, chosen


@dataclass(frozen=True)
class Said:
    """Of one figure, the areas and days of which anything was published.

    Attributes:
        areas: keys, in order.
        days: days × areas.
    """

    areas: tuple[str, ...]
    days: NDArray[np.bool_]


def whatever_is_said(table: FigureTable, indicators: Collection[str], first: date, last: date) -> Mapping[str, Said]:
    """Which areas and days a table says anything about, by indicator; also "there is none" says something.

    Files that are held or were rejected say nothing.

    Raises:
        SourceError: the file can not be read.
    """
    found: dict[str, dict[str, NDArray[np.bool_]]] = {}
    days = (last - first).days + 1
    names_read = ("indicator", "area", "day", *((COUNTS_FROM,) if table.is_export else ()))
    for number, row in places_of(table, Wanted(dict.fromkeys(indicators, ()), first, last)):
        group = row_group(table, number, row, names_read)
        columns = Columns(table.path, row)
        names, name_of = columns.codes("indicator", group["indicator"])
        areas, key_of = columns.codes("area", group["area"])
        place = columns.days("day", group["day"]) - (first.toordinal() - EPOCH_DAY)
        inside = (place >= 0) & (place < days)
        if COUNTS_FROM in group.column_names:
            inside &= columns.moments_or(group[COUNTS_FROM], NEVER) != NEVER
        for code, name in enumerate(name_of):
            if name in indicators:
                chosen_rows: Any = inside & (names == code) if len(name_of) > 1 else inside
                if chosen_rows.all():
                    chosen_rows = slice(None)
                there = np.zeros((len(key_of), days), dtype=np.bool_)
                there[areas[chosen_rows], place[chosen_rows]] = True
                for key in np.flatnonzero(there.any(axis=1)).tolist():
                    before = found.setdefault(name, {})
                    before[key_of[key]] = before[key_of[key]] | there[key] if key_of[key] in before else there[key]
    return {
        name: Said(tuple(sorted(of)), np.stack([of[key] for key in sorted(of)], axis=1)) for name, of in found.items()
    }


def read_observations(table: FigureTable, wanted: Wanted, reading: Reading) -> list[Observation]:
    """The values in a reading as observations, in local time, those without a value left out.

    Raises:
        SourceError: the file can not be read.
    """

    def taken(pieces: Iterator[tuple[str, Published]]) -> list[Observation]:
        result = []
        for name, told in pieces:
            kept = chosen(table, told, reading)
            kept = kept[~np.isnan(kept.value)]
            areas = wanted.places[name]
            moments = {
                moment: datetime.fromisoformat(table.in_words(moment)) for moment in set(kept.published.tolist())
            }
            for cell, value, moment in zip(
                kept.cell.tolist(), kept.value.tolist(), kept.published.tolist(), strict=True
            ):
                row, column = divmod(cell, len(areas))
                day = date.fromordinal(wanted.first.toordinal() + row)
                number = Decimal(repr(value))
                result.append(Observation(name, areas[column], day, number, moments[moment], table.path.name))
        return result

    return in_any_order(table, wanted, also_for(reading), taken)
