"""How the record is computed: the same functions fill the bundled tables and check them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from lagezentrum.engine.observations import Figures
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Version
from lagezentrum.outlook.forecast.by_engine import EngineEvaluator
from lagezentrum.outlook.forecast.held_law import held_from
from lagezentrum.outlook.forecast.level_record import LevelScores, evaluate_levels
from lagezentrum.outlook.forecast.panel import QUANTITIES, Panel, panel_of
from lagezentrum.outlook.forecast.record import SEASON, FigureRow, LevelRow, ReliabilityRecord
from lagezentrum.outlook.forecast.reporting_days import reporting_days
from lagezentrum.outlook.forecast.rolling import CLIMATOLOGY, Score, Scores, evaluate
from lagezentrum.outlook.forecast.spread import LONGEST_GAP
from lagezentrum.outlook.forecast.trend import CHOSEN
from lagezentrum.season.layout import FIRST_DAY, LAST_DAY

DAYS = 21
COMPARED = (CHOSEN, "persistence", "log_linear", CLIMATOLOGY)
FIRST_ORIGIN = date(2021, 10, 1)
SEED = 2021
PATHS = 300
KEPT = (7, 14)
RULE = "local"
"""The rule by which levels are judged: it needs two indicators that are on record nearly without a gap."""
STATE_RULE = "statewide"
"""It needs the share of intensive-care beds, of which so much is missing that the level is open on most days."""
LAW_FROM = date(2021, 10, 31)
"""From here on the Land's hospitalisation is on record day by day."""
FIRST_LEVEL_ORIGIN = date(2021, 11, 8)
LEVELS = (1, 2, 3)


def season_panel(figures: Figures, indicator: str) -> Panel:
    """The season's figures of one indicator, Land or districts."""
    return panel_of(figures, QUANTITIES[indicator], figures.areas(indicator), FIRST_DAY, LAST_DAY)


def season_figures(figures: Figures, indicator: str) -> list[FigureRow]:
    """The rows of one indicator over the season."""
    panel = season_panel(figures, indicator)
    step = 2 if len(panel.areas) > 1 else 1  # every second day meets all weekdays
    return figure_rows(SEASON, indicator, scores(panel, every(FIRST_ORIGIN, LAST_DAY, step), "03"))


def home_levels(panels: Sequence[Panel], last: date, version: Version, calendars: Calendars) -> LevelScores:
    """Probabilities of local levels in Lower Saxony, the law of one version held still; figures on record to `last`."""
    origins = every(FIRST_LEVEL_ORIGIN, last - timedelta(days=DAYS), 1)
    return level_scores(panels, version, calendars, LAW_FROM, origins, "03", PATHS)


def statewide_levels(
    panels: Sequence[Panel], last: date, district: str, version: Version, calendars: Calendars
) -> LevelScores:
    """Probabilities of statewide levels, the law of one version held still; any `district` stands for all of them."""
    origins = every(FIRST_LEVEL_ORIGIN, last - timedelta(days=DAYS), 1)
    return _scored(panels, (district,), STATE_RULE, version, calendars, LAW_FROM, origins, "03", PATHS)


def level_scores(
    panels: Sequence[Panel],
    version: Version,
    calendars: Calendars,
    law_from: date,
    origins: Sequence[date],
    state: str,
    number: int,
) -> LevelScores:
    """Probabilities of local levels in the districts of the first panel."""
    return _scored(panels, panels[0].areas, RULE, version, calendars, law_from, origins, state, number)


def _scored(
    panels: Sequence[Panel],
    districts: tuple[str, ...],
    rule: str,
    version: Version,
    calendars: Calendars,
    law_from: date,
    origins: Sequence[date],
    state: str,
    number: int,
) -> LevelScores:
    law = held_from(version, law_from, (state,))
    evaluator = EngineEvaluator(law, calendars, districts, rules=frozenset({rule}))
    start = law_from + timedelta(days=version.section(rule, "raising").days)
    return evaluate_levels(
        panels, evaluator, start, origins, number=number, seed=SEED, state=state, levels=LEVELS, kept=KEPT
    )


def scores(panel: Panel, origins: Iterable[date], state: str, compared: Sequence[str] = COMPARED) -> Scores:
    """Scores of the method in use and its rivals."""
    kinds = reporting_days(panel.first, panel.length + DAYS + LONGEST_GAP, state)
    return evaluate(panel, kinds, [panel.row(day) for day in origins], DAYS, compared)


def joined(parts: Iterable[Scores]) -> Scores:
    """The scores of several panels together."""
    total: Scores = {}
    for part in parts:
        for key, score in part.items():
            total[key] = total.get(key, Score()).joined(score)
    return total


def every(first: date, last: date, step: int) -> list[date]:
    """Days from first to last, `step` apart."""
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]


def figure_rows(where: str, indicator: str, total: Scores) -> list[FigureRow]:
    """Rows of the table, one for each number of days ahead with a forecast."""
    rows = []
    for ahead in range(1, DAYS + 1):
        ours = total[CHOSEN, ahead]
        if ours.forecasts:
            means = [total[name, ahead].mean("wis") for name in COMPARED]
            inside = [ours.mean(f"inside{percent}") for percent in (50, 80, 95)]
            rows.append(FigureRow(where, indicator, ahead, ours.origins, ours.forecasts, *means, *inside))
    return rows


def level_rows(where: str, total: LevelScores) -> list[LevelRow]:
    """Rows of the table, by level and days ahead."""
    rows = []
    for (level, ahead), score in sorted(total.scores.items()):
        if score.forecasts:
            against = [score.references[name] / score.forecasts for name in score.references]
            rows.append(
                LevelRow(where, level, ahead, total.origins, score.forecasts, score.happened, score.brier, *against)
            )
    return rows


def reliability_rows(where: str, total: LevelScores) -> list[ReliabilityRecord]:
    """Rows of the reliability table: all levels together (0), and each."""
    return [
        ReliabilityRecord(where, ahead, row.low, row.high, row.forecasts, row.said, row.came, level, row.origins)
        for level in (0, *LEVELS)
        for ahead in KEPT
        for row in total.reliability(ahead, level)
    ]
