"""The certain outlook of the service rests on what was ordered, and on nothing that nobody determined."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from unittest.mock import Mock

import pytest
from django.contrib.auth.models import User
from django.test import Client

from lagezentrum.outlook.earliest import look_ahead
from lagezentrum.web.api.telling import explained
from lagezentrum.web.ledger import service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.public.outlook import Outlook
from lagezentrum.web.public.proofs import proof_lines
from lagezentrum.web.public.stages import stages
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


def test_the_proof_of_a_suspended_day_says_first_that_the_level_does_not_hold(
    orders: Callable[..., Determination],
) -> None:
    suspended_until_8_december(orders)
    day = date(2021, 12, 7)
    said = explained(situation(day), AREA, day, None).text.de.splitlines()
    assert said[0] == (
        "Gerichtlich ausgesetzt (OVG Lüneburg, 1): Warnstufe 2 gilt von Montag, 6. Dezember 2021, bis Mittwoch, "
        "8. Dezember 2021, nicht. Was folgt, ist der Nachweis ohne die Aussetzung."
    )
    assert "".join(part.text for part in proof_lines(situation(day), AREA)[0].parts) == said[0]
    assert "ausgesetzt" not in explained(situation(day), AREA, date(2021, 12, 5), None).text.de


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
    assert [(s.step, s.change, s.state, s.earliest) for s in outlook.steps] == [
        ("3", "lower", "settled", date(2022, 2, 24))
    ]
    assert [(change.step, change.change, change.day) for change in outlook.settled] == [
        ("3", "lower", date(2022, 2, 24))
    ]


def test_the_outlooks_of_all_areas_rest_on_one_look_ahead(
    monkeypatch: pytest.MonkeyPatch, orders: Callable[..., Determination]
) -> None:
    """Replaying the Land again for each district made lists of all districts wait for seconds."""
    orders(MONDAY, effective=WEDNESDAY)
    looked = Mock(side_effect=look_ahead)
    monkeypatch.setattr("lagezentrum.web.situation.look_ahead", looked)
    seen = replace(situation(MONDAY))  # a copy that has kept nothing yet
    for area in ("03241", "03358", "03"):
        alone = look_ahead(
            seen.applied, seen.calendars, seen.figures, (area,), seen.judged_until, present=seen.decided_until,
            decisions=seen.decisions, suspensions=seen.suspensions, assume="nothing",
        )  # fmt: skip
        assert seen.earliest(area) == alone.of(area)
        seen.progress(area)
    assert looked.call_count == 1


def test_a_suspended_level_is_determined_and_not_in_force(orders: Callable[..., Determination]) -> None:
    suspended_until_8_december(orders)
    for day, state in ((5, "taken"), (6, "suspended"), (8, "suspended"), (9, "taken")):
        row = next(row for row in stages(situation(date(2021, 12, day)), AREA) if row.step == "2")
        assert (row.met.state, row.determined.state, row.in_force.state) == ("taken", "taken", state), day


def test_the_change_before_a_suspended_day_is_the_first_day_of_the_suspension(
    orders: Callable[..., Determination],
) -> None:
    suspended_until_8_december(orders)
    page = Client().get(f"/kreis/{AREA}/", {"tag": "2021-12-07"}).content.decode()
    for link, day in (("davor", "2021-12-06"), ("danach", "2021-12-09")):
        (address,) = re.findall(rf'id="wechsel-{link}" href="([^"]+)"', page)
        assert day in address
