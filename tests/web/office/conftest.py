"""A site in the middle of the reference season, with its demo people."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from tests.web.records import OFFICE_ON

DAY = OFFICE_ON

Move = Callable[[date], None]
Browse = Callable[[str], Client]


@pytest.fixture
def move(settings: Settings) -> Move:
    """Let the service take another day for today."""

    def to(day: date) -> None:
        settings.TODAY = day.isoformat()

    return to


@pytest.fixture
def office(office_record: None, db: None) -> None:
    """The figures up to 29 November 2021, and a person for each role."""


@pytest.fixture
def browse(office: None) -> Browse:
    """A browser of a person who is signed in; the empty name for nobody."""

    def as_(username: str) -> Client:
        client = Client()
        if username:
            client.force_login(User.objects.get(username=username))
        return client

    return as_
