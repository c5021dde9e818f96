"""Regulations are found in the package and in directories outside it."""

from pathlib import Path

import pytest

from lagezentrum.law.library import SHIPPED, Library
from lagezentrum.law.problems import LawError, UnknownRegulation
from tests.law.conftest import Workshop


@pytest.fixture
def outside(workshop: Workshop) -> Path:
    """A directory with a regulation of its own, made from the toy."""
    workshop.edit("regulation: toy/lampland", "regulation: town/lanterns")
    workshop.folder.parent.parent.rename(workshop.root / "town")
    (workshop.root / "town/lampland").rename(workshop.root / "town/lanterns")
    for calendar in (workshop.root / "calendars").iterdir():
        calendar.unlink()
    return workshop.root


def test_a_regulation_outside_the_package_is_read_beside_the_shipped_ones(outside: Path) -> None:
    library = Library.with_directories([outside])
    assert library.regulation("town/lanterns").versions[0].title.de == "Lampenordnung von Lampland"
    assert "de-ni/corona-vo" in library.folders


def test_a_directory_outside_may_bring_a_calendar(outside: Path) -> None:
    text = (SHIPPED / "calendars/lampentage.yaml").read_text(encoding="utf-8")
    (outside / "calendars/laternentage.yaml").write_text(text.replace("lampentage", "laternentage"), encoding="utf-8")
    assert Library.with_directories([outside]).calendars["laternentage"].calendar == "laternentage"


def test_a_directory_outside_may_not_redefine_a_regulation(workshop: Workshop) -> None:
    for calendar in (workshop.root / "calendars").iterdir():
        calendar.unlink()
    with pytest.raises(LawError, match="regulation 'toy/lampland' is already known"):
        Library.with_directories([workshop.root]).regulation("toy/lampland")


def test_a_directory_outside_may_not_redefine_a_calendar(outside: Path) -> None:
    text = (SHIPPED / "calendars/lampentage.yaml").read_text(encoding="utf-8")
    (outside / "calendars/mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match="calendar 'lampentage' is already known"):
        Library.with_directories([outside]).regulation("town/lanterns")


def test_a_directory_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="no such directory of regulations"):
        Library.with_directories([tmp_path / "absent"])


def test_a_directory_without_regulations_is_told(workshop: Workshop) -> None:
    with pytest.raises(LawError, match="no regulation in this directory"):
        Library.with_directories([workshop.folder])


def test_an_unknown_regulation_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownRegulation, match="Did you mean 'de-ni/corona-vo'"):
        Library().regulation("de-ni/corona")


def test_an_unknown_version_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownRegulation) as caught:
        Library().folder("de-ni/corona-vo", "2021-11-25")
    assert caught.value.nearest == "de-ni/corona-vo@2021-11-24"


def test_a_regulation_without_norm_is_told(workshop: Workshop) -> None:
    (workshop.folder / "norm.md").unlink()
    assert "norm.md can not be read" in workshop.only_problem()


def test_faults_of_several_versions_are_told_together(workshop: Workshop) -> None:
    folder = workshop.successor("2024-07-01", "2024-12-31")
    workshop.edit("starts: anew", "starts: anwe", folder=folder)
    workshop.edit("    days: 3\n", "    days: 0\n")
    told = workshop.problems()
    assert len(told) == 2
    assert "2024-01-01/regulation.yaml" in told[0]
    assert "2024-07-01/regulation.yaml" in told[1]


def test_norm_and_readings_of_a_version_are_at_hand() -> None:
    library = Library()
    assert library.norm("toy/lampland", "2024-01-01")["effect"].title == "Wirkung"
    assert library.interpretations("toy/lampland", "2024-01-01")["wick-day"].cite == ("lamp-day",)
