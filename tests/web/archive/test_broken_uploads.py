"""Every way in which a file can be broken: refused with a clear message, and nothing of it is stored."""

import gzip
import io
import zipfile
from collections.abc import Callable

import pytest

from lagezentrum.sources.problems import SourceError
from lagezentrum.web.archive import readings
from lagezentrum.web.archive.intake import receive
from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from tests.bilingual import assert_said_in_both_languages
from tests.web.archive.deliveries import DIVI, LAND, RKI, at, beds, day, land, landkreise, rki

SOUND = rki([day(0), day(1)], with_cases=True)
SOUND_LAND = land({day(0): ("5.6", "7.7"), day(1): ("5.7", "")})
SOUND_BEDS = beds([day(0), day(1)])
SOUND_OPEN_DATA = landkreise([day(0), day(1)], {"03241": 2500, "03404": 150, "03101": 400})
LINES = SOUND.decode().splitlines()
ROW = LINES[11]  # Region Hannover, 15 November
VALUE = ROW.split(",")[3]


def replaced(old: str, new: str, content: bytes = SOUND, count: int = 1) -> bytes:
    assert old in content.decode()
    return content.decode().replace(old, new, count).encode()


def row(new: str) -> bytes:
    return replaced(ROW, new)


def in_row(old: str, new: str) -> bytes:
    assert old in ROW
    return row(ROW.replace(old, new, 1))


def lines(change: Callable[[list[str]], list[str]], content: bytes = SOUND) -> bytes:
    return "".join(f"{line}\n" for line in change(content.decode().splitlines())).encode()


def column_moved_up(content: list[str]) -> list[str]:
    rows = [line.split(",") for line in content]
    values = [cells[3] for cells in rows[1:46]]
    for cells, value in zip(rows[1:46], values[1:] + values[:1], strict=True):
        cells[3] = value
    return [",".join(cells) for cells in rows]


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("rki.csv", SOUND)
    return target.getvalue()


WEB_PAGE = b"<!DOCTYPE html>\n<html lang=de><title>Wartung</title></html>"
# kind, content, name, words of the message
BROKEN: dict[str, tuple[str, bytes, str, str]] = {
    "empty": (RKI, b"", "a.csv", "the file is empty"),
    "only line breaks": (RKI, b"\n\n\n", "a.csv", "the file is empty"),
    "a header and nothing else": (RKI, LINES[0].encode() + b"\n", "a.csv", "no row below it"),
    "a web page": (RKI, WEB_PAGE, "a.csv", "this is a web page"),
    "a workbook": (RKI, zipped(), "a.xlsx", "this is a workbook"),
    "an old workbook": (RKI, b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls", "this is a workbook"),
    "a PDF": (LAND, b"%PDF-1.7\n%\xe2\xe3", "a.pdf", "this is a workbook, an archive or a PDF"),
    "bytes of a picture": (RKI, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.csv", "not UTF-8"),
    "bytes of zero": (RKI, in_row("03241", "03\x00241"), "a.csv", "bytes of zero"),
    "UTF-16": (RKI, SOUND.decode().encode("utf-16"), "a.csv", "it is UTF-16"),
    "Windows-1252": (
        DIVI,
        replaced("Niedersachsen", "Thüringen", SOUND_BEDS).decode().encode("cp1252"),
        "a",
        "not UTF-8",
    ),
    "packed and cut": (RKI, gzip.compress(SOUND)[:-30], "a.csv.gz", "can not be unpacked"),
    "called packed and not": (RKI, SOUND, "a.csv.gz", "can not be unpacked"),
    "packed and not called so": (RKI, gzip.compress(SOUND), "a.csv", "not UTF-8"),
    "semicolons": (RKI, SOUND.replace(b",", b";"), "a.csv", "separated by semicolons"),
    "tabs": (LAND, SOUND_LAND.replace(b",", b"\t"), "a.csv", "separated by tabs"),
    "no header": (RKI, lines(lambda all_of: all_of[1:]), "a.csv", "no header"),
    "a column renamed": (RKI, replaced("incidence_7d_published", "incidence"), "a.csv", "unknown column 'incidence'"),
    "a column missing": (
        RKI,
        lines(lambda all_of: [x.rpartition(",")[0] for x in all_of]),
        "a.csv",
        "'note' is missing",
    ),
    "columns in another order": (
        LAND,
        replaced("hosp_incidence,hosp_source", "hosp_source,hosp_incidence", SOUND_LAND),
        "a.csv",
        "another order",
    ),
    "another kind of file": (RKI, SOUND_LAND, "a.csv", "this is a file of another kind (nds-indicators)"),
    "a table of something else": (LAND, b"name,age\nA,1\n", "a.csv", "unknown column 'name'"),
    "cut inside a row": (RKI, SOUND[:-7], "a.csv", "ends inside a row"),
    "cut inside the last day": (RKI, lines(lambda all_of: all_of[:-5]), "a.csv", "the file ends within 2021-11-16"),
    "cut inside the last figure": (
        RKI,
        SOUND_OPEN_DATA.rstrip(b"\n")[:-1],
        "a.csv",
        "the file ends inside|no line end",
    ),
    "cut inside the last address": (LAND, SOUND_LAND[:-4], "a.csv", "no line end"),
    "cut inside the last bed": (DIVI, SOUND_BEDS[:-2], "a.csv", "no line end"),
    "an open quotation": (RKI, in_row("03241", '"03241'), "a.csv", "quotation mark"),
    "a field too many": (RKI, row(ROW + ","), "a.csv", "too many"),
    "a decimal comma": (RKI, in_row(VALUE, VALUE.replace(".", ",")), "a.csv", "decimal comma"),
    "a negative figure": (RKI, in_row(VALUE, f"-{VALUE}"), "a.csv", "is negative"),
    "not a number": (RKI, in_row(VALUE, "NaN"), "a.csv", "is not a number"),
    "an absurd figure": (LAND, replaced("5.6", "560", SOUND_LAND), "a.csv", "more than can be"),
    "a word for a number": (DIVI, replaced(",200,", ",viele,", SOUND_BEDS), "a.csv", "not a plain decimal number"),
    "half a patient": (DIVI, replaced(",200,", ",200.5,", SOUND_BEDS), "a.csv", "covid_icu"),
    "an unknown key": (RKI, in_row("03241", "03999"), "a.csv", "unknown area key '03999'"),
    "a leading zero lost": (RKI, in_row("03241", "3241"), "a.csv", "with its leading zero"),
    "a key of no Land": (DIVI, replaced(",03,", ",33,", SOUND_BEDS), "a.csv", "unknown key of a Land"),
    "a foreign name": (DIVI, replaced("Niedersachsen", "Bremen", SOUND_BEDS), "a.csv", "is not the name of 03"),
    "a German date": (RKI, in_row("2021-11-15", "15.11.2021"), "a.csv", "German order"),
    "a day that does not exist": (
        LAND,
        replaced("2021-11-15", "2021-11-31", SOUND_LAND),
        "a.csv",
        "no day of the calendar",
    ),
    "a day in the future": (RKI, replaced("2021-11-16", "2021-11-18", count=100), "a.csv", "lies in the future"),
    "tomorrow in the open data": (
        RKI,
        replaced("2021-11-16", "2021-11-17", SOUND_OPEN_DATA, 10),
        "a.csv",
        "lies in the future",
    ),
    "a row twice": (RKI, row(f"{ROW}\n{ROW}"), "a.csv", "second row for 03241"),
    "a day of the Land twice": (LAND, replaced("2021-11-16", "2021-11-15", SOUND_LAND), "a.csv", "second row"),
    "a Land of the register twice": (DIVI, replaced("2021-11-16", "2021-11-15", SOUND_BEDS), "a.csv", "second row"),
    "figures beside the wrong district": (RKI, lines(column_moved_up), "a.csv", "do not fit the cases beside them"),
    "inhabitants that can not be": (
        RKI,
        replaced(",9000,", "0,9000,", SOUND_OPEN_DATA),
        "a.csv",
        "can not be the inhabitants",
    ),
    "a figure from nowhere": (LAND, replaced("archive", "", SOUND_LAND), "a.csv", "needs to say where it is on record"),
}


def test_there_are_more_than_thirty_ways() -> None:
    assert len(BROKEN) > 30


@pytest.mark.django_db
@pytest.mark.parametrize("way", BROKEN)
def test_a_broken_file_is_refused_clearly_and_nothing_is_stored(way: str) -> None:
    kind, content, name, words = BROKEN[way]
    head = readings.head()
    with pytest.raises(SourceError) as caught:
        receive(content, kind, name=name, by=None, at=at(day(1), 12))
    message = str(caught.value)
    assert any(word in message for word in words.split("|")), message
    for problem in caught.value.problems:
        assert problem.file.name == name
        assert_said_in_both_languages(problem)
    assert not SourceFile.objects.exists()
    assert not Verdict.objects.exists()
    assert not Figure.objects.exists()
    assert readings.head() == head


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "content"), [(RKI, SOUND), (LAND, SOUND_LAND), (DIVI, SOUND_BEDS), (RKI, SOUND_OPEN_DATA)]
)
def test_the_sound_files_that_the_broken_ones_are_made_from_are_taken(kind: str, content: bytes) -> None:
    assert receive(content, kind, name="a.csv", by=None, at=at(day(2), 12)).verdict.kind == "accepted"
