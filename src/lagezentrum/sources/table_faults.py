"""What `tables` says about a file that is no whole table in the columns of its publisher."""

from collections.abc import Sequence

from lagezentrum.law.problems import Fault, fault, nearest
from lagezentrum.law.text import Text
from lagezentrum.sources.file_faults import FETCH_AGAIN

_NAMELESS = Text(
    de="Ohne die Namen der Spalten weiß niemand, welche Zahl welche ist.",
    en="Without the names of the columns nobody knows which figure is which.",
)
_SEPARATORS = {
    ";": Text(de="Strichpunkten", en="semicolons"),
    "\t": Text(de="Tabulatoren", en="tabs"),
    "|": Text(de="senkrechten Strichen", en="bars"),
}


def open_quotation(said: str) -> Fault:
    """The reader of CSV stopped; what it said is English only."""
    return fault(
        de=(
            "ein Anführungszeichen ist nicht geschlossen oder steht mitten in einem Feld",
            "Alles bis zum nächsten Anführungszeichen gälte als ein einziges Feld.",
            'Schließen Sie das Zitat; ein Anführungszeichen im Text wird doppelt geschrieben ("").',
        ),
        en=(
            f"a quotation mark is left open or stands inside a field ({said})",
            "Everything up to the next quotation mark would be taken for one field.",
            'Close the quotation, and write a quotation mark inside a text twice ("").',
        ),
    )


def row_over_lines(first: int, last: int) -> Fault:
    """One row takes several lines."""
    return fault(
        de=(
            f"eine Zeile der Tabelle reicht von Zeile {first} bis {last} der Datei",
            "Ein nicht geschlossenes Anführungszeichen verschluckt die Zeilen danach.",
            "Schließen Sie das Zitat in dieser Zeile; Umbrüche innerhalb eines Feldes werden nicht gelesen.",
        ),
        en=(
            f"one row spans the lines {first} to {last}",
            "A quotation mark that is not closed swallows the rows after it.",
            "Close the quotation in this row; line breaks inside a field are not read.",
        ),
    )


def ends_inside_a_row(fields: int, width: int) -> Fault:
    """The last row is cut."""
    return fault(
        de=(
            f"die Datei endet mitten in einer Zeile: {fields} von {width} Feldern",
            "Einer abgeschnittenen Datei fehlen Tage, und auch ihre letzte Zahl kann abgeschnitten sein.",
            FETCH_AGAIN.de,
        ),
        en=(
            f"the file ends inside a row: {fields} of {width} fields",
            "A file cut short lacks days, and its last figure may be cut too.",
            FETCH_AGAIN.en,
        ),
    )


def other_width(fields: int, header: Sequence[str]) -> Fault:
    """A row has more fields or fewer than the header names."""
    width, columns, more = len(header), ",".join(header), fields > len(header)
    return fault(
        de=(
            f"{fields} {_fields(fields)}, wo der Tabellenkopf {width} nennt: zu {'viele' if more else 'wenige'}",
            "Die Zahlen dieser Zeile stehen in den falschen Spalten.",
            f"Stellen Sie die Zeile wieder her: `{columns}`."
            + (" Stehen Zahlen mit Dezimalkomma da, schreiben Sie einen Punkt." if more else ""),
        ),
        en=(
            f"{fields} fields where the header names {width}: too {'many' if more else 'few'}",
            "The figures of this row stand in the wrong columns.",
            f"Restore the row: {columns}."
            + (" If figures are written with a decimal comma, write a point." if more else ""),
        ),
    )


def _fields(number: int) -> str:
    return "Feld" if number == 1 else "Felder"


def no_last_line_end(field: str) -> Fault:
    """The last line has no end."""
    return fault(
        de=(
            f"die letzte Zeile hat kein Zeilenende; ihr letztes Feld lautet {field!r}",
            "Wurde die Datei dort abgeschnitten, hat die Zahl Ziffern verloren und ist eine andere.",
            "Laden Sie die Datei noch einmal; ist sie vollständig, schließen Sie die letzte Zeile mit einem Umbruch.",
        ),
        en=(
            f"the last line has no line end; its last field reads {field!r}",
            "If the file was cut there, the figure has lost digits and is another one.",
            "Fetch the file again; if it is whole, end the last line with a line break.",
        ),
    )


NO_ROW = fault(
    de=(
        "ein Tabellenkopf, aber keine Zeile darunter",
        "Ohne Zahlen kann nichts erreicht sein, und das sähe aus wie eine Feststellung.",
        FETCH_AGAIN.de,
    ),
    en=(
        "a header, but no row below it",
        "Without figures nothing can be reached, and that would look like a finding.",
        FETCH_AGAIN.en,
    ),
)


def other_order(header: Sequence[str], columns: Sequence[str]) -> Fault:
    """The right columns in another order."""
    here, expected = ", ".join(header), ", ".join(columns)
    return fault(
        de=(
            f"Spalten in anderer Reihenfolge: `{here}`",
            "Eine verschobene Spalte ist das häufigste Zeichen für Werte unter falschem Namen.",
            f"Stellen Sie die Reihenfolge wieder her: `{expected}`.",
        ),
        en=(
            f"columns in another order: {here}",
            "A column that moved is the commonest sign of values under a wrong name.",
            f"Restore the order {expected}.",
        ),
    )


def unknown_column(column: str, missing: Sequence[str]) -> Fault:
    """A column that the publisher does not have."""
    meant = nearest(column, missing)
    return fault(
        de=(
            f"unbekannte Spalte {column!r}",
            "Was in ihr steht, ist nicht bekannt, also folgt nichts daraus.",
            f"Benennen Sie sie in {meant!r} um, wenn diese gemeint ist." if meant else "Entfernen Sie sie.",
        ),
        en=(
            f"unknown column {column!r}",
            "What it holds is not known, so nothing can be concluded from it.",
            f"Rename it to {meant!r} if that is meant." if meant else "Remove it.",
        ),
    )


def column_twice(column: str) -> Fault:
    """Two columns of one name."""
    return fault(
        de=(
            f"die Spalte {column!r} steht zweimal da",
            "Es ist nicht klar, welche zählt.",
            "Behalten Sie eine davon.",
        ),
        en=(f"column {column!r} stands twice", "It is not clear which one counts.", "Keep one."),
    )


def column_missing(column: str, required: Sequence[str]) -> Fault:
    """A column that is needed is not there."""
    expected = ", ".join(required)
    return fault(
        de=(
            f"die Spalte {column!r} fehlt",
            "Sie wird gebraucht, um die Zahlen zu lesen oder zu prüfen.",
            f"Stellen Sie sie wieder her; erwartet werden `{expected}`.",
        ),
        en=(
            f"column {column!r} is missing",
            "It is needed to read or to check the figures.",
            f"Restore it; expected are {expected}.",
        ),
    )


def other_separator(first: str) -> Fault | None:
    """The first line is separated by something else than commas; None if it is not."""
    called = next((called for mark, called in _SEPARATORS.items() if mark in first), None)
    if called is None:
        return None
    return fault(
        de=(
            f"getrennt mit {called.de} statt mit Kommas",
            "So speichern Tabellenprogramme mit deutscher Einstellung, oft auch mit Dezimalkomma.",
            "Speichern Sie die Tabelle als CSV mit Komma als Trenner und Dezimalpunkt, in UTF-8.",
        ),
        en=(
            f"separated by {called.en}, not by commas",
            "Spreadsheets with German settings save so, often with decimal commas.",
            "Save it as CSV with comma and decimal point, in UTF-8.",
        ),
    )


def no_header(first: str, columns: Sequence[str]) -> Fault:
    """The first line is a row."""
    header = ",".join(columns)
    return fault(
        de=(
            f"kein Tabellenkopf: die erste Zeile beginnt mit {first!r}",
            _NAMELESS.de,
            f"Setzen Sie diese Zeile an den Anfang: `{header}`.",
        ),
        en=(f"no header: the first line begins with {first!r}", _NAMELESS.en, f"Put this line first: {header}"),
    )


EMPTY_FIRST_LINE = fault(
    de=(
        "die erste Zeile ist leer, wo die Namen der Spalten erwartet werden",
        _NAMELESS.de,
        "Entfernen Sie die leere Zeile, oder stellen Sie den Tabellenkopf wieder her.",
    ),
    en=(
        "the first line is empty, where the names of the columns are expected",
        _NAMELESS.en,
        "Remove the empty line, or restore the header.",
    ),
)


def unreadable_header(said: str) -> Fault:
    """The reader of CSV stopped in the first line; what it said is English only."""
    return fault(
        de=(
            "der Tabellenkopf lässt sich nicht lesen",
            _NAMELESS.de,
            "Stellen Sie die erste Zeile so wieder her, wie sie veröffentlicht ist.",
        ),
        en=(f"the header can not be read ({said})", _NAMELESS.en, "Restore the first line as published."),
    )
