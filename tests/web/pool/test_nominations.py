"""Nominations come in by file or form, are kept until confirmed, checked, withdrawn; each authority sees its own."""

import pytest

from lagezentrum.staffing.model import Lender as LenderType
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.refusal import NotAllowed
from lagezentrum.web.pool import counts, scope, service
from lagezentrum.web.pool.models import Lender, Nomination, Upload
from lagezentrum.web.pool.service import BadFile, NotFitting, Unknown, WrongState
from tests.web.pool.conftest import HANNOVER, THURSDAY, People, nominations, requests

pytestmark = pytest.mark.django_db


def fields(**more: str) -> dict[str, str]:
    header, row = nominations({"kennung": "K-77"}).decode().split("\r\n")
    return dict(zip(header.split(";"), row.split(";"), strict=True)) | more


def test_a_file_enters_nobody_until_it_is_confirmed_and_is_gone_afterwards(people: People, lenders: None) -> None:
    checked = service.upload(people.lender, nominations({"kennung": "K-1"}), lender="FA-01")
    assert checked.reading.right
    assert not Nomination.objects.exists()
    assert checked.upload is not None
    (entered,) = service.confirm(people.lender, checked.upload.pk)
    assert (entered.pseudonym, entered.state, entered.quarters) == ("K-1", "reported", 4)
    assert "K-1" not in entered.alias
    assert not Upload.objects.exists()


def test_good_rows_are_taken_only_when_that_is_confirmed(people: People, lenders: None) -> None:
    content = nominations({"kennung": "K-1"}, {"kennung": "K-2", "vzae": "0,3"})
    checked = service.upload(people.lender, content, lender="FA-01")
    assert [(p.row, p.column, p.value) for p in checked.reading.problems] == [(3, "vzae", "0,3")]
    assert checked.upload is not None
    with pytest.raises(BadFile) as refused:
        service.confirm(people.lender, checked.upload.pk)
    assert "Zeile 3, Spalte vzae" in refused.value.text.de
    assert not Nomination.objects.exists()
    assert len(service.confirm(people.lender, checked.upload.pk, good_rows=True)) == 1


def test_a_file_with_a_column_that_may_not_be_collected_is_not_even_stored(people: People, lenders: None) -> None:
    content = (
        nominations({"kennung": "K-1"}).replace(b"kennung;", b"kennung;Nachname;").replace(b"K-1;", b"K-1;Muster;")
    )
    checked = service.upload(people.lender, content, lender="FA-01")
    assert checked.upload is None
    assert "darf nicht erhoben werden" in checked.reading.problems[0].what.de
    assert not Upload.objects.exists()


def test_what_was_taken_meanwhile_is_noticed_when_confirming(people: People, lenders: None) -> None:
    uploads = [service.upload(people.lender, nominations({"kennung": "K-1"}), lender="FA-01").upload for _ in range(2)]
    assert uploads[0] is not None
    assert uploads[1] is not None
    service.confirm(people.lender, uploads[0].pk)
    with pytest.raises(BadFile):
        service.confirm(people.lender, uploads[1].pk, good_rows=True)
    service.discard(people.lender, uploads[1].pk)
    assert Nomination.objects.count() == 1


def test_an_authority_nominates_and_sees_its_own_people_alone(
    people: People, nominated: tuple[Nomination, ...]
) -> None:
    with pytest.raises(NotAllowed):
        service.upload(people.lender, nominations({"kennung": "K-9"}), lender="FA-02")
    with pytest.raises(NotAllowed):
        service.upload(people.lender, nominations({"kennung": "K-9"}))
    foreign = service.upload(people.lender, nominations({"kennung": "K-9", "dienststelle_id": "FA-02"}), lender="FA-01")
    assert foreign.upload is None
    assert {row.lender_id for row in scope.nominations(people.lender)} == {"FA-01"}
    assert scope.nominations(people.staff).count() == 6
    assert not scope.nominations(people.office).exists()
    assert not scope.nominations(people.auditor).exists()
    other = next(row for row in nominated if row.lender_id == "FA-02")
    with pytest.raises(Unknown):
        service.withdraw(people.lender, [other.alias])


def test_an_upload_of_another_authority_is_not_found(people: People, lenders: None) -> None:
    upload = service.upload(people.lender, nominations({"kennung": "K-1"}), lender="FA-01").upload
    assert upload is not None
    for act in (service.confirm, service.discard, service.check_again):
        with pytest.raises(Unknown):
            act(people.other_lender, upload.pk)


def test_one_person_is_entered_by_form_as_strictly_as_by_file(people: People, lenders: None) -> None:
    assert service.nominate_one(people.lender, fields()).pseudonym == "K-77"
    with pytest.raises(BadFile):
        service.nominate_one(people.lender, fields())
    with pytest.raises(BadFile):
        service.nominate_one(people.lender, fields(kennung="K-78", telefon="0511"))
    with pytest.raises(NotAllowed):
        service.nominate_one(people.lender, fields(kennung="K-79", dienststelle_id="FA-02"))


def test_checking_is_for_the_staff_unit_and_refuses_who_did_not_consent(people: People, lenders: None) -> None:
    row = service.nominate_one(people.lender, fields(zustimmung="n"))
    with pytest.raises(NotAllowed):
        service.check(people.lender, [row.alias])
    with pytest.raises(NotFitting):
        service.check(people.staff, [row.alias])


def test_who_is_withdrawn_can_not_be_checked_and_goes_with_the_next_deletion(
    people: People, nominated: tuple[Nomination, ...]
) -> None:
    alias = nominated[0].alias
    assert service.withdraw(people.lender, [alias]) == 1
    assert service.withdraw(people.lender, [alias]) == 0
    with pytest.raises(WrongState):
        service.check(people.staff, [alias])
    assert service.delete_expired().people == 1
    assert not Nomination.objects.filter(alias=alias).exists()


def test_an_authority_is_excluded_with_a_reason_and_its_people_are_not_planned_for(
    people: People, nominated: tuple[Nomination, ...]
) -> None:
    assert service.exclude(people.staff, "FA-02", "Bescheide der Überbrückungshilfe").excluded
    refused = service.upload(
        people.other_lender, nominations({"kennung": "Z-9", "dienststelle_id": "FA-02"}), lender="FA-02"
    )
    assert "Überbrückungshilfe" in refused.reading.problems[0].what.de
    with pytest.raises(NotFitting):
        service.check(people.staff, [row.alias for row in nominated if row.lender_id == "FA-02"])
    assert not service.exclude(people.staff, "FA-02", "").excluded


def test_limits_are_set_by_the_staff_unit_within_bounds_and_noted_once(people: People, lenders: None) -> None:
    with pytest.raises(NotAllowed):
        service.set_limits(people.lender, "FA-01", max_quarters=8, notice_days=1)
    with pytest.raises(NotFitting):
        service.set_limits(people.staff, "FA-01", max_quarters=8, notice_days=-1)
    with pytest.raises(Unknown):
        service.set_limits(people.staff, "XX-99", max_quarters=8, notice_days=1)
    before = Event.objects.count()
    for _ in range(2):
        service.set_limits(people.staff, "FA-01", max_quarters=8, notice_days=14)
    assert Event.objects.count() == before + 1
    assert Lender.objects.get(key="FA-01").max_quarters == 8
    with pytest.raises(NotFitting):
        service.set_lender(people.staff, LenderType("XX-01", " "))


def test_an_office_asks_for_itself_alone_and_sees_its_own_requests(people: People, lenders: None) -> None:
    service.hand_in(people.office, requests({"empfaenger_ags": "03241"}), receiver=HANNOVER)
    with pytest.raises(NotAllowed):
        service.hand_in(people.office, requests({"empfaenger_ags": "03255"}))
    with pytest.raises(BadFile):
        service.hand_in(people.office, requests({"empfaenger_ags": "03255"}), receiver=HANNOVER)
    with pytest.raises(NotAllowed):
        service.hand_in(people.lender, requests({}), receiver="FA-01")
    assert scope.requests(people.office).count() == 1
    assert not scope.requests(people.other_office).exists()
    assert not scope.requests(people.lender).exists()


def test_a_request_by_form_counts_after_an_earlier_one(people: People, lenders: None) -> None:
    header, row = requests({}).decode().split("\r\n")
    given = dict(zip(header.split(";"), row.split(";"), strict=True))
    service.hand_in_one(people.office, HANNOVER, given)
    service.hand_in_one(people.office, HANNOVER, given | {"vzae_bedarf": "70"})
    assert [row.need_fte for row in scope.requests(people.office)] == [92.5, 70.0]
    with pytest.raises(BadFile):
        service.hand_in_one(people.office, HANNOVER, given | {"vzae_bedarf": "viele"})


def test_public_counts_below_five_are_not_shown_nor_given_away_by_the_sum() -> None:
    assert [counts.suppressed(number) for number in (0, 1, 4, 5)] == [0, None, None, 5]
    assert counts.ceiling_use(THURSDAY) == (0, 1400)
