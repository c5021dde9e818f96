"""The ways in which any table can be broken, applied to a sound file of a publisher."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from tests.web.archive.deliveries import DIVI, LAND, RKI, beds, day, land, landkreise, rki


@dataclass(frozen=True)
class Sound:
    """A file that is taken as it is, and where in it things stand.

    Attributes:
        kind: which reader takes it.
        content: at least two days, the last one `day(1)`.
        value: column of a figure.
        absurd: a figure that this column can not hold.
        other: the content of a sound file for another reader.
    """

    kind: str
    content: bytes
    value: int
    absurd: str
    other: bytes

    @property
    def lines(self) -> list[str]:
        return self.content.decode().splitlines()

    def with_lines(self, lines: list[str]) -> bytes:
        return "".join(f"{line}\n" for line in lines).encode()

    def with_cell(self, column: int, text: str) -> bytes:
        """The second row with another cell."""
        lines = self.lines
        cells = lines[2].split(",")
        cells[column] = text
        lines[2] = ",".join(cells)
        return self.with_lines(lines)

    def with_row(self, row: str) -> bytes:
        lines = self.lines
        lines[2] = row
        return self.with_lines(lines)

    def with_header(self, header: str) -> bytes:
        return self.with_lines([header, *self.lines[1:]])


_LAND = land({day(0): ("5.6", "7.7"), day(1): ("5.7", "7.9")})
_RKI = rki([day(0), day(1)], with_cases=True)
SOUND = {
    "frozen incidence": Sound(RKI, _RKI, 3, "987654.3", _LAND),
    "open data": Sound(
        RKI, landkreise([day(0), day(1)], {"03241": 2500, "03404": 150, "03101": 400}), 6, "987654.3", _LAND
    ),
    "indicators of the Land": Sound(LAND, _LAND, 1, "987.6", _RKI),
    "beds": Sound(DIVI, beds([day(0), day(1)]), 4, "99999999", _RKI),
}


def breakages(sound: Sound) -> Iterator[tuple[str, bytes, str, str]]:
    """Each way: what is done, the content, the name of the file, words of the message (alternatives by |)."""
    text, lines, header = sound.content.decode(), sound.lines, sound.lines[0]
    columns, row = header.split(","), sound.lines[2]
    value, on = row.split(",")[sound.value], row.split(",")[0]
    yield "empty", b"", "a.csv", "the file is empty"
    yield "only line breaks", b"\n\n\n", "a.csv", "the file is empty"
    yield "an empty first line", b"\n" + sound.content, "a.csv", "the first line is empty"
    yield "a header and nothing else", header.encode() + b"\n", "a.csv", "no row below it"
    yield "a web page", b"<!DOCTYPE html>\n<title>Wartung</title>", "a.csv", "this is a web page"
    yield "an answer in XML", b'<?xml version="1.0"?><Error/>', "a.csv", "this is a web page"
    yield "an answer in JSON", json.dumps({"error": 503}).encode(), "a.csv", "an answer in JSON"
    yield "a workbook", _zipped(sound.content), "a.xlsx", "this is a workbook"
    yield "an old workbook", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls", "this is a workbook"
    yield "a PDF", b"%PDF-1.7\n%\xe2\xe3", "a.pdf", "this is a workbook, an archive or a PDF"
    yield "a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.csv", "not UTF-8"
    yield "bytes of zero", sound.with_cell(sound.value, "\0"), "a.csv", "bytes of zero"
    yield "UTF-16", text.encode("utf-16"), "a.csv", "it is UTF-16"
    yield "Windows-1252", sound.with_cell(sound.value, "ü").decode().encode("cp1252"), "a.csv", "not UTF-8"
    yield "packed and cut", gzip.compress(sound.content)[:-30], "a.csv.gz", "can not be unpacked"
    yield "called packed and not", sound.content, "a.csv.gz", "can not be unpacked"
    yield "packed and not called so", gzip.compress(sound.content), "a.csv", "not UTF-8"
    yield "semicolons", text.replace(",", ";").encode(), "a.csv", "separated by semicolons"
    yield "tabs", text.replace(",", "\t").encode(), "a.csv", "separated by tabs"
    yield "bars", text.replace(",", "|").encode(), "a.csv", "separated by bars"
    yield "no header", sound.with_lines(lines[1:]), "a.csv", "no header"
    yield "a column renamed", sound.with_header(header.replace(columns[sound.value], "x")), "a.csv", "unknown column"
    yield "a column missing", sound.with_lines([x.rpartition(",")[0] for x in lines]), "a.csv", "is missing"
    yield "a column more", sound.with_lines([f"{header},x", *(f"{x},1" for x in lines[1:])]), "a.csv", "unknown column"
    twice = sound.with_lines([f"{header},{columns[0]}", *(f"{x},{x.split(',')[0]}" for x in lines[1:])])
    yield "a column twice", twice, "a.csv", "stands twice|another order|unknown column"
    moved = ",".join([columns[1], columns[0], *columns[2:]])
    yield "columns in another order", sound.with_header(moved), "a.csv", "another order"
    yield "another kind of file", sound.other, "a.csv", "this is a file of another kind"
    yield "a table of something else", b"name,age\nA,1\n", "a.csv", "unknown column 'name'"
    yield "cut inside a row", sound.content[: sound.content.rfind(b",", 0, -12)], "a.csv", "ends inside a row"
    yield "no line end", sound.content.rstrip(b"\n"), "a.csv", "no line end"
    yield "an open quotation", sound.with_row('"' + row), "a.csv", "quotation mark"
    yield "a line break in a field", sound.with_row(row.replace(",", ',"x\ny",', 1)), "a.csv", "spans the lines"
    yield "a field too many", sound.with_row(f"{row},"), "a.csv", "too many"
    yield "a field too few", sound.with_row(row.partition(",")[2]), "a.csv", "too few|ends inside a row"
    yield "the header again", sound.with_lines([*lines, *lines]), "a.csv", "where a day is expected"
    yield "a row twice", sound.with_lines([*lines[:3], row, *lines[3:]]), "a.csv", "second row"
    yield "a decimal comma", sound.with_cell(sound.value, f'"{value.replace(".", ",")},1"'), "a.csv", "comma"
    yield "a negative figure", sound.with_cell(sound.value, f"-{value}"), "a.csv", "is negative|covid_icu"
    yield "a number that is none", sound.with_cell(sound.value, "NaN"), "a.csv", "is not a number|covid_icu"
    yield "a word for a number", sound.with_cell(sound.value, "viele"), "a.csv", "not a plain decimal number|covid_icu"
    yield "an exponent", sound.with_cell(sound.value, "1e3"), "a.csv", "not a plain decimal number|covid_icu"
    yield "a blank inside", sound.with_cell(sound.value, "1 000"), "a.csv", "not a plain decimal number|covid_icu"
    yield "digits of another script", sound.with_cell(sound.value, "٣٤"), "a.csv", "not a plain decimal|covid_icu"
    yield "an absurd figure", sound.with_cell(sound.value, sound.absurd), "a.csv", "more than can be"
    yield "a German date", sound.with_cell(0, "15.11.2021"), "a.csv", "German order"
    yield "a moment for a day", sound.with_cell(0, f"{on}T00:00:00"), "a.csv", "not a date"
    yield "a day that does not exist", sound.with_cell(0, "2021-11-31"), "a.csv", "no day of the calendar"
    yield "a day in the future", sound.with_cell(0, "2021-11-17"), "a.csv", "lies in the future"
    yield "a day before the beginning", sound.with_cell(0, "1921-11-15"), "a.csv", "lies before"


def _zipped(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("table.csv", content)
    return target.getvalue()
