"""The season as the service would have lived through it: figures day by day, the orders on record as determinations."""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from lagezentrum.season.reading import read_orders
from lagezentrum.sources.areas import districts
from lagezentrum.web.archive import season
from lagezentrum.web.ledger import service
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.today import BERLIN
from tests.web import databases

TODAY = "2021-12-20"
"""A Monday: level 2 has held everywhere since Friday."""


def live_through() -> None:
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


@pytest.fixture(scope="session")
def season_kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy of the database in which the season was lived through."""
    with django_db_blocker.unblock(), override_settings(TODAY=TODAY):
        before = databases.keep("before_season")
        live_through()
        season = databases.keep("season")
        databases.put_back(before)
    yield season
    with django_db_blocker.unblock():
        databases.drop("season")
        databases.drop("before_season")


@pytest.fixture(scope="package")
def season_record(season_kept: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The season on record in the database of all tests of a package; the service stands still on 20 December 2021."""
    with django_db_blocker.unblock(), override_settings(TODAY=TODAY):
        before = databases.keep("before_package")
        databases.put_back(season_kept)
    with override_settings(TODAY=TODAY):
        yield
    with django_db_blocker.unblock():
        databases.put_back(before)
        databases.drop("before_package")
