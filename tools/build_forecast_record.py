"""Build the record of skill that is bundled in `lagezentrum.season.forecast_record`.

    uv run python tools/build_forecast_record.py DATA_DIRECTORY

The rows of Lower Saxony's season are computed from the bundled season. DATA_DIRECTORY holds
`nds_indicators_published_by_state.csv`, `de_district_7day_published.csv.gz` and `de_laender_7day_published.csv`
for what lies outside it. The same input gives the same tables. `record.yaml` is kept by hand. Takes some minutes.
"""

import csv
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path

from lagezentrum.law.library import Library
from lagezentrum.outlook.forecast.level_record import LevelScores
from lagezentrum.outlook.forecast.panel import QUANTITIES
from lagezentrum.outlook.forecast.record import ELSEWHERE, HOME, SEASON, STATEWIDE
from lagezentrum.outlook.forecast.rolling import Scores
from lagezentrum.season.forecast_record import layout, making
from lagezentrum.season.forecast_record.outside import Outside
from lagezentrum.season.layout import FIRST_DAY, LAST_DAY
from lagezentrum.season.reading import read_season

VERSION = "2021-11-24"
DISTRICTS_FROM, HOSPITALISATION_FROM = date(2021, 2, 1), date(2021, 10, 15)
LAST_ORIGIN = date(2022, 8, 20)
ANNOUNCED_DAILY_TO = date(2022, 4, 2)
"""Up to here the Land's hospitalisation is on record day by day."""
ELSEWHERE_LAW, ELSEWHERE_ORIGIN = date(2021, 9, 15), date(2021, 10, 25)
LAST_LEVEL_ORIGIN = date(2022, 6, 13)
HOME_LAND = "03"


def build(data: Path) -> None:
    """Compute all rows and write the tables."""
    season, outside = read_season(), Outside(data)
    figures = [row for name in QUANTITIES for row in making.season_figures(season, name)]
    announced = {name: outside.announced(name) for name in ("hospitalisation", "icu_share")}
    figures += making.figure_rows(HOME, "new_cases", _cases(outside, HOME_LAND))
    for name, panel in announced.items():
        origins = making.every(making.FIRST_ORIGIN, panel.last, 1)
        figures += making.figure_rows(HOME, name, making.scores(panel, origins, HOME_LAND))
    total_cases = making.joined(_cases(outside, land) for land in outside.lands)
    figures += making.figure_rows(ELSEWHERE, "new_cases", total_cases)
    origins = making.every(HOSPITALISATION_FROM, LAST_ORIGIN, 3)
    each = (making.scores(outside.hospitalisation_of(land), origins, land) for land in outside.hospitalisation().areas)
    figures += making.figure_rows(ELSEWHERE, "hospitalisation", making.joined(each))

    library = Library()
    version = library.regulation("de-ni/corona-vo").named(VERSION)
    if version is None:
        raise SystemExit(f"no version {VERSION} of de-ni/corona-vo")
    at_home = {
        SEASON: ([making.season_panel(season, name) for name in ("new_cases", "hospitalisation")], LAST_DAY),
        HOME: ([outside.districts(HOME_LAND, FIRST_DAY), announced["hospitalisation"]], ANNOUNCED_DAILY_TO),
    }
    found = {}
    for where, (panels, last) in at_home.items():
        found[where] = making.home_levels(panels, last, version, library.calendars)
        _tell(f"levels, {where}")
    statewide = [announced["hospitalisation"], announced["icu_share"]]
    district = at_home[HOME][0][0].areas[0]
    found[STATEWIDE] = making.statewide_levels(statewide, ANNOUNCED_DAILY_TO, district, version, library.calendars)
    found[ELSEWHERE] = LevelScores()
    for land in outside.lands:
        panels = [outside.districts(land, ELSEWHERE_LAW - timedelta(days=60)), outside.hospitalisation_of(land)]
        days = making.every(ELSEWHERE_ORIGIN, LAST_LEVEL_ORIGIN, 9)
        found[ELSEWHERE].add(making.level_scores(panels, version, library.calendars, ELSEWHERE_LAW, days, land, 100))
        _tell(f"levels in {land}")
    levels = [row for where, scores in found.items() for row in making.level_rows(where, scores)]
    reliable = [row for where, scores in found.items() for row in making.reliability_rows(where, scores)]
    reliable = [row for row in reliable if row.where != STATEWIDE]  # no change of it is on record
    _write(layout.FIGURES_FILE, layout.FIGURES_COLUMNS, map(astuple, figures))
    _write(layout.LEVELS_FILE, layout.LEVELS_COLUMNS, map(astuple, levels))
    _write(layout.RELIABILITY_FILE, layout.RELIABILITY_COLUMNS, map(astuple, reliable))


def _cases(outside: Outside, land: str) -> Scores:
    scores = making.scores(outside.districts(land), making.every(DISTRICTS_FROM, LAST_ORIGIN, 5), land)
    _tell(f"districts of {land}")
    return scores


def _write(name: str, columns: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> None:
    with (layout.FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: str | int | float) -> str:
    if not isinstance(value, float):
        return str(value)
    if math.isnan(value):
        return ""
    return f"{float(f'{value:.{layout.DIGITS}g}'):.8f}".rstrip("0").rstrip(".")


def _tell(done: str) -> None:
    sys.stderr.write(f"{done}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    build(Path(sys.argv[1]))
