"""The same rows in every form in which offices send them; what can not be read is refused with its place."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from lagezentrum.staffing.intake import xlsx_table
from lagezentrum.staffing.intake.authorities import read_lenders
from lagezentrum.staffing.intake.nominations import Nominated, read_nominations
from lagezentrum.staffing.intake.problems import Reading
from lagezentrum.staffing.intake.templates import nomination_template
from tests.staffing.intake.material import KNOWN, NOMINATION, NOMINATION_NAMES, authorities, nominations, text, workbook

EXPECTED = read_nominations(nominations(), KNOWN).content
PLAIN = text(NOMINATION_NAMES, NOMINATION, [{}])
TYPED: dict[str, object] = {
    "vzae": 0.75, "einsatz_ab": datetime(2020, 11, 9), "einsatz_bis": date(2021, 1, 29), "kreis_ags": 3241,  # noqa: DTZ001
    "max_km": 40.0, "schulung_am": "2020-11-05", "dienstgeraet": True, "pool": None, "team": None,
}  # fmt: skip


def read(content: bytes) -> Reading[Nominated]:
    return read_nominations(content, KNOWN)


def typed_row(**more: object) -> list[object]:
    return [({**NOMINATION, **TYPED} | more)[name] for name in NOMINATION_NAMES]


def test_the_template_is_read_as_it_is_downloaded() -> None:
    assert len(EXPECTED) == 1
    assert read(nomination_template().encode()).content == EXPECTED


FORMS: dict[str, bytes] = {
    "byte order mark": PLAIN.encode("utf-8-sig"),
    "cp1252": PLAIN.encode("cp1252"),
    "unix line ends": PLAIN.replace("\r\n", "\n").encode(),
    "no last line end": PLAIN.rstrip().encode(),
    "commas": text(NOMINATION_NAMES, NOMINATION, [{"vzae": '"0,75"', "sprachen": '"tr,ru"'}], ",").encode(),
    "tabs": PLAIN.replace(";", "\t").encode(),
    "sep line of Excel": ("sep=;\r\n" + PLAIN).encode(),
    "quotes around everything": text(
        [f'"{name}"' for name in NOMINATION_NAMES],
        {f'"{name}"': f'"{value}"' for name, value in NOMINATION.items()},
        [{}],
    ).encode(),
    "blanks around values": PLAIN.replace(";", " ; ").encode(),
    "capital column names": (";".join(NOMINATION_NAMES).upper() + PLAIN[PLAIN.index("\r\n") :]).encode(),
    "other word order marks": PLAIN.replace("dienststelle_id", "Dienststelle-ID").encode(),
    "decimal point": PLAIN.replace("0,75", "0.75").encode(),
    "ISO days": PLAIN.replace("09.11.2020", "2020-11-09").replace("29.01.2021", "2021-01-29").encode(),
    "leading zero lost": PLAIN.replace(";03241;", ";3241;").encode(),
    "empty lines": PLAIN.replace("\r\n", "\r\n\r\n;;;\r\n").encode(),
    "title above the header": ("Meldung der Dienststelle;;;\r\n;;;\r\n" + PLAIN).encode(),
    "columns in another order": text(list(reversed(NOMINATION_NAMES)), NOMINATION, [{}]).encode(),
    "optional columns left out": text(NOMINATION_NAMES[:-2], NOMINATION, [{}]).encode(),
    "workbook with texts": workbook(NOMINATION_NAMES, [NOMINATION[name] or None for name in NOMINATION_NAMES]),
    "workbook with types": workbook(NOMINATION_NAMES, typed_row()),
    "workbook with a merged title": workbook(
        ["Meldung"], [], NOMINATION_NAMES, typed_row(), [], merged="A1:S1"
    ),
    "workbook with a header over two rows": workbook(
        [name if name not in ("einsatz_ab", "einsatz_bis") else "Einsatz" for name in NOMINATION_NAMES],
        [name if name in ("einsatz_ab", "einsatz_bis") else None for name in NOMINATION_NAMES],
        typed_row(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_usual_form_is_read_to_the_same_row(form: str) -> None:
    found = read(FORMS[form])
    assert found.problems == ()
    assert found.content == EXPECTED


def test_umlauts_in_both_encodings_mean_the_same() -> None:
    both = [
        read(nominations({"stufe": "Führung"}).decode().encode(code)).problems[0].value for code in ("utf-8", "cp1252")
    ]
    assert both == ["Führung", "Führung"]


def packed(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    stream = io.BytesIO(workbook(NOMINATION_NAMES, typed_row()))
    with zipfile.ZipFile(stream, "a") as archive:
        change(archive)
    return stream.getvalue()


def with_formula() -> bytes:
    return workbook(NOMINATION_NAMES, typed_row(), typed_row(kennung="K-2", vzae="=1/2"))


REFUSED: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 0, ""),
    "blanks": (b" \r\n\r\n", 0, ""),
    "separators alone": (b";;;\r\n;;\r\n", 0, ""),
    "header alone": (PLAIN.split("\r\n")[0].encode(), 0, ""),
    "UTF-16": (PLAIN.encode("utf-16"), 0, ""),
    "a byte of zero": (PLAIN.replace("Beamte", "Bea\x00mte").encode(), 2, "C"),
    "a byte of no encoding": (PLAIN.encode().replace(b"Beamte", b"Bea\x81mte"), 2, "C"),
    "an open quotation": (PLAIN.replace("K-0017", '"K-0017').encode(), 2, ""),
    "no header": (PLAIN.split("\r\n")[1].encode(), 1, ""),
    "a value too many": (PLAIN.rstrip().encode() + b";x", 2, "T"),
    "a column of no template": (PLAIN.replace("max_km", "max_miles").encode(), 1, "J"),
    "a column twice": (PLAIN.replace("pool;", "stufe;").encode(), 1, "R"),
    "old Excel": (b"\xd0\xcf\x11\xe0" + bytes(500), 0, ""),
    "a cut workbook": (workbook(NOMINATION_NAMES, typed_row())[:-300], 0, ""),
    "a ZIP of something else": (packed(lambda _: None)[:50] + b"PK", 0, ""),
    "macros": (packed(lambda archive: archive.writestr("xl/vbaProject.bin", b"x")), 0, ""),
    "XML definitions": (packed(lambda archive: archive.writestr("xl/x.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]>")), 0, ""),
    "an empty workbook": (workbook(), 0, ""),
    "a formula": (with_formula(), 3, "E"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_can_not_be_read_is_refused_with_its_place(kind: str) -> None:
    content, row, column = REFUSED[kind]
    found = read(content)
    assert (found.problems[0].row, found.problems[0].column) == (row, column)
    assert all(
        part.de and part.en for problem in found.problems for part in (problem.what, problem.why, problem.remedy)
    )


def test_a_row_with_a_formula_keeps_the_others() -> None:
    assert [number for number, _ in read(with_formula()).rows] == [2]


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_table, "MOST_UNPACKED", 1_000_000)

    def swell(archive: zipfile.ZipFile) -> None:
        archive.writestr("xl/media/x.bin", bytes(3_000_000), zipfile.ZIP_DEFLATED)

    content = packed(swell)
    assert len(content) < 50_000
    assert "MB" in read(content).problems[0].what.de


def test_instructions_on_another_sheet_are_passed_over_with_their_formulas() -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["Anleitung", "=SUM(1,2)"])
    second = book.create_sheet("Meldung")
    second.append(NOMINATION_NAMES)
    second.append(typed_row())
    stream = io.BytesIO()
    book.save(stream)
    found = read(stream.getvalue())
    assert (found.problems, found.content) == ((), EXPECTED)


def test_rows_on_a_second_sheet_are_not_lost_without_a_word() -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    for sheet, pseudonym in ((first, "K-1"), (book.create_sheet("Nachtrag"), "K-2")):
        sheet.append(NOMINATION_NAMES)
        sheet.append(typed_row(kennung=pseudonym))
    stream = io.BytesIO()
    book.save(stream)
    found = read(stream.getvalue())
    assert (found.rows, [problem.value for problem in found.problems]) == ((), ["Nachtrag"])
    assert "Blatt „Nachtrag“" in found.problems[0].in_language("de")


def test_small_letters_make_no_second_person() -> None:
    found = read(nominations({"kennung": "k-1000"}, {"kennung": "A-1"}, {"kennung": "a-1"}))
    assert [(problem.row, problem.column) for problem in found.problems] == [(2, "kennung"), (4, "kennung")]


def test_a_team_is_counted_whatever_blanks_stand_around_its_sign() -> None:
    rows = [{**NOMINATION, "kennung": f"K-{n}", "dienststelle_id": "RK-01", "team": " T-1"} for n in range(2)]
    mobile = {"pool": "mobile_teams", "einsatzart": "nur_vor_ort", "stufe": "KPN"}
    found = read(nominations(*({**row, **mobile} for row in rows)))
    assert "team" in {problem.column for problem in found.problems}
    assert not found.rows


def test_a_hundred_thousand_rows_are_read_and_their_problems_counted() -> None:
    header, row = authorities().decode().split("\r\n")[:2]
    lines = [
        row.replace("FA-001", f"FA-{number}").replace("12,5", "12,5" if number % 10 else "12,7")
        for number in range(100_000)
    ]
    found = read_lenders("\r\n".join([header, *lines]).encode())
    assert found.total == 100_000
    assert len(found.rows) == 90_000
    assert "5000" in found.problems[-1].what.de  # those beyond the list are counted
