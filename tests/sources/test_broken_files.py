"""Every way in which a file of figures can be broken is refused, naming file, line, reason and remedy."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from lagezentrum.engine.observations import Figures
from lagezentrum.sources.areas import districts
from lagezentrum.sources.directory import read_directory
from lagezentrum.sources.nds.layout import ANNOUNCED
from lagezentrum.sources.problems import MOST_SHOWN, SourceError
from lagezentrum.sources.rki.layout import GERMANY, LAENDER, LOWER_SAXONY
from tests.sources.published_files import (
    CASES,
    DAYS,
    DISTRICTS,
    LATEST,
    announced,
    germany,
    incidence,
    laender,
    lower_saxony,
    write,
    write_directory,
)

Lines = list[str]
FILES: dict[str, tuple[str, Callable[[], Lines]]] = {
    "nds": (LOWER_SAXONY.file, lower_saxony),
    "de": (GERMANY.file, germany),
    "laender": (LAENDER.file, laender),
    "state": (ANNOUNCED.file, announced),
}


def in_line(number: int, old: str, new: str) -> Callable[[Lines], Lines]:
    """Replace a part of one line, counted from 1."""

    def change(lines: Lines) -> Lines:
        assert old in lines[number - 1]
        return [*lines[: number - 1], lines[number - 1].replace(old, new, 1), *lines[number:]]

    return change


def everywhere(old: str, new: str) -> Callable[[Lines], Lines]:
    return lambda lines: [line.replace(old, new) for line in lines]


def without_column(position: int) -> Callable[[Lines], Lines]:
    def change(lines: Lines) -> Lines:
        rows = [line.split(",") for line in lines]
        return [",".join(row[:position] + row[position + 1 :]) for row in rows]

    return change


def row_moved_right(lines: Lines) -> Lines:
    cells = lines[3].split(",")
    return [*lines[:3], ",".join([cells[0], "", *cells[1:-1]]), *lines[4:]]


def values_of_the_next_row(lines: Lines) -> Lines:
    """The incidences of one day moved up by a row, as in a spreadsheet sorted in one column only."""
    rows = [line.split(",") for line in lines]
    values = [row[3] for row in rows[1:5]]
    for row, value in zip(rows[1:5], values[1:] + values[:1], strict=True):
        row[3] = value
    return [",".join(row) for row in rows]


def columns_swapped(lines: Lines) -> Lines:
    """Final and published figures change places, with their names: no value gives it away."""
    rows = [line.split(",") for line in lines]
    return [",".join([*row[:2], row[4], row[5], row[2], row[3], *row[6:]]) for row in rows]


def twice(number: int) -> Callable[[Lines], Lines]:
    return lambda lines: [*lines[:number], lines[number - 1], *lines[number:]]


KEY = "03241"
VALUE = incidence(KEY, CASES[KEY])
# file, damage, line that must be named (None: the file as a whole), words that must be in the message
BROKEN = {
    "a column is missing": ("nds", without_column(3), 1, "column 'incidence_7d_published' is missing"),
    "a column is renamed": (
        "nds",
        in_line(1, "incidence_7d_published", "inzidenz_7d_published"),
        1,
        "Rename it to 'incidence_7d_published'",
    ),
    "a column stands twice": ("nds", in_line(1, "note", "ags"), 1, "column 'ags' stands twice"),
    "published and final figures change places": ("nds", columns_swapped, 1, "columns in another order"),
    "a row is shifted to the right": ("nds", row_moved_right, 4, "unknown area key ''"),
    "values stand beside the wrong district": (
        "nds",
        values_of_the_next_row,
        2,
        "4 of 4 incidences of 2021-11-22 do not fit the cases beside them",
    ),
    "a field too many": ("nds", in_line(3, ",2500,", ",2500,,"), 3, "9 fields where the header names 8: too many"),
    "a field too few": ("nds", in_line(3, ",2500,", ","), 3, "too few"),
    "a decimal comma": ("nds", in_line(3, VALUE, VALUE.replace(".", ",")), 3, "decimal comma"),
    "a quoted decimal comma": ("nds", in_line(3, VALUE, f'"{VALUE.replace(".", ",")}"'), 3, "has a comma"),
    "semicolons": ("nds", everywhere(",", ";"), 1, "separated by semicolons"),
    "no header": ("nds", lambda lines: lines[1:], 1, "no header"),
    "a row twice": ("nds", twice(4), 5, "second row for 03404 on 2021-11-22"),
    "an unknown key": ("nds", in_line(3, KEY, "03999"), 3, "unknown area key '03999'"),
    "a leading zero lost": ("nds", in_line(3, KEY, "3241"), 3, "write '03241' with its leading zero"),
    "a Land key among districts": ("nds", in_line(3, KEY, "03"), 3, "unknown area key '03'"),
    "a negative figure": ("nds", in_line(3, VALUE, "-3.5"), 3, "is negative"),
    "an absurd figure": ("nds", in_line(3, VALUE, "99999.9"), 3, "more than can be"),
    "not a number": ("nds", in_line(3, VALUE, "NaN"), 3, "is not a number"),
    "infinity": ("nds", in_line(3, VALUE, "inf"), 3, "is not a number"),
    "a word": ("nds", in_line(3, VALUE, "k.A."), 3, "Leave the cell empty"),
    "an exponent": ("nds", in_line(3, VALUE, "2.1e2"), 3, "not a plain decimal number"),
    "digits of another script": ("nds", in_line(3, VALUE, "２１６.3"), 3, "not a plain decimal number"),
    "a space in a figure": ("nds", in_line(3, VALUE, " " + VALUE), 3, "not a plain decimal number"),
    "cases that are no count": ("nds", in_line(3, ",2500,", ",2500.5,"), 3, "is not a number of cases"),
    "a German date": ("nds", in_line(3, "2021-11-22", "22.11.2021"), 3, "German order"),
    "an ISO week": ("nds", in_line(3, "2021-11-22", "2021-W47-1"), 3, "not a date"),
    "a day that does not exist": ("nds", in_line(3, "2021-11-22", "2021-11-31"), 3, "no day of the calendar"),
    "a day in the future": ("nds", in_line(3, "2021-11-22", "2031-11-22"), 3, "lies in the future"),
    "a day before the epidemic": ("nds", in_line(3, "2021-11-22", "1921-11-22"), 3, "lies before 2020-01-01"),
    "an open quotation": ("nds", in_line(3, KEY, f'"{KEY}'), 3, "quotation mark"),
    "a quotation closed rows later": (
        "nds",
        lambda lines: [*lines[:2], lines[2] + '"', *lines[3:5], lines[5] + '"', *lines[6:]],
        3,
        "one row spans the lines 3 to 6",
    ),
    "the last day is cut": ("nds", lambda lines: lines[:-2], 15, "the file ends within 2021-11-25: 2 of 4 areas"),
    "damage outside the days asked for": ("nds", in_line(17, str(CASES["03459"]), "x"), 17, "not a number of"),
    "a foreign name of a Land": ("laender", in_line(4, "Berlin", "Brandenburg"), 4, "is not the name of 11"),
    "umlauts decoded twice": (
        "laender",
        in_line(3, "03,Niedersachsen", "16,ThÃ¼ringen"),
        3,
        "'ThÃ¼ringen' is not the name of 16 (Thüringen)",
    ),
    "a share above all beds": ("state", in_line(2, "7.7", "107.7"), 2, "icu_percent: 107.7 is above 100"),
    "a day of the Land twice": ("state", twice(3), 4, "second row for 2021-11-23"),
    "a figure from nowhere": ("state", in_line(3, "archive", ""), 3, "needs to say where it is on record"),
    "a row of the Land shifted": ("state", in_line(3, "5.7,archive,,,", ",5.7,archive,,"), 3, "shifted"),
    "an address that is none": ("state", in_line(4, "https://example.org/c", "8.1"), 4, "is no address"),
    "the Land's figures before their time": ("state", in_line(3, "2021-11-23", "2021-08-01"), 3, "lies before"),
}


def read(directory: Path) -> Figures:
    return read_directory(directory, first=DAYS[0], last=DAYS[2], states=["03"], latest=LATEST)


def read_all(directory: Path) -> Figures:
    return read_directory(directory, latest=LATEST)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_name_its_line_and_a_remedy(tmp_path: Path, name: str) -> None:
    kind, damage, line, words = BROKEN[name]
    file_name, lines = FILES[kind]
    file = write(write_directory(tmp_path) / file_name, damage(lines()))
    with pytest.raises(SourceError) as caught:
        read_all(tmp_path) if kind == "laender" else read(tmp_path)
    problem = caught.value.problems[0]
    assert (problem.file, problem.line) == (file, line)
    assert words in str(caught.value)
    assert problem.why
    assert problem.remedy
    assert f"{file}:{line}: " in str(caught.value)


def test_the_sound_files_that_the_others_are_made_from_are_read(tmp_path: Path) -> None:
    assert len(read(write_directory(tmp_path)).days("new_cases", KEY)) == 3


def test_a_file_in_windows_encoding_is_refused_with_the_character(tmp_path: Path) -> None:
    lines = in_line(3, "03,Niedersachsen", "16,Thüringen")(laender())
    (write_directory(tmp_path) / LAENDER.file).write_bytes("\n".join([*lines, ""]).encode("cp1252"))
    with pytest.raises(SourceError, match="not UTF-8: byte 0xFC, in Windows-1252 the character 'ü'") as caught:
        read_all(tmp_path)
    assert caught.value.problems[0].line == 3
    assert caught.value.problems[0].remedy.en == "Save the file as UTF-8."


def test_a_file_in_utf_16_is_refused(tmp_path: Path) -> None:
    (write_directory(tmp_path) / LOWER_SAXONY.file).write_bytes("\n".join(lower_saxony()).encode("utf-16"))
    with pytest.raises(SourceError, match="it is UTF-16"):
        read(tmp_path)


def test_a_byte_order_mark_and_line_ends_of_windows_do_no_harm(tmp_path: Path) -> None:
    content = "\r\n".join([*lower_saxony(), ""]).encode("utf-8-sig")
    (write_directory(tmp_path) / LOWER_SAXONY.file).write_bytes(content)
    assert len(read(tmp_path).days("new_cases", KEY)) == 3


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (write_directory(tmp_path) / ANNOUNCED.file).write_bytes(b"")
    with pytest.raises(SourceError, match="the file is empty"):
        read(tmp_path)


@pytest.mark.parametrize("cut", [5, 12, 30])
def test_a_file_cut_inside_its_last_row_is_refused(tmp_path: Path, cut: int) -> None:
    content = "\n".join([*lower_saxony(), ""]).encode()
    (write_directory(tmp_path) / LOWER_SAXONY.file).write_bytes(content[:-cut])
    with pytest.raises(SourceError, match="ends inside a row") as caught:
        read(tmp_path)
    assert caught.value.problems[0].line == len(lower_saxony())


def test_a_figure_that_lost_its_last_digits_is_not_taken_for_another(tmp_path: Path) -> None:
    lines = germany()[:6]  # one day without the keys that end in an empty cell
    (write_directory(tmp_path) / GERMANY.file).write_bytes("\n".join(lines).encode()[:-3])
    (tmp_path / LOWER_SAXONY.file).unlink()
    with pytest.raises(SourceError, match="the last line has no line end"):
        read(tmp_path)


def test_a_packed_file_that_was_cut_or_is_not_packed_at_all_is_refused(tmp_path: Path) -> None:
    content = "\n".join([*germany(), ""]).encode()
    packed = write_directory(tmp_path) / f"{GERMANY.file}.gz"
    (tmp_path / GERMANY.file).unlink()
    for damaged in (gzip.compress(content)[:-20], content, gzip.compress(content)[:40] + b"\0" * 40):
        packed.write_bytes(damaged)
        with pytest.raises(SourceError, match="can not be unpacked") as caught:
            read_all(tmp_path)
        assert caught.value.problems[0].file == packed
    packed.write_bytes(gzip.compress(content))
    assert read_all(tmp_path).days("new_cases", "02000") == DAYS


def test_a_day_filled_with_zeros_is_refused(tmp_path: Path) -> None:
    zeros = [f"{DAYS[0]},{area.ags},0,0.0,9,9.0,{area.inhabitants[1]}," for area in districts("03")]
    write(write_directory(tmp_path) / LOWER_SAXONY.file, [lower_saxony()[0], *zeros])
    with pytest.raises(SourceError, match="no cases at all on 2021-11-22"):
        read(tmp_path)


def test_a_single_figure_that_contradicts_its_cases_decides_and_carries_a_remark(tmp_path: Path) -> None:
    write(write_directory(tmp_path) / LOWER_SAXONY.file, in_line(3, f",{VALUE},", ",35.04,")(lower_saxony()))
    seen = read(tmp_path).first_published("new_cases", KEY, DAYS[0])
    assert seen is not None
    assert str(seen.value) == "35.04"
    assert "does not fit the cases published beside it" in seen.note


def test_all_problems_of_a_file_are_shown_together_up_to_a_number(tmp_path: Path) -> None:
    file = write_directory(tmp_path) / LOWER_SAXONY.file
    write(file, in_line(7, "03241", "x")(in_line(3, VALUE, "-1")(lower_saxony())))
    with pytest.raises(SourceError) as caught:
        read(tmp_path)
    assert [problem.line for problem in caught.value.problems] == [3, 7]
    row = lower_saxony()[1]
    write(file, [lower_saxony()[0], *[row.replace("03101", f"x{number}") for number in range(50)]])
    with pytest.raises(SourceError, match=f"reading stopped after {MOST_SHOWN} problems"):
        read(tmp_path)


def test_an_empty_cell_and_a_missing_row_are_missing_figures_not_faults(tmp_path: Path) -> None:
    lines = in_line(3, f",2500,{VALUE},", ",,,")(lower_saxony())
    write(write_directory(tmp_path) / LOWER_SAXONY.file, [*lines[:6], *lines[7:]])
    figures = read(tmp_path)
    assert figures.days("new_cases", KEY) == (DAYS[2],)
    assert figures.days("new_cases", DISTRICTS[0]) == DAYS[:3]
