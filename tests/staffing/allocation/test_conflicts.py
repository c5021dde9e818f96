"""Wishes that exclude one another: a smallest set, in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lagezentrum.staffing import allocation
from lagezentrum.staffing.model import (
    Instance,
    Lender,
    Mode,
    Need,
    Person,
    Receiver,
    Rules,
    Skill,
    Wish,
    WishKind,
)

WEEK = date(2020, 11, 9)
PIN, FORBID, RESERVE, RECALL = WishKind.PIN, WishKind.FORBID, WishKind.RESERVE, WishKind.RECALL


def _person(number: int) -> Person:
    return Person(f"L/{number}", "L", 4, WEEK, WEEK + timedelta(weeks=4), Mode.BOTH, "03241", 52.0, 9.0,
                  Skill.CONTACT_TRACING, trained_on=WEEK, staff_council_on=WEEK)  # fmt: skip


INSTANCE = Instance(
    weeks=(WEEK,),
    people=tuple(_person(number) for number in range(4)),
    lenders=(Lender("L", "Finanzamt", notice_days=7),),
    receivers=(
        Receiver("R0", "Amt Nord", (), 52.0, 9.0, accesses=1),
        Receiver("R1", "Amt Süd", (), 52.1, 9.0),
    ),
    needs=(Need("R1", WEEK, Skill.CONTACT_TRACING, 3.0),),
    rules=Rules(min_stay_weeks=1),
)


def _pin(number: int, receiver: str = "R0") -> Wish:
    return Wish(PIN, WEEK, WEEK, "needed", f"L/{number}", receiver)


def _conflict(*wishes: Wish) -> allocation.Conflict:
    with pytest.raises(allocation.Unsatisfiable) as caught:
        allocation.week(replace(INSTANCE, wishes=wishes), WEEK)
    return caught.value.conflict


def test_two_pins_for_one_account() -> None:
    found = _conflict(_pin(0), _pin(1), Wish(FORBID, WEEK, WEEK, "rest", "L/3"))
    assert set(found.wishes) == {_pin(0), _pin(1)}
    assert found.rules == (("accesses", "R0"),)
    assert "schließen diese Wünsche einander aus" in found.de
    assert "Amt Nord hat 1 Zugänge" in found.de
    assert "Take one of them back" in found.en


def test_a_reserve_against_pins_names_no_more_than_it_needs() -> None:
    reserve = Wish(RESERVE, WEEK, WEEK, "holiday", quarters=12)
    found = _conflict(reserve, _pin(2, "R1"), _pin(3, "R1"))
    assert set(found.wishes) == {reserve, _pin(2, "R1"), _pin(3, "R1")}
    rest = tuple(wish for wish in found.wishes if wish != reserve)
    assert len(allocation.week(replace(INSTANCE, wishes=rest), WEEK).assignments) >= 2


def test_pinned_and_recalled() -> None:
    recall = Wish(RECALL, WEEK, WEEK, "year end", "L/0", announced_on=WEEK - timedelta(days=7))
    assert set(_conflict(recall, _pin(0, "R1")).wishes) == {recall, _pin(0, "R1")}


def test_a_recall_without_notice_stands_alone() -> None:
    recall = Wish(RECALL, WEEK, WEEK, "year end", "L/0", announced_on=WEEK - timedelta(days=3))
    found = _conflict(recall, _pin(1))
    assert found.wishes == (recall,)
    assert "Rückruffrist" in found.de


def test_a_pin_of_somebody_not_available_says_why() -> None:
    late = replace(INSTANCE, people=(replace(_person(0), available_from=WEEK + timedelta(days=1)),), wishes=(_pin(0),))
    with pytest.raises(allocation.Unsatisfiable, match="not available in that week"):
        allocation.week(late, WEEK)


def test_wishes_that_fit_are_met() -> None:
    wishes = (_pin(0), Wish(FORBID, WEEK, WEEK, "rest", "L/1"), Wish(RESERVE, WEEK, WEEK, "holiday", quarters=8))
    found = allocation.week(replace(INSTANCE, wishes=wishes), WEEK)
    assert {row.person: row.receiver for row in found.assignments}["L/0"] == "R0"
    assert all(row.person != "L/1" for row in found.assignments)
    assert len(found.assignments) == 2
