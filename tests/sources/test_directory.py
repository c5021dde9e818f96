"""Which files of a directory are read, and what becomes of their rows."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from lagezentrum.engine.observations import Figures
from lagezentrum.sources.directory import LAYOUTS, read_directory
from lagezentrum.sources.nds.layout import ANNOUNCED
from lagezentrum.sources.problems import SourceError
from lagezentrum.sources.rki.layout import BERLIN_BOROUGHS, GERMANY, LAENDER, LOWER_SAXONY
from tests.sources.published_files import (
    CASES,
    DAYS,
    DISTRICTS,
    LATEST,
    incidence,
    lower_saxony,
    write,
    write_directory,
)


def values(figures: Figures) -> dict[tuple[str, str, date], Decimal | None]:
    return {(seen.indicator, seen.area, seen.day): seen.value for seen in figures}


def test_an_observation_keeps_the_digits_of_the_file_and_is_known_from_the_morning_of_its_day(tmp_path: Path) -> None:
    figures = read_directory(write_directory(tmp_path), states=["03"], latest=LATEST)
    seen = figures.first_published("new_cases", "03241", DAYS[0])
    assert seen is not None
    assert str(seen.value) == incidence("03241", CASES["03241"])
    morning = datetime.combine(DAYS[0], time.min)
    assert seen.published_at == morning
    assert seen.source == "RKI, Fallzahlen_Kum_Tab"
    assert figures.first_published("new_cases", "03241", DAYS[0], morning - timedelta(minutes=1)) is None


def test_the_small_file_is_enough_for_lower_saxony_alone_and_says_the_same_as_the_large_one(tmp_path: Path) -> None:
    write_directory(tmp_path)
    large = tmp_path / GERMANY.file
    hidden = large.rename(tmp_path / "hidden")
    small_only = read_directory(tmp_path, states={"03"}, latest=LATEST)
    hidden.rename(large)
    (tmp_path / LOWER_SAXONY.file).unlink()
    assert values(read_directory(tmp_path, states={"03"}, latest=LATEST)) == values(small_only)
    assert small_only.areas("new_cases") == DISTRICTS


def test_berlin_is_one_district_with_the_figure_of_the_land(tmp_path: Path) -> None:
    figures = read_directory(write_directory(tmp_path), latest=LATEST)
    assert figures.areas("new_cases") == ("02000", *DISTRICTS, "11000")
    seen = figures.first_published("new_cases", "11000", DAYS[0])
    assert seen is not None
    assert str(seen.value) == incidence("11000", CASES["11000"])
    assert len(BERLIN_BOROUGHS) == 12


def test_eisenach_is_left_out_once_it_belongs_to_the_wartburgkreis(tmp_path: Path) -> None:
    header = ",".join(GERMANY.columns)
    rows = [header, "2021-06-30,16056,40,94.6746", "2021-07-01,16056,40,94.6746"]
    write(write_directory(tmp_path) / GERMANY.file, rows)
    figures = read_directory(tmp_path, states={"16"}, latest=LATEST)
    assert figures.days("new_cases", "16056") == (date(2021, 6, 30),)


def test_only_the_days_and_laender_asked_for_become_observations(tmp_path: Path) -> None:
    figures = read_directory(
        write_directory(tmp_path), first=DAYS[1], last=DAYS[2], states=["02"], indicators=["new_cases"], latest=LATEST
    )
    assert figures.areas("new_cases") == ("02000",)
    assert figures.span() == (DAYS[1], DAYS[2])
    assert figures.areas("hospitalisation") == ()


def test_the_figures_of_the_land_say_where_they_are_on_record_and_missing_ones_stay_missing(tmp_path: Path) -> None:
    figures = read_directory(write_directory(tmp_path), states=["03"], latest=LATEST)
    assert figures.days("hospitalisation", "03") == DAYS[:3]
    assert figures.days("icu_share", "03") == (DAYS[0], DAYS[2])
    sources = {seen.day: seen.source for seen in figures if seen.indicator == "hospitalisation"}
    archive = "COVID19_AgeStratifiedModel, NDS_Hospital_Inzidenz.csv"
    assert sources == {
        DAYS[0]: f"Land Niedersachsen ({archive}; https://example.org/a https://example.org/b)",
        DAYS[1]: f"Land Niedersachsen ({archive})",
        DAYS[2]: "Land Niedersachsen (https://example.org/c)",
    }


@pytest.mark.parametrize(
    ("absent", "states", "indicators"),
    [
        (GERMANY.file, None, None),
        (LAENDER.file, None, None),
        (LAENDER.file, ["11"], ["new_cases"]),
        (GERMANY.file, ["02"], ["new_cases"]),
        (ANNOUNCED.file, ["03"], ["new_cases", "hospitalisation", "icu_share"]),
    ],
)
def test_a_needed_file_that_is_absent_is_named(
    tmp_path: Path, absent: str, states: list[str] | None, indicators: list[str] | None
) -> None:
    (write_directory(tmp_path) / absent).unlink()
    with pytest.raises(SourceError, match=absent) as caught:
        read_directory(tmp_path, states=states, indicators=indicators, latest=LATEST)
    assert caught.value.problems[0].file == tmp_path


def test_a_file_that_is_not_needed_may_be_absent_or_broken(tmp_path: Path) -> None:
    (write_directory(tmp_path) / ANNOUNCED.file).write_text("broken\n")
    (tmp_path / LAENDER.file).unlink()
    figures = read_directory(tmp_path, states=["02"], latest=LATEST)
    assert figures.areas("new_cases") == ("02000",)


def test_a_directory_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such directory"):
        read_directory(tmp_path / "nowhere")


def test_a_figure_of_tomorrow_is_refused_unless_the_caller_says_that_it_is_later(tmp_path: Path) -> None:
    write_directory(tmp_path)
    with pytest.raises(SourceError, match="lies in the future"):
        read_directory(tmp_path, states=["03"], latest=DAYS[2])
    assert read_directory(tmp_path, states=["03"], latest=DAYS[3]).span() == (DAYS[0], DAYS[3])


def test_days_known_to_be_wrong_carry_a_remark_in_both_languages(tmp_path: Path) -> None:
    lines = [line.replace("2021-11-22", "2021-12-12") for line in lower_saxony()[:5]]
    lines += [line.replace("2021-11-22", "2021-10-26") for line in lower_saxony()[1:5]]
    write(write_directory(tmp_path) / LOWER_SAXONY.file, lines)
    notes = {seen.day: seen.note for seen in read_directory(tmp_path, states=["03"], indicators=["new_cases"])}
    assert notes[date(2021, 12, 12)].startswith("zu niedrig veröffentlicht")
    assert " / published too low" in notes[date(2021, 12, 12)]
    assert " / RKI published too few cases" in notes[date(2021, 10, 26)]


def test_progress_is_told_for_each_file_until_its_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    read_directory(write_directory(tmp_path), states=["03"], latest=LATEST, progress=lambda *step: told.append(step))
    assert told == [(LOWER_SAXONY.file, 17, 17), (ANNOUNCED.file, 5, 5)]


def test_every_file_says_source_licence_and_attribution() -> None:
    for layout in LAYOUTS:
        assert layout.source
        assert layout.licence
        assert layout.attribution


def test_all_of_germany_is_read_from_the_published_files(shared_data: Path) -> None:
    figures = read_directory(shared_data, first=date(2021, 4, 17), last=date(2021, 7, 2), indicators=["new_cases"])
    assert len(figures.areas("new_cases")) == 401
    assert len(figures.days("new_cases", "03241")) == 77
    assert len(figures.days("new_cases", "11000")) == 77
    assert figures.days("new_cases", "16056")[-1] == date(2021, 6, 30)


def test_both_published_files_agree_on_lower_saxony(shared_data: Path, tmp_path: Path) -> None:
    for layout in (GERMANY, ANNOUNCED):
        found = layout.find(shared_data)
        assert found is not None
        (tmp_path / found.name).symlink_to(found)
    first, last = date(2021, 10, 20), date(2021, 12, 20)
    small = list(read_directory(shared_data, states=["03"], first=first, last=last))
    assert len(small) > 2800
    assert list(read_directory(tmp_path, states=["03"], first=first, last=last)) == small
