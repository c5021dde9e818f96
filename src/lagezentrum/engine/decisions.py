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
