"""A site in the middle of the reference season, with its demo people."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from lagezentrum.web.archive import season
from lagezentrum.web.people import demo

DAY = date(2021, 11, 30)
"""Level 2 was reached in Region Hannover on the day before; it can hold from 1 December."""

Move = Callable[[date], None]
Browse = Callable[[str], Client]


@pytest.fixture
def move(settings: Settings) -> Move:
    """Let the service take another day for today."""

    def to(day: date) -> None:
        settings.TODAY = day.isoformat()

    return to


@pytest.fixture
def office(db: None, settings: Settings) -> None:
    """The figures up to 29 November 2021, and a person for each role."""
    settings.EXERCISE, settings.TODAY = True, DAY.isoformat()
    season.load(date(2021, 11, 29))
    demo.create("03241")


@pytest.fixture
def browse(office: None) -> Browse:
    """A browser of a person who is signed in; the empty name for nobody."""

    def as_(username: str) -> Client:
        client = Client()
        if username:
            client.force_login(User.objects.get(username=username))
        return client

    return as_
