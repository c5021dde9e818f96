"""The notice at a door: one sheet, readable aloud, honest about what nobody has reviewed."""

import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import segno

from lagezentrum.access import LevelUsed, door
from lagezentrum.documents.authorities import profile_of
from lagezentrum.documents.door_layout import layout
from lagezentrum.documents.door_notice import DoorNotice, same_demands, signed
from lagezentrum.documents.door_sheet import NOTICE_FILE, notice_to_pdf
from lagezentrum.documents.door_words import ICONS, languages
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.typesetting import TEMPLATES
from lagezentrum.sources.areas import districts
from tests.documents.doors import DAYS, every_door, notice, rules_of

pytestmark = pytest.mark.usefixtures("fonts")


def text_of(content: bytes) -> str:
    pages = list(pypdfium2.PdfDocument(content))
    assert len(pages) == 1
    text: str = pages[0].get_textpage().get_text_range()
    return text.replace("\u00a0", " ")


def test_every_door_that_is_on_record_fits_on_one_sheet() -> None:
    made = refused = 0
    for version, place, setting, step in every_door():
        rules = rules_of(version)
        day = date.fromisoformat(DAYS[version])
        found = door(rules, place, setting, LevelUsed("03256", day, version, step, "decision", day))
        if all(rule.requirement is None for rule in found.rules):
            with pytest.raises(DocumentProblem, match="would guess"):
                notice(place, setting, step, version)
            refused += 1
            continue
        shown = notice(place, setting, step, version)
        assert len(pypdfium2.PdfDocument(notice_to_pdf(shown).content)) == 1, (version, place, setting, step)
        made += 1
    assert made > 100
    assert refused > 0


def test_it_says_rule_exemptions_validity_and_where_to_look() -> None:
    said = text_of(notice_to_pdf(notice("restaurant")).content)
    for words in (
        "2G+", "Landkreis Nienburg (Weser)", "Gaststätte, drinnen", "FFP2-Maske",
        "Kinder und Jugendliche unter 18 Jahren: kein Nachweis nötig",
        "Gültig vom Montag, 6. Dezember 2021 bis Freitag, 31. Dezember 2021",
        "https://warnstufen.example/kreis/03256/", "näher als 1,5 Meter", "höchstens 48 Stunden alt",
        "Warnstufe 2: angeordnet", "Übung – kein gültiger Aushang",
    ):  # fmt: skip
        assert words in said.replace("\r\n", " "), words


def test_each_other_language_is_marked_until_an_authority_confirmed_it() -> None:
    profile = profile_of("03256").model_copy(update={"confirmed_languages": ("en", "uk")})
    lines = layout(signed(notice("restaurant"), profile, live=False))["languages"]
    assert [line["language"] for line in lines] == ["en", "tr", "ru", "ar", "uk"]
    assert [bool(line["mark"]) for line in lines] == [False, True, True, True, False]
    assert [line["direction"] for line in lines] == ["ltr", "ltr", "ltr", "rtl", "ltr"]


def test_only_a_confirmed_authority_of_that_area_makes_a_notice_real() -> None:
    shown, profile = notice("restaurant"), profile_of("03256")
    with pytest.raises(DocumentProblem, match="not confirmed"):
        signed(shown, profile, live=True)
    with pytest.raises(DocumentProblem, match="is not the authority for 03256"):
        signed(shown, profile_of("03241"), live=False)
    real = signed(shown, profile.model_copy(update={"confirmed": True}), live=True)
    assert "Übung" not in text_of(notice_to_pdf(real).content)


def test_every_language_has_every_phrase() -> None:
    phrases = [set(language.phrases) for language in languages()]
    assert all(found == phrases[0] for found in phrases)
    assert set(ICONS) <= phrases[0]
    assert all("{n}" in language.phrases["from_people"] for language in languages())


def test_what_is_demanded_from_a_number_of_people_on_is_shown_side_by_side() -> None:
    panels = layout(notice("event"))["panels"]
    assert [(p["who"], p["label"]) for p in panels] == [("Bis 15 Personen", "frei"), ("Mehr als 15 Personen", "2G+")]


def test_every_demand_stands_in_every_other_language() -> None:
    lines = layout(notice("event", "indoors", "3", "2021-12-12"))["languages"]
    assert lines[0]["says"].startswith("More than 10 people: Entry only if vaccinated or recovered, and also tested")
    assert lines[0]["says"].endswith("More than 500 people: Closed.")
    assert all("10" in line["says"] and "500" in line["says"] for line in lines)


def test_a_place_that_uses_only_a_part_of_its_capacity_is_told_what_it_gains() -> None:
    notes = layout(notice("restaurant", version="2021-12-12"))["notes"]
    assert "Nutzt der Betrieb höchstens 70 % seiner Plätze, gilt 2G statt 2G+." in notes


def test_what_is_not_on_record_with_certainty_is_said() -> None:
    doubt = "Nicht sicher belegt: Dass auf Stufe 2 für Messen 2G+ gilt, sagt nur eine Quelle."
    assert layout(notice("fair"))["notes"].count(doubt) == 1
    assert not any("belegt" in note for note in layout(notice("restaurant"))["notes"])


def test_minors_are_not_exempt_in_a_disco() -> None:
    exempt = [one.who for one in notice("disco").exempt]
    assert "Kinder und Jugendliche unter 18 Jahren" not in exempt
    assert "Kinder und Jugendliche unter 18 Jahren" in [one.who for one in notice("sport").exempt]


def test_boosted_people_need_no_test_from_the_day_of_that_rule_on() -> None:
    assert ("Menschen mit Auffrischungsimpfung", "kein Test nötig") in [
        (one.who, one.what) for one in notice("restaurant").exempt
    ]


def test_a_place_without_a_demand_names_no_exemptions() -> None:
    shown = notice("retail", step="1")
    assert shown.exempt == ()
    assert "Zutritt ohne Nachweis" in text_of(notice_to_pdf(shown).content)


def test_it_is_conformant_tagged_and_carries_its_data() -> None:
    shown = notice("restaurant")
    with pikepdf.open(io.BytesIO(notice_to_pdf(shown).content)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert str(pdf.Root.Lang) == "de-DE"
        read = json.loads(pdf.attachments[NOTICE_FILE].get_file().read_bytes())
        assert DoorNotice.model_validate(read) == shown
        used = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}
    assert any("FiraSans" in name for name in used)
    assert any("NotoNaskhArabic" in name for name in used)
    assert not any("Libertinus" in name for name in used)  # nothing fell back to another font


def test_each_language_is_read_aloud_as_what_it_is_and_the_code_says_where_it_leads() -> None:
    shown = notice("restaurant")
    with pikepdf.open(io.BytesIO(notice_to_pdf(shown).content)) as pdf:
        elements = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]
        assert [str(e.Lang) for e in elements if "/Lang" in e] == ["en", "tr", "ru", "ar", "uk"]
        assert {str(e.S) for e in elements if "/Lang" in e} == {"/P"}
        (figure,) = [e for e in elements if e.S == "/Figure"]
        assert str(figure.Alt).endswith(shown.url)
        assert [str(e.S) for e in elements].count("/Title") == 1
        assert [str(page.Tabs) for page in pdf.pages] == ["/S"]


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert notice_to_pdf(notice("restaurant")) == notice_to_pdf(notice("restaurant"))


def test_the_code_leads_to_the_page() -> None:
    shown = notice("restaurant")
    code = segno.make(shown.url, error="m", micro=False)
    assert int(code.version) <= 4  # coarse enough to be read from a metre away
    assert shown.url in text_of(notice_to_pdf(shown).content)


def test_a_door_of_which_nothing_is_on_record_gets_no_notice() -> None:
    with pytest.raises(DocumentProblem, match="would guess"):
        notice("fair", step="7")


def test_without_fonts_it_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(DocumentProblem, match="fetch_fonts"):
        notice_to_pdf(notice("restaurant"), tmp_path)


def test_every_icon_is_there() -> None:
    names = {name for icons in ICONS.values() for name, _ in icons} | {"mask", "contact"}
    assert {file.stem for file in (TEMPLATES / "icons").glob("*.svg")} == names


def test_it_is_valid_as_long_as_the_door_demands_the_same() -> None:
    rules = rules_of("2021-11-24")

    def asked(day: date) -> object:
        step = "2" if date(2021, 12, 1) <= day < date(2021, 12, 9) else "1"
        return door(rules, "restaurant", "indoors", LevelUsed("03256", day, "2021-11-24", step, "decision", day))

    first, last = date(2021, 11, 24), date(2021, 12, 11)
    # From the 4th on people with a booster need no test, which the notice says too.
    assert same_demands(asked, date(2021, 12, 6), first, last) == (date(2021, 12, 4), date(2021, 12, 8))  # type: ignore[arg-type]
    assert same_demands(asked, date(2021, 12, 2), first, last) == (date(2021, 12, 1), date(2021, 12, 3))  # type: ignore[arg-type]


def test_an_address_too_long_for_a_code_is_refused_in_words() -> None:
    with pytest.raises(DocumentProblem, match="too long for a QR code"):
        notice_to_pdf(notice("restaurant", url="https://warnstufen.example/" + "x" * 3000))


def test_the_longest_names_of_all_fit_on_one_sheet() -> None:
    longest = max((area.title for area in districts("03")), key=len)
    rules = rules_of("2021-12-12")
    for place, about in rules.places.items():
        shown = notice(place, about.settings[0], "3", "2021-12-12", area_name=longest)
        assert len(pypdfium2.PdfDocument(notice_to_pdf(shown).content)) == 1, place
    for setting, step in (("indoors", "2"), ("outdoors", "3")):  # the fullest sheets with two and with three panels
        shown = notice("event", setting, step, "2021-12-12", area_name=longest)  # type: ignore[arg-type]
        assert len(pypdfium2.PdfDocument(notice_to_pdf(shown).content)) == 1, (setting, step)
