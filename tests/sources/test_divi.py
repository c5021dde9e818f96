"""The DIVI register: read as strictly as what decides, though it never does."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.law.problems import Problem
from lagezentrum.sources.divi.layout import FREE, LAENDER, LOWER_SAXONY, OCCUPIED, PATIENTS
from lagezentrum.sources.problems import SourceError
from lagezentrum.sources.published import DECIDING, read_published, recognise
from lagezentrum.sources.vintage import Row
from tests.sources.test_damaged_bytes import damaged

LATEST = date(2021, 12, 31)
HEADER = ",".join(LOWER_SAXONY.columns)
ROWS = ("2021-12-14,03,Niedersachsen,89,240,,1615,233,,400,300", "2021-12-15,03,Niedersachsen,89,244,21,1620,230,935,,")
SOUND = "".join(f"{line}\n" for line in (HEADER, *ROWS)).encode()


def read(content: bytes, name: str = LOWER_SAXONY.file) -> tuple[Row, ...]:
    return read_published("divi", name, content, latest=LATEST).rows


def test_patients_and_beds_are_read_for_each_day() -> None:
    figures = {(row.indicator, row.day.day): row.value for row in read(SOUND)}
    assert figures[PATIENTS, 15] == Decimal(244)
    assert (figures[OCCUPIED, 15], figures[FREE, 15]) == (Decimal(1620), Decimal(230))
    assert len(figures) == 6


def test_only_the_newest_day_is_as_first_published_and_none_decides() -> None:
    assert {(row.day.day, row.recomputed) for row in read(SOUND)} == {(14, True), (15, False)}
    assert {row.published_at for row in read(SOUND)} == {datetime.combine(date(2021, 12, 15), time(12, 15))}
    assert not {row.indicator for row in read(SOUND)} & set(DECIDING)


def test_an_empty_cell_is_missing_and_not_zero() -> None:
    assert [row.value for row in read(SOUND.replace(b",244,", b",,")) if row.indicator == PATIENTS][-1] is None


def test_the_file_of_all_laender_is_told_by_its_name() -> None:
    name = f"2021-12-15-{LAENDER.file}"
    assert read_published("divi", name, SOUND, latest=LATEST).layout is LAENDER
    assert recognise("anything.csv", SOUND) == "divi"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Niedersachsen", "Bremen", "is not the name of 03"),
        (",03,", ",3,", "unknown key of a Land '3'"),
        (",240,", ",-240,", "is negative"),
        (",240,", ",240.5,", "covid_icu"),
        (",1615,", ",161500,", "more than can be"),
        ("2021-12-15", "2021-12-14", "second row for 03"),
        ("2021-12-14", "2020-01-14", "lies before 2020-03-20"),
        ("\n2021-12-14", "\n\n2021-12-14,", "too many"),
    ],
)
def test_a_damaged_file_is_refused(old: str, new: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(SOUND.decode().replace(old, new, 1).encode())
    assert words in str(caught.value)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_damaged_bytes_are_read_or_refused_by_name(data: st.DataObject) -> None:
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    try:
        rows = read(damaged(data, SOUND))
    except SourceError as error:
        problems = error.problems
    assert all(problem.file == Path(LOWER_SAXONY.file) and problem.remedy for problem in problems)
    assert all(row.value is None or 0 <= row.value <= 30_000 for row in rows)


def test_three_years_of_the_register_are_read(shared_data: Path) -> None:
    for name in ("nds_divi_icu_adults.csv", "de_laender_divi_icu_adults.csv.gz"):
        vintage = read_published("divi", name, (shared_data / name).read_bytes(), latest=date(2023, 1, 1))
        assert vintage.as_of == date(2022, 12, 31)
        assert {row.value is not None for row in vintage.rows} == {True}
