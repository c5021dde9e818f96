"""Every kind of published file in one table: which layouts it comes in, how it is read, what its figures are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from difflib import SequenceMatcher
from pathlib import Path

from lagezentrum.law.problems import fault
from lagezentrum.sources.divi import layout as divi
from lagezentrum.sources.divi.reading import read_beds_vintage
from lagezentrum.sources.layout import Layout, Remark
from lagezentrum.sources.nds.layout import ANNOUNCED, HOSPITALISATION, ICU_SHARE, StateLayout
from lagezentrum.sources.nds.reading import read_announced_vintage
from lagezentrum.sources.problems import refuse
from lagezentrum.sources.rki.layout import GERMANY, INDICATOR, LAENDER, LANDKREISE, LOWER_SAXONY, IncidenceLayout
from lagezentrum.sources.rki.reading import read_incidence_vintage
from lagezentrum.sources.tables import open_table
from lagezentrum.sources.vintage import Vintage


@dataclass(frozen=True)
class Publisher:
    """Who publishes a kind of file, and what to expect of it.

    Attributes:
        title: what it is called.
        layouts: the files it comes in; the first one is the usual.
        units: indicator → unit.
        decides: whether its figures may drive findings.
        expected: hour of day by which a new file is there, every day of the week.
    """

    title: Remark
    layouts: tuple[Layout, ...]
    units: Mapping[str, str]
    decides: bool
    expected: time


PUBLISHERS: Mapping[str, Publisher] = {
    "rki-incidence": Publisher(
        title=Remark(de="7-Tage-Inzidenz der Neuinfizierten (RKI)", en="7-day incidence of new cases (RKI)"),
        layouts=(LOWER_SAXONY, GERMANY, LAENDER, LANDKREISE),
        units={INDICATOR: "per 100,000 in 7 days"},
        decides=True,
        expected=time(8),
    ),
    "nds-indicators": Publisher(
        title=Remark(de="Indikatoren des Landes Niedersachsen", en="indicators of the Land Niedersachsen"),
        layouts=(ANNOUNCED,),
        units={HOSPITALISATION: "per 100,000 in 7 days", ICU_SHARE: "percent"},
        decides=True,
        expected=time(11),
    ),
    "divi": Publisher(
        title=Remark(de="Intensivregister (DIVI), nur zur Information", en="DIVI register, for information only"),
        layouts=(divi.LOWER_SAXONY, divi.LAENDER),
        units={divi.PATIENTS: "patients", divi.OCCUPIED: "beds", divi.FREE: "beds"},
        decides=False,
        expected=time(14),
    ),
}
"""By kind."""

DECIDING = tuple(name for publisher in PUBLISHERS.values() if publisher.decides for name in publisher.units)
"""The indicators that may drive findings."""

UNITS: Mapping[str, str] = {name: unit for one in PUBLISHERS.values() for name, unit in one.units.items()}
"""By indicator."""

_WEB_PAGE = fault(
    de=(
        "das ist eine Webseite, keine Tabelle",
        "So antwortet ein Server, der gerade gewartet wird; Zahlen stehen nicht darin.",
        "Versuchen Sie es später noch einmal, oder berichtigen Sie die Adresse.",
    ),
    en=(
        "this is a web page, not a table",
        "A publisher that is being repaired answers so; there are no figures in it.",
        "Try again later, or correct the address.",
    ),
)
_JSON = fault(
    de=(
        "das ist eine Antwort in JSON, keine Tabelle",
        "So antworten Server, die nicht liefern können; Zahlen, die hier gelesen werden, stehen nicht darin.",
        "Versuchen Sie es später noch einmal, oder berichtigen Sie die Adresse.",
    ),
    en=(
        "this is an answer in JSON, not a table",
        "Servers answer so when they can not deliver; there are no figures in it that are read here.",
        "Try again later, or correct the address.",
    ),
)
_NO_TEXT = fault(
    de=(
        "das ist eine Arbeitsmappe, ein Archiv oder ein PDF, keine Tabelle als Text",
        "Gelesen wird nur CSV, weil sich dort jede Zahl Zeile für Zeile prüfen lässt.",
        "Speichern Sie das Blatt als CSV mit Komma als Trenner und Dezimalpunkt, in UTF-8.",
    ),
    en=(
        "this is a workbook, an archive or a PDF, not a table as text",
        "Only CSV is read, because there every figure can be checked line by line.",
        "Save the sheet as CSV with comma and decimal point, in UTF-8.",
    ),
)


def read_published(kind: str, name: str, content: bytes, *, latest: date) -> Vintage:
    """All rows of a file.

    Args:
        kind: a key of `PUBLISHERS`.
        name: what the file is called; packed if it ends in `.gz`.
        content: its bytes.
        latest: the day of its receipt.

    Raises:
        SourceError: anything in the file is not as its publisher writes it.
    """
    file = Path(name)
    layout = _layout(kind, file, content)
    if isinstance(layout, IncidenceLayout):
        return read_incidence_vintage(file, content, layout, latest)
    if isinstance(layout, StateLayout):
        return read_announced_vintage(file, content, layout, latest)
    if isinstance(layout, divi.BedsLayout):
        return read_beds_vintage(file, content, layout, latest)
    raise TypeError(f"no reader for {layout.file}")


def recognise(name: str, content: bytes) -> str | None:
    """The kind of a file by the names of its columns, or None where they fit none.

    Raises:
        SourceError: it is no table at all.
    """
    header = _header(Path(name), content)
    for kind, publisher in PUBLISHERS.items():
        if any(header == layout.columns for layout in publisher.layouts):
            return kind
    return None


def _layout(kind: str, file: Path, content: bytes) -> Layout:
    """The layout that a file has, or the one it is nearest to: its reader says what is wrong."""
    header = _header(file, content)
    layouts = PUBLISHERS[kind].layouts
    exact = [layout for layout in layouts if layout.columns == header]
    if exact:
        return next((layout for layout in exact if layout.file in file.name), exact[0])
    if len(header) > 1:
        for other, publisher in PUBLISHERS.items():
            if any(header == layout.columns for layout in publisher.layouts):
                raise refuse(
                    file,
                    1,
                    *fault(
                        de=(
                            f"das ist eine Datei anderer Art ({other}), nicht {kind}",
                            "Ihre Zahlen würden für die eines anderen Indikators gehalten.",
                            f"Nehmen Sie sie als {other} an.",
                        ),
                        en=(
                            f"this is a file of another kind ({other}), not {kind}",
                            "Its figures would be taken for those of another indicator.",
                            f"Receive it as {other}.",
                        ),
                    ),
                )
    return max(layouts, key=lambda layout: SequenceMatcher(None, layout.columns, header).ratio())


def _header(file: Path, content: bytes) -> tuple[str, ...]:
    start = content.lstrip()[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise refuse(file, 1, *_WEB_PAGE)
    if start.startswith((b"{", b"[")):
        raise refuse(file, 1, *_JSON)
    if start.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"%pdf")):
        raise refuse(file, 0, *_NO_TEXT)
    return open_table(file, content).header
