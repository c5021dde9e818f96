"""What `rows` says about a row or a day that RKI can not have published so."""

from datetime import date

from lagezentrum.law.problems import Fault, fault
from lagezentrum.sources.file_faults import FETCH_AGAIN


def second_row(key: str, day: str) -> Fault:
    """Two figures of one area for one day."""
    return fault(
        de=(
            f"zweite Zeile für {key} am {day}",
            "Zwei Zahlen für einen Tag: Es ist nicht klar, welche entscheidet.",
            "Behalten Sie die zuerst veröffentlichte Zeile, und entfernen Sie die andere.",
        ),
        en=(
            f"second row for {key} on {day}",
            "Two figures for one day: it is not clear which one decides.",
            "Keep the row as first published and remove the other.",
        ),
    )


def other_inhabitants(column: str, given: str, key: str, about: int) -> Fault:
    """A population that can not be the one of the area."""
    return fault(
        de=(
            f"{column}: {given!r} kann nicht die Einwohnerzahl von {key} sein",
            f"Dort leben etwa {about} Menschen; die Spalten können verschoben sein.",
            "Stellen Sie die Zeile so wieder her, wie sie veröffentlicht ist.",
        ),
        en=(
            f"{column}: {given!r} can not be the inhabitants of {key}",
            f"About {about} live there; the columns may be shifted.",
            "Restore the row as published.",
        ),
    )


def unknown_key(key: str, *, lost_zero: bool) -> Fault:
    """A key of no area; `lost_zero`: it would be one with a zero in front."""
    return fault(
        de=(
            f"unbekannter Gebietsschlüssel {key!r}",
            "Eine Zahl, die nirgends hingehört, steht am falschen Ort oder stammt aus einer anderen Datei.",
            f"Schlüssel sind Text: schreiben Sie {'0' + key!r} mit der führenden Null."
            if lost_zero
            else "Berichtigen Sie den Schlüssel; ist die Zeile um eine Spalte verschoben, stellen Sie sie wieder her.",
        ),
        en=(
            f"unknown area key {key!r}",
            "A figure that belongs nowhere is either misplaced or of another file.",
            f"Keys are text: write {'0' + key!r} with its leading zero."
            if lost_zero
            else "Correct the key; if the row is shifted by a column, restore it.",
        ),
    )


def no_count(column: str, given: str) -> Fault:
    """A number of cases that is none."""
    return fault(
        de=(
            f"{column}: {given!r} ist keine Fallzahl",
            "Wo eine Anzahl erwartet wird, steht etwas anderes: Die Spalten können verschoben sein.",
            "Stellen Sie die Zeile wieder her; lassen Sie das Feld leer, wo die Anzahl nicht bekannt ist.",
        ),
        en=(
            f"{column}: {given!r} is not a number of cases",
            "Where a count is expected something else stands: the columns may be shifted.",
            "Restore the row; leave the cell empty where the count is not known.",
        ),
    )


def shifted_column(contradictions: int, compared: int, day: date) -> Fault:
    """Most figures of a day contradict the cases beside them."""
    return fault(
        de=(
            f"{contradictions} von {compared} Inzidenzen vom {day} passen nicht zu den Fällen daneben",
            "Fälle, Einwohner und Inzidenz widersprechen sich: Eine Spalte ist gegen die Schlüssel verschoben.",
            "Stellen Sie die Zeilen dieses Tages so wieder her, wie sie veröffentlicht sind.",
        ),
        en=(
            f"{contradictions} of {compared} incidences of {day} do not fit the cases beside them",
            "Cases, inhabitants and incidence contradict each other: a column is shifted against the keys.",
            "Restore the rows of that day as published.",
        ),
    )


def only_zeros(day: date) -> Fault:
    """A day without a single case."""
    return fault(
        de=(
            f"am {day} gar keine Fälle",
            "Ein Tag, an dem kein Landkreis einen Fall hat, ist ein Fehler der Veröffentlichung und würde Stufen "
            "aufheben.",
            "Lassen Sie die Zahlen dieses Tages leer, wenn sie nicht bekannt sind.",
        ),
        en=(
            f"no cases at all on {day}",
            "A day on which no district has a case is a fault of publication, and would lift levels.",
            "Leave the figures of that day empty if they are not known.",
        ),
    )


def ends_within(day: str, areas: int, before: int) -> Fault:
    """The last day has fewer areas than the one before."""
    return fault(
        de=(
            f"die Datei endet mitten im Tag {day}: {areas} von {before} Gebieten",
            "Einer abgeschnittenen Datei fehlen Zahlen, die veröffentlicht sind.",
            FETCH_AGAIN.de,
        ),
        en=(
            f"the file ends within {day}: {areas} of {before} areas",
            "A file cut short lacks figures that were published.",
            FETCH_AGAIN.en,
        ),
    )
