"""What `lage pool need` works with: cases on record, requests of offices, counts from SORMAS."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from lagezentrum.cli.language import Language
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.law.system_faults import cause
from lagezentrum.law.text import Text

if TYPE_CHECKING:
    from lagezentrum.season.autumn.reading import Office
    from lagezentrum.staffing.intake.problems import Problem
    from lagezentrum.staffing.need.record import CaseRecord, Count
    from lagezentrum.staffing.need.requests import OfficeRequest
    from lagezentrum.staffing.need.sormas import Counts

_MOST_SHOWN = 20


@dataclass(frozen=True)
class Material:
    """Cases by district, and contacts under follow-up where offices count them."""

    by_district: "CaseRecord"
    contacts: "tuple[Counts, ...]" = ()

    def by_office(self) -> "CaseRecord":
        """Cases by health office."""
        from lagezentrum.season.autumn.reading import office_areas

        return self.by_district.grouped(office_areas())

    def follow_up_until(self, areas: Sequence[str], week: date, longest: float) -> tuple[float, ...] | None:
        """Contacts of an office by the last day of their follow-up, from Monday on; None unless it counts them all.

        `longest`: days of the longest follow-up assumed, which is how far beyond the week the counts reach.
        """
        for counts in self.contacts:
            if areas and set(areas) <= set(counts.districts):
                days = [week + timedelta(days=n) for n in range(7 + int(longest))]
                return tuple(float(sum(counts.counts.get((area, day), 0) for area in areas)) for day in days)
        return None


def gather(data: Path | None, exports: Iterable[Path], settings: Settings) -> Material:
    """The bundled autumn, or the table in a directory; counts from SORMAS take the place of its cases.

    Raises:
        SourceError: the table can not be used.
        Refusal: an export can not be used.
    """
    from lagezentrum.season.autumn.long_table import FILE, read_long_table
    from lagezentrum.season.autumn.reading import read_cases
    from lagezentrum.staffing.need.sormas import Kind

    language = settings.language
    if data is not None and not (data / FILE).is_file():
        raise Refusal(
            language(
                f"--data: In {data} liegt keine Datei {FILE} (Spalten meldedatum, ags, cases). "
                "Nennen Sie ihr Verzeichnis, oder lassen Sie --data weg: dann gilt der mitgelieferte Herbst 2020.",
                f"--data: {data} holds no file {FILE} (columns meldedatum, ags, cases). "
                "Name its directory, or leave --data out: then the bundled autumn of 2020 is used.",
            )
        )
    record = read_cases() if data is None else read_long_table(data / FILE)
    contacts = []
    for file in exports:
        counts = _counted(file, language)
        settings.notes.print(_told(file, counts, language), markup=False, soft_wrap=True)
        if counts.kind is Kind.CASES:
            record = with_counts(record, counts, file.name)
        else:
            contacts.append(counts)
    return Material(record, tuple(contacts))


def require_whole(
    material: Material,
    offices: "Sequence[Office]",
    record: "CaseRecord",
    week: date,
    longest: float,
    language: Language,
) -> None:
    """Pass if no list of contacts looks like an excerpt: it would take the place of an office's whole stock.

    Every reported case has contacts, so fewer of them under follow-up than cases in the fortnight before are too few.

    Raises:
        Refusal: one does; the office, both numbers and what to do are named.
    """
    for office in offices:
        listed = material.follow_up_until(office.areas, week, longest)
        if listed is None:
            continue
        days = [week - timedelta(days=n) for n in range(1, 15)]
        # Days without a figure are left out: fewer contacts than the cases known are too few whatever those days had.
        known = [record.on(office.key, day) for day in days]
        cases = sum(count for count in known if count is not None)
        contacts = int(sum(listed))
        if contacts < cases:
            raise Refusal(
                language(
                    f"--sormas: Für {office.name} sind {contacts} Kontakte in Nachverfolgung, gemeldet wurden in den "
                    f"zwei Wochen davor {cases} Fälle. Das sieht nach einem Auszug aus, der an die Stelle des ganzen "
                    "Bestands träte. Geben Sie die vollständige Liste an; ist sie es, bestätigen Sie das mit "
                    "--contacts-complete.",
                    f"--sormas: for {office.name} {contacts} contacts are under follow-up, and {cases} cases were "
                    "reported in the two weeks before. This looks like an excerpt, and it would take the place of the "
                    "whole stock. Give the whole list; if it is, confirm that with --contacts-complete.",
                )
            )


def with_counts(record: "CaseRecord", counts: "Counts", source: str) -> "CaseRecord":
    """The record with the cases of an export in place of its own, for the districts and days that the export has.

    A day between its first and last without a case has none (see `Counts.covered`). Other days, and districts that it
    does not name, stay as they were.
    """
    from lagezentrum.staffing.need.record import CaseRecord

    covered = counts.covered()
    if not covered:
        return record
    first, last = min(record.first, covered[0][0]), max(record.last, covered[-1][1])
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    named = set(counts.districts)
    spoken_of = {day for day in days if any(begin <= day <= end for begin, end in covered)}

    def count(district: str, day: date) -> "Count":
        if district in named and day in spoken_of:
            return counts.counts.get((district, day), 0)
        return record.on(district, day)

    state = Text(
        de=f"{record.state.de}; für {len(counts.districts)} Landkreise gezählt aus SORMAS ({source})",
        en=f"{record.state.en}; for {len(counts.districts)} districts counted from SORMAS ({source})",
    )
    changed = {district: tuple(count(district, day) for day in days) for district in record.counts}
    return CaseRecord(first, last, changed, state, f"{record.source}, SORMAS")


def read_requests(file: Path, language: Language) -> "Mapping[tuple[str, date], OfficeRequest]":
    """The requests of a file, by receiver and Monday.

    Raises:
        Refusal: it can not be read, or something in it is wrong.
    """
    from lagezentrum.season.autumn.reading import receivers
    from lagezentrum.staffing.intake.known import Known
    from lagezentrum.staffing.intake.requests import read_requests as read
    from lagezentrum.staffing.need.requests import by_office

    found = read(_bytes(file, "--requests", language), Known(receivers={one.key: one for one in receivers()}))
    if not found.right:
        raise Refusal(_problems(file, found.problems, language))
    return by_office(found.content)


def _told(file: Path, counts: "Counts", language: Language) -> str:
    """What was counted, so that a wrong file or a mistyped date shows."""
    from lagezentrum.staffing.need.sormas import Kind

    number = language.number(sum(counts.counts.values()))
    stretches = "; ".join(f"{language.day(first)}–{language.day(last)}" for first, last in counts.covered())
    what = language("Fälle", "cases") if counts.kind is Kind.CASES else language("Kontakte", "contacts")
    districts = len(counts.districts)
    return language(
        f"{file.name}: {number} {what} gezählt, {districts} Landkreise, {stretches or 'kein Tag'}.",
        f"{file.name}: {number} {what} counted, {districts} districts, {stretches or 'no day'}.",
    )


def _counted(file: Path, language: Language) -> "Counts":
    from lagezentrum.season.autumn.reading import read_districts
    from lagezentrum.sources.areas import AmbiguousArea, UnknownArea, find
    from lagezentrum.staffing.need.sormas import read_counts

    known = {district.ags for district in read_districts()}

    def resolve(text: str) -> str | None:
        try:
            area = find(text, {"03"}).ags
        except (UnknownArea, AmbiguousArea):
            return None
        return area if area in known else None

    counts = read_counts(_bytes(file, "--sormas", language), resolve)
    problems = counts if isinstance(counts, tuple) else counts.problems
    if isinstance(counts, tuple) or problems:
        raise Refusal(_problems(file, problems, language))
    return counts


def _bytes(file: Path, option: str, language: Language) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(
            language(
                f"{option}: {file} ist nicht lesbar ({cause(error).de}). Prüfen Sie Name und Rechte der Datei.",
                f"{option}: {file} can not be read ({cause(error).en}). Check the name and the rights of the file.",
            )
        ) from error


def _problems(file: Path, problems: "Sequence[Problem]", language: Language) -> str:
    lead = language(
        f"{file} ist so nicht verwendbar; nichts daraus ist eingegangen:",
        f"{file} can not be used like this; nothing of it was used:",
    )
    shown = [problem.in_language(language.code) for problem in problems[:_MOST_SHOWN]]
    more = len(problems) - len(shown)
    if more > 0:
        shown.append(language(f"… und {more} weitere", f"… and {more} more"))
    return "\n".join([lead, *shown])
