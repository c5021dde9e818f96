"""Every change of somebody's access is written down, so that nobody becomes an approver unseen.

Changes are noted where Django saves or removes a person, a grant, a second factor or an identity, whoever does it.
`by` says who: the admin site and the naming of deputies use it; without it, it was the service itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User as Person
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from lagezentrum.web.people.models import AccessChange, Grant
from lagezentrum.web.today import now

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

What = AccessChange.What
_actor: ContextVar["User | None"] = ContextVar("actor", default=None)


@contextmanager
def by(actor: "User | AnonymousUser") -> Iterator[None]:
    """Within, changes are noted as the actor's."""
    token = _actor.set(actor if isinstance(actor, Person) else None)
    try:
        yield
    finally:
        _actor.reset(token)


def _note(person: Person, what: AccessChange.What, **facts: Any) -> None:
    actor = _actor.get()
    name = "" if actor is None else _name(actor)
    AccessChange.objects.create(at=now(), by=name, person=_name(person), what=what, facts=facts)


def _name(person: Person) -> str:
    full = person.get_full_name()
    return f"{full} ({person.username})" if full else person.username


def _facts(grant: Grant) -> dict[str, Any]:
    return {
        "role": grant.role,
        "area": grant.area,
        "body": grant.body,
        "first": str(grant.valid_from),
        "last": str(grant.valid_to or ""),
        "deputy_for": "" if grant.deputy_for is None else _name(grant.deputy_for),
        "user_id": grant.user_id,
        "deputy_for_id": grant.deputy_for_id,
    }


def grants_on_record(
    user: int | None, role: str, area: str, deputy_for: int | None, body: str = ""
) -> tuple[tuple[date, date | None], ...]:
    """The periods for which a person was ever given a role in an area, as noted; later changes do not undo them.

    Args:
        user: primary key of the person.
        role: the role.
        area: AGS or Land key.
        deputy_for: primary key of whom they stand in for; None: in their own right.
        body: authority or office of the pool that they speak for; empty: none.
    """
    given = AccessChange.objects.filter(
        what__in=(What.GRANTED, What.GRANT_CHANGED),
        facts__user_id=user,
        facts__role=role,
        facts__area=area,
        facts__deputy_for_id=deputy_for,
    )
    return tuple(
        (date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"]) if facts["last"] else None)
        for facts in given.values_list("facts", flat=True)
        if facts.get("body", "") == body  # notes from before there was a pool name none
    )


def _by_somebody_else(person: Person) -> bool:
    actor = _actor.get()
    return actor is not None and actor.pk != person.pk


@receiver(pre_save, sender=Grant)
@receiver(pre_save, sender=Person)
def _remember(sender: Any, instance: Any, **_: Any) -> None:
    instance.before_saving = sender.objects.filter(pk=instance.pk).first() if instance.pk else None


@receiver(post_save, sender=Grant)
def _grant_saved(instance: Grant, **_: Any) -> None:
    before: Grant | None = instance.before_saving  # type: ignore[attr-defined]
    instance.refresh_from_db()  # days may have been given as text
    facts = _facts(instance)
    if before is None:
        _note(instance.user, What.GRANTED, **facts)
    elif _facts(before) != facts:
        _note(instance.user, What.GRANT_CHANGED, **facts, before=_facts(before))


@receiver(post_delete, sender=Grant)
def _grant_removed(instance: Grant, **_: Any) -> None:
    _note(instance.user, What.GRANT_REMOVED, **_facts(instance))


@receiver(post_save, sender=Person)
def _person_saved(instance: Person, **_: Any) -> None:
    before: Person | None = instance.before_saving  # type: ignore[attr-defined]
    if before is None:
        _note(instance, What.REGISTERED, email=instance.email)
        return
    if before.is_active != instance.is_active:
        _note(instance, What.ACTIVATED if instance.is_active else What.DEACTIVATED)
    if before.email != instance.email:
        _note(instance, What.ADDRESS, before=before.email, email=instance.email)
    if before.password != instance.password and _by_somebody_else(instance):
        _note(instance, What.PASSWORD_SET)


@receiver(post_delete, sender=Person)
def _person_removed(instance: Person, **_: Any) -> None:
    _note(instance, What.REMOVED)


@receiver(post_delete, sender=Authenticator)
def _factor_removed(instance: Authenticator, **_: Any) -> None:
    if _by_somebody_else(instance.user):
        _note(instance.user, What.FACTOR_REMOVED, factor=instance.type)


@receiver(post_delete, sender=SocialAccount)
def _identity_removed(instance: SocialAccount, **_: Any) -> None:
    if _by_somebody_else(instance.user):
        _note(instance.user, What.IDENTITY_REMOVED, identity=instance.uid)
