"""The calendar of an area: what holds from when to when, and what may come at the earliest."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from lagezentrum.law.model import Text
from lagezentrum.sources.areas import Area
from lagezentrum.web.api.shapes.levels import NextChange
from lagezentrum.web.feeds.periods import Period
from lagezentrum.web.feeds.wording import Language, exercise_note, half, long_date, marked

MEDIA_TYPE = "text/calendar; charset=utf-8"
_AHEAD = timedelta(days=7)
"""How far a period without an end is drawn; it moves along as long as nothing ends it."""
_DOMAIN = "lagezentrum"

_WORDS = {
    "until_further_notice": Text(
        de="Gilt bis auf Weiteres; gezeichnet bis {day}.", en="Holds until further notice; drawn up to {day}."
    ),
    "since": Text(de="Gilt seit {day}.", en="Has held since {day}."),
    "earliest": Text(de="Frühestens möglich: {what}", en="Possible at the earliest: {what}"),
    "raise": Text(de="{step} könnte beginnen", en="{step} could begin"),
    "lower": Text(de="{step} könnte enden", en="{step} could end"),
    "no_order": Text(de="Noch ist nichts angeordnet. {sentence}", en="Nothing has been ordered yet. {sentence}"),
    "name": Text(de="Warnstufen: {area}", en="Warning levels: {area}"),
    "page": Text(de="Was gilt und warum: {page}", en="What holds and why: {page}"),
}


def as_ics(
    area: Area,
    periods: Iterable[Period],
    changes: Iterable[NextChange],
    *,
    today: date,
    published: Collection[date],
    stamp: datetime,
    page: str,
    language: Language = "de",
) -> bytes:
    """The calendar as iCalendar (RFC 5545).

    Args:
        area: the district or the Land.
        periods: in which anything holds.
        changes: the running sections of today.
        today: the day that open periods are told from.
        published: the day of each order published for the area or its Land.
        stamp: when the last thing changed that is told (aware).
        page: address of the page of the area, with host.
        language: of the words.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Lagezentrum//Warnstufen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = marked(_say("name", language).format(area=area.title), language)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("source", page, {"value": "URI"})
    calendar.add("refresh-interval", timedelta(hours=4), {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    for period in periods:
        calendar.add_component(_period(area, period, today, published, stamp, page, language))
    for change in changes:
        if change.earliest_effect > today and (change.counted or change.complete):
            calendar.add_component(_change(area, change, today, published, stamp, page, language))
    return bytes(calendar.to_ical())


def _period(
    area: Area, period: Period, today: date, published: Collection[date], stamp: datetime, page: str, language: Language
) -> Event:
    told_until = period.ends or max(today, period.first) + _AHEAD
    titles = " · ".join(dict.fromkeys(half(step.title, language) for step in period.steps))
    event = _event(
        f"{area.ags}-{period.first.isoformat()}-{period.key}",
        period.first,
        told_until,
        marked(f"{titles} – {area.title}", language),
        stamp,
        revision(period.first, period.ends, today, published),
    )
    said = [exercise_note(language), _say("since", language).format(day=long_date(period.first, language))]
    if period.ends is None:
        last = long_date(told_until - timedelta(days=1), language)
        said.append(_say("until_further_notice", language).format(day=last))
    said.append(_say("page", language).format(page=page))
    event.add("description", "\n".join(line for line in said if line))
    event.add("url", page)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [f"Stufe {period.level}" if period.level else period.key])
    return event


def _change(
    area: Area,
    change: NextChange,
    today: date,
    published: Collection[date],
    stamp: datetime,
    page: str,
    language: Language,
) -> Event:
    """A change that nobody has ordered: tentative, and marked as possible at the earliest in its title."""
    what = _say(change.change, language).format(step=half(change.title, language))
    title = _say("earliest", language).format(what=what)
    first_counted = min((box.day for box in change.boxes if box.kind == "reached"), default=today)
    event = _event(
        f"{area.ags}-{change.rule}-{change.step}-{change.change}-{first_counted.isoformat()}",
        change.earliest_effect,
        change.earliest_effect + timedelta(days=1),
        marked(f"{title} – {area.title}", language),
        stamp,
        revision(first_counted, None, today, published),
    )
    said = [
        exercise_note(language),
        _say("no_order", language).format(sentence=half(change.sentence, language)),
        _say("page", language).format(page=page),
    ]
    event.add("description", "\n".join(line for line in said if line))
    event.add("url", page)
    event.add("status", "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def revision(first: date, ends: date | None, today: date, published: Collection[date]) -> int:
    """The number of a revision, never smaller than that of an earlier day or of an earlier order of the same day.

    What a period shows may change every day until it is over: its open end moves along, an order settles it.
    """
    told_on = today if ends is None else min(today, ends)
    if told_on < first:
        return 0
    return 10 * (told_on - first).days + min(9, sum(day == told_on for day in published))


def _event(uid: str, first: date, ends: date, summary: str, stamp: datetime, sequence: int) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{_DOMAIN}")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("dtstart", first)
    event.add("dtend", ends)
    event.add("summary", summary)
    event.add("sequence", sequence)
    return event


def _say(name: str, language: Language) -> str:
    return half(_WORDS[name], language)
