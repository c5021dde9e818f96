"""`lage mirror`: the public site as files, for a second web server that stands when the service does not."""

from pathlib import Path
from typing import Annotated

import typer

from lagezentrum.cli.arguments import read_day
from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings

EXIT_PROBLEMS = 1


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "mirror",
        help=both(
            "Die öffentlichen Seiten als Dateien schreiben, für einen Spiegel",
            "write the public site as files, for a mirror",
        ),
    )(mirror)


def mirror(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(metavar="DIR", help=both("wohin", "where to"))],
    days: Annotated[
        list[str] | None,
        typer.Option(
            "--day",
            metavar=both("TAG", "DAY"),
            help=both("auch die Seiten dieses Tages (mehrfach möglich)", "the pages of this day too (repeatable)"),
        ),
    ] = None,
    live: Annotated[
        str | None,
        typer.Option(
            "--live",
            metavar="URL",
            help=both(
                "wo der Dienst läuft; Suche und Büro führen dorthin", "where the service runs, for search and office"
            ),
        ),
    ] = None,
) -> int:
    """Write the mirror; ends with 1 if a page of the site did not answer."""
    settings: Settings = context.obj
    language = settings.language
    wanted = [read_day(day, "--day", language) for day in days or ()]
    if live is not None and not live.startswith(("http://", "https://")):
        raise Refusal(language(f"--live {live}: Erwartet wird https://…", f"--live {live}: expected is https://…"))
    with service(settings):
        from lagezentrum.web.feeds.mirror import export
        from lagezentrum.web.ledger import law
        from lagezentrum.web.public.days import bounds

        first, last = bounds(law.regulation())
        for day in wanted:
            if not first <= day <= last:
                raise Refusal(
                    language(
                        f"--day {day}: Für diesen Tag gibt es keine Seiten, nur von {first} bis {last}.",
                        f"--day {day}: there are no pages of this day, only from {first} to {last}.",
                    )
                )
        with settings.busy():
            try:
                exported = export(directory, wanted, live=live)
            except OSError as error:
                raise Refusal(
                    language(
                        f"{directory} lässt sich nicht beschreiben: {error.strerror}. Ein anderes Verzeichnis nennen.",
                        f"{directory} can not be written: {error.strerror}. Name another directory.",
                    )
                ) from error
    settings.show(
        language(
            f"{len(exported.files)} Dateien in {directory}; Anfang: index.html.",
            f"{len(exported.files)} files in {directory}; begin at index.html.",
        ),
        soft_wrap=True,
    )
    for address, status in exported.broken:
        settings.show(f"✗ {address}: {status}", soft_wrap=True)
    return EXIT_PROBLEMS if exported.broken else 0
