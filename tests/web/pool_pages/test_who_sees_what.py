"""Every page × every role of the pool; lenders and offices see their own alone."""

import pytest

from lagezentrum.web.pool import service
from lagezentrum.web.pool.models import Deployment, Proposal
from tests.web.office.acting import text
from tests.web.pool.conftest import HANNOVER, HOLZMINDEN, People
from tests.web.pool_pages.conftest import Browse

pytestmark = pytest.mark.django_db

PLAN = "/buero/pool/vorschlaege/P-2020-W46-1/"
BOARD = {"staff", "approver", "auditor"}
ALLOWED = {
    "/buero/pool/lage/": BOARD,
    "/buero/pool/vorschlaege/": BOARD,
    "/buero/pool/vorschlaege/neu/": {"staff"},
    PLAN: BOARD,
    f"{PLAN}aendern/": {"staff"},
    f"{PLAN}amt/{HANNOVER}/": BOARD,
    f"{PLAN}plan.json": {"staff", "approver"},
    f"{PLAN}deckung.csv": BOARD,
    "/buero/pool/einsaetze/": {"staff", "approver", "lender", "office", "other_lender", "other_office"},
    "/buero/pool/einsaetze.csv": {"staff", "approver", "lender", "office", "other_lender", "other_office"},
    "/buero/pool/stellen/": {"staff", "approver", "lender", "other_lender"},
    "/buero/pool/stellen/FA-01/": {"staff", "approver", "lender"},
    "/buero/pool/stellen/FA-01/datei/": {"staff", "lender"},
    "/buero/pool/stellen/FA-01/melden/": {"staff", "lender"},
    "/buero/pool/aemter/": {"staff", "approver", "office", "other_office"},
    f"/buero/pool/aemter/{HANNOVER}/": {"staff", "approver", "office"},
    f"/buero/pool/aemter/{HANNOVER}/bedarf/": {"staff", "office"},
    f"/buero/pool/aemter/{HANNOVER}/kalender.ics": {"staff", "approver", "office"},
    "/buero/pool/vorlage-meldung.csv": {"staff", "approver", "lender", "other_lender"},
    "/buero/pool/vorlage-bedarf.csv": {"staff", "approver", "office", "other_office"},
}
NAMES = ("staff", "approver", "auditor", "lender", "other_lender", "office", "other_office")


def test_each_page_is_shown_to_its_roles_and_refused_to_all_others(
    browse: Browse, people: People, proposal: Proposal
) -> None:
    wrong = []
    for name in NAMES:
        client = browse(getattr(people, name))
        for address, allowed in ALLOWED.items():
            status = client.get(address).status_code
            if (status == 200) is not (name in allowed) or status not in (200, 403, 404):
                wrong.append((name, address, status))
    assert wrong == []


@pytest.mark.parametrize("address", sorted(ALLOWED))
def test_nobody_sees_a_page_without_signing_in(client: object, db: None, address: str) -> None:
    response = client.get(address)  # type: ignore[attr-defined]
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/?next=")


def test_everybody_begins_where_their_work_is(browse: Browse, people: People, lenders: None) -> None:
    first = {name: browse(getattr(people, name)).get("/buero/pool/") for name in NAMES}
    assert {name: answer["Location"] for name, answer in first.items()} == {
        "staff": "/buero/pool/lage/",
        "approver": "/buero/pool/lage/",
        "auditor": "/buero/pool/lage/",
        "lender": "/buero/pool/stellen/FA-01/",
        "other_lender": "/buero/pool/stellen/FA-02/",
        "office": f"/buero/pool/aemter/{HANNOVER}/",
        "other_office": f"/buero/pool/aemter/{HOLZMINDEN}/",
    }


def test_an_authority_sees_its_own_people_and_no_others(browse: Browse, people: People, approved: Proposal) -> None:
    own, others = browse(people.lender), browse(people.other_lender)
    assert "KRAFT-1" in text(own.get("/buero/pool/stellen/FA-01/"))
    assert others.get("/buero/pool/stellen/FA-01/").status_code == 404
    assert "KRAFT" not in text(others.get("/buero/pool/einsaetze/"))
    assert "KRAFT" not in others.get("/buero/pool/einsaetze.csv").content.decode()
    number = Deployment.objects.filter(person__lender="FA-01")[0].pk
    assert (
        others.post("/buero/pool/einsaetze/", {"einsatz": number, "act": "recall", "back": "2020-11-16"}).status_code
        == 404
    )
    assert others.get(f"/buero/pool/einsaetze/schreiben/?einsatz={number}").status_code == 404


def test_an_office_sees_who_comes_to_it_without_pseudonyms(browse: Browse, people: People, approved: Proposal) -> None:
    page = text(browse(people.office).get(f"/buero/pool/aemter/{HANNOVER}/"))
    assert "Finanzamt Eins" in page
    assert "KRAFT" not in page
    assert "Holzminden" not in page
    file = browse(people.office).get("/buero/pool/einsaetze.csv").content.decode()
    assert HANNOVER in file
    assert "KRAFT" not in file
    assert HOLZMINDEN not in file
    assert browse(people.office).get(f"/buero/pool/aemter/{HOLZMINDEN}/").status_code == 404
    assert browse(people.office).get(f"/buero/pool/aemter/{HOLZMINDEN}/kalender.ics").status_code == 404
    there = Deployment.objects.filter(receiver=HOLZMINDEN)[0]
    answer = browse(people.office).post(
        "/buero/pool/einsaetze/", {"einsatz": there.pk, "act": "start", "service_day": "2020-11-09"}
    )
    assert answer.status_code == 404
    there.refresh_from_db()
    assert there.state == Deployment.State.APPROVED


def test_an_upload_of_another_authority_is_not_there(browse: Browse, people: People, lenders: None) -> None:
    from tests.web.pool.conftest import nominations

    upload = service.upload(people.lender, nominations({"kennung": "NEUE-1"}), lender="FA-01").upload
    assert upload is not None
    assert browse(people.other_lender).get(f"/buero/pool/stellen/FA-02/datei/{upload.pk}/").status_code == 404
    assert browse(people.staff).get(f"/buero/pool/stellen/FA-02/datei/{upload.pk}/").status_code == 404
