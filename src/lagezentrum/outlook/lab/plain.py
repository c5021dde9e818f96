"""The plain entries of a design: words to choose from, numbers, names of files. What does not fit is noted."""

from collections.abc import Sequence
from typing import Any, NoReturn

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault
from lagezentrum.law.source_text import KeyPath, SourceText
from lagezentrum.outlook.lab import faults


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
        return list(dict.fromkeys(listed))

    def file(self, key: str) -> str | None:
        """The name of a file, or None."""
        given = self.data.get(key)
        return None if given is None else str(given)

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """One of some words, the first by default."""
        given = self.data.get(key, choices[0])
        if given not in choices:
            self.note((key,), faults.unknown_word(Text(de=f"`{key}`", en=f"`{key}`"), given, choices))
        return str(given)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number in a range."""
        given = self.data.get(key, default)
        if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
            wanted = Text(de=f"eine ganze Zahl von {low} bis {high}", en=f"a whole number from {low} to {high}")
            self.stop((key,), faults.wrong_kind(key, given, wanted))
        return given
