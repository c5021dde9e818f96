"""What can be wrong with a regulation, said so that its author can mend it, in German and in English.

A problem is data: what, where, why it matters, what to do. Readers collect all problems of a file and
show them together, because an author who mends one at a time loses the evening.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from lagezentrum.law.text import LanguageCode, Text

Wording = tuple[str, str, str]
"""What is wrong, why it matters, what to do, in one language."""

_LABELS: dict[LanguageCode, tuple[str, str]] = {"de": ("Grund: ", "Abhilfe: "), "en": ("why: ", "do:  ")}


class Fault(NamedTuple):
    """What is wrong, why it matters and what to do; a problem is a fault with its place."""

    what: Text
    why: Text
    remedy: Text


def fault(*, de: Wording, en: Wording) -> Fault:
    """A fault from its three wordings in each language; `what` begins small and ends without a full stop."""
    return Fault(*(Text(de=german, en=english) for german, english in zip(de, en, strict=True)))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of a file.

    `line` counts from 1; 0 means that the whole file is meant. As text it is English, for logs; users are told
    `in_language`.
    """

    file: Path
    line: int
    what: Text
    why: Text
    remedy: Text

    def in_language(self, code: LanguageCode) -> str:
        """One block of text: place and fault first, then reason and remedy."""
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        what, why, remedy = (part.in_language(code) for part in (self.what, self.why, self.remedy))
        reason, help_ = _LABELS[code]
        return f"{place}: {what}\n    {reason}{why}\n    {help_}{remedy}"

    def __str__(self) -> str:
        return self.in_language("en")


class LawError(Exception):
    """A regulation can not be used; `problems` lists every reason found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.in_language("en"))

    def in_language(self, code: LanguageCode) -> str:
        """Every problem, one block each."""
        return "\n".join(problem.in_language(code) for problem in self.problems)


class UnknownRegulation(Exception):
    """No regulation or version of that name is known; `nearest` holds the closest name or None."""

    def __init__(self, sought: str, known: Sequence[str]) -> None:
        self.sought = sought
        self.known = tuple(known)
        self.nearest = nearest(sought, known)
        super().__init__(self.in_language("en"))

    def in_language(self, code: LanguageCode) -> str:
        """What was sought, what may be meant, what is known."""
        known = ", ".join(self.known)
        if code == "de":
            hint = f"Meinten Sie {self.nearest!r}? " if self.nearest else ""
            return f"Keine Regelung {self.sought!r} bekannt. {hint}Bekannt: {known or 'keine'}."
        hint = f"Did you mean {self.nearest!r}? " if self.nearest else ""
        return f"Unknown regulation {self.sought!r}. {hint}Known: {known or 'none'}."


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest in spelling to `word`, or None if nothing is close."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return matches[0] if matches else None


def in_backticks(words: Iterable[str]) -> str:
    """Words of a file in a German sentence, set apart because they are English."""
    return ", ".join(f"`{word}`" for word in words)


def unknown(kind: Text, word: str, known: Iterable[str]) -> Text:
    """That there is no such thing of a kind, with the nearest name that there is."""
    close = nearest(word, known)
    return Text(
        de=f"{kind.de} {word!r} ist nicht bekannt" + (f"; ist {close!r} gemeint?" if close else ""),
        en=f"unknown {kind.en} {word!r}" + (f"; did you mean {close!r}?" if close else ""),
    )


def known_ones(known: Iterable[str]) -> Text:
    """The names that there are, as a remedy."""
    names = ", ".join(known)
    return Text(de=f"Bekannt: {names or 'keine'}.", en=f"Known: {names or 'none'}.")
