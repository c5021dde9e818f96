"""New cases by reporting date as one row per day and district: the form in which they are passed on."""

from datetime import date, timedelta
from pathlib import Path

from lagezentrum.law.text import Text
from lagezentrum.season.autumn.reading import read_districts
from lagezentrum.sources.cells import bad_figure, is_count, read_day
from lagezentrum.sources.tables import open_table
from lagezentrum.staffing.need.record import CaseRecord, Count

FILE = "nds_district_cases_by_meldedatum.csv"
COLUMNS = ("meldedatum", "ags", "cases")
STATE_UNKNOWN = Text(
    de="nach Meldedatum, wie in der Datei; wann sie zuletzt berichtigt wurde, steht dort nicht",
    en="by reporting date, as in the file; it does not say when it was corrected last",
)
_FIRST, _LAST = date(2019, 12, 1), date(2099, 12, 31)


def read_long_table(file: Path) -> CaseRecord:
    """The cases of the districts of Lower Saxony; a day without a row is not on record. Other districts are left out.

    Raises:
        SourceError: the file is absent, or anything in it is no day or no count.
    """
    table = open_table(file)
    table.require_columns(COLUMNS)
    problems = table.problems
    wanted = {district.ags for district in read_districts()}
    days: dict[str, date | None] = {}
    cells: dict[tuple[str, date], Count] = {}
    number = 0
    for line, (day_text, ags, cases) in table.rows():
        number += 1
        if day_text not in days:
            days[day_text] = read_day(day_text, line, problems, earliest=_FIRST, latest=_LAST)
        day = days[day_text]
        if cases and not is_count(cases):
            problems.add(line, *bad_figure(cases, "cases"))
        elif day is not None and ags in wanted:
            cells[ags, day] = int(cases) if cases else None
    table.require_rows(number)
    table.require_last_line_end()
    problems.settle()
    known = [day for _, day in cells]
    first, last = (min(known), max(known)) if known else (_FIRST, _FIRST)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    counts = {ags: tuple(cells.get((ags, day)) for day in every) for ags in sorted(wanted)}
    return CaseRecord(first, last, counts, STATE_UNKNOWN, file.name)
