"""The probable outlook: how likely each level is, never without how good such numbers were."""

from datetime import date
from typing import Literal

from pydantic import Field

from lagezentrum.law.model import Text
from lagezentrum.web.api.shapes.areas import AreaShort
from lagezentrum.web.api.shapes.envelope import Answer, LocalMoment, Shape

_STATE = (
    "certain: by the rule no figure to come, and no missing one, can change it (`holds` says how it is; after `ends` "
    "only if that version were extended); shown: "
    "`probability` with its `record`; hidden: no number, `record.text` says why"
)


class Probability(Shape):
    """A probability between 0 and 1, never either of them; a true range where missing figures decide."""

    low: float
    high: float
    at_least: bool = Field(description="whether it may be more: the statewide rule, which has no record, can add to it")


class RecordOfLevel(Shape):
    """How good probabilities of the level were so many days ahead: Brier scores, 0 is without error."""

    text: Text = Field(description="in words, or why there is no number")
    origins: int | None = Field(description="days from which was measured; null: never measured")
    brier: float | None = Field(description="of the forecast")
    level_stays: float | None = Field(description="of saying that the level stays")
    figures_stay: float | None = Field(description="of the law over figures that stand still")
    climatology: float | None = Field(description="of saying how often it held so far")


class LevelDayShape(Shape):
    """How likely a level, or a higher one, is in force on a day."""

    day: date
    days_ahead: int = Field(description="from the last figures; the record is the one of so many days ahead")
    state: Literal["certain", "shown", "hidden"] = Field(description=_STATE)
    holds: bool | None
    probability: Probability | None
    text: Text
    record: RecordOfLevel | None


class LevelForecast(Shape):
    """A level, or a higher one, over the days to come."""

    level: int
    title: Text
    days: tuple[LevelDayShape, ...]


class ChangeForecast(Shape):
    """How likely the level is another one than today's on some day up to `until`."""

    within: int
    until: date
    state: Literal["certain", "shown", "hidden"] = Field(description=_STATE)
    holds: bool | None = Field(description="whether something changes, where that is certain")
    probability: Probability | None
    text: Text
    record: RecordOfLevel | None = Field(
        description="of the level whose beginning or end would be the change; changes themselves were not scored"
    )


class RecordOfFigure(Shape):
    """How good forecasts of the figure were: weighted interval scores, and shares of figures within the intervals."""

    text: Text = Field(description="in words, or why there is no number")
    origins: int | None
    score: float | None = Field(description="mean weighted interval score of the forecast, in the unit of the figure")
    it_stays: float | None = Field(description="of saying that it stays as it is")
    trend: float | None = Field(description="of saying that the last week goes on")
    inside_50: float | None
    inside_80: float | None
    inside_95: float | None


class Quantiles(Shape):
    """Where the figure may lie: ends of the intervals that hold it with 50, 80 and 95 %, and the middle."""

    q025: float
    q10: float
    q25: float
    q50: float
    q75: float
    q90: float
    q975: float


class FigureDayShape(Shape):
    """The forecast of a figure for a day."""

    day: date
    days_ahead: int
    quantiles: Quantiles | None = Field(description="null: no number, `record.text` says why")
    record: RecordOfFigure


class FigureForecast(Shape):
    """The forecast of an indicator in the area in which it is published."""

    indicator: str
    area: str
    title: Text
    unit: str
    days: tuple[FigureDayShape, ...]


class ProbableOutlook(Shape):
    """What may come: not ordered, not met, and never without its record."""

    area: AreaShort
    refused: Text | None = Field(description="why there is no forecast, or none of levels; null: there is one")
    assumption: Text = Field(description="what the probabilities take for granted")
    present: date = Field(description="the day looked ahead from")
    figures_until: date = Field(description="last day whose figures were looked at")
    known_at: LocalMoment = Field(description="figures published later were not looked at")
    version: str | None = Field(description="version of the regulation that was held still")
    ends: date | None = Field(description="its last day, where it ends within the days told")
    record_by_version: str | None = Field(description="version by which the record of levels was made")
    record_until: date | None = Field(
        description="last day whose figures are in the record; if not before `present`, it knows days still to come"
    )
    ends_differently: bool = Field(description="whether levels end by another condition than under that version")
    level_today: tuple[int, int] | None = Field(
        description="lowest and highest level that the rule gives today, each change on its earliest day"
    )
    paths: int = Field(description="courses that the probabilities are counted from")
    seed: int | None = Field(description="of the random numbers: from law, day and figures, so the same for everybody")
    levels: tuple[LevelForecast, ...]
    changes: tuple[ChangeForecast, ...]
    figures: tuple[FigureForecast, ...]


class ForecastAnswer(Answer):
    """The probable outlook of an area."""

    data: ProbableOutlook
