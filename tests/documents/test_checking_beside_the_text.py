"""What people do to a Word file or a PDF beside typing into its text: notes, headers, tracked and hidden things."""

import io
import re
import zipfile

import pikepdf
import pytest

from lagezentrum.documents.checking import check
from lagezentrum.documents.drafting_word import to_docx
from lagezentrum.documents.reading_back import read_back
from lagezentrum.documents.typesetting import to_pdf
from tests.documents.edits import edited, replaced
from tests.documents.season_orders import an_order

HANNOVER = an_order("03241", "2021-11-29", "raise")
DRAFT = to_docx(*HANNOVER).content
VALUE = "proof.days.1.figures.1.compared"
SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ROLES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LATER = "<w:p><w:r><w:t>gilt erst ab 24. Dezember 2021</w:t></w:r></w:p>"


def named(content: bytes) -> list[tuple[str, str, str]]:
    return [(d.kind, d.path, d.found) for d in check(read_back(content, "order")).deviations]


def repacked(content: bytes, added: dict[str, str], renamed: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            archive.writestr(renamed.get(name, name), given.read(name))
        for name, text in added.items():
            archive.writestr(name, text)
    return made.getvalue()


def with_part(kind: str, content: str) -> bytes:
    """The draft with a part that its body names in a role."""
    relation = f'<Relationship Id="rX" Type="{ROLES}/{kind}" Target="beside.xml"/></Relationships>'
    listed = edited(DRAFT, lambda text: text.replace("</Relationships>", relation), "word/_rels/document.xml.rels")
    return repacked(listed, {"word/beside.xml": f"<w:x {SPACES}>{content}</w:x>"}, {})


def run_with(text: str) -> str:
    """The run of the draft in which a value stands."""
    found = re.search(r"<w:r>(?:(?!</w:r>).)*190,6(?:(?!</w:r>).)*</w:r>", text)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "endnotes"])
def test_what_stands_in_notes_headers_and_footers_is_read(kind: str) -> None:
    assert named(with_part(kind, LATER)) == [("added", "", "24. Dezember 2021")]


def test_page_numbers_that_word_fills_in_are_none_of_the_order() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    pages = (
        f"<w:p>{field.format('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>{field.format('separate')}"
        f'<w:r><w:t>77</w:t></w:r>{field.format("end")}<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>99</w:t></w:r>'
        "</w:fldSimple><w:r><w:t>Telefon 4711</w:t></w:r></w:p>"
    )
    assert named(with_part("footer", pages)) == [("added", "", "4711")]


def test_a_text_box_is_read_once() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
        f"<w:txbxContent>{LATER}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{LATER}</w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    content = edited(DRAFT, lambda text: text.replace(run_with(text), run_with(text) + box))
    assert named(content) == [("added", "", "24. Dezember 2021")]


@pytest.mark.parametrize("around", ["del", "moveFrom"])
def test_what_is_deleted_or_moved_away_is_gone(around: str) -> None:
    content = edited(DRAFT, lambda text: text.replace(run_with(text), f"<w:{around}>{run_with(text)}</w:{around}>"))
    assert named(content) == [("missing", VALUE, "")]


@pytest.mark.parametrize("mark", ["vanish", "strike", "dstrike"])
def test_what_is_hidden_or_struck_out_is_gone(mark: str) -> None:
    def marked(value: str) -> bytes:
        return edited(
            DRAFT, lambda text: text.replace(run_with(text), run_with(text).replace("<w:r>", f"<w:r>{value}", 1))
        )

    assert named(marked(f"<w:rPr><w:{mark}/></w:rPr>")) == [("missing", VALUE, "")]
    assert named(marked(f'<w:rPr><w:{mark} w:val="0"/></w:rPr>')) == []


def test_a_deleted_row_is_gone() -> None:
    def deleted(text: str) -> str:
        rows = re.findall(r"<w:tr[ >](?:(?!</w:tr>).)*</w:tr>", text, re.DOTALL)
        (row,) = [row for row in rows if "190,6" in row]
        start = row.index(">") + 1
        return text.replace(row, f"{row[:start]}<w:trPr><w:del/></w:trPr>{row[start:]}")

    assert [path for _, path, _ in named(edited(DRAFT, deleted))] == [
        "proof.days.1.day", "proof.days.1.figures.0.compared", VALUE,
    ]  # fmt: skip


def test_the_body_may_have_another_name() -> None:
    """Some programs call it document2.xml; what the package names counts, not what lies beside it."""
    rels = edited(DRAFT, lambda text: text.replace("word/document.xml", "word/document2.xml"), "_rels/.rels")
    renamed = {
        "word/document.xml": "word/document2.xml",
        "word/_rels/document.xml.rels": "word/_rels/document2.xml.rels",
    }
    moved = repacked(rels, {}, renamed)
    assert named(moved) == []
    changed = replaced(DRAFT, "190,6", "99,6")
    decoy = repacked(changed, {"word/original.xml": "<x/>"}, {})
    assert named(decoy) == [("changed", VALUE, "99,6")]


def test_characters_without_width_and_runs_apart_change_no_number() -> None:
    assert named(replaced(DRAFT, "190,6", "19\u200b0\u00ad,6")) == []
    apart = "19</w:t></w:r><w:r><w:t>0,6"
    assert named(replaced(DRAFT, "190,6", apart)) == []


def test_a_minus_and_a_symbol_make_another_number() -> None:
    assert named(replaced(DRAFT, "190,6", "-190,6")) == [("changed", VALUE, "-190,6")]
    symbol = '190,</w:t><w:sym w:font="Arial" w:char="0037"/><w:t>'
    assert [kind for kind, *_ in named(replaced(DRAFT, "190,6", symbol))] == ["changed"]


def test_a_long_number_that_begins_a_line_is_no_numbering() -> None:
    apart = "</w:t></w:r></w:p><w:p><w:r><w:t>2023. Spätere"
    assert named(replaced(DRAFT, "Spätere", apart)) == [("added", "", "2023")]


def test_a_remark_stamped_onto_a_pdf_is_read() -> None:
    with pikepdf.open(io.BytesIO(to_pdf(*HANNOVER).content)) as pdf:
        remark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[72, 700, 300, 720],
            DA="/Helv 11 Tf",
            Contents="gilt erst ab 24. Dezember 2021",
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(remark)]))
        saved = io.BytesIO()
        pdf.save(saved)
    assert named(saved.getvalue()) == [("added", "", "24. Dezember 2021")]
