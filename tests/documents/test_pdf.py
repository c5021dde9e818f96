"""The PDF: archivable and accessible at once, tagged, in German, with its data inside, the same bytes each time."""

import io
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.checking import check
from lagezentrum.documents.drafting_word import to_docx
from lagezentrum.documents.order import Order
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.reading_back import read_back
from lagezentrum.documents.typesetting import FIELDS_FILE, ORDER_FILE, PROOF_FILE, to_pdf
from tests.documents.season_orders import an_order, every_kind

Made = tuple[Order, ChangeProof]
IDS = [f"{order.kind}-{order.area}-{proof.status}" for order, proof in every_kind()]
_A, _UA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"


def opened(made: Made) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(to_pdf(*made).content))


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """The roles of all structure elements, in reading order."""
    found: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(str(element.S))
            if "/K" in element:
                walk(element.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize("made", every_kind(), ids=IDS)
def test_it_claims_pdf_a_3a_and_pdf_ua_1(made: Made) -> None:
    with opened(made) as pdf, pdf.open_metadata() as metadata:
        assert (metadata[f"{_A}part"], metadata[f"{_A}conformance"]) == ("3", "A")
        assert metadata[f"{_UA}part"] == "1"


def test_it_is_tagged_and_names_its_language_and_title() -> None:
    made = an_order("03241", "2021-11-29", "raise")
    with opened(made) as pdf, pdf.open_metadata() as metadata:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "de-DE"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        title = "Allgemeinverfügung zur Feststellung der Warnstufe 2 in der Region Hannover"
        assert metadata["dc:title"] == title
        assert metadata["dc:creator"] == ["Region Hannover"]
        assert str(metadata["xmp:CreateDate"]).startswith("2021-11-29")


def test_headings_lists_and_the_table_of_days_are_structure_not_looks() -> None:
    with opened(an_order("03241", "2021-11-29", "raise")) as pdf:
        found = tags(pdf)
    assert found.count("/H1") + found.count("/H2") >= 9
    assert found.count("/TH") == 4
    assert found.count("/TR") == 7  # the head, five counted days and a Sunday
    assert {"/L", "/LI", "/Table", "/P"} <= set(found)


@pytest.mark.parametrize("made", every_kind(), ids=IDS)
def test_order_proof_and_fields_are_attached(made: Made) -> None:
    order, proof = made
    with opened(made) as pdf:
        assert set(pdf.attachments) == {ORDER_FILE, PROOF_FILE, FIELDS_FILE}
        assert {str(file.AFRelationship) for file in pdf.Root.AF} == {"/Data"}
        read = {name: json.loads(spec.get_file().read_bytes()) for name, spec in pdf.attachments.items()}
    assert Order.model_validate(read[ORDER_FILE]) == order
    assert ChangeProof.model_validate(read[PROOF_FILE]) == proof
    assert read[ORDER_FILE]["proof_sha256"] == proof.sha256


def test_the_same_order_gives_the_same_bytes_in_another_process() -> None:
    here = to_pdf(*an_order("03241", "2021-11-29", "raise"))
    assert to_pdf(*an_order("03241", "2021-11-29", "raise")) == here
    script = (
        "from tests.documents.season_orders import an_order\n"
        "from lagezentrum.documents.drafting_word import to_docx\n"
        "from lagezentrum.documents.typesetting import to_pdf\n"
        "made = an_order('03241', '2021-11-29', 'raise')\n"
        "print(to_pdf(*made).sha256, to_docx(*made).sha256)\n"
    )
    root = Path(__file__).resolve().parents[2]
    elsewhere = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "1",
    }
    there = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env=os.environ | elsewhere,
    )
    assert there.stdout.split() == [here.sha256, to_docx(*an_order("03241", "2021-11-29", "raise")).sha256]


def test_several_threads_at_once_give_the_same_bytes() -> None:
    made = [an_order("03241", "2021-11-29", "raise"), an_order("03", "2021-12-15", "raise")] * 8
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda one: to_pdf(*one).sha256, made))
    assert found == [to_pdf(*one).sha256 for one in made]


def test_text_of_officers_is_never_code() -> None:
    order, proof = an_order("03241", "2021-11-29", "raise")
    hostile = order.model_copy(update={"reasons": ('#panic("x") $x$ = *y* \\ <script> {{ 1 }}',)})
    made = to_pdf(hostile, proof)
    assert made.sha256 != to_pdf(order, proof).sha256


def test_a_character_that_no_font_has_is_refused_in_words() -> None:
    order, proof = an_order("03241", "2021-11-29", "raise")
    with pytest.raises(DocumentProblem, match="could not be set"):
        to_pdf(order.model_copy(update={"reasons": ("Gut so 😀",)}), proof)


def test_nobody_signs_a_sheet_on_which_nothing_else_stands() -> None:
    order, proof = an_order("03460", "2021-11-29", "lower")
    on_signed_sheet = []
    for lines in range(30):  # of the reasons, so that the end comes to lie everywhere on a page
        longer = order.model_copy(update={"reasons": ("Die Lage bleibt angespannt.",) * lines})
        document = pypdfium2.PdfDocument(to_pdf(longer, proof).content)
        on_signed_sheet.append(document[len(document) - 1].get_textpage().get_text_range())
        document.close()
    assert all(proof.sha256 in text and "[Name und Unterschrift]" in text for text in on_signed_sheet)


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    order, proof = an_order("03241", "2021-11-29", "raise")
    address = "https://example.org/" + "abcdefgh12/" * 30
    made = to_pdf(order.model_copy(update={"reasons": (address,), "file_number": "W" * 120}), proof).content
    document = pypdfium2.PdfDocument(made)
    texts = [page.get_textpage() for page in document]
    boxes = [text.get_charbox(place) for text in texts for place in range(text.count_chars())]
    width = document[0].get_width()
    document.close()
    assert max(right for _, _, right, _ in boxes) < width
    assert check(read_back(made, "order")).deviations == ()


def judged(verapdf: str, files: list[Path]) -> list[str]:
    """What veraPDF says against files as PDF/A-3a or PDF/UA-1; empty where there is nothing."""
    found = []
    for file in files:
        for flavour in ("3a", "ua1"):
            told = subprocess.run(  # noqa: S603
                [verapdf, "--flavour", flavour, "--format", "text", str(file)],
                capture_output=True,
                text=True,
                check=False,
            )
            if told.returncode or not told.stdout.startswith("PASS"):
                found.append(f"{flavour} {told.stdout}{told.stderr}")
    return found


def written(folder: Path) -> list[Path]:
    """An order of every kind, in files."""
    files = []
    for number, made in enumerate(every_kind()):
        files.append(folder / f"{number}.pdf")
        files[-1].write_bytes(to_pdf(*made).content)
    return files


def test_verapdf_finds_nothing_wrong(tmp_path: Path) -> None:
    verapdf = shutil.which("verapdf")
    if verapdf is None:
        pytest.skip("veraPDF is not installed; what it would check is asserted in part by pikepdf")
    assert judged(verapdf, written(tmp_path)) == []


def test_what_verapdf_says_is_asked_for_both_standards_and_heard(tmp_path: Path) -> None:
    stand_in = tmp_path / "verapdf"
    stand_in.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "_, flavour, flavours, form, forms, file = sys.argv\n"
        "assert (flavour, form, forms) == ('--flavour', '--format', 'text'), sys.argv\n"
        "assert pathlib.Path(file).read_bytes().startswith(b'%PDF')\n"
        "fails = pathlib.Path(sys.argv[0]).with_name('fails').read_text().split()\n"
        "print('FAIL' if flavours in fails else 'PASS', file, flavours)\n"
        "sys.exit(flavours in fails)\n",
        encoding="utf-8",
    )
    stand_in.chmod(0o700)
    fails = tmp_path / "fails"
    fails.write_text("", encoding="utf-8")
    files = written(tmp_path)[:2]
    assert judged(str(stand_in), files) == []
    fails.write_text("ua1", encoding="utf-8")
    assert [said.split()[:2] for said in judged(str(stand_in), files)] == [["ua1", "FAIL"]] * 2
