"""A year that somebody mistyped does not get into the ledger: nothing takes it out again, and all look ahead to it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User

from lagezentrum.web.ledger import service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.service import Incomplete
from tests.web.ledger.conftest import DISTRICT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

FAR = [date(1, 1, 1), date(21, 12, 1), date(2021, 8, 24), date(2022, 12, 1), date(9999, 12, 31)]
"""Before the first version on file, and more than a year after 29 November 2021."""

People = dict[str, User]


@pytest.mark.parametrize("day", FAR)
def test_a_far_day_is_refused_at_its_field_before_anything_is_recorded(people: People, day: date) -> None:
    wanted = {"rule": "local", "area": DISTRICT, "step": "2", "reasons": "Weil."}
    with pytest.raises(Incomplete) as refused:
        service.draft(people["officer"], kind="raise", effective=day, **wanted)  # type: ignore[arg-type]
    assert refused.value.field == "effective"
    assert "25.08.2021 bis zum 30.11.2022" in refused.value.text.de
    outbreak = {"place": "Ein Heim", "cases": 3, "traced": "Alle im Haus.", "until": day}
    with pytest.raises(Incomplete) as refused:
        service.draft(people["officer"], kind="refrain", outbreak=outbreak, **wanted)  # type: ignore[arg-type]
    assert refused.value.field == "until"
    assert not Event.objects.exists()


@pytest.mark.parametrize("day", FAR)
def test_a_court_does_not_suspend_from_or_to_a_far_day(
    people: People, drafted: Determination, publish: Callable[..., Determination], day: date
) -> None:
    publish(drafted)
    for field, days in (("first", {"first": day}), ("to", {"first": date(2021, 12, 2), "to": day})):
        if field == "to" and day < date(2021, 12, 2):
            continue  # it ends before it begins, and is refused for that
        with pytest.raises(Incomplete) as refused:
            service.suspend(people["officer"], drafted.id, court="OVG", file_number="1", **days)  # type: ignore[arg-type]
        assert refused.value.field == field
    assert not Event.objects.filter(kind=Event.Kind.SUSPENDED).exists()


def test_the_outermost_days_can_be_named(people: People) -> None:
    for day in (date(2021, 8, 25), date(2022, 11, 30)):
        wanted = {"rule": "local", "area": DISTRICT, "step": "2", "reasons": "Weil."}
        found = service.draft(people["officer"], kind="raise", effective=day, **wanted)  # type: ignore[arg-type]
        assert found.effective == day
        service.withdraw(people["officer"], found.id, "Nur ein Versuch.")
