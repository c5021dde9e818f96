"""A figure entered by hand drives findings only after someone else has compared it with its source."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from lagezentrum.web.archive import intake, notices, readings
from lagezentrum.web.archive.intake import Receipt
from lagezentrum.web.archive.models import Figure, SourceFile
from lagezentrum.web.archive.readings import AsFirstPublished
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.refusal import NotAllowed, Refusal
from tests.web.archive.deliveries import LAND, at, day, hand_in, land

pytestmark = pytest.mark.django_db
URL = "https://www.niedersachsen.de/presse/ivena"
FRIDAY = date(2021, 12, 10)


def entered(by: User, **changed: Any) -> Receipt:
    what: dict[str, Any] = {"indicator": "icu_share", "day": FRIDAY, "value": "10,4", "url": URL} | changed
    return notices.enter(**what, by=by, at=at(FRIDAY, 15))


def seen() -> Any:
    return readings.figures(AsFirstPublished()).first_published("icu_share", "03", FRIDAY)


def test_one_person_enters_another_confirms_then_it_counts(officer: User, colleague: User) -> None:
    receipt = entered(officer)
    assert receipt.held
    assert seen() is None
    (withheld,) = readings.withheld(at(FRIDAY, 16))
    assert (withheld.days, withheld.areas, withheld.indicators) == ((FRIDAY,), ("03",), ("icu_share",))
    notices.confirm(receipt.file, colleague, at(FRIDAY, 17))
    assert str(seen().value) == "10.4"
    assert seen().source == f"Land Niedersachsen ({URL})"
    assert seen().published_at.date() == FRIDAY
    assert readings.withheld(at(FRIDAY, 18)) == ()


def test_nobody_confirms_their_own_figure(officer: User) -> None:
    receipt = entered(officer)
    with pytest.raises(NotAllowed, match="someone else"):
        notices.confirm(receipt.file, officer, at(FRIDAY, 17))
    with pytest.raises(Refusal, match="confirmed by a second person, not released"):
        intake.release(receipt.file, officer, "geprüft", at(FRIDAY, 17))
    assert seen() is None


def test_nobody_confirms_in_the_place_of_who_entered(officer: User, district_officer: User) -> None:
    Grant.objects.create(
        user=district_officer, role=Role.MINISTRY_OFFICER, area="03", deputy_for=officer,
        valid_from=FRIDAY, valid_to=FRIDAY,
    )  # fmt: skip
    receipt = entered(officer)
    with pytest.raises(NotAllowed, match="stand in for the person who began"):
        notices.confirm(receipt.file, district_officer, at(FRIDAY, 17))
    assert seen() is None


def test_who_may_not_enter_or_confirm_is_refused(officer: User, district_officer: User) -> None:
    with pytest.raises(NotAllowed):
        entered(district_officer)
    receipt = entered(officer)
    with pytest.raises(NotAllowed):
        notices.confirm(receipt.file, district_officer, at(FRIDAY, 17))
    assert SourceFile.objects.count() == 1


def test_entering_the_same_figure_again_adds_nothing_and_confirms_nothing(officer: User, colleague: User) -> None:
    first = entered(officer)
    again = entered(colleague)
    assert (again.new, again.file, again.held) == (False, first.file, True)
    assert Figure.objects.count() == 1


def test_a_dismissed_figure_never_counts(officer: User, colleague: User) -> None:
    receipt = entered(officer)
    with pytest.raises(Refusal, match="reason"):
        notices.dismiss(receipt.file, colleague, "", at(FRIDAY, 17))
    notices.dismiss(receipt.file, officer, "vertippt", at(FRIDAY, 17))
    with pytest.raises(Refusal, match="not waiting for a confirmation; it is rejected"):
        notices.confirm(receipt.file, colleague, at(FRIDAY, 18))
    assert seen() is None
    notices.confirm(entered(officer, value="10.5").file, colleague, at(FRIDAY, 19))
    assert str(seen().value) == "10.5"


def test_a_published_figure_is_not_entered_again(officer: User, colleague: User) -> None:
    hand_in(land({FRIDAY: ("6.1", "")}), LAND, FRIDAY)
    with pytest.raises(Refusal, match=r"there is 6\.1 already"):
        entered(officer, indicator="hospitalisation", value="6.3")
    receipt = entered(officer)
    hand_in(land({FRIDAY: ("6.1", "10.6")}), LAND, FRIDAY, 16)
    with pytest.raises(Refusal, match=r"there is 10\.6 already"):
        notices.confirm(receipt.file, colleague, at(FRIDAY, 17))
    assert str(seen().value) == "10.6"


def test_of_two_figures_that_wait_only_one_can_be_confirmed(officer: User, colleague: User) -> None:
    right, wrong = entered(officer), entered(officer, value="14.0")
    notices.confirm(right.file, colleague, at(FRIDAY, 17))
    with pytest.raises(Refusal, match="already"):
        notices.confirm(wrong.file, colleague, at(FRIDAY, 18))


def test_a_notice_published_later_is_known_from_its_own_day(officer: User, colleague: User) -> None:
    receipt = notices.enter(
        "icu_share", FRIDAY, "10.4", URL, by=officer, at=at(date(2021, 12, 12)), published_on=date(2021, 12, 11)
    )
    notices.confirm(receipt.file, colleague, at(date(2021, 12, 12), 9))
    assert seen().published_at.date() == date(2021, 12, 11)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"indicator": "new_cases"}, "can not be entered by hand"),
        ({"indicator": "divi_covid_patients"}, "can not be entered by hand"),
        ({"value": ""}, "is no figure between 0 and 100"),
        ({"value": "zehn"}, "is no figure"),
        ({"value": "-1"}, "is no figure"),
        ({"value": "104"}, "is no figure"),
        ({"value": "1.040,5"}, "is no figure"),
        ({"value": "NaN"}, "is no figure"),
        ({"value": "1e1"}, "is no figure"),
        ({"url": ""}, "address of the notice"),
        ({"url": "presse"}, "address of the notice"),
        ({"url": "javascript:alert(1)"}, "address of the notice"),
        ({"url": "https://"}, "address of the notice"),
        ({"url": "https://a b.de/"}, "address of the notice"),
        ({"day": date(2021, 12, 11)}, "can be no notice"),
        ({"day": date(2021, 8, 1)}, "can be no notice"),
        ({"published_on": date(2021, 12, 9)}, "lies between"),
        ({"published_on": date(2021, 12, 20)}, "lies between"),
    ],
)
def test_what_can_not_be_right_is_refused_and_not_kept(officer: User, changed: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        entered(officer, **changed)
    assert caught.value.text.de != caught.value.text.en
    assert not SourceFile.objects.exists()


def test_a_file_that_waits_for_nobody_can_not_be_confirmed(officer: User, colleague: User) -> None:
    file = hand_in(land({day(0): ("5.6", "")}), LAND, day(0)).file
    with pytest.raises(Refusal, match="not waiting"):
        notices.confirm(file, colleague, at(day(0), 9))
