"""The bundled reference season as the files that would have come: for the demo, for tests, for a look at the office."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.season.layout import FIRST_DAY, FOLDER, LAST_DAY, STATE
from lagezentrum.season.reading import read_season
from lagezentrum.sources.nds.layout import ANNOUNCED
from lagezentrum.sources.rki.layout import INDICATOR, LOWER_SAXONY
from lagezentrum.sources.tables import open_table
from lagezentrum.web.archive.intake import Receipt, receive
from lagezentrum.web.archive.models import SourceFile
from lagezentrum.web.archive.moments import aware

RKI_COMES_AT = time(6, 30)
LAND_COMES_AT = time(10, 30)

_Line = Sequence[object]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file of the season and when it would have come."""

    kind: SourceFile.Kind
    name: str
    content: bytes
    at: datetime


def load(until: date | None = None, day_by_day: bool = False) -> tuple[Receipt, ...]:
    """Bring the season into the archive, once; what is there already is not added again.

    Args:
        until: last day to bring; None for all.
        day_by_day: whether every day comes in files of its own on its own morning, so that readings as known at a
            past moment have something to say. Otherwise each source comes as one file on the last day.
    """
    with transaction.atomic():
        return tuple(
            receive(one.content, one.kind, name=one.name, by=None, at=one.at)
            for one in deliveries(until, day_by_day=day_by_day)
        )


def deliveries(until: date | None = None, *, day_by_day: bool) -> Iterator[Delivery]:
    """The files in the order in which they would have come."""
    last = min(until or LAST_DAY, LAST_DAY)
    incidences, announced = _incidence_rows(read_season()), _announced_rows()
    days = [FIRST_DAY + timedelta(days=number) for number in range((last - FIRST_DAY).days + 1)]
    for some in ([day] for day in days) if day_by_day else (days,):
        for kind, layout, rows, hour in (
            (SourceFile.Kind.RKI_INCIDENCE, LOWER_SAXONY, incidences, RKI_COMES_AT),
            (SourceFile.Kind.NDS_INDICATORS, ANNOUNCED, announced, LAND_COMES_AT),
        ):
            lines = [line for day in some for line in rows.get(day, ())]
            if lines:
                name = f"{some[-1]}-{layout.file}" if day_by_day else layout.file
                content = _csv([layout.columns, *lines])
                yield Delivery(kind, name, content, aware(datetime.combine(some[-1], hour)))


def _csv(lines: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue().encode()


def _incidence_rows(season: Figures) -> dict[date, list[_Line]]:
    """By day the rows of RKI's file; cases are not in the bundled season."""
    rows: dict[date, list[_Line]] = {}
    figures: list[Observation] = [figure for figure in season if figure.indicator == INDICATOR]
    for figure in sorted(figures, key=lambda figure: (figure.day, figure.area)):
        rows.setdefault(figure.day, []).append((figure.day, figure.area, "", figure.value, "", "", "", ""))
    return rows


def _announced_rows() -> dict[date, list[_Line]]:
    """By day the row of the Land's file; days on which nothing was announced are left out."""
    rows: dict[date, list[_Line]] = {}
    for _, (day, hospitalisation, origin, icu_share, press) in open_table(FOLDER / STATE.file).rows():
        if hospitalisation or icu_share:
            rows[date.fromisoformat(day)] = [(day, hospitalisation, origin, icu_share, "", press)]
    return rows
