"""/districts/{ags}/forecast: how likely each level is, where the record allows a number."""

import math

from ninja import Router

from lagezentrum.outlook.forecast.record import FigureRow, LevelRow, Verdict
from lagezentrum.outlook.probable import AreaForecast, ChangeTold, FigureDay, FigureTold, LevelDay, LevelTold
from lagezentrum.outlook.probable.measured import LAST_DAY, VERSION
from lagezentrum.outlook.probable.wording import ASSUMPTION
from lagezentrum.web import forecasts
from lagezentrum.web.api.operations.districts import short
from lagezentrum.web.api.parameters import AreaKey, AsOf, On
from lagezentrum.web.api.places import area_of
from lagezentrum.web.api.record import meta
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes import forecast as shapes
from lagezentrum.web.situation import Situation, situation
from lagezentrum.web.today import BERLIN, today

router = Router(tags=["levels"], by_alias=True)


@router.get(
    "/districts/{ags}/forecast",
    response=shapes.ForecastAnswer,
    operation_id="forecast",
    summary="How likely each level is",
)
@answered
def forecast(ags: AreaKey, on: On = None, as_of: AsOf = None) -> shapes.ForecastAnswer:
    """How likely each level is in force on the days of the next three weeks, and where the figures may go.

    It says what the rule gives if authorities determine what is met on the earliest day. Every number stands with the
    record of such numbers; where they were no better than a simple rule there is none, and the reason.
    """
    area = area_of(ags)
    seen = situation(on or today(), as_of)
    found = forecasts.told(seen, area.ags)
    told = _untold(seen, found) if isinstance(found, forecasts.Untold) else _told(found)
    return shapes.ForecastAnswer(
        data=shapes.ProbableOutlook(
            area=short(area),
            assumption=ASSUMPTION,
            known_at=forecasts.known_at(seen).replace(microsecond=0, tzinfo=BERLIN),
            **told,
        ),
        meta=meta(as_of),
    )


def _untold(seen: Situation, found: forecasts.Untold) -> dict[str, object]:
    return {
        "refused": found.why,
        "present": seen.decided_until,
        "figures_until": seen.judged_until,
        "version": None,
        "ends": None,
        "record_by_version": None,
        "record_until": None,
        "ends_differently": False,
        "level_today": None,
        "paths": 0,
        "seed": None,
        "levels": (),
        "changes": (),
        "figures": (),
    }


def _told(found: AreaForecast) -> dict[str, object]:
    return {
        "refused": found.refused,
        "present": found.present,
        "figures_until": found.figures_until,
        "version": found.version,
        "ends": found.ends,
        "record_by_version": VERSION,
        "record_until": LAST_DAY,
        "ends_differently": found.ends_differently,
        "level_today": found.today,
        "paths": found.paths,
        "seed": found.seed,
        "levels": tuple(map(_level, found.levels)),
        "changes": tuple(map(_change, found.changes)),
        "figures": tuple(map(_figure, found.figures)),
    }


def _level(told: LevelTold) -> shapes.LevelForecast:
    return shapes.LevelForecast(level=told.level, title=told.title, days=tuple(map(_day, told.days)))


def _day(told: LevelDay) -> shapes.LevelDayShape:
    return shapes.LevelDayShape(
        day=told.day,
        days_ahead=told.days_ahead,
        state=told.state,
        holds=told.holds,
        probability=_probability(told.low, told.high, at_least=told.at_least),
        text=told.words,
        record=_of_level(told.record),
    )


def _change(told: ChangeTold) -> shapes.ChangeForecast:
    return shapes.ChangeForecast(
        within=told.within,
        until=told.last,
        state=told.state,
        holds=told.holds,
        probability=_probability(told.low, told.high),
        text=told.words,
        record=_of_level(told.record),
    )


def _probability(low: float | None, high: float | None, *, at_least: bool = False) -> shapes.Probability | None:
    if low is None or high is None:
        return None
    return shapes.Probability(low=round(low, 4), high=round(high, 4), at_least=at_least)


def _of_level(verdict: Verdict | None) -> shapes.RecordOfLevel | None:
    if verdict is None:
        return None
    row = verdict.row if isinstance(verdict.row, LevelRow) else None
    return shapes.RecordOfLevel(
        text=verdict.text,
        origins=row.origins if row else None,
        brier=_score(row.brier) if row else None,
        level_stays=_score(row.level_stays) if row else None,
        figures_stay=_score(row.figures_stay) if row else None,
        climatology=_score(row.climatology) if row else None,
    )


def _figure(told: FigureTold) -> shapes.FigureForecast:
    return shapes.FigureForecast(
        indicator=told.indicator,
        area=told.area,
        title=told.title,
        unit=told.unit,
        days=tuple(_figure_day(day) for day in told.days),
    )


def _figure_day(told: FigureDay) -> shapes.FigureDayShape:
    row = told.record.row if isinstance(told.record.row, FigureRow) else None
    names = shapes.Quantiles.model_fields
    quantiles = None
    if told.quantiles is not None:
        quantiles = shapes.Quantiles(**{n: round(q, 2) for n, q in zip(names, told.quantiles, strict=True)})
    return shapes.FigureDayShape(
        day=told.day,
        days_ahead=told.days_ahead,
        quantiles=quantiles,
        record=shapes.RecordOfFigure(
            text=told.record.text,
            origins=row.origins if row else None,
            score=_score(row.wis) if row else None,
            it_stays=_score(row.persistence) if row else None,
            trend=_score(row.trend) if row else None,
            inside_50=_score(row.inside50) if row else None,
            inside_80=_score(row.inside80) if row else None,
            inside_95=_score(row.inside95) if row else None,
        ),
    )


def _score(value: float) -> float | None:
    """A score of the record; None where nothing could be scored."""
    return None if math.isnan(value) else value
