"""`lage ledger verify`: whether ledger and archive are whole, and proofs still come out as they were recorded."""

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import TextFormat
from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.web.ledger.chain import Head

EXIT_PROBLEMS = 1


def add_to(app: typer.Typer) -> None:
    """Add the commands to `lage`."""
    ledger = typer.Typer(no_args_is_help=True, help=both("Das Register der Entscheidungen", "the ledger of decisions"))
    ledger.callback()(lambda: None)  # one command, and still a group
    ledger.command(
        "verify",
        help=both(
            "prüft jede Prüfsumme, jede Verkettung, jeden Nachweis und das Archiv, aus dem sie stammen",
            "checks every hash, every link, every proof, and the archive they come from",
        ),
    )(verify)
    app.add_typer(ledger, name="ledger")


def verify(
    context: typer.Context,
    published: Annotated[
        str | None,
        typer.Option(
            "--head",
            metavar="NUMBER:HASH",
            help=both(
                "ein früher veröffentlichter Kopf; nur so fällt auf, was am Ende fehlt",
                "a head published earlier; only so what is missing at the end is noticed",
            ),
        ),
    ] = None,
    form: Annotated[TextFormat, typer.Option("--format", help=both("Form der Ausgabe", "form of the output"))] = (
        TextFormat.text
    ),
) -> int:
    """Verify the ledger and the archive beneath it; ends with 1 if anything is wrong with them."""
    settings: Settings = context.obj
    language = settings.language
    named = None if published is None else _number_and_hash(published, settings)
    with service(settings):
        from lagezentrum.web.archive.models import SourceFile
        from lagezentrum.web.ledger import chain
        from lagezentrum.web.ledger.verify import verify_with_archive

        head, files = chain.head(), SourceFile.objects.count()
        with settings.busy():
            problems = verify_with_archive(named and chain.Head(*named, datetime.min.replace(tzinfo=UTC)))
    if form is TextFormat.json:
        from lagezentrum.cli.output import write_json

        write_json(
            "ledger-verify",
            {
                "sound": not problems,
                "head": head and {"number": head.number, "hash": head.hash, "recorded_at": head.recorded_at},
                "problems": [
                    {"number": problem.number, "code": problem.code, "text": language.of(problem.text)}
                    for problem in problems
                ],
            },
        )
    elif problems:
        for problem in problems:
            settings.show(f"✗ {language.of(problem.text)}", soft_wrap=True)
    else:
        _tell_sound(settings, head, files, compared=named is not None)
    return EXIT_PROBLEMS if problems else 0


def _tell_sound(settings: Settings, head: "Head | None", files: int, *, compared: bool) -> None:
    """What was looked at, and what could not be noticed without a head from elsewhere."""
    language = settings.language
    from lagezentrum.engine.wording.phrases import numbered

    archive = language(
        f"{numbered(files, 'Datei', 'Dateien')} im Archiv", f"{numbered(files, 'file', 'files')} in the archive"
    )
    if head is None:
        settings.show(language("Das Register ist leer.", "The ledger is empty."))
        if files:
            settings.show(language(f"In Ordnung: {archive}.", f"In order: {archive}."))
        return
    settings.show(
        language(
            f"In Ordnung: {numbered(head.number, 'Eintrag', 'Einträge')}, {archive}; alle Prüfsummen und "
            "Nachweise stimmen.",
            f"In order: {numbered(head.number, 'entry', 'entries')}, {archive}; all hashes and proofs agree.",
        ),
        f"{language('Kopf', 'Head')} {head.number}:{head.hash}",
        soft_wrap=True,
    )
    if not compared:
        settings.show(
            language(
                "Ob am Ende etwas fehlt oder alles neu gerechnet wurde, zeigt nur ein früher notierter Kopf (--head).",
                "Only a head noted earlier shows whether the end is missing or all was computed anew (--head).",
            ),
            style="dim",
            soft_wrap=True,
        )


def _number_and_hash(text: str, settings: Settings) -> tuple[int, str]:
    match = re.fullmatch(r"([1-9]\d*):([0-9a-f]{64})", text.strip().lower())
    if match is None:
        raise Refusal(
            settings.language(
                f"--head {text!r}: erwartet wird NUMMER:PRÜFSUMME mit 64 Stellen, wie auf der öffentlichen Seite.",
                f"--head {text!r}: NUMBER:HASH with 64 digits is expected, as on the public site.",
            )
        )
    return int(match[1]), match[2]
