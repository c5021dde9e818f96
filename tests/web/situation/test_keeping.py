"""What is kept of computed situations, and when it is computed anew."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from pytest_django import Settings

from lagezentrum.web import knowledge
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.situation import situation
from lagezentrum.web.today import BERLIN, now
from tests.web.situation.conftest import MONDAY, WEDNESDAY, noon

pytestmark = pytest.mark.django_db


def test_the_same_question_is_answered_from_memory_until_something_is_recorded(
    orders: Callable[..., Determination],
) -> None:
    first = situation(WEDNESDAY)
    assert situation(WEDNESDAY) is first
    orders(MONDAY, effective=WEDNESDAY)
    assert situation(WEDNESDAY) is not first


def test_moments_between_which_nothing_became_known_have_one_answer(
    orders: Callable[..., Determination],
) -> None:
    orders(MONDAY, effective=WEDNESDAY)
    minutes = [noon(MONDAY) + timedelta(minutes=number) for number in (1, 2, 300)]
    answers = {id(situation(WEDNESDAY, moment)) for moment in minutes}
    assert len(answers) == 1
    assert situation(WEDNESDAY, noon(MONDAY) - timedelta(minutes=1)) is not situation(WEDNESDAY, minutes[0])
    assert situation(WEDNESDAY, noon(MONDAY) - timedelta(minutes=1)).standing("03241").level == 1


def test_as_known_now_is_all_on_record(settings: Settings) -> None:
    settings.TODAY = WEDNESDAY.isoformat()
    assert situation(WEDNESDAY, now()) is situation(WEDNESDAY)
    assert situation(WEDNESDAY, noon(MONDAY)) is not situation(WEDNESDAY)


def test_a_day_that_begins_is_another_moment_of_knowledge() -> None:
    """What was not missing on the evening of a day is missing when the day is over."""
    late, past = noon(MONDAY) + timedelta(hours=11), noon(MONDAY) + timedelta(hours=13)
    assert knowledge.last_change(late) != knowledge.last_change(past)
    assert knowledge.last_change(past) == datetime.combine(past.date(), time.min, tzinfo=BERLIN)
