"""RKI's own open data: every file computes all days anew, and only its newest day is a first publication."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.problems import SourceError
from lagezentrum.sources.published import read_published, recognise
from lagezentrum.sources.rki.layout import LANDKREISE

NAME = LANDKREISE.file
TODAY = date(2021, 11, 25)


def content(*rows: str) -> bytes:
    return "".join(f"{line}\n" for line in (",".join(LANDKREISE.columns), *rows)).encode()


def row(day: str, area: str, cases: int) -> str:
    inhabitants = all_areas()[area].inhabitants[1]
    return f"{day},{area},{inhabitants},99999,7,{cases},{cases * 100_000 / inhabitants:.1f}"


SOUND = content(
    *[
        row(day, area, 500)
        for day in ("2021-09-01", "2021-11-23", "2021-11-24")
        for area in ("03101", "03241", "11000")
    ],
    "2021-11-24,17000,0,40,0,2,",
    "2021-11-24,u,0,40,0,2,",
)


def test_a_row_of_a_day_was_new_on_the_next_morning() -> None:
    vintage = read_published("rki-incidence", NAME, SOUND, latest=TODAY)
    assert (vintage.first_day, vintage.as_of) == (date(2021, 9, 2), TODAY)
    assert vintage.published_at == datetime(2021, 11, 25)  # noqa: DTZ001 (the publisher's local time)
    newest = [row for row in vintage.rows if not row.recomputed]
    assert {(row.area, row.day) for row in newest} == {("03101", TODAY), ("03241", TODAY), ("11000", TODAY)}


def test_days_computed_anew_are_published_with_the_file_and_old_ones_passed_over() -> None:
    vintage = read_published("rki-incidence", NAME, SOUND, latest=TODAY)
    recomputed = [row for row in vintage.rows if row.recomputed]
    assert {row.day for row in recomputed} == {date(2021, 11, 24)}
    assert {row.published_at.date() for row in recomputed} == {TODAY}


def test_inhabitants_are_those_named_in_the_file() -> None:
    vintage = read_published("rki-incidence", NAME, SOUND, latest=TODAY)
    hannover = next(row for row in vintage.rows if row.area == "03241")
    assert hannover.denominator == all_areas()["03241"].inhabitants[1]
    assert hannover.value == Decimal("43.2")


def test_rows_of_no_district_are_passed_over() -> None:
    areas = {row.area for row in read_published("rki-incidence", NAME, SOUND, latest=TODAY).rows}
    assert areas == {"03101", "03241", "11000"}


def test_it_is_recognised_by_its_columns_whatever_it_is_called() -> None:
    assert recognise("download.csv", SOUND) == "rki-incidence"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Landkreis_id", "LandkreisId", "unknown column 'LandkreisId'"),
        (",03241,", ",03999,", "unknown area key '03999'"),
        (",03241,1", ",03241,9", "can not be the inhabitants of 03241"),
        ("2021-11-24,03241", "2021-11-25,03241", "lies in the future"),
        (",43.2", ",43.25,", "8 fields where the header names 7"),
    ],
)
def test_a_damaged_file_is_refused(old: str, new: str, words: str) -> None:
    assert old in SOUND.decode()
    with pytest.raises(SourceError, match=words):
        read_published("rki-incidence", NAME, SOUND.decode().replace(old, new, 1).encode(), latest=TODAY)


def test_figures_that_do_not_fit_the_cases_and_inhabitants_beside_them_are_refused() -> None:
    damaged = SOUND.decode().replace(",500,", ",400,").encode()
    with pytest.raises(SourceError, match="3 of 3 incidences of 2021-09-02 do not fit the cases beside them"):
        read_published("rki-incidence", NAME, damaged, latest=TODAY)
