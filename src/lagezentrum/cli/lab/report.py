"""`lage lab report`: tables and pictures of a run, in its directory."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lagezentrum.cli.arguments import DataOption
from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.outlook.lab.summary import Measure

_MeasureOption = Annotated[
    str | None,
    typer.Option(metavar=both("MASS", "MEASURE"), help=both("was abgewogen wird, etwa days_from_2", "what is weighed")),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage lab`."""
    app.command("report", help=both("Tabellen und Bilder zu einem Ergebnis", "tables and pictures of a result"))(report)


def report(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help=both("Verzeichnis des Ergebnisses", "directory of the result"))
    ],
    x: _MeasureOption = None,
    y: _MeasureOption = None,
    data: DataOption = None,
) -> None:
    """Write report.html, pictures (SVG and PNG) and tables (CSV) into the directory of a run."""
    from lagezentrum.cli.lab.report_page import write_page
    from lagezentrum.cli.lab.report_reading import read_run
    from lagezentrum.cli.lab.store import FORMAT, of_another_version, read_description

    settings: Settings = context.obj
    language = settings.language
    described = read_description(folder)
    if described is None:
        raise Refusal(
            language(
                f"In {folder} liegt kein Ergebnis. Erst rechnen: lage lab run ENTWURF --out {folder}",
                f"{folder} holds no result. First: lage lab run DESIGN --out {folder}",
            )
        )
    if described["format"] != FORMAT:
        raise Refusal(of_another_version(settings, folder))
    if described["digest"] is None:
        raise Refusal(
            language(
                f"Der Lauf in {folder} ist nicht zu Ende. Derselbe Aufruf von `lage lab run` setzt ihn fort.",
                f"The run in {folder} is not finished. The same call of `lage lab run` goes on with it.",
            )
        )
    one, other = _chosen(settings, described, x, y)
    with settings.busy():
        written = write_page(settings, folder, described, read_run(folder, described, one, other), data)
    for name in written:
        settings.show(str(folder / name), soft_wrap=True)


def _chosen(settings: Settings, described: dict[str, Any], x: str | None, y: str | None) -> "tuple[Measure, Measure]":
    """The two measures to weigh."""
    from lagezentrum.law.model import Text
    from lagezentrum.outlook.lab.summary import measures

    design = described["design"]
    steps = sum(1 for name in next(iter(described["in_law"].values())) if name.startswith("days_from_")) // 2
    lead = design["lead"]
    title = described.get("indicators", {}).get(lead["indicator"]) if lead else None
    known = measures(design["metrics"], steps, lead, Text(**title) if title else None)
    named = {measure.name: measure for measure in known}
    language = settings.language
    for word in (x, y):
        if word is not None and word not in named:
            raise Refusal(
                language(
                    f"Das Maß {word!r} gibt es in diesem Ergebnis nicht; es gibt: {', '.join(named)}.",
                    f"There is no measure {word!r} in this result; there are: {', '.join(named)}.",
                )
            )
    if len(named) < 2:
        raise Refusal(
            language(
                "Zum Abwägen braucht es zwei Maße. Nehmen Sie im Entwurf mehr `metrics`.",
                "Weighing needs two measures. Take more `metrics` in the design.",
            )
        )
    if x is not None and x == y:
        others = ", ".join(name for name in named if name != x)
        raise Refusal(
            language(
                f"--x und --y nennen beide {x}. Abgewogen werden zwei verschiedene Maße; nehmen Sie für eines davon: "
                f"{others}.",
                f"--x and --y both name {x}. Two different measures are weighed; take one of these for one of them: "
                f"{others}.",
            )
        )
    first = named[x] if x else next(m for m in known if m.name != y)
    preferred = [m for m in known if m.name in ("lead", "disagreement")] + list(known)
    second = named[y] if y else next(m for m in preferred if m.name != first.name)
    return first, second
