import gzip

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from lagezentrum.web.public import caching
from lagezentrum.web.public.views import season
from tests.web.public.conftest import Read

PAGES = (
    "/", "/kreis/03241/", "/land/", "/samstag/", "/verlauf/", "/methode/", "/feststellungen/",
    "/feststellungen/?ort=03241", "/feststellungen/03241-2021-1/", "/barrierefreiheit/", "/datenschutz/",
    "/verlauf.csv", "/en/", "/en/kreis/03241/",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_no_page_for_everybody_sets_a_cookie_or_depends_on_one(read: Read, path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", PAGES)
def test_what_somebody_has_already_is_not_sent_again(read: Read, path: str) -> None:
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_pages_differ_by_language_day_and_place_and_by_nothing_else(read: Read) -> None:
    tags = [
        Client().get(path)["ETag"] for path in ("/", "/en/", "/?tag=2021-12-01", "/?ort=Emden", "/?utm=x", "/?utm=y")
    ]
    assert len(set(tags)) == 4
    assert tags[0] == tags[4] == tags[5]
    assert b"utm" not in Client().get("/?utm=x").content


def test_compressed_pages_are_small_and_the_same(read: Read) -> None:
    for path in PAGES:
        plain = Client().get(path).content
        packed = Client().get(path, headers={"Accept-Encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain
        assert len(packed.content) < 40_000


def test_new_figures_another_day_or_another_name_give_a_new_page(read: Read, settings: Settings) -> None:
    before = Client().get("/")["ETag"]
    settings.AUTHORITY = "Landkreis Muster"
    named = Client().get("/")
    assert named["ETag"] != before
    assert "Landkreis Muster" in named.content.decode()
    settings.AUTHORITY = ""
    settings.TODAY = "2021-12-19"
    assert Client().get("/")["ETag"] != before
    settings.TODAY = "2021-12-20"
    assert Client().get("/")["ETag"] == before


def test_after_an_upgrade_nobody_is_told_to_keep_the_page_of_the_version_before(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an exercise that stands still on a day, nothing else would ever change."""
    before = Client().get("/datenschutz/")["ETag"]
    monkeypatch.setattr(caching, "__version__", "99.0")
    assert Client().get("/datenschutz/", headers={"If-None-Match": before}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_can_only_be_read(read: Read, method: str) -> None:
    response = getattr(Client(), method)("/kreis/03241/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_a_form_sent_without_its_token_is_told_that_nothing_can_be_sent(read: Read) -> None:
    response = Client(enforce_csrf_checks=True).post("/kreis/03241/")
    assert response.status_code == 405


def test_head_hands_no_body_to_the_server(read: Read) -> None:
    for packed in ("gzip", ""):
        answer = season.season(RequestFactory().head("/verlauf/", headers={"Accept-Encoding": packed}))
        whole = season.season(RequestFactory().get("/verlauf/", headers={"Accept-Encoding": packed}))
        assert (answer.content, answer["Content-Length"]) == (b"", str(len(whole.content)))


def test_head_is_answered_without_a_body(read: Read) -> None:
    response = Client().head("/kreis/03241/")
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == Client().get("/kreis/03241/")["ETag"]
