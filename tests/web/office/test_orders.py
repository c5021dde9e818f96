"""The order in the office: a Word draft, the check of an edited file, the PDF that publication makes."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lagezentrum.documents.checking import check
from lagezentrum.documents.reading_back import read_back
from lagezentrum.documents.sentences import HEADINGS
from lagezentrum.web.ledger import folding
from lagezentrum.web.ledger.models import Document, Event
from tests.documents.edits import edited, replaced
from tests.web.office.acting import drafted, text
from tests.web.office.conftest import Browse

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(browse: Browse) -> Client:
    return browse("anna.kern")


def word(client: Client, matter: str) -> bytes:
    response = client.get(f"/buero/vorgaenge/{matter}/anordnung.docx")
    assert response.status_code == 200, text(response)
    assert "attachment" in response["Content-Disposition"]
    return bytes(response.content)


def checked(client: Client, matter: str, content: bytes, name: str = "entwurf.docx") -> Any:
    return client.post(f"/buero/vorgaenge/{matter}/pruefen/", {"file": SimpleUploadedFile(name, content)})


def test_a_draft_is_downloaded_edited_and_checked_and_nothing_of_it_is_kept(anna: Client) -> None:
    matter = drafted(anna)
    draft = word(anna, matter)
    before = Event.objects.count()
    assert "Zahlen und Daten stimmen" in text(checked(anna, matter, draft))
    rewritten = replaced(draft, HEADINGS["remedy"], "Was Sie dagegen tun können")
    assert "Zahlen und Daten stimmen" in text(checked(anna, matter, rewritten))
    told = text(checked(anna, matter, replaced(draft, "1. Dezember 2021", "2. Dezember 2021")))
    assert "anders als im Register order.effective" in told
    assert "1. Dezember 2021" in told
    assert "2. Dezember 2021" in told
    assert "So darf die Datei nicht hinausgehen." in told
    assert (Event.objects.count(), Document.objects.count()) == (before, 0)


def test_a_file_whose_enclosed_order_was_changed_along_with_its_text_is_found_out(anna: Client) -> None:
    matter = drafted(anna)
    draft = word(anna, matter)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draft)) as given, zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            content = given.read(name).decode()
            archive.writestr(name, content.replace("2021-12-01", "2021-12-02").replace("1. Dezember", "2. Dezember"))
    assert "weichen ab" in text(checked(anna, matter, made.getvalue()))


def test_a_number_that_was_taken_out_of_text_and_list_of_fields_is_missed_all_the_same(anna: Client) -> None:
    matter = drafted(anna)
    content = replaced(word(anna, matter), "Mittwoch, 1. Dezember 2021", "dem genannten Tag")

    def without(text: str) -> str:
        fields = json.loads(text[text.index("{") : text.rindex("}") + 1])
        first = next(field for field in fields["fields"] if field[0] == "order.effective")
        fields["fields"].remove(first)
        return text[: text.index("{")] + json.dumps(fields) + text[text.rindex("}") + 1 :]

    forged = edited(content, without, "customXml/item103.xml")
    assert check(read_back(forged, "forged")).deviations == ()  # as far as the file itself can tell
    assert "order.effective" in text(checked(anna, matter, forged))


def test_the_file_of_another_matter_and_what_is_no_order_are_refused_in_words(anna: Client) -> None:
    matter = drafted(anna)
    draft = word(anna, matter)
    other = drafted(
        anna, "/buero/entwurf/raise/03241/", {"subject": "local:3", "effective": "2021-12-01", "reasons": "Vorsorge."}
    )
    response = checked(anna, other, draft)
    assert response.status_code == 400
    assert f"gehört nicht zum Vorgang {other}, sondern zu {matter}" in text(response)
    encrypted = draft.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert encrypted != draft  # each part now says that it needs a password
    for content in (b"hello", b"%PDF-1.7", b"PK\x03\x04", draft[: len(draft) // 2], encrypted):
        refused = checked(anna, matter, content, "brief.docx")
        assert refused.status_code == 400, content[:10]
        assert "brief.docx" in text(refused)
    assert checked(anna, matter, b"").status_code == 400


def test_an_order_as_pdf_is_made_at_publication_and_everybody_gets_the_same_bytes(anna: Client, browse: Browse) -> None:
    clara = browse("clara.weiss")
    matter = drafted(anna)
    address = f"/feststellungen/{matter}/anordnung"
    assert Client().get(f"{address}.pdf").status_code == 404
    clara.post(f"/buero/vorgaenge/{matter}/zeichnen/")
    assert "Entwurf der Anordnung (Word)" in text(clara.get(f"/buero/vorgaenge/{matter}/"))
    anna.post(f"/buero/vorgaenge/{matter}/veroeffentlichen/", {"late": "yes"})
    found = folding.determination(matter)
    assert found is not None
    response = Client().get(f"{address}.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "immutable" in response["Cache-Control"]
    assert hashlib.sha256(response.content).hexdigest() == found.document_sha256
    assert Client().get(f"{address}.pdf", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert Client().post(f"{address}.pdf").status_code == 405
    shown = text(anna.get(f"/buero/vorgaenge/{matter}/"))
    assert f"Prüfsumme der PDF im Register: {found.document_sha256}" in shown
    assert "Zahlen und Daten stimmen" in text(checked(anna, matter, response.content, "anordnung.pdf"))
    published_word = Client().get(f"{address}.docx").content
    assert published_word == word(anna, matter)
    assert "Zahlen und Daten stimmen" in text(checked(anna, matter, published_word))


def test_the_public_page_and_the_interface_name_the_order_with_its_hash(anna: Client, browse: Browse) -> None:
    matter = drafted(anna)
    browse("clara.weiss").post(f"/buero/vorgaenge/{matter}/zeichnen/")
    anna.post(f"/buero/vorgaenge/{matter}/veroeffentlichen/", {"late": "yes"})
    found = folding.determination(matter)
    assert found is not None
    page = Client().get(f"/feststellungen/{matter}/").content.decode()
    assert f"/feststellungen/{matter}/anordnung.pdf" in page
    assert str(found.document_sha256) in page
    assert "KB" in page
    english = text(Client().get(f"/en/feststellungen/{matter}/"))
    assert "The order is in German." in english
    told = Client().get(f"/api/v1/determinations/{matter}").json()["data"]["order"]
    assert told == {
        "pdf": f"/feststellungen/{matter}/anordnung.pdf",
        "docx": f"/feststellungen/{matter}/anordnung.docx",
        "pdf_sha256": found.document_sha256,
    }
    feed = Client().get("/feeds/03241.atom").content.decode()
    size = len(Client().get(told["pdf"]).content)
    assert f'href="http://testserver{told["pdf"]}"' in feed
    assert f'length="{size}"' in feed


def test_nobody_without_a_role_in_the_district_gets_a_draft(anna: Client, browse: Browse) -> None:
    matter = drafted(anna)
    for address in (f"/buero/vorgaenge/{matter}/anordnung.docx", f"/buero/vorgaenge/{matter}/pruefen/"):
        assert browse("").get(address).status_code == 302
        assert browse("jan.peters").get(address).status_code == 403
        assert anna.get(address.replace(matter, "03241-2021-99")).status_code == 404
