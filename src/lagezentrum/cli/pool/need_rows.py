"""The need as data for programs: JSON with everything, CSV with a row per office."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from lagezentrum.cli.language import Language

if TYPE_CHECKING:
    from lagezentrum.cli.pool.need_result import Result
    from lagezentrum.season.autumn.reading import Office
    from lagezentrum.staffing.need.assessment import Assessment
    from lagezentrum.staffing.need.forecast import Outlook, PastError
    from lagezentrum.staffing.need.parameters import Parameters
    from lagezentrum.staffing.need.ranges import Range
    from lagezentrum.staffing.need.requests import Beside

COLUMNS = (
    "office", "name", "cases", "basis", "need_fte_low", "need_fte", "need_fte_high", "own_fte",
    "missing_fte_low", "missing_fte", "missing_fte_high", "norm_fte", "requested_fte", "status",
)  # fmt: skip
GAP = 0.005
"""Full-time posts that round to zero are no gap."""


def cells(office: "Office", row: "Assessment") -> tuple[object, ...]:
    """One office as a line of CSV; empty where nothing is known."""
    fte, missing, request = row.needed.fte if row.needed else None, known_missing(row), row.request
    ends = [None] * 3 if fte is None else [_text(value) for value in (fte.low, fte.likely, fte.high)]
    lacks = [None] * 3 if missing is None else [_text(value) for value in (missing.low, missing.likely, missing.high)]
    return (
        office.key, office.name, row.cases, row.basis.value, *ends, _text(row.own_fte), *lacks, _text(row.norm_fte),
        _text(request.asks) if request else None, request.status.value if request and request.status else None,
    )  # fmt: skip


def known_missing(row: "Assessment") -> "Range | None":
    """The posts missing; None where they are not known, as at a receiver of the Land that asked for nobody."""
    from lagezentrum.staffing.need.assessment import Basis

    return None if row.basis is Basis.NONE else row.missing


def whole(result: "Result", language: Language) -> dict[str, object]:
    """Everything: totals, assumptions, a row per office, the outlook."""
    from lagezentrum.staffing.model import week_name
    from lagezentrum.staffing.need.models import PerCase

    missing = total(row.missing for row in result.rows)
    gaps = offices_with_gap(result)
    model = result.model
    return {
        "week": week_name(result.week),
        "from": result.week,
        "to": result.week + timedelta(days=6),
        "cases": sum(row.cases for row in result.rows if row.cases is not None),
        "missing_fte": _round(missing.likely),
        "missing_fte_range": _range(missing),
        "offices_with_gap": gaps[1],
        "offices_with_gap_range": {"low": gaps[0], "likely": gaps[1], "high": gaps[2]},
        "offices_unknown": [row.receiver for row in result.rows if row.missing is None],
        "state": language.of(result.record.state),
        "source": result.record.source,
        "assumptions": {
            "model": "hours_per_case" if isinstance(model, PerCase) else "dynamic",
            "hours_per_case": _range(model.hours) if isinstance(model, PerCase) else None,
            "own_staff_per_20000": result.own_per_20000,
            "weekly_hours": result.weekly_hours,
            "parameters": [] if isinstance(model, PerCase) else _parameters(result.parameters, language),
        },
        "offices": [_office(o, row, language) for o, row in zip(result.offices, result.rows, strict=True)],
        "outlook": _outlook(result.outlook, result, language),
    }


def total(ranges: "Iterable[Range | None]") -> "Range":
    """The sum of what is known; who is unknown must be named beside it."""
    from lagezentrum.staffing.need.ranges import NOTHING

    return sum((one for one in ranges if one is not None), start=NOTHING)


def offices_with_gap(result: "Result") -> tuple[int, int, int]:
    """How many offices lack posts at the low, likely and high end."""
    lacking = [row.missing for row in result.rows if row.missing is not None]
    return (
        sum(one.low > GAP for one in lacking),
        sum(one.likely > GAP for one in lacking),
        sum(one.high > GAP for one in lacking),
    )


def _office(office: "Office", row: "Assessment", language: Language) -> dict[str, object]:
    from lagezentrum.staffing.need.ranges import Level

    needed, missing = row.needed, known_missing(row)
    return {
        "office": office.key,
        "name": office.name,
        "areas": list(office.areas),
        "population": office.population,
        "cases": row.cases,
        "basis": row.basis.value,
        "days_missing": [str(day) for day in row.days_missing],
        "need_fte": _range(needed.fte) if needed else None,
        "own_fte": _round(row.own_fte),
        "missing_fte": None if missing is None else _round(missing.likely),
        "missing_fte_range": _range(missing),
        "missing_by_skill": None
        if missing is None
        else {skill.value: _round(fte) for skill, fte in sorted(row.missing_by_skill(Level.LIKELY).items())},
        "norm_fte": _round(row.norm_fte),
        "hours_per_case": _range(needed.hours_per_case) if needed else None,
        "under_follow_up": _range(needed.under_follow_up) if needed else None,
        "hours_left_undone": _range(needed.left_undone) if needed else None,
        "comparisons": [
            {
                "estimator": one.key,
                "title": language.of(one.title),
                "people": _round(one.people),
                "mark": one.mark.value,
                "source": one.source,
            }
            for one in row.estimates
        ],
        "request": _request(row, language),
    }


def _request(row: "Assessment", language: Language) -> dict[str, object] | None:
    request = row.request
    if request is None:
        return None
    return {
        "asks_fte": _round(request.asks),
        "needed_fte": {skill.value: _round(fte) for skill, fte in sorted(request.needed_fte.items())},
        "own_fte": _round(request.own_total),
        "status": request.status.value if request.status else None,
        "beside": _beside(row.beside, language) if row.beside else None,
    }


def _beside(found: "Beside", language: Language) -> dict[str, object]:
    from lagezentrum.staffing.need.wording import sentence

    return {
        "verdict": found.verdict.value,
        "difference_fte": _round(found.difference),
        "parts": [
            {
                "stated": part.stated.value,
                "value": part.value,
                "instead_of": _range(part.instead_of),
                "fte": _round(part.fte),
            }
            for part in found.parts
        ],
        "unexplained_fte": _round(found.unexplained),
        "with_what_is_stated": _range(found.restated),
        "sentence": sentence(found, language.code),
    }


def _parameters(parameters: "Parameters", language: Language) -> list[dict[str, object]]:
    from lagezentrum.staffing.need.parameters import DEFAULTS

    listed: list[dict[str, object]] = []
    for name, default in DEFAULTS.items():
        used: Range = getattr(parameters, name)
        own = used != default.range
        listed.append(
            {
                "name": name,
                "title": language.of(default.title),
                "unit": language.of(default.unit),
                **_plain(used),
                "mark": "given" if own else default.mark.value,
                "source": language("beim Aufruf angegeben", "given in the call") if own else default.source,
            }
        )
    return listed


def _outlook(outlook: "Outlook | None", result: "Result", language: Language) -> dict[str, object] | None:
    from lagezentrum.staffing.model import week_name

    if outlook is None:
        return None
    shown = {office.key for office in result.offices}
    return {
        "known_to": outlook.origin,
        "state": language.of(outlook.state),
        "past": [past_error(error) for error in outlook.past],
        "offices": [
            {
                "office": one.office,
                "week": week_name(one.week),
                "weeks_ahead": one.weeks_ahead,
                "cases": {"low": one.low, "likely": round(one.likely, 1), "high": one.high},
            }
            for one in outlook.forecasts
            if one.office in shown
        ],
    }


def past_error(error: "PastError") -> dict[str, object]:
    """How good forecasts were before, in percent and as shares; None where there were too few."""
    return {
        "weeks_ahead": error.weeks_ahead,
        "forecasts": error.forecasts,
        "median_error_percent": _round(error.median_percent),
        "persistence_error_percent": _round(error.persistence_percent),
        "covered": _round(error.covered),
    }


def _range(value: "Range | None") -> dict[str, float | None] | None:
    return None if value is None else _plain(value)


def _plain(value: "Range") -> dict[str, float | None]:
    return {"low": _round(value.low), "likely": _round(value.likely), "high": _round(value.high)}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _text(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"
