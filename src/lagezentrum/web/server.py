"""The production server: gunicorn with a few processes and threads, set up in code."""

import io
import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from whitenoise.storage import MissingFileError

from lagezentrum.web import profiles
from lagezentrum.web.compiling import keep_compiled
from lagezentrum.web.logs import FIELDS, JsonFormatter
from lagezentrum.web.people.refusal import Refusal
from lagezentrum.web.settings import HOME

_FETCHED = "vendor/kern/kern.min.css"
WORKERS, THREADS = 2, 4
GRACE = 30
"""Seconds for requests that run when the server is told to end."""


class JsonLogger(Logger):  # type: ignore[misc]
    """gunicorn's log in the format of the service; of a request it notes neither the caller nor the search terms."""

    def setup(self, cfg: Any) -> None:
        """Take gunicorn's handlers, write JSON."""
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            for handler in logger.handlers:
                handler.setFormatter(JsonFormatter())

    def access(
        self,
        resp: Any,
        req: Any,  # noqa: ARG002 - gunicorn's signature
        environ: dict[str, Any],
        request_time: timedelta,
    ) -> None:
        """Note one request."""
        if not self.cfg.accesslog:
            return
        fields = {
            "method": environ["REQUEST_METHOD"],
            "path": environ["PATH_INFO"],
            "status": int(str(resp.status).split(maxsplit=1)[0]),
            "milliseconds": round(request_time.total_seconds() * 1000, 1),
        }
        self.access_log.info("request", extra={FIELDS: fields})


class _Application(BaseApplication):  # type: ignore[misc]
    def __init__(self, load: Callable[[], Callable[..., Any]], options: dict[str, Any]) -> None:
        self._load, self._options = load, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        return self._load()


def _service() -> Callable[..., Any]:
    from lagezentrum.web import forecasts
    from lagezentrum.web.situation import situation
    from lagezentrum.web.today import today
    from lagezentrum.web.wsgi import application

    # Computed once, before the processes part; the first visitor need not wait for it.
    forecasts.prepare(situation(today()))
    connections.close_all()  # a connection must not be shared by the processes that are about to fork
    return application


def free(host: str, port: int) -> bool:
    """Whether nothing listens at an address yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def prepare() -> None:
    """Bring the database up to this version of the program, and lay out the static files.

    Raises:
        Refusal: style sheets or fonts that come from elsewhere were not fetched, or not those of this version.
        DocumentProblem: an authority's own profile can not be used.
    """
    profiles.require_usable()
    keep_compiled(HOME)
    missing = Refusal(
        "Gestaltung oder Schrift der Seiten fehlen. Im Quellbaum holt sie `make setup`; ein fertiges Paket bringt sie "
        "mit.",
        "Style sheets or fonts of the pages are missing. In the source tree `make setup` fetches them; a built package "
        "brings them along.",
    )
    if finders.find(_FETCHED) is None:
        raise missing
    call_command("migrate", interactive=False, verbosity=0)
    try:
        call_command("collectstatic", interactive=False, verbosity=0, stderr=io.StringIO())
    except MissingFileError as error:  # one of our style sheets names a file that is not there
        raise missing from error


def serve(
    host: str,
    port: int,
    *,
    workers: int = WORKERS,
    threads: int = THREADS,
    access_log: bool = True,
    ready: Callable[[], None] | None = None,
    load: Callable[[], Callable[..., Any]] = _service,
) -> None:
    """Serve until a signal ends it. `prepare` has been called.

    Args:
        host: where to listen.
        port: where to listen.
        workers: processes.
        threads: of each process.
        access_log: whether every request is noted.
        ready: called once the server listens.
        load: gives the WSGI application, in the process from which the others fork; the service itself, or what it
            is measured against.

    Raises:
        SystemExit: at the end, with gunicorn's exit code.
    """
    options: dict[str, Any] = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "preload_app": True,
        "graceful_timeout": GRACE,
        "logger_class": JsonLogger,
        "accesslog": "-" if access_log else None,
        "loglevel": "info" if access_log else "warning",
        "control_socket_disable": True,
        "forwarded_allow_ips": "",  # Django alone reads what the proxy says, see SECURE_PROXY_SSL_HEADER
    }
    if ready is not None:
        options["when_ready"] = lambda _arbiter: ready()
    _Application(load, options).run()
