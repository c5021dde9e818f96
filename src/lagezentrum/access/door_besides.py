"""What counts at a door besides its demand: how old proofs and tests may be, who is exempt, what relieves, staff."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from lagezentrum.access.statements import Kind, Statement
from lagezentrum.law.access.model import AccessRules, Exemption, Row
from lagezentrum.law.access.words import Requirement


def besides(rules: AccessRules, kind: str, rows: Sequence[Row], day: date) -> Iterator[Statement]:
    """Everything that somebody who checks proofs has to know on a day; nothing where no proof is demanded.

    Args:
        rules: the access rules of the version in force.
        kind: the kind of place.
        rows: the rows that hold there on the day.
        day: the day at the place.
    """
    demanded = {row.requirement for row in rows} & {"3G", "2G", "2G+"}
    if not demanded:
        return
    for shown, proof in rules.proofs.items():
        window = proof.window(day)
        if window is not None:
            yield Statement("show.proof", {"proof": shown, "title": proof.title, "window": window}, window.cite)
    accepted = {test for row in rows if row.requirement in ("3G", "2G+") for test in row.tests}
    if accepted:
        tests = {test: rule for test, rule in rules.tests.items() if test in accepted}
        cite = tuple(dict.fromkeys(anchor for rule in tests.values() for anchor in rule.cite))
        yield Statement("show.test", {"tests": tests}, cite)
    for name, exemption in rules.exemptions.items():
        facts = {"exemption": name, "title": exemption.title}
        if kind in exemption.except_places:
            yield Statement("exempt.not_here", facts, exemption.cite)
        elif exemption.effect != "counts_as_tested" or accepted:
            yield Statement(_EFFECTS[exemption.effect], facts, exemption.cite)
    yield from _reliefs(rules, demanded, day)
    if rules.staff is not None and demanded & set(rules.staff.where):
        staff = {"mask": rules.staff.mask, "metres": rules.staff.closer_than_metres}
        yield Statement("staff.without_proof", staff, rules.staff.cite)


_EFFECTS: dict[str, Kind] = {
    "admits": "exempt",
    "counts_as_tested": "exempt.tested",
    "admits_with_test": "exempt.with_test",
}


def by_age(rules: AccessRules, kind: str) -> Iterator[tuple[str, Exemption]]:
    """The exemptions that let people of an age in at a kind of place, by id."""
    for name, exemption in rules.exemptions.items():
        if exemption.age is not None and exemption.effect == "admits" and kind not in exemption.except_places:
            yield name, exemption


def _reliefs(rules: AccessRules, demanded: Collection[Requirement | None], day: date) -> Iterator[Statement]:
    if rules.booster is not None and rules.booster.on(day) and "2G+" in demanded:
        yield Statement("relief.booster", {}, rules.booster.cite)
    relief = rules.capacity
    if relief is not None and relief.on(day) and relief.instead_of in demanded:
        facts: dict[str, object] = {"percent": relief.percent, "requirement": relief.requirement}
        yield Statement("relief.capacity_open", facts, relief.cite)
