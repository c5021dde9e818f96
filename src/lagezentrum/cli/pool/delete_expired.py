"""`lage pool delete-expired`: delete the records whose day has come; meant for a timer."""

from dataclasses import asdict
from typing import Annotated

import typer

from lagezentrum.cli.arguments import TextFormat
from lagezentrum.cli.language import both
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings


def add_to(group: typer.Typer) -> None:
    """Add the command to `lage pool`."""
    group.command(
        "delete-expired",
        help=both(
            "Löscht Kräfte, Dateien und Pläne, deren Frist abgelaufen ist; gedacht für einen Timer",
            "deletes people, files and plans whose period has ended; meant for a timer",
        ),
    )(delete_expired)


def delete_expired(
    context: typer.Context,
    form: Annotated[TextFormat, typer.Option("--format", help=both("Form der Ausgabe", "form of the output"))] = (
        TextFormat.text
    ),
) -> None:
    """Delete what is due and say how much it was; a second run finds nothing."""
    settings: Settings = context.obj
    with service(settings):
        from lagezentrum.web.pool import deletion

        found = deletion.delete_expired()
        deletion.sweep()
    if form is TextFormat.json:
        from lagezentrum.cli.output import write_json

        write_json("pool-delete-expired", asdict(found))
        return
    settings.show(
        settings.language(
            f"Gelöscht. Kräfte: {found.people}, Einsätze: {found.deployments}, unbestätigte Dateien: {found.uploads}, "
            f"Plandateien: {found.plans}.",
            f"Deleted. People: {found.people}, deployments: {found.deployments}, unconfirmed files: {found.uploads}, "
            f"plan files: {found.plans}.",
        ),
        soft_wrap=True,
    )
