"""The office in a real browser: what people do by hand. Every page by axe: test_browser_pages."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from lagezentrum.web.ledger import folding
from lagezentrum.web.people.models import Grant, Role
from tests.web.browser import Visit
from tests.web.office.conftest import Browse, Move

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_one_drafts_and_can_not_sign_it_another_signs_and_the_map_changes_on_the_day(
    visit: Visit, browse: Browse, move: Move, javascript: bool
) -> None:
    # Who may also approve still needs somebody else for what they drafted themselves.
    Grant.objects.create(
        user=User.objects.get(username="anna.kern"), role=Role.APPROVER, area="03241", valid_from=date(2021, 1, 1)
    )
    anna = visit.open("/buero/", as_="anna.kern", javascript=javascript, width=320)
    anna.get_by_role("link", name="Nachweis prüfen und entscheiden").click()
    anna.get_by_role("link", name="Warnstufe feststellen").click()
    expect(anna.get_by_label("Gilt ab")).to_have_value("2021-12-01")
    anna.get_by_role("button", name="Vorschau ansehen").click()
    expect(anna.get_by_role("heading", name="Vorschau: was sich ändert")).to_be_visible()
    anna.get_by_role("button", name="Entwurf anlegen").click()
    expect(anna.get_by_text("Zeichnen muss ihn eine andere Person.").first).to_be_visible()
    anna.goto(urlsplit(anna.url).path + "zeichnen/")
    expect(anna.get_by_text("Sie haben diesen Entwurf selbst angelegt.")).to_be_visible()
    expect(anna.get_by_role("button", name="Zeichnen", exact=True)).to_have_count(0)

    clara = visit.open("/buero/", as_="clara.weiss", javascript=javascript)
    clara.get_by_role("link", name="Prüfen und zeichnen").click()
    clara.get_by_role("button", name="Zeichnen", exact=True).click()
    clara.get_by_role("link", name="Veröffentlichen", exact=True).click()
    clara.get_by_role("button", name="Jetzt veröffentlichen").click()
    expect(clara.get_by_text("Veröffentlicht. Alle können es jetzt lesen.")).to_be_visible()
    assert [d.state for d in folding.determinations()] == ["published"]

    visitor = visit.open("/", javascript=javascript)
    expect(visitor.get_by_role("link", name="Region Hannover: Warnstufe 1").first).to_be_visible()
    move(date(2021, 12, 1))
    visitor.goto("/")
    expect(visitor.get_by_role("link", name="Region Hannover: Warnstufe 2").first).to_be_visible()


def test_a_person_signs_in_with_the_password_and_out_again(visit: Visit, browse: Browse) -> None:
    anna = User.objects.get(username="anna.kern")
    anna.set_password("only in this test")
    anna.save()
    page = visit.open("/buero/", javascript=False)
    page.get_by_label("Anmeldename").fill("anna.kern")
    page.get_by_label("Passwort", exact=True).fill("only in this test")
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.get_by_role("heading", name="Was muss ich heute entscheiden?")).to_be_visible()
    page.get_by_role("button", name="Abmelden").click()
    page.goto("/buero/")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()


def test_what_was_written_when_the_session_ran_out_is_offered_again_after_signing_in(
    visit: Visit, browse: Browse
) -> None:
    anna = User.objects.get(username="anna.kern")
    anna.set_password("only in this test")
    anna.save()
    page = visit.open("/buero/entwurf/raise/03241/", as_="anna.kern", javascript=False)
    page.get_by_label("Was genau?").select_option("local:2")
    page.get_by_label("Gilt ab").fill("2021-12-05")
    page.get_by_label("Begründung").fill("Ein langer Text, der nicht verloren gehen darf.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Vorschau ansehen").click()
    expect(page.get_by_text("Ihre Anmeldung war abgelaufen.")).to_be_visible()
    page.get_by_label("Anmeldename").fill("anna.kern")
    page.get_by_label("Passwort", exact=True).fill("only in this test")
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()
    page.get_by_role("button", name="Damit weitermachen").click()
    expect(page.get_by_role("heading", name="Vorschau: was sich ändert")).to_be_visible()
    expect(page.get_by_label("Begründung")).to_have_value("Ein langer Text, der nicht verloren gehen darf.")
