"""Files to try the readers with."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

from lagezentrum.staffing.intake.known import Known
from lagezentrum.staffing.intake.templates import authority_template, nomination_template, request_template
from lagezentrum.staffing.model import Lender, Receiver

KNOWN = Known(
    lenders={
        "FA-001": Lender("FA-001", "Finanzamt"),
        "RK-01": Lender("RK-01", "Rotes Kreuz"),
        "PI-01": Lender("PI-01", "Inspektion", excluded="Polizei"),
    },
    districts={"03241": (52.4, 9.7), "03404": (52.3, 8.0)},
    receivers={
        "GA03459": Receiver("GA03459", "Osnabrück", ("03404", "03459"), 52.3, 8.0),
        "NLGA": Receiver("NLGA", "Landesgesundheitsamt", (), 52.4, 9.7),
    },
    taken=frozenset({"FA-001/K-1000"}),
)


def _parts(template: str) -> tuple[list[str], dict[str, str]]:
    header, example = template.lstrip("\ufeff").strip("\r\n").split("\r\n")
    names = header.split(";")
    return names, dict(zip(names, example.split(";"), strict=True))


NOMINATION_NAMES, NOMINATION = _parts(nomination_template())
AUTHORITY_NAMES, AUTHORITY = _parts(authority_template())
REQUEST_NAMES, REQUEST = _parts(request_template())


def text(names: Sequence[str], example: dict[str, str], rows: Sequence[dict[str, str]], mark: str = ";") -> str:
    """A CSV: the example with other values, a row for each."""
    lines = [mark.join((example | row)[name] for name in names) for row in rows]
    return "\r\n".join([mark.join(names), *lines]) + "\r\n"


def nominations(*rows: dict[str, str]) -> bytes:
    """A nomination file."""
    return text(NOMINATION_NAMES, NOMINATION, rows or [{}]).encode()


def requests(*rows: dict[str, str]) -> bytes:
    """A file of requests for Osnabrück."""
    return text(REQUEST_NAMES, {**REQUEST, "empfaenger_ags": "03404"}, rows or [{}]).encode()


def authorities(*rows: dict[str, str]) -> bytes:
    """An authority file."""
    return text(AUTHORITY_NAMES, AUTHORITY, rows or [{}]).encode()


def workbook(*rows: Sequence[object], merged: str = "") -> bytes:
    """An XLSX file with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
