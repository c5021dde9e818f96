"""How often somebody may try to sign in, and from when on they may again after too many failures.

Failures are counted for a name together with the network address they come from: who fails elsewhere under somebody's
name does not lock them out. All processes count in one table, see CACHES in the settings.
"""

import time
from datetime import UTC, datetime
from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

CODE = "too_many_login_attempts"
_COUNTED: dict[str, Any] = {"app": "allauth.account", "action": "login_failed"}


def counted_as(request: HttpRequest, login: str) -> str:
    """Under which key failures are counted: the name, and the address (of IPv6 its network) they come from."""
    return f"{login}:{ratelimit.get_ip(request)}"


def open_again(request: HttpRequest, key: str) -> datetime | None:
    """When the next attempt counts again; None if nothing is used up any more."""
    now, ends = time.time(), []
    for rate in ratelimit.get_rates(**_COUNTED):
        failures = cache.get(ratelimit.get_cache_key(request, **_COUNTED, rate=rate, key=key), [])
        recent = sorted(failure for failure in failures if failure > now - rate.duration)
        if len(recent) >= rate.amount:
            ends.append(recent[-rate.amount] + rate.duration)
    return datetime.fromtimestamp(max(ends), UTC) if ends else None


def refusal(request: HttpRequest, key: str) -> ValidationError:
    """Why nobody is let in now, and from when on it can be tried again."""
    until = open_again(request, key)
    if until is None:
        return ValidationError(_("Gerade gibt es zu viele Versuche. Bitte versuchen Sie es gleich noch einmal."), CODE)
    minutes = max(1, -(-int(until.timestamp() - time.time()) // 60))
    told = {"at": f"{localtime(until):%H:%M:%S}", "n": minutes}
    return ValidationError(
        _(
            "Zu viele Fehlversuche von hier aus. Ab %(at)s Uhr (in höchstens %(n)s min) können Sie es wieder "
            "versuchen; bis dahin wird auch das richtige Passwort nicht geprüft."
        )
        % told,
        CODE,
    )
