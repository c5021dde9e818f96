"""The norm in our own words: `norm.md`, one heading with an anchor per provision.

    ## Fünftagesabschnitt {#section}

    Status: encoded

    Sonn- und Feiertage zählen nicht …

    EN: Sundays and public holidays do not count …

`Status:` is one of `encoded`, `left to a human`, `definition`, or `not encoded`; the last needs a reason
after a dash.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from lagezentrum.law.problems import LawError, Problem, nearest

Status = Literal["encoded", "left to a human", "definition", "not encoded"]
STATUSES: tuple[Status, ...] = get_args(Status)

_HEADING = re.compile(r"^##+\s+(?P<title>.*?)\s*\{#(?P<anchor>[a-z0-9][a-z0-9-]*)\}\s*$")
_BARE_HEADING = re.compile(r"^##+\s")
_STATUS = re.compile(r"^Status:\s*(?P<status>[a-z ]+?)\s*(?:[—–-]\s+(?P<reason>.+))?$")


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
                    "norm.md can not be read",
                    str(error),
                    "Write the norm in your own words, one heading with {#anchor} per provision, as UTF-8.",
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
                    f"heading without an anchor: {line.lstrip('# ')!r}",
                    "Its text would become part of the provision above, and nothing could cite it.",
                    "Write `## Title {#anchor}` with small letters, digits and hyphens.",
                )
            )
    starts = [number for number, line in enumerate(lines) if _HEADING.match(line)]
    if not starts:
        problems.append(
            Problem(
                file,
                0,
                "no provision",
                "The regulation beside it has nothing that it could cite.",
                "Write one heading `## Title {#anchor}` per provision, with its status and text below.",
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
                    f"anchor {anchor!r} stands twice (first in line {provisions[anchor].line})",
                    "A citation must lead to one provision.",
                    "Give one of them another anchor.",
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
                close = nearest(word, STATUSES)
                problems.append(
                    Problem(
                        file,
                        line + offset,
                        f"unknown status {word!r}" + (f"; did you mean {close!r}?" if close else ""),
                        "The coverage of the norm is counted by these words.",
                        f"Use one of: {', '.join(STATUSES)}.",
                    )
                )
                status = "not encoded"
                reason = reason or word
        elif text.startswith("EN:"):
            english.append(text.removeprefix("EN:").strip())
        elif english and text.strip():
            english.append(text.strip())
        else:
            german.append(text.strip())
    if status is None or (status == "not encoded" and not reason):
        problems.append(
            Problem(
                file,
                line,
                f"provision {heading['anchor']!r} does not say what became of it"
                if status is None
                else f"provision {heading['anchor']!r} is not encoded, but the reason is missing",
                "Readers must see which parts of the norm the program carries out.",
                "Add a line `Status: encoded` (or: left to a human, definition, not encoded — reason).",
            )
        )
    return Provision(
        heading["anchor"],
        heading["title"],
        status or "not encoded",
        reason,
        " ".join(part for part in german if part),
        " ".join(english),
        line,
    )
