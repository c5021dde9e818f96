import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import Settings

from lagezentrum.web.frame import server_error
from lagezentrum.web.ledger import chain
from tests.web.public.conftest import Read, words_of


def test_every_page_says_that_this_is_an_exercise_unless_configured(read: Read, settings: Settings) -> None:
    for path in ("/", "/kreis/03241/", "/methode/", "/nirgends/", "/konto/login/"):
        assert "Keine amtliche Auskunft, keine echte Warnung." in Client().get(path).content.decode(), path
    settings.EXERCISE = False
    assert "keine echte Warnung" not in Client().get("/methode/?tag=2021-12-01").content.decode()


def test_no_authority_is_named_unless_configured(read: Read, settings: Settings) -> None:
    assert "lz-brand__authority" not in Client().get("/").content.decode()
    settings.AUTHORITY = "Ministerium Muster"
    assert '<span class="lz-brand__authority">Ministerium Muster</span>' in Client().get("/").content.decode()


def test_the_head_of_the_ledger_stands_at_the_foot(read: Read) -> None:
    head = chain.head()
    assert head is not None
    assert f"Eintrag {head.number} vom" in words_of(read("/"))
    assert head.hash in words_of(read("/"))


def test_the_other_language_of_the_same_page_is_one_link_away(read: Read) -> None:
    links = {
        link.get("lang"): link.get("href") for link in read("/kreis/03241/", tag="2021-12-01").xpath("//a[@hreflang]")
    }
    assert links == {"en": "/en/kreis/03241/?tag=2021-12-01"}
    back = read("/en/kreis/03241/", tag="2021-12-01").xpath("//a[@hreflang]")
    assert [(link.get("lang"), link.get("href")) for link in back] == [("de", "/kreis/03241/?tag=2021-12-01")]


def test_a_failure_of_ours_has_a_page_that_needs_no_database() -> None:
    with translation.override("de"):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Das hat gerade nicht geklappt" in response.content.decode()
    assert "Übung." in response.content.decode()


def test_without_any_figure_and_order_every_page_still_stands(nothing: None, settings: Settings) -> None:
    settings.TODAY = "2022-01-31"
    for path in ("/", "/kreis/03354/", "/land/", "/samstag/?ort=Emden", "/verlauf/", "/methode/", "/verlauf.csv"):
        assert Client().get(path).status_code == 200, path


@pytest.mark.parametrize(
    "today", ["2021-08-25", "2021-10-03", "2021-12-24", "2021-12-31", "2022-02-23", "2030-01-01", ""]
)
def test_every_page_stands_on_every_kind_of_day(read: Read, settings: Settings, today: str) -> None:
    settings.TODAY = today
    for path in ("/", "/kreis/03354/", "/land/", "/samstag/?ort=Nienburg", "/verlauf/", "/en/samstag/?ort=Emden"):
        assert Client().get(path).status_code == 200, path


def test_no_page_carries_styles_or_scripts_within(read: Read) -> None:
    for path in ("/", "/kreis/03241/", "/land/", "/samstag/?ort=Emden", "/verlauf/", "/methode/"):
        page = read(path)
        assert page.xpath("//*[@style] | //style | //script[text()] | //*[starts-with(name(@*), 'on')]") == [], path
        for name in ("href", "src"):
            for address in page.xpath(f"//link/@{name} | //img/@{name} | //script/@{name}"):
                assert address.startswith("/"), address


@pytest.mark.parametrize("path", ["/land/", "/samstag/", "/verlauf/", "/methode/", "/feststellungen/", "/datenschutz/"])
def test_scripts_are_loaded_only_where_days_are_swapped(read: Read, path: str) -> None:
    assert read(path).xpath("//script") == []
    assert len(read("/").xpath("//script")) == len(read("/kreis/03241/").xpath("//script")) == 2
