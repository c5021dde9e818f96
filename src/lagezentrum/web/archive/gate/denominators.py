"""A rule about what was divided by: the inhabitants behind the incidences."""

from collections.abc import Iterator
from datetime import timedelta

from lagezentrum.law.model import Text
from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.vintage import Row
from lagezentrum.web.archive.gate.case import Case, german
from lagezentrum.web.archive.reasons import Reason

_FEWEST = 3
_TOLERANCE = 0.0002
_SHARE_OF_KNOWN_YEAR = 0.9
_DAYS_BACK = 10


def changed_denominator(case: Case) -> Iterator[Reason]:
    """Most areas are divided by another number of inhabitants than before.

    A change to a year that is known is noted; anything else is held, such as the mean of two years that RKI used for
    some weeks in 2021.
    """
    day = case.vintage.as_of
    for indicator in case.indicators:
        before = _last_known(case, indicator)
        rows = [row for row in case.by_day.get((indicator, day), {}).values() if row.denominator and row.area in before]
        changed = [row for row in rows if not _same(row, before[row.area])]
        if len(changed) < _FEWEST or 2 * len(changed) <= len(rows):
            continue
        of_known_year = sum(any(_same(row, known) for known in all_areas()[row.area].inhabitants) for row in rows)
        known_year = of_known_year >= _SHARE_OF_KNOWN_YEAR * len(rows)
        yield Reason(
            "denominator",
            Text(
                de=f"Am {german(day)} wird in {len(changed)} von {len(rows)} Gebieten durch eine andere "
                "Einwohnerzahl geteilt als vorher"
                + (": die eines anderen Jahres." if known_year else ", die zu keinem bekannten Jahr gehört."),
                en=f"On {day} {len(changed)} of {len(rows)} areas are divided by another number of inhabitants than "
                + ("before: that of another year." if known_year else "before, which belongs to no known year."),
            ),
            holds=not known_year,
        )


def _last_known(case: Case, indicator: str) -> dict[str, int]:
    """Area → inhabitants divided by on the last days on record."""
    found: dict[str, int] = {}
    for back in range(1, _DAYS_BACK + 1):
        on_record = case.known_by_day.get((indicator, case.vintage.as_of - timedelta(days=back)), {})
        for area, figure in on_record.items():
            if figure.denominator and area not in found:
                found[area] = figure.denominator
    return found


def _same(row: Row, known: int) -> bool:
    """Whether the row was divided by that number, as far as the digits of its figure can tell."""
    if not row.denominator or not known:
        return False
    digits = 0.0
    if row.value:
        digits = 0.5 * 10.0 ** int(row.value.as_tuple().exponent) / float(row.value)
    return abs(row.denominator / known - 1) <= _TOLERANCE + digits
