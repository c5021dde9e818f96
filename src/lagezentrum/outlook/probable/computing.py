"""One forecast for all areas of a Land: figures as known, paths, and what they say by which rules.

Levels are found by all rules, by the rules whose probabilities were measured (with the statewide level as far as it is
certain), and by the statewide rules alone. What is told from which of them, `telling.py` says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np

from lagezentrum.law.model import Version
from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.chances import Chances, Evaluator
from lagezentrum.outlook.forecast.held_law import ends, law_of
from lagezentrum.outlook.forecast.panel import Floats, Panel
from lagezentrum.outlook.forecast.paths import MOST_DAYS, NothingRecent, Paths, predict
from lagezentrum.outlook.forecast.spread import TooFewErrors
from lagezentrum.outlook.probable import wording
from lagezentrum.outlook.probable.asking import Asked, NoForecast, panels_of, seed_of
from lagezentrum.outlook.probable.evaluating import DRAWN, evaluator_for, first_paths, paths_for
from lagezentrum.outlook.probable.following import Followed, Highest, Once, Settled, followed
from lagezentrum.outlook.probable.measured import ends_differently, level_rules, measured_rules
from lagezentrum.outlook.probable.model import QUANTILES

SHORTER = (MOST_DAYS, 14, 7)
"""Where too little is on record to know how wide a forecast is, a nearer end may still be known."""
_FOR_QUANTILES = 2_000


@dataclass(frozen=True)
class Forecast:
    """What was computed for all areas of a Land.

    Attributes:
        regulation, land: id of the regulation, key of the Land.
        present, figures_until, known_at: as in `Asked`.
        version: the version that was held still.
        ends: its last day, None where it has none.
        ends_differently: whether its levels end by another condition than under the measured law.
        whole: levels by all rules; None where no rule for districts raises any.
        by_measured: levels by the measured rules and the statewide level as far as it is certain; None without any.
        statewide: levels by the rules of the Land, one column; None without any.
        today: lowest and highest level that the rule gives on the day, by area.
        quantiles: days × `QUANTILES` by indicator and area.
        days: how many days ahead.
        seed: of the random numbers.
        left_out: districts without recent figures, each with the reason.
    """

    regulation: str
    land: str
    present: date
    figures_until: date
    known_at: datetime
    version: Version
    ends: date | None
    ends_differently: bool
    whole: Chances | None
    by_measured: Chances | None
    statewide: Chances | None
    today: dict[str, tuple[int, int]]
    quantiles: dict[tuple[str, str], Floats]
    days: int
    seed: int
    left_out: dict[str, Text]

    @property
    def lag(self) -> int:
        """Days from the last figures to the day: the record is asked for so many days more."""
        return (self.present - self.figures_until).days

    def day(self, row: int) -> date:
        """The day of a row."""
        return self.present + timedelta(days=row + 1)


def forecast(asked: Asked) -> Forecast:
    """Draw paths from the figures as known, and follow the levels along them; the same question, the same numbers.

    Raises:
        NoForecast: no version is in force, or too little is on record.
    """
    version = asked.version
    panels = panels_of(asked, version)
    seed = seed_of(asked, version, panels)
    known = tuple(d for d in asked.decisions if d.decided_on <= asked.present)
    law = law_of(asked.regulation, asked.present)

    def by(rules: frozenset[str] | None, areas: tuple[str, ...]) -> Evaluator:
        return evaluator_for(law, asked.calendars, areas, known, rules)

    paths, left_out = _drawn(asked, version, panels, DRAWN, seed)
    districts = tuple(area for area in asked.districts if area not in left_out)
    fewer = paths_for(by(None, districts), paths)

    def once(rules: frozenset[str], areas: tuple[str, ...]) -> Once | None:
        return Once(by(rules, areas)) if rules and areas and version.levels else None

    def follow(evaluator: Evaluator | None) -> Followed | None:
        return None if evaluator is None else followed(fewer, evaluator, tuple(sorted(version.levels)))

    of_districts, of_land = level_rules(version, "district"), level_rules(version, "state")
    measured = measured_rules(asked.regulation, version)
    land, local = once(of_land, asked.districts[:1]), once(of_districts, districts)
    counted: Evaluator | None = local if measured == of_districts else once(measured, districts)
    statewide = follow(land)
    if counted is not None and statewide is not None:
        counted = Highest(counted, Settled(counted.areas, statewide.settled))
    whole = follow(local if local is None or land is None else Highest(local, land))
    by_measured = follow(counted)
    today = {} if whole is None else dict(zip(districts, whole.today, strict=True))
    if statewide is not None:
        today[asked.land] = statewide.today[0]
    return Forecast(
        regulation=asked.regulation.id,
        land=asked.land,
        present=asked.present,
        figures_until=asked.figures_until,
        known_at=asked.known_at,
        version=version,
        ends=ends(asked.regulation, asked.land, asked.present),
        ends_differently=ends_differently(asked.regulation, version),
        whole=None if whole is None else whole.chances,
        by_measured=None if by_measured is None else by_measured.chances,
        statewide=None if statewide is None else statewide.chances,
        today=today,
        quantiles=_quantiles(paths),
        days=paths.days,
        seed=seed,
        left_out=left_out,
    )


def _drawn(
    asked: Asked, version: Version, panels: Sequence[Panel], number: int, seed: int
) -> tuple[Paths, dict[str, Text]]:
    """Paths of the areas that can be forecast, and why the others can not.

    Raises:
        NoForecast: a figure of the Land, or of every district, is too old, or too little is on record.
    """
    left_out: dict[str, Text] = {}
    kept = list(panels)
    lag = (asked.present - asked.figures_until).days
    lengths = [days for days in SHORTER if days > lag]
    while lengths:
        try:
            paths = predict(kept, asked.present, days=lengths[0] - lag, number=number, seed=seed, state=asked.land)
        except TooFewErrors as error:
            lengths.pop(0)
            if not lengths:
                raise NoForecast(wording.too_few(error, version)) from error
        except NothingRecent as error:
            why = wording.nothing_recent(error, version)
            panel = next(panel for panel in kept if panel.quantity.indicator == error.indicator)
            if set(error.areas) == set(panel.areas):
                raise NoForecast(why) from error
            left_out.update(dict.fromkeys(error.areas, why))
            kept = [
                _without(panel, error.areas) if panel.quantity.indicator == error.indicator else panel for panel in kept
            ]
        else:
            return paths, left_out
    raise NoForecast(wording.no_figures())


def _without(panel: Panel, areas: Sequence[str]) -> Panel:
    columns = [place for place, area in enumerate(panel.areas) if area not in areas]
    return replace(panel, areas=tuple(panel.areas[place] for place in columns), values=panel.values[:, columns])


def _quantiles(paths: Paths) -> dict[tuple[str, str], Floats]:
    found = {}
    few = first_paths(paths, _FOR_QUANTILES)
    for name, panel in few.known.items():
        quantiles = few.quantiles(name, np.array(QUANTILES))
        for column, area in enumerate(panel.areas):
            found[name, area] = quantiles[:, :, column]
    return found
