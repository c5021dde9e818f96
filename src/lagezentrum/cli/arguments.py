"""Options that several commands share, and how their texts are read."""

from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.language import Language, both
from lagezentrum.cli.refusals import Refusal

if TYPE_CHECKING:
    from lagezentrum.law.model import Regulation
    from lagezentrum.sources.areas import Area

DEFAULT_REGULATION = "de-ni/corona-vo"


class Format(StrEnum):
    """How a result is written."""

    table = "table"
    json = "json"
    csv = "csv"


class TextFormat(StrEnum):
    """How an explanation is written."""

    text = "text"
    json = "json"


RegulationOption = Annotated[
    str,
    typer.Option("--regulation", metavar="ID", help=both("Regelung, nach der gerechnet wird", "regulation to apply")),
]
AreaOption = Annotated[
    str | None,
    typer.Option(
        "--area",
        metavar=both("GEBIET", "AREA"),
        help=both("nur dieses Gebiet: Schlüssel (AGS) oder Name", "only this area: key (AGS) or name"),
    ),
]
DayOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar=both("TAG", "DAY"),
        help=both("der Tag (sonst: der letzte mit Zahlen)", "the day (else: the last one with figures)"),
    ),
]
DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help=both(
            "Verzeichnis mit den veröffentlichten Dateien (sonst: mitgelieferte Saison)",
            "directory with the published files (else: the bundled season)",
        ),
    ),
]
DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar=both("DATEI", "FILE"),
        help=both("Tabelle der Anordnungen der Behörden", "table of the authorities' orders"),
    ),
]
KnownAtOption = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar=both("ZEIT", "TIME"),
        help=both(
            "nur Zahlen, die da schon veröffentlicht waren (JJJJ-MM-TT oder JJJJ-MM-TTThh:mm)",
            "only figures published by then (YYYY-MM-DD or YYYY-MM-DDThh:mm)",
        ),
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help=both("Form der Ausgabe", "form of the output"))]


def read_day(text: str, option: str, language: Language) -> date:
    """The day that `text` names.

    Raises:
        Refusal: it names none.
    """
    try:
        if text.count(".") == 2:
            return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 (a day has no time zone)
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Refusal(
        language(
            f"{option}: {text!r} ist kein Datum. Bitte als JJJJ-MM-TT schreiben, etwa 2021-12-01.",
            f"{option}: {text!r} is not a date. Write it as YYYY-MM-DD, such as 2021-12-01.",
        )
    )


def read_known_at(text: str | None, language: Language) -> datetime | None:
    """The moment that `text` names; a day alone means its end.

    Raises:
        Refusal: it names none.
    """
    if text is None:
        return None
    if len(text) == 10:
        return datetime.combine(read_day(text, "--known-at", language), time.max)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None:
        raise Refusal(
            language(
                f"--known-at: {text!r} ist kein Zeitpunkt. Bitte als JJJJ-MM-TTThh:mm (Ortszeit) schreiben.",
                f"--known-at: {text!r} is not a moment. Write it as YYYY-MM-DDThh:mm (local time).",
            )
        )
    return moment


def read_span(first: str | None, last: str | None, language: Language) -> tuple[date | None, date | None]:
    """The days of `--from` and `--to`.

    Raises:
        Refusal: one is no day, or they are in the wrong order.
    """
    start = read_day(first, "--from", language) if first is not None else None
    end = read_day(last, "--to", language) if last is not None else None
    if start and end and start > end:
        raise Refusal(
            language(
                f"--from {start} liegt nach --to {end}. Bitte vertauschen.",
                f"--from {start} lies after --to {end}. Swap them.",
            )
        )
    return start, end


def read_area(text: str, regulation: "Regulation", language: Language) -> "Area":
    """The area that `text` means, of those in which the regulation holds.

    A Land that is one district (Berlin, Hamburg) is that district where the regulation has rules for districts only.

    Raises:
        Refusal: the regulation does not hold there, or has no rule for a whole Land.
        UnknownArea, AmbiguousArea: no area, or several.
    """
    from lagezentrum.sources.areas import UnknownArea, all_areas, find

    states = {area.ags for area in all_areas().values() if area.is_land and regulation.for_area(area.ags)}
    try:
        return _judged(find(text, states), regulation, language)
    except UnknownArea as here:
        try:
            elsewhere = find(text)
        except UnknownArea:
            raise here from None  # the suggestions of the own territory are the better ones
    raise Refusal(
        language(
            f"{regulation.id} gilt nicht in {elsewhere.title} ({elsewhere.ags}).",
            f"{regulation.id} does not hold in {elsewhere.title} ({elsewhere.ags}).",
        )
    )


def _judged(area: "Area", regulation: "Regulation", language: Language) -> "Area":
    from lagezentrum.sources.areas import districts

    rules = [rule for version in regulation.for_area(area.ags) for rule in version.rules.values()]
    if not area.is_land or any(rule.scope == "state" for rule in rules):
        return area
    within = districts(area.ags)
    if len(within) == 1:
        return within[0]
    raise Refusal(
        language(
            f"{regulation.id} hat keine Regel für ganz {area.name}. Bitte einen Landkreis oder eine Stadt nennen, "
            f"etwa {within[0].title} ({within[0].ags}).",
            f"{regulation.id} has no statewide rule for {area.name}. Name a district, "
            f"such as {within[0].title} ({within[0].ags}).",
        )
    )
