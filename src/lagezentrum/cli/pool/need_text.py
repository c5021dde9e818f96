"""What stands above and below the need of offices: headline, requests beside it, what it rests on."""

from typing import TYPE_CHECKING

from lagezentrum.cli.layout import hanging
from lagezentrum.cli.pool.need_rows import offices_with_gap, total
from lagezentrum.cli.settings import Settings
from lagezentrum.staffing.need.wording import STATUS, between, number, sentence

if TYPE_CHECKING:
    from lagezentrum.cli.language import Language
    from lagezentrum.cli.pool.need_result import Result
    from lagezentrum.season.autumn.reading import Office
    from lagezentrum.staffing.need.assessment import Assessment
    from lagezentrum.staffing.need.ranges import Range


def show_headline(settings: Settings, result: "Result") -> None:
    """The sum of all offices in one line; for one office its name and the week."""
    from lagezentrum.staffing.model import week_name

    language = settings.language
    code = language.code
    missing, gaps = total(row.missing for row in result.rows), offices_with_gap(result)
    cases = sum(row.cases for row in result.rows if row.cases is not None)
    week = f"{week_name(result.week)} ({language('ab', 'from')} {language.day(result.week)})"
    if len(result.rows) == 1:
        settings.show(f"{result.offices[0].name} ({result.offices[0].key}) · {week}", style="bold")
        return
    ends = "" if missing.low == missing.high else f" ({between(missing, code)})"
    spread = "" if gaps[0] == gaps[2] else f" ({gaps[0]}–{gaps[2]})"
    likely, total_cases = number(missing.likely, code), language.number(cases)
    offices = (
        language("Ämtern", "offices") if all(o.areas for o in result.offices) else language("Stellen", "receivers")
    )
    settings.show(
        language(
            f"{week}: {total_cases} neue Fälle; es fehlen {likely} VZÄ{ends} in {gaps[1]}{spread} {offices}",
            f"{week}: {total_cases} new cases; {likely} FTE{ends} are missing in {gaps[1]}{spread} {offices}",
        ),
        style="bold",
    )


def show_request(settings: Settings, office: "Office", row: "Assessment", *, named: bool) -> None:
    """The request of an office beside the need computed, where there is one."""
    request, language = row.request, settings.language
    if request is None:
        return
    code = language.code
    if row.beside is not None:
        said = sentence(row.beside, code)
    else:
        asks = number(request.asks, code)
        said = language(
            f"Meldet {asks}; berechnet wird hier nichts (keine Fälle belegt).",
            f"Asks for {asks}; nothing is computed here (no cases on record).",
        )
    status = language.of(STATUS[request.status]) if request.status else ""
    status = f" {status[:1].upper()}{status[1:]}." if status else ""
    name = f"{office.name}: " if named else ""
    settings.show(hanging(f"{name}{said}{status}", settings.out.width), soft_wrap=True)
    if not named and row.beside is not None and row.beside.parts:
        restated = in_full(row.beside.restated, language)
        settings.show(language(f"Mit den Angaben des Amtes: {restated}.", f"With what the office states: {restated}."))


def show_footer(settings: Settings, result: "Result") -> None:
    """Offices whose need is unknown, how it was computed, and as of when the cases are."""
    from lagezentrum.staffing.need.models import PerCase

    language = settings.language
    code = language.code
    unknown = [o.name for o, row in zip(result.offices, result.rows, strict=True) if row.missing is None]
    if unknown:
        settings.show(
            hanging(
                language(
                    f"Bedarf unbekannt, weil Fälle nicht belegt sind (nicht null): {', '.join(unknown)}.",
                    f"Need unknown, because cases are not on record (not zero): {', '.join(unknown)}.",
                ),
                settings.out.width,
            ),
            soft_wrap=True,
        )
    if isinstance(result.model, PerCase):
        hours = in_full(result.model.hours, language)
        how = language(f"Gerechnet mit {hours} Stunden je Fall", f"Computed with {hours} hours per case")
    else:
        how = language(
            "Gerechnet mit dem dynamischen Modell: niedrig und hoch nehmen alle Annahmen zugleich an ihrem Ende "
            "(Quellen: --format json)",
            "Computed with the dynamic model: low and high take all assumptions at their end at once "
            "(sources: --format json)",
        )
    own, weekly = number(result.own_per_20000, code), number(result.weekly_hours, code)
    lines = (
        f"{how}, {language(f'{weekly}-Stunden-Woche', f'{weekly}-hour week')}.",
        language(
            f"Eigene Kräfte: {own} VZÄ je 20.000 Einwohner angenommen (Norm: 5); die wirkliche Zahl kennt das Amt.",
            f"Own staff: {own} FTE per 20,000 inhabitants assumed (norm: 5); the office knows the true number.",
        ),
        language(
            f"Fälle: {result.record.source}, {result.record.state.de}.",
            f"Cases: {result.record.source}, {result.record.state.en}.",
        ),
    )
    for text in lines:
        settings.show(hanging(text, settings.out.width), style="dim", soft_wrap=True)


def ends(value: "Range | None", language: "Language") -> str:
    """The ends of a range in brackets; nothing where they are the same."""
    return "" if value is None or value.low == value.high else f"({between(value, language.code)})"


def in_full(value: "Range | None", language: "Language") -> str:
    """The likely value with the ends of its range; a question mark where it is not known."""
    return "?" if value is None else f"{number(value.likely, language.code)} {ends(value, language)}".rstrip()


def fixed(value: float | None, language: "Language") -> str:
    """A number of a column, always with one decimal; nothing where there is none."""
    if value is None:
        return ""
    text = f"{value:,.1f}"
    return text.translate(str.maketrans(",.", ".,")) if language.code == "de" else text


def short_name(office: "Office") -> str:
    """The name without "Landkreis", unless it serves a city, too."""
    short = office.name.removeprefix("Landkreis ")
    return office.name if short.startswith("und ") else short
