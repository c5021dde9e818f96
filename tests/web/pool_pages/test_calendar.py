"""The calendar of an office: an entry keeps its name when others come or go, so that it is not taken for another."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.utils.translation import override
from icalendar import Calendar

from lagezentrum.web.office.pool.calendars import as_ics
from lagezentrum.web.pool.models import Receiver
from lagezentrum.web.today import BERLIN

STAMP = datetime(2020, 11, 5, 12, tzinfo=BERLIN)
OFFICE = Receiver(key="GA03241", name="Region Hannover")


def deployment(lender: str, quarters: int) -> Any:
    """At the office for a week."""
    person = SimpleNamespace(lender=SimpleNamespace(name=lender), quarters=quarters)
    return SimpleNamespace(
        first=date(2020, 11, 9), last=date(2020, 11, 13), skill="contact_tracing", mode="remote", state="ordered",
        person=person,
    )  # fmt: skip


def test_entries_keep_their_names_and_posts_are_written_as_on_pages() -> None:
    rows = [deployment(f"Finanzamt {number}", 3) for number in range(3)]
    every, fewer = (
        {
            str(event["summary"]): str(event["uid"])
            for event in Calendar.from_ical(as_ics(OFFICE, some, STAMP, "x")).walk("VEVENT")
        }
        for some in (rows, rows[1:])
    )
    assert len(set(every.values())) == 3
    assert fewer.items() <= every.items()
    with override("de"):  # a page asked for before may have left another language
        assert b"0\\,75 VZ" in as_ics(OFFICE, rows, STAMP, "x")
