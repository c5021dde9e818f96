"""Published orders as they were made public: kept byte for byte, because a newer program may set them otherwise."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import BinaryField
from django.db.models.functions import Cast, Length

from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.drafting_word import to_docx
from lagezentrum.documents.order import Order
from lagezentrum.documents.reading_back import read_back
from lagezentrum.documents.typesetting import Made
from lagezentrum.law.model import Text
from lagezentrum.web import guards
from lagezentrum.web.ledger.chain import Problem, sha256
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Document

GUARDS = {
    "sqlite": ("ledger_document_no_update", "ledger_document_no_delete", "ledger_document_once"),
    "postgresql": ("ledger_document_no_update", "ledger_document_no_delete", "ledger_document_no_truncate"),
}


def keep(matter: str, made: Made) -> None:
    """Keep the order of a matter, in the transaction that publishes it."""
    Document(sha256=made.sha256, matter=matter, content=made.content).save(force_insert=True)


def pdf_of(found: Determination) -> bytes | None:
    """The published order as PDF; None where there is none."""
    kept = Document.objects.filter(sha256=found.document_sha256 or "").values_list("content", flat=True).first()
    return None if kept is None else bytes(kept)


def docx_from(pdf: bytes, name: str) -> Made:
    """The same order as DOCX, made of the order and the proof that the PDF carries."""
    enclosed = read_back(pdf, name)
    return to_docx(Order.model_validate(enclosed.order), ChangeProof.model_validate(enclosed.proof))


def sizes() -> dict[str, int]:
    """The length in bytes of every order kept, by matter."""
    return dict(Document.objects.annotate(size=Length("content")).values_list("matter", "size"))


def problems(determinations: tuple[Determination, ...]) -> Iterator[Problem]:
    """What is wrong with the orders kept: guards missing, bytes missing or changed, an order that nobody published."""
    yield from _guards()
    # SQLite keeps any kind of value in any column: bytes are asked for, whatever they have become.
    rows = Document.objects.annotate(
        named=Cast("matter", BinaryField()), bytes=Cast("content", BinaryField())
    ).values_list("named", "bytes")
    # What is no text stays visible, and equals the name of no matter.
    kept = {
        bytes(name or b"").decode(errors="backslashreplace"): sha256(bytes(c or b"")) for name, c in rows.iterator()
    }
    for found in determinations:
        digest, wanted = kept.pop(found.id, None), found.document_sha256
        if wanted is not None and digest != wanted:
            yield Problem(
                found.entries[0].number,
                "document",
                Text(
                    de=f"Vorgang {found.id}: Die veröffentlichte Anordnung fehlt oder ist verändert; ihre Prüfsumme "
                    f"war {wanted[:12]} …",
                    en=f"Matter {found.id}: the published order is missing or changed; its hash was {wanted[:12]} …",
                ),
            )
        elif wanted is None and digest is not None:
            yield _stray(found.id)
    yield from map(_stray, kept)


def _stray(matter: str) -> Problem:
    return Problem(
        None,
        "document",
        Text(
            de=f"Zum Vorgang {matter} liegt eine Anordnung, die das Register nicht kennt.",
            en=f"There is an order for matter {matter} that the ledger does not know.",
        ),
    )


def _guards() -> Iterator[Problem]:
    missing = guards.missing("ledger_document", GUARDS[connection.vendor])
    if missing:
        yield Problem(
            None,
            "guard",
            Text(
                de=f"In der Datenbank fehlen Schutzregeln der Anordnungen: {', '.join(missing)}. Veröffentlichte "
                "Dateien ließen sich verändern. Stellen Sie die Datenbank aus einer Sicherung wieder her.",
                en=f"Guards of the orders are missing in the database: {', '.join(missing)}. Published files could be "
                "changed. Restore the database from a backup.",
            ),
        )
