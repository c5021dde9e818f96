"""What a first visit loads: the page, its style sheets and all that they name, packed as the server packs them."""

import gzip
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.web.public.conftest import Read, page_of

_spec = spec_from_file_location("fetch_assets", Path("tools/fetch_assets.py"))
assert _spec is not None
assert _spec.loader is not None
assets = module_from_spec(_spec)
_spec.loader.exec_module(assets)

MOST = 100_000
"""Bytes. Two thirds of what a page may weigh at the most."""
TEMPLATES = Path("src/lagezentrum/web")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/kreis/03241/?tag=2021-12-12",
        "/kreis/03101/?tag=2021-09-16",  # the longest cards of the earliest days
        "/land/",
        "/verlauf/",
        "/methode/",
        "/methode/vorhersage/",
        "/feststellungen/",
        "/einlass/",
        "/labor/",
    ],
)
def test_a_first_visit_loads_less_than_a_hundred_kilobytes(read: Read, path: str) -> None:
    weights = {path: len(Client().get(path, headers={"Accept-Encoding": "gzip"}).content)}
    page = page_of(Client().get(path))
    waiting = [link.get("href") for link in page.xpath("//link[@rel='stylesheet' or @rel='icon']")]
    waiting += page.xpath("//script/@src | //img/@src")
    while waiting:
        address = waiting.pop()
        if address in weights:
            continue
        content = _file(address)
        weights[address] = len(content) if address.endswith(".woff2") else len(gzip.compress(content, 6))
        if address.endswith(".css"):
            named = re.findall(r"url\(\s*[\"']?(?!data:)([^\"')]+)", content.decode())
            waiting += [urljoin(address, name) for name in named]
    assert sum(address.endswith(".woff2") for address in weights) == 2
    assert sum(weights.values()) < MOST, weights


def _file(address: str) -> bytes:
    found = finders.find(address.removeprefix("/static/"))
    assert isinstance(found, str), f"{address}: run `make setup`"
    return Path(found).read_bytes()


def test_the_style_sheet_of_kern_keeps_every_component_that_a_template_names() -> None:
    named: set[tuple[str, str]] = set()
    for file in [*TEMPLATES.rglob("templates/**/*.html"), *TEMPLATES.rglob("*.py")]:
        found = re.findall(r"\bkern-([a-z]+(?:-[a-z]+)*)(?:--([a-z-]+))?", file.read_text(encoding="utf-8"))
        named |= {pair for pair in found if pair[0] != "ux"}
    assert {name for name, _variant in named} - {"icon"} <= assets.COMPONENTS
    assert {variant for name, variant in named if name == "icon" and variant} <= assets.ICONS


def test_reducing_keeps_what_is_named_and_the_variables_it_needs_and_nothing_else() -> None:
    sheet = (
        '@charset "UTF-8";:root{--a:var(--b);--b:1px;--c:2px}@font-face{font-family:X;src:url(x.woff2)}body{margin:0}'
        ".kern-btn,.kern-card{width:var(--a)}.kern-icon--info{mask:url(data:x;y)}.kern-icon--wifi{mask:none}"
        "@media (min-width:1px){.kern-card{margin:0}}@media print{.kern-alert:not(.kern-card, .kern-x){margin:0}"
        ".kern-btn:is(a,b){margin:1px}}"
    )
    kept = assets.reduced(sheet)
    assert ".kern-btn{width:var(--a)}" in kept
    assert ":root{--a:var(--b);--b:1px;}" in kept
    assert ".kern-icon--info{mask:url(data:x;y)}" in kept
    assert "@media print{.kern-btn:is(a,b){margin:1px}}" in kept
    for gone in ("--c", "font-face", "kern-card", "wifi", "min-width"):
        assert gone not in kept
