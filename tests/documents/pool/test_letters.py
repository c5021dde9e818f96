"""Letters: accessible, in our own words, with a name on their pages alone."""

import json
import re
from datetime import date
from typing import Any

import pytest

from lagezentrum.documents.pool import end_words, letter_words
from lagezentrum.documents.pool.legal_forms import LegalForm, forms_for, legal_forms, provisions, to_check
from lagezentrum.documents.pool.letter import LONGEST_NAME, STAFF_UNIT, Letter, LetterKind, Sending
from lagezentrum.documents.pool.letter_files import LETTERS_FILE, to_pdf
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.staffing.intake.nominations import Status
from lagezentrum.staffing.model import Consent, Mode, Skill
from tests.documents.pool.examples import DRAFT, PLAN_SHA256, SENDING, deployment
from tests.documents.pool.opened import (
    CONFORMANCE_A,
    PART_A,
    PART_UA,
    beside_the_pages,
    opened,
    pages,
    said,
    squeezed,
)
from tests.documents.test_pdf import tags

NAME = "Änne-Sophie Zwölftausend"
KINDS = [kind for kind in LetterKind if not kind.of_end]
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


@EVERY_KIND
def test_it_is_archivable_accessible_and_knows_its_title(kind: LetterKind) -> None:
    with opened(to_pdf(Letter(kind, deployment(), NAME), SENDING).content) as pdf, pdf.open_metadata() as metadata:
        assert (metadata[PART_A], metadata[CONFORMANCE_A], metadata[PART_UA]) == ("3", "A", "1")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "de-DE"
        assert str(metadata["dc:title"]).startswith("Einsatz 17: ")
        assert metadata["dc:creator"] == [STAFF_UNIT.name]
        assert str(metadata["xmp:CreateDate"]).startswith("2020-11-05")
        found = tags(pdf)
        assert found.count("/H1") == 1
        assert found.count("/H2") == 3
        assert found.count("/TH") == 2
        assert {"/L", "/LI", "/Table", "/P"} <= set(found)


@EVERY_KIND
@pytest.mark.parametrize("form", list(LegalForm))
def test_it_fits_on_one_sheet_and_says_all_that_was_given(kind: LetterKind, form: LegalForm) -> None:
    content = to_pdf(Letter(kind, deployment(form=form), NAME), SENDING).content
    assert len(pages(content)) == 1
    text = said(content)
    for words in (
        "Einsatz 17", NAME, "Finanzamt Musterstadt", "Landkreis Cloppenburg", "Montag, 9. November 2020",
        "Freitag, 29. Januar 2021", "0,75 VZÄ (75 % einer vollen Stelle)", "Fallermittlung", "aus der Ferne",
        "Frist von 14 Tagen", "Donnerstag, 5. November 2020", legal_forms()[form].title, legal_forms()[form].cite,
        legal_forms()[form].everybody, provisions()["data"].cite, "Kontakt Personalstab", PLAN_SHA256, "Seite 1 von 1",
    ):  # fmt: skip
        assert squeezed(words) in text, words


@EVERY_KIND
def test_a_name_stands_on_the_pages_alone(kind: LetterKind) -> None:
    content = to_pdf([Letter(kind, deployment(number), NAME) for number in (17, 18)], SENDING).content
    assert squeezed(NAME) in said(content)
    elsewhere = beside_the_pages(content)
    assert "Einsatz 17" in elsewhere  # what is looked through are really the title and the attachments
    assert not any(part in elsewhere for part in (*NAME.split(), "Sophie", "K-0815"))


@EVERY_KIND
def test_without_a_name_the_letter_says_who_enters_it(kind: LetterKind) -> None:
    assert squeezed(letter_words.NO_NAME) in said(to_pdf(Letter(kind, deployment()), SENDING).content)


def test_the_deployment_travels_inside_without_name_and_pseudonym() -> None:
    with opened(to_pdf(Letter(LetterKind.PERSON, deployment(), NAME), SENDING).content) as pdf:
        assert set(pdf.attachments) == {LETTERS_FILE}
        read = json.loads(pdf.attachments[LETTERS_FILE].get_file().read_bytes())
    assert read == {
        "format": "lagezentrum.pool-letters/1",
        "deployments": [
            {
                "number": 17, "lender": "FA-12", "receiver": "GA03453", "first": "2020-11-09", "last": "2021-01-29",
                "quarters": 3, "skill": "case_investigation", "mode": "remote", "form": "secondment",
                "plan_sha256": PLAN_SHA256,
            }
        ],
    }  # fmt: skip


def test_the_receiver_reads_neither_pseudonym_nor_what_is_between_person_and_lender() -> None:
    text = {kind: said(to_pdf(Letter(kind, deployment(), NAME), SENDING).content) for kind in KINDS}
    for words in ("K-0815", "Zustimmung der Kraft", "4. November 2020"):
        found = {kind for kind in KINDS if squeezed(words) in text[kind]}
        assert found == set(KINDS) - {LetterKind.RECEIVER}, words


@pytest.mark.parametrize("form", list(LegalForm))
def test_what_a_jurist_has_to_check_stands_on_the_draft_and_never_in_the_letter(form: LegalForm) -> None:
    letter = Letter(LetterKind.LENDER_REQUEST, deployment(form=form), NAME)
    draft, real = (said(to_pdf(letter, sending).content) for sending in (DRAFT, SENDING))
    assert squeezed(letter_words.DRAFT) in draft
    for one in to_check(form):
        assert squeezed(one.check) in draft
        assert squeezed(one.check) not in real
    assert squeezed(letter_words.HEADINGS["check"]) not in real


def test_each_group_of_staff_has_its_usual_form_first() -> None:
    assert forms_for(Status.CIVIL_SERVANT.value) == (LegalForm.SECONDMENT, LegalForm.ASSISTANCE)
    assert forms_for(Status.EMPLOYEE.value) == (LegalForm.COLLECTIVE, LegalForm.ASSISTANCE)


def test_each_addressee_reads_what_the_form_means_for_them() -> None:
    for form, text in legal_forms().items():
        for kind, words in (
            (LetterKind.LENDER_CONFIRMATION, text.lender),
            (LetterKind.RECEIVER, text.receiver),
            (LetterKind.PERSON, text.person),
        ):
            assert squeezed(words) in said(to_pdf(Letter(kind, deployment(form=form)), SENDING).content)


def test_consent_council_and_notice_are_said_as_recorded() -> None:
    told: dict[str, Any] = {
        "consent": Consent.NOT_REQUIRED,
        "staff_council_on": None,
        "notice_days": 1,
        "mode": Mode.ON_SITE,
    }
    text = said(
        to_pdf(Letter(LetterKind.PERSON, deployment(**told, skill=Skill.IT, plan_sha256=None)), SENDING).content
    )
    for words in ("nicht erforderlich", "noch nicht angegeben", "einer Frist von 1 Tag", "vor Ort", "IT (Zugänge"):
        assert squeezed(words) in text, words
    assert squeezed("Prüfsumme") not in text
    assert "ohneFrist" in said(to_pdf(Letter(LetterKind.RECEIVER, deployment(notice_days=0)), SENDING).content)


def test_only_a_confirmed_authority_sends_real_letters() -> None:
    with pytest.raises(DocumentProblem, match="not confirmed"):
        Sending(date(2020, 11, 5), live=True)
    confirmed = STAFF_UNIT.model_copy(update={"confirmed": True, "address": ("Am Ufer 3",), "person": "Leitung KomZ"})
    letter = Letter(LetterKind.RECEIVER, deployment())
    real = said(to_pdf(letter, Sending(date(2020, 11, 5), confirmed, "Telefon 0511 1", live=True)).content)
    assert all(squeezed(words) in real for words in ("Am Ufer 3", "Leitung KomZ", "Telefon 0511 1"))
    assert "Übung" not in real
    assert "Übung" in said(to_pdf(letter, SENDING).content)


@pytest.mark.parametrize(
    "name",
    [
        """"O'Neil" #panic("x") $x^2$ \\ *y* _z_ `c` <b> @ref // {{ 1 }} [a] ~ == #""",
        "\\u{41} #sys.inputs.given #read(\"/etc/passwd\") <letter-end>",
        "W" * LONGEST_NAME,
        "Mc " + "ü#$\\\"" * 39,
    ],
    ids=["code", "files", "long", "long-code"],
)  # fmt: skip
def test_a_hostile_name_is_text(name: str) -> None:
    content = to_pdf([Letter(LetterKind.PERSON, deployment(number), name) for number in (17, 18)], SENDING).content
    assert said(content).count(squeezed(name)) == 4  # address and table of both letters
    assert "Seite 1 von" in pages(content)[0]


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("name", ["محمد علي", "Dr. שלום כהן", "علي‌رضا 17"])
def test_a_name_written_from_right_to_left_is_set(name: str) -> None:
    text = said(to_pdf(Letter(LetterKind.PERSON, deployment(), name), SENDING).content)
    assert set(re.findall(r"[\u05d0-\u05ea]", name)) <= set(text)
    assert "Angabe" + "Einsatz17" in text
    if re.search("[\u0600-\u06ff]", name):
        assert re.search("[\u0600-\u06ff\ufb50-\ufeff]", text)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "empty"), ("  ", "empty"), ("x" * (LONGEST_NAME + 1), "201 characters"), ("Erika\nHiermit", "line breaks"),
        ("Erika\u2028M", "line breaks"), ("Erika\u202eM", "control"), ("Erika\x00M", "control"),
        ("a\u2066b", "control"),
    ],
)  # fmt: skip
def test_a_name_that_is_no_text_is_refused_without_repeating_it(name: str, why: str) -> None:
    with pytest.raises(DocumentProblem, match=why) as refused:
        Letter(LetterKind.PERSON, deployment(), name)
    assert "Erika" not in refused.value.de + refused.value.en


def test_a_character_that_no_font_has_is_refused_by_the_number_of_its_deployment() -> None:
    fine = Letter(LetterKind.PERSON, deployment(17), "Erika")
    with pytest.raises(DocumentProblem, match="Deployment 18: the letter could not be set") as refused:
        to_pdf([fine, Letter(LetterKind.PERSON, deployment(18), "王小明")], SENDING)
    assert "王" not in refused.value.de + refused.value.en
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "told",
    [
        {"consent": Consent.REFUSED}, {"last": date(2020, 11, 8)}, {"quarters": 0}, {"quarters": 5},
        {"mode": Mode.BOTH}, {"number": 0},
    ],
    ids=str,
)  # fmt: skip
def test_there_is_no_letter_about_what_can_not_be(told: dict[str, Any]) -> None:
    with pytest.raises(DocumentProblem, match=r"Deployment \d+: "):
        deployment(**told)


def test_sentences_hold_no_number_of_their_own() -> None:
    sentences = _sentences()
    assert len(sentences) > 50
    assert not [sentence for sentence in sentences if re.search(r"\d", sentence)]


def _sentences() -> list[str]:
    found: list[str] = []
    for name, value in (vars(letter_words) | vars(end_words)).items():
        if name.isupper():
            parts = value.values() if isinstance(value, dict) else [value]
            for part in parts:
                found += [part] if isinstance(part, str) else list(part)
    return found
