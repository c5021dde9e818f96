"""A composed document: its parts in the order in which they are read, before any layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lagezentrum.documents.fields import Field, Form, Run, Runs, plain
from lagezentrum.engine.progress import MarkKind

NUMBERING: Final[Form] = "numbering"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Numbered sentences (`numbered`), or points without numbers."""

    items: tuple[Runs, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A day of the table: its cells. On a day that does not count a single cell says why, across the rest."""

    day: Runs
    cells: tuple[Runs, ...]
    mark: MarkKind


@dataclass(frozen=True, slots=True)
class Table:
    """The counted days: a column for the day, one for each indicator, one for the result. `alt` describes the boxes."""

    columns: tuple[Runs, ...]
    rows: tuple[Row, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; `level` 1 or 2."""

    heading: str
    blocks: tuple[Paragraph | Enumeration | Table, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Composition:
    """A document before any layout.

    Attributes:
        title: "Allgemeinverfügung" or "Vermerk".
        band: the mark of an exercise; empty on a real order.
        letterhead: the authority's lines.
        reference: file number, place and day.
        subject: what it is about.
        preamble: on what ground who decides.
        sections: the body.
        signature: the lines below it.
    """

    title: str
    band: str
    letterhead: tuple[Runs, ...]
    reference: tuple[Runs, ...]
    subject: Runs
    preamble: Runs
    sections: tuple[Section, ...]
    signature: tuple[Runs, ...]

    @property
    def full_title(self) -> str:
        """Title and subject."""
        return f"{self.title} {plain(self.subject)}"

    def texts(self) -> Iterator[Runs]:
        """Every stretch of text, in reading order; numbers that only number are runs of their own."""
        yield from self.letterhead
        yield from self.reference
        yield (Run(self.title),)
        yield self.subject
        yield self.preamble
        for section in self.sections:
            yield (Run(section.heading),)
            for block in section.blocks:
                yield from _texts(block)
        yield from self.signature

    def fields(self) -> list[tuple[str, str, str]]:
        """Path, form and writing of every field, in reading order."""
        return [(f.path, f.form, run.text) for runs in self.texts() for run in runs if (f := run.field) is not None]

    def for_layout(self) -> dict[str, Any]:
        """The document as JSON values for a layout that knows no field."""
        return {
            "title": self.title,
            "full_title": self.full_title,
            "band": self.band,
            "letterhead": [_pieces(runs) for runs in self.letterhead],
            "reference": [_pieces(runs) for runs in self.reference],
            "subject": _pieces(self.subject),
            "preamble": _pieces(self.preamble),
            "sections": [
                {"heading": s.heading, "level": s.level, "blocks": [_block(b) for b in s.blocks]} for s in self.sections
            ],
            "signature": [_pieces(runs) for runs in self.signature],
        }


def _texts(block: Paragraph | Enumeration | Table) -> Iterator[Runs]:
    match block:
        case Paragraph():
            yield block.runs
        case Enumeration():
            for number, item in enumerate(block.items, start=1):
                if block.numbered:
                    yield (Run(str(number), Field("", NUMBERING)),)
                yield item
        case Table():
            yield from block.columns
            for row in block.rows:
                yield row.day
                yield from row.cells


def _block(block: Paragraph | Enumeration | Table) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "runs": _pieces(block.runs)}
        case Enumeration():
            kind = "numbered" if block.numbered else "points"
            return {"kind": kind, "items": [_pieces(item) for item in block.items]}
        case Table():
            return {
                "kind": "table",
                "columns": [_pieces(column) for column in block.columns],
                "rows": [
                    {"day": _pieces(row.day), "cells": [_pieces(cell) for cell in row.cells], "mark": row.mark}
                    for row in block.rows
                ],
                "alt": block.alt,
            }


def _pieces(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": run.text, "strong": run.field is not None and run.field.strong} for run in runs]
