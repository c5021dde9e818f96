"""Rules about what a file covers: its areas, its rows, its days."""

from collections.abc import Iterator, Mapping
from datetime import date

from lagezentrum.engine.wording.phrases import numbered
from lagezentrum.law.model import Text
from lagezentrum.web.archive.gate.case import Case, german, named
from lagezentrum.web.archive.reasons import Reason

_LATE_DAYS = 3


def unknown_areas(case: Case) -> Iterator[Reason]:
    """Areas of which this source never had figures."""
    if case.previous is None:
        return
    before = {area for _, area in case.known}
    new = sorted({row.area for row in case.vintage.rows} - before)
    if before and new:
        yield Reason(
            "unknown-areas",
            Text(
                de=f"Gebiete, die diese Quelle bisher nicht hatte: {named(new)}. Vielleicht ist es die Datei "
                "eines anderen Landes, oder Kreise wurden neu gebildet.",
                en=f"Areas that this source did not have before: {named(new)}. It may be the file of another "
                "Land, or districts were formed anew.",
            ),
        )


def lost_rows(case: Case) -> Iterator[Reason]:
    """Fewer areas on the newest day than before, or a shorter history."""
    previous = case.previous
    if previous is None or case.vintage.as_of < previous.as_of:
        return
    before = _areas(case.known_by_day, case.indicators, previous.as_of)
    gone = sorted(before - _areas(case.by_day, case.indicators, case.vintage.as_of))
    if case.vintage.as_of > previous.as_of and gone:
        yield Reason(
            "lost-areas",
            Text(
                de=f"Am {german(case.vintage.as_of)} fehlen {len(gone)} von {len(before)} Gebieten, die am "
                f"{german(previous.as_of)} da waren: {named(gone)}.",
                en=f"On {case.vintage.as_of} {len(gone)} of {len(before)} areas are missing that were there on "
                f"{previous.as_of}: {named(gone)}.",
            ),
        )
    if case.vintage.first_day <= previous.first_day and len(case.vintage.rows) < previous.rows:
        yield Reason(
            "lost-rows",
            Text(
                de=f"Die Datei hat {numbered(len(case.vintage.rows), 'Zahl', 'Zahlen')}, die vorige hatte "
                f"{previous.rows}: Ein Teil der Vergangenheit fehlt.",
                en=f"The file has {numbered(len(case.vintage.rows), 'figure', 'figures')}, the one before had "
                f"{previous.rows}: part of the past is missing.",
            ),
        )


def _areas(by_day: Mapping[tuple[str, date], Mapping[str, object]], indicators: tuple[str, ...], day: date) -> set[str]:
    return {area for indicator in indicators for area in by_day.get((indicator, day), {})}


def older_than_record(case: Case) -> Iterator[Reason]:
    """A file that ends before the newest one on record."""
    previous = case.previous
    if previous is not None and case.vintage.as_of < previous.as_of:
        yield Reason(
            "older-than-record",
            Text(
                de=f"Die Datei endet am {german(case.vintage.as_of)}; es liegen schon Zahlen bis "
                f"{german(previous.as_of)} vor. Vielleicht liefert die Quelle einen alten Stand.",
                en=f"The file ends on {case.vintage.as_of}; figures up to {previous.as_of} are on record already. "
                "The source may be serving an old state.",
            ),
        )


def late(case: Case) -> Iterator[Reason]:
    """A file that is old when it comes; noted only, because its days were published all the same."""
    days = (case.received - case.vintage.as_of).days
    if days > _LATE_DAYS:
        yield Reason(
            "late",
            Text(
                de=f"Der letzte Tag der Datei ({german(case.vintage.as_of)}) lag beim Empfang {days} Tage zurück.",
                en=f"The last day of the file ({case.vintage.as_of}) was {days} days past when it was received.",
            ),
            holds=False,
        )
