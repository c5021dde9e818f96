"""What holds, by the regulation, by orders and as known then."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from lagezentrum.engine.decisions import Decision
from lagezentrum.web.ledger import service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.situation import situation
from tests.web.situation.conftest import MONDAY, WEDNESDAY, noon

pytestmark = pytest.mark.django_db


def test_nothing_reached_is_in_force_before_somebody_determines_it(orders: Callable[..., Determination]) -> None:
    before = situation(WEDNESDAY)
    assert (before.met("03241").level, before.standing("03241").level) == (2, 1)
    orders(MONDAY, effective=WEDNESDAY)
    after = situation(WEDNESDAY)
    assert after.standing("03241").level == 2
    assert after.standing("03241").since == WEDNESDAY
    assert situation(date(2021, 11, 30)).standing("03241").level == 1
    assert after.standing("03404").level == 1


def test_as_known_then_an_order_of_later_does_not_count(orders: Callable[..., Determination]) -> None:
    orders(MONDAY, effective=WEDNESDAY)
    early = noon(MONDAY) - timedelta(hours=1)
    assert situation(WEDNESDAY, early).standing("03241").level == 1
    assert situation(WEDNESDAY, noon(MONDAY)).standing("03241").level == 2


def test_as_known_then_figures_of_later_do_not_count() -> None:
    assert situation(WEDNESDAY, noon(date(2021, 11, 28))).met("03241").level == 1
    assert situation(WEDNESDAY, noon(MONDAY)).met("03241").level == 2
    assert situation(WEDNESDAY, noon(MONDAY)).judged_until == MONDAY


def test_the_regulation_itself_holds_without_any_order() -> None:
    assert situation(date(2021, 12, 24)).standing("03241").level == 3
    assert situation(date(2022, 2, 24)).standing("03241").version is None


def test_a_suspension_by_a_court_shows_day_by_day(orders: Callable[..., Determination]) -> None:
    found = orders(MONDAY, effective=WEDNESDAY)
    officer = User.objects.get(username="one-officer")
    noted = service.suspend(
        officer,
        found.id,
        court="OVG Lüneburg",
        file_number="13 MN 1/21",
        first=date(2021, 12, 6),
        to=date(2021, 12, 8),
        at=noon(date(2021, 12, 6)),
    )
    assert [situation(date(2021, 12, day)).standing("03241").level for day in (5, 6, 8, 9)] == [2, 2, 2, 2]
    approver = User.objects.get(username="one-approver")
    (waiting,) = noted.noted_suspensions
    service.confirm_suspension(approver, found.id, waiting.hash, at=noon(date(2021, 12, 7)))
    levels = {day: situation(date(2021, 12, day)).standing("03241").level for day in (5, 6, 8, 9)}
    assert levels == {5: 2, 6: 1, 8: 1, 9: 2}
    assert situation(date(2021, 12, 9)).standing("03241").since == date(2021, 12, 9)
    assert situation(date(2021, 12, 6), noon(date(2021, 12, 6))).standing("03241").level == 2
    ((order, pause),) = situation(date(2021, 12, 6)).suspended("03241", date(2021, 12, 6))
    assert (order.id, pause.confirmed_on) == (found.id, date(2021, 12, 7))


def test_a_late_order_holds_from_the_day_after_its_publication(orders: Callable[..., Determination]) -> None:
    orders(WEDNESDAY, effective=WEDNESDAY)
    assert situation(WEDNESDAY).standing("03241").level == 1
    assert situation(date(2021, 12, 2)).standing("03241").level == 2


def test_a_preview_says_what_would_hold_and_changes_nothing() -> None:
    decision = Decision("determined", "local", "03241", "2", MONDAY, effective=WEDNESDAY)
    seen = situation(MONDAY)
    assert seen.with_decision(decision).on("03241", WEDNESDAY).level == 2
    assert seen.standings.on("03241", WEDNESDAY).level == 1


def test_the_running_section_is_told_for_every_rule_and_step() -> None:
    told = {(p.rule, p.step, p.change): p for p in situation(MONDAY).progress("03241")}
    assert told["local", "2", "raise"].complete
    assert told["local", "2", "raise"].earliest_effect == WEDNESDAY
    assert {rule for rule, _, _ in told} == {"statewide", "local", "new-cases"}
    assert situation(date(2022, 1, 10)).progress("03241") == ()  # that version has no rule to count by


def test_an_empty_archive_is_a_situation_too(season: Callable[..., None]) -> None:
    season(without=lambda _: True, name="empty")
    seen = situation(WEDNESDAY)
    assert seen.standing("03241").level == 1  # by the regulation itself
    assert seen.met("03241").level == 1
    assert len(seen.areas) == 46
