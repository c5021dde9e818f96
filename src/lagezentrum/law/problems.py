"""What can be wrong with a regulation, said so that its author can mend it.

A problem is data: what, where, why it matters, what to do. Readers collect all problems of a file and
show them together, because an author who mends one at a time loses the evening.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of a file.

    `line` counts from 1; 0 means that the whole file is meant.
    """

    file: Path
    line: int
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        """One block of text: place and fault first, then reason and remedy."""
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{place}: {self.what}\n    why: {self.why}\n    do:  {self.remedy}"


class LawError(Exception):
    """A regulation can not be used; `problems` lists every reason found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class UnknownRegulation(Exception):
    """No regulation or version of that name is known; `nearest` holds the closest name or None."""

    def __init__(self, sought: str, known: Sequence[str]) -> None:
        self.sought = sought
        self.known = tuple(known)
        self.nearest = nearest(sought, known)
        hint = f"Did you mean {self.nearest!r}? " if self.nearest else ""
        super().__init__(f"Unknown regulation {sought!r}. {hint}Known: {', '.join(known) or 'none'}.")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest in spelling to `word`, or None if nothing is close."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return matches[0] if matches else None
