"""A table of policies beside a design, read from CSV."""

import csv
from pathlib import Path

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault, fault
from lagezentrum.law.system_faults import cause, unreadable
from lagezentrum.outlook.lab.sampling import Table


def read_policy_table(file: Path) -> Table:
    """The cells as they stand; what they mean is checked where the design is read.

    Raises:
        LookupError: it can not be read; the argument is the `Fault`.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            header = tuple(next(reader, ()))
            rows = tuple((reader.line_num, len(row), dict(zip(header, row, strict=False))) for row in reader if row)
            return Table(header, rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LookupError(_unreadable(file.name, error)) from error


def _unreadable(name: str, error: OSError | UnicodeDecodeError | csv.Error) -> Fault:
    """Why it can not be read, and its name: the design is told with the line, the table is another file."""
    if isinstance(error, OSError):
        what, why, remedy = unreadable(error)
        return Fault(Text(de=f"{name} {what.de}", en=f"{name} {what.en}"), why, remedy)
    reason = cause(error) if isinstance(error, UnicodeDecodeError) else Text(de=str(error), en=str(error))
    return fault(
        de=(f"{name} lässt sich nicht lesen: {reason.de}", "Was nicht gelesen wird, kann nicht gerechnet werden.",
            "Speichern Sie die Tabelle als CSV in UTF-8, mit Kommas zwischen den Spalten."),
        en=(f"{name} can not be read: {reason.en}", "What is not read can not be computed.",
            "Save the table as CSV in UTF-8, with commas between the columns."),
    )  # fmt: skip
