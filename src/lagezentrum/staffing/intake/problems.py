"""What is wrong with a file of the pool: where it stands, why it matters, what to do, in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from lagezentrum.law.problems import Fault, Wording, fault
from lagezentrum.law.text import LanguageCode, Text

__all__ = ["MOST_KEPT", "Fault", "Problem", "Problems", "Reading", "Unfit", "unfit"]

T = TypeVar("T")

MOST_KEPT = 5_000
"""Problems that are listed one by one; a last one says that there are more. Rows beyond stay refused."""
_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place.

    Attributes:
        row: as a spreadsheet counts, the header included; 0 means the whole file.
        column: its name, or its letter where it has none; empty for the whole row.
        value: what stands there, shortened.
    """

    row: int
    column: str
    value: str
    what: Text
    why: Text
    remedy: Text

    def in_language(self, code: LanguageCode) -> str:
        """One block of text: place, fault, reason and remedy."""
        row, column, whole, why, do = (
            ("Zeile", "Spalte", "Datei", "Grund", "Abhilfe") if code == "de" else ("row", "column", "file", "why", "do")
        )
        place = f"{row} {self.row}" if self.row else whole
        if self.column:
            place += f", {column} {self.column}"
        shown = f" „{self.value}“" if code == "de" else f' "{self.value}"'
        what, reason, remedy = (part.in_language(code) for part in (self.what, self.why, self.remedy))
        return f"{place}{shown if self.value else ''}: {what}\n    {why}: {reason}\n    {do}: {remedy}"


class Unfit(Exception):
    """A value does not fit its column; `fault` says why and what to do."""

    def __init__(self, found: Fault) -> None:
        self.fault = found
        super().__init__(found.what.en)


def unfit(*, de: Wording, en: Wording) -> Unfit:
    """The error for a reader of a cell to raise."""
    return Unfit(fault(de=de, en=en))


class Problems:
    """Collects what is wrong with one file, and which rows are concerned."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._more = 0
        self.bad_rows: set[int] = set()
        self.fatal = False

    def add(self, row: int, column: str, value: object, found: Fault) -> None:
        """Note a problem of a row."""
        self.bad_rows.add(row)
        if len(self._listed) >= MOST_KEPT:
            self._more += 1
            return
        text = "" if value is None else str(value)
        shown = text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"
        self._listed.append(Problem(row, column, _visible(shown), *found))

    def refuse(self, row: int, column: str, value: object, found: Fault) -> None:
        """Note a problem for which nothing of the file can be taken."""
        self.fatal = True
        self.add(row, column, value, found)

    def join(self, other: "Problems") -> None:
        """Take over what was noted elsewhere."""
        self._listed += other._listed
        self._more += other._more
        self.bad_rows |= other.bad_rows
        self.fatal |= other.fatal

    def listed(self) -> tuple[Problem, ...]:
        """In the order of rows; the last one tells how many more there are."""
        found = sorted(self._listed, key=lambda problem: problem.row)
        if self._more:
            found.append(Problem(0, "", "", *_more(self._more)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What a file says: the good rows with their numbers, and everything that is wrong with the others.

    Attributes:
        rows: number and content of each good row; empty where the file is refused as a whole.
        problems: in the order of rows.
        total: rows that are not empty.
    """

    rows: tuple[tuple[int, T], ...]
    problems: tuple[Problem, ...]
    total: int

    @property
    def right(self) -> bool:
        """Whether every row is good."""
        return not self.problems

    @property
    def content(self) -> tuple[T, ...]:
        """The good rows."""
        return tuple(row for _, row in self.rows)

    @classmethod
    def of(cls, rows: Iterable[tuple[int, T]], problems: Problems, total: int) -> "Reading[T]":
        """The good rows left once the problems are known."""
        bad = problems.bad_rows
        good = () if problems.fatal else tuple((number, row) for number, row in rows if number not in bad)
        return cls(good, problems.listed(), total)


def _visible(text: str) -> str:
    return "".join(mark if mark.isprintable() else "·" for mark in text)


def _more(number: int) -> Fault:
    return fault(
        de=(
            f"es gibt {number} weitere Beanstandungen",
            "Eine so lange Liste liest niemand; die betroffenen Zeilen bleiben zurückgewiesen.",
            "Beheben Sie, was oben steht, und laden Sie die Datei noch einmal hoch.",
        ),
        en=(
            f"there are {number} more problems",
            "Nobody reads so long a list; the rows concerned stay refused.",
            "Mend what stands above, then upload the file again.",
        ),
    )
