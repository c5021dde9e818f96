"""`lage order`: the general order for what was found, and whether an edited one still says what its proof says."""

from datetime import date
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli import order_check
from lagezentrum.cli.arguments import DEFAULT_REGULATION, DataOption, DecisionsOption, RegulationOption, read_day
from lagezentrum.cli.documents import (
    AreaArgument,
    AuthorityOption,
    LiveOption,
    OutOption,
    read_place_and_day,
    signing,
    write,
    write_and_tell,
)
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.order_making import (
    Particulars,
    decided_for,
    docket,
    docket_on,
    made,
    name_of,
    order_of,
    read_outbreak,
    tell_if_unknown,
)
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.documents.matters import Docket, Matter
    from lagezentrum.documents.order import OrderKind


class Kind(Enum):
    """What an order does, as the command line names it; `lift` and `lower` tell whether a level remains."""

    raise_ = "raise"
    lower = "lower"
    lift = "lift"
    three_g = "3g"
    lift_3g = "lift-3g"
    refrain = "refrain"
    other_date = "other-date"


_ORDERS: "dict[Kind, OrderKind]" = {
    Kind.raise_: "raise", Kind.lower: "lower", Kind.lift: "lower", Kind.three_g: "3g", Kind.lift_3g: "lift-3g",
    Kind.refrain: "refrain", Kind.other_date: "other-date",
}  # fmt: skip


class FileFormat(StrEnum):
    """What an order is written as."""

    pdf = "pdf"
    docx = "docx"
    json = "json"


FormOption = Annotated[
    FileFormat,
    typer.Option(
        "--format", help=both("PDF (maßgeblich), DOCX (Entwurf), JSON", "PDF (authentic), DOCX (draft), JSON")
    ),
]
DayArgument = Annotated[
    str,
    typer.Argument(
        metavar=both("TAG", "DAY"),
        help=both(
            "Tag der Entscheidung und Bekanntmachung, oder erster Tag einer überlieferten Anordnung",
            "day of the decision and announcement, or the first day of an order on record",
        ),
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to `lage`."""
    group = typer.Typer(no_args_is_help=True, help=both("Allgemeinverfügungen", "general orders"))
    told = both("schreibt die Allgemeinverfügung zu dem, was gefunden ist", "writes the order for what was found")
    group.command("make", help=told)(make)
    group.command("render", help=told, hidden=True)(make)  # a second name for scripts
    group.command(
        "batch",
        help=both("schreibt alles, was an einem Tag zu entscheiden ist", "writes all there is to decide on a day"),
    )(batch)
    order_check.add_to(group)
    app.add_typer(group, name="order")


def make(
    context: typer.Context,
    area: AreaArgument,
    day: DayArgument,
    kind: Annotated[
        Kind | None, typer.Option("--kind", help=both("was sie tut (sonst: was gefunden ist)", "what it does"))
    ] = None,
    step: Annotated[
        str | None,
        typer.Option("--step", help=both("Stufe, auch ohne Befund: 1, 2, 3, 3G", "step, even without a finding")),
    ] = None,
    form: FormOption = FileFormat.pdf,
    out: OutOption = None,
    effective: Annotated[
        str | None, typer.Option("--effective", metavar=both("TAG", "DAY"), help=both("erster Tag", "first day"))
    ] = None,
    reasons: Annotated[str, typer.Option("--reasons", help=both("Gründe der Behörde", "the authority's reasons"))] = "",
    number: Annotated[str | None, typer.Option("--file-number", help=both("Aktenzeichen", "file number"))] = None,
    profile: AuthorityOption = None,
    outbreak: Annotated[
        tuple[str, int, str, str] | None,
        typer.Option(
            "--outbreak",
            metavar=both("ORT FÄLLE VERFOLGT BIS", "PLACE CASES TRACED UNTIL"),
            help=both("für das Absehen: das begrenzte Geschehen", "for refraining: the confined outbreak"),
        ),
    ] = None,
    live: LiveOption = False,
    regulation: RegulationOption = DEFAULT_REGULATION,
    data: DataOption = None,
    decisions: DecisionsOption = None,
) -> None:
    """Write one order and print its SHA-256."""
    settings: Settings = context.obj
    language = settings.language
    chosen, on = read_place_and_day(settings, regulation, area, day)
    first = read_day(effective, "--effective", language) if effective else None
    with settings.busy():
        known, material = docket(settings, regulation, on, data=data, decisions=decisions, only=chosen.ags)
        on_record = decided_for(material, chosen.ags, on)
        if on_record is not None and not known.open_matters(chosen.ags):
            # The day is the one from which a recorded order holds: then the day of that order is meant.
            known = docket_on(material, on_record)
        matter = known.as_of(_matter(known, chosen.ags, kind, step, settings), first)
        _require_fitting_end(kind, matter, first, language)
        tell_if_unknown(known, matter, settings)
        told = Particulars(
            effective=first,
            reasons=reasons,
            file_number=number,
            outbreak=read_outbreak(outbreak, language),
            profile=signing(profile, chosen.ags) if profile else None,
            live=live,
        )
        order, proof = order_of(matter, told, known, settings)
        document = made(order, proof, form.value)
    target = out or Path(name_of(order, form.value))
    write_and_tell(document, target, settings)


def batch(
    context: typer.Context,
    day: DayArgument,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=both("Verzeichnis", "directory"))] = Path("orders"),
    form: FormOption = FileFormat.pdf,
    regulation: RegulationOption = DEFAULT_REGULATION,
    data: DataOption = None,
    decisions: DecisionsOption = None,
) -> int:
    """Write an order for every finding that stands on a day and that nobody decided on; undetermined ones are named."""
    settings: Settings = context.obj
    language = settings.language
    on = read_day(day, language("TAG", "DAY"), language)
    written, left = [], []
    with settings.busy():
        known, _ = docket(settings, regulation, on, data=data, decisions=decisions, only=None)
        for area in known.areas:
            for matter in known.open_matters(area):
                if matter.finding is None or matter.finding.status != "found":
                    left.append(matter)
                    continue
                order, proof = order_of(matter, Particulars(), known, settings)
                document = made(order, proof, form.value)
                target = out / name_of(order, form.value)
                write(document.content, target, settings)
                written.append(f"{document.sha256}  {target}")
    settings.show("\n".join(written) or language("Nichts zu entscheiden.", "Nothing to decide."), soft_wrap=True)
    if left:
        named = ", ".join(f"{matter.area} ({matter.step})" for matter in left)
        settings.notes.print(
            language(
                f"Noch offen, weil Werte fehlen; nicht geschrieben: {named}.",
                f"Still open because values are missing; not written: {named}.",
            ),
            markup=False,
            soft_wrap=True,
        )
    return 0


def _matter(known: "Docket", area: str, kind: Kind | None, step: str | None, settings: Settings) -> "Matter":
    """The matter that a call means.

    Raises:
        Refusal: nothing is to be decided.
        DocumentProblem: there is no such matter.
    """
    language = settings.language
    if kind is None and step is None:
        found = known.open_matters(area)
        if not found:
            raise Refusal(
                language(
                    f"Am {known.day:%d.%m.%Y} ist für {area} nichts zu entscheiden. Nennen Sie --kind und --step, wenn "
                    "die Behörde anders als die Regel entscheidet.",
                    f"On {known.day} nothing is to be decided for {area}. Name --kind and --step if the authority "
                    "decides otherwise than the rule.",
                )
            )
        return found[0]
    asked = kind or (Kind.three_g if step is not None and not step.isdigit() else Kind.raise_)
    return known.matter(area, _ORDERS[asked], step)


def _require_fitting_end(kind: Kind | None, matter: "Matter", effective: date | None, language: Language) -> None:
    """Refuse `lift` where a level remains, and `lower` where none does; without a first day nobody can say."""
    if matter.finding is None and effective is None:
        return
    if kind in (Kind.lift, Kind.lower) and (kind is Kind.lift) != (matter.remains == 0):
        raise Refusal(
            language(
                f"Nach der Aufhebung bleibt Stufe {matter.remains} in Kraft; das ist --kind lower."
                if matter.remains
                else "Nach der Aufhebung bleibt keine Stufe in Kraft; das ist --kind lift.",
                f"Level {matter.remains} remains in force afterwards; that is --kind lower."
                if matter.remains
                else "No level remains in force afterwards; that is --kind lift.",
            )
        )
