"""The list of all determinations."""

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml.html import HtmlElement
from pytest_django import Settings

from lagezentrum.web.ledger import folding, service
from lagezentrum.web.today import BERLIN
from tests.web.public.conftest import Read, Words, page_of, select, words_of


def test_every_published_determination_is_listed_once_the_latest_first(read: Read) -> None:
    page = read("/feststellungen/")
    listed = [link.get("href").split("/")[2] for link in select(page, ".lz-table--orders th a")]
    public = {order.id: order.published_on for order in folding.determinations() if order.is_public}
    assert sorted(listed) == sorted(public)
    days = [public[matter] or date.min for matter in listed]
    assert days == sorted(days, reverse=True)


def _row(page: HtmlElement, matter: str) -> list[str]:
    for row in select(page, ".lz-table--orders tbody tr"):
        if select(row, "th a")[0].get("href") == f"/feststellungen/{matter}/":
            return [words_of(cell) for cell in row]
    raise AssertionError(matter)


def test_each_tells_what_is_met_determined_and_in_force(read: Read) -> None:
    page = read("/feststellungen/")
    assert _row(page, "03241-2021-1") == [
        "2 Feststellung: Warnstufe 2, Region Hannover", "am Mo 29.11.2021", "Mo 29.11.2021", "✓ seit Mi 1.12.2021",
    ]  # fmt: skip
    assert _row(page, "03-2021-1") == [
        "2 Feststellung: Warnstufe 2, Niedersachsen", "offen: Werte fehlen", "Mi 15.12.2021", "✓ seit Fr 17.12.2021",
    ]  # fmt: skip


def test_what_is_to_come_is_not_in_force_yet(read: Read, settings: Settings) -> None:
    settings.TODAY = "2021-12-15"
    assert _row(page_of(Client().get("/feststellungen/")), "03-2021-1")[3] == "erst ab Fr 17.12.2021"


def test_what_was_lifted_or_withdrawn_is_in_force_no_longer(read: Read, settings: Settings) -> None:
    officer, approver = (User.objects.get(username=name) for name in ("officer", "approver"))
    raised = next(order for order in folding.determinations() if (order.area, order.step) == ("03460", "2"))
    at = datetime(2021, 12, 20, 12, tzinfo=BERLIN)
    lifted = service.draft(
        officer,
        kind="lower",
        rule=raised.rule,
        area="03460",
        step="2",
        effective=date(2021, 12, 22),
        reasons="–",
        at=at,
    )
    service.approve(approver, lifted.id, at=at)
    service.publish(officer, lifted.id, at=at)
    settings.TODAY = "2021-12-22"
    page = page_of(Client().get("/feststellungen/"))
    assert _row(page, raised.id)[3] == "von Mi 1.12.2021 an, nicht mehr seit Mi 22.12.2021"
    assert _row(page, lifted.id)[0] == "Aufhebung: Warnstufe 2, Landkreis Vechta"
    assert _row(page, lifted.id)[3] == "✓ seit Mi 22.12.2021"


def test_a_district_is_shown_with_what_concerns_the_whole_land(read: Read) -> None:
    page = read("/feststellungen/", ort="03241")
    areas = {link.get("href").split("/")[2].split("-")[0] for link in select(page, ".lz-table--orders th a")}
    assert areas == {"03241", "03"}
    chosen = [words_of(option) for option in page.xpath("//option[@selected]")]
    assert chosen == ["Region Hannover"]


@pytest.mark.parametrize("asked", ["x", "09162", "<b>"])
def test_an_unknown_area_is_told_and_all_are_shown(read: Read, asked: str) -> None:
    page = read("/feststellungen/", ort=asked)
    assert "Dieses Gebiet gibt es hier nicht. Gezeigt sind alle." in words_of(page)
    assert len(select(page, ".lz-table--orders tbody tr")) == sum(o.is_public for o in folding.determinations())


def test_before_the_first_there_is_none(nothing: None, settings: Settings) -> None:
    settings.TODAY = "2021-08-25"
    assert "Noch keine." in words_of(page_of(Client().get("/feststellungen/")))


def test_it_is_linked_from_the_land_from_every_district_and_from_every_foot(words: Words, read: Read) -> None:
    assert "Alle Feststellungen" in words("/land/")
    assert "Alle Feststellungen für diesen Kreis" in words("/kreis/03241/")
    for path in ("/", "/methode/", "/datenschutz/"):
        assert read(path).xpath("//footer//a[@href='/feststellungen/']"), path
