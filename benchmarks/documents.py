"""`python -m benchmarks.documents`: 45 districts' orders in one batch, against WeasyPrint on the same text, in one run.

The work: for each district of Lower Saxony the order that determines the highest level found on 29 November 2021. Both
make tagged PDF/A-3a from the same composition; only ours claims PDF/UA-1 in the same file, and carries the proof.
Times are CPU seconds of this process, all threads, after one order to warm up.
"""

import html
import io
import logging
import platform
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock

import pypdfium2
from rich.console import Console
from rich.table import Table

from lagezentrum.documents.authorities import profile_of
from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.composing import compose
from lagezentrum.documents.composition import Enumeration, Paragraph
from lagezentrum.documents.composition import Table as Days
from lagezentrum.documents.drafting_word import to_docx
from lagezentrum.documents.fields import Runs, plain
from lagezentrum.documents.matters import Docket
from lagezentrum.documents.order import Order, order_from
from lagezentrum.documents.typesetting import to_pdf
from lagezentrum.law.library import Library
from lagezentrum.season.reading import read_season
from lagezentrum.sources.areas import districts

DAY = date(2021, 11, 29)
GOAL = 2.0
"""CPU seconds for the batch."""
_STYLE = (
    "@page{size:A4;margin:22mm 20mm 22mm 25mm;@bottom-right{content:'Seite ' counter(page) ' von ' counter(pages)}}"
    "body{font:11pt serif}h1{font-size:18pt;text-align:center}h2{font-size:12.5pt}table{border-collapse:collapse}"
    "td,th{border-bottom:0.4pt solid;padding:4pt}"
)

Made = tuple[Order, ChangeProof]


def batch() -> list[Made]:
    """An order for each of the 45 districts: the highest level found, decided or not."""
    library = Library()
    areas = tuple(area for area in districts("03"))
    on = Docket(
        library.regulation("de-ni/corona-vo"), library.calendars, read_season(), tuple(area.ags for area in areas), (),
        DAY, datetime.combine(DAY, clock.max),
    )  # fmt: skip
    made: list[Made] = []
    for area in areas:
        found = [on.matter(area.ags, "raise", step) for step in ("3", "2", "1")]
        matter = next(m for m in found if m.finding is not None)
        proof = on.proof(matter)
        order = order_from(
            proof, matter.version, on.calendars, library.norm(on.regulation.id, matter.version.version), kind="raise",
            area_name=area.title, authority=profile_of(area.ags), announced_on=DAY,
            effective=matter.earliest_effect(DAY),
        )  # fmt: skip
        made.append((order, proof))
    return made


def as_html(made: Made) -> str:
    """The same words as HTML, for WeasyPrint."""
    document = compose(*made)

    def said(runs: Runs) -> str:
        return html.escape(plain(runs))

    parts = [f"<p>{html.escape(document.band)}</p>", *(f"<p>{said(line)}</p>" for line in document.letterhead)]
    parts += [f"<p>{said(line)}</p>" for line in document.reference]
    parts += [
        f"<h1>{html.escape(document.title)}</h1><p><b>{said(document.subject)}</b></p><p>{said(document.preamble)}</p>"
    ]
    for section in document.sections:
        parts.append(f"<h{section.level + 1}>{html.escape(section.heading)}</h{section.level + 1}>")
        for block in section.blocks:
            match block:
                case Paragraph():
                    parts.append(f"<p>{said(block.runs)}</p>")
                case Enumeration():
                    name = "ol" if block.numbered else "ul"
                    parts.append(f"<{name}>{''.join(f'<li>{said(item)}</li>' for item in block.items)}</{name}>")
                case Days():
                    head = "".join(f"<th>{said(column)}</th>" for column in block.columns)
                    rows = "".join(
                        f"<tr><td>{said(row.day)}</td>{''.join(f'<td>{said(cell)}</td>' for cell in row.cells)}</tr>"
                        for row in block.rows
                    )
                    parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    parts += [f"<p>{said(line)}</p>" for line in document.signature]
    title = html.escape(document.full_title)
    return (
        f"<html lang=de><head><title>{title}</title><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"
    )


def measured(work: Callable[[Made], bytes], orders: list[Made]) -> tuple[float, list[bytes]]:
    """CPU seconds for a batch after one order to warm up, and the files."""
    work(orders[0])
    start = time.process_time()
    files = [work(made) for made in orders]
    return time.process_time() - start, files


def words(content: bytes) -> str:
    """The text of a PDF without spaces, page numbers and signs of lists."""
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(content)))
    return "".join(character for character in text if character.isalpha())


def main() -> int:
    """Measure and print; 1 where the batch misses its goal, or the two did not set the same text."""
    console = Console()
    orders = batch()
    ours, files = measured(lambda made: to_pdf(*made).content, orders)
    drafts, _ = measured(lambda made: to_docx(*made).content, orders)
    rows = [("Typst, PDF/A-3a + PDF/UA-1, proof inside", ours), ("docxtpl, DOCX, proof inside", drafts)]
    same = True
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # without the system's pango it can not be loaded
        console.print(f"WeasyPrint can not be loaded here and is left out: {str(error).splitlines()[0]}", markup=False)
    else:
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        theirs, others = measured(
            lambda made: weasyprint.HTML(string=as_html(made)).write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True), orders
        )
        rows.append(("WeasyPrint, PDF/A-3a only, without proof", theirs))
        repeated = "".join(c for c in "Übung – keine Anordnung einer Behörde" if c.isalpha())
        same = all(
            sorted(words(a).replace(repeated, "").replace("Seitevon", ""))
            == sorted(words(b).replace(repeated, "").replace("Seitevon", ""))
            for a, b in zip(files, others, strict=True)
        )
    table = Table(title=f"{len(orders)} orders in one batch, CPU seconds after warm-up", title_justify="left")
    for heading in ("what", "seconds", "per order, ms", "ratio"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for name, seconds in rows:
        table.add_row(name, f"{seconds:.2f}", f"{1000 * seconds / len(orders):.1f}", f"{seconds / ours:.1f}")
    console.print(table)
    console.print(f"Python {platform.python_version()}; goal {GOAL} s: {'met' if ours < GOAL else 'missed'}.")
    if not same:
        console.print("The two did not set the same text; the ratio says nothing.")
    return 0 if ours < GOAL and same else 1


if __name__ == "__main__":
    sys.exit(main())
