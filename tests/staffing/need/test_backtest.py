"""The back-test: weeks of the real autumn give the full-time posts that were missing, office by office."""

from datetime import date
from pathlib import Path

import pytest

from lagezentrum.season.autumn.long_table import FILE, read_long_table
from lagezentrum.season.autumn.reading import office_areas, read_office_cases, read_offices
from lagezentrum.staffing.model import Skill
from lagezentrum.staffing.need.assessment import Assessment, Basis, Place, assess, needs
from lagezentrum.staffing.need.estimators import Gwu, comparisons
from lagezentrum.staffing.need.models import Dynamic, Model, PerCase, norm_fte
from lagezentrum.staffing.need.parameters import Mark, default_parameters
from lagezentrum.staffing.need.ranges import Level, Range
from lagezentrum.staffing.need.record import CaseRecord
from lagezentrum.staffing.need.requests import OfficeRequest
from lagezentrum.staffing.need.workload import MissingCases

W45, W01 = date(2020, 11, 2), date(2021, 1, 4)
PARAMETERS = default_parameters()


def assessed(record: CaseRecord, week: date, model: Model, days_before: int = 0) -> list[Assessment]:
    return [
        assess(
            Place(office.key, office.population, norm_fte(office.population)),
            week,
            record,
            model,
            days_before=days_before,
        )
        for office in read_offices()
        if office.population is not None
    ]


def by_hours(record: CaseRecord, week: date, hours: float) -> tuple[int, float, int]:
    rows = assessed(record, week, PerCase(Range.exactly(hours), 39, PARAMETERS))
    missing = [row.missing.likely for row in rows if row.missing is not None]
    return sum(row.cases or 0 for row in rows), round(sum(missing), 1), sum(fte > 0 for fte in missing)


FIGURES = [
    (W45, 6, (8765, 96.4, 6)),
    (W45, 10, (8765, 539.8, 16)),
    (W45, 12, (8765, 872.4, 23)),
    (W01, 6, (9903, 48.8, 5)),
    (W01, 10, (9903, 666.1, 23)),
    (W01, 12, (9903, 1095.6, 35)),
]


@pytest.mark.parametrize(("week", "hours", "expected"), FIGURES)
def test_cases_missing_posts_and_offices_with_a_gap(week: date, hours: float, expected: tuple[int, float, int]) -> None:
    assert by_hours(read_office_cases(), week, hours) == expected


def test_the_published_table_gives_the_same_figures(shared_data: Path) -> None:
    published = read_long_table(shared_data / FILE).grouped(office_areas())
    assert [by_hours(published, week, hours) for week, hours, _ in FIGURES] == [figures for *_, figures in FIGURES]


def test_the_largest_gaps_lie_where_they_were_found() -> None:
    rows = assessed(read_office_cases(), W45, PerCase(Range.exactly(10), 39, PARAMETERS))
    ranked = sorted(rows, key=lambda row: -(row.missing or Range.exactly(0)).likely)
    assert [row.receiver for row in ranked[:4]] == ["GA03453", "GA03459", "GA03460", "GA03241"]


def test_the_dynamic_model_holds_the_gap_by_10_hours_per_case_within_its_range() -> None:
    model = Dynamic(PARAMETERS)
    rows = assessed(read_office_cases(), W45, model, model.days_before)
    found = [row.missing for row in rows if row.missing is not None]
    assert len(found) == 43
    assert sum(one.low for one in found) < 539.8 < sum(one.high for one in found)


def test_needs_have_a_row_per_kind_of_work_and_sum_to_the_missing_posts() -> None:
    rows = assessed(read_office_cases(), W45, PerCase(Range.exactly(10), 39, PARAMETERS))
    found = needs(rows)
    assert sum(need.fte for need in found) == pytest.approx(539.796, abs=0.001)
    assert {need.skill for need in found} == {Skill.CONTACT_TRACING, Skill.CASE_INVESTIGATION, Skill.LEAD}
    assert len({need.receiver for need in found}) == 16
    assert needs(rows, Level.HIGH) == found


def test_a_receiver_for_the_land_needs_what_it_asks_for_and_nothing_else() -> None:
    record, model, place = read_office_cases(), PerCase(Range.exactly(10), 39, PARAMETERS), Place("NLGA", None, 0)
    silent = assess(place, W45, record, model, days_before=0)
    assert (silent.basis, silent.missing, needs([silent])) == (Basis.NONE, Range.exactly(0), ())
    asked = OfficeRequest("NLGA", W45, {Skill.IT: 3.0, Skill.MEDICAL: 2.0}, {Skill.IT: 1.0})
    asking = assess(place, W45, record, model, days_before=0, request=asked)
    assert asking.basis is Basis.REQUEST
    assert {need.skill: need.fte for need in needs([asking])} == {Skill.IT: 2, Skill.MEDICAL: 2}


def test_cases_that_are_missing_leave_the_need_unknown_unless_the_office_asks() -> None:
    full = read_office_cases()
    holes = {key: [None if n == 95 else count for n, count in enumerate(s)] for key, s in full.counts.items()}
    record = CaseRecord(full.first, full.last, holes, full.state, full.source)  # day 95 is 4 November
    model, place = PerCase(Range.exactly(10), 39, PARAMETERS), Place("GA03453", 170_682, 42.7)
    unknown = assess(place, W45, record, model, days_before=0)
    assert (unknown.basis, unknown.cases, unknown.missing) == (Basis.UNKNOWN, None, None)
    assert unknown.days_missing == (date(2020, 11, 4),)
    with pytest.raises(MissingCases, match="2020-11-04"):
        needs([unknown])
    asked = OfficeRequest("GA03453", W45, {Skill.CONTACT_TRACING: 90.0}, {Skill.CONTACT_TRACING: 40.0})
    assert assess(place, W45, record, model, days_before=0, request=asked).missing == Range.exactly(50)


def test_medical_staff_and_it_are_added_from_the_request_to_a_computed_need() -> None:
    asked = OfficeRequest("GA03453", W45, {Skill.IT: 2.0})
    place = Place("GA03453", 170_682, 42.7)
    model = PerCase(Range.exactly(10), 39, PARAMETERS)
    row = assess(place, W45, read_office_cases(), model, days_before=0, request=asked)
    assert row.missing_by_skill(Level.LIKELY)[Skill.IT] == 2


def test_estimators_carry_how_sure_they_are() -> None:
    found = {one.key: one for one in comparisons(140, 200_000)}
    assert {key: one.people for key, one in found.items() if key != "gwu"} == {
        "ma_pih": 28,
        "jhu": 60,
        "rtsl": 200,
        "naccho": 30,
        "naccho_emergency": 60,
    }
    assert {key for key, one in found.items() if one.mark is Mark.UNVERIFIED} == {"gwu", "naccho", "naccho_emergency"}
    # 140/6 interviews, 1,400/12 notifications, 1,400·7/32 follow-ups, on five days
    assert found["gwu"].people == pytest.approx((140 / 6 + 1400 / 12 + 1400 * 7 / 32) / 5)
    assert Gwu().people(0, 200_000) == 30
    assert "gwu" not in {one.key for one in comparisons(None, 200_000)}
    assert norm_fte(20_000) == 5
