"""What of a forecast may be told of an area: numbers where the record allows them, otherwise why there is none.

The record of levels is one of the local rule. So a number for a district comes from that rule, with the statewide level
counted as far as it is certain. Where the statewide rule could add little, the number is told as a lower bound; where
it could add more than `_LITTLE`, none is told. What no figure can change needs no record.
"""

from dataclasses import replace
from datetime import date

from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.chances import WITHIN, Chances
from lagezentrum.outlook.forecast.panel import QUANTITIES
from lagezentrum.outlook.forecast.record import STATEWIDE, LevelRow, SkillRecord, Verdict, may_show, may_show_level
from lagezentrum.outlook.probable import wording
from lagezentrum.outlook.probable.asking import NoForecast
from lagezentrum.outlook.probable.computing import Forecast
from lagezentrum.outlook.probable.model import AreaForecast, ChangeTold, FigureDay, FigureTold, LevelDay, LevelTold

_NOTHING, _LITTLE = 0.005, 0.05
_LEAST_TOLD = 0.01


def tell(
    found: Forecast, area: str, record: SkillRecord, *, in_force: int | None = None, suspended: bool = False
) -> AreaForecast:
    """What may be told of a district, or of the Land.

    Args:
        found: the forecast of its Land.
        area: its key.
        record: how good forecasts were.
        in_force: the level in force on the day; where the rule gives another one, no figure says which of the levels
            between them will hold. None: the one that the rule gives.
        suspended: whether a court's suspension counts there in the days to come.

    Raises:
        NoForecast: its own figures do not allow any forecast.
    """
    if area in found.left_out:
        raise NoForecast(found.left_out[area])
    last = found.day(found.days - 1)
    of_area = _OfArea(found, area, record, in_force)
    refused = wording.suspended() if suspended else wording.no_rule() if of_area.whole is None else None
    return AreaForecast(
        area=area,
        present=found.present,
        figures_until=found.figures_until,
        known_at=found.known_at,
        regulation=found.regulation,
        version=found.version.version,
        ends_differently=found.ends_differently and not of_area.is_land,
        ends=found.ends if found.ends is not None and found.ends < last else None,
        seed=found.seed,
        paths=0 if of_area.whole is None else of_area.whole.paths,
        today=found.today.get(area),
        levels=() if refused else of_area.levels(),
        changes=() if refused else of_area.changes(),
        figures=tuple(_figures(found, area, record)),
        refused=refused,
    )


class _OfArea:
    """The chances of one area: by all rules, and by those that have a record."""

    def __init__(self, found: Forecast, area: str, record: SkillRecord, in_force: int | None) -> None:
        self.found, self.area, self.record = found, area, record
        low, high = found.today.get(area, (0, 0))
        held = low if in_force is None else in_force
        self.waits = range(held + 1, low + 1) if held < low else range(high + 1, held + 1)  # for an authority
        self.is_land = area == found.land
        self.whole: Chances | None = found.statewide if self.is_land else found.whole
        self.counted: Chances | None = found.statewide if self.is_land else found.by_measured
        self.column = 0 if self.whole is None or self.is_land else self.whole.areas.index(area)

    def levels(self) -> tuple[LevelTold, ...]:
        """Each level of the version, lowest first."""
        version = self.found.version
        assert self.whole is not None  # noqa: S101 (asked before)
        return tuple(
            LevelTold(
                level, version.levels[level], tuple(self._day(index, level, row) for row in range(self.found.days))
            )
            for index, level in enumerate(self.whole.levels)
        )

    def _day(self, index: int, level: int, row: int) -> LevelDay:
        day, ahead = self.found.day(row), row + 1 + self.found.lag
        if level in self.waits:
            waits = Verdict(False, wording.waits_for_authority(), None)
            return LevelDay(day, ahead, "hidden", None, None, None, False, wording.NO_NUMBER, waits)
        holds = self._certain(level, row)
        if holds is not None:
            words = wording.certain(holds, if_extended=self._after_end(day))
            return LevelDay(day, ahead, "certain", holds, None, None, False, words, None)
        verdict = self._verdict(level, ahead)
        if verdict.shown and self.counted is not None and self.whole is not None:
            low = float(self.counted.at_least_low[index, row, self.column])
            high = float(self.counted.at_least_high[index, row, self.column])
            more = float(self.whole.at_least_high[index, row, self.column]) - high
            at_least = more >= _NOTHING
            if more >= _LITTLE or (at_least and low < _LEAST_TOLD):
                verdict = Verdict(False, wording.statewide_matters(), verdict.row)
            else:
                words = wording.likely(low, high, self.counted.paths, at_least=at_least)
                low, high = (_bounded(chance, self.counted.paths) for chance in (low, high))
                return LevelDay(day, ahead, "shown", None, low, high, at_least, words, verdict)
        return LevelDay(day, ahead, "hidden", None, None, None, False, wording.NO_NUMBER, verdict)

    def _after_end(self, day: date) -> bool:
        """Whether the version held still has ended by then."""
        return self.found.ends is not None and day > self.found.ends

    def _certain(self, level: int, row: int) -> bool | None:
        """Whether the level is certain to be in force, or not to be; None where it is not certain."""
        assert self.whole is not None  # noqa: S101 (asked before)
        settled = int(self.whole.certain_level[row, self.column])
        if settled >= 0:
            return settled >= level
        statewide = self.found.statewide
        if statewide is not None and int(statewide.certain_level[row, 0]) >= level:
            return True  # a local level can only be added to it
        return None

    def _verdict(self, level: int, ahead: int) -> Verdict:
        if self.is_land:
            verdict = may_show_level(level, ahead, self.record, STATEWIDE)
            return verdict if verdict.shown else replace(verdict, text=wording.statewide_not_tried())
        if self.counted is None:
            return Verdict(False, wording.not_measured(), None)
        return may_show_level(level, ahead, self.record)

    def changes(self) -> tuple[ChangeTold, ...]:
        """Of a change within 7 and 14 days, as far as that many are forecast."""
        return tuple(self._change(place, within) for place, within in enumerate(WITHIN) if within <= self.found.days)

    def _change(self, place: int, within: int) -> ChangeTold:
        assert self.whole is not None  # noqa: S101 (asked before)
        last = self.found.day(within - 1)
        today = self.found.today[self.area]
        if self.waits:
            waits = Verdict(False, wording.waits_for_authority(), None)
            return ChangeTold(within, last, "hidden", None, None, None, wording.NO_NUMBER, waits)
        settled = [int(level) for level in self.whole.certain_level[:within, self.column]]
        if today[0] == today[1]:
            others = [row for row, level in enumerate(settled) if level not in (-1, today[0])]
            if others or all(level == today[0] for level in settled):
                decided = self.found.day(others[0]) if others else last
                words = wording.certain(bool(others), if_extended=self._after_end(decided))
                return ChangeTold(within, last, "certain", bool(others), None, None, words, None)
        verdict = self._verdict_of_change(within)
        if verdict.shown and self.counted is not None:
            low = float(self.counted.change_low[place, self.column])
            high = float(self.counted.change_high[place, self.column])
            if abs(float(self.whole.change_high[place, self.column]) - high) >= _LITTLE:
                verdict = Verdict(False, wording.statewide_matters(), verdict.row)
            else:
                words = wording.likely(low, high, self.counted.paths)
                low, high = (_bounded(chance, self.counted.paths) for chance in (low, high))
                return ChangeTold(within, last, "shown", None, low, high, words, verdict)
        return ChangeTold(within, last, "hidden", None, None, None, wording.NO_NUMBER, verdict)

    def _verdict_of_change(self, within: int) -> Verdict:
        """Another level than today's is a lower one or the next one: the worse record of both must allow it."""
        assert self.whole is not None  # noqa: S101 (asked before)
        low, high = self.found.today[self.area]
        verdicts = [
            self._verdict(level, within + self.found.lag)
            for level in self.whole.levels
            if low <= level <= high + 1 and any(self._certain(level, row) is None for row in range(within))
        ]
        if not verdicts:
            return self._verdict(self.whole.levels[0], within + self.found.lag)
        return max(verdicts, key=_badness)


def _badness(verdict: Verdict) -> tuple[bool, float]:
    return not verdict.shown, verdict.row.brier if isinstance(verdict.row, LevelRow) else 0.0


def _bounded(chance: float, paths: int) -> float:
    """Never 0 or 1: that all paths agree does not make anything certain."""
    least = 1 / (paths + 1)
    return min(max(chance, least), 1 - least)


def _figures(found: Forecast, area: str, record: SkillRecord) -> list[FigureTold]:
    """The figures that count for the area, in the order of the version."""
    told = []
    lag = found.lag
    for name, indicator in found.version.indicators.items():
        where = area if indicator.scope == "district" else area[:2]
        quantiles = found.quantiles.get((name, where))
        if quantiles is None:
            continue
        days = []
        for row in range(found.days):
            verdict = may_show(name, row + 1 + lag, record)
            values = tuple(float(value) for value in quantiles[row]) if verdict.shown else None
            days.append(FigureDay(found.day(row), row + 1 + lag, values, verdict))
        decimals = QUANTITIES[name].decimals
        told.append(
            FigureTold(name, where, indicator.title, indicator.unit, 1 if decimals is None else decimals, tuple(days))
        )
    return told


def reasons(days: tuple[LevelDay, ...], *, unless_beaten: bool = False) -> tuple[Text, ...]:
    """Why days have no number, each reason once; `unless_beaten`: where a table names the simple rule beside each."""
    verdicts = [day.record for day in days if day.state == "hidden" and day.record is not None]
    texts = [verdict.text for verdict in verdicts if not (unless_beaten and verdict.beaten_by is not None)]
    return tuple(dict.fromkeys(texts))
