"""The season lived through, and a reader of pages that gives what a person reads."""

import re
from collections.abc import Callable

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from lxml import html
from lxml.html import HtmlElement

Read = Callable[..., HtmlElement]
Words = Callable[..., str]


_OWN_LINE = {"p", "li", "div", "dt", "dd", "td", "th", "tr", "h1", "h2", "h3", "br", "caption", "summary", "section"}


def words_of(element: HtmlElement) -> str:
    """The words of an element, with single spaces, as they stand on the page: boxes and lines are kept apart."""
    parts: list[str] = []

    def gather(here: HtmlElement) -> None:
        space = " " if here.tag in _OWN_LINE else ""
        parts.append(space + (here.text or ""))
        for child in here:
            gather(child)
            parts.append(child.tail or "")
        parts.append(space)

    gather(element)
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def page_of(response: HttpResponseBase) -> HtmlElement:
    """A page as a tree."""
    content: bytes = getattr(response, "content")  # noqa: B009 - of the test client, which has it
    assert response.status_code == 200, content[:500]
    page: HtmlElement = html.document_fromstring(content.decode())
    return page


def select(element: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements below one that match `tag.class .class tag`: tags and single classes, descendants only."""
    path = ""
    for part in selector.split():
        tag, _, name = part.partition(".")
        path += f"//{tag or '*'}" + (f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else "")
    return list(element.xpath("." + path))


@pytest.fixture
def read(season_record: None, db: None) -> Read:
    """`read("/kreis/03241/", tag="2021-12-01")`: the page as a tree."""

    def page(path: str, **asked: str) -> HtmlElement:
        return page_of(Client().get(path, asked))

    return page


@pytest.fixture
def words(read: Read) -> Words:
    """`words("/kreis/03241/", tag="2021-12-01")`: what stands in the main part of the page."""

    def page(path: str, **asked: str) -> str:
        return words_of(read(path, **asked).get_element_by_id("inhalt"))

    return page


@pytest.fixture
def season_site(site: str, season_record: None) -> str:
    """The running site with the season on record, for a browser; 20 December 2021."""
    return site


@pytest.fixture
def nothing(transactional_db: None) -> None:
    """No figure and no order."""


@pytest.fixture
def november(november_record: None, transactional_db: None) -> None:
    """The evening of 29 November 2021: the figures are there, no order yet."""
