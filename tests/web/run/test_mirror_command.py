"""`lage mirror`: the public site as files."""

from pathlib import Path

import pytest

from lagezentrum.web.feeds.mirror_files import Rules
from tests.cli.conftest import Lage

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_site_is_written_and_its_beginning_named(
    lage: Lage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = Rules.own

    def few(rules: Rules, link: str, page: str) -> str | None:
        """Of the districts one: the others would be the same again."""
        own = everything(rules, link, page) or ""
        of_district = any(part in own for part in ("/kreis/", "/reihen/", "/feeds/", "?ort="))
        return own if own and (not of_district or "03241" in own) else None

    monkeypatch.setattr(Rules, "own", few)
    answer = lage("mirror", str(tmp_path / "site"), "--live", "https://lage.example")
    assert (answer.code, answer.notes) == (0, "")
    assert "index.html" in answer.out
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "https://lage.example/" in page
    assert (tmp_path / "site" / "en" / "index.html").is_file()


def test_a_directory_that_can_not_be_written_is_named(lage: Lage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = lage("mirror", str(tmp_path / "file" / "site"))
    assert answer.code == 2
    assert str(tmp_path / "file" / "site") in answer.notes


@pytest.mark.parametrize("wrong", [("--day", "yesterday"), ("--day", "2020-01-01"), ("--live", "lage.example")])
def test_a_day_without_pages_and_what_is_no_day_or_no_address_is_refused_in_words(
    lage: Lage, tmp_path: Path, wrong: tuple[str, ...]
) -> None:
    answer = lage("mirror", str(tmp_path / "site"), *wrong)
    assert answer.code == 2
    assert wrong[1] in answer.notes
    assert not (tmp_path / "site").exists()
