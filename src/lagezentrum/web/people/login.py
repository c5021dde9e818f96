"""Who may sign in: people whom an operator has registered, nobody else."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from lagezentrum.web.people import attempts


class NoSignup(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody registers themselves with a password; who fails too often at one place waits, and is told how long."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (an interface)
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count an attempt until it has proved right.

        Raises:
            ValidationError: there were too many.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            if refused.code != attempts.CODE:
                raise
            key = self._get_login_attempts_cache_key(request, **credentials)
            raise attempts.refusal(request, key) from refused

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return attempts.counted_as(request, super()._get_login_attempts_cache_key(request, **credentials))


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity provider vouches for a person whom an operator has registered; it registers nobody.

    At the first sign-in a person is recognised by an e-mail address that the provider has verified and that exactly
    one active person is registered with. From then on their identity at the provider is known.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie an identity that is not known yet to the person registered with its verified address."""
        if sociallogin.is_existing:
            return
        verified = {address.email for address in sociallogin.email_addresses if address.verified and address.email}
        people = {user for email in verified for user in User.objects.filter(email__iexact=email, is_active=True)}
        if len(people) == 1:
            sociallogin.connect(request, people.pop())

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 (an interface)
        """Never."""
        return False
