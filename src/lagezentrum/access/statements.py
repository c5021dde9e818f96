"""What an answer says, as data: a kind, its facts, and the provisions it rests on. `wording` makes sentences of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal[
    "level.decision",
    "level.regulation",
    "level.finding",
    "level.nothing",
    "level.open",
    "level.districts",
    "not_encoded.regulation",
    "not_encoded.version",
    "not_encoded.place",
    "not_encoded.row",
    "not_encoded.staff",
    "not_encoded.mask",
    "not_encoded.contact_data",
    "requires",
    "court",
    "uncertain",
    "operator",
    "relief.capacity",
    "relief.capacity_open",
    "relief.booster",
    "proof.counts",
    "proof.too_early",
    "proof.expired",
    "proof.future",
    "test.counts",
    "test.expired",
    "test.future",
    "test.not_accepted",
    "test.not_for_exemption",
    "test.not_today",
    "exempt",
    "exempt.tested",
    "exempt.with_test",
    "exempt.by_age",
    "exempt.not_here",
    "staff.bound",
    "staff.without_proof",
    "closed",
    "mask.too_weak",
    "show.proof",
    "show.test",
    "show.daily_test",
    "wear.mask",
    "duty.mask",
    "duty.mask.close_contact",
    "duty.contact_data",
    "duty.repeat",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said.

    Attributes:
        kind: what kind of thing.
        facts: what the sentence needs: words of the law, days, moments, numbers, texts in both languages.
        cite: anchors of the provisions in the `norm.md` of the version.
    """

    kind: Kind
    facts: Mapping[str, object] = field(default_factory=dict)
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Things that together would change an answer."""

    parts: tuple[Statement, ...]
