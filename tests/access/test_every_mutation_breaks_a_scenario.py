"""Whoever changes a number, word, date or row of the rules at a door by mistake breaks a scenario, or is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lagezentrum.access.rehearsal import rehearse_access
from lagezentrum.law.access.checks import check_access
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.scenarios import AccessScenario, read_access_scenarios
from lagezentrum.law.library import Library
from lagezentrum.law.source_text import SourceText
from tests.access.mutations import mutants

LIBRARY = Library()
NAME = "de-ni/corona-vo"
SCENARIOS = read_access_scenarios(LIBRARY, NAME)
WITH_SCENARIOS = sorted({rules.version for rules, _ in SCENARIOS.values()})


def _of(version: str) -> tuple[AccessRules, list[AccessScenario]]:
    found = [(rules, scenario) for rules, scenario in SCENARIOS.values() if rules.version == version]
    return found[0][0], [scenario for _, scenario in found]


def _refused(mutant: AccessRules, version: str) -> bool:
    source = SourceText(Path("access.yaml"))
    regulation = LIBRARY.regulation(NAME).named(version)
    assert regulation is not None
    check_access(mutant, source, regulation, tuple(LIBRARY.norm(NAME, version)))
    return bool(source.problems)


def _breaks(mutant: AccessRules, scenario: AccessScenario) -> bool:
    try:
        return bool(rehearse_access(scenario, mutant))
    except KeyError:  # a kind of test or proof that the mutant no longer knows
        return True


def _survivors(version: str) -> Iterator[str]:
    rules, scenarios = _of(version)
    for what, mutant in mutants(rules):
        if mutant is None or _refused(mutant, version):
            continue
        catching = next((scenario for scenario in scenarios if _breaks(mutant, scenario)), None)
        if catching is None:
            yield what
        else:  # likely to catch the next change, which is near this one
            scenarios.remove(catching)
            scenarios.insert(0, catching)


@pytest.mark.parametrize("version", WITH_SCENARIOS)
def test_scenarios_pass(version: str) -> None:
    rules, scenarios = _of(version)
    assert [difference for scenario in scenarios for difference in rehearse_access(scenario, rules)] == []


@pytest.mark.parametrize("version", WITH_SCENARIOS)
def test_every_mutation_breaks_a_scenario(version: str) -> None:
    assert list(_survivors(version)) == []
