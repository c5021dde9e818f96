"""Proofs on the bundled season, and ways to look into them."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import TypeVar

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.explanation import explain
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import Replay
from lagezentrum.engine.proof import Proof
from lagezentrum.engine.proof.nodes import DayNode, Node, ObservationNode, RuleNode, SectionNode, StepNode
from lagezentrum.law.library import Library
from lagezentrum.season.reading import read_orders, read_season
from lagezentrum.sources.orders.order import decisions

NAMES = {"03": "Niedersachsen", "03241": "Region Hannover", "03358": "Heidekreis", "03404": "Stadt Osnabrück"}
ORDINANCE = "de-ni/corona-vo"
N = TypeVar("N")


@cache
def library() -> Library:
    return Library()


@cache
def season() -> Figures:
    return read_season()


@cache
def orders() -> tuple[Decision, ...]:
    return decisions(read_orders())


@cache
def season_replay(area: str, day: date, decided: bool, known_at: datetime | None = None) -> Replay:
    """The ordinance over the season for a district and its Land."""
    areas = list(dict.fromkeys([area[:2], area]))
    return fast.replay(
        library().regulation(ORDINANCE),
        library().calendars,
        season(),
        areas,
        day,
        known_at=known_at,
        decisions=orders() if decided else (),
    )


@cache
def season_proof(area: str, day: str, *, decided: bool = False, known_at: datetime | None = None) -> Proof:
    """The proof for an area and day, with or without the recorded orders."""
    on = date.fromisoformat(day)
    regulation = library().regulation(ORDINANCE)
    return explain(
        regulation,
        library().calendars,
        season(),
        season_replay(area, on, decided, known_at),
        area,
        on,
        known_at=known_at,
        decisions=orders() if decided else (),
        norms={v.version: library().norm(ORDINANCE, v.version) for v in regulation.versions},
    )


def nodes_of(node: Node) -> Iterator[Node]:
    """A node and everything below it."""
    yield node
    for child in node.children:
        yield from nodes_of(child)


def all_of_kind(node: Node, kind: type[N]) -> list[N]:
    """Every node of a kind, in the order of the proof."""
    return [found for found in nodes_of(node) if isinstance(found, kind)]


def only(node: Node, kind: type[N]) -> N:
    """The one node of a kind."""
    (found,) = all_of_kind(node, kind)
    return found


def step_of(proof: Proof, rule: str, step: str) -> StepNode:
    """The node of a step under a rule."""
    (found,) = (n for n in all_of_kind(proof.answer, RuleNode) if n.rule == rule)
    (at,) = (n for n in all_of_kind(found, StepNode) if n.step == step)
    return at


def sections(step: StepNode, change: str, state: str) -> list[SectionNode]:
    """The sections of a step, by what they change and how far they are."""
    return [n for n in all_of_kind(step, SectionNode) if (n.change, n.state) == (change, state)]


def marks(section: SectionNode) -> list[tuple[str, str]]:
    """The days of a section as (month-day, mark)."""
    return [(f"{n.day:%m-%d}", n.mark) for n in all_of_kind(section, DayNode)]


def compared(section: SectionNode, indicator: str) -> list[str]:
    """The values of an indicator as compared, day after day."""
    found = [n for n in all_of_kind(section, ObservationNode) if n.indicator == indicator]
    return [str(n.compared) for n in found]
