"""Letters about a deployment that ends early or never begins: to lender, receiver and person."""

import json
from datetime import date

import pytest

from lagezentrum.documents.pool import end_words
from lagezentrum.documents.pool.letter import EarlyEnd, Letter, LetterKind
from lagezentrum.documents.pool.letter_files import LETTERS_FILE, to_pdf, to_zip_by_authority
from lagezentrum.documents.problems import DocumentProblem
from tests.documents.pool.examples import SENDING, deployment
from tests.documents.pool.opened import beside_the_pages, opened, pages, said, squeezed
from tests.documents.test_pdf import tags

NAME = "Änne-Sophie Zwölftausend"
RECALLED = EarlyEnd(date(2020, 12, 1), recalled=True)
REPLANNED = EarlyEnd(date(2020, 12, 1), recalled=False)
UNBEGUN = EarlyEnd(date(2020, 11, 6), recalled=True, begins=False)
ENDS = [kind for kind in LetterKind if kind.of_end]
EVERY_END = pytest.mark.parametrize("kind", ENDS)


@EVERY_END
def test_it_says_the_last_day_and_why_on_one_accessible_sheet_and_the_name_nowhere_else(kind: LetterKind) -> None:
    content = to_pdf(Letter(kind, deployment(early_end=RECALLED), NAME), SENDING).content
    assert len(pages(content)) == 1
    text = said(content)
    for words in (
        "Einsatz 17: Der Einsatz endet früher", NAME, "letzte Tag ist der Freitag, 29. Januar 2021",
        "Rückruf zur abgebenden Stelle vom Dienstag, 1. Dezember 2020", "Landkreis Cloppenburg",
        "Finanzamt Musterstadt", "Abordnung (§ 27", end_words.FORM, "Seite 1 von 1",
    ):  # fmt: skip
        assert squeezed(words) in text, words
    assert not any(squeezed(words) in text for words in ("Bitte um", "Frist von 14 Tagen", "75 %"))
    elsewhere = beside_the_pages(content)
    assert "Der Einsatz endet früher" in elsewhere
    assert not any(part in elsewhere for part in (*NAME.split(), "K-0815"))
    with opened(content) as pdf:
        assert tags(pdf).count("/H2") == 3


@EVERY_END
def test_who_never_begins_reads_that_and_no_period(kind: LetterKind) -> None:
    text = said(to_pdf(Letter(kind, deployment(early_end=UNBEGUN)), SENDING).content)
    assert squeezed("Einsatz 17: Der Einsatz findet nicht statt") in text
    assert squeezed("findet nicht statt; vorgesehen ab Montag, 9. November 2020") in text
    assert squeezed("29. Januar 2021") not in text


def test_only_who_was_recalled_is_to_be_nominated_anew() -> None:
    found = {
        (end, kind)
        for end in (RECALLED, REPLANNED, UNBEGUN)
        for kind in ENDS
        if squeezed(end_words.NOMINATE_ANEW) in said(to_pdf(Letter(kind, deployment(early_end=end)), SENDING).content)
    }
    assert found == {(RECALLED, LetterKind.END_LENDER), (UNBEGUN, LetterKind.END_LENDER)}


def test_a_newer_distribution_is_named_as_the_reason_and_the_receiver_reads_no_pseudonym() -> None:
    about = deployment(early_end=REPLANNED)
    text = {kind: said(to_pdf(Letter(kind, about), SENDING).content) for kind in ENDS}
    assert all(squeezed("neue Verteilung, angeordnet am Dienstag, 1. Dezember 2020") in one for one in text.values())
    assert [kind for kind in ENDS if "K-0815" in text[kind]] == [LetterKind.END_LENDER, LetterKind.END_PERSON]


def test_nobody_is_asked_for_who_was_recalled_and_nobody_s_end_is_told_who_stays() -> None:
    asking = tuple(kind for kind in LetterKind if not kind.of_end)
    assert deployment().kinds() == asking
    assert deployment(early_end=REPLANNED).kinds() == tuple(LetterKind)
    for end in (RECALLED, UNBEGUN):
        assert deployment(early_end=end).kinds() == tuple(ENDS)
    with pytest.raises(DocumentProblem, match="letters about the end only"):
        Letter(LetterKind.PERSON, deployment(early_end=RECALLED))
    with pytest.raises(DocumentProblem, match="does not end early"):
        Letter(LetterKind.END_PERSON, deployment())


def test_the_end_travels_inside_and_each_authority_gets_a_file() -> None:
    batch = [Letter(kind, deployment(early_end=UNBEGUN)) for kind in ENDS]
    with opened(to_pdf(batch, SENDING).content) as pdf:
        read = json.loads(pdf.attachments[LETTERS_FILE].get_file().read_bytes())
    assert [one["early_end"] for one in read["deployments"]] == [
        {"told_on": "2020-11-06", "recalled": True, "begins": False}
    ]
    named = to_zip_by_authority(batch, SENDING).content
    for name in (
        b"001-ende-an-abgebende-stelle-FA-12.pdf", b"002-ende-an-aufnehmende-stelle-GA03453.pdf",
        b"003-ende-an-kraft-FA-12.pdf",
    ):  # fmt: skip
        assert name in named
