"""The ways to meet a requirement: each a set of needs that suffice together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lagezentrum.access.evidence import Check, Shown
from lagezentrum.access.statements import Statement
from lagezentrum.law.access.model import Row
from lagezentrum.law.access.words import ProofKind, Requirement, TestKind


@dataclass(frozen=True, slots=True)
class Need:
    """One thing needed: a proof that rests on a date, a test, a test of today, or an exemption that holds."""

    kind: Literal["proof", "test", "daily_test", "exemption"]
    proof: ProofKind | None = None
    tests: tuple[TestKind, ...] = ()
    exemption: str | None = None

    def shown(self, check: Check) -> Shown:
        """Whether the person shows it."""
        match self.kind:
            case "proof":
                assert self.proof is not None  # noqa: S101 (a proof has its kind)
                return check.proof(self.proof)
            case "test":
                return check.test(self.tests)
            case "daily_test":
                return check.daily_test(self.tests)
        assert self.exemption is not None  # noqa: S101 (an exemption has its id)
        exemption = check.rules.exemptions[self.exemption]
        facts = {"exemption": self.exemption, "title": exemption.title}
        return Shown(check.belongs(exemption), Statement("exempt", facts, exemption.cite))

    def to_show(self, check: Check) -> Statement:
        """What somebody who lacks it would have to bring."""
        rules = check.rules
        if self.kind == "proof":
            assert self.proof is not None  # noqa: S101
            proof = rules.proofs[self.proof]
            window = proof.window(check.day)
            facts: dict[str, object] = {"proof": self.proof, "title": proof.title, "window": window}
            return Statement("show.proof", facts, window.cite if window else ())
        tests = {test: rules.tests[test] for test in self.tests}
        cite = tuple(dict.fromkeys(anchor for test in tests.values() for anchor in test.cite))
        if self.kind == "daily_test":
            assert rules.staff is not None  # noqa: S101 (only the staff rule asks for it)
            return Statement("show.daily_test", {"tests": tests}, rules.staff.cite)
        return Statement("show.test", {"tests": tests}, cite)


Way = tuple[Need, ...]

_BY_DATE: tuple[ProofKind, ...] = ("boosted", "vaccinated", "recovered")


def guest_ways(check: Check, row: Row, requirement: Requirement) -> Iterator[Way]:
    """The ways in which a guest meets a requirement; exemptions only where the person claims them."""
    if requirement == "none":
        yield ()
    if requirement in ("none", "closed"):
        return
    tested = Need("test", tests=row.tests)
    for name, exemption in check.claimed():
        if exemption.effect == "admits":
            yield (Need("exemption", exemption=name),)
        elif exemption.effect == "admits_with_test":
            yield Need("exemption", exemption=name), Need("test", tests=exemption.tests)
    proofs = [Need("proof", proof=kind) for kind in _BY_DATE if kind in check.rules.proofs]
    if requirement == "2G+":
        if booster_relieves(check):
            yield (Need("proof", proof="boosted"),)
        yield from ((proof, tested) for proof in proofs)
        return
    yield from ((proof,) for proof in proofs)
    if requirement == "3G":
        yield (tested,)


def booster_relieves(check: Check) -> bool:
    """Whether boosted people need no test today where 2G+ is required."""
    relief = check.rules.booster
    return relief is not None and relief.on(check.day) and "boosted" in check.rules.proofs


def staff_ways(check: Check) -> Iterator[Way]:
    """The ways in which somebody who works there meets a requirement that binds staff; the mask is judged apart."""
    staff = check.rules.staff
    if staff is None:
        return
    yield from ((Need("proof", proof=kind),) for kind in _BY_DATE if kind in staff.proofs)
    yield (Need("daily_test", tests=staff.otherwise_tests),)
