"""The columns of a file: which there may be, which may not be collected, and where the header stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lagezentrum.law.problems import Fault, fault, nearest
from lagezentrum.staffing.intake.cells import Line, letter, text_of
from lagezentrum.staffing.intake.problems import Problems

_LOOKED_AT = 10
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

_NOT_COLLECTED = re.compile(
    r"name|geburt|geb_?dat|alter$|anschrift|adresse|strasse|hausnummer|plz|postleitzahl|wohnort|telefon|handy|mobil|"
    r"fax|mail|personalnummer|pers_?nr|steuer|iban|geschlecht|anrede|famil|kinder|ehe|konfession|religion|gesundheit|"
    r"krank|behinder|gdb|diagnos|attest|impf|schwanger|elternzeit|staatsangeh|nationalit|foto|bemerk|kommentar|"
    r"anmerk|notiz|hinweis|sonstig|freitext|beschreib|^grund$|remark|comment|note$|birth|address|phone|health|gender"
)
"""What is not needed for planning who works where (§ 88 (1) NBG), by the words that people use for it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one kind of file, in the order of its template."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """Every column there may be."""
        return self.required + self.optional


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and which column stands where, counted from 0."""

    row: int
    places: dict[str, int]


def plain(name: str) -> str:
    """A column name as the templates spell it: small letters, `_` for blanks, hyphens and points."""
    lowered = name.strip().casefold().translate(_UMLAUTS)
    return re.sub(r"[^a-z0-9]+", "_", lowered).strip("_")


def find_header(lines: Sequence[Line], columns: Columns, problems: Problems) -> Header | None:
    """The header, which may stand below a title or span two rows; None with the reasons noted."""
    best: tuple[int, int, list[str]] | None = None
    for index in range(min(len(lines), _LOOKED_AT)):
        names = _names(lines, index)
        score = sum(name in columns.known for name in set(names))
        if score and (best is None or score > best[0]):
            best = (score, index, names)
    if best is None or best[0] < 2:
        first = next((line for line in lines if not line.empty), None)
        shown = "" if first is None else ", ".join(text_of(cell) for cell in first.cells if cell is not None)
        problems.refuse(0 if first is None else first.number, "", shown, _no_header(columns))
        return None
    return _checked(lines[best[1]].number, best[2], columns, problems)


def _names(lines: Sequence[Line], index: int) -> list[str]:
    """Column names of a row; where a merged cell leaves a gap, the name stands in a row above."""
    width = max((len(line.cells) for line in lines[: index + 1]), default=0)
    names = []
    for position in range(width):
        name = ""
        for above in range(index, max(-1, index - 2), -1):
            cells = lines[above].cells
            if position < len(cells) and cells[position] is not None:
                name = plain(text_of(cells[position]))
                break
        names.append(name)
    return names


def _checked(row: int, names: Sequence[str], columns: Columns, problems: Problems) -> Header | None:
    places: dict[str, int] = {}
    missing = [name for name in columns.required if name not in names]
    for position, name in enumerate(names):
        if not name:
            continue
        if name in columns.known:
            if name in places:
                problems.refuse(row, letter(position), name, _twice(name))
            places[name] = position
        elif _NOT_COLLECTED.search(name):
            problems.refuse(row, letter(position), name, _not_collected(name))
        else:
            problems.refuse(row, letter(position), name, _unknown(name, missing or columns.known))
    for name in missing:
        problems.refuse(row, name, "", _missing(name))
    return None if problems.fatal else Header(row, places)


def _no_header(columns: Columns) -> Fault:
    names = "; ".join(columns.required)
    return fault(
        de=(
            "keine Kopfzeile gefunden",
            "Ohne die Namen der Spalten ist nicht zu sagen, was ein Wert bedeutet.",
            f"Nehmen Sie die Vorlage. Spalten: {names}.",
        ),
        en=(
            "no header found",
            "Without the names of the columns nobody can say what a value means.",
            f"Use the template. Columns: {names}.",
        ),
    )


def _twice(name: str) -> Fault:
    return fault(
        de=(f"die Spalte {name} steht zweimal da", "Welche gilt, wäre geraten.", "Löschen Sie eine von beiden."),
        en=(f"the column {name} stands there twice", "Which one counts would be a guess.", "Delete one of them."),
    )


def _missing(name: str) -> Fault:
    return fault(
        de=(f"die Spalte {name} fehlt", "Ohne sie lässt sich nicht planen.", "Ergänzen Sie sie wie in der Vorlage."),
        en=(f"the column {name} is missing", "Nothing can be planned without it.", "Add it as in the template."),
    )


def _not_collected(name: str) -> Fault:
    return fault(
        de=(
            f"die Spalte {name} darf nicht erhoben werden",
            "Für die Planung des Einsatzes wird sie nicht gebraucht (§ 88 Abs. 1 NBG). Namen stehen nur im Schreiben "
            "der Dienststelle; Freitext nimmt zu leicht auf, was niemand wissen muss.",
            "Löschen Sie die Spalte. Aus dieser Datei wurde nichts übernommen und nichts gespeichert.",
        ),
        en=(
            f"the column {name} must not be collected",
            "It is not needed for planning who works where (§ 88 (1) NBG). Names stand on the authority's letter "
            "alone; free text too easily takes in what nobody needs to know.",
            "Delete the column. Nothing of this file was taken, and nothing was stored.",
        ),
    )


def _unknown(name: str, among: Sequence[str]) -> Fault:
    close = nearest(name, among)
    hint_de, hint_en = (f" Ist {close} gemeint?", f" Did you mean {close}?") if close else ("", "")
    return fault(
        de=(
            f"die Spalte {name} ist nicht vorgesehen",
            "Erhoben wird nur, was die Vorlage nennt.",
            f"Benennen oder löschen Sie sie.{hint_de}",
        ),
        en=(
            f"there is no column {name} here",
            "Nothing is collected but what the template names.",
            f"Rename or delete it.{hint_en}",
        ),
    )
