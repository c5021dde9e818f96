"""`python -m benchmarks.forecast [DATA_DIRECTORY]`: every method on every set of figures, and what the paths cost.

Without a directory of published files only the bundled season is measured. WIS: mean weighted interval score over 1 to
21 days ahead in the indicator's unit; "of persistence" below 1 is better than figures that stand still.
"""

import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from lagezentrum.outlook.forecast.panel import QUANTITIES, Panel
from lagezentrum.outlook.forecast.paths import predict
from lagezentrum.outlook.forecast.record import ELSEWHERE, HOME, SEASON, may_show, may_show_level
from lagezentrum.outlook.forecast.rolling import CLIMATOLOGY, Scores
from lagezentrum.outlook.forecast.trend import CHOSEN, METHODS
from lagezentrum.season.forecast_record import making
from lagezentrum.season.forecast_record.outside import Outside
from lagezentrum.season.forecast_record.reading import read_record
from lagezentrum.season.reading import read_season

AT = (1, 3, 7, 14, 21)
PATHS_LIMIT = 1.0  # seconds of processor time for 45 districts × 10,000 paths × 21 days and both figures of the Land


def main() -> int:
    """Print the tables; 1 if the paths take too long."""
    console = Console(width=150)
    compared = (*METHODS, CLIMATOLOGY)
    for title, panels, origins in _sets(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        scores = making.joined(making.scores(panel, origins, state, compared) for state, panel in panels.items())
        console.print(_methods(title, scores))
    console.print(_levels())
    console.print(_reliability())
    seconds = _cost()
    console.print(f"45 districts × 10,000 paths × 21 days, with both figures of the Land: {seconds:.2f} s of processor")
    return int(seconds > PATHS_LIMIT)


def _sets(data: Path | None) -> Iterator[tuple[str, dict[str, Panel], list[date]]]:
    """Title, panels by the Land whose public holidays count, and days of origin."""
    season = read_season()
    for name in QUANTITIES:
        panel = making.season_panel(season, name)
        yield f"{SEASON}: {name}", {"03": panel}, making.every(making.FIRST_ORIGIN, panel.last, 2)
    if data is None:
        return
    outside = Outside(data)
    for name in ("hospitalisation", "icu_share"):
        panel = outside.announced(name)
        yield f"{HOME}: {name}, all on record", {"03": panel}, making.every(making.FIRST_ORIGIN, panel.last, 1)
    for land in ("05", "09", "14"):
        origins = making.every(date(2021, 2, 1), date(2022, 8, 20), 10)
        yield f"{ELSEWHERE}: new cases, districts of {land}", {land: outside.districts(land)}, origins
    panel = outside.hospitalisation()
    origins = making.every(date(2021, 10, 15), date(2022, 8, 20), 6)
    each = {land: outside.hospitalisation_of(land) for land in panel.areas}
    yield f"{ELSEWHERE}: hospitalisation (RKI), 15 Länder, each for itself", each, origins
    yield f"{ELSEWHERE}: hospitalisation (RKI), 15 Länder together", {"00": panel}, origins


def _methods(title: str, scores: Scores) -> Table:
    table = Table(title=title)
    for column in ("method", "WIS", "of persistence", *(f"{ahead} d" for ahead in AT), "50 %", "80 %", "95 %", "n"):
        table.add_column(column, justify="left" if column == "method" else "right")
    steps = range(1, making.DAYS + 1)
    base = sum(scores["persistence", step].wis for step in steps)
    for method in (*METHODS, CLIMATOLOGY):
        rows = [scores[method, step] for step in steps]
        number = sum(row.forecasts for row in rows)
        if not number:
            continue
        inside = [sum(getattr(row, f"inside{percent}") for row in rows) / number for percent in (50, 80, 95)]
        at = [scores[method, step].mean("wis") / scores["persistence", step].mean("wis") for step in AT]
        wis = sum(row.wis for row in rows)
        table.add_row(
            method + (" *" if method == CHOSEN else ""),
            f"{wis / number:.4g}",
            f"{wis / base:.3f}",
            *(f"{ratio:.3f}" for ratio in at),
            *(f"{100 * share:.0f}" for share in inside),
            str(number),
        )
    return table


def _levels() -> Table:
    """The bundled record of levels, and how many days ahead the rule of display leaves."""
    record = read_record()
    table = Table(title="at least this level in force: Brier scores of the bundled record (smaller is better)")
    for column in ("set", "level", "days", "ours", "level stays", "figures stay", "climatology", "n", "shown"):
        table.add_column(column, justify="left" if column == "set" else "right")
    for (where, level, ahead), row in record.levels.items():
        if ahead in (7, 14, 21):
            shown = "yes" if may_show_level(level, ahead, record, where).shown else "no"
            values = (row.brier, row.level_stays, row.figures_stay, row.climatology)
            table.add_row(where, str(level), str(ahead), *(f"{v:.4f}" for v in values), str(row.forecasts), shown)
    for where, indicator in dict.fromkeys((w, i) for w, i, _ in record.figures):
        hidden = [a for a in range(1, 22) if not may_show(indicator, a, record, where).shown]
        table.add_row(where, indicator, "", "", "", "", "", "", f"all but {hidden}" if hidden else "all")
    return table


def _reliability() -> Table:
    """The bundled reliability table: of what was said so likely, how much came."""
    record = read_record()
    table = Table(title="reliability: each level, and all together")
    for column in ("set", "level", "days", "from", "to", "said on average", "came", "n", "from days"):
        table.add_column(column, justify="left" if column == "set" else "right")
    for row in (*record.reliability, *record.reliability_by_level):
        shares = (f"{100 * share:.1f} %" for share in (row.low, row.high, row.said, row.came))
        level = str(row.level) if row.level else "all"
        table.add_row(row.where, level, str(row.days_ahead), *shares, str(row.forecasts), str(row.origins))
    return table


def _cost() -> float:
    season = read_season()
    panels = [making.season_panel(season, name) for name in QUANTITIES]
    predict(panels, date(2021, 12, 1), number=10)
    start = time.process_time()
    predict(panels, date(2021, 12, 1), number=10_000)
    return time.process_time() - start


if __name__ == "__main__":
    raise SystemExit(main())
