"""People who may and may not touch the archive."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from lagezentrum.web.people.models import Grant, Role


def person(name: str, role: Role, area: str = "03") -> User:
    user = User.objects.create_user(name)
    Grant.objects.create(user=user, role=role, area=area, valid_from=date(2021, 1, 1))
    return user


@pytest.fixture
def officer(db: None) -> User:
    return person("officer", Role.MINISTRY_OFFICER)


@pytest.fixture
def colleague(db: None) -> User:
    return person("colleague", Role.MINISTRY_OFFICER)


@pytest.fixture
def district_officer(db: None) -> User:
    return person("district", Role.DISTRICT_OFFICER, "03241")
