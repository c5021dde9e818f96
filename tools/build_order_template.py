"""Build the Word template of orders: `uv run tools/build_order_template.py`.

The template is ours and may be edited in Word afterwards; what stands in double braces is filled by docxtpl. An
authority that wants its own letterhead changes the file and keeps the braces.
"""

import sys
from pathlib import Path
from typing import cast

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "lagezentrum" / "documents" / "templates" / "order.docx"
FONT = "Cambria"  # every Word has it; the PDF is the authentic one


def styled(document: Doc) -> None:
    """Page, type and language."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(25), Mm(20), Mm(22), Mm(22)
    sizes = {"Normal": 11, "Title": 18, "Subtitle": 12, "Heading 1": 12.5, "Heading 2": 11}
    for name, size in sizes.items():
        style = cast("ParagraphStyle", document.styles[name])
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0x1B, 0x24, 0x30)
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        fonts.set(qn("w:hAnsi"), FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "de-DE")
        properties.append(language)
        style.paragraph_format.space_after = Pt(6)
    for name in ("Title", "Subtitle"):
        style = cast("ParagraphStyle", document.styles[name])
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
        if border is not None:
            border.getparent().remove(border)


def line(document: Doc, text: str, style: str = "Normal") -> Paragraph:
    """A paragraph of the template."""
    return document.add_paragraph(text, style)


def hanging(paragraph: Paragraph) -> None:
    """The number or point stands out to the left."""
    paragraph.paragraph_format.left_indent = Mm(7)
    paragraph.paragraph_format.first_line_indent = Mm(-7)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(7))


def table_of_days(document: Doc) -> None:
    """One row of headings, then a row for each day."""
    table = document.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    heads = ("{%tc for cell in block.columns %}", "{{r cell }}", "{%tc endfor %}")
    days = ("{%tc for cell in row.cells %}", "{% colspan cell.span %}{{r cell.runs }}", "{%tc endfor %}")
    rows = (heads, ("{%tr for row in block.rows %}", "", ""), days, ("{%tr endfor %}", "", ""))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))


def body(document: Doc) -> None:
    """The parts in the order in which they are read."""
    line(document, "{%p if band %}")
    line(document, "{{ band }}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    line(document, "{%p endif %}")
    line(document, "{%p for part in letterhead %}")
    line(document, "{{r part }}").paragraph_format.space_after = Pt(0)
    line(document, "{%p endfor %}")
    reference = line(document, "{{r reference[0] }}\t{{r reference[1] }}")
    reference.paragraph_format.tab_stops.add_tab_stop(Mm(165), alignment=2)
    reference.paragraph_format.space_before = Pt(18)
    line(document, "{{ title }}", "Title")
    line(document, "{{r subject }}", "Subtitle")
    line(document, "{{r preamble }}")
    line(document, "{%p for section in sections %}")
    line(document, "{%p if section.level == 1 %}")
    line(document, "{{ section.heading }}", "Heading 1")
    line(document, "{%p else %}")
    line(document, "{{ section.heading }}", "Heading 2")
    line(document, "{%p endif %}")
    line(document, "{%p for block in section.blocks %}")
    line(document, "{%p if block.kind == 'paragraph' %}")
    line(document, "{{r block.runs }}")
    line(document, "{%p elif block.kind == 'numbered' %}")
    line(document, "{%p for item in block.items_ %}")
    hanging(line(document, "{{ loop.index }}.\t{{r item }}"))
    line(document, "{%p endfor %}")
    line(document, "{%p elif block.kind == 'points' %}")
    line(document, "{%p for item in block.items_ %}")
    hanging(line(document, "–\t{{r item }}"))
    line(document, "{%p endfor %}")
    line(document, "{%p else %}")
    table_of_days(document)
    line(document, "{%p endif %}")
    line(document, "{%p endfor %}")
    line(document, "{%p endfor %}")
    line(document, "{{r signature[0] }}").paragraph_format.space_before = Pt(24)
    line(document, "{%p for part in signature[1:] %}").paragraph_format.space_before = Pt(30)
    line(document, "{{r part }}").paragraph_format.space_after = Pt(0)
    line(document, "{%p endfor %}")


def main() -> int:
    """Write the template."""
    document = Document()
    styled(document)
    body(document)
    about = document.core_properties
    about.author = about.last_modified_by = "Lagezentrum"
    about.title, about.comments, about.keywords = "Allgemeinverfügung, Vorlage", "", ""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]  # the picture of an empty page
    document.save(str(TARGET))
    return 0


if __name__ == "__main__":
    sys.exit(main())
