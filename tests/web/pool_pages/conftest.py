"""The small pool of `tests/web/pool`, looked at through a browser without a screen."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.web.pool.conftest import (  # noqa: F401 - fixtures
    People,
    approved,
    checked,
    lenders,
    nominated,
    on_5_november,
    people,
    proposal,
)

Browse = Callable[[User], Client]


@pytest.fixture
def browse() -> Browse:
    """A browser of somebody who is signed in."""

    def as_(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return as_
