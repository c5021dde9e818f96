"""The proof of what holds, as lines that a page can fold in."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from lagezentrum.engine.explanation import explain
from lagezentrum.engine.wording import render
from lagezentrum.law.norm import Provision
from lagezentrum.web.ledger import figures, law
from lagezentrum.web.ledger.suspended_words import before_proof
from lagezentrum.web.public import language
from lagezentrum.web.situation import Situation

DEEPEST = 7
"""Deeper lines are not indented further."""


@dataclass(frozen=True)
class Part:
    """A piece of a line; `german` where it is German on an English page."""

    text: str
    german: bool


@dataclass(frozen=True)
class Line:
    """One sentence of a proof and how deep it lies in the tree."""

    depth: int
    parts: tuple[Part, ...]


def proof_lines(seen: Situation, area: str) -> tuple[Line, ...]:
    """The proof of what holds in an area on the day of a situation, by the decisions taken."""
    proof = explain(
        seen.regulation,
        seen.calendars,
        seen.figures,
        seen.ordered,
        area,
        seen.judged_until,
        known_at=None if seen.as_of is None else figures.local(seen.as_of),
        decisions=seen.decisions,
        norms=norms(seen.regulation.id),
    )
    lines = render(proof, language.current(), language.names()).splitlines()
    names = {rule.authority.de for version in seen.regulation.versions for rule in version.rules.values()}
    found = [
        Line(0, _parts(before_proof(order, pause).in_language(language.current()), names))
        for order, pause in seen.suspended(area, seen.judged_until)
    ]
    for line in lines:
        depth = min((len(line) - len(line.lstrip())) // 2, DEEPEST)
        if found and not depth and line.startswith("http"):
            depth = found[-1].depth  # the source of a decision stands on a line of its own
        found.append(Line(depth, _parts(line.strip(), names)))
    return tuple(found)


def _parts(line: str, names: Collection[str]) -> tuple[Part, ...]:
    """A line, where the page is English parted at titles of provisions and names of authorities, which stay German."""
    if language.current() == "de":
        return (Part(line, german=False),)
    terms = "|".join([r"(?<=\[)[^\]]+(?=\]$)", *map(re.escape, names)])
    return tuple(Part(text, german=place % 2 == 1) for place, text in enumerate(re.split(f"({terms})", line)) if text)


@cache
def norms(regulation: str) -> Mapping[str, Mapping[str, Provision]]:
    """The provisions of every version of a regulation, by version and anchor."""
    library = law.library()
    return {v.version: library.norm(regulation, v.version) for v in library.regulation(regulation).versions}
