"""Every page × every role: who sees it, who is refused, and that nothing is changed by looking."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from lagezentrum.web.ledger.models import Event
from tests.web.office.acting import DRAFT, FINDING, drafted, text
from tests.web.office.conftest import Browse

ROLES = {
    "anna": "anna.kern",
    "clara": "clara.weiss",
    "david": "david.sander",
    "frieda": "frieda.lang",
    "georg": "georg.stein",
    "hanna": "hanna.vogt",
    "ines": "ines.rohde",
    "jan": "jan.peters",
}
"""Officer and approver of the district, officer and approver of the Land, staff unit, lender, auditor, operator."""

READERS = {"anna", "clara", "david", "frieda", "georg", "ines"}
ALLOWED = {
    "/buero/": READERS | {"jan"},
    FINDING: READERS,
    "/buero/feststellung/03/statewide/2/raise/": {"david", "frieda", "georg", "ines"},
    "/buero/entwurf/": {"anna", "david"},
    DRAFT: {"anna"},
    "/buero/entwurf/refrain/03241/": {"anna"},
    "/buero/entwurf/raise/03/": {"david"},
    "/buero/vorgaenge/": READERS,
    "/buero/vorgaenge/03241-2021-1/": READERS,
    "/buero/vorgaenge/03241-2021-1/zeichnen/": {"clara"},
    "/buero/vorgaenge/03241-2021-1/veroeffentlichen/": {"anna", "clara"},
    "/buero/vorgaenge/03241-2021-1/zurueckziehen/": {"anna", "clara"},
    "/buero/vorgaenge/03241-2021-1/aussetzung/": {"anna"},
    "/buero/vorgaenge/03241-2021-1/berichtigen/": {"anna"},
    "/buero/gebiete/03241/": READERS,
    "/buero/gebiete/03/": {"david", "frieda", "georg", "ines"},
    "/buero/gebiete/03455/": {"david", "frieda", "georg", "ines"},
    "/buero/lieferungen/": READERS | {"jan"},
    "/buero/lieferungen/1/": READERS | {"jan"},
    "/buero/lieferungen/einspielen/": {"david", "jan"},
    "/buero/lieferungen/wert/": {"david"},
    "/buero/register/": {"ines"},
    "/buero/register/1/": {"ines"},
    "/buero/berechtigungen/": {"ines", "jan"},
    "/buero/vertretung/": {"anna", "clara", "david", "frieda", "georg"},
}


def test_each_page_is_shown_to_its_roles_and_refused_to_all_others(browse: Browse) -> None:
    drafted(browse("anna.kern"))
    first = _first_file()
    wrong = []
    for short, username in ROLES.items():
        client = browse(username)
        for address, allowed in ALLOWED.items():
            response = client.get(address.replace("lieferungen/1/", f"lieferungen/{first}/"))
            redirected = short in ("jan", "hanna") and address == "/buero/"  # to the imports, and to the pool
            expected = 302 if redirected else 200 if short in allowed else 403
            if response.status_code != expected:
                wrong.append((short, address, response.status_code, expected))
    assert wrong == []
    assert Event.objects.count() == 1


@pytest.mark.parametrize("address", sorted(ALLOWED))
def test_nobody_sees_a_page_without_signing_in(browse: Browse, address: str) -> None:
    response = browse("").get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/?next=/buero/")


POSTS = {
    DRAFT: {"anna"},
    "/buero/vorgaenge/03241-2021-1/zeichnen/": {"clara"},
    "/buero/vorgaenge/03241-2021-1/veroeffentlichen/": {"anna", "clara"},
    "/buero/vorgaenge/03241-2021-1/zurueckziehen/": {"anna", "clara"},
    "/buero/vorgaenge/03241-2021-1/aussetzung/": {"anna"},
    "/buero/vorgaenge/03241-2021-1/berichtigen/": {"anna"},
    "/buero/lieferungen/einspielen/": {"david", "jan"},
    "/buero/lieferungen/wert/": {"david"},
    "/buero/lieferungen/1/freigeben/": {"david"},
    "/buero/lieferungen/1/verwerfen/": {"david"},
    "/buero/lieferungen/1/bestaetigen/": {"david", "frieda"},
    "/buero/register/pruefen/": {"ines"},
    "/buero/vertretung/": {"anna", "clara", "david", "frieda", "georg"},
}


def test_each_act_is_refused_to_whoever_may_not_do_it(browse: Browse) -> None:
    drafted(browse("anna.kern"))
    first = _first_file()
    wrong = []
    for short, username in ROLES.items():
        client = browse(username)
        for address, allowed in POSTS.items():
            if short in allowed:
                continue
            response = client.post(address.replace("lieferungen/1/", f"lieferungen/{first}/"), {"reason": "x"})
            if response.status_code != 403:
                wrong.append((short, address, response.status_code))
    assert wrong == []
    assert Event.objects.count() == 1


def test_a_form_from_elsewhere_is_refused(browse: Browse) -> None:
    from django.test import Client

    matter = drafted(browse("anna.kern"))
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="clara.weiss"))
    assert client.post(f"/buero/vorgaenge/{matter}/zeichnen/").status_code == 403
    assert Event.objects.count() == 1


def test_pages_are_kept_by_no_browser_and_name_the_person(browse: Browse) -> None:
    response = browse("anna.kern").get("/buero/")
    assert "no-store" in response["Cache-Control"]
    assert "Anna Kern" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/buero/vorgaenge/03241-2021-99/",
        "/buero/vorgaenge/03241-2021-99/zeichnen/",
        "/buero/feststellung/99999/local/2/raise/",
        "/buero/feststellung/03241/nonsense/2/raise/",
        "/buero/feststellung/03241/local/9/raise/",
        "/buero/feststellung/03241/local/2/sideways/",
        "/buero/entwurf/nonsense/03241/",
        "/buero/gebiete/99999/",
    ],
)
def test_what_does_not_exist_is_said_in_words(browse: Browse, address: str) -> None:
    response = browse("anna.kern").get(address)
    assert response.status_code == 404
    assert "Das gibt es hier nicht" in text(response) or "gibt es nicht" in text(response)


def test_the_auditor_reads_every_event_and_recomputes_the_ledger(browse: Browse) -> None:
    drafted(browse("anna.kern"))
    ines = browse("ines.rohde")
    event = Event.objects.get()
    assert event.hash in text(ines.get("/buero/register/"))
    assert event.previous in text(ines.get("/buero/register/1/"))
    assert "Das Register stimmt" in text(ines.post("/buero/register/pruefen/"))
    assert "Noch ist nichts vermerkt" in text(ines.get("/buero/register/?art=published"))


def test_pages_speak_english_where_that_is_asked_for(browse: Browse) -> None:
    anna = browse("anna.kern")
    drafted(anna)
    seen = text(anna.get("/en/buero/"))
    assert "What must I decide today?" in seen
    assert "warning level 2" in seen.casefold()
    assert "Approved" in text(anna.get("/en/buero/vorgaenge/03241-2021-1/"))


def test_an_empty_database_is_shown_in_words(db: None, settings: pytest.FixtureRequest) -> None:
    from django.test import Client

    from lagezentrum.web.people import demo

    settings.TODAY = "2021-11-30"  # type: ignore[attr-defined]
    demo.create()
    for username, address in (
        ("david.sander", "/buero/"),
        ("david.sander", "/buero/lieferungen/"),
        ("david.sander", "/buero/vorgaenge/"),
        ("david.sander", "/buero/gebiete/03/"),
        ("ines.rohde", "/buero/register/"),
    ):
        client = Client()
        client.force_login(User.objects.get(username=username))
        response = client.get(address)
        assert response.status_code == 200, address
        assert 'class="of-empty"' in response.content.decode(), address


def test_a_deputy_acts_for_whom_they_represent_and_not_on_that_persons_draft(browse: Browse) -> None:
    from lagezentrum.web.people.models import Grant

    anna, clara = browse("anna.kern"), browse("clara.weiss")
    own = Grant.objects.get(user__username="clara.weiss")
    georg = User.objects.get(username="georg.stein")
    given = {"grant": str(own.pk), "deputy": str(georg.pk), "first": "2021-11-30", "last": "2021-12-05"}
    for _ in range(2):
        assert clara.post("/buero/vertretung/", given).status_code == 302
    assert Grant.objects.filter(user=georg, deputy_for__isnull=False).count() == 1
    matter = drafted(anna)
    deputy = browse("georg.stein")
    assert deputy.post(f"/buero/vorgaenge/{matter}/zeichnen/").status_code == 302
    assert "in Vertretung für Clara Weiß" in text(anna.get(f"/buero/vorgaenge/{matter}/"))
    grant = Grant.objects.get(user=georg, deputy_for__isnull=False)
    assert deputy.post(f"/buero/vertretung/{grant.pk}/beenden/").status_code == 403
    clara.post(f"/buero/vertretung/{grant.pk}/beenden/")
    grant.refresh_from_db()
    assert grant.valid_to == date(2021, 11, 30)


def test_a_deputy_for_a_time_that_is_over_is_refused_at_the_form(browse: Browse) -> None:
    from lagezentrum.web.people.models import Grant

    own = Grant.objects.get(user__username="clara.weiss")
    georg = User.objects.get(username="georg.stein")
    given = {"grant": str(own.pk), "deputy": str(georg.pk), "first": "2021-11-01", "last": "2021-11-05"}
    response = browse("clara.weiss").post("/buero/vertretung/", given)
    assert response.status_code == 400
    assert "Vergangenheit" in text(response)


def _first_file() -> int:
    from lagezentrum.web.archive.models import SourceFile

    return SourceFile.objects.values_list("pk", flat=True)[0]


@pytest.mark.parametrize("act", ["", "zeichnen/", "veroeffentlichen/", "zurueckziehen/", "aussetzung/", "berichtigen/"])
def test_a_matter_of_another_district_is_not_reached_by_guessing_its_name(browse: Browse, act: str) -> None:
    from lagezentrum.web.people.models import Grant, Role

    matter = drafted(browse("anna.kern"))
    bernd = User.objects.get(username="bernd.holt")
    Grant.objects.filter(user=bernd).update(area="03455")
    Grant.objects.create(user=bernd, role=Role.APPROVER, area="03455", valid_from=date(2021, 1, 1))
    stranger = browse("bernd.holt")
    assert stranger.get(f"/buero/vorgaenge/{matter}/{act}").status_code == 403
    assert stranger.post(f"/buero/vorgaenge/{matter}/{act}", {"reason": "x"}).status_code in (403, 405)
    assert Event.objects.count() == 1


def test_a_form_sent_without_a_session_is_kept_and_one_that_signs_blindly_is_not(browse: Browse) -> None:
    from django.test import Client

    matter = drafted(browse("anna.kern"))
    nobody = Client()
    address = f"/buero/vorgaenge/{matter}/zurueckziehen/"
    assert nobody.post(address, {"reason": "Falscher Tag."})["Location"] == f"/konto/login/?next={address}"
    assert "Ihre Eingaben sind aufgehoben" in text(nobody.get("/konto/login/"))
    nobody.force_login(User.objects.get(username="anna.kern"))
    assert "Falscher Tag." in text(nobody.get(address))
    assert "Falscher Tag." not in text(nobody.get(address))
    other = Client()
    other.post(f"/buero/vorgaenge/{matter}/zeichnen/")
    other.force_login(User.objects.get(username="clara.weiss"))
    assert "Prüfen und zeichnen" in text(other.get(f"/buero/vorgaenge/{matter}/zeichnen/"))
    third = Client()
    confirming = f"/buero/vorgaenge/{matter}/aussetzung/bestaetigen/"
    third.post(confirming, {"note": "0" * 64, "act": "confirm"})
    third.force_login(User.objects.get(username="clara.weiss"))
    assert third.get(confirming).status_code == 302  # to the matter, not to a button below a hash
    assert Event.objects.count() == 1


def test_a_form_that_is_no_longer_valid_is_refused_in_words(browse: Browse) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="clara.weiss"))
    answer = client.post("/buero/vorgaenge/03241-2021-1/zeichnen/")
    assert answer.status_code == 403
    assert "Das Formular war nicht mehr gültig" in answer.content.decode()
