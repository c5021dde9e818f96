"""What many tests begin with: a database with something on record, made once in a run and copied from then on.

A test asks for one of them with the fixture of its name in `tests/web/conftest.py`. Several processes of a run share
them: whoever needs one first makes it, and the others wait that long.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

from django.contrib.auth.models import User
from django.db import connection
from django.test import override_settings

from lagezentrum.season.reading import read_orders
from lagezentrum.sources.areas import districts
from lagezentrum.web import demo
from lagezentrum.web.archive import readings, season
from lagezentrum.web.ledger import service
from lagezentrum.web.people import demo as people
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.situation import _situation
from lagezentrum.web.today import BERLIN
from tests.web import databases

EMPTY = "empty"
"""The record that every test finds which asks for none."""

SEASON_ON = "2021-12-20"
"""The day of `season_record`, a Monday: level 2 has held everywhere since Friday."""

OFFICE_ON = date(2021, 11, 30)
"""The day of `office_record`: level 2 was reached in Region Hannover the day before; it can hold from 1 December."""

FIGURES_UNTIL = date(2021, 11, 29)
"""The last figures of `office_record` and `november_record`."""

WEEKS_UNTIL = date(2021, 10, 15)
"""The last day of `demo_weeks`."""


def _live_through() -> None:
    """Receive every file on its morning, and publish every order on its day."""
    season.load(day_by_day=True)
    officer, approver = User.objects.create(username="officer"), User.objects.create(username="approver")
    first = date(2021, 1, 1)
    for area, role in [("03", Role.MINISTRY_OFFICER), *((d.ags, Role.DISTRICT_OFFICER) for d in districts("03"))]:
        Grant.objects.create(user=officer, role=role, area=area, valid_from=first)
        Grant.objects.create(user=approver, role=Role.APPROVER, area=area, valid_from=first)
    for order in read_orders():
        if order.kind not in ("determined", "lifted"):
            continue
        level = order.step.isdigit()
        kinds = {"determined": "raise" if level else "3g", "lifted": "lower" if level else "lift-3g"}
        at = datetime.combine(order.decided_on or first, time(15), tzinfo=BERLIN)
        drafted = service.draft(
            officer,
            kind=kinds[order.kind],  # type: ignore[arg-type]
            rule=order.rule,
            area=order.area,
            step=order.step,
            effective=order.effective,
            reasons=order.basis,
            at=at,
        )
        service.approve(approver, drafted.id, at=at)
        service.publish(officer, drafted.id, at=at)


def _season_record() -> None:
    with override_settings(TODAY=SEASON_ON):
        _live_through()


def _office_record() -> None:
    with override_settings(EXERCISE=True, TODAY=OFFICE_ON.isoformat()):
        season.load(FIGURES_UNTIL)
        people.create("03241")


def _november_record() -> None:
    with override_settings(TODAY=FIGURES_UNTIL.isoformat()):
        season.load(FIGURES_UNTIL)


RECORDS: dict[str, Callable[[], object]] = {
    "demo_season": demo.load,
    "demo_weeks": lambda: demo.load(WEEKS_UNTIL),
    "season_record": _season_record,
    "office_record": _office_record,
    "november_record": _november_record,
}
"""The name of each record, which is that of its fixture, and what puts it into an empty database."""

_here = ""  # the record that the database in use is, if nothing was committed to it since


def stand_on(record: str) -> None:
    """Make the database in use a record, unless it still is that one."""
    global _here
    if connection.vendor == "postgresql" and record == EMPTY:
        _forget_row_numbers()
    if _here != record:
        kept = databases.copy_of(EMPTY) if record == EMPTY else _kept(record)
        databases.put_back(kept)
        _here = record


def _forget_row_numbers() -> None:
    """Keep no answer that names rows by number: what a test rolled back and the next one records anew has other ones.

    On SQLite the numbers go back with the transaction; and a record is copied with its numbers.
    """
    readings.forget()
    _situation.cache_clear()


def no_longer() -> None:
    """Something may have been committed: the next test gets its record anew."""
    global _here
    _here = ""


def _kept(record: str) -> str:
    """The copy of a record that the processes of a run share; made now if it is not there yet."""
    made = Path(os.environ["PYTEST_LAGEZENTRUM_RUN"]) / f"{record}.made"
    kept = databases.shared(record)
    with _alone(made.with_suffix(".lock")):
        if not made.exists():
            stand_on(EMPTY)
            no_longer()
            RECORDS[record]()
            databases.copy(databases.name(), kept)
            made.touch()
    return kept


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
