"""What a report counts: coverage, its smallest value and Gini, reasons of changes, and counts too small to tell."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.documents.pool.report_data import Reason, ReportData
from lagezentrum.documents.pool.report_figures import report_data
from lagezentrum.documents.pool.suppression import LEAST, told, told_beside_total
from lagezentrum.documents.pool.writing import Writing
from lagezentrum.staffing.checking.figures import gini
from lagezentrum.staffing.model import (
    Assignment,
    Instance,
    Lender,
    Need,
    Person,
    Plan,
    Pool,
    Receiver,
    Skill,
    Standing,
    WishKind,
)
from tests.documents.pool.examples import BEFORE, NAMED, WEEK, person, placed, the_week, wish

A, B = (Receiver(key, f"Stelle {key}", (), 52.4, 9.7) for key in "AB")
ALL = Instance((BEFORE, WEEK), (), (Lender("L1", "Finanzamt"),), (A, B), ())


def report(instance: Instance, *rows: Assignment, week: date = WEEK) -> ReportData:
    return report_data(instance, Plan(rows, ()), week, NAMED, WEEK, assessed={})


def reasons(who: Person, *rows: Assignment, **told: object) -> list[tuple[Reason, ...]]:
    """Reasons at A and B, when only one person is planned."""
    instance = replace(ALL, people=(who,), **told)  # type: ignore[arg-type]
    return [office.reasons for office in report(instance, *rows).offices]


def needs(before: float, now: float) -> tuple[Need, ...]:
    return tuple(Need("A", week, Skill.CONTACT_TRACING, fte) for week, fte in ((BEFORE, before), (WEEK, now)))


ONE = person(1)
AT_A = placed(ONE, "A", BEFORE)


def test_who_stays_is_no_change() -> None:
    assert reasons(ONE, AT_A, placed(ONE, "A"), needs=needs(1, 9)) == [(), ()]


def test_who_arrives_is_new_from_the_reserve_from_elsewhere_or_pinned() -> None:
    assert reasons(ONE, placed(ONE, "A")) == [(Reason.FROM_RESERVE,), ()]
    fresh = person(1, available_from=WEEK)
    assert reasons(fresh, placed(fresh, "A"), needs=needs(1, 2)) == [(Reason.NEED_ROSE, Reason.NEWLY_AVAILABLE), ()]
    assert reasons(ONE, AT_A, placed(ONE, "B")) == [(Reason.TO_ELSEWHERE,), (Reason.FROM_ELSEWHERE,)]
    pinned = (wish(WishKind.PIN, ONE, "B"),)
    assert reasons(ONE, AT_A, placed(ONE, "B"), wishes=pinned) == [(Reason.BY_HAND,), (Reason.BY_HAND,)]


def test_who_leaves_was_recalled_ended_forbidden_or_is_not_planned() -> None:
    assert reasons(ONE, AT_A, needs=needs(2, 1)) == [(Reason.NEED_FELL, Reason.NOT_PLANNED), ()]
    assert reasons(ONE, AT_A, wishes=(wish(WishKind.RECALL, ONE),)) == [(Reason.RECALLED,), ()]
    assert reasons(ONE, AT_A, wishes=(wish(WishKind.FORBID, ONE, "A"),)) == [(Reason.BY_HAND,), ()]
    assert reasons(ONE, AT_A, wishes=(wish(WishKind.FORBID, ONE, "B"),)) == [(Reason.NOT_PLANNED,), ()]
    ended = person(1, available_to=BEFORE)
    assert reasons(ended, placed(ended, "A", BEFORE)) == [(Reason.WINDOW_ENDED,), ()]


def test_the_first_week_is_compared_with_who_was_in_service() -> None:
    standing = (Standing(ONE.key, "B", date(2020, 11, 2), Skill.CONTACT_TRACING, AT_A.mode),)
    found = report(replace(ALL, people=(ONE,), standing=standing), AT_A, week=BEFORE)
    assert [(office.before_fte, office.sent_fte) for office in found.offices] == [(0.0, 1.0), (1.0, 0.0)]
    assert (found.people, found.arrived, found.departed) == (1, 1, 1)


def test_help_of_the_wrong_kind_covers_nothing() -> None:
    wanted = (Need("A", WEEK, Skill.IT, 2.0), Need("A", WEEK, Skill.CONTACT_TRACING, 0.5))
    office = report(replace(ALL, people=(ONE,), needs=wanted), placed(ONE, "A")).offices[0]
    assert (office.need, office.sent_fte, office.covered_fte, office.coverage) == (2.5, 1.0, 0.5, 0.2)


def test_only_pools_that_count_are_held_against_the_ceiling() -> None:
    others = person(2, pool="scouts")
    instance = replace(ALL, people=(ONE, others), pools=(Pool("state"), Pool("scouts", counts_to_ceiling=False)))
    found = report(instance, placed(ONE, "A"), placed(others, "A"))
    assert (found.people, found.at_ceiling, found.ceiling) == (2, 1, 1400)


def test_a_week_that_is_not_planned_is_refused() -> None:
    with pytest.raises(KeyError):
        report(ALL, week=date(2021, 3, 1))


def test_minimum_and_gini_are_those_of_the_checker() -> None:
    data = the_week()
    assert data.gini == pytest.approx(gini(list(data.coverages)))
    assert data.weakest is not None
    assert data.weakest.coverage == data.coverages[0] == min(data.coverages)
    assert len(data.coverages) == sum(bool(office.need) for office in data.offices)


COUNTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 12), max_size=8)


@given(COUNTS)
def test_no_small_count_follows_from_what_is_told(counts: dict[str, int]) -> None:
    shown = told_beside_total(counts)
    assert shown.keys() == counts.keys()
    assert all(count in (None, counts[key]) for key, count in shown.items())
    assert all(told(count) is not None for count in shown.values() if count is not None)
    hidden = [counts[key] for key, count in shown.items() if count is None]
    if hidden:
        rest = [count for count in counts.values() if count and count not in hidden]
        assert len(hidden) > 1 or not rest  # nobody follows from the sum alone
        assert sum(hidden) >= LEAST or not rest
    assert bool(hidden) == any(told(count) is None for count in counts.values())


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (491.58, 491.63, ("491,58", "491,63")),
        (491.6251, 491.63, ("491,625", "491,630")),
        (480.0, 491.63, ("480,0", "491,6")),
        (12.25, 12.25, ("12,25", "12,25")),
    ],
)
def test_a_part_is_not_written_like_its_whole(part: float, whole: float, written: tuple[str, str]) -> None:
    assert Writing("de").part_of(part, whole) == written
