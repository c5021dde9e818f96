"""The plain entries of a design: words to choose from, numbers, names of files. What does not fit is noted."""

from collections.abc import Sequence
from typing import Any, NoReturn, TypeGuard

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault
from lagezentrum.law.source_text import KeyPath, SourceText
from lagezentrum.outlook.lab import faults


def is_whole(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number; `true` is none, though Python takes it for 1."""
    return isinstance(value, int) and not isinstance(value, bool)


class Stop(Exception):
    """Nothing further can be read; the problems are noted in the source."""


class PlainReader:
    """Reads entries of a mapping.

    Attributes:
        source: the file.
        data: the mapping it holds.
    """

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.data: dict[Any, Any] = {}

    def note(self, path: KeyPath, fault: Fault) -> None:
        """Note what is wrong at a place."""
        self.source.problem(path, *fault)

    def stop(self, path: KeyPath, fault: Fault) -> NoReturn:
        """Note what is wrong, where nothing after it can be read."""
        self.note(path, fault)
        raise Stop

    def several(self, key: str, known: Sequence[str], default: Sequence[str]) -> Sequence[Any]:
        """One or more of some words, once each."""
        given = self.data.get(key, list(default))
        listed = [given] if isinstance(given, str) else given
        if not isinstance(listed, list) or not listed:
            self.stop((key,), faults.wrong_kind(key, given, Text(de=", ".join(known), en=", ".join(known))))
        for word in listed:
            if word not in known:
                self.note((key,), faults.unknown_word(Text(de=f"`{key}`", en=f"`{key}`"), word, known))
        return [word for word in dict.fromkeys(map(str, listed)) if word in known]

    def file(self, key: str) -> str | None:
        """The name of a file, or None."""
        if key not in self.data:
            return None
        given = self.data[key]
        if not isinstance(given, str) or not given.strip():
            wanted = Text(de="der Name einer Datei, neben dem Entwurf", en="the name of a file, beside the design")
            self.stop((key,), faults.wrong_kind(key, given, wanted))
        return given

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """One of some words, the first by default."""
        given = self.data.get(key, choices[0])
        if given not in choices:
            self.note((key,), faults.unknown_word(Text(de=f"`{key}`", en=f"`{key}`"), given, choices))
        return str(given)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number in a range."""
        given = self.data.get(key, default)
        if not is_whole(given) or not low <= given <= high:
            wanted = Text(de=f"eine ganze Zahl von {low} bis {high}", en=f"a whole number from {low} to {high}")
            self.stop((key,), faults.wrong_kind(key, given, wanted))
        return given
