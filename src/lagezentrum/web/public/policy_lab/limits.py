"""How often one address may ask the lab: enough for dragging every slider, too little to keep a server busy."""

import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

MOST, SECONDS = 600, 60
"""Questions in so many seconds; a moving slider asks some four times a second."""


def wait(request: HttpRequest) -> int:
    """Seconds that the address has to wait; 0 where it may ask."""
    window, into = divmod(int(time.time()), SECONDS)
    key, cache = f"policy_lab:{_address(request)}:{window}", caches["requests"]
    cache.add(key, 0, timeout=SECONDS)
    try:
        return 0 if cache.incr(key) <= MOST else SECONDS - into
    except ValueError:  # the window closed, or the cache made room, between the two calls
        return 0


def _address(request: HttpRequest) -> str:
    """The address that asks. A forwarded address is believed only if the settings name the proxies."""
    proxies: int = settings.NINJA_NUM_PROXIES
    forwarded: list[str] = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
    ]
    if proxies and forwarded:
        return forwarded[-min(proxies, len(forwarded))]
    return str(request.META.get("REMOTE_ADDR", ""))
