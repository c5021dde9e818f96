"""From the finding to the level on the public page: drafted by one person, approved and published by another."""

import re
from datetime import date

from django.contrib.auth.models import User
from django.test import Client

from lagezentrum.web.ledger import folding
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.deputies import name_deputy
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.situation import situation
from tests.web.office.acting import DRAFT, FINDING, LEVEL_2, drafted, hand_in, published, text
from tests.web.office.conftest import Browse, Move


def test_the_work_list_leads_to_the_finding_and_the_finding_to_the_draft(browse: Browse) -> None:
    anna = browse("anna.kern")
    listed = anna.get("/buero/")
    assert "Warnstufe 2 erreicht" in text(listed)
    assert "Dafür muss es heute veröffentlicht werden." in text(listed)
    assert f'href="{FINDING}"' in listed.content.decode()
    found = anna.get(FINDING)
    assert "Frühestens ab Mittwoch, 1. Dezember 2021" in text(found)
    assert f'href="{DRAFT}?subject=local%3A2&amp;effective=2021-12-01"' in found.content.decode()


def test_the_preview_says_what_changes_for_whom_and_from_when(browse: Browse) -> None:
    preview = text(browse("anna.kern").post(DRAFT, LEVEL_2 | {"act": "preview"}))
    assert "In Kraft ist am Mittwoch, 1. Dezember 2021:" in preview
    assert "Der Tag ist nur zu halten, wenn es heute veröffentlicht wird." in preview
    assert "Zeichnen kann: Clara Weiß." in preview
    assert "Region Hannover" in preview
    assert preview.index("Warnstufe 1", preview.index("ohne diese")) < preview.index(
        "Warnstufe 2", preview.index("mit dieser")
    )
    assert not Event.objects.exists()


def test_drafted_approved_and_published_the_level_holds_on_its_day_and_not_before(browse: Browse, move: Move) -> None:
    anna, clara, visitor = browse("anna.kern"), browse("clara.weiss"), browse("")
    assert _level_shown(visitor) == 1
    matter = published(anna, clara)
    assert _level_shown(visitor) == 1
    move(date(2021, 12, 1))
    assert situation(date(2021, 12, 1)).standing("03241").level == 2
    assert _level_shown(visitor) == 2
    seen = text(anna.get(f"/buero/vorgaenge/{matter}/"))
    assert "Anna Kern" in seen
    assert "Clara Weiß" in seen
    assert "seit Mittwoch, 1. Dezember 2021" in seen


def _level_shown(visitor: Client) -> int:
    page = text(visitor.get("/kreis/03241/"))
    found = re.search(r"gilt in der Region Hannover Warnstufe (\d)", page)
    assert found, page[:600]
    return int(found.group(1))


def test_the_own_draft_is_not_approved_by_whoever_drafted_it_even_with_the_right_to_approve(browse: Browse) -> None:
    Grant.objects.create(
        user=User.objects.get(username="anna.kern"), role=Role.APPROVER, area="03241", valid_from=date(2021, 1, 1)
    )
    anna = browse("anna.kern")
    matter = drafted(anna)
    shown = anna.get(f"/buero/vorgaenge/{matter}/zeichnen/")
    assert "Zeichnen muss ihn eine andere Person" in text(shown)
    assert 'type="submit"><span class="kern-label">Zeichnen' not in shown.content.decode()
    refused = anna.post(f"/buero/vorgaenge/{matter}/zeichnen/")
    assert refused.status_code == 403
    assert "Den eigenen Entwurf zeichnet eine andere Person." in text(refused)
    assert folding.determination(matter).state == "drafted"  # type: ignore[union-attr]


def test_who_only_stands_in_for_the_drafter_is_not_asked_to_approve(browse: Browse) -> None:
    clara, bernd = (User.objects.get(username=name) for name in ("clara.weiss", "bernd.holt"))
    Grant.objects.create(user=clara, role=Role.DISTRICT_OFFICER, area="03241", valid_from=date(2021, 1, 1))
    matter = drafted(browse("clara.weiss"))
    today = date(2021, 11, 30)
    name_deputy(clara, bernd, role=Role.APPROVER, area="03241", first=today, last=today)
    deputy = browse("bernd.holt")
    assert "Prüfen und zeichnen" not in text(deputy.get("/buero/"))
    shown = deputy.get(f"/buero/vorgaenge/{matter}/zeichnen/")
    assert "Sie vertreten hier die Person, die diesen Entwurf angelegt hat." in text(shown)
    assert "<form" not in shown.content.decode().partition("<main")[2].partition("</main")[0]
    assert deputy.post(f"/buero/vorgaenge/{matter}/zeichnen/").status_code == 403


def test_clicking_twice_does_nothing_twice(browse: Browse) -> None:
    anna, clara = browse("anna.kern"), browse("clara.weiss")
    first = drafted(anna)
    again = hand_in(anna, DRAFT, LEVEL_2)
    assert again["Location"].endswith(f"/{first}/")
    for step in ("zeichnen", "veroeffentlichen"):
        for _ in range(2):
            assert clara.post(f"/buero/vorgaenge/{first}/{step}/")["Location"].endswith(f"/{first}/")
    assert list(Event.objects.values_list("kind", flat=True)) == ["drafted", "approved", "published"]
    assert "Es wurde nichts doppelt eingetragen" in text(clara.get(f"/buero/vorgaenge/{first}/"))


def test_who_comes_second_is_told_kindly_that_somebody_was_first(browse: Browse) -> None:
    Grant.objects.create(
        user=User.objects.get(username="bernd.holt"), role=Role.APPROVER, area="03241", valid_from=date(2021, 1, 1)
    )
    matter = drafted(browse("anna.kern"))
    browse("clara.weiss").post(f"/buero/vorgaenge/{matter}/zeichnen/")
    late = browse("bernd.holt").post(f"/buero/vorgaenge/{matter}/zeichnen/")
    assert late.status_code == 409
    assert "Clara Weiß" in text(late)
    assert "Seite neu laden" in text(late)
    assert Event.objects.count() == 2


def test_another_officer_who_drafts_the_same_is_sent_to_the_open_matter(browse: Browse) -> None:
    matter = drafted(browse("anna.kern"))
    other = hand_in(browse("bernd.holt"), DRAFT, LEVEL_2)
    assert other.status_code == 409
    assert f"Vorgang {matter} von Anna Kern" in text(other)


def test_a_draft_whose_preview_is_out_of_date_is_shown_again_and_not_recorded(browse: Browse) -> None:
    anna = browse("anna.kern")
    shown = anna.post(DRAFT, LEVEL_2 | {"act": "draft", "seen": "0" * 64})
    assert "Bitte sehen Sie die Vorschau noch einmal an" in text(shown)
    assert not Event.objects.exists()


def test_published_too_late_the_day_moves_and_a_correction_puts_it_right(browse: Browse, move: Move) -> None:
    anna, clara = browse("anna.kern"), browse("clara.weiss")
    matter = drafted(anna)
    clara.post(f"/buero/vorgaenge/{matter}/zeichnen/")
    move(date(2021, 12, 1))
    warned = text(clara.get(f"/buero/vorgaenge/{matter}/veroeffentlichen/"))
    assert "Zu spät für den vorgesehenen Tag" in warned
    assert "gilt es ab Donnerstag, 2. Dezember 2021" in warned
    clara.post(f"/buero/vorgaenge/{matter}/veroeffentlichen/")
    assert folding.determination(matter).state == "approved"  # type: ignore[union-attr]
    clara.post(f"/buero/vorgaenge/{matter}/veroeffentlichen/", {"late": "yes"})
    assert "Tag berichtigen" in text(anna.get("/buero/"))
    correction = {"effective": "2021-12-02", "reasons": "Zu spät veröffentlicht."}
    new = published(anna, clara, f"/buero/vorgaenge/{matter}/berichtigen/", correction)
    assert folding.determination(matter).corrected_by == new  # type: ignore[union-attr]
    move(date(2021, 12, 2))
    assert situation(date(2021, 12, 2)).standing("03241").level == 2
