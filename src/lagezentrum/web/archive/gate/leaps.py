"""Rules about the newest figures against those of the day before."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from statistics import median

from lagezentrum.law.model import Text
from lagezentrum.web.archive.gate.case import Case, german, named
from lagezentrum.web.archive.reasons import Reason, said_once

_MANY_AREAS = 20
_FEWEST_ZEROS = 3
_SHARE_OF_ZEROS = 0.1
_CLEARLY_NOT_ZERO = 5
_FACTOR = 2
_FACTOR_OF_ONE = 5
_HIGH_ENOUGH = 5
_FAR_APART = 50


@said_once
def zeros(case: Case) -> Iterator[Reason]:
    """Zero where the day before was clearly not zero: missing reports published as 0."""
    for _indicator, day, now, before in _pairs(case):
        single = len(now) == 1
        limit = Decimal("0.5") if single else Decimal(_CLEARLY_NOT_ZERO)
        zero = [area for area, value in now.items() if value == 0 and before.get(area, Decimal(0)) > limit]
        if zero and (single or (len(zero) >= _FEWEST_ZEROS and len(zero) >= _SHARE_OF_ZEROS * len(now))):
            yield Reason(
                "zeros",
                Text(
                    de=f"Am {german(day)} steht für {len(zero)} von {len(now)} Gebieten 0, am Tag davor waren es "
                    f"deutlich mehr: {named(sorted(zero))}. Fehlende Meldungen wurden vielleicht als 0 veröffentlicht.",
                    en=f"On {day} {len(zero)} of {len(now)} areas have 0, on the day before clearly more: "
                    f"{named(sorted(zero))}. Missing reports may have been published as 0.",
                ),
            )


@said_once
def same_figures_again(case: Case) -> Iterator[Reason]:
    """All areas stand exactly as on the day before: an old state under a new date."""
    for _indicator, day, now, before in _pairs(case):
        if len(now) >= _MANY_AREAS and now == before and any(now.values()):
            yield Reason(
                "same-figures",
                Text(
                    de=f"Alle {len(now)} Zahlen vom {german(day)} sind dieselben wie am Tag davor: vermutlich ein "
                    "alter Stand unter neuem Datum.",
                    en=f"All {len(now)} figures of {day} are those of the day before: probably an old state under a "
                    "new date.",
                ),
            )


@said_once
def leap(case: Case) -> Iterator[Reason]:
    """Most figures doubled or halved overnight: a slipped decimal point, or another indicator."""
    for _indicator, day, now, before in _pairs(case):
        areas = sorted(set(now) & set(before))
        if not areas:
            continue
        new = median(float(now[area]) for area in areas)
        old = median(float(before[area]) for area in areas)
        if max(new, old) >= _HIGH_ENOUGH and not old / _FACTOR <= new <= old * _FACTOR:
            yield Reason(
                "leap",
                Text(
                    de=f"Von {_point(old)} auf {_point(new)} bis zum {german(day)} (mittlerer Wert): mehr als "
                    "verdoppelt oder halbiert. Vielleicht ist ein Komma verrutscht.",
                    en=f"From {old:.1f} to {new:.1f} by {day} (median): more than doubled or halved. A decimal point "
                    "may have slipped.",
                ),
            )


def leap_of_one_area(case: Case) -> Iterator[Reason]:
    """A few areas leap; noted only, because offices do report late in one go."""
    leapt = [
        (day, area)
        for _indicator, day, now, before in _pairs(case)
        if len(now) >= _MANY_AREAS
        for area in sorted(set(now) & set(before))
        if _leapt(now[area], before[area])
    ]
    if leapt:
        day, area = leapt[-1]
        more = len(leapt) - 1
        yield Reason(
            "leap-of-areas",
            Text(
                de=f"Ungewöhnlich stark verändert: {named([area])} am {german(day)}"
                + (f", davor {more} weitere. " if more else ". ")
                + "Die Zahlen gelten.",
                en=f"Unusually large change: {named([area])} on {day}"
                + (f", {more} more before. " if more else ". ")
                + "The figures count.",
            ),
            holds=False,
        )


def _leapt(now: Decimal, before: Decimal) -> bool:
    low, high = sorted((now, before))
    return high - low > _FAR_APART and high > _FACTOR_OF_ONE * low


def _point(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _pairs(case: Case) -> Iterator[tuple[str, date, dict[str, Decimal], dict[str, Decimal]]]:
    """Every fresh day with its figures and those before it."""
    for indicator in case.indicators:
        for day in case.fresh_days(indicator):
            now = case.values(indicator, day)
            if now:
                yield indicator, day, now, case.values_before(indicator, day)
