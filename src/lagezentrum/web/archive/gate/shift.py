"""A rule about rows: figures that stand beside the neighbouring area."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import log
from statistics import fmean, median

from lagezentrum.law.model import Text
from lagezentrum.web.archive.gate.case import Case, german
from lagezentrum.web.archive.reasons import Reason, said_once

_FEWEST_AREAS = 6
_FEWEST_EQUAL = 5
_SHARE_EQUAL = 0.1
_PADDING = 5.0
"""Added to every figure, so that small ones, which leap by chance, weigh little."""


@said_once
def shifted_rows(case: Case) -> Iterator[Reason]:
    """Figures fit those of the neighbouring row on the day before better than those of their own area."""
    for indicator in case.indicators:
        for day in case.fresh_days(indicator):
            now, before = case.values(indicator, day), case.values_before(indicator, day)
            areas = sorted(set(now) & set(before))
            if len(areas) < _FEWEST_AREAS:
                continue
            for step, de, en in ((1, "folgenden", "following"), (-1, "vorigen", "preceding")):
                if _fits_better(now, before, areas, step) or _equal(now, before, areas, step):
                    yield Reason(
                        "shifted-rows",
                        Text(
                            de=f"Die Zahlen vom {german(day)} passen zur jeweils {de} Zeile des Vortags besser als zum "
                            "eigenen Gebiet: Die Zeilen sind vermutlich verrutscht.",
                            en=f"The figures of {day} fit the {en} row of the day before better than their own area: "
                            "the rows have probably slipped.",
                        ),
                    )
                    break


def _fits_better(now: dict[str, Decimal], before: dict[str, Decimal], areas: list[str], step: int) -> bool:
    """Whether the spread of the changes is smaller against the neighbours than against the areas themselves."""
    pairs = _neighbours(areas, step)
    own = [_change(now[area], before[area]) for area, _ in pairs]
    others = [_change(now[area], before[other]) for area, other in pairs]
    return _spread(others) < _spread(own)


def _equal(now: dict[str, Decimal], before: dict[str, Decimal], areas: list[str], step: int) -> bool:
    """Whether too many figures are exactly the neighbour's of the day before, and not their own, for chance."""
    equal = sum(
        now[area] == before[other] != before[area]
        for area, other in _neighbours(areas, step)
        if now[area] != now[area].to_integral_value()
    )
    return equal >= _FEWEST_EQUAL and equal >= _SHARE_EQUAL * len(areas)


def _neighbours(areas: list[str], step: int) -> list[tuple[str, str]]:
    pairs = list(pairwise(areas))
    return pairs if step > 0 else [(area, other) for other, area in pairs]


def _change(now: Decimal, before: Decimal) -> float:
    return log((float(now) + _PADDING) / (float(before) + _PADDING))


def _spread(changes: list[float]) -> float:
    middle = median(changes)
    return fmean(abs(change - middle) for change in changes)
