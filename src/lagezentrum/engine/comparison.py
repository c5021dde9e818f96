"""What was computed beside what was ordered: what agrees, what does not, and for what reason.

The record of orders is never complete, so both directions are asked: is each order reproduced by the rule, and does
each computed change have an order. A difference is explained by the record's own words (an authority decided) or by
a value that is not on record; what neither explains counts as our error.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.outcome import Finding, MissingValue
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import FixedLevel, Regulation
from lagezentrum.law.ranges import Range

Verdict = Literal["matched", "human decision", "missing value", "our error"]
Reason = Literal[
    "same day",
    "by regulation",
    "not reached",
    "own discretion",
    "later than possible",
    "declined",
    "refrained",
    "another day of lifting",
    "value missing",
    "earlier than found",
    "not found",
    "reached all the same",
    "not in the regulation",
]
_VERDICTS: dict[Reason, Verdict] = {
    "same day": "matched",
    "by regulation": "matched",
    "not reached": "matched",
    "own discretion": "human decision",
    "later than possible": "human decision",
    "declined": "human decision",
    "refrained": "human decision",
    "another day of lifting": "human decision",
    "value missing": "missing value",
    "earlier than found": "our error",
    "not found": "our error",
    "reached all the same": "our error",
    "not in the regulation": "our error",
}

DISCRETION = ("eigenem ermessen", "own discretion", "voluntary", "freiwillig")
"""Words by which a record says that an authority went beyond the rule."""

_LONGEST_PAUSE = timedelta(days=60)


class OnRecord(Protocol):
    """An order as it is on record; `kind` also tells of levels set by the regulation, declined, or left open."""

    @property
    def kind(self) -> str: ...  # noqa: D102 (the attributes of sources.orders.order.Order)
    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def area(self) -> str: ...  # noqa: D102
    @property
    def step(self) -> str: ...  # noqa: D102
    @property
    def effective(self) -> date | None: ...  # noqa: D102
    @property
    def until(self) -> date | None: ...  # noqa: D102
    @property
    def basis(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102
    @property
    def decision(self) -> Decision | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Hinge:
    """A value that is not on record, and the range with which the order is consistent."""

    missing: MissingValue
    consistent_with: Range


@dataclass(frozen=True, slots=True)
class Compared:
    """One order beside the computed finding.

    Attributes:
        order: the order.
        reason: what agrees, or why it does not.
        finding: the computed finding it was held against, or None.
        hinges: the values that are not on record and decide, in the section that ended before the order.
        section: the counted days of that section; empty where no missing value decides. The finding has the first
            section of its run.
    """

    order: OnRecord
    reason: Reason
    finding: Finding | None = None
    hinges: tuple[Hinge, ...] = ()
    section: tuple[date, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Matched, or whose doing the difference is."""
        return _VERDICTS[self.reason]


@dataclass(frozen=True, slots=True)
class Unordered:
    """A computed change without an order of its own; `by` is the order that made one needless, if any."""

    finding: Finding
    by: OnRecord | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Orders and computed changes side by side.

    Attributes:
        compared: each order, in the order of the record.
        unordered: certain findings without an order, of rules and days for which orders are on record.
        open: undetermined findings without an order, of the same rules and days.
        beyond: findings of rules for which no order at all is on record; nothing can be said about them.
    """

    compared: tuple[Compared, ...]
    unordered: tuple[Unordered, ...]
    open: tuple[Finding, ...]
    beyond: tuple[Finding, ...]


def compare(
    regulation: Regulation, calendars: Calendars, findings: Sequence[Finding], orders: Sequence[OnRecord]
) -> Comparison:
    """Hold computed findings beside the orders on record.

    Args:
        regulation: all its versions.
        calendars: the calendars its sections name.
        findings: those that change something, computed without any decision.
        orders: what is on record.
    """
    compared = tuple(_Case(regulation, calendars, findings, order).judged() for order in orders)
    used = {id(c.finding) for c in compared if c.finding is not None and c.reason != "own discretion"}
    rules = {order.rule for order in orders}
    days = [order.effective for order in orders if order.effective is not None]
    rest = [f for f in findings if f.rule in rules and id(f) not in used]
    if days:
        rest = [f for f in rest if min(days) <= f.earliest_effect <= max(days)]
    return Comparison(
        compared,
        tuple(Unordered(f, _needless(f, orders)) for f in rest if f.status == "found"),
        tuple(f for f in rest if f.status == "undetermined"),
        tuple(f for f in findings if f.rule not in rules),
    )


def _needless(finding: Finding, orders: Iterable[OnRecord]) -> OnRecord | None:
    """An order by which the step holds anyway when the finding could take effect: its own area's, or statewide."""
    if not finding.step.isdigit():
        return None
    for order in orders:
        if order.kind not in ("determined", "by_regulation") or not order.step.isdigit():
            continue
        elsewhere = order.area != finding.area
        covers = finding.area.startswith(order.area) and (elsewhere or finding.change == "raise")
        if covers and int(order.step) >= int(finding.step) and _holds(order, finding.earliest_effect):
            return order
    return None


def _holds(order: OnRecord, day: date) -> bool:
    return order.effective is not None and order.effective <= day and (order.until is None or day <= order.until)


@dataclass(frozen=True, slots=True)
class _Case:
    """One order, and everything it is judged by."""

    regulation: Regulation
    calendars: Calendars
    findings: Sequence[Finding]
    order: OnRecord

    def judged(self) -> Compared:
        order = self.order
        if order.kind == "by_regulation":
            fixed = self._fixed()
            return Compared(order, "by regulation" if fixed else "not in the regulation")
        if order.kind == "declined":
            return Compared(order, "declined", self._nearest("raise"))
        if order.kind == "refrained":
            return Compared(order, "refrained", self._nearest("raise"))
        if order.kind in ("remained", "open"):
            return self._not_reached()
        return self._determined("lower" if order.kind == "lifted" else "raise")

    def _fixed(self) -> FixedLevel | None:
        order = self.order
        for version in self.regulation.versions:
            for fixed in version.fixed_levels:
                if (fixed.area, str(fixed.level), fixed.from_) == (order.area, order.step, order.effective):
                    return fixed
        return None

    def _mine(self, change: str) -> list[Finding]:
        order = self.order
        return [
            f
            for f in self.findings
            if (f.rule, f.area, f.change) == (order.rule, order.area, change) and f.step == order.step
        ]

    def _nearest(self, change: str) -> Finding | None:
        """The finding nearest to the order in time, of those that are not far from it; the first if it has no day."""
        mine = self._mine(change)
        effective = self.order.effective
        if effective is None:
            return next(iter(mine), None)
        near = [f for f in mine if abs(f.earliest_effect - effective) < _LONGEST_PAUSE]
        return min(near, key=lambda f: abs(f.earliest_effect - effective), default=None)

    def _not_reached(self) -> Compared:
        """The record says that a higher step was not reached by that day."""
        order, effective = self.order, self.order.effective
        higher = [
            f
            for f in self.findings
            if (f.rule, f.area, f.change, f.status) == (order.rule, order.area, "raise", "found")
            and effective is not None
            and f.earliest_effect <= effective
            and _above(f.step, order)
        ]
        if higher:
            return Compared(order, "reached all the same", higher[-1])
        return Compared(order, "not reached")

    def _determined(self, change: str) -> Compared:
        order, effective = self.order, self.order.effective
        mine = self._mine(change)
        exact = next((f for f in mine if f.status == "found" and f.earliest_effect == effective), None)
        if exact is not None:
            return Compared(order, "same day", exact)
        for finding in mine:
            if finding.status == "undetermined" and effective is not None:
                span = finding.run_end - finding.section_end
                if finding.earliest_effect <= effective <= finding.earliest_effect + span:
                    section = self._section_before(finding, effective)
                    return Compared(order, "value missing", finding, self._hinges(finding, section), section)
        nearest = self._nearest(change)
        if any(word in order.basis.casefold() for word in DISCRETION):
            return Compared(order, "own discretion", nearest)
        if nearest is None or nearest.status == "undetermined" or effective is None:
            return Compared(order, "not found")
        if change == "lower" and self._lifting_is_free(nearest):
            return Compared(order, "another day of lifting", nearest)
        later = nearest.earliest_effect < effective
        return Compared(order, "later than possible" if later else "earlier than found", nearest)

    def _lifting_is_free(self, finding: Finding) -> bool:
        version = self.regulation.named(finding.version)
        return version is not None and version.rules[finding.rule].lifting.as_a_rule

    def _section_before(self, finding: Finding, effective: date) -> tuple[date, ...]:
        """The counted days after which an order took effect; none for a lifting, which may rest on several ways."""
        version = self.regulation.named(finding.version)
        if version is None or finding.change == "lower":
            return ()
        section = version.section(finding.rule, "raising")
        calendar, state = self.calendars[section.calendar], finding.area[:2]
        day = effective - timedelta(days=section.effect.days_after)
        days: list[date] = []
        while len(days) < section.days:
            if calendar.counts(day, state):
                days.append(day)
            day -= timedelta(days=1)
        return tuple(reversed(days))

    def _hinges(self, finding: Finding, section: tuple[date, ...]) -> tuple[Hinge, ...]:
        """The missing values in a section, with the range each would need."""
        version = self.regulation.named(finding.version)
        if version is None:
            return ()
        return tuple(
            Hinge(value, version.range_for(finding.rule, finding.step, value.indicator))
            for value in finding.hangs_on
            if value.day in section
        )


def _above(step: str, order: OnRecord) -> bool:
    """Whether reaching `step` contradicts the record: more than where it remained, or what was still open."""
    if not step.isdigit() or not order.step.isdigit():
        return step == order.step and order.kind == "open"
    return int(step) > int(order.step) if order.kind == "remained" else int(step) >= int(order.step)
