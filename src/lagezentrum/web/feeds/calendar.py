"""The calendar of an area: what holds from when to when, and what may come at the earliest."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from lagezentrum.law.model import Regulation, Text
from lagezentrum.outlook.earliest import AreaOutlook, Settled, StepOutlook
from lagezentrum.outlook.earliest.wording import sentence, settled_sentence, step_title
from lagezentrum.sources.areas import Area
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
    "suspension_ends": Text(de="Aussetzung endet: {step}", en="Suspension ends: {step}"),
    "page": Text(de="Was gilt und warum: {page}", en="What holds and why: {page}"),
}


def as_ics(
    area: Area,
    periods: Iterable[Period],
    outlook: AreaOutlook,
    regulation: Regulation,
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
        outlook: what may come at the earliest.
        regulation: as it was applied for it.
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
    for step in outlook.steps:
        if _is_told(step, outlook):
            calendar.add_component(_change(area, step, regulation, today, published, stamp, page, language))
    for settled in outlook.settled:
        if settled.cause == "suspension_ends":
            calendar.add_component(_resumption(area, settled, outlook, regulation, stamp, page, language))
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


def _is_told(step: StepOutlook, outlook: AreaOutlook) -> bool:
    """Whether a change has come some way: of what holds the end of the highest level, no section without a day."""
    if step.deciding is None or step.earliest is None or step.earliest <= outlook.present or outlook.needless(step):
        return False
    if step.step.isdigit() and step.change == "lower" and int(step.step) < outlook.standing.level:
        return False
    path = step.deciding.nearest
    return step.state == "met" or (path is not None and path.counted > 0)


def _change(
    area: Area,
    step: StepOutlook,
    regulation: Regulation,
    today: date,
    published: Collection[date],
    stamp: datetime,
    page: str,
    language: Language,
) -> Event:
    """A change that nobody has ordered: tentative, and marked as possible at the earliest in its title."""
    found = step.deciding
    assert found is not None  # noqa: S101 (chosen so)
    assert step.earliest is not None  # noqa: S101 (likewise)
    path = found.nearest
    reached = [box.day for box in path.boxes if box.mark.kind == "reached"] if path is not None else []
    first_counted = min(reached, default=found.met_on or today)
    what = _say(step.change, language).format(step=step_title(step, language))
    event = _event(
        f"{area.ags}-{found.rule}-{step.step}-{step.change}-{first_counted.isoformat()}",
        step.earliest,
        step.earliest + timedelta(days=1),
        marked(f"{_say('earliest', language).format(what=what)} – {area.title}", language),
        stamp,
        revision(first_counted, None, today, published),
    )
    said = [
        exercise_note(language),
        _say("no_order", language).format(sentence=sentence(step, regulation, language)),
        _say("page", language).format(page=page),
    ]
    event.add("description", "\n".join(line for line in said if line))
    event.add("url", page)
    event.add("status", "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def _resumption(
    area: Area,
    settled: Settled,
    outlook: AreaOutlook,
    regulation: Regulation,
    stamp: datetime,
    page: str,
    language: Language,
) -> Event:
    """The day after a court's suspension: what was suspended holds again, unless somebody decides otherwise."""
    title = next((step_title(step, language) for step in outlook.steps if step.step == settled.step), settled.step)
    event = _event(
        f"{area.ags}-{settled.rule}-{settled.step}-{settled.change}-resumed-{settled.day.isoformat()}",
        settled.day,
        settled.day + timedelta(days=1),
        marked(f"{_say('suspension_ends', language).format(step=title)} – {area.title}", language),
        stamp,
        0,
    )
    told = settled_sentence(settled, regulation, language)
    said = [exercise_note(language), told, _say("page", language).format(page=page)]
    event.add("description", "\n".join(line for line in said if line))
    event.add("url", page)
    event.add("status", "CONFIRMED")
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
