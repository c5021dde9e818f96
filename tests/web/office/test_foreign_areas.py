"""The work list of whoever reads many areas, with everything in them that differs from what was computed."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from lagezentrum.web.ledger import service
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.situation import situation
from tests.web.office.acting import published, text
from tests.web.office.conftest import Browse, Move
from tests.web.office.test_acts import OUTBREAK

SUSPENDED, REFRAINED, AT_DISCRETION = "03241", "03402", "03405"
NAMES = ("Region Hannover", "Emden", "Wilhelmshaven")
THIRD_OF_DECEMBER = date(2021, 12, 3)


@pytest.fixture
def differing(browse: Browse, move: Move) -> None:
    """A level that a court suspended, one that was reached and not determined, and one by discretion."""
    anna, clara = browse("anna.kern"), browse("clara.weiss")
    for username, role in (("anna.kern", Role.DISTRICT_OFFICER), ("clara.weiss", Role.APPROVER)):
        for area in (REFRAINED, AT_DISCRETION):
            Grant.objects.create(
                user=User.objects.get(username=username), role=role, area=area, valid_from=date(2021, 1, 1)
            )
    matter = published(anna, clara)
    published(anna, clara, f"/buero/entwurf/refrain/{REFRAINED}/", OUTBREAK)
    chosen = {"subject": "local:2", "effective": "2021-12-01", "reasons": "Nach eigenem Ermessen."}
    published(anna, clara, f"/buero/entwurf/raise/{AT_DISCRETION}/", chosen)
    Grant.objects.filter(area__in=(REFRAINED, AT_DISCRETION)).delete()
    move(date(2021, 12, 1))
    officer, approver = User.objects.get(username="anna.kern"), User.objects.get(username="clara.weiss")
    noted = service.suspend(officer, matter, court="OVG", file_number="13 MN 1/21", first=date(2021, 12, 2))
    service.confirm_suspension(approver, matter, noted.noted_suspensions[0].hash)
    move(THIRD_OF_DECEMBER)


def test_all_three_differ_for_the_reasons_that_were_made(differing: None) -> None:
    listed = {item.area: item for item in situation(THIRD_OF_DECEMBER).work_list().differs}
    assert listed[SUSPENDED].reason == "suspended"
    assert listed[REFRAINED].reason == "refrained"
    assert listed[AT_DISCRETION].reason == "ordered-higher"
    assert [listed[area].finding for area in (SUSPENDED, REFRAINED, AT_DISCRETION)] == [None, None, None]


@pytest.mark.parametrize("username", ["david.sander", "frieda.lang"])
def test_who_decides_for_the_land_reads_what_differs_in_the_districts_and_has_nothing_to_press(
    differing: None, browse: Browse, username: str
) -> None:
    page = browse(username).get("/buero/")
    assert page.status_code == 200
    assert {SUSPENDED, REFRAINED, AT_DISCRETION} <= {card.item.area for card in page.context["others"]}
    assert not any(card.button.moves for card in page.context["others"])
    below = text(page).partition("Zur Kenntnis: andere Gebiete")[2]
    assert all(name in below for name in NAMES)
    assert below.count("Angeordnet ist etwas anderes als berechnet") >= 3


@pytest.mark.parametrize("username", ["ines.rohde", "georg.stein"])
def test_who_only_reads_sees_each_with_its_reason(differing: None, browse: Browse, username: str) -> None:
    page = browse(username).get("/buero/")
    assert page.status_code == 200
    assert page.context["others"] == ()
    seen = text(page)
    assert "Hier lesen Sie mit; entscheiden müssen andere." in seen
    below = seen.partition("Angeordnet ist etwas anderes als berechnet")[2]
    assert all(name in below for name in NAMES)
    assert "kern-btn--primary" not in page.content.decode().partition("<main")[2]


def test_the_officer_of_one_of_them_sees_that_one_alone(differing: None, browse: Browse) -> None:
    page = browse("anna.kern").get("/buero/")
    assert page.status_code == 200
    seen = text(page)
    assert "Region Hannover" in seen
    assert not any(name in seen for name in NAMES[1:])


def test_the_operator_is_shown_the_deliveries_instead(differing: None, browse: Browse) -> None:
    page = browse("jan.peters").get("/buero/")
    assert page.status_code == 302
    assert page["Location"].endswith("/buero/lieferungen/")


@pytest.mark.parametrize("username", ["david.sander", "frieda.lang", "ines.rohde"])
def test_the_list_is_there_in_english_too(differing: None, browse: Browse, username: str) -> None:
    assert browse(username).get("/en/buero/").status_code == 200
