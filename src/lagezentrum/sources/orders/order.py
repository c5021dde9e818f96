"""One order as it is on record, whether or not it is a decision that the rule takes as an input."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from lagezentrum.engine.decisions import Decision

OrderKind = Literal["determined", "lifted", "refrained", "by_regulation", "declined", "remained", "open"]
KINDS: tuple[OrderKind, ...] = get_args(OrderKind)


@dataclass(frozen=True, slots=True)
class Order:
    """What is known to have been ordered, or left open, for one area.

    Attributes:
        kind: `determined`, `lifted`, `refrained`: decisions of an authority. `by_regulation`: the regulation set
            the level itself. `declined`: the authority did not determine the level and waited. `remained`: it
            stayed at `step` while others rose. `open`: not decided yet when it was reported.
        rule: id of the rule it belongs to.
        area: AGS, or the Land key for a statewide order.
        step: the level as text, or the name of a consequence; empty where the record names none.
        decided_on: day of publication; None where nobody decided or it is not on record.
        effective: first day on which it holds (or would have held); None where the record names none.
        until: last day of refraining, or of a level that the regulation sets; None where open.
        authority: who decided, or who would have had to.
        basis: the reason given.
        source: where it is on record.
        note: anything a reader should know.
    """

    kind: OrderKind
    rule: str
    area: str
    step: str
    decided_on: date | None = None
    effective: date | None = None
    until: date | None = None
    authority: str = ""
    basis: str = ""
    source: str = ""
    note: str = ""

    @property
    def decision(self) -> Decision | None:
        """The decision for the engine, or None where no authority decided."""
        if self.kind not in ("determined", "lifted", "refrained") or self.decided_on is None:
            return None
        return Decision(
            kind=self.kind,
            rule=self.rule,
            area=self.area,
            step=self.step,
            decided_on=self.decided_on,
            effective=self.effective,
            until=self.until,
            authority=self.authority,
            basis=self.basis,
            source=self.source,
            note=self.note,
        )


def decisions(orders: Iterable[Order]) -> tuple[Decision, ...]:
    """The decisions among the orders, in their order."""
    return tuple(decision for order in orders if (decision := order.decision) is not None)
