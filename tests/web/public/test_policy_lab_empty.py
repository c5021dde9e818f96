"""The policy lab on an archive without a figure."""

from django.test import Client
from pytest_django import Settings

from tests.web.public.conftest import page_of, words_of


def test_without_figures_the_page_says_so_and_names_the_command(nothing: None, settings: Settings) -> None:
    settings.TODAY = "2021-12-20"
    said = words_of(page_of(Client().get("/labor/")))
    assert "liegen noch keine Zahlen" in said
    assert "lage lab run" in said
    assert Client().get("/labor/antwort/").status_code == 200
    refused = Client().get("/labor/kreise.csv")
    assert (refused.status_code, "noch keine Zahlen" in refused.content.decode()) == (400, True)


def test_before_the_regulation_begins_there_is_nothing_to_ask(nothing: None, settings: Settings) -> None:
    settings.TODAY = "2021-08-01"
    assert Client().get("/en/labor/?fassung=2021-08-25").status_code == 200
