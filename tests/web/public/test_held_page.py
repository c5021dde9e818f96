"""A file that is held back is told to everybody, and its figures count as missing, never as zero."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.web.archive.deliveries import RKI, day, hand_in, published, rki
from tests.web.public.conftest import page_of, select, words_of


@pytest.fixture
def held(nothing: None, settings: Settings) -> None:
    """Tuesday, 16 November 2021: the file of the morning carries Monday's figures once more."""
    settings.TODAY = day(1).isoformat()
    hand_in(rki([day(0)]), RKI, day(0))
    assert hand_in(rki([day(1)], {day(1): published(day(0))}), RKI, day(1)).held


@pytest.mark.parametrize("path", ["/", "/kreis/03241/", "/land/", "/samstag/?ort=Emden"])
def test_every_page_says_that_a_file_is_withheld_and_why(held: None, path: str) -> None:
    said = words_of(page_of(Client().get(path)).get_element_by_id("inhalt"))
    assert "Eine Datei wird zurückgehalten, bis ein Mensch sie geprüft hat." in said
    assert "Alle 45 Zahlen vom 16.11.2021 sind dieselben" in said


def test_it_says_so_in_english_too(held: None) -> None:
    said = words_of(page_of(Client().get("/en/kreis/03241/")).get_element_by_id("inhalt"))
    assert "One file is withheld until a person has checked it. Until then its figures count as missing:" in said


def test_the_withheld_value_is_a_question_mark_in_boxes_and_chart(held: None) -> None:
    page = page_of(Client().get("/kreis/03241/", {"tag": day(1).isoformat()}))
    titles = {words_of(gap) for gap in page.xpath("//figure//*[local-name()='title']")}
    assert "Dienstag, 16. November 2021: kein Wert belegt" in titles
    assert "0,0 am Dienstag, 16. November 2021" not in words_of(page)
    assert select(page, ".lz-box--missing")
