"""Rules about the past: figures of days on record that a file tells differently."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from lagezentrum.engine.wording.phrases import numbered
from lagezentrum.law.model import Text
from lagezentrum.sources.vintage import Row
from lagezentrum.web.archive.gate.case import Case, Known, german
from lagezentrum.web.archive.reasons import Reason

_FEWEST = 3
_SHARE_OF_ALL = 0.2
"""So many of all figures on record told differently: the whole past was computed anew."""
_SHARE_OF_DAY = 0.3
_NOTABLE = 0.005
"""Relative change of the median figure by which a day was revised, not only divided by other inhabitants."""
_SETTLED = timedelta(days=28)
_LATE_REPORTS = 0.05
"""Late reports change a figure that is four weeks old by less."""
_ENOUGH_AREAS = 10


@dataclass(frozen=True, slots=True)
class _Told:
    day: date
    compared: int
    changes: tuple[float, ...]
    """relative changes of the figures that differ; a figure that was emptied counts as 1"""


def changed_history(case: Case) -> Iterator[Reason]:
    """A source that freezes its figures tells past days differently."""
    if case.vintage.layout.recomputed:
        return
    for indicator in case.indicators:
        days = [told for told in _days(case, indicator) if told.changes]
        compared = sum(told.compared for told in _days(case, indicator))
        changed = sum(len(told.changes) for told in days)
        if changed >= _FEWEST and changed > _SHARE_OF_ALL * compared:
            yield Reason(
                "history-recalculated",
                Text(
                    de=f"{changed} von {compared} schon veröffentlichten Zahlen sind anders als bisher, vom "
                    f"{german(days[0].day)} bis {german(days[-1].day)}: Die Vergangenheit wurde neu berechnet.",
                    en=f"{changed} of {compared} figures already published differ from before, from {days[0].day} to "
                    f"{days[-1].day}: the past was computed anew.",
                ),
            )
            continue
        revised = [told for told in days if _is_revised(told)]
        for told in revised:
            yield Reason(
                "day-revised",
                Text(
                    de=f"{len(told.changes)} von {told.compared} Zahlen vom {german(told.day)} sind anders als zuerst "
                    "veröffentlicht. Es gelten die zuerst veröffentlichten.",
                    en=f"{len(told.changes)} of {told.compared} figures of {told.day} differ from those first "
                    "published. Those first published count.",
                ),
            )
        if changed and not revised:
            yield Reason(
                "corrections",
                Text(
                    de=f"Nachträglich geändert: {numbered(changed, 'Zahl', 'Zahlen')} von "
                    f"{numbered(len(days), 'Tag', 'Tagen')} (zuletzt {german(days[-1].day)}). Das ist vermerkt; es "
                    "gilt das zuerst Veröffentlichte.",
                    en=f"Changed afterwards: {numbered(changed, 'figure', 'figures')} of "
                    f"{numbered(len(days), 'day', 'days')} (latest {days[-1].day}). That is on record; what was "
                    "published first counts.",
                ),
                holds=False,
            )


def recomputed_history(case: Case) -> Iterator[Reason]:
    """A source that computes the past anew every day changes what late reports can not explain."""
    if not case.vintage.layout.recomputed:
        return
    for indicator in case.indicators:
        for told in _days(case, indicator):
            far = sum(change > _LATE_REPORTS for change in told.changes)
            settled = case.vintage.as_of - told.day > _SETTLED
            if settled and told.compared >= _ENOUGH_AREAS and 2 * far > told.compared:
                yield Reason(
                    "history-recalculated",
                    Text(
                        de=f"{far} von {told.compared} Zahlen vom {german(told.day)} haben sich nach mehr als vier "
                        "Wochen noch um über 5 % geändert; späte Meldungen erklären das nicht.",
                        en=f"{far} of {told.compared} figures of {told.day} changed by more than 5% after more than "
                        "four weeks; late reports do not explain that.",
                    ),
                )
                break


def _is_revised(told: _Told) -> bool:
    enough = len(told.changes) >= _FEWEST and len(told.changes) > _SHARE_OF_DAY * told.compared
    return enough and median(told.changes) > _NOTABLE


def _days(case: Case, indicator: str) -> list[_Told]:
    """The days on record that the file tells too, in order."""
    told = []
    for (name, day), rows in sorted(case.by_day.items()):
        known = case.known_by_day.get((name, day), {})
        pairs = [(row, known[area]) for area, row in rows.items() if area in known]
        pairs = [(row, figure) for row, figure in pairs if figure.value is not None]
        if name == indicator and pairs:
            changes = (_change(row, figure) for row, figure in pairs)
            told.append(_Told(day, len(pairs), tuple(change for change in changes if change)))
    return told


def _change(row: Row, figure: Known) -> float:
    """How far the two are apart relative to the larger one; 0 where only digits were dropped."""
    if figure.value is None or row.value is None:
        return 1.0
    difference = abs(row.value - figure.value)
    if difference <= max(_half_digit(row.value), _half_digit(figure.value)):
        return 0.0
    return float(difference / max(row.value, figure.value))


def _half_digit(value: Decimal) -> Decimal:
    """Half of a unit in the last digit given; an exact repetition of four digits passes, nothing else does."""
    places = -int(value.as_tuple().exponent)
    return Decimal(5).scaleb(-places - 1) if places < 3 else Decimal(0)
