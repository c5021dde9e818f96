"""The Atom feed: what was ordered, and the head of the ledger day by day."""

from datetime import datetime

import pytest
from django.test import Client, override_settings
from lxml import etree

from lagezentrum.sources.areas import all_areas
from lagezentrum.web.feeds.atom import Addresses, as_atom
from lagezentrum.web.ledger import chain
from tests.web.feeds.made_up import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(path: str) -> etree._Element:
    response = Client().get(path)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def titles(path: str) -> list[str]:
    return [title.text or "" for title in feed(path).findall("a:entry/a:title", ATOM)]


def test_a_district_hears_of_its_own_orders_and_those_for_the_land() -> None:
    assert titles("/feeds/03241.atom") == [
        "ÜBUNG: Niedersachsen: Warnstufe 2 ab Freitag, 17. Dezember 2021",
        "ÜBUNG: Region Hannover: Warnstufe 2 ab Mittwoch, 1. Dezember 2021",
    ]


def test_the_feed_of_the_land_carries_every_order_and_the_head_of_each_day() -> None:
    told = titles("/feeds/03.atom")
    assert sum("Warnstufe" in title for title in told) == 44
    heads = [title for title in told if title.startswith("Register: Eintrag")]
    assert len(heads) == 3  # orders were published on three days
    head = chain.head()
    assert head is not None
    assert head.hash in etree.tostring(feed("/feeds/03.atom"), encoding="unicode")


def test_every_entry_has_an_address_of_its_own_and_leads_to_its_warning() -> None:
    entries = feed("/feeds/03.atom").findall("a:entry", ATOM)
    names = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(names)) == len(names)
    enclosures = feed("/feeds/03241.atom").findall("a:entry/a:link[@rel='enclosure']", ATOM)
    for link in enclosures:
        assert link.get("type") in ("application/cap+xml", "application/pdf")
        assert Client().get(str(link.get("href")).removeprefix("http://testserver")).status_code == 200


def test_the_feed_has_everything_that_the_format_demands() -> None:
    """RFC 4287: one author, id, title and moment of change for the whole, and id, title and moment for each entry."""
    for path in ("/feeds/03.atom", "/feeds/03241.atom"):
        told = feed(path)
        for name in ("id", "title", "updated", "author/a:name"):
            assert len(told.findall(f"a:{name}", ATOM)) == 1, (path, name)
        self_, alternate = (told.find(f"a:link[@rel='{rel}']", ATOM) for rel in ("self", "alternate"))
        assert self_ is not None
        assert self_.get("href") == f"http://testserver{path}"
        assert alternate is not None
        moments = []
        for entry in told.findall("a:entry", ATOM):
            assert str(entry.findtext("a:id", namespaces=ATOM)).startswith("http://testserver/")
            assert entry.findtext("a:title", namespaces=ATOM)
            moment = datetime.fromisoformat(str(entry.findtext("a:updated", namespaces=ATOM)))
            assert moment.tzinfo is not None
            moments.append(moment)
        assert moments == sorted(moments, reverse=True)
        assert datetime.fromisoformat(str(told.findtext("a:updated", namespaces=ATOM))) == moments[0]


def test_in_english_it_speaks_english_and_leads_to_english_pages() -> None:
    told = feed("/feeds/03241.atom?language=en")
    assert told.findtext("a:title", namespaces=ATOM) == "EXERCISE: Warning levels: Region Hannover"
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in told.findall("a:entry", ATOM)] == [
        "EXERCISE: Niedersachsen: warning level 2 from Friday, 17 December 2021",
        "EXERCISE: Region Hannover: warning level 2 from Wednesday, 1 December 2021",
    ]
    links = [str(link.get("href")) for link in told.findall(".//a:link[@rel='alternate']", ATOM)]
    assert all(link.startswith("http://testserver/en/") for link in links)
    self_ = told.find("a:link[@rel='self']", ATOM)
    assert self_ is not None
    assert (
        self_.get("href") == told.findtext("a:id", namespaces=ATOM) == "http://testserver/feeds/03241.atom?language=en"
    )


def test_in_both_languages_the_same_entries_have_the_same_names() -> None:
    german, english = (
        [entry.findtext("a:id", namespaces=ATOM) for entry in feed(f"/feeds/03.atom{asked}").findall("a:entry", ATOM)]
        for asked in ("", "?language=en")
    )
    assert german == english != []


def test_a_feed_without_entries_has_not_changed_just_now() -> None:
    site = "https://lage.example"
    addresses = Addresses(site, site, f"{site}/feeds/03241.atom", f"{site}/kreis/03241/")
    told = etree.fromstring(as_atom(all_areas()["03241"], (), (), addresses, {}, at(3)))
    assert told.findall("a:entry", ATOM) == []
    assert datetime.fromisoformat(str(told.findtext("a:updated", namespaces=ATOM))) == at(3)


def test_outside_an_exercise_nothing_is_marked_as_one() -> None:
    with override_settings(EXERCISE=False, AUTHORITY="Region Hannover"):
        assert all("ÜBUNG" not in title for title in titles("/feeds/03241.atom"))
