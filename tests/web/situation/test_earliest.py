"""The certain outlook of the service rests on what was ordered, and on nothing that nobody determined."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User

from lagezentrum.web.ledger import service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.public.outlook import Outlook
from lagezentrum.web.situation import situation
from tests.web.situation.conftest import MONDAY, WEDNESDAY, noon

pytestmark = pytest.mark.django_db
AREA = "03241"


def suspended_until_8_december(orders: Callable[..., Determination]) -> None:
    found = orders(MONDAY, effective=WEDNESDAY)
    first, last = date(2021, 12, 6), date(2021, 12, 8)
    officer, approver = (User.objects.get(username=name) for name in ("one-officer", "one-approver"))
    noted = service.suspend(
        officer, found.id, court="OVG Lüneburg", file_number="1", first=first, to=last, at=noon(first)
    )
    service.confirm_suspension(approver, found.id, noted.noted_suspensions[-1].hash, at=noon(first))


def test_the_day_on_which_a_suspended_level_holds_again_is_announced(orders: Callable[..., Determination]) -> None:
    suspended_until_8_december(orders)
    seen = situation(date(2021, 12, 7))
    (resumed,) = [change for change in seen.earliest(AREA).settled if change.cause == "suspension_ends"]
    assert (resumed.day, resumed.step, resumed.change) == (date(2021, 12, 9), "2", "raise")
    (told,) = [change for change in Outlook(seen).coming(AREA) if change.settled is not None]
    assert (told.kind, told.day) == ("determined", date(2021, 12, 9))
    assert situation(resumed.day).standing(AREA).level == 2


def test_before_an_order_a_level_is_met_after_it_settled(orders: Callable[..., Determination]) -> None:
    (before,) = [s for s in situation(MONDAY).earliest(AREA).steps if s.step == "2"]
    assert (before.state, before.earliest) == ("met", WEDNESDAY)
    orders(MONDAY, effective=WEDNESDAY)
    (after,) = [s for s in situation(MONDAY).earliest(AREA).steps if s.step == "2"]
    assert (after.state, after.earliest) == ("settled", WEDNESDAY)


def test_figures_of_later_days_have_no_part_in_the_outlook_of_a_day() -> None:
    (second,) = [s for s in situation(date(2021, 11, 26)).earliest(AREA).steps if s.step == "2"]
    assert second.deciding is not None
    assert second.deciding.nearest is not None
    assert [box.day.day for box in second.deciding.nearest.remaining] == [27, 29]


def test_where_no_version_counts_anything_the_outlook_only_knows_what_is_settled() -> None:
    outlook = situation(date(2022, 2, 10)).earliest(AREA)
    assert outlook.prospects == ()
    assert [(change.step, change.change, change.day) for change in outlook.settled] == [
        ("3", "lower", date(2022, 2, 24))
    ]
