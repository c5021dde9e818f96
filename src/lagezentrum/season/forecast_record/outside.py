"""Figures from outside the bundled season, for judging the method: other Länder, other years.

They are looked at here and nowhere else; nothing is decided by them. RKI's hospitalisation incidence of other Länder is
another quantity than the one Lower Saxony announced, and never takes its place.
"""

import csv
import gzip
import io
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from lagezentrum.outlook.forecast.panel import QUANTITIES, Panel

DISTRICTS_FILE = "de_district_7day_published.csv.gz"
STATES_FILE = "de_laender_7day_published.csv"
ANNOUNCED_FILE = "nds_indicators_published_by_state.csv"
MERGED = "16056"
"""Eisenach: part of 16063 since July 2021, and without an incidence later on."""
_HOME, _GERMANY = "03", "00"
_FEWEST_DISTRICTS = 4  # of a Land whose districts share a growth
_ANNOUNCED_COLUMNS = {"hospitalisation": "hosp_incidence", "icu_share": "icu_percent"}


class Outside:
    """The published files in one directory, read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def lands(self) -> tuple[str, ...]:
        """The Länder but Lower Saxony that have at least four districts."""
        number: dict[str, int] = {}
        for area in self._cases:
            number[area[:2]] = number.get(area[:2], 0) + 1
        return tuple(sorted(land for land, n in number.items() if n >= _FEWEST_DISTRICTS and land != _HOME))

    def districts(self, land: str, first: date | None = None) -> Panel:
        """New cases of the districts of a Land, from `first` on (None: all on record)."""
        return _panel("new_cases", {a: v for a, v in self._cases.items() if a[:2] == land and a != MERGED}, first)

    def hospitalisation(self) -> Panel:
        """RKI's hospitalisation incidence of the 15 other Länder as first published, together."""
        series = {a: v for a, v in self._hospitalisations.items() if a not in (_HOME, _GERMANY)}
        return _panel("hospitalisation", series)

    def hospitalisation_of(self, land: str) -> Panel:
        """RKI's hospitalisation incidence of one Land: alone, as the Land's own figure is in its service."""
        return _panel("hospitalisation", {land: self._hospitalisations[land]})

    def announced(self, indicator: str) -> Panel:
        """An indicator of Lower Saxony over all that is on record, also after the season."""
        series: dict[date, float] = {}
        for row in _rows(self._folder / ANNOUNCED_FILE):
            if row[_ANNOUNCED_COLUMNS[indicator]]:
                series[date.fromisoformat(row["date"])] = float(row[_ANNOUNCED_COLUMNS[indicator]])
        return _panel(indicator, {_HOME: series})

    @cached_property
    def _hospitalisations(self) -> dict[str, dict[date, float]]:
        return _series(self._folder / STATES_FILE, "land_id", "hosp_incidence_7d_rki")

    @cached_property
    def _cases(self) -> dict[str, dict[date, float]]:
        return _series(self._folder / DISTRICTS_FILE, "ags", "incidence_7d")


def _series(file: Path, key: str, column: str) -> dict[str, dict[date, float]]:
    series: dict[str, dict[date, float]] = {}
    days: dict[str, date] = {}
    for row in _rows(file):
        if row[column]:
            text = row["date"]
            day = days.setdefault(text, date.fromisoformat(text))
            series.setdefault(row[key], {})[day] = float(row[column])
    return series


def _rows(file: Path) -> Iterator[dict[str, str]]:
    content = file.read_bytes()
    text = (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8")
    yield from csv.DictReader(io.StringIO(text, newline=""))


def _panel(indicator: str, series: dict[str, dict[date, float]], first: date | None = None) -> Panel:
    areas = tuple(sorted(series))
    begins = min(min(days) for days in series.values())
    start = begins if first is None else max(first, begins)
    last = max(max(days) for days in series.values())
    values = np.full(((last - start).days + 1, len(areas)), np.nan)
    for column, area in enumerate(areas):
        for day, value in series[area].items():
            if day >= start:
                values[(day - start).days, column] = value
    return Panel(QUANTITIES[indicator], areas, start, values)
