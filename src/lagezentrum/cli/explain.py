"""`lage explain`: why something holds in an area on a day, or why not."""

import sys
from datetime import datetime, time
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import (
    DEFAULT_REGULATION,
    DataOption,
    DecisionsOption,
    KnownAtOption,
    RegulationOption,
    TextFormat,
    read_area,
    read_day,
    read_known_at,
)
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.layout import hanging
from lagezentrum.cli.material import gather
from lagezentrum.cli.names import title_of
from lagezentrum.cli.settings import Settings
from lagezentrum.cli.status import require_covered

if TYPE_CHECKING:
    from lagezentrum.engine.proof import Proof


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "explain",
        help=both(
            "Warum etwas gilt oder nicht, bis zum einzelnen Wert", "why something holds or not, down to each figure"
        ),
    )(explain)


def explain(
    context: typer.Context,
    area: Annotated[
        str,
        typer.Argument(metavar=both("GEBIET", "AREA"), help=both("Schlüssel (AGS) oder Name", "key (AGS) or name")),
    ],
    on: Annotated[
        str,
        typer.Argument(metavar=both("TAG", "DAY"), help=both("JJJJ-MM-TT", "YYYY-MM-DD")),
    ],
    regulation: RegulationOption = DEFAULT_REGULATION,
    data: DataOption = None,
    decisions: DecisionsOption = None,
    known_at: KnownAtOption = None,
    full: Annotated[
        bool,
        typer.Option("--full", help=both("auch, was nicht entscheidet", "also what does not decide")),
    ] = False,
    form: Annotated[
        TextFormat, typer.Option("--format", help=both("Form der Ausgabe", "form of the output"))
    ] = TextFormat.text,
) -> None:
    """Print the proof of what holds in an area on a day, as known on that day."""
    from lagezentrum.engine.explanation import explain as prove
    from lagezentrum.engine.wording import render

    settings: Settings = context.obj
    language = settings.language
    day = read_day(on, language("TAG", "DAY"), language)
    moment = read_known_at(known_at, language) or datetime.combine(day, time.max)
    chosen = read_area(area, settings.library.regulation(regulation), language)
    material = gather(settings, regulation, data=data, decisions=decisions, with_orders=data is None, only=chosen.ags)
    require_covered(day, material, settings)
    with settings.busy():
        taken = [decision for decision in material.decisions if decision.decided_on <= min(day, moment.date())]
        replay = material.replay(day, known_at=moment, decisions=taken)
        norms = {
            version.version: settings.library.norm(regulation, version.version)
            for version in material.regulation.for_area(chosen.ags)
        }
        proof = prove(
            material.regulation,
            material.calendars,
            material.figures,
            replay,
            chosen.ags,
            day,
            known_at=moment,
            decisions=taken,
            norms=norms,
        )
    if form is TextFormat.json:
        sys.stdout.write(proof.to_json())
        return
    names = {key: title_of(key).removeprefix("Land ") for key in (chosen.ags, chosen.state)}
    for line in render(proof, language.code, names, full=full).splitlines():
        settings.show(hanging(line, settings.out.width), soft_wrap=True)
    settings.show("")
    settings.show(_ground(proof, material.origin, None if known_at is None else moment, language), style="dim")


def _ground(proof: "Proof", figures: str, known_at: datetime | None, language: Language) -> str:
    """By which version the proof judges, on which figures, and up to when they had to be known."""
    from lagezentrum.engine.wording.phrases import moment

    law = proof.regulation
    if proof.version is not None and proof.title is not None:
        law = f"{language.of(proof.title)} ({proof.regulation}@{proof.version})"
    known = language.long_day(proof.day) if known_at is None else moment(known_at, language.code)
    return language(
        f"Grundlage: {law}. Zahlen: {figures}, soweit bekannt bis {known}.",
        f"Ground: {law}. Figures: {figures}, as far as known by {known}.",
    )
