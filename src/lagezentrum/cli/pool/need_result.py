"""What `lage pool need` computes: parameters and model from the options, a row per office, the outlook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lagezentrum.cli.language import Language
from lagezentrum.cli.pool.need_options import read_number, read_range, with_assumptions
from lagezentrum.cli.refusals import Refusal

if TYPE_CHECKING:
    from lagezentrum.cli.pool.need_input import Material
    from lagezentrum.season.autumn.reading import Office
    from lagezentrum.staffing.need.assessment import Assessment
    from lagezentrum.staffing.need.forecast import Outlook
    from lagezentrum.staffing.need.models import Dynamic, PerCase
    from lagezentrum.staffing.need.parameters import Parameters
    from lagezentrum.staffing.need.record import CaseRecord
    from lagezentrum.staffing.need.requests import OfficeRequest


@dataclass(frozen=True)
class Result:
    """Everything that is shown: a row per office, and what it rests on."""

    week: date
    offices: "Sequence[Office]"
    rows: "Sequence[Assessment]"
    record: "CaseRecord"
    model: "Dynamic | PerCase"
    parameters: "Parameters"
    own_per_20000: float
    weekly_hours: float
    outlook: "Outlook | None"


def parameters_of(weekly_hours: float, assume: Sequence[str], language: Language) -> "Parameters":
    """The default ranges with the weekly hours and assumptions given.

    Raises:
        Refusal: an assumption can not be used.
    """
    from lagezentrum.staffing.need.parameters import default_parameters
    from lagezentrum.staffing.need.ranges import Range

    parameters = replace(default_parameters(), weekly_hours=Range.exactly(weekly_hours))
    return with_assumptions(parameters, assume, language)


def model_of(
    hours_per_case: str | None, weekly_hours: float, parameters: "Parameters", language: Language
) -> "Dynamic | PerCase":
    """The dynamic model, or fixed hours per case where they were given.

    Raises:
        Refusal: the hours can not be used.
    """
    from lagezentrum.staffing.need.models import Dynamic, PerCase

    if hours_per_case is None:
        return Dynamic(parameters)
    hours = read_range(hours_per_case, "--hours-per-case", language, least=0.1, most=200)
    return PerCase(hours, weekly_hours, parameters)


def assessed(
    offices: "Sequence[Office]",
    week: date,
    material: "Material",
    record: "CaseRecord",
    model: "Dynamic | PerCase",
    parameters: "Parameters",
    own_per_20000: float,
    handed_in: "Mapping[tuple[str, date], OfficeRequest]",
) -> "list[Assessment]":
    """One row per office, in their order."""
    from lagezentrum.staffing.need.assessment import Place, assess
    from lagezentrum.staffing.need.models import Dynamic, norm_fte

    return [
        assess(
            Place(
                office.key,
                office.population,
                norm_fte(office.population, own_per_20000) if office.population is not None else 0.0,
            ),
            week,
            record,
            model,
            days_before=model.days_before,
            contacts_assumed=parameters.contacts_per_case if isinstance(model, Dynamic) else None,
            request=handed_in.get((office.key, week)),
            follow_up_until=material.follow_up_until(office.areas, week, parameters.follow_up_days.high),
        )
        for office in offices
    ]


def require_week(week: date, record: "CaseRecord", model: "Dynamic | PerCase", language: Language) -> None:
    """Pass if the week lies in the record, with as many days before it as the model looks back.

    Raises:
        Refusal: it does not; the weeks that do are named.
    """
    from lagezentrum.staffing.model import week_name

    weeks = [w for w in record.weeks() if w - timedelta(days=model.days_before) >= record.first]
    if week in weeks:
        return
    known = (
        f"{week_name(weeks[0])} {language('bis', 'to')} {week_name(weeks[-1])}" if weeks else language("keine", "none")
    )
    reason = (
        language(
            f" Das Modell braucht auch die {model.days_before} Tage davor.",
            f" The model needs the {model.days_before} days before it, too.",
        )
        if model.days_before
        else ""
    )
    raise Refusal(
        language(
            f"Für {week_name(week)} sind keine Fälle belegt; sie reichen vom {language.day(record.first)} bis "
            f"{language.day(record.last)} ({record.source}).{reason} Belegte Wochen: {known}. Für andere Wochen "
            "nennen Sie mit --data oder --sormas eigene Zahlen.",
            f"No cases are on record for {week_name(week)}; they reach from {language.day(record.first)} to "
            f"{language.day(record.last)} ({record.source}).{reason} Weeks on record: {known}. For other weeks give "
            "figures of your own with --data or --sormas.",
        )
    )


def outlook_of(record: "CaseRecord", week: date, ahead: int, language: Language) -> "Outlook | None":
    """The forecast from the end of the week; None where none was asked for.

    Raises:
        Refusal: it would reach too far ahead, or too little is on record.
    """
    from lagezentrum.staffing.need.forecast import TooFarAhead, TooShort, forecast

    if ahead == 0:
        return None
    if ahead < 0:
        read_number(str(ahead), "--ahead", language, least=0, most=4)
    try:
        return forecast(record, week + timedelta(days=6), ahead)
    except TooFarAhead as error:
        raise Refusal(f"--ahead: {error.in_language(language.code)}") from error
    except TooShort as error:
        raise Refusal(
            language(
                "--ahead: Für eine Vorhersage müssen zwei ganze Wochen aller Ämter belegt sein. Wählen Sie eine "
                "spätere Woche, oder ergänzen Sie die fehlenden Tage.",
                "--ahead: a forecast needs two whole weeks on record for all offices. Choose a later week, or fill in "
                "the days that are missing.",
            )
        ) from error
