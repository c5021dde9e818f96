"""What can be wrong with a file of figures or orders, collected and shown together."""

from collections.abc import Sequence
from pathlib import Path

from lagezentrum.law.problems import Problem
from lagezentrum.law.text import LanguageCode, Text

MOST_SHOWN = 20
"""A file with more problems than this is broken as a whole; more lines would not help its reader."""


class SourceError(Exception):
    """A file of figures or orders can not be used; `problems` lists what was found, at most `MOST_SHOWN`.

    As text it is English, for logs; users are told `in_language`.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.in_language("en"))

    def in_language(self, code: LanguageCode) -> str:
        """Every problem, one block each, and whether there may be more."""
        text = "\n".join(problem.in_language(code) for problem in self.problems)
        number = len(self.problems)
        if number < MOST_SHOWN:
            return text
        stopped = Text(
            de=f"nach {number} Beanstandungen wurde nicht weitergelesen.",
            en=f"reading stopped after {number} problems.",
        )
        return f"{text}\n… {stopped.in_language(code)}"


class ProblemList:
    """Collects the problems of one file. Nothing of a file counts until `settle` was passed."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._problems: list[Problem] = []

    def add(self, line: int, what: Text, why: Text, remedy: Text) -> None:
        """Note a problem; `line` counts from 1, 0 means the whole file.

        Raises:
            SourceError: the list is full.
        """
        self._problems.append(Problem(self.file, line, what, why, remedy))
        if len(self._problems) >= MOST_SHOWN:
            raise SourceError(self._problems)

    def settle(self) -> None:
        """Pass if nothing was noted.

        Raises:
            SourceError: with everything noted.
        """
        if self._problems:
            raise SourceError(self._problems)


def refuse(file: Path, line: int, what: Text, why: Text, remedy: Text) -> SourceError:
    """The error for a file that fails as a whole."""
    return SourceError([Problem(file, line, what, why, remedy)])
