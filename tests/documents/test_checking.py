"""An order that comes back edited: each number and date that no longer equals the proof is named, nothing else."""

import io
import json
import re

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.checking import Checked, check
from lagezentrum.documents.drafting_word import to_docx
from lagezentrum.documents.numbers import tokens
from lagezentrum.documents.order import Order
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.reading_back import read_back
from lagezentrum.documents.typesetting import PROOF_FILE, to_pdf
from tests.documents.edits import edited, replaced
from tests.documents.season_orders import ALL, an_order, docket, every_kind, order_about

Made = tuple[Order, ChangeProof]
IDS = [f"{order.kind}-{order.area}-{proof.status}" for order, proof in every_kind()]
HANNOVER = an_order("03241", "2021-11-29", "raise")
DRAFT = to_docx(*HANNOVER).content


def checked(content: bytes, on_record: str | None = None) -> Checked:
    return check(read_back(content, "order"), on_record)


def named(content: bytes) -> list[tuple[str, str, str, str]]:
    return [(d.kind, d.path, d.expected, d.found) for d in checked(content).deviations]


@pytest.mark.parametrize("made", every_kind(), ids=IDS)
def test_what_was_not_edited_agrees_whole_in_both_forms(made: Made) -> None:
    for content in (to_pdf(*made).content, to_docx(*made).content):
        found = checked(content, made[1].sha256)
        assert found.deviations == ()
        assert found.agreeing > 40
        assert found.proof_sha256 == made[1].sha256


@pytest.mark.parametrize("day", ["2021-09-10", "2021-10-20", "2021-11-17", "2021-12-22"])
def test_every_order_that_the_season_asks_for_agrees_with_its_proof(day: str) -> None:
    on, number = docket(day), 0
    for area in ALL:
        for matter in on.open_matters(area):
            made = order_about(on, matter, reasons="Ohne Zahlen begründet.")
            assert checked(to_pdf(*made).content, made[1].sha256).deviations == (), (area, matter.kind, matter.step)
            number += 1
    assert number >= 5


def test_a_long_run_of_missing_values_stays_readable_over_several_pages() -> None:
    on = docket("2021-10-20")
    (matter,) = on.open_matters("03")
    made = order_about(on, matter, reasons="Die Werte fehlen.")
    assert len(made[1].days) > 14
    text = " ".join(read_back(to_pdf(*made).content, "order").text.split())
    assert text.count("kein Wert") == 2 * sum(day.left_out is None for day in made[1].days)
    assert "7-Tage-Hospitalisierungsinzidenz vom Di 28.09.2021, Mi 29.09.2021" in text


def test_a_changed_value_is_named_with_its_field() -> None:
    assert named(replaced(DRAFT, "190,6", "99,6")) == [("changed", "proof.days.1.figures.1.compared", "190,6", "99,6")]


def test_a_changed_date_is_named_with_its_field() -> None:
    (found,) = named(replaced(DRAFT, "Mittwoch, 1. Dezember 2021", "Donnerstag, 2. Dezember 2021"))
    assert found == ("changed", "order.effective", "Mittwoch, 1. Dezember 2021", "Donnerstag, 2. Dezember 2021")


def test_a_weekday_that_does_not_fit_its_date_is_named() -> None:
    (found,) = named(replaced(DRAFT, "Mittwoch, 1. Dezember 2021", "Freitag, 1. Dezember 2021"))
    assert found[3] == "Freitag, 1. Dezember 2021"


def test_another_spelling_of_the_same_date_is_no_deviation() -> None:
    assert named(replaced(DRAFT, "Mittwoch, 1. Dezember 2021", "01.12.2021", count=9)) == []


def test_a_value_that_was_deleted_is_named_as_missing() -> None:
    assert named(replaced(DRAFT, "190,6", "")) == [("missing", "proof.days.1.figures.1.compared", "190,6", "")]


def test_a_number_that_was_added_is_named_with_the_words_around_it() -> None:
    content = replaced(DRAFT, "Spätere Nachmeldungen", "Am 3. Dezember kamen 17 dazu. Spätere Nachmeldungen")
    assert [(kind, found) for kind, _, _, found in named(content)] == [("added", "3. Dezember"), ("added", "17")]
    assert "»17« dazu" in checked(content).deviations[1].around


def test_two_values_that_changed_places_are_both_named() -> None:
    content = replaced(replaced(replaced(DRAFT, "190,6", "@"), "188,8", "190,6"), "@", "188,8")
    assert len(named(content)) == 2


def test_sentences_may_be_added_and_renumbered() -> None:
    content = replaced(DRAFT, "Spätere Nachmeldungen ändern nichts.", "Das bleibt so.")
    assert named(content) == []


def test_a_tracked_deletion_counts_as_deleted_and_an_insertion_as_inserted() -> None:
    def track(text: str) -> str:
        run = re.search(r"<w:r>(?:(?!</w:r>).)*190,6(?:(?!</w:r>).)*</w:r>", text)
        assert run is not None
        gone = run[0].replace("<w:t", "<w:delText").replace("</w:t>", "</w:delText>")
        came = run[0].replace("190,6", "191,6")
        return text.replace(run[0], f"<w:del>{gone}</w:del><w:ins>{came}</w:ins>")

    assert [(path, found) for _, path, _, found in named(edited(DRAFT, track))] == [
        ("proof.days.1.figures.1.compared", "191,6")
    ]


def test_a_proof_forged_inside_the_file_does_not_pass() -> None:
    forged = replaced(replaced(DRAFT, "190,6", "90,6"), "190.6", "90.6", part="customXml/item102.xml")
    kinds = {kind for kind, *_ in named(forged)}
    assert {"other_proof", "not_in_proof"} <= kinds


def test_an_order_about_something_else_than_its_proof_does_not_pass() -> None:
    forged = replaced(DRAFT, '"area": "03241"', '"area": "03242"', part="customXml/item101.xml")
    assert named(forged) == [("not_in_proof", "order.area", "03241", "03242")]


def test_the_proof_of_another_matter_is_named_when_the_one_on_record_is_known() -> None:
    _, other = an_order("03404", "2021-11-29", "raise", "2")
    (found,) = checked(DRAFT, other.sha256).deviations
    assert (found.kind, found.expected) == ("other_proof", other.sha256)


def test_a_pdf_whose_attachment_was_exchanged_does_not_pass() -> None:
    with pikepdf.open(io.BytesIO(to_pdf(*HANNOVER).content)) as pdf:
        proof = json.loads(pdf.attachments[PROOF_FILE].get_file().read_bytes())
        proof["days"][0]["figures"][0]["compared"] = "2.0"
        del pdf.attachments[PROOF_FILE]
        pdf.attachments[PROOF_FILE] = json.dumps(proof).encode()
        saved = io.BytesIO()
        pdf.save(saved)
    found = checked(saved.getvalue()).deviations
    assert ("proof.days.0.figures.0.compared", "2,0", "6,3") in [(d.path, d.expected, d.found) for d in found]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "neither PDF nor DOCX"),
        (b"Warnstufe 2", "neither PDF nor DOCX"),
        (b"%PDF-1.7 broken", "can not be read as PDF"),
        (b"PK\x03\x04 broken", "can not be read as DOCX"),
        (to_pdf(*HANNOVER).content[:5000], "can not be read as PDF"),
        (DRAFT[:5000], "can not be read as DOCX"),
        (edited(DRAFT, lambda text: text[:500]), "can not be read as DOCX"),
        (edited(DRAFT, lambda text: "<other/>", "customXml/item102.xml"), "carries no proof"),
        (replaced(DRAFT, "{", "", part="customXml/item103.xml"), "can not be read"),
        (replaced(DRAFT, '"needed": 5', '"needed": NaN', part="customXml/item102.xml"), "can not be read"),
        (replaced(DRAFT, '"rule": "local"', '"rule": "\\ud800"', part="customXml/item102.xml"), "can not be read"),
        (replaced(DRAFT, "Spätere", "1 " * 200_000), "far longer than an order"),
    ],
)
def test_a_file_that_is_no_order_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(DocumentProblem, match=said):
        read_back(content, "order")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_single_number_is_changed_exactly_that_one_is_named(data: st.DataObject) -> None:
    returned = read_back(DRAFT, "order")
    here = list(tokens(returned.text))
    number = data.draw(st.integers(0, len(here) - 1))
    other = data.draw(st.integers(10_000_000, 99_999_999).map(str))
    token = here[number]
    text = returned.text[: token.start] + other + returned.text[token.end :]
    found = check(type(returned)(text, returned.order, returned.proof, returned.fields)).deviations
    expected = [(path, t) for path, form, written in returned.fields for t in tokens(written)]
    path = expected[number][0]
    if path:  # a number that only numbers is free
        assert [(d.kind, d.path, d.found) for d in found] == [("changed", path, other)]
