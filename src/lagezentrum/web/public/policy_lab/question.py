"""From an address to a question with its answer: version, season, what is asked, and the courses that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from lagezentrum.law.model import Text
from lagezentrum.outlook.packed import Packed
from lagezentrum.web.public.policy_lab.answer import Judged, course_of, judged
from lagezentrum.web.public.policy_lab.asked import VERSION, Asked, Gaps, read
from lagezentrum.web.public.policy_lab.controls import expanded
from lagezentrum.web.public.policy_lab.ground import Ground, Offer, Season, ground, offers, season, usual


@dataclass(frozen=True)
class Answered:
    """A question answered.

    Attributes:
        ground: law, figures and real course of the period.
        mine, law, real: the rule asked for, the version as in law, and what was really in force.
        against: which of the last two the rule is compared with.
    """

    ground: Ground
    mine: Judged
    law: Judged
    real: Judged
    against: str

    @property
    def other(self) -> Judged:
        """What the rule is compared with."""
        return self.law if self.against == "law" else self.real

    @property
    def alike(self) -> bool:
        """Whether the rule has the same level as what it is compared with, everywhere and on every day."""
        mine, other = self.mine.course, self.other.course
        return bool((mine.low == other.low).all() and (mine.high == other.high).all())

    @property
    def steps(self) -> int:
        """Number of levels."""
        return len(self.ground.packed.steps)


@dataclass(frozen=True)
class Question:
    """What an address asks.

    Attributes:
        offers: the versions announced so far.
        season: what is on record, or None.
        offer: the version that the form shows, or None where none can be computed.
        asked: what is asked, or None where nothing can be.
        named: everything of the address that the page knows, in its order.
    """

    offers: tuple[Offer, ...]
    season: Season | None
    offer: Offer | None
    asked: Asked | None
    named: tuple[tuple[str, str], ...]

    @property
    def problems(self) -> Mapping[str, Text]:
        """What is wrong, by name of the field."""
        return {} if self.asked is None else self.asked.problems

    @cached_property
    def packed(self) -> Packed | None:
        """The version, compiled."""
        return None if self.offer is None else self.offer.packed

    def answered(self) -> Answered | None:
        """The answer; None where the question has a problem or nothing is on record."""
        if self.asked is None or self.problems or self.season is None or self.packed is None:
            return None
        asked = self.asked
        on = ground(self.season, self.packed, asked.reading, asked.first, asked.last)
        mine = self._judged(on) if asked.values else None
        law = _law(on, asked.gaps)
        return Answered(on, mine or law, law, _real(on), asked.against)

    def _judged(self, on: Ground) -> Judged:
        assert self.asked is not None and self.offer is not None  # noqa: S101, PT018 (it is being answered)
        values = expanded(self.offer.moved, self.asked.values)
        return judged(on.packed, on.series, values, on.real, self.asked.gaps)


def question(given: Mapping[str, str]) -> Question:
    """What an address asks; of a version that can not be computed the form of the usual one is shown."""
    all_, on = offers(), season()
    name = given.get(VERSION, "").strip()
    wanted = next((offer for offer in all_ if offer.version.version == name), None) if name else usual(all_)
    offer = wanted if wanted is not None and wanted.packed is not None else usual(all_)
    if on is None or offer is None or offer.packed is None:
        return Question(all_, on, offer, None, ())
    asked = read(given, on.possible(offer.version.version), offer.packed, offer.moved)
    if offer is not wanted:
        asked = replace(asked, problems={VERSION: _refusal(wanted, all_), **asked.problems})
    known = {VERSION, *asked.typed}
    return Question(all_, on, offer, asked, tuple((key, value) for key, value in given.items() if key in known))


def _refusal(wanted: Offer | None, all_: tuple[Offer, ...]) -> Text:
    if wanted is not None and wanted.refusal is not None:
        return wanted.refusal
    known = ", ".join(offer.version.version for offer in all_ if offer.packed is not None)
    return Text(de=f"Diese Fassung gibt es nicht. Möglich: {known}.", en=f"No such version. Possible: {known}.")


@lru_cache(maxsize=24)
def _law(on: Ground, gaps: Gaps) -> Judged:
    return judged(on.packed, on.series, {}, on.real, gaps)


@lru_cache(maxsize=24)
def _real(on: Ground) -> Judged:
    return course_of(on.real, on.before, len(on.packed.steps))
