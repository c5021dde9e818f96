"""The calendar of an office: deployments of the same days, lender and work as one entry, without pseudonyms."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from lagezentrum.staffing.model import QUARTERS
from lagezentrum.web.office.pool.numbers import fte
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
    for key in sorted(people, key=str):
        first, last, lender, skill, mode, state = key
        event = Event()
        event.add("uid", f"pool-{receiver.key}-{_mark(key)}@lagezentrum")
        event.add("dtstamp", stamp)
        event.add("dtstart", first)
        event.add("dtend", last + _DAY)
        count, posts = people[key], fte(quarters[key] / QUARTERS, code, 2)
        work, where = SKILLS[skill].in_language(code), MODES[mode].in_language(code)
        told = DEPLOYMENTS[state].in_language(code)
        if code == "de":
            event.add("summary", f"{count} {'Kraft' if count == 1 else 'Kräfte'} von {lender}")
            event.add("description", f"{posts} VZÄ, {work}, {where}; {told}.\n{page}")
        else:
            event.add("summary", f"{count} {'person' if count == 1 else 'people'} from {lender}")
            event.add("description", f"{posts} FTE, {work}, {where}; {told}.\n{page}")
        event.add("status", "TENTATIVE" if state == Deployment.State.APPROVED else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _mark(key: _Key) -> str:
    """What tells an entry from all others, and stays when others come or go."""
    return sha256("|".join(map(str, key)).encode()).hexdigest()[:20]
