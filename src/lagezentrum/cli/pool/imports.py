"""`lage pool import-lenders` and `import-nominations`: files into the pool, as somebody who may hand them in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings
from lagezentrum.law.system_faults import cause

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from lagezentrum.staffing.intake.problems import Problem

EXIT_PROBLEMS = 1

_File = Annotated[
    Path, typer.Argument(metavar=both("DATEI", "FILE"), help=both("CSV oder XLSX", "CSV or XLSX"), dir_okay=False)
]
_As = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="NAME",
        help=both(
            "wer es tut: Anmeldename einer Person, die das darf; steht so im Register",
            "who does it: sign-in name of a person who may; stands so in the ledger",
        ),
    ),
]
_Good = Annotated[
    bool,
    typer.Option(
        "--confirm-good",
        help=both(
            "die richtigen Zeilen übernehmen, obwohl andere falsch sind",
            "take the good rows although others are wrong",
        ),
    ),
]


def add_to(group: typer.Typer) -> None:
    """Add the commands to `lage pool`."""
    group.command(
        "import-lenders",
        help=both("Abgebende Stellen mit Ausnahmen und Grenzen aufnehmen", "enter authorities, exclusions and limits"),
    )(import_lenders)
    group.command(
        "import-nominations",
        help=both(
            "Meldungen der Dienststellen aufnehmen; nichts, solange die Datei nicht stimmt",
            "enter nominations of authorities; nothing until the file is right",
        ),
    )(import_nominations)


def import_lenders(context: typer.Context, file: _File, actor: _As, good: _Good = False) -> int:
    """Enter authorities; ends with 1 if rows were wrong."""
    settings: Settings = context.obj
    content = _content(file, settings)
    with service(settings, migrate=True):
        from lagezentrum.staffing.intake.authorities import read_lenders
        from lagezentrum.web.pool import service as pool

        try:
            number = pool.import_lenders(_person(actor, settings), content, good_rows=good)
        except pool.BadFile as refused:
            return _refused(settings, refused.problems)
        left_out = read_lenders(content).problems
    _tell(settings, left_out)
    settings.show(settings.language(f"Dienststellen aufgenommen: {number}.", f"Authorities entered: {number}."))
    return EXIT_PROBLEMS if left_out else 0


def import_nominations(context: typer.Context, file: _File, actor: _As, good: _Good = False) -> int:
    """Enter nominations; ends with 1 if rows were wrong."""
    settings: Settings = context.obj
    content = _content(file, settings)
    with service(settings, migrate=True):
        from django.db import transaction

        from lagezentrum.web.pool import service as pool

        user = _person(actor, settings)
        with transaction.atomic():
            checked = pool.upload(user, content)
            if checked.upload is None or (checked.reading.problems and not good):
                if checked.upload is not None:
                    pool.discard(user, checked.upload.pk)
                return _refused(settings, checked.reading.problems)
            entered = pool.confirm(user, checked.upload.pk, good_rows=good)
    _tell(settings, checked.reading.problems)
    settings.show(
        settings.language(f"Kräfte gemeldet: {len(entered)}.", f"People nominated: {len(entered)}."),
    )
    return EXIT_PROBLEMS if checked.reading.problems else 0


def _content(file: Path, settings: Settings) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(
            settings.language(
                f"{file}: nicht lesbar ({cause(error).de}). Prüfen Sie Pfad und Rechte.",
                f"{file}: can not be read ({cause(error).en}). Check path and permissions.",
            )
        ) from error


def _person(name: str, settings: Settings) -> "User":
    from django.contrib.auth.models import User

    found = User.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise Refusal(
            settings.language(
                f"--as {name}: Diese Person ist nicht eingetragen. Personen trägt der Betrieb ein (/betrieb/).",
                f"--as {name}: this person is not registered. The operators register people (/betrieb/).",
            )
        )
    return found


def _tell(settings: Settings, problems: "Sequence[Problem]") -> None:
    for problem in problems:
        settings.notes.print(problem.in_language(settings.language.code), markup=False, soft_wrap=True)


def _refused(settings: Settings, problems: "Sequence[Problem]") -> int:
    _tell(settings, problems)
    settings.notes.print(
        settings.language(
            "Nichts wurde übernommen. Berichtigen Sie die Datei, oder bestätigen Sie die richtigen Zeilen mit "
            "--confirm-good.",
            "Nothing was taken. Mend the file, or confirm the good rows with --confirm-good.",
        ),
        markup=False,
        soft_wrap=True,
    )
    return EXIT_PROBLEMS
