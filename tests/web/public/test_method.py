import pytest
from django.test import Client

from lagezentrum.web.ledger import law
from tests.web.public.conftest import Read, Words, page_of, select, words_of


def test_the_norm_of_the_version_in_force_stands_there_with_its_coverage(read: Read) -> None:
    page = read("/methode/")
    version = law.regulation().named("2021-12-12")
    assert version is not None
    assert words_of(page.get_element_by_id("norm")) == version.title.de
    provisions = [fold for fold in select(page, "details") if (fold.get("id") or "").startswith("norm-")]
    norm = law.library().norm("de-ni/corona-vo", "2021-12-12")
    assert [fold.get("id").removeprefix("norm-") for fold in provisions] == list(norm)
    section = words_of(page.get_element_by_id("norm-section"))
    assert "führt das Programm aus" in section
    assert "Sonn- und Feiertage" in section


def test_every_version_can_be_looked_up(words: Words) -> None:
    for version in law.regulation().versions:
        assert version.title.de in words("/methode/", fassung=version.version)


def test_a_version_that_does_not_exist_is_told_and_not_passed_over(words: Words) -> None:
    told = "Diese Fassung gibt es nicht."
    assert told in words("/methode/", fassung="2021-11-25")
    assert told not in words("/methode/", fassung="2021-11-24")
    assert told not in words("/methode/")


def test_readings_are_shown_with_what_the_other_would_change(words: Words) -> None:
    said = words("/methode/", fassung="2021-11-24")
    assert "Ist der Samstag ein Werktag?" in said
    assert "Das würde ändern" in said


def test_sources_are_named_with_their_terms(words: Words) -> None:
    said = words("/methode/")
    assert "Robert Koch-Institut (RKI), dl-de/by-2-0" in said
    assert "© GeoBasis-DE / BKG 2021" in said
    assert "GeoNames, CC BY 4.0" in said


@pytest.mark.parametrize(
    ("path", "reason", "meant"),
    [
        ("/methode/", "Daten der Nachweise sind nicht belegt", "dates of the proofs needed are not on record"),
        ("/methode/?fassung=2021-08-25", "gehört zu den Zugangsregeln", "belongs to the access rules"),
    ],
)
def test_reasons_and_terms_are_told_in_the_language_of_the_page(read: Read, path: str, reason: str, meant: str) -> None:
    german, english = words_of(page_of(Client().get(path))), words_of(page_of(Client().get("/en" + path)))
    for word in (meant, "data reshaped", "stands beside it", "no licence stated", "extract"):
        assert word not in german, word
        assert word in english, word
    assert reason in german
    assert "bearbeitet" in german
