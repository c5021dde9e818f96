"""What of that which a person shows counts at a moment, and why the rest does not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lagezentrum.access.person import Person, Test
from lagezentrum.access.statements import Kind, Statement
from lagezentrum.law.access.model import AccessRules, Exemption
from lagezentrum.law.access.words import ProofKind, TestKind


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether something needed is there, and what is to be said about it; nothing where nothing was shown."""

    holds: bool
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A person at a door at a moment, judged by the rules of a version.

    Attributes:
        rules, person: who is judged by what.
        moment: with its time zone.
        place: kind of place.
    """

    rules: AccessRules
    person: Person
    moment: datetime
    place: str

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which days begin and end here."""
        return ZoneInfo(self.rules.time_zone)

    @property
    def day(self) -> date:
        """The day at the place."""
        return self.moment.astimezone(self.zone).date()

    def proof(self, kind: ProofKind) -> Shown:
        """Whether a proof that rests on a date counts today."""
        day: date | None = getattr(self.person, kind)
        rule = self.rules.proofs.get(kind)
        window = rule.window(self.day) if rule else None
        if day is None or rule is None or window is None:
            return Shown(False)
        facts: dict[str, object] = {"proof": kind, "title": rule.title, "day": day}
        if day > self.day:
            return Shown(False, Statement("proof.future", facts, window.cite))
        first, last = window.first_day(day), window.last_day(day)
        facts |= {"first": first, "last": last}
        if self.day < first:
            return Shown(False, Statement("proof.too_early", facts, window.cite))
        if last is not None and self.day > last:
            return Shown(False, Statement("proof.expired", facts, window.cite))
        return Shown(True, Statement("proof.counts", facts | {"last": rule.last_day(day)}, window.cite))

    def test(self, kinds: Iterable[TestKind]) -> Shown:
        """Whether a test of an accepted kind counts now, or an exemption stands in for it."""
        for name, exemption in self.claimed():
            if exemption.effect == "counts_as_tested":
                facts = {"exemption": name, "title": exemption.title}
                return Shown(True, Statement("exempt.tested", facts, exemption.cite))
        accepted = set(kinds)
        judged = [self.judged(test, accepted) for test in self.person.tests]
        return _best(judged)

    def daily_test(self, kinds: Iterable[TestKind]) -> Shown:
        """Whether a test of an accepted kind was taken today, as staff without a proof need it."""
        accepted = set(kinds)
        judged = []
        for test in self.person.tests:
            rule = self.rules.tests[test.kind]
            facts: dict[str, object] = {"test": test.kind, "title": rule.title, "taken": self._local(test.taken)}
            if test.kind not in accepted:
                judged.append(Shown(False, Statement("test.not_accepted", facts, rule.cite)))
            elif test.taken.astimezone(UTC) > self.moment.astimezone(UTC):
                judged.append(Shown(False, Statement("test.future", facts, rule.cite)))
            elif self._local(test.taken).date() != self.day:
                judged.append(Shown(False, Statement("test.not_today", facts, rule.cite)))
            else:
                judged.append(Shown(True, Statement("test.counts", facts | {"until": None}, rule.cite)))
        return _best(judged)

    def claimed(self) -> Iterable[tuple[str, Exemption]]:
        """The exemptions that the person claims and that hold at this kind of place, by id."""
        for name, exemption in self.rules.exemptions.items():
            if self.belongs(exemption) and self.place not in exemption.except_places:
                yield name, exemption

    def belongs(self, exemption: Exemption) -> bool:
        """Whether the person is one of those whom an exemption is for."""
        if exemption.age is not None:
            return self.person.age is not None and exemption.age.met_by(self.person.age)
        assert exemption.fact is not None  # noqa: S101 (an exemption is for an age or a fact)
        fact: bool = getattr(self.person, exemption.fact)
        return fact

    def judged(self, test: Test, accepted: set[TestKind]) -> Shown:
        """Whether one test counts now, if only tests of some kinds are accepted."""
        rule = self.rules.tests[test.kind]
        until = rule.until(test.taken).astimezone(self.zone)
        facts: dict[str, object] = {
            "test": test.kind,
            "title": rule.title,
            "taken": self._local(test.taken),
            "until": until,
            "hours": rule.hours,
        }
        kind: Kind = "test.counts"
        if test.kind not in accepted:
            kind = "test.not_accepted"
        elif test.taken.astimezone(UTC) > self.moment.astimezone(UTC):
            kind = "test.future"
        elif not rule.covers(test.taken, self.moment):
            kind = "test.expired"
        return Shown(kind == "test.counts", Statement(kind, facts, rule.cite))

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


def status(rules: AccessRules, person: Person, moment: datetime) -> tuple[Statement, ...]:
    """What a person shows, and which of it counts at a moment, wherever it may be.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("the moment needs its time zone: an hour decides whether a test still counts")
    check = Check(rules, person, moment, "")
    shown = [check.proof(kind) for kind in rules.proofs]
    shown += [check.judged(test, set(rules.tests)) for test in person.tests]
    return tuple(evidence.statement for evidence in shown if evidence.statement is not None)


def _best(judged: list[Shown]) -> Shown:
    """The first that counts, else the first that does not, else nothing."""
    return next((shown for shown in judged if shown.holds), judged[0] if judged else Shown(False))
