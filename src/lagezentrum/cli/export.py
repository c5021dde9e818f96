"""`lage export`: what the archive holds, for other programs."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from lagezentrum.cli.arguments import read_day
from lagezentrum.cli.interrupting import ended_as_interrupted
from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings
from lagezentrum.law.system_faults import cause


def add_to(app: typer.Typer) -> None:
    """Add the commands to `lage`."""
    export = typer.Typer(
        no_args_is_help=True,
        help=both("das Archiv für andere Programme schreiben", "write the archive for other programs"),
    )
    export.command(
        "figures",
        help=both(
            "alle Zahlen mit allen Ständen als Parquet, auch für `lage lab`",
            "all figures with all their vintages as Parquet, also for `lage lab`",
        ),
    )(figures)
    export.callback()(_group)
    app.add_typer(export, name="export")


def _group() -> None:
    """Keep `export` a group with one command in it."""


def figures(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.parquet", help=both("wohin", "where to"))],
    first: Annotated[
        str | None,
        typer.Option("--from", metavar=both("TAG", "DAY"), help=both("erster Tag der Zahlen", "first day of figures")),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar=both("TAG", "DAY"), help=both("letzter Tag der Zahlen", "last day of figures")),
    ] = None,
    indicators: Annotated[
        list[str] | None,
        typer.Option(
            "--indicator", metavar="ID", help=both("nur dieser Indikator (mehrfach möglich)", "only this (repeatable)")
        ),
    ] = None,
) -> None:
    """Write the figures of the archive."""
    settings: Settings = context.obj
    language = settings.language
    begin = None if first is None else read_day(first, "--from", language)
    end = None if last is None else read_day(last, "--to", language)
    if begin is not None and end is not None and end < begin:
        raise Refusal(
            language(
                f"--from {begin} liegt nach --to {end}. Vertauschen Sie die Tage.",
                f"--from {begin} lies after --to {end}. Swap the days.",
            )
        )
    if not file.absolute().parent.is_dir():
        raise Refusal(
            language(
                f"{file} lässt sich nicht schreiben: das Verzeichnis gibt es nicht. Legen Sie es an, oder nennen Sie "
                "ein anderes.",
                f"{file} can not be written: there is no such directory. Create it, or name another one.",
            )
        )
    if file.suffix != ".parquet":
        raise Refusal(
            language(
                f"{file}: Der Name muss auf .parquet enden; daran erkennt `lage lab` die Art der Datei.",
                f"{file}: the name must end in .parquet, by which `lage lab` knows the kind of file.",
            )
        )
    from lagezentrum.engine.wording.phrases import numbered

    with service(settings):
        from lagezentrum.sources.figure_table.writing import WrittenByAnother
        from lagezentrum.web.archive.exporting import export_figures

        try:
            with ended_as_interrupted(), settings.busy():
                written = export_figures(file, indicators=indicators, first=begin, last=end)
        except WrittenByAnother as error:
            raise Refusal(
                language(
                    f"{file} wird gerade von einem anderen Export geschrieben. Warten Sie, bis er fertig ist, oder "
                    "nennen Sie einen anderen Namen.",
                    f"{file} is being written by another export. Wait until it is done, or name another file.",
                )
            ) from error
        except OSError as error:
            why = cause(error)
            raise Refusal(
                language(
                    f"{file} lässt sich nicht schreiben: {why.de}. Nennen Sie einen anderen Ort.",
                    f"{file} can not be written: {why.en}. Name another place.",
                )
            ) from error
    number, megabytes = language.number(written.rows), Decimal(file.stat().st_size) / 1_000_000
    size = language.number(megabytes.quantize(Decimal("0.1")))
    names = ", ".join(written.indicators)
    settings.show(
        language(
            f"{numbered(number, 'Zahl', 'Zahlen')} ({names}) vom {written.first} bis {written.last} in {file} "
            f"({size} MB).",
            f"{numbered(number, 'figure', 'figures')} ({names}) from {written.first} to {written.last} in {file} "
            f"({size} MB).",
        ),
        soft_wrap=True,
    )
    settings.show(language(f"Kopf des Archivs {written.head}", f"Head of the archive {written.head}"), soft_wrap=True)
    if written.inexact:
        rounded = language.number(written.inexact)
        settings.notes.print(
            language(
                f"Mehr als 15 Ziffern, in den letzten gerundet: {numbered(rounded, 'Zahl', 'Zahlen')}.",
                f"More than 15 digits, rounded in the last ones: {numbered(rounded, 'figure', 'figures')}.",
            ),
            markup=False,
        )
