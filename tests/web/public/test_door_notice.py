"""The notice for a door: a form, a sheet as PDF, and words where there is none."""

import json

import pypdfium2
import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]

DOOR = {"ort": "03241", "art": "restaurant", "wo": "indoors", "tag": "2021-12-15"}


def sheet(client: Client, asked: dict[str, str] = DOOR, host: str = "testserver") -> bytes:
    response = client.get("/aushang.pdf", asked, headers={"host": host})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return bytes(response.content)


def enclosed(pdf: bytes) -> dict[str, object]:
    document = pypdfium2.PdfDocument(pdf)
    content: dict[str, object] = json.loads(bytes(document.get_attachment(0).get_data()).decode())
    document.close()
    return content


def test_the_sheet_says_what_the_door_demands_and_leads_to_the_page_on_this_host(
    fonts: None, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["lage.example"]
    notice = enclosed(sheet(Client(), host="lage.example"))
    assert (notice["area"], notice["place"], notice["setting"]) == ("03241", "restaurant", "indoors")
    assert notice["url"] == "http://lage.example/kreis/03241/"
    assert notice["exercise"] is True
    rules = notice["rules"]
    assert isinstance(rules, list)
    assert rules[0]["requirement"] == "2G+"
    assert Client().get("/aushang.pdf", DOOR, headers={"host": "evil.example"}).status_code == 400


def test_the_same_content_is_set_once_and_need_not_be_sent_again(fonts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Client().get("/aushang.pdf", DOOR)
    monkeypatch.setattr("lagezentrum.web.public.views.door_notice.notice_to_pdf", lambda _: pytest.fail("set again"))
    again = Client().get("/aushang.pdf", DOOR)
    assert again.content == first.content
    assert Client().get("/aushang.pdf", DOOR, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_the_form_leads_to_the_sheet_and_says_how_long_it_is_valid() -> None:
    page = Client().get("/aushang/", DOOR).content.decode()
    assert "/aushang.pdf?ort=03241&amp;art=restaurant&amp;wo=indoors&amp;tag=2021-12-15" in page
    assert "gilt dieselbe Regel vom" in page
    assert "/aushang.pdf" not in Client().get("/aushang/").content.decode()
    assert "/aushang/?ort=03241" in Client().get("/kreis/03241/").content.decode()


def test_the_page_says_what_the_sheet_will_say_and_for_which_door() -> None:
    page = Client().get("/aushang/", DOOR | {"art": "event"}).content.decode()
    assert "Region Hannover, Veranstaltung oder Zusammenkunft (drinnen)" in page
    assert "Mehr als 15 Personen: Zutritt nur geimpft oder genesen und zusätzlich getestet." in page
    english = Client().get("/en/aushang/", DOOR | {"art": "event"}).content.decode()
    assert "More than 15 people: Entry only if vaccinated or recovered, and also tested negative." in english
    # A shop is known indoors only; whoever asks for it outdoors is told which door the sheet is for.
    assert "Laden (drinnen)" in Client().get("/aushang/", DOOR | {"art": "retail", "wo": "outdoors"}).content.decode()


def test_a_change_that_is_ordered_already_ends_the_validity_on_the_day_before() -> None:
    page = Client().get("/aushang/", DOOR | {"tag": "2021-11-30"}).content.decode()
    assert "vom Mittwoch, 24.\u00a0November 2021 bis Dienstag, 30.\u00a0November 2021" in page.replace(
        " November", "\u00a0November"
    )
    later = Client().get("/aushang/", DOOR | {"tag": "2021-12-01"}).content.decode()
    assert "vom Mittwoch, 1. Dezember 2021" in later.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "changed", [{"ort": "99999"}, {"ort": ""}, {"art": "nowhere"}, {"art": ""}], ids=lambda given: str(given)
)
def test_what_there_is_none_of_counts_as_not_chosen(changed: dict[str, str]) -> None:
    response = Client().get("/aushang.pdf", DOOR | changed)
    assert response.status_code == 404
    assert b'name="ort"' in response.content
    assert Client().get("/aushang/", DOOR | changed).status_code == 200


def test_a_day_without_rules_on_record_is_told_in_words_in_both_languages() -> None:
    early = DOOR | {"tag": "2021-09-01"}
    response = Client().get("/aushang.pdf", early)
    assert response.status_code == 404
    assert "ein Aushang würde raten" in response.content.decode()
    assert "a notice would guess" in Client().get("/en/aushang/", early).content.decode()
    assert Client().post("/aushang.pdf").status_code == 405


def test_a_profile_that_confirms_a_language_takes_its_mark_away(
    fonts: None, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("authorities")
    (folder / "03241.yaml").write_text(
        'ags: "03241"\nname: Region Hannover\nsubject: die Region Hannover\nseat: Hannover\nsignatory: Der Präsident\n'
        "confirmed_languages: [tr]\nconfirmed: true\n",
        encoding="utf-8",
    )
    settings.AUTHORITIES = str(folder)
    notice = enclosed(sheet(Client()))
    assert (notice["confirmed"], notice["exercise"]) == (["tr"], True)
