"""YAML is read without guesses: what looks like a number, a date or a word is that and nothing else."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lagezentrum.law.problems import LawError
from lagezentrum.law.source_text import read_source_text

Write = Callable[[str], Path]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("off", "off"),
        ("yes", "yes"),
        ("true", True),
        ("null", None),
        ("03", "03"),
        ("03241", "03241"),
        ("0", 0),
        ("-3", -3),
        ("1.10", Decimal("1.10")),
        ("0.1", Decimal("0.1")),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("0x10", "0x10"),
        ("3G", "3G"),
        ('"35"', "35"),
        ("2021-11-24", date(2021, 11, 24)),
        ('"2021-11-24"', "2021-11-24"),
        ("2021-04-23-bayern", "2021-04-23-bayern"),
    ],
)
def test_a_scalar_is_read_as_written(write: Write, written: str, meant: object) -> None:
    source = read_source_text(write(f"key: {written}\n"))
    assert source.problems == []
    assert source.data == {"key": meant}
    assert type(source.data["key"]) is type(meant)


def test_every_value_keeps_its_line(write: Write) -> None:
    source = read_source_text(write("# comment\na:\n  b: 1\n  c:\n    - x\n    - {d: 2}\n"))
    assert source.line(("a", "b")) == 3
    assert source.line(("a", "c", 1, "d")) == 6
    assert source.line(("a", "c", 1, "missing")) == 6


@pytest.mark.parametrize("day", ["9999-12-31", '"9999-12-31"', "0001-01-01", "1900-01-01"])
def test_a_stand_in_date_is_refused(write: Write, day: str) -> None:
    source = read_source_text(write(f"in_force:\n  to: {day}\n"))
    assert len(source.problems) == 1
    assert source.problems[0].line == 2
    assert "is a stand-in for 'always' or 'never'" in source.problems[0].what.en
    assert "Leave the key out" in source.problems[0].remedy.en


def test_a_day_that_does_not_exist_is_refused(write: Write) -> None:
    source = read_source_text(write("from: 2021-02-30\n"))
    assert [problem.what.en for problem in source.problems] == ["2021-02-30 is no day of the calendar"]


def test_an_alias_is_refused_with_its_line(write: Write) -> None:
    with pytest.raises(LawError, match=r"some\.yaml:2: alias \*here"):
        read_source_text(write("a: &here [1]\nb: *here\n"))


def test_an_asterisk_in_a_text_is_no_alias(write: Write) -> None:
    assert read_source_text(write("a: 2 * 3\n")).data == {"a": "2 * 3"}


def test_text_that_is_no_yaml_is_refused_with_its_line(write: Write) -> None:
    with pytest.raises(LawError, match=r"some\.yaml:2: not valid YAML"):
        read_source_text(write("a: 1\n  b: [2\n"))


def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("titel: für".encode("latin-1"))
    with pytest.raises(LawError, match=r"not UTF-8 \(byte 8\)"):
        read_source_text(file)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    file = tmp_path / "marked.yaml"
    file.write_bytes("\ufeffkey: 1\n".encode())
    assert read_source_text(file).data == {"key": 1}


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="can not be read"):
        read_source_text(tmp_path / "absent.yaml")
