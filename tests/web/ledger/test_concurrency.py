"""Many people at once, on the configured database, each in a connection of their own."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection

from lagezentrum.web.ledger import chain, service, verify
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.service import Conflict
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.refusal import Refusal
from tests.web.ledger.conftest import DISTRICT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("season")]


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """What becomes of some acts that begin at the same moment: their results, or the refusals."""
    barrier, results = Barrier(len(acts)), list[object]()

    def one(act: Callable[[], object]) -> None:
        try:
            barrier.wait(120)
            results.append(act())
        except Refusal as refusal:
            results.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


@pytest.fixture
def approvers(db: None) -> list[User]:
    made = [User.objects.create_user(f"approver-{number}") for number in range(20)]
    for user in made:
        Grant.objects.create(user=user, role=Role.APPROVER, area=DISTRICT, valid_from=date(2021, 1, 1))
    return made


def test_of_twenty_people_approving_the_same_draft_at_once_exactly_one_succeeds(
    drafted: Determination, approvers: list[User]
) -> None:
    results = at_once([lambda user=user: service.approve(user, drafted.id) for user in approvers])  # type: ignore[misc]
    assert Counter(type(result) for result in results) == {Determination: 1, Conflict: 19}
    assert Event.objects.filter(kind=Event.Kind.APPROVED).count() == 1
    assert [*verify._guards(), *verify._chain(None)] == []


def test_of_twenty_people_publishing_at_once_exactly_one_succeeds(
    drafted: Determination, approvers: list[User]
) -> None:
    service.approve(approvers[0], drafted.id)
    results = at_once([lambda user=user: service.publish(user, drafted.id) for user in approvers])  # type: ignore[misc]
    assert Counter(type(result) for result in results) == {Determination: 1, Conflict: 19}
    assert Event.objects.filter(kind=Event.Kind.PUBLISHED).count() == 1


def test_of_two_officers_drafting_the_same_at_once_one_succeeds(people: dict[str, User]) -> None:
    acts = [
        lambda user=user: service.draft(
            user, kind="raise", rule="local", area=DISTRICT, step="2", effective=date(2021, 12, 1)
        )
        for user in (people["officer"], people["second"])
    ]
    assert Counter(type(result) for result in at_once(acts)) == {Determination: 1, Conflict: 1}


def test_twenty_drafts_for_twenty_districts_at_once_leave_a_chain_without_a_gap(db: None) -> None:
    areas = ["03101", "03102", "03103", "03151", "03153", "03154", "03155", "03157", "03158", "03159"]
    areas += ["03251", "03252", "03254", "03257", "03351", "03352", "03353", "03354", "03355", "03356"]
    acts = []
    for area in areas:
        user = User.objects.create_user(f"officer-{area}")
        Grant.objects.create(user=user, role=Role.DISTRICT_OFFICER, area=area, valid_from=date(2021, 1, 1))
        acts.append(
            lambda user=user, area=area: service.draft(
                user, kind="raise", rule="local", area=area, step="2", effective=date(2021, 12, 1)
            )
        )
    assert Counter(type(result) for result in at_once(acts)) == {Determination: 20}
    assert list(Event.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert [*verify._guards(), *verify._chain(None)] == []
    head = chain.head()
    assert head is not None
    assert head.number == 20
