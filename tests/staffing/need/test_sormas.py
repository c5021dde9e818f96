"""Exports of SORMAS become counts and nothing else; what can not be counted is told by row and column."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.staffing.need.sormas import Counts, Kind, read_counts
from tests.bilingual import assert_both_languages

KNOWN = {"LK Cloppenburg": "03453", "03460": "03460"}
CASES = (
    "Case,Case,Case,Person,Person,Person\n"
    "uuid,reportDate,responsibleDistrict,person.firstName,person.lastName,person.address.district\n"
    "A-1,2020-11-02,LK Cloppenburg,Erika,Musterfrau,LK Vechta\n"
    "A-2,02.11.2020,LK Cloppenburg,Max,Mustermann,\n"
    "A-3,2020-11-03 00:00:00.0,03460,Erika,Musterfrau,\n"
)
CONTACTS = (
    "ReportDate;District;FollowUpStatus;FollowUpUntil;FirstName\n"
    "01.11.2020;LK Cloppenburg;FOLLOW_UP;14.11.2020;Erika\n"
    "01.11.2020;LK Cloppenburg;CANCELED;;Max\n"
    "02.11.2020;LK Cloppenburg;FOLLOW_UP;14.11.2020;Max\n"
)


def counted(text: str, encoding: str = "utf-8") -> Counts:
    found = read_counts(text.encode(encoding), KNOWN.get)
    assert isinstance(found, Counts)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_cases_are_counted_by_reporting_date_and_district_below_two_header_rows(encoding: str) -> None:
    found = counted(CASES, encoding)
    assert found.kind is Kind.CASES
    assert found.counts == {("03453", date(2020, 11, 2)): 2, ("03460", date(2020, 11, 3)): 1}
    assert (found.rows, found.problems, found.districts) == (3, (), ("03453", "03460"))
    assert found.covered() == ((date(2020, 11, 2), date(2020, 11, 3)),)


def test_contacts_are_counted_by_the_last_day_of_their_follow_up() -> None:
    found = counted(CONTACTS)
    assert found.kind is Kind.CONTACTS
    assert found.counts == {("03453", date(2020, 11, 14)): 2}
    assert (found.rows, found.undated, found.problems) == (3, 1, ())


def test_a_mistyped_date_does_not_turn_months_into_months_without_cases() -> None:
    days = ("2020-11-02", "2020-11-09", "2021-11-03")
    found = counted("reportDate,district\n" + "".join(f"{day},03460\n" for day in days))
    assert found.covered() == ((date(2020, 11, 2), date(2020, 11, 9)), (date(2021, 11, 3), date(2021, 11, 3)))


def test_captions_below_the_properties_are_no_row() -> None:
    found = counted("reportDate,district\nMeldedatum,Landkreis\n2020-11-02,LK Cloppenburg\n")
    assert (found.rows, found.problems) == (1, ())


def test_no_name_is_kept_or_shown_even_where_a_row_is_shifted() -> None:
    shifted = CASES + "A-4,Erika,Musterfrau,2020-11-02,LK Cloppenburg,\n"
    found = counted(shifted)
    assert [(problem.row, problem.column) for problem in found.problems] == [(6, "B"), (6, "C")]
    said = repr(found) + "".join(problem.in_language(code) for problem in found.problems for code in ("de", "en"))
    assert not any(name in said for name in ("Erika", "Max", "Muster", "A-4"))


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("A,11/02/2020,03460,,,", "B", "slashes"),
        ("A,,03460,,,", "B", "no day"),
        ("A,2020-02-30,03460,,,", "B", "no day"),
        ("A,2020-11-02,LK Nirgendwo,,,", "C", "no known district"),
        ("A,2020-11-02,,,,", "C", "no district"),
        ("A", "B", "no day"),
    ],
)
def test_a_row_that_can_not_be_counted_is_told_by_row_and_column(row: str, column: str, told: str) -> None:
    found = counted(CASES + row + "\n")
    assert sum(found.counts.values()) == 3
    first = found.problems[0]
    assert (first.row, first.column) == (6, column)
    assert told in first.what.en
    for part in (first.what, first.why, first.remedy):
        assert_both_languages(part)


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"reportDate,district\n", b"uuid,name\n1,x\n", b"a\0b", b"PK\x03\x04", b"\xff\xfea\0"]
)
def test_a_file_without_the_columns_is_refused_as_a_whole(content: bytes) -> None:
    found = read_counts(content, KNOWN.get)
    assert isinstance(found, tuple)
    assert found
    assert all(not problem.value for problem in found)


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: (CASES + text).encode()))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_counted_or_refused(content: bytes) -> None:
    found = read_counts(content, KNOWN.get)
    if isinstance(found, Counts):
        assert sum(found.counts.values()) + found.undated <= found.rows
    else:
        assert found
