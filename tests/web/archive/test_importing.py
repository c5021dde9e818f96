"""What `lage import` and `lage watch` do with a location, one outcome for each file."""

import errno
from pathlib import Path

import pytest

from lagezentrum.web.archive.importing import bring
from lagezentrum.web.archive.models import SourceFile
from tests.web.archive.deliveries import LAND, RKI, beds, day, hand_in, land, published, rki
from tests.web.archive.test_fetching import Server, answer, server

__all__ = ["server"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "beds.csv").write_bytes(beds([day(0)]))
    (tmp_path / "land.csv").write_bytes(land({day(0): ("5.6", "7.7")}))
    (tmp_path / "places.csv").write_text("place,zipcode\nCelle,29221\n", encoding="utf-8")
    (tmp_path / "rki.csv").write_bytes(rki([day(0)]))
    return tmp_path


def test_a_directory_is_taken_in_by_kind_and_foreign_tables_are_passed_over(directory: Path) -> None:
    outcomes = list(bring(str(directory)))
    assert [(outcome.where, outcome.refused) for outcome in outcomes] == [
        ("beds.csv", False),
        ("land.csv", False),
        ("rki.csv", False),
    ]
    assert "45 neue Zahlen" in outcomes[2].text.de
    assert set(SourceFile.objects.values_list("kind", flat=True)) == {"divi", LAND, RKI}


def test_again_it_adds_nothing_and_says_so(directory: Path) -> None:
    list(bring(str(directory)))
    again = list(bring(str(directory)))
    assert [outcome.receipt.new for outcome in again if outcome.receipt] == [False] * 3
    assert again[0].text.de == "War schon da (angenommen)."


def test_a_broken_file_does_not_keep_the_next_one_out(directory: Path) -> None:
    (directory / "land.csv").write_bytes(land({day(0): ("5.6", "7.7")})[:-3])
    outcomes = {outcome.where: outcome for outcome in bring(str(directory))}
    assert outcomes["land.csv"].refused
    assert outcomes["land.csv"].receipt is None
    assert outcomes["rki.csv"].receipt is not None
    assert "Nicht lesbar, nichts übernommen." in outcomes["land.csv"].text.de


def test_a_file_that_may_not_be_read_does_not_keep_the_next_one_out(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path == directory / "land.csv":
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    outcomes = {Path(outcome.where).name: outcome for outcome in bring(str(directory))}
    assert outcomes["land.csv"].refused
    assert "der Zugriff ist nicht erlaubt" in outcomes["land.csv"].text.de
    assert outcomes["rki.csv"].receipt is not None


def test_a_held_file_is_an_outcome_with_its_reason(directory: Path) -> None:
    hand_in(rki([day(-1)], {day(-1): published(day(0))}), RKI, day(-1))
    outcome = next(outcome for outcome in bring(str(directory / "rki.csv")))
    assert outcome.receipt is not None
    assert outcome.receipt.held
    assert outcome.text.en.startswith("Held, as of 2021-11-15. All 45 figures")


def test_a_single_file_of_no_known_kind_is_refused_with_the_kinds_there_are(directory: Path) -> None:
    (outcome,) = bring(str(directory / "places.csv"))
    assert outcome.refused
    assert "rki-incidence, nds-indicators, divi" in outcome.text.en
    (unknown,) = bring(str(directory), "inzidenz")
    assert unknown.refused
    (absent,) = bring(str(directory / "absent.csv"))
    assert absent.refused


def test_an_address_that_is_none_of_the_web_is_not_taken_for_a_path() -> None:
    (outcome,) = bring("ftp://example.org/a.csv")
    assert outcome.refused
    assert "Addresses begin with https://" in outcome.text.en


def test_an_address_is_asked_with_the_etag_of_last_time(server: Server) -> None:
    server.answers = [answer(body=rki([day(0)]), ETag='"v1"'), answer(304, b"")]
    (first,) = bring(server.url)
    (second,) = bring(server.url)
    assert first.receipt is not None
    assert (first.receipt.file.url, first.receipt.file.etag) == (server.url, '"v1"')
    assert server.asked[1]["If-None-Match"] == '"v1"'
    assert (second.receipt, second.refused) == (None, False)
    assert second.text.en == "Unchanged since last time."


def test_the_same_bytes_under_another_etag_add_nothing(server: Server) -> None:
    server.answers = [answer(body=rki([day(0)]), ETag='"v1"'), answer(body=rki([day(0)]), ETag='"v2"')]
    list(bring(server.url))
    (second,) = bring(server.url)
    assert second.receipt is not None
    assert not second.receipt.new
    assert SourceFile.objects.count() == 1


def test_a_server_that_fails_is_an_outcome_and_no_exception(server: Server) -> None:
    server.answers = [answer(500, b"")] * 4
    (outcome,) = bring(server.url, sleep=lambda _: None)
    assert outcome.refused
    assert outcome.where == server.url
    assert not SourceFile.objects.exists()
