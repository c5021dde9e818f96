"""Who may sign: the people who can approve a draft, so that an officer knows whom to call."""

from django.contrib.auth.models import User

from lagezentrum.web.ledger import chain
from lagezentrum.web.people.permission import Action, bases
from lagezentrum.web.people.second_person import is_second


def signers(area: str, drafter: int | None) -> tuple[str, ...]:
    """The names of those who can approve a draft for an area today, in alphabetical order.

    Args:
        area: AGS, or the Land key.
        drafter: the primary key of who drafted; they, and whoever only stands in for them, can not.
    """
    found = []
    for person in User.objects.filter(is_active=True, grants__area=area).distinct():
        grants = bases(person, Action.APPROVE, area)
        if grants and is_second(person.pk, grants, drafter):
            found.append(chain.name_of(person))
    return tuple(sorted(found))
