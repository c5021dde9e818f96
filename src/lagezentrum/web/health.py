"""Two addresses for those who watch the service: is it alive, and can it do its work."""

from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

ALIVE, READY = "/healthz", "/readyz"


class Probes:
    """Middleware that answers the two addresses before anything else.

    A probe comes without TLS and with the address of the machine as host name, so it must be answered before the
    redirect to TLS and the check of host names.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to a probe, or to whatever else was asked."""
        if request.path == ALIVE:
            return _answer(())
        if request.path == READY:
            return _answer(obstacles())
        return self.get_response(request)


def obstacles() -> tuple[str, ...]:
    """What keeps the service from working: empty when it is ready. Says nothing about where the database is."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        connection.close()
        return ("the database does not answer",)
    missing = len(_known() - set(applied))
    return (f"{missing} migrations are not applied: run `lage serve`, or `lage restore` again",) if missing else ()


@cache
def _known() -> frozenset[tuple[str, str]]:
    """The migrations that this version of the program brings along."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _answer(reasons: tuple[str, ...]) -> HttpResponse:
    answer = JsonResponse(
        {"status": "unavailable" if reasons else "ok", "reasons": list(reasons)}, status=503 if reasons else 200
    )
    answer["Cache-Control"] = "no-store"
    return answer
