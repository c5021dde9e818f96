"""`lage backup` and `lage restore`: the whole database in one file, and back, proven whole."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.language import both
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.web.backup import Manifest

EXIT_PROBLEMS = 1
_FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help=both("die Sicherung", "the backup"))]


def add_to(app: typer.Typer) -> None:
    """Add the commands to `lage`."""
    app.command(
        "backup",
        help=both(
            "Die ganze Datenbank in eine Datei sichern; der Dienst darf dabei laufen",
            "save the whole database to one file; the service may go on running",
        ),
    )(backup)
    app.command(
        "restore",
        help=both("Eine Sicherung an die Stelle der Datenbank setzen", "put a backup in the place of the database"),
    )(restore)


def backup(context: typer.Context, file: _FileArgument) -> None:
    """Write a backup."""
    settings: Settings = context.obj
    language = settings.language
    with service(settings):
        from lagezentrum.web import backup as copies
        from lagezentrum.web.today import now

        with settings.busy():
            manifest = copies.write(file, now())
    megabytes = language.number((Decimal(file.stat().st_size) / 1_000_000).quantize(Decimal("0.1")))
    settings.show(language(f"Gesichert in {file} ({megabytes} MB).", f"Saved to {file} ({megabytes} MB)."))
    settings.show(_contents(settings, manifest), soft_wrap=True)


def restore(
    context: typer.Context,
    file: _FileArgument,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify/--no-verify",
            help=both("jede Prüfsumme und jeden Nachweis neu berechnen", "compute every hash and every proof anew"),
        ),
    ] = True,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=both("auch wenn die Datenbank schon etwas enthält", "even if the database holds something"),
        ),
    ] = False,
) -> int:
    """Restore a backup; on SQLite nothing changes unless it proves to be whole."""
    settings: Settings = context.obj
    language = settings.language
    with service(settings):
        from lagezentrum.web import backup as copies

        with settings.busy():
            restored = copies.restore(file, replace=replace, verify=verify)
    settings.show(
        language("Wiederhergestellt. ", "Restored. ") + _contents(settings, restored.manifest), soft_wrap=True
    )
    for problem in restored.problems:
        settings.show(f"✗ {language.of(problem)}", soft_wrap=True)
    if verify and not restored.problems:
        settings.show(language("Alle Prüfsummen und Nachweise stimmen.", "All hashes and proofs agree."))
    return EXIT_PROBLEMS if restored.problems else 0


def _contents(settings: Settings, manifest: "Manifest") -> str:
    language = settings.language
    made = f"{manifest.made_at:%Y-%m-%d %H:%M}"
    if manifest.ledger is None:
        return language(f"Stand {made}; das Register ist leer.", f"As of {made}; the ledger is empty.")
    return language(
        f"Stand {made}; Kopf des Registers {manifest.ledger.number}:{manifest.ledger.hash}",
        f"As of {made}; head of the ledger {manifest.ledger.number}:{manifest.ledger.hash}",
    )
