"""E-mail to people by what they may do where. Sent once the act is recorded, never before."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import User as Person
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from lagezentrum.web.people.permission import Action, bases
from lagezentrum.web.people.second_person import is_second

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def who_may(
    action: Action, area: str, *, without: "User | None" = None, second_to: "User | None" = None
) -> list[Person]:
    """The people with an address who may do something in an area in their own right or as deputies.

    Args:
        action: what.
        area: AGS or Land key, as their grants have it.
        without: somebody who need not be told.
        second_to: who began what needs a second person; they and whoever only stands in for them are not told.
    """
    candidates = Person.objects.filter(is_active=True, grants__area=area).exclude(email="").distinct().order_by("pk")
    first = None if second_to is None else second_to.pk
    found = []
    for person in candidates:
        grants = bases(person, action, area)
        if grants and is_second(person.pk, grants, first) and (without is None or person.pk != without.pk):
            found.append(person)
    return found


def send(people: Iterable[Person], subject: str, german: list[str], english: list[str]) -> None:
    """Send one message to each person once the transaction is through; what fails is logged and undoes nothing."""
    mark = "[Übung] " if settings.EXERCISE else ""
    body = "\n".join([*german, "", *english, "", "Lagezentrum"])
    # A name out of a file may hold a line break, which no subject can.
    one_line = " ".join((mark + subject).split())
    messages = [EmailMessage(subject=one_line, body=body, to=[person.email]) for person in people]

    def deliver() -> None:
        with get_connection() as connection:
            connection.send_messages(messages)

    if messages:
        transaction.on_commit(deliver, robust=True)
