"""`lage serve`: the public site, the office and the API, until a signal ends it."""

from typing import Annotated

import typer

from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings

HOST, PORT = "127.0.0.1", 8000

HostOption = Annotated[
    str, typer.Option("--host", metavar="HOST", help=both("Adresse, auf der gelauscht wird", "address to listen on"))
]

ServingOption = Annotated[
    bool,
    typer.Option("--serve/--no-serve", help=both("danach die Seiten bereitstellen", "then serve the pages")),
]
FreePortOption = Annotated[
    int | None,
    typer.Option("--port", min=1, max=65535, help=both("TCP-Port (sonst: ab 8000)", "TCP port (else: from 8000 on)")),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "serve",
        help=both(
            "Öffentliche Seiten, Büro und Schnittstelle bereitstellen (Einstellungen: docs/operate.md)",
            "serve the public site, the office and the API (settings: docs/operate.md)",
        ),
    )(serve)


def serve(
    context: typer.Context,
    host: HostOption = HOST,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=both("TCP-Port", "TCP port"))] = PORT,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help=both("Prozesse", "processes"))] = 2,
    threads: Annotated[int, typer.Option("--threads", min=1, max=64, help=both("Threads je Prozess", "each"))] = 4,
) -> None:
    """Bring the database up to date, lay out the static files, and serve."""
    settings: Settings = context.obj
    language = settings.language
    with service(settings):
        from django.conf import settings as of_service

        from lagezentrum.web import server

        if not server.free(host, port):
            raise Refusal(in_use(settings, host, port))
        server.prepare()

        def ready() -> None:
            settings.notes.print(
                language(f"Bereit: {address(host, port)}", f"Ready: {address(host, port)}"), markup=False
            )
            if of_service.SECURE_SSL_REDIRECT:
                settings.notes.print(
                    language(
                        "Seiten gibt es nur über TLS: Ein Webserver davor beendet es (docs/operate.md). Ohne TLS zum "
                        "Ausprobieren: LAGEZENTRUM_HTTP=1.",
                        "Pages come over TLS only: a web server in front ends it (docs/operate.md). To try it "
                        "without: LAGEZENTRUM_HTTP=1.",
                    ),
                    markup=False,
                )

        server.serve(host, port, workers=workers, threads=threads, ready=ready)


def address(host: str, port: int) -> str:
    """Where a browser of this machine finds the site."""
    name = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host  # noqa: S104 - compared, not bound
    return f"http://{name}:{port}/"


def in_use(settings: Settings, host: str, port: int) -> str:
    """What to say where something listens already, or the address is none of this machine."""
    return settings.language(
        f"Auf {host}:{port} kann nicht gelauscht werden: Dort läuft schon etwas, oder die Adresse gehört nicht zu "
        "dieser Maschine. Mit --port und --host eine andere nennen.",
        f"Can not listen on {host}:{port}: something runs there already, or the address is none of this machine. Name "
        "another one by --port and --host.",
    )
