from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from pytest_django import Settings

from lagezentrum.web.people import demo
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.permission import Action, may

pytestmark = pytest.mark.django_db


def test_there_is_a_person_for_every_role_and_two_officers_with_an_approver_for_district_and_ministry() -> None:
    people = demo.create()
    counts = Counter((person.role, person.area) for person in people)
    assert {role for role, _ in counts} == set(Role)
    assert counts[Role.DISTRICT_OFFICER, demo.DISTRICT] == counts[Role.MINISTRY_OFFICER, "03"] == 2
    assert counts[Role.APPROVER, demo.DISTRICT] == counts[Role.APPROVER, "03"] == 1
    for person in people:
        user = User.objects.get(username=person.username)
        assert [(g.role, g.area) for g in user.grants.all()] == [(person.role, person.area)]


def test_the_passwords_sign_in_and_are_different_each_time() -> None:
    first, second = demo.create(), demo.create()
    passwords = {person.password for person in (*first, *second)}
    assert len(passwords) == 2 * len(first)
    assert min(map(len, passwords)) >= 16
    for old, new in zip(first, second, strict=True):
        assert authenticate(username=new.username, password=new.password) is not None
        assert authenticate(username=old.username, password=old.password) is None
    assert Grant.objects.count() == len(first)


def test_nobody_of_the_demo_is_a_superuser() -> None:
    demo.create()
    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(is_staff=True).exists()


def test_outside_an_exercise_nobody_is_made(settings: Settings) -> None:
    settings.EXERCISE = False
    with pytest.raises(demo.NoExercise, match="no exercise"):
        demo.create()
    assert not User.objects.exists()


def test_a_person_already_there_keeps_name_and_address() -> None:
    User.objects.create_user("anna.kern", email="anna@example.net", first_name="Annegret")
    demo.create()
    assert User.objects.get(username="anna.kern").email == "anna@example.net"
    assert may(User.objects.get(username="anna.kern"), Action.DRAFT, demo.DISTRICT)


def test_the_people_of_another_district_can_be_asked_for() -> None:
    demo.create("03241")
    anna = User.objects.get(username="anna.kern")
    assert may(anna, Action.DRAFT, "03241")
    assert not may(anna, Action.DRAFT, demo.DISTRICT)
