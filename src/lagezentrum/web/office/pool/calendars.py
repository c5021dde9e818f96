"""The calendar of an office: deployments of the same days, lender and work as one entry, without pseudonyms."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from lagezentrum.web.office.pool.reasons import MODES, SKILLS
from lagezentrum.web.office.pool.words import DEPLOYMENTS
from lagezentrum.web.pool.models import Deployment, Receiver
from lagezentrum.web.public import language

_DAY = timedelta(days=1)
_Key = tuple[date, date, str, str, str, str]


def as_ics(receiver: Receiver, rows: Iterable[Deployment], stamp: datetime, page: str) -> bytes:
    """The calendar as iCalendar (RFC 5545), in the language of the page.

    Args:
        receiver: whose calendar it is.
        rows: its deployments.
        stamp: when it is made (aware).
        page: address of the office's page.
    """
    code = language.current()
    calendar = Calendar()
    calendar.add("prodid", "-//Lagezentrum//Personalpool//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = f"{'Personalpool' if code == 'de' else 'Staff pool'}: {receiver.name}"
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    people: Counter[_Key] = Counter()
    quarters: Counter[_Key] = Counter()
    for row in rows:
        key = (row.first, row.last, row.person.lender.name, row.skill, row.mode, row.state)
        people[key] += 1
        quarters[key] += row.person.quarters
    for number, key in enumerate(sorted(people, key=str)):
        first, last, lender, skill, mode, state = key
        event = Event()
        event.add("uid", f"pool-{receiver.key}-{first}-{last}-{number}@lagezentrum")
        event.add("dtstamp", stamp)
        event.add("dtstart", first)
        event.add("dtend", last + _DAY)
        count, fte = people[key], quarters[key] / 4
        work, where = SKILLS[skill].in_language(code), MODES[mode].in_language(code)
        told = DEPLOYMENTS[state].in_language(code)
        if code == "de":
            event.add("summary", f"{count} {'Kraft' if count == 1 else 'Kräfte'} von {lender}")
            event.add("description", f"{fte:g} VZÄ, {work}, {where}; {told}.\n{page}")
        else:
            event.add("summary", f"{count} {'person' if count == 1 else 'people'} from {lender}")
            event.add("description", f"{fte:g} FTE, {work}, {where}; {told}.\n{page}")
        event.add("status", "TENTATIVE" if state == Deployment.State.APPROVED else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
