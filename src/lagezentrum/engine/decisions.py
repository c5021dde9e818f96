"""Decisions of authorities: what was determined, refrained from or lifted. The rule finds; an authority decides."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Assumption = Literal["earliest", "nothing"]
"""What holds where no decision is recorded: a certain finding counts as determined at its earliest date, or not."""

DecisionKind = Literal["determined", "refrained", "lifted"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as published.

    Attributes:
        kind: `determined` (a level or consequence holds from `effective`), `lifted` (it ends on that day),
            `refrained` (a confined outbreak: not determined although met; `until` is the last day of that).
        rule: id of the rule it was taken under.
        area: AGS, or the Land key for a statewide order.
        step: the level as text, or the name of a consequence.
        decided_on: day of publication.
        effective: first day on which it holds (determined) or no longer holds (lifted); None if refrained.
        until: last day of refraining; None where open.
        authority: who decided.
        basis: the reason given.
        source: where the decision is on record.
        note: anything a reader should know.
    """

    kind: DecisionKind
    rule: str
    area: str
    step: str
    decided_on: date
    effective: date | None = None
    until: date | None = None
    authority: str = ""
    basis: str = ""
    source: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind == "refrained":
            if self.effective is not None:
                raise ValueError("refraining has no effective date; use `until` for its last day")
        elif self.effective is None:
            raise ValueError(f"a decision of kind {self.kind!r} needs its effective date")
        elif self.until is not None:
            raise ValueError("only refraining takes `until`")


@dataclass(frozen=True, slots=True)
class Suspension:
    """A court's suspension of a decision: for some days it has no effect, and afterwards it has again.

    The rule goes on counting as if nothing were suspended; only what holds on these days is different. A decision on a
    level reaches others as well: for each of them there is a suspension of its own.

    Attributes:
        of: what is suspended: a determination (the step does not hold) or a lifting (the step holds on).
        rule, area, effective: of the decision.
        step: the one that does not hold, or holds on.
        first: first day of the suspension.
        to: its last day; None until further notice.
        source: where the court's decision is on record.
    """

    of: Literal["determined", "lifted"]
    rule: str
    area: str
    step: str
    effective: date
    first: date
    to: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.to is not None and self.to < self.first:
            raise ValueError(f"a suspension ends ({self.to}) before it begins ({self.first})")

    def covers(self, day: date) -> bool:
        """Whether the decision is suspended on `day`."""
        return self.first <= day and (self.to is None or day <= self.to)
