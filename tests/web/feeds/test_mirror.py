"""The mirror works from a disc: every link between its files leads to one of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from lagezentrum.web.feeds.mirror import export
from lagezentrum.web.feeds.mirror_files import Rules, between, file_of
from lagezentrum.web.feeds.mirror_links import links_of_page, links_of_style, turned_page, turned_style

DAY = date(2021, 12, 4)
RULES = Rules((DAY,), ("en",), "lage.example")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/?tag=2021-12-04", "tag-2021-12-04.html"),
        ("/kreis/03241/", "kreis/03241/index.html"),
        ("/en/kreis/03241/?tag=2021-12-04", "en/kreis/03241/tag-2021-12-04.html"),
        ("/verlauf.csv", "verlauf.csv"),
        ("/feeds/03241.ics?language=en", "feeds/03241-language-en.ics"),
        ("/api/v1/map/districts.svg?on=2021-12-04", "api/v1/map/districts-on-2021-12-04.svg"),
    ],
)
def test_every_address_has_a_file_of_its_own(address: str, file: str) -> None:
    assert str(file_of(address)) == file


@pytest.mark.parametrize(
    ("link", "own"),
    [
        ("../03101/?tag=2021-12-04#karte", "/kreis/03101/?tag=2021-12-04"),
        ("https://lage.example/land/", "/land/"),
        ("/static/css/frame.css", "/static/css/frame.css"),
        ("?tag=2021-12-05", None),
        ("/?ort=Celle", None),
        ("/buero/", None),
        ("/en/konto/login/", None),
        ("/api/v1/districts", None),
        ("/api/v1/map/districts.svg?on=2021-12-04", "/api/v1/map/districts.svg?on=2021-12-04"),
        ("/feeds/03241.ics?language=en", "/feeds/03241.ics?language=en"),
        ("/feeds/03241.ics?language=fr", None),
        ("/land/?language=en", None),
        ("/methode/?fassung=2021-11-24#norm", "/methode/?fassung=2021-11-24"),
        ("/en/feststellungen/?ort=03241", "/en/feststellungen/?ort=03241"),
        ("/feststellungen/?ort=../x", None),
        ("/samstag/?ort=03241", None),
        ("https://elsewhere.example/", None),
        ("mailto:x@example.org", None),
        ("/%2e%2e/%2e%2e/etc/passwd", None),
        ("/kreis/a%2F..%2Fb/", None),
    ],
)
def test_only_public_addresses_of_the_days_wanted_belong_to_the_mirror(link: str, own: str | None) -> None:
    assert RULES.own(link, "/kreis/03241/?tag=2021-12-04") == own


def test_files_name_each_other_by_relative_addresses() -> None:
    assert between("/kreis/03241/", "/static/css/a.css") == "../../static/css/a.css"
    assert between("/", "/kreis/03241/?tag=2021-12-04") == "kreis/03241/tag-2021-12-04.html"


def test_links_that_do_not_work_in_a_copy_lead_to_the_site_or_lose_their_address() -> None:
    page = b'<html><body><a href="/land/">L</a><a href="/buero/">B</a><form action="/"><input></form></body></html>'
    turned = turned_page(page, lambda link: {"/land/": "land/index.html"}.get(link), lambda _: None, "Kopie")
    assert links_of_page(turned) == ["land/index.html"]
    assert b"<form" not in turned
    assert turned.count(b"Kopie") == 2
    live = turned_page(page, lambda _: None, lambda link: "https://lage.example" + link, "Kopie")
    assert links_of_page(live) == ["https://lage.example/land/", "https://lage.example/buero/"]


def test_style_sheets_find_their_files() -> None:
    style = b"a{background:url('../x.svg')} b{src:url(data:font/woff2;base64,AA)} c{src: url(\"y.woff2\")}"
    assert links_of_style(style) == ["../x.svg", "y.woff2"]
    turned = turned_style(style, lambda link: f"t/{link}" if not link.startswith("data:") else None)
    assert b'url("t/../x.svg")' in turned
    assert b"url(data:font/woff2;base64,AA)" in turned


def links_of(directory: Path) -> Iterator[tuple[Path, Path]]:
    for file in directory.rglob("*.html"):
        for link in links_of_page(file.read_bytes()):
            bare = urldefrag(link)[0]
            if bare and ":" not in bare:
                yield file, (file.parent / unquote(bare)).resolve()


@pytest.mark.django_db
@pytest.mark.usefixtures("season_record")
def test_every_link_between_the_files_of_the_real_site_leads_to_one_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = ("03241", "03358")  # all 45 would be the same again
    everything = Rules.own

    def some(rules: Rules, link: str, page: str) -> str | None:
        own = everything(rules, link, page)
        district = own is not None and any(
            part in own for part in ("/kreis/", "/reihen/", "/feeds/", "/feststellungen/")
        )
        return own if not district or any(ags in (own or "") for ags in few) else None

    monkeypatch.setattr(Rules, "own", some)
    exported = export(tmp_path, [DAY])
    assert exported.broken == ()
    names = {str(file.relative_to(tmp_path)) for file in exported.files}
    assert {"index.html", "tag-2021-12-04.html", "kreis/03241/index.html", "feeds/data-package.zip"} <= names
    assert {"en/index.html", "feeds/03241.ics", "static/css/frame.css"} <= names
    assert {"feeds/03241-language-en.ics", "feeds/03241-language-en.atom"} <= names
    assert {"methode/fassung-2021-11-24.html", "feststellungen/ort-03241.html"} <= names
    checked = 0
    for file, target in links_of(tmp_path):
        assert target.is_file(), (file.relative_to(tmp_path), target)
        assert target.is_relative_to(tmp_path.resolve())
        checked += 1
    assert checked > 100
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "Kopie vom 20.12.2021" in page
    assert "<form" not in page


def small(_request: HttpRequest, **_: Any) -> HttpResponse:
    return HttpResponse('<html><body><a href="/weg/">x</a></body></html>')


def gone(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=503)


urlpatterns = [path("", small), path("weg/", gone), path("feeds/data-package.zip", small)]


@override_settings(ROOT_URLCONF="tests.web.feeds.test_mirror", TODAY="2021-12-20")
def test_an_address_that_does_not_answer_is_reported_and_the_rest_is_written(tmp_path: Path) -> None:
    exported = export(tmp_path)
    assert exported.broken == (("/weg/", 503),)
    assert (tmp_path / "index.html").is_file()
