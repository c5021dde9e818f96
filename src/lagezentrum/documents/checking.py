"""Whether an edited order still says what its proof says: each number and date that no longer does, by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from lagezentrum.documents.change_proof import digest
from lagezentrum.documents.composition import NUMBERING
from lagezentrum.documents.fields import Field, UnknownPath, Writer
from lagezentrum.documents.numbers import Token, tokens
from lagezentrum.documents.reading_back import Returned

_AROUND: Final = 40
_LONGEST_NUMBERING: Final = 2
_SHARED: Final = ("regulation", "version", "rule", "area", "step")
"""What order and proof both name; the order is about nothing but its proof."""

DeviationKind = Literal["changed", "missing", "added", "not_in_proof", "other_proof"]
"""`changed`: another number stands there · `missing`: it is gone · `added`: it stands nowhere in the proof ·
`not_in_proof`: the list of fields inside the file disagrees with the proof · `other_proof`: it rests on another."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A number or date that does not equal the proof.

    Attributes:
        path: the field of the order or proof, such as "proof.days.0.figures.1.compared"; empty where there is none.
        expected: as the proof says it; empty for what was added.
        found: as the document says it; empty for what is missing.
        around: the words around it.
    """

    kind: DeviationKind
    path: str
    expected: str
    found: str
    around: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: how many numbers and dates agree, and those that do not."""

    agreeing: int
    deviations: tuple[Deviation, ...]
    proof_sha256: str


def check(returned: Returned, proof_sha256: str | None = None) -> Checked:
    """Compare an order that came back with the proof in it; with `proof_sha256`, also that with the one on record."""
    actual = digest(returned.proof)
    deviations = list(_proof(returned, actual, proof_sha256))
    writer = Writer(returned.order, returned.proof)
    expected: list[tuple[Token, str]] = []
    for path, form, written in returned.fields:
        if form != NUMBERING:
            due = _due(writer, path, form)
            if due != written:
                deviations.append(Deviation("not_in_proof", path, due or "", written, ""))
            written = due if due is not None else written
        expected += [(token, path) for token in tokens(written)]
    found = list(tokens(returned.text))
    agreeing, differing = _compared(expected, found, returned.text)
    return Checked(agreeing, (*deviations, *differing), actual)


def _proof(returned: Returned, actual: str, on_record: str | None) -> Iterator[Deviation]:
    named = str(returned.order.get("proof_sha256"))
    if named != actual:
        yield Deviation("other_proof", "order.proof_sha256", actual, named, "")
    for name in _SHARED:
        if returned.order.get(name) != returned.proof.get(name):
            told, proven = returned.order.get(name), returned.proof.get(name)
            yield Deviation("not_in_proof", f"order.{name}", str(proven), str(told), "")
    if on_record is not None and on_record != actual:
        yield Deviation("other_proof", "proof", on_record, actual, "")


def _due(writer: Writer, path: str, form: Any) -> str | None:
    """What a field has to say, or None where the proof has no such field."""
    try:
        return writer.written(Field(path, form))
    except UnknownPath:
        return None


def _compared(expected: Sequence[tuple[Token, str]], found: Sequence[Token], text: str) -> tuple[int, list[Deviation]]:
    """Both in reading order, laid side by side: numbers that agree, and what differs."""
    matcher = SequenceMatcher(None, [t.value for t, _ in expected], [t.value for t in found], autojunk=False)
    agreeing, deviations = 0, []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            agreeing += last - first
            continue
        here, there = expected[first:last], found[start:end]
        for position in range(max(len(here), len(there))):
            token, path = here[position] if position < len(here) else (None, "")
            other = there[position] if position < len(there) else None
            deviation = _deviation(token, path, other, text)
            if deviation is not None:
                deviations.append(deviation)
    return agreeing, deviations


def _deviation(token: Token | None, path: str, other: Token | None, text: str) -> Deviation | None:
    around = "" if other is None else _around(text, other)
    numbers_only = token is not None and not path
    if token is None or numbers_only:
        if other is None or _leads_a_line(text, other):
            return None  # numbers that only number may go or come
        return Deviation("added", "", "", other.written, around)
    if other is None:
        return Deviation("missing", path, token.written, "", "")
    return Deviation("changed", path, token.written, other.written, around)


def _leads_a_line(text: str, token: Token) -> bool:
    before = text[text.rfind("\n", 0, token.start) + 1 : token.start]
    numbers = token.written.isdigit() and len(token.written) <= _LONGEST_NUMBERING
    return numbers and not before.strip() and text[token.end : token.end + 1] in (".", ")")


def _around(text: str, token: Token) -> str:
    lead = text[max(0, token.start - _AROUND) : token.start]
    trail = text[token.end : token.end + _AROUND]
    return " ".join(f"{lead}»{token.written}«{trail}".split())
