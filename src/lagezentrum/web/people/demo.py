"""People of the demo: one for each role, with passwords made at random. Never outside an exercise."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.refusal import Refusal

LAND = "03"
DISTRICT = "03255"
"""Landkreis Holzminden: on the day of the demo something waits to be decided there."""
FIRST_DAY = date(2021, 1, 1)
_POOL_FIRST_DAY = date(2020, 10, 1)
"""The staff pool of the demo may be played in the autumn of 2020."""


class NoExercise(Refusal):
    """Demo people are made in an exercise only."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as one of the demo people. The password is not kept anywhere."""

    username: str
    name: str
    role: Role
    area: str
    password: str
    body: str = ""


_PEOPLE = (
    ("anna.kern", "Anna Kern", Role.DISTRICT_OFFICER, ""),
    ("bernd.holt", "Bernd Holt", Role.DISTRICT_OFFICER, ""),
    ("clara.weiss", "Clara Weiß", Role.APPROVER, ""),
    ("david.sander", "David Sander", Role.MINISTRY_OFFICER, LAND),
    ("emine.aydin", "Emine Aydın", Role.MINISTRY_OFFICER, LAND),
    ("frieda.lang", "Frieda Lang", Role.APPROVER, LAND),
    ("georg.stein", "Georg Stein", Role.STAFF_UNIT, LAND),
    ("hanna.vogt", "Hanna Vogt", Role.LENDING_AUTHORITY, LAND),
    ("karl.busch", "Karl Busch", Role.POOL_APPROVER, LAND),
    ("lena.moor", "Lena Moor", Role.RECEIVING_OFFICE, LAND),
    ("ines.rohde", "Ines Rohde", Role.AUDITOR, LAND),
    ("jan.peters", "Jan Peters", Role.OPERATOR, LAND),
)
"""User name, name, role and area; an empty area stands for the district of the demo."""

_BODIES = {Role.LENDING_AUTHORITY: "FA-01", Role.RECEIVING_OFFICE: "GA03453"}
"""The authority and the office of the staff pool that demo people speak for."""

_OF_THE_POOL = (Role.STAFF_UNIT, Role.POOL_APPROVER, Role.LENDING_AUTHORITY, Role.RECEIVING_OFFICE)


@transaction.atomic
def create(district: str = DISTRICT) -> tuple[SignIn, ...]:
    """Register the demo people, or give those already there new passwords.

    Args:
        district: AGS of the district that its officers and its approver decide for.

    Raises:
        NoExercise: the service is a real one (LAGEZENTRUM_EXERCISE is off).
    """
    if not settings.EXERCISE:
        raise NoExercise(
            "Dies ist keine Übung: Übungspersonen werden hier nicht angelegt. Personen trägt der Betrieb ein.",
            "This is no exercise: demo people are not made here. The operators register people.",
        )
    made = []
    for username, name, role, land in _PEOPLE:
        area = land or district
        given, family = name.split(" ", 1)
        password = secrets.token_urlsafe(12)
        user, _ = User.objects.get_or_create(
            username=username,
            defaults={"first_name": given, "last_name": family, "email": f"{username}@example.org"},
        )
        user.set_password(password)
        user.save(update_fields=["password"])
        Grant.objects.get_or_create(
            user=user,
            role=role,
            area=area,
            body=_BODIES.get(role, ""),
            deputy_for=None,
            defaults={"valid_from": _POOL_FIRST_DAY if role in _OF_THE_POOL else FIRST_DAY},
        )
        made.append(SignIn(username, name, role, area, password, _BODIES.get(role, "")))
    return tuple(made)
