"""Files of the publishers made from the bundled season, whole and sound, for tests to alter."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from lagezentrum.season.reading import read_season
from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.divi import layout as divi
from lagezentrum.sources.layout import Layout
from lagezentrum.sources.nds.layout import ANNOUNCED
from lagezentrum.sources.rki.layout import INDICATOR, LANDKREISE, LOWER_SAXONY
from lagezentrum.web.archive.intake import Receipt, receive
from lagezentrum.web.today import BERLIN

RKI, LAND, DIVI = "rki-incidence", "nds-indicators", "divi"
FIRST = date(2021, 11, 15)
Values = Mapping[str, Decimal | str]


def day(number: int) -> date:
    """The days of the tests: 0 is Monday, 15 November 2021."""
    return FIRST + timedelta(days=number)


def at(on: date, hour: int = 7, minute: int = 0) -> datetime:
    """A moment in Germany."""
    return datetime.combine(on, time(hour, minute), tzinfo=BERLIN)


@cache
def _season() -> dict[date, dict[str, Decimal]]:
    days: dict[date, dict[str, Decimal]] = {}
    for seen in read_season():
        if seen.indicator == INDICATOR and seen.value is not None:
            days.setdefault(seen.day, {})[seen.area] = seen.value
    return days


def published(on: date) -> dict[str, Decimal]:
    """The incidences of the season on a day, by area."""
    return dict(_season()[on])


def cases(area: str, value: Decimal | str) -> int:
    """The cases behind an incidence, by whichever number of inhabitants gives a whole one."""
    exact: list[float] = [float(value) * inhabitants / 100_000 for inhabitants in all_areas()[area].inhabitants]
    return min((round(number) for number in exact), key=lambda whole: min(abs(whole - number) for number in exact))


def as_csv(layout: Layout, rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([layout.columns, *rows])
    return text.getvalue().encode()


def rki(days: Iterable[date], altered: Mapping[date, Values] | None = None, *, with_cases: bool = False) -> bytes:
    """RKI's frozen series; `altered` puts other figures in the place of those of a day."""
    rows = []
    for on in days:
        values = (altered or {}).get(on, published(on))
        for area, value in sorted(values.items()):
            rows.append((on, area, cases(area, value) if with_cases and value != "" else "", value, "", "", "", ""))
    return as_csv(LOWER_SAXONY, rows)


def land(rows: Mapping[date, tuple[str, str]]) -> bytes:
    """The Land's indicators: day → hospitalisation and share of intensive-care beds, as text."""
    return as_csv(
        ANNOUNCED,
        [(on, hosp, "archive" if hosp else "", icu, "", "https://example.org/n") for on, (hosp, icu) in rows.items()],
    )


def beds(days: Iterable[date], patients: int = 200) -> bytes:
    """The DIVI register for Lower Saxony."""
    return as_csv(
        divi.LOWER_SAXONY, [(on, "03", "Niedersachsen", 90, patients, "", 1600, 230, "", 400, 300) for on in days]
    )


def landkreise(days: Iterable[date], areas: Mapping[str, int], inhabitants: float = 1.0) -> bytes:
    """RKI's recomputed series: area → cases in seven days, a few more from day to day; `inhabitants` as a factor."""
    rows: list[Sequence[object]] = []
    for on in days:
        for area, number in areas.items():
            divisor = round(all_areas()[area].inhabitants[1] * inhabitants)
            counted = number + 3 * (on.toordinal() % 7)
            rows.append((on, area, divisor, 9000, 5, counted, round(counted * 100_000 / divisor, 1)))
        rows.append((on, "17000", 0, 12, 0, 1, ""))
    return as_csv(LANDKREISE, rows)


def hand_in(content: bytes, kind: str, on: date, hour: int = 7, minute: int = 0) -> Receipt:
    """Receive a file without a person, as the timer does."""
    return receive(content, kind, name=f"{kind}.csv", by=None, at=at(on, hour, minute))


def codes(receipt: Receipt) -> list[str]:
    """What the gate found."""
    return [reason.code for reason in receipt.reasons]
