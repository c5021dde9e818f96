"""The Word draft: the same words as the PDF, editable, with its data inside, the same bytes each time."""

import io
import json

import docx
from lxml import etree

from lagezentrum.documents.composing import compose
from lagezentrum.documents.drafting_word import to_docx
from lagezentrum.documents.fields import plain
from lagezentrum.documents.reading_back import read_back
from lagezentrum.documents.sentences import EXERCISE
from lagezentrum.documents.typesetting import to_pdf
from tests.documents.season_orders import an_order

MADE = an_order("03241", "2021-11-29", "raise")


def flat(text: str) -> str:
    """The text without points and spaces, and without the mark that a PDF repeats on each page."""
    return "".join(text.replace(EXERCISE, "").replace("–", "").replace("•", "").split())


def test_it_is_the_same_each_time() -> None:
    assert to_docx(*MADE) == to_docx(*MADE)


def test_it_names_title_author_language_and_day() -> None:
    about = docx.Document(io.BytesIO(to_docx(*MADE).content)).core_properties
    assert about.title == "Allgemeinverfügung zur Feststellung der Warnstufe 2 in der Region Hannover"
    assert (about.author, about.language) == ("Region Hannover", "de-DE")
    assert f"{about.created:%Y-%m-%d}" == "2021-11-29"


def test_it_says_what_was_composed_in_that_order() -> None:
    text = read_back(to_docx(*MADE).content, "draft").text.replace("\u00a0", " ")
    position = 0
    for runs in compose(*MADE).texts():
        said = plain(runs).replace("\u00a0", " ")
        position = text.index(said, position)


def test_it_says_the_same_as_the_pdf() -> None:
    draft, final = (read_back(c, "it").text for c in (to_docx(*MADE).content, to_pdf(*MADE).content))
    assert flat(draft) == flat(final)


def test_headings_and_the_head_of_the_table_are_structure() -> None:
    document = docx.Document(io.BytesIO(to_docx(*MADE).content))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert styles.count("Heading 1") == 7
    assert styles.count("Heading 2") == 2
    (table,) = [t for t in document.tables if len(t.columns) == 4]
    assert "tblHeader" in etree.tostring(table.rows[0]._tr).decode()
    assert len(table.rows) == 7


def test_marks_that_mean_something_in_xml_or_in_the_template_are_only_text() -> None:
    order, proof = MADE
    hostile = order.model_copy(update={"reasons": ("A < B & C > D, {{ 1 + 1 }} {% if %} </w:t>",)})
    text = read_back(to_docx(hostile, proof).content, "draft").text
    assert "A < B & C > D, {{ 1 + 1 }} {% if %} </w:t>" in text
    assert json.loads(json.dumps(order.content()))["area"] == "03241"
