"""The card "how likely?" of an area's page: per level a strip of days, a table with the record, and a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, takewhile

from django.utils.translation import gettext as _

from lagezentrum.engine.wording.phrases import short_date, text
from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.record import HOME, LevelRow
from lagezentrum.outlook.forecast.wording import SIMPLE_RULES
from lagezentrum.outlook.probable import AreaForecast, LevelDay, LevelTold
from lagezentrum.outlook.probable.measured import LAST_DAY
from lagezentrum.outlook.probable.telling import reasons
from lagezentrum.outlook.probable.wording import (
    ASSUMPTION,
    CERTAIN_MEANS,
    CHANGES_NOT_MEASURED,
    today_differs,
    version_ends,
)
from lagezentrum.season.forecast_record.reading import read_about_record
from lagezentrum.web import forecasts
from lagezentrum.web.public import fan, language
from lagezentrum.web.public.bars import Bars, bars
from lagezentrum.web.public.marks import Mark, level_mark
from lagezentrum.web.public.policy_lab.sentences import counted
from lagezentrum.web.situation import Situation


@dataclass(frozen=True)
class LikelyDays:
    """One row of a table: days in a row of which the same is said, the probability in words, and the record of it."""

    first: date
    last: date
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
        rows: every day; empty where all are certain.
        why: why days have no number, each reason once, except where that stands in the table or for the whole card.
    """

    mark: Mark
    title: str
    sentence: str
    bars: Bars
    rows: tuple[LikelyDays, ...]
    why: tuple[str, ...]


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
        why: reasons for having no number that hold for several levels or changes, each once.
        assumption, certain_means, today_differs, ends: what the numbers rest on.
        changes_measured: that the record beside a change is that of levels; empty where no change has a number.
        known_at: up to when publications were looked at.
        measured: what the record was measured on.
        record_knows_more: whether the record was made with days after the one shown.
        paths, seed: of the random numbers.
    """

    why_nothing: str = ""
    why_no_levels: str = ""
    assumption: str = ""
    certain_means: str = ""
    why: tuple[str, ...] = ()
    today_differs: str = ""
    ends: str = ""
    changes_measured: str = ""
    ends_differently: bool = False
    known_at: datetime | None = None
    figures_until: date | None = None
    measured: str = ""
    record_knows_more: bool = False
    paths: str = ""
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
    common = _shared_reasons(found)
    level = seen.standings.on(found.area, found.present).level
    about = next(named for named in read_about_record().sets if named.where == HOME)
    return Probable(
        why_no_levels=_words(found.refused),
        assumption=_words(ASSUMPTION),
        certain_means=_words(CERTAIN_MEANS),
        today_differs="" if found.refused or found.today is None else today_differs(found.today, level, spoken),
        why=tuple(_words(reason) for reason in common),
        ends="" if found.ends is None else _words(version_ends(found.ends)),
        changes_measured=_words(CHANGES_NOT_MEASURED) if any(c.state == "shown" for c in found.changes) else "",
        ends_differently=found.ends_differently,
        known_at=found.known_at,
        figures_until=found.figures_until,
        measured=_words(about.title),
        record_knows_more=found.present <= LAST_DAY,
        paths=counted(found.paths, spoken),
        seed=found.seed,
        levels=tuple(_level(told, found, common) for told in found.levels),
        changes=tuple(
            LikelyChange(
                c.within,
                c.last,
                _words(c.words),
                "" if c.record is None or c.record.text in common else _words(c.record.text),
            )
            for c in found.changes
        ),
        fans=fan.fans(found, seen),
    )


def _shared_reasons(found: AreaForecast) -> tuple[Text, ...]:
    """Why there is no number, where several levels or changes have the same reason."""
    said = [reason for level in found.levels for reason in reasons(level.days, unless_beaten=True)]
    said += [change.record.text for change in found.changes if change.state == "hidden" and change.record is not None]
    return tuple(dict.fromkeys(reason for reason in said if said.count(reason) > 1))


def _rows(days: tuple[LevelDay, ...]) -> Iterable[LikelyDays]:
    for (words, record), same in groupby(days, key=lambda day: (_words(day.words), record_words(day))):
        run = list(same)
        yield LikelyDays(run[0].day, run[-1].day, words, record)


def _level(told: LevelTold, found: AreaForecast, common: tuple[Text, ...]) -> LikelyLevel:
    highest = told.level == max(level.level for level in found.levels)
    named = _words(told.title)
    return LikelyLevel(
        mark=level_mark(told.level, told.title),
        title=named if highest else _("%(level)s oder höher") % {"level": named},
        sentence=sentence(told.days, found.ends),
        bars=bars(told.level, told.days, found.ends),
        rows=() if told.all_certain else tuple(_rows(told.days)),
        why=tuple(_words(reason) for reason in reasons(told.days, unless_beaten=True) if reason not in common),
    )


def sentence(days: tuple[LevelDay, ...], ends: date | None = None) -> str:
    """What is certain from tomorrow on, and how likely it is in two weeks, or at the nearest day that has a number.

    The number stands with its record. What would be certain after `ends`, the last day of the version held still, only
    if that were extended, is told apart.
    """
    spoken = language.current()
    first = days[0].holds
    certain = list(takewhile(lambda day: day.state == "certain" and day.holds == first, days))
    parts = []
    if certain:
        now = [day.day for day in certain if ends is None or day.day <= ends]
        if now:
            said = _("Bis %(day)s, steht fest: ja.") if first else _("Bis %(day)s, steht fest: nein.")
            parts.append(said % {"day": short_date(now[-1], spoken)})
        if len(now) < len(certain):
            said = (
                _("Bei verlängerter Fassung bis %(day)s: ja.")
                if first
                else _("Bei verlängerter Fassung bis %(day)s: nein.")
            )
            parts.append(said % {"day": short_date(certain[-1].day, spoken)})
    shown = [day for day in days if day.state == "shown"]
    if shown:
        chosen = min(shown, key=lambda day: abs(day.days_ahead - 14))
        values = {"day": short_date(chosen.day, spoken), "chance": _words(chosen.words), "record": record_words(chosen)}
        parts.append(_("Am %(day)s: %(chance)s; Fehler bisher %(record)s.") % values)
    elif not certain:
        parts.append(_("Für keinen Tag gibt es eine Zahl."))
    elif len(certain) < len(days):
        parts.append(_("Danach gibt es keine Zahl."))
    return " ".join(parts)


def record_words(day: LevelDay) -> str:
    """How good such numbers were, as short as a table needs it."""
    if day.state == "certain":
        return "–"
    row = None if day.record is None else day.record.row
    if day.record is not None and day.record.beaten_by is not None and isinstance(row, LevelRow):
        rule = _words(SIMPLE_RULES[day.record.beaten_by])
        return _("nicht kleiner als mit %(rule)s (%(days)d Tage)") % {"rule": rule, "days": row.origins}
    if day.state == "hidden" or not isinstance(row, LevelRow):
        return ""
    return skill_words(row)


def skill_words(row: LevelRow) -> str:
    """As in "66 % kleiner (63 Tage)"; a number and its percent sign stay on one line."""
    values = {"days": row.origins}
    if row.as_good_as_right or not row.level_stays:
        return _("fast keiner (%(days)d Tage)") % values
    values["less"] = round(100 * (1 - row.brier / row.level_stays))
    return language.unbroken(_("%(less)d %% kleiner (%(days)d Tage)") % values)


def _words(said: Text | None) -> str:
    """The wording of the page's language; a number and its percent sign stay on one line."""
    return "" if said is None else language.unbroken(text(said, language.current()))
