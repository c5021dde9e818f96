import pytest
from django.test import Client

from lagezentrum.web.ledger import folding
from tests.web.public.conftest import Read, Words, select, words_of


def test_hannovers_order_names_the_days_it_counted_and_every_figure(words: Words) -> None:
    said = words("/feststellungen/03241-2021-1/")
    assert "Ab Mittwoch, 1. Dezember 2021, gilt in der Region Hannover Warnstufe 2." in said
    assert "Gezählte Tage Mi 24.11.2021, Do 25.11.2021, Fr 26.11.2021, Sa 27.11.2021, Mo 29.11.2021" in said
    assert "Veröffentlicht Montag, 29. November 2021" in said
    assert "Frühester Tag nach der Regel Mittwoch, 1. Dezember 2021" in said
    assert "So 28.11.2021 – Sonntag: zählt nicht" in said
    assert (
        "Mi 24.11.2021 7-Tage-Hospitalisierungsinzidenz 6,3 mehr als 6 ✓ erreicht "
        "7-Tage-Inzidenz der Neuinfizierten 172,8 mehr als 100 ✓ erreicht" in said
    )


def test_its_place_in_the_ledger_is_shown_and_no_name(read: Read) -> None:
    page = read("/feststellungen/03241-2021-1/")
    recorded = folding.determination("03241-2021-1")
    assert recorded is not None
    hashes = [words_of(code) for code in select(page, "table .lz-hash")]
    assert hashes == [entry.hash for entry in recorded.entries]
    assert recorded.proof_sha256 in words_of(page)
    for name in ("officer", "approver"):
        assert name not in words_of(page)


def test_the_order_of_the_land_says_that_a_value_is_missing(words: Words) -> None:
    said = words("/feststellungen/03-2021-1/")
    assert "Aus den Zahlen allein ist es nicht entschieden: Werte fehlen, an denen es hängt." in said
    assert "Intensivbetten-Anteil ? mehr als 10 ? offen" in said


@pytest.mark.parametrize(
    ("matter", "kinds"),
    [
        ("03241-2021-1", ["reached", "reached", "reached", "reached", "skipped", "reached"]),
        ("03-2021-1", ["missing", "reached", "skipped", "reached", "reached", "reached"]),
    ],
)
def test_the_five_boxes_stand_above_the_figures_of_an_order(read: Read, matter: str, kinds: list[str]) -> None:
    boxes = select(read(f"/feststellungen/{matter}/"), ".lz-boxes")[0]
    assert [box.get("class").split("--")[1] for box in boxes] == kinds


def test_an_order_by_own_discretion_is_marked_as_such(words: Words, read: Read) -> None:
    said = words("/feststellungen/03404-2021-1/")
    assert "Die Behörde entscheidet nach eigenem Ermessen." in said


@pytest.mark.parametrize("path", ["/feststellungen/03241-2021-99/", "/feststellungen/x/", "/feststellungen/..%2f/"])
def test_what_was_never_published_is_not_found(read: Read, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_every_published_order_has_a_page(read: Read) -> None:
    for order in folding.determinations()[::6]:
        assert words_of(read(f"/feststellungen/{order.id}/")).count("Im Register") == 1
