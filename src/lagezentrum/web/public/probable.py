"""The card "how likely?" of an area's page: per level a strip of days, a table with the record, and a sentence."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from django.utils.translation import gettext as _

from lagezentrum.engine.wording.phrases import short_date, text
from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.record import HOME, NO_ERROR, LevelRow
from lagezentrum.outlook.probable import AreaForecast, LevelDay, LevelTold
from lagezentrum.outlook.probable.measured import LAST_DAY
from lagezentrum.outlook.probable.telling import reasons
from lagezentrum.outlook.probable.wording import ASSUMPTION, CERTAIN_MEANS, today_differs
from lagezentrum.season.forecast_record.reading import read_about_record
from lagezentrum.web import forecasts
from lagezentrum.web.public import fan, language
from lagezentrum.web.public.bars import Bars, bars
from lagezentrum.web.public.marks import Mark, level_mark
from lagezentrum.web.situation import Situation

SHOWN_AHEAD = (3, 7, 10, 14, 21)
"""Days ahead of the small table; the whole one is folded below it."""


@dataclass(frozen=True)
class LikelyDay:
    """One row of a table: the day, the probability in words, and how good such numbers were."""

    day: date
    days_ahead: int
    words: str
    record: str


@dataclass(frozen=True)
class LikelyLevel:
    """One level over the days to come.

    Attributes:
        mark: of the level.
        title: what the numbers are about: the level, or a higher one.
        sentence: what is certain, and how likely it is in two weeks.
        bars: the drawing.
        rows: some days; empty where all are certain.
        every: all days.
        why: why days have no number, each reason once.
        why_first: of them, the reason of the first of `rows` without a number; empty where there is none.
    """

    mark: Mark
    title: str
    sentence: str
    bars: Bars
    rows: tuple[LikelyDay, ...]
    every: tuple[LikelyDay, ...]
    why: tuple[str, ...]
    why_first: str


@dataclass(frozen=True)
class LikelyChange:
    """How likely another level is than today's within some days, and the record or the reason."""

    within: int
    last: date
    words: str
    record: str


@dataclass(frozen=True)
class Probable:
    """The card.

    Attributes:
        why_nothing: why there is no forecast at all; then the rest is empty.
        why_no_levels: why there is none of levels.
        assumption, certain_means, today_differs, ends: what the numbers rest on.
        known_at: up to when publications were looked at.
        measured: what the record was measured on.
        record_knows_more: whether the record was made with days after the one shown.
        paths, seed: of the random numbers.
    """

    why_nothing: str = ""
    why_no_levels: str = ""
    assumption: str = ""
    certain_means: str = ""
    today_differs: str = ""
    ends: date | None = None
    ends_differently: bool = False
    known_at: datetime | None = None
    figures_until: date | None = None
    measured: str = ""
    record_knows_more: bool = False
    paths: int = 0
    seed: int = 0
    levels: tuple[LikelyLevel, ...] = ()
    changes: tuple[LikelyChange, ...] = ()
    fans: tuple[fan.Shown, ...] = ()


def probable(seen: Situation, area: str) -> Probable | None:
    """The card of a district or the Land; None where no version is in force, so that there is nothing to ask."""
    if seen.regulation.in_force(area, seen.decided_until) is None:
        return None
    found = forecasts.told(seen, area)
    if isinstance(found, forecasts.Untold):
        return Probable(why_nothing=_words(found.why))
    return card(found, seen)


def card(found: AreaForecast, seen: Situation) -> Probable:
    """The card of what may be told."""
    spoken = language.current()
    level = seen.standings.on(found.area, found.present).level
    about = next(named for named in read_about_record().sets if named.where == HOME)
    return Probable(
        why_no_levels=_words(found.refused),
        assumption=_words(ASSUMPTION),
        certain_means=_words(CERTAIN_MEANS),
        today_differs="" if found.refused else today_differs(found.today, level, spoken),
        ends=found.ends,
        ends_differently=found.ends_differently,
        known_at=found.known_at,
        figures_until=found.figures_until,
        measured=_words(about.title),
        record_knows_more=found.present <= LAST_DAY,
        paths=found.paths,
        seed=found.seed,
        levels=tuple(_level(told, found) for told in found.levels),
        changes=tuple(
            LikelyChange(c.within, c.last, _words(c.words), "" if c.record is None else _words(c.record.text))
            for c in found.changes
        ),
        fans=fan.fans(found, seen),
    )


def _level(told: LevelTold, found: AreaForecast) -> LikelyLevel:
    every = tuple(LikelyDay(day.day, day.days_ahead, _words(day.words), record_words(day)) for day in told.days)
    highest = told.level == max(level.level for level in found.levels)
    named = _words(told.title)
    shown = tuple(day for day in told.days if day.days_ahead in SHOWN_AHEAD)
    return LikelyLevel(
        mark=level_mark(told.level, told.title),
        title=named if highest else _("%(level)s oder höher") % {"level": named},
        sentence=sentence(told.days),
        bars=bars(told.level, told.days, found.ends),
        rows=() if told.all_certain else tuple(row for row in every if row.days_ahead in SHOWN_AHEAD),
        every=every,
        why=tuple(_words(reason) for reason in reasons(told.days)),
        why_first=next(iter(_words(reason) for reason in reasons(shown)), ""),
    )


def sentence(days: tuple[LevelDay, ...]) -> str:
    """What is certain from tomorrow on, and how likely it is in two weeks, or at the next day that has a number."""
    spoken = language.current()
    first = days[0].holds
    certain = list(takewhile(lambda day: day.state == "certain" and day.holds == first, days))
    parts = []
    if certain:
        values = {"day": short_date(certain[-1].day, spoken)}
        said = _("Bis %(day)s, steht fest: ja.") if first else _("Bis %(day)s, steht fest: nein.")
        parts.append(said % values)
    shown = [day for day in days if day.state == "shown"]
    if shown:
        chosen = min(shown, key=lambda day: abs(day.days_ahead - 14))
        values = {"day": short_date(chosen.day, spoken), "chance": _words(chosen.words)}
        parts.append(_("Am %(day)s: %(chance)s.") % values)
    elif len(certain) < len(days):
        parts.append(_("Danach gibt es keine Zahl."))
    return " ".join(parts)


def record_words(day: LevelDay) -> str:
    """How good such numbers were, as short as a table needs it."""
    if day.state == "certain":
        return "–"
    row = None if day.record is None else day.record.row
    if day.state == "hidden" or not isinstance(row, LevelRow):
        return ""
    return skill_words(row)


def skill_words(row: LevelRow) -> str:
    """As in "66 % kleiner (63 Tage)"."""
    values = {"days": row.origins}
    if row.brier <= NO_ERROR or not row.level_stays:
        return _("fast keiner (%(days)d Tage)") % values
    return _("%(less)d %% kleiner (%(days)d Tage)") % (
        values | {"less": round(100 * (1 - row.brier / row.level_stays))}
    )


def _words(said: Text | None) -> str:
    """The wording of the page's language; a number and its percent sign stay on one line."""
    return "" if said is None else text(said, language.current()).replace(" %", "\u00a0%")
