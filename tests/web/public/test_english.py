"""English: every message of the web folder is translated, and no German is left on an English page."""

import ast
import gettext as catalogues
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation.template import templatize
from lxml import html
from lxml.html import HtmlElement
from pytest_django import Settings

from lagezentrum.web.ledger import folding
from tests.web.public.conftest import Read, words_of

WEB = Path("src/lagezentrum/web")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
GERMAN = re.compile(
    r"\b(?:aber|alle|am|ab|auch|auf|aus|bei|beim|bis|da|dann|das|dass|dem|den|der|des|dessen|die|dies|diese|dieser|durch"
    r"|ein|eine|einem|einen|einer|es|für|gilt|hat|hier|ihr|ihre|im|ist|kein|keine|keinen|können|mehr|mit|nach|nicht|noch"
    r"|nur|ob|oder|ohne|seit|sich|sie|sind|sonst|um|und|unter|vom|von|vor|war|warum|wenn|werden|wie|wird|zu|zum|zur|zwei"
    r"|Uhr|Kreis|Kreise|Stufe|Warnstufe|Feststellung|Aufhebung|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag"
    r"|Sonntag|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\b"
)
ALSO_ENGLISH = {"war"}
PAGES = [
    "/",
    "/?ort=Hannover",
    "/?ort=Oldenburg&tag=2021-12-01",
    "/?ort=Nirgendwo",
    "/?tag=1999-01-01",
    "/?tag=x",
    "/?tag=2021-12-23",
    "/kreis/03241/",
    "/kreis/03241/?tag=2021-11-29",
    "/kreis/03358/?tag=2021-12-16",
    "/kreis/03456/?tag=2021-09-20",
    "/land/",
    "/land/?tag=2021-12-16",
    "/samstag/",
    "/samstag/?ort=Emden&tag=2021-12-04",
    "/samstag/?ort=Emden",
    "/samstag/?ort=Emden&tag=2021-08-21",
    "/feststellungen/",
    "/feststellungen/?ort=03241",
    "/feststellungen/?ort=x",
    "/verlauf/",
    "/labor/",
    "/labor/?fassung=2021-12-12&von=2021-09-20&bis=2021-12-20&ranges.icu_share.2=8&kalender=kalendertage",
    "/labor/?ranges.hospitalisation.1=x&*.raising.days=99&von=1999-01-01&luecken=x&fassung=1999-01-01",
    "/einlass/",
    "/einlass/betrieb/?ort=Emden&art=event",
    "/einlass/betrieb/?ort=Emden&tag=2021-11-15",
    "/kreis/03241/?art=lodging",
    "/methode/",
    "/methode/vorhersage/",
    "/methode/?fassung=2021-08-25",
    "/methode/?fassung=2021-12-24",
    "/barrierefreiheit/",
    "/datenschutz/",
    "/nirgends/",
    "/konto/login/",
]


def _calls(source: str) -> Iterator[str]:
    """The messages of Python source: the constant first argument (and plural) of each call of gettext."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in CALLS and node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


def _of_template(source: str) -> Iterator[str]:
    """The messages of a template, as Django's own extraction finds them."""
    tokens = list(tokenize.generate_tokens(io.StringIO(re.sub(r"[^\S\n]+", " ", "".join(_code(source)))).readline))
    for place, token in enumerate(tokens[:-2]):
        if token.string in CALLS and tokens[place + 1].string == "(" and tokens[place + 2].type == tokenize.STRING:
            yield str(ast.literal_eval(tokens[place + 2].string))


def _code(source: str) -> Iterator[str]:
    """Of a template made to look like Python, the calls alone: the rest is no Python at all."""
    for call in re.finditer(
        r"\b(?:_|n?gettext)\(\s*u?((?:'(?:[^'\\]|\\.)*')|(?:\"(?:[^\"\\]|\\.)*\"))", templatize(source)
    ):
        yield f"gettext({call[1]})\n"


def _messages() -> Iterator[tuple[Path, str]]:
    for file in sorted(WEB.rglob("*.py")):
        if "migrations" not in file.parts:
            yield from ((file, message) for message in _calls(file.read_text(encoding="utf-8")))
    for kind in ("*.html", "*.svg", "*.txt"):
        for file in sorted(WEB.rglob(kind)):
            if "templates" in file.parts:
                yield from ((file, message) for message in _of_template(file.read_text(encoding="utf-8")))


def _known() -> set[str]:
    """Every message that the compiled catalogues of this program translate; fuzzy ones are not compiled."""
    known: set[str] = set()
    for file in WEB.rglob("locale/en/LC_MESSAGES/django.mo"):
        with file.open("rb") as stream:
            catalogue: dict[str | tuple[str, int], str] = getattr(catalogues.GNUTranslations(stream), "_catalog")  # noqa: B009
        known |= {
            key[0] if isinstance(key, tuple) else key.split("\x04")[-1] for key, said in catalogue.items() if said
        }
    return known


def test_every_message_of_every_page_has_an_english_translation() -> None:
    found = list(_messages())
    assert len(found) > 500
    known = _known()
    assert sorted({f"{file}: {message}" for file, message in found if message.strip() and message not in known}) == []


def test_the_catalogues_carry_no_fuzzy_and_no_forgotten_translation_and_are_compiled_as_written() -> None:
    for source in WEB.rglob("locale/en/LC_MESSAGES/django.po"):
        text = source.read_text(encoding="utf-8")
        assert "fuzzy" not in text, source
        assert "#~" not in text, source
        written = {
            str(ast.literal_eval(line.removeprefix("msgid ")))
            for line in re.findall(r'^msgid ".+"$', text, re.MULTILINE)
        }
        with source.with_suffix(".mo").open("rb") as stream:
            catalogue = getattr(catalogues.GNUTranslations(stream), "_catalog")  # noqa: B009
        compiled = {key[0] if isinstance(key, tuple) else key for key in catalogue}
        assert written - compiled == set(), source


@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_speaks_english(read: Read, path: str) -> None:
    assert _german_on("/en" + path) == []


def test_the_page_of_every_kind_of_determination_speaks_english(read: Read) -> None:
    by_kind = {(order.kind, order.area[:2] == order.area): order for order in folding.determinations()}
    for order in by_kind.values():
        assert _german_on(f"/en/feststellungen/{order.id}/") == [], order.id


def test_before_the_first_figure_and_on_a_day_without_an_order_the_page_is_english_too(
    nothing: None, settings: Settings
) -> None:
    settings.TODAY = "2021-08-25"
    for path in ("/", "/kreis/03354/", "/land/", "/samstag/?ort=Emden"):
        assert _german_on("/en" + path) == [], path


def _german_on(address: str) -> list[str]:
    """German words on a page outside what is marked as German; names of places are no words of a language."""
    path, _, query = address.partition("?")
    response = Client().get(path, dict(pair.split("=") for pair in query.split("&")) if query else {})
    page: HtmlElement = html.document_fromstring(response.content.decode())
    assert page.get("lang") == "en"
    elements = list(page.iter())
    said = [value for one in elements for name in ("aria-label", "title", "placeholder") if (value := one.get(name))]
    for marked in elements:
        if marked.get("lang") == "de":
            tail = marked.tail
            marked.clear()
            marked.tail = tail
    plain = [re.sub(r"https?://\S+", "", line) for line in [words_of(page), *said]]
    return sorted({word for line in plain for word in GERMAN.findall(line) if word not in ALSO_ENGLISH})
