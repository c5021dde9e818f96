"""The preview of a correction: it may rest on the publication of what it corrects, and it may change past days."""

from datetime import date

from django.test import Client

from lagezentrum.web.ledger import folding
from lagezentrum.web.situation import situation
from tests.web.office.acting import LEVEL_2, drafted, published, text
from tests.web.office.conftest import Browse, Move


def preview(person: Client, matter: str, effective: str) -> str:
    """The preview of a correction, from its heading to its proof."""
    given = {"effective": effective, "reasons": "Ein Irrtum.", "act": "preview"}
    shown = text(person.post(f"/buero/vorgaenge/{matter}/berichtigen/", given))
    return shown[shown.index("Vorschau: was sich ändert") : shown.index("Nachweis Tag für Tag")]


def test_other_reasons_leave_the_day_of_what_holds_already(browse: Browse, move: Move) -> None:
    anna = browse("anna.kern")
    matter = published(anna, browse("clara.weiss"))
    move(date(2021, 12, 3))
    shown = preview(anna, matter, "2021-12-01")
    assert "gilt es erst ab" not in shown
    assert "zu halten" not in shown
    assert "Am Freitag, 3. Dezember 2021 ändert sich dadurch nichts: Es gilt schon Warnstufe 2." in shown


def test_a_later_day_of_what_holds_already_changes_today_and_the_past(browse: Browse, move: Move) -> None:
    anna, clara = browse("anna.kern"), browse("clara.weiss")
    matter = published(anna, clara)
    move(date(2021, 12, 3))
    shown = preview(anna, matter, "2021-12-06")
    assert "Der erste Tag war Mittwoch, 1. Dezember 2021, danach ist es Montag, 6. Dezember 2021." in shown
    assert "In Kraft ist am Freitag, 3. Dezember 2021:" in shown
    before, after = shown.split("→")
    assert "Warnstufe 2" in before
    assert "Warnstufe 1" in after
    correction = {"effective": "2021-12-06", "reasons": "Ein Irrtum."}
    published(anna, clara, f"/buero/vorgaenge/{matter}/berichtigen/", correction)
    assert situation(date(2021, 12, 3)).standing("03241").level == 1  # as the preview said


def test_a_later_day_of_what_does_not_hold_yet_changes_its_first_day(browse: Browse) -> None:
    anna = browse("anna.kern")
    shown = preview(anna, published(anna, browse("clara.weiss")), "2021-12-06")
    assert "vergangene Tage" not in shown
    assert "In Kraft ist am Mittwoch, 1. Dezember 2021:" in shown


def test_an_earlier_day_is_kept_only_by_publishing_in_time_and_the_page_warns(browse: Browse, move: Move) -> None:
    anna, clara = browse("anna.kern"), browse("clara.weiss")
    matter = published(anna, clara, data=LEVEL_2 | {"effective": "2021-12-06", "reasons": "Zeit zur Vorbereitung."})
    assert "nur zu halten, wenn es heute veröffentlicht wird" in preview(anna, matter, "2021-12-01")
    correction = {"effective": "2021-12-01", "reasons": "Ein Irrtum."}
    new = drafted(anna, f"/buero/vorgaenge/{matter}/berichtigen/", correction)
    clara.post(f"/buero/vorgaenge/{new}/zeichnen/")
    move(date(2021, 12, 1))
    assert "heute oder vorbei" in text(
        anna.post(f"/buero/vorgaenge/{matter}/berichtigen/", correction | {"act": "preview"})
    )
    address = f"/buero/vorgaenge/{new}/veroeffentlichen/"
    warned = text(clara.get(address))
    assert "Zu spät für den vorgesehenen Tag" in warned
    assert "gilt es ab Donnerstag, 2. Dezember 2021" in warned
    clara.post(address)
    assert folding.determination(new).state == "approved"  # type: ignore[union-attr]
    clara.post(address, {"late": "yes"})
    assert folding.determination(new).holds_from == date(2021, 12, 2)  # type: ignore[union-attr]
