"""Everything as one Frictionless data package: tables as CSV, what their columns mean, sources and licences."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from lagezentrum.web.api.record import changed_at, meta
from lagezentrum.web.api.shapes.envelope import LICENCE, LICENCE_URL, Meta, Source
from lagezentrum.web.feeds.tables import TABLES, Cell, Row, Table, words_of
from lagezentrum.web.ledger import law
from lagezentrum.web.today import BERLIN, today

MEDIA_TYPE = "application/zip"
FILE_NAME = "lagezentrum-data-package.zip"

_LICENCE_NAMES = {"dl-de/by-2-0": "DL-DE-BY-2.0", "CC BY 4.0": "CC-BY-4.0"}
"""What a licence is called in data packages, which allow no spaces and slashes in its name."""


def build() -> bytes:
    """The package as a zip file; the same record gives the same bytes."""
    about = meta()
    first, last = _days()
    files = {f"data/{table.name}.csv": _csv(table, table.rows(first, last)) for table in TABLES}
    descriptor = json.dumps(_descriptor(about, files, first, last), ensure_ascii=False, indent=2)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"datapackage.json": descriptor.encode(), **files}.items():
            archive.writestr(_entry(name, changed_at(about).astimezone(BERLIN)), content)
    return written.getvalue()


def _days() -> tuple[date, date]:
    """From the first day of the regulation to today, or to its last day."""
    regulation = law.regulation()
    first = min(version.in_force.from_ for version in regulation.versions)
    last = min(today(), law.last_day(regulation) or today())
    return min(first, last), last


def _entry(name: str, changed: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, changed.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _csv(table: Table, rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _descriptor(about: Meta, files: dict[str, bytes], first: date, last: date) -> dict[str, Any]:
    licence = {
        "name": _LICENCE_NAMES[LICENCE],
        "path": LICENCE_URL,
        "title": "Datenlizenz Deutschland – Namensnennung – Version 2.0",
    }
    head = about.ledger
    return {
        "profile": "tabular-data-package",
        "name": f"lagezentrum-{about.regulation.replace('/', '-')}",
        "title": "Warnstufen: Zahlen, Feststellungen, Anordnungen / warning levels: figures, findings, orders",
        "description": ("ÜBUNG – keine echten Warnungen. / EXERCISE – no live warnings. " if about.exercise else "")
        + "Three things are kept apart: met (what the figures say), determined (what orders say), in force.",
        "version": f"{last.isoformat()}+{head.hash[:12] if head else 'empty'}",
        "created": changed_at(about).astimezone(BERLIN).isoformat(),
        "temporal": {"start": first.isoformat(), "end": last.isoformat()},
        "exercise": about.exercise,
        "regulation": about.regulation,
        "ledger_head": None if head is None else head.hash,
        "licenses": [licence],
        "sources": [_source(source) for source in about.source],
        "resources": [_resource(table, files[f"data/{table.name}.csv"], about) for table in TABLES],
    }


def _source(source: Source) -> dict[str, str]:
    found = {"title": source.attribution}
    return found | {"path": source.url} if source.url else found


def _resource(table: Table, content: bytes, about: Meta) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "type": column.type,
                "title": column.title,
                **({"constraints": words_of(column)} if words_of(column) else {}),
            }
            for column in table.columns
        ],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.name != "areas":
        schema["foreignKeys"] = [{"fields": [table.area_column], "reference": {"resource": "areas", "fields": ["ags"]}}]
    found: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": f"{table.title.de} / {table.title.en}",
        "path": f"data/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }
    if table.name == "observations":
        found["sources"] = [_source(source) for source in about.source]
        found["licenses"] = [_licence(source) for source in about.source if source.licence in _LICENCE_NAMES]
    return found


def _licence(source: Source) -> dict[str, str]:
    """Under which licence figures of a source may be used; where none is stated, there is none to name."""
    found = {"name": _LICENCE_NAMES[source.licence], "title": source.attribution}
    return found | {"path": source.licence_url} if source.licence_url else found
