"""The order in a real browser: a Word draft, two people, publication, and the file that everybody can fetch."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lagezentrum.web.ledger import folding
from tests.documents.edits import replaced
from tests.web.browser import Visit, too_wide, violations
from tests.web.office.acting import drafted
from tests.web.office.conftest import Browse

pytestmark = pytest.mark.django_db(transaction=True)


def saved(page: Page, link: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    return Path(download.value.path())


def test_from_the_word_draft_to_the_pdf_that_everybody_downloads(visit: Visit, browse: Browse, tmp_path: Path) -> None:
    matter = drafted(browse("anna.kern"))
    anna = visit.open(f"/buero/vorgaenge/{matter}/", as_="anna.kern", width=320)
    draft = saved(anna, "Entwurf der Anordnung (Word)").read_bytes()
    edited = tmp_path / "entwurf.docx"
    edited.write_bytes(replaced(draft, "1. Dezember 2021", "3. Dezember 2021"))
    anna.get_by_role("link", name="Bearbeitete Datei prüfen").click()
    anna.get_by_label("Bearbeitete Datei").set_input_files(edited)
    anna.get_by_role("button", name="Prüfen").click()
    expect(anna.get_by_text("order.effective").first).to_be_visible()
    assert violations(anna) == []
    assert too_wide(anna) == []

    clara = visit.open(f"/buero/vorgaenge/{matter}/zeichnen/", as_="clara.weiss")
    clara.get_by_role("button", name="Zeichnen", exact=True).click()
    clara.get_by_role("link", name="Veröffentlichen", exact=True).click()
    clara.get_by_role("button", name="Jetzt veröffentlichen").click()
    assert violations(clara) == []

    for path in (f"/feststellungen/{matter}/", f"/en/feststellungen/{matter}/"):
        visitor = visit.open(path, width=320)
        assert violations(visitor) == []
        assert too_wide(visitor) == []
        pdf = saved(visitor, "Order (PDF)" if path.startswith("/en") else "Anordnung (PDF)").read_bytes()
        found = folding.determination(matter)
        assert found is not None
        assert hashlib.sha256(pdf).hexdigest() == found.document_sha256
        expect(visitor.get_by_text(str(found.document_sha256))).to_be_visible()


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_business_gets_its_notice_without_scripts_and_at_any_width(
    visit: Visit, office: None, fonts: None, language: str
) -> None:
    address = "/aushang/" if language == "de" else "/en/aushang/"
    page = visit.open(address, width=320)
    assert violations(page) == []
    page.locator("#ort").select_option("03241")
    page.locator("#art").select_option("restaurant")
    page.get_by_role("button", name="Aushang anzeigen" if language == "de" else "Show the notice").click()
    assert violations(page) == []
    assert too_wide(page) == []
    link = "Aushang herunterladen (PDF)" if language == "de" else "Download the notice (PDF)"
    assert saved(page, link).read_bytes().startswith(b"%PDF")
    plain = visit.open(address + "?ort=03241&art=restaurant&wo=indoors", javascript=False)
    expect(plain.get_by_role("link", name=link)).to_be_visible()
