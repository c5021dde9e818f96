"""What can be wrong with a file of figures or orders, collected and shown together."""

from collections.abc import Sequence
from pathlib import Path

from lagezentrum.law.problems import Problem

MOST_SHOWN = 20
"""A file with more problems than this is broken as a whole; more lines would not help its reader."""


class SourceError(Exception):
    """A file of figures or orders can not be used; `problems` lists what was found, at most `MOST_SHOWN`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        text = "\n".join(str(problem) for problem in problems)
        if len(problems) >= MOST_SHOWN:
            text += f"\n… reading stopped after {len(problems)} problems."
        super().__init__(text)


class ProblemList:
    """Collects the problems of one file. Nothing of a file counts until `settle` was passed."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._problems: list[Problem] = []

    def add(self, line: int, what: str, why: str, remedy: str) -> None:
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


def refuse(file: Path, line: int, what: str, why: str, remedy: str) -> SourceError:
    """The error for a file that fails as a whole."""
    return SourceError([Problem(file, line, what, why, remedy)])
