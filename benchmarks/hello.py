"""A Django that only says hello, on the server of the service: what `make bench` measures the site against."""

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(_request: HttpRequest) -> HttpResponse:
    """The shortest answer there is."""
    return HttpResponse("hello", headers={"Content-Type": "text/plain", "Content-Length": "5"})


urlpatterns = [path("", hello)]


def _load() -> Callable[..., Any]:
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def main() -> None:
    """Serve on the port that the command line names, until a signal ends it."""
    settings.configure(
        SECRET_KEY="unused",  # noqa: S106 - nothing is signed
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        USE_I18N=False,
    )
    from lagezentrum.web import server

    server.serve("127.0.0.1", int(sys.argv[1]), load=_load)


if __name__ == "__main__":
    main()
