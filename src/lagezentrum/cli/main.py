"""The entry point of `lage`: global options, commands, and what happens when something can not be done."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from lagezentrum.cli import (
    access,
    backup,
    compare,
    demo,
    door_notice,
    explain,
    export,
    findings,
    importing,
    lab,
    law,
    ledger,
    mirror,
    operator,
    order,
    outlook,
    plain_signs,
    pool,
    serve,
    status,
)
from lagezentrum.cli.help_texts import in_one_language
from lagezentrum.cli.language import Code, Language, both
from lagezentrum.cli.refusals import in_words, refused
from lagezentrum.cli.settings import Settings

EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130
_WITH_VALUE = ("--lang", "--regulations")

app = typer.Typer(
    name="lage",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=both(
        "Lagezentrum: findet nach dem Gesetz, welche Warnstufe jeder Landkreis erreicht hat, und belegt es.",
        "Lagezentrum: finds by law which warning level each district has reached, and proves it.",
    ),
    epilog=both(
        "--lang und --regulations dürfen überall stehen. Ende mit 0: in Ordnung, 1: Beanstandungen, 2: Eingabe unklar.",
        "--lang and --regulations may stand anywhere. Exit codes: 0 fine, 1 problems found, 2 bad input.",
    ),
)
_COMMANDS = (
    demo, status, outlook, findings, explain, access, compare, lab, law, order, door_notice, pool, serve, importing,
    ledger, backup, mirror, export, operator,
)  # fmt: skip
for _module in _COMMANDS:
    _module.add_to(app)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"lagezentrum {version('lagezentrum')}")
        raise typer.Exit


@app.callback()
def _everywhere(
    context: typer.Context,
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            metavar="de|en",
            envvar="LAGE_LANG",
            help=both("Sprache der Ausgabe", "language of the output"),
        ),
    ] = "de",
    regulations: Annotated[
        list[Path] | None,
        typer.Option(
            "--regulations",
            metavar="DIR",
            envvar="LAGE_REGULATIONS",
            help=both(
                "Verzeichnis mit weiteren Regelungen (mehrfach möglich)",
                "directory with more regulations (repeatable)",
            ),
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_version, help=both("Version zeigen", "show the version")),
    ] = False,
) -> None:
    del version  # answered by its callback
    context.obj = Settings(language=Language(_code(lang)), regulations=tuple(regulations or ()))


def _code(text: str) -> Code:
    if text == "de":
        return "de"
    if text == "en":
        return "en"
    raise typer.BadParameter("de | en", param_hint="--lang")


def main(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code: 0 fine, 1 problems found, 2 bad usage or input."""
    ordered = globals_first(arguments)
    language = language_of(ordered)
    notes = Settings(language).notes
    command = in_one_language(get_command(app), language)
    try:
        answer = command.main(ordered, prog_name="lage", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # The reader of the output has seen enough and left; Typer then asks for the end of the program.
        return 0
    except typer.TyperException as error:
        if error.format_message():  # empty where the help was shown instead
            from lagezentrum.cli import usage

            notes.print(usage.in_words(error, language), markup=False, soft_wrap=True)
            notes.print(usage.help_for(error, language), markup=False)
        return EXIT_USAGE
    except refused() as error:
        notes.print(in_words(error, language), markup=False, soft_wrap=True)
        return EXIT_USAGE
    except OSError as error:  # what is read is refused above by name, so this is the output
        notes.print(_not_written(error.strerror or str(error), language), markup=False, soft_wrap=True)
        return EXIT_PROBLEMS
    if answer == EXIT_INTERRUPTED:  # so Typer answers Ctrl-C
        notes.print(language("Abgebrochen.", "Interrupted."))
    return answer if isinstance(answer, int) else 0


def _not_written(cause: str, language: Language) -> str:
    return language(
        f"Die Ausgabe ließ sich nicht schreiben ({cause}). Was schon geschrieben ist, ist unvollständig.",
        f"The output could not be written ({cause}). What was written is incomplete.",
    )


def globals_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with the global options in front, wherever they stood."""
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            rest += [argument, *waiting]
            break
        if argument in _WITH_VALUE:
            front += [argument, *waiting[:1]]
            del waiting[:1]
        elif argument.startswith(tuple(f"{name}=" for name in _WITH_VALUE)):
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


def language_of(arguments: Sequence[str]) -> Language:
    """The language asked for, before the arguments are read properly; German where it is unclear."""
    asked = os.environ.get("LAGE_LANG", "de")
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return Language("en" if asked == "en" else "de")


def run() -> None:
    """Entry point of the command `lage`: the streams are made fit for any terminal first."""
    plain_signs.register()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=plain_signs.HANDLER)  # a terminal without "→" shows "->" instead
    if sys.stdout is None:  # closed by the caller
        if sys.stderr is not None:
            language = language_of(sys.argv[1:])
            Settings(language).notes.print(_not_written(language("geschlossen", "closed"), language), soft_wrap=True)
        sys.exit(EXIT_PROBLEMS)
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:  # told already; what is left must not be tried again when the interpreter ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


if __name__ == "__main__":
    run()
