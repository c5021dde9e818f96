"""Operators: the first one is registered on the machine itself, since only operators register people."""

import secrets

from django.contrib.auth.models import User
from django.db import transaction

from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.today import today


@transaction.atomic
def register(username: str, area: str, email: str = "") -> str:
    """Make a person an operator from today on, with a new password; who was registered before keeps other grants.

    Args:
        username: the name to sign in with.
        area: the Land key.
        email: for mail and for sign-in by an identity provider; empty leaves what is registered.

    Returns:
        The password. It is kept nowhere; whoever gets it changes it after the first sign-in.
    """
    password = secrets.token_urlsafe(12)
    user, _ = User.objects.get_or_create(username=username)
    user.set_password(password)
    user.is_active = True
    user.email = email or user.email
    user.save()
    held = Grant.objects.filter(user=user, role=Role.OPERATOR, area=area, deputy_for=None)
    if not any(grant.covers(today()) for grant in held):
        Grant.objects.create(user=user, role=Role.OPERATOR, area=area, valid_from=today())
    return password
