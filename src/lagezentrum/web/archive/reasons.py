"""Why a file was held or what was noted about it, as data with a sentence in German and in English."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar

from lagezentrum.law.model import Text

Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing found.

    Attributes:
        code: which rule of the gate, or which act of a person.
        text: what was found and why it matters.
        holds: whether it keeps the file from driving findings; otherwise it is only noted.
    """

    code: str
    text: Text
    holds: bool = True

    def as_json(self) -> dict[str, Any]:
        """The form in which a verdict keeps it."""
        return {"code": self.code, "holds": self.holds, "text_de": self.text.de, "text_en": self.text.en}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Reason":
        """A reason as a verdict keeps it."""
        return cls(kept["code"], Text(de=kept["text_de"], en=kept["text_en"]), kept["holds"])


def said_once(rule: Callable[[Case], Iterator[Reason]]) -> Callable[[Case], Iterator[Reason]]:
    """A rule that, of the same thing found on several days, tells the last one and how many there were before."""

    @wraps(rule)
    def once(case: Case) -> Iterator[Reason]:
        found = list(rule(case))
        if len(found) > 1:
            last, more = found[-1].text, len(found) - 1
            text = Text(de=f"{last.de} Davor {more}-mal dasselbe.", en=f"{last.en} The same {more} times before.")
            found = [replace(found[-1], text=text)]
        yield from found

    return once


def by_hand(code: str, words: str) -> Reason:
    """The reason that a person gave, in their own words."""
    return Reason(code, Text(de=words, en=words), holds=False)
