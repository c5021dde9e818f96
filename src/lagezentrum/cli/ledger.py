"""`lage ledger verify`: whether the ledger is whole, and its proofs still come out as they were recorded."""

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
            "prüft jede Prüfsumme, jede Verkettung und jeden Nachweis",
            "checks every hash, every link and every proof",
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
    """Verify the ledger; ends with 1 if anything is wrong with it."""
    settings: Settings = context.obj
    language = settings.language
    named = _head(published, settings) if published else None
    with service(settings):
        from lagezentrum.web.ledger import chain

        head = chain.head()
        with settings.busy():
            problems = chain.verify(named)
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
    elif head is None:
        settings.show(language("Das Register ist leer.", "The ledger is empty."))
    else:
        settings.show(
            language(
                f"In Ordnung: {head.number} Ereignisse, alle Prüfsummen und Nachweise stimmen.",
                f"In order: {head.number} events, all hashes and proofs agree.",
            ),
            f"{language('Kopf', 'Head')} {head.number}:{head.hash}",
            soft_wrap=True,
        )
    return EXIT_PROBLEMS if problems else 0


def _head(text: str, settings: Settings) -> "Head":
    match = re.fullmatch(r"([1-9]\d*):([0-9a-f]{64})", text.strip().lower())
    if match is None:
        raise Refusal(
            settings.language(
                f"--head {text!r}: erwartet wird NUMMER:PRÜFSUMME mit 64 Stellen, wie auf der öffentlichen Seite.",
                f"--head {text!r}: NUMBER:HASH with 64 digits is expected, as on the public site.",
            )
        )
    from lagezentrum.web.ledger.chain import Head

    return Head(int(match[1]), match[2], datetime.min.replace(tzinfo=UTC))
