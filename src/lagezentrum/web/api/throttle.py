"""How often one address may ask: counted in windows, safe for several threads, configurable."""

import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

USUAL_RATE = "1200/60"
_KEY = "api-rate:{address}:{window}"


def rate() -> tuple[int, int] | None:
    """Requests and the seconds they are counted in, from the setting API_RATE ("1200/60"); None for "off".

    Raises:
        ValueError: the setting is neither.
    """
    written = str(getattr(settings, "API_RATE", "") or USUAL_RATE)
    if written == "off":
        return None
    requests, _, seconds = written.partition("/")
    if not (requests.isdigit() and seconds.isdigit() and int(requests) and int(seconds)):
        raise ValueError(f"API_RATE: {written!r} is not REQUESTS/SECONDS such as {USUAL_RATE!r}, nor `off`")
    return int(requests), int(seconds)


class PerAddress(BaseThrottle):
    """A number of requests per window and address; where a proxy stands in front, NINJA_NUM_PROXIES says so."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether the address may ask once more."""
        allowed = rate()
        if allowed is None:
            return True
        requests, seconds = allowed
        key = _KEY.format(address=self._address(request), window=int(time.time()) // seconds)
        cache = caches["requests"]
        cache.add(key, 0, timeout=seconds)
        try:
            return cache.incr(key) <= requests
        except ValueError:  # the window closed, or the cache made room, between the two calls
            return True

    def wait(self) -> float | None:
        """Seconds until the next window opens."""
        allowed = rate()
        return None if allowed is None else allowed[1] - time.time() % allowed[1]

    def _address(self, request: HttpRequest) -> str:
        """The address that asks. A forwarded address is believed only if the settings name the proxies."""
        if getattr(settings, "NINJA_NUM_PROXIES", None):
            return self.get_ident(request) or ""
        return str(request.META.get("REMOTE_ADDR", ""))
