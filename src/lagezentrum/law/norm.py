"""The norm in our own words: `norm.md`, one heading with an anchor per provision.

    ## Fünftagesabschnitt {#section}

    Status: encoded

    Sonn- und Feiertage zählen nicht …

    EN: Sundays and public holidays do not count …

`Status:` is one of `encoded`, `left to a human`, `definition`, or `not encoded`; the last needs a reason
after a dash: "deutsch / english", or one text for both.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from lagezentrum.law.problems import Fault, LawError, Problem, fault, in_backticks, unknown
from lagezentrum.law.system_faults import cause
from lagezentrum.law.text import Text

Status = Literal["encoded", "left to a human", "definition", "not encoded"]
STATUSES: tuple[Status, ...] = get_args(Status)

_HEADING = re.compile(r"^##+\s+(?P<title>.*?)\s*\{#(?P<anchor>[a-z0-9][a-z0-9-]*)\}\s*$")
_BARE_HEADING = re.compile(r"^##+\s")
_STATUS = re.compile(r"^Status:\s*(?P<status>[a-z ]+?)\s*(?:[—–-]\s+(?P<reason>.+))?$")

_NO_PROVISION = fault(
    de=(
        "keine Vorschrift",
        "Die Regelung daneben hat nichts, worauf sie sich stützen könnte.",
        "Schreiben Sie je Vorschrift eine Überschrift `## Titel {#anker}`, darunter Status und Text.",
    ),
    en=(
        "no provision",
        "The regulation beside it has nothing that it could cite.",
        "Write one heading `## Title {#anchor}` per provision, with its status and text below.",
    ),
)


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of a norm, in German and English."""

    anchor: str
    title: str
    status: Status
    reason: str
    text_de: str
    text_en: str
    line: int


def read_norm(file: Path) -> dict[str, Provision]:
    """Read a `norm.md` into its provisions, by anchor, in the order of the file.

    Raises:
        LawError: with every problem of the file.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LawError(
            [
                Problem(
                    file,
                    0,
                    *_unreadable(cause(error)),
                )
            ]
        ) from error
    problems: list[Problem] = []
    provisions: dict[str, Provision] = {}
    for number, line in enumerate(lines, start=1):
        if _BARE_HEADING.match(line) and not _HEADING.match(line):
            problems.append(
                Problem(
                    file,
                    number,
                    *_without_anchor(line.lstrip("# ")),
                )
            )
    starts = [number for number, line in enumerate(lines) if _HEADING.match(line)]
    if not starts:
        problems.append(
            Problem(
                file,
                0,
                *_NO_PROVISION,
            )
        )
    for start, end in zip(starts, [*starts[1:], len(lines)][: len(starts)], strict=True):
        heading = _HEADING.match(lines[start])
        assert heading is not None  # noqa: S101 (only matching lines are starts)
        anchor = heading["anchor"]
        if anchor in provisions:
            problems.append(
                Problem(
                    file,
                    start + 1,
                    *_anchor_twice(anchor, provisions[anchor].line),
                )
            )
            continue
        provisions[anchor] = _provision(file, lines[start + 1 : end], heading, start + 1, problems)
    if problems:
        raise LawError(problems)
    return provisions


def _provision(file: Path, body: list[str], heading: re.Match[str], line: int, problems: list[Problem]) -> Provision:
    status: Status | None = None
    reason = ""
    german: list[str] = []
    english: list[str] = []
    for offset, text in enumerate(body, start=1):
        match = _STATUS.match(text)
        if match and status is None:
            word, reason = match["status"], match["reason"] or ""
            if word in STATUSES:
                status = cast(Status, word)
            else:
                problems.append(Problem(file, line + offset, *_unknown_status(word)))
                status = "not encoded"
                reason = reason or word
        elif text.startswith("EN:"):
            english.append(text.removeprefix("EN:").strip())
        elif english and text.strip():
            english.append(text.strip())
        else:
            german.append(text.strip())
    if status is None or (status == "not encoded" and not reason):
        problems.append(Problem(file, line, *_without_status(heading["anchor"], given=status is not None)))
    return Provision(
        heading["anchor"],
        heading["title"],
        status or "not encoded",
        reason,
        " ".join(part for part in german if part),
        " ".join(english),
        line,
    )


def _unreadable(why: Text) -> Fault:
    return fault(
        de=(
            f"norm.md lässt sich nicht lesen: {why.de}",
            "Ohne die Norm hat die Regelung nichts, worauf sie sich stützen könnte.",
            "Schreiben Sie die Norm in eigenen Worten als UTF-8, je Vorschrift eine Überschrift mit {#anker}.",
        ),
        en=(
            f"norm.md can not be read: {why.en}",
            "Without the norm the regulation has nothing that it could cite.",
            "Write the norm in your own words, one heading with {#anchor} per provision, as UTF-8.",
        ),
    )


def _without_anchor(heading: str) -> Fault:
    return fault(
        de=(
            f"Überschrift ohne Anker: {heading!r}",
            "Ihr Text würde zur Vorschrift darüber gehören, und nichts könnte ihn anführen.",
            "Schreiben Sie `## Titel {#anker}` mit Kleinbuchstaben, Ziffern und Bindestrichen.",
        ),
        en=(
            f"heading without an anchor: {heading!r}",
            "Its text would become part of the provision above, and nothing could cite it.",
            "Write `## Title {#anchor}` with small letters, digits and hyphens.",
        ),
    )


def _anchor_twice(anchor: str, first: int) -> Fault:
    return fault(
        de=(
            f"der Anker {anchor!r} steht zweimal da (zuerst in Zeile {first})",
            "Eine Fundstelle muss zu genau einer Vorschrift führen.",
            "Geben Sie einer der beiden einen anderen Anker.",
        ),
        en=(
            f"anchor {anchor!r} stands twice (first in line {first})",
            "A citation must lead to one provision.",
            "Give one of them another anchor.",
        ),
    )


def _unknown_status(word: str) -> Fault:
    words = in_backticks(STATUSES)
    return Fault(
        unknown(Text(de="Status", en="status"), word, STATUSES),
        Text(
            de="Nach diesen Wörtern wird gezählt, was von der Norm umgesetzt ist.",
            en="The coverage of the norm is counted by these words.",
        ),
        Text(de=f"Möglich sind: {words}.", en=f"Use one of: {words}."),
    )


def _without_status(anchor: str, *, given: bool) -> Fault:
    """For a provision without a status, or (`given`) for one that is not encoded and does not say why."""
    return fault(
        de=(
            f"Vorschrift {anchor!r} ist nicht umgesetzt, aber der Grund fehlt"
            if given
            else f"Vorschrift {anchor!r} sagt nicht, was aus ihr geworden ist",
            "Wer liest, muss sehen, welche Teile der Norm das Programm ausführt.",
            "Ergänzen Sie eine Zeile `Status: encoded` (oder `left to a human`, `definition`, `not encoded — Grund`).",
        ),
        en=(
            f"provision {anchor!r} is not encoded, but the reason is missing"
            if given
            else f"provision {anchor!r} does not say what became of it",
            "Readers must see which parts of the norm the program carries out.",
            "Add a line `Status: encoded` (or: left to a human, definition, not encoded — reason).",
        ),
    )
